//! Bars side by side, lying, so that names of any length can be read, and with a line at zero, as values
//! may be less.

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea as _};
use plotters::element::{PathElement, Rectangle, Text};
use plotters::prelude::{ChartBuilder, LabelAreaPosition};
use plotters::style::Color as _;
use plotters::style::text_anchor::{HPos, VPos};

use super::Room;
use super::canvas::{Canvas, FINE, Picture, TEXT, lettering, text_width};
use super::role::Role;
use super::scale::{self, Scale};
use crate::page::{Bars, Tone};
use crate::render::escape::visible_line;
use crate::render::words;

/// More bars than these are only listed.
const MOST: usize = 40;
/// The height of a bar with the space around it.
const ROW: u32 = 26;

type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The picture, or nothing where there is no value to draw.
pub(super) fn draw(chart: &Bars, room: Room) -> Option<Picture> {
    let parts = match room {
        Room::Wide => 5,
        Room::Narrow => 3,
    };
    let told = chart.bars.get(..MOST).unwrap_or(&chart.bars);
    let values = || told.iter().map(|bar| bar.1).filter(|&value| scale::is_drawn(value));
    values().next()?;
    let scale = scale::of_values(values().chain([0.0]), parts)?;
    let bars: Vec<Bar> = told.iter().map(|bar| Bar::new(bar, scale.high - scale.low)).collect();
    let unit = super::lines::cut(&chart.unit, 200);
    let foot = if unit.is_empty() { 40 } else { 58 };
    let size = (room.width(), ROW * u32::try_from(bars.len()).ok()? + foot);
    let mut body = String::new();
    {
        let area = Canvas::new(size, &mut body).into_drawing_area();
        paint(&area, &bars, &scale, &unit).ok()?;
    }
    Some(Picture { size, body })
}

/// A bar with its words.
struct Bar {
    name: String,
    value: f64,
    tone: Tone,
    said: String,
}

impl Bar {
    fn new((name, value, tone): &(String, f64, Tone), span: f64) -> Self {
        let mut said = words::brief(*value, span);
        if let Some(mark) = words::mark(*tone, true) {
            said = format!("{said} {mark}");
        }
        Self { name: visible_line(name).into_owned(), value: *value, tone: *tone, said }
    }
}

fn paint(area: &DrawingArea<Canvas<'_>, Shift>, bars: &[Bar], scale: &Scale, unit: &str) -> Drawn {
    let (width, height) = area.dim_in_pixel();
    let (width, height) = (i32::try_from(width).unwrap_or(0), i32::try_from(height).unwrap_or(0));
    let names: Vec<String> =
        bars.iter().map(|bar| super::lines::cut(&bar.name, width / FINE * 36 / 100)).collect();
    let name_room = names.iter().map(|name| text_width(name)).max().unwrap_or(0);
    let said_room = bars.iter().map(|bar| text_width(&bar.said)).max().unwrap_or(0).min(width / FINE / 4);
    let foot = if unit.is_empty() { 2 } else { 20 };
    let count = f64::from(u16::try_from(bars.len()).unwrap_or(u16::MAX));
    let mut plot = ChartBuilder::on(area)
        .margin_top(6 * FINE)
        .margin_right((said_room + 8) * FINE)
        .margin_left((name_room + 10) * FINE)
        .margin_bottom(foot * FINE)
        .set_label_area_size(LabelAreaPosition::Bottom, (TEXT + 12) * FINE)
        .build_cartesian_2d(scale.clone(), Scale { low: count, high: 0.0, ticks: Vec::new() })?;
    plot.configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .y_labels(0)
        .bold_line_style(Role::Grid.colour().stroke_width(1))
        .axis_style(Role::Grid.colour().stroke_width(1))
        .set_all_tick_mark_size(4 * FINE)
        .x_label_style(lettering(Role::Tick, HPos::Center, VPos::Top))
        .draw()?;
    for ((bar, name), row) in bars.iter().zip(&names).zip(0_u16..) {
        let row = f64::from(row);
        if scale::is_drawn(bar.value) && bar.value != 0.0 {
            let ends = [(0.0, row + 0.2), (bar.value, row + 0.8)];
            plot.draw_series([Rectangle::new(ends, Role::Bar(bar.tone).colour().filled())])?;
        }
        // Right of the bar; of one that goes left too, as there is nothing on the other side of zero.
        let reach = if scale::is_drawn(bar.value) { bar.value.max(0.0) } else { 0.0 };
        let (end, middle) = plot.backend_coord(&(reach, row + 0.5));
        let value = lettering(Role::Value(bar.tone), HPos::Left, VPos::Center);
        area.draw(&Text::new(bar.said.as_str(), (end + 5 * FINE, middle), value))?;
        let label = lettering(Role::Tick, HPos::Right, VPos::Center);
        area.draw(&Text::new(name.as_str(), (name_room * FINE, middle), label))?;
    }
    plot.draw_series([PathElement::new(
        vec![(0.0, 0.0), (0.0, count)],
        Role::Axis.colour().stroke_width(1),
    )])?;
    if !unit.is_empty() {
        let (zero, _) = plot.backend_coord(&(0.0, count));
        let place = (zero.min(width - text_width(unit) * FINE), height - FINE);
        area.draw(&Text::new(unit, place, lettering(Role::Tick, HPos::Left, VPos::Bottom)))?;
    }
    Ok(())
}
