//! Values over days: seen values as joined dots, targets as steps, each with its name at its end, and thin
//! lines at the days that matter.

use std::convert::Infallible;

use jiff::civil::Date;
use plotters::chart::ChartContext;
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea as _};
use plotters::element::{Circle, PathElement, Rectangle, Text};
use plotters::prelude::{ChartBuilder, LabelAreaPosition};
use plotters::style::Color as _;
use plotters::style::text_anchor::{HPos, VPos};

use super::Room;
use super::canvas::{Canvas, FINE, Picture, TEXT, lettering, text_width};
use super::role::Role;
use super::scale::{self, Scale};
use crate::page::{LineChart, Series, Shape};
use crate::render::escape::visible_line;

/// More dots than these hide the line they lie on.
const DOTS: usize = 60;
/// Lines of words above the picture.
const MARK_ROWS: usize = 3;
/// The height of a line of words.
const LEADING: i32 = TEXT + 4;
/// No name takes more of the picture's width than this share, in percent.
const NAME_SHARE: i32 = 30;

type Area<'a> = DrawingArea<Canvas<'a>, Shift>;
type Plot<'p, 'a> = ChartContext<'p, Canvas<'a>, Cartesian2d<Scale, Scale>>;
type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The picture, or nothing where there is no value to draw.
pub(super) fn draw(chart: &LineChart, room: Room) -> Option<Picture> {
    let (parts, ticks, height) = match room {
        Room::Wide => (4, 7, 280),
        Room::Narrow => (4, 3, 240),
    };
    let points = || chart.series.iter().flat_map(|series| &series.points);
    let drawn = || points().filter(|point| scale::is_drawn(point.value));
    let values = scale::of_values(drawn().map(|point| point.value), parts)?;
    let low = drawn().map(|point| point.value).fold(f64::INFINITY, f64::min);
    let high = drawn().map(|point| point.value).fold(f64::NEG_INFINITY, f64::max);
    let values = values.with_room(low, high);
    let (first, last) = (drawn().map(|point| point.date).min()?, drawn().map(|point| point.date).max()?);
    let days = Days { first, last, scale: scale::of_days(first, last, ticks) };
    let size = (room.width(), height);
    let mut body = String::new();
    {
        let area = Canvas::new(size, &mut body).into_drawing_area();
        paint(&area, chart, &values, &days).ok()?;
    }
    Some(Picture { size, body })
}

/// The days of the picture.
struct Days {
    first: Date,
    last: Date,
    scale: Scale,
}

impl Days {
    fn at(&self, date: Date) -> f64 {
        f64::from((date - self.first).get_days())
    }
}

fn paint(area: &Area<'_>, chart: &LineChart, values: &Scale, days: &Days) -> Drawn {
    let (width, height) = area.dim_in_pixel();
    let width = i32::try_from(width).unwrap_or(0);
    let names: Vec<String> =
        chart.series.iter().map(|series| cut(&series.name, width / FINE * NAME_SHARE / 100)).collect();
    let name_room = names.iter().map(|name| text_width(name)).max().unwrap_or(0);
    let tick_room = values.ticks.iter().map(|(_, label)| text_width(label)).max().unwrap_or(0);
    let marks = placed_marks(chart, days, width / FINE - name_room - tick_room - 28);
    let rows = marks.iter().filter_map(|mark| mark.row).max().map_or(0, |row| row + 1);
    let unit = cut(&chart.unit, width / FINE / 2);
    // The unit stands over its axis: beside the words of the marks if it is short, else above them.
    let unit_beside = rows > 0 && text_width(&unit) <= tick_room + 8;
    let rows = i32::try_from(rows).unwrap_or(0) + i32::from(!unit.is_empty() && !unit_beside);
    let top = 10 + LEADING * rows;
    let mut plot: Plot<'_, '_> = ChartBuilder::on(area)
        .margin_top(top * FINE)
        .margin_right((name_room + 18) * FINE)
        .margin_left(2 * FINE)
        .margin_bottom(2 * FINE)
        .set_label_area_size(LabelAreaPosition::Left, (tick_room + 10) * FINE)
        .set_label_area_size(LabelAreaPosition::Bottom, (TEXT + 12) * FINE)
        .build_cartesian_2d(days.scale.clone(), values.clone())?;
    plot.configure_mesh()
        .disable_x_mesh()
        .bold_line_style(Role::Grid.colour().stroke_width(1))
        .axis_style(Role::Axis.colour().stroke_width(1))
        .set_all_tick_mark_size(4 * FINE)
        .x_label_style(lettering(Role::Tick, HPos::Center, VPos::Top))
        .y_label_style(lettering(Role::Tick, HPos::Right, VPos::Center))
        .draw()?;
    let bottom = i32::try_from(height).unwrap_or(0);
    if !unit.is_empty() {
        let place = (2 * FINE, (top - 3 - LEADING * if unit_beside { 1 } else { rows }) * FINE);
        area.draw(&Text::new(unit, place, lettering(Role::Tick, HPos::Left, VPos::Top)))?;
    }
    draw_marks(area, &plot, &marks, values, top)?;
    let mut ends = Vec::new();
    for ((series, name), at) in chart.series.iter().zip(&names).zip(0_u8..) {
        if let Some((_, end)) = draw_series(&mut plot, series, at, days)? {
            ends.push((end, at, name.as_str()));
        }
    }
    let right = width - (name_room + 12) * FINE;
    for (y, at, name) in spread(ends, LEADING * FINE, bottom - (TEXT + 20) * FINE) {
        area.draw(&Text::new(name, (right, y), lettering(Role::Name(at), HPos::Left, VPos::Center)))?;
    }
    Ok(())
}

/// Draws the line with its dots, and says where it ends.
fn draw_series(
    plot: &mut Plot<'_, '_>,
    series: &Series,
    at: u8,
    days: &Days,
) -> Result<Option<(i32, i32)>, DrawingAreaErrorKind<Infallible>> {
    let seen: Vec<(f64, f64)> = series
        .points
        .iter()
        .filter(|point| scale::is_drawn(point.value))
        .map(|point| (days.at(point.date), point.value))
        .collect();
    let Some(&last) = seen.last() else { return Ok(None) };
    let (line, path) = match series.shape {
        Shape::Line(line) => (line, seen.clone()),
        Shape::Steps(line) => (line, steps(&seen, days.at(days.last))),
    };
    plot.draw_series([PathElement::new(path, Role::Stroke(at, line).colour().stroke_width(2))])?;
    if matches!(series.shape, Shape::Line(_)) && seen.len() <= DOTS {
        let style = Role::Dot(at).colour().filled();
        if at.is_multiple_of(2) {
            plot.draw_series(seen.iter().map(|&place| Circle::new(place, 3 * FINE, style)))?;
        } else {
            let places: Vec<(i32, i32)> = seen.iter().map(|place| plot.backend_coord(place)).collect();
            let half = 3 * FINE;
            for (x, y) in places {
                plot.plotting_area()
                    .strip_coord_spec()
                    .draw(&Rectangle::new(relative(plot, x, y, half), style))?;
            }
        }
    }
    Ok(Some(plot.backend_coord(&last)))
}

/// A square around a place of the canvas, from the corner of the plotting area.
fn relative(plot: &Plot<'_, '_>, x: i32, y: i32, half: i32) -> [(i32, i32); 2] {
    let (left, top) = plot.plotting_area().strip_coord_spec().get_base_pixel();
    [(x - left - half, y - top - half), (x - left + half, y - top + half)]
}

/// A target stays until the next one: across, then up or down, and on to the last day.
fn steps(seen: &[(f64, f64)], last: f64) -> Vec<(f64, f64)> {
    let mut path: Vec<(f64, f64)> = Vec::with_capacity(seen.len() * 2 + 1);
    for &(day, value) in seen {
        if let Some(&(_, before)) = path.last() {
            path.push((day, before));
        }
        path.push((day, value));
    }
    if let Some(&(_, value)) = path.last() {
        path.push((last, value));
    }
    path.dedup();
    path
}

/// A day to mark.
struct Mark {
    day: f64,
    word: String,
    /// The line of words it stands in; none where there was no room left.
    row: Option<usize>,
    /// Whether it stands left of its line, as there is no room to the right.
    left: bool,
}

/// Gives each word the first line of words with room for it.
fn placed_marks(chart: &LineChart, days: &Days, room: i32) -> Vec<Mark> {
    let mut ends = [f64::NEG_INFINITY; MARK_ROWS];
    let room = f64::from(room.max(1));
    let mut marks: Vec<&(Date, String)> = chart
        .bounds
        .iter()
        .chain(&chart.marks)
        .filter(|(date, _)| (days.first..=days.last).contains(date))
        .collect();
    marks.sort_by_key(|(date, _)| *date);
    let mut placed = Vec::new();
    for (date, word) in marks {
        let word = cut(word, 120);
        let width = f64::from(text_width(&word) + 10);
        let x = days.at(*date) / days.scale.high * room;
        let left = x + width > room;
        let from = if left { x - width } else { x };
        let row = ends.iter().position(|end| *end <= from);
        if let Some(end) = row.and_then(|row| ends.get_mut(row)) {
            *end = from + width;
        }
        placed.push(Mark { day: days.at(*date), word, row, left });
    }
    placed
}

fn draw_marks(area: &Area<'_>, plot: &Plot<'_, '_>, marks: &[Mark], values: &Scale, top: i32) -> Drawn {
    for mark in marks {
        let (x, foot) = plot.backend_coord(&(mark.day, values.low));
        let row = mark.row.and_then(|row| i32::try_from(row).ok());
        let head = row.map_or(top, |row| top - LEADING * (row + 1)) * FINE;
        area.draw(&PathElement::new(vec![(x, head), (x, foot)], Role::Mark.colour().stroke_width(1)))?;
        if row.is_some() {
            let (side, away) = if mark.left { (HPos::Right, -4 * FINE) } else { (HPos::Left, 4 * FINE) };
            let style = lettering(Role::MarkLabel, side, VPos::Top);
            area.draw(&Text::new(mark.word.as_str(), (x + away, head), style))?;
        }
    }
    Ok(())
}

/// Moves names apart that would lie on each other, keeping their order from top to bottom.
fn spread(mut ends: Vec<(i32, u8, &str)>, apart: i32, floor: i32) -> Vec<(i32, u8, &str)> {
    ends.sort_by_key(|&(y, at, _)| (y, at));
    let mut least = i32::MIN;
    for end in &mut ends {
        end.0 = end.0.max(least);
        least = end.0 + apart;
    }
    let mut most = floor;
    for end in ends.iter_mut().rev() {
        end.0 = end.0.min(most);
        most = end.0 - apart;
    }
    ends
}

/// A name that is safe to show, cut to so many pixels.
pub(super) fn cut(name: &str, most: i32) -> String {
    let name = visible_line(name);
    if text_width(&name) <= most {
        return name.into_owned();
    }
    let mut kept = String::new();
    for c in name.chars() {
        kept.push(c);
        if text_width(&kept) + TEXT > most {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_stays_until_the_next() {
        assert_eq!(
            steps(&[(0.0, 180.0), (42.0, 200.0)], 89.0),
            [(0.0, 180.0), (42.0, 180.0), (42.0, 200.0), (89.0, 200.0)]
        );
        assert_eq!(steps(&[(3.0, 1.0)], 3.0), [(3.0, 1.0)]);
    }

    #[test]
    fn names_do_not_lie_on_each_other() {
        let names = spread(vec![(100, 0, "a"), (100, 1, "b"), (104, 2, "c")], 10, 115);
        assert_eq!(names, [(95, 0, "a"), (105, 1, "b"), (115, 2, "c")]);
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(cut("payments", 200), "payments");
        let short = cut("a name that goes on and on", 60);
        assert!(short.ends_with('…') && text_width(&short) <= 60, "{short}");
    }
}
