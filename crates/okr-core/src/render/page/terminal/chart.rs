//! Charts in a few lines: series as small bars on one scale and one span of days, bars as bars.

use std::fmt::Write as _;

use anstyle::Style;
use jiff::civil::Date;

use super::layout::{Lose, Run, Scribe, cut, width};
use crate::page::{Bars, Chart, LineChart, Series, Shape, Tone};
use crate::render::Screen;
use crate::render::escape::visible_line;
use crate::render::screen::tone_style;
use crate::render::words::{self, figure};

/// Columns of a line of small bars, and of the longest bar.
const SPAN: usize = 40;
/// Columns a name gets.
const NAME: usize = 24;
/// Marks that are told by name.
const MARKS: usize = 12;

pub(super) fn draw(scribe: &mut Scribe, chart: &Chart) {
    let (title, description) = match chart {
        Chart::Lines(lines) => (&lines.title, &lines.description),
        Chart::Bars(bars) => (&bars.title, &bars.description),
    };
    scribe.prose(&[Run::new(visible_line(title), Style::new().bold())], "", "");
    scribe.prose(&[Run::new(visible_line(description), Style::new())], "", "");
    match chart {
        Chart::Lines(lines) => draw_lines(scribe, lines),
        Chart::Bars(bars) => draw_bars(scribe, bars),
    }
}

fn draw_lines(scribe: &mut Scribe, chart: &LineChart) {
    let screen = scribe.screen();
    let points = || chart.series.iter().flat_map(|series| &series.points);
    let values = || points().map(|point| point.value).filter(|value| value.is_finite());
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let (Some(first), Some(last)) =
        (points().map(|point| point.date).min(), points().map(|point| point.date).max())
    else {
        return;
    };
    let names = name_room(chart.series.iter().map(|series| series.name.as_str()), screen);
    let unit = visible_line(&chart.unit);
    for series in &chart.series {
        let ends: Vec<String> = [series.points.first(), series.points.last()]
            .into_iter()
            .flatten()
            .map(|point| figure(point.value))
            .collect();
        let arrow = screen.pick(" → ", " -> ");
        let mut said =
            if ends.first() == ends.last() { ends[..ends.len().min(1)].concat() } else { ends.join(arrow) };
        if !unit.is_empty() && !said.is_empty() {
            said = format!("{said} {unit}");
        }
        let room = screen.width.saturating_sub(names + width(&said) + 4).min(SPAN);
        let mut line = vec![Run::new(named(&series.name, names, screen), Style::new())];
        let mut used = names + 2;
        if room >= 4 {
            let bars: String = sampled(series, first, last, room)
                .map(|value| value.map_or(' ', |value| words::level(value, low, high, screen.unicode)))
                .collect();
            line.push(Run::new(format!("{bars}  "), Style::new()));
            used += room + 2;
        }
        let said = cut(&said, screen.width.saturating_sub(used), Lose::End, screen);
        line.push(Run::new(said, tone_style(Tone::Quiet)));
        scribe.line(&line);
    }
    let mut said = format!("{first} {} {last}", screen.pick("–", "to"));
    for (date, mark) in chart.marks.iter().take(MARKS) {
        // Writing to a string cannot fail, here and below.
        let _ = write!(said, "; {date} {}", visible_line(mark));
    }
    if chart.marks.len() > MARKS {
        let _ = write!(said, "; and {} more", chart.marks.len() - MARKS);
    }
    scribe.prose(&[Run::new(said, tone_style(Tone::Quiet))], "", "");
}

/// The value of a series at `count` days evenly from `first` to `last`: a seen value stands until the
/// next one is seen, and is unknown after the last, but a target stays.
fn sampled(series: &Series, first: Date, last: Date, count: usize) -> impl Iterator<Item = Option<f64>> {
    let days = i64::from((last - first).get_days());
    let steps = i64::try_from(count.saturating_sub(1).max(1)).unwrap_or(1);
    (0..i64::try_from(count).unwrap_or(0)).map(move |step| {
        let day = days * step / steps;
        let at = series.points.partition_point(|point| i64::from((point.date - first).get_days()) <= day);
        let point = series.points.get(at.checked_sub(1)?)?;
        let stays = matches!(series.shape, Shape::Steps(_)) || at < series.points.len();
        // A bar stands for the days up to the next, so the last value seen fills the bar it falls in.
        let near = day - i64::from((point.date - first).get_days()) <= days / steps;
        (stays || near).then_some(point.value)
    })
}

fn draw_bars(scribe: &mut Scribe, chart: &Bars) {
    let screen = scribe.screen();
    let names = name_room(chart.bars.iter().map(|(name, ..)| name.as_str()), screen);
    let unit = visible_line(&chart.unit);
    let values = || chart.bars.iter().map(|bar| bar.1).filter(|value| value.is_finite());
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let said: Vec<String> = chart
        .bars
        .iter()
        .map(|&(_, value, tone)| {
            let mark = words::mark(tone, screen.unicode).map_or_else(String::new, |mark| format!(" {mark}"));
            let figure = words::brief(value, high - low);
            format!("{figure} {unit}").trim_end().to_owned() + &mark
        })
        .collect();
    let longest = said.iter().map(|said| width(said)).max().unwrap_or(0);
    let room = screen.width.saturating_sub(names + longest + 4).min(SPAN);
    // Each side that has bars has room for one column at least.
    let side = |any: bool| usize::from(any && room > 1);
    let below = columns(-low, high - low, room).clamp(side(low < 0.0), room - side(high > 0.0));
    let above = room - below;
    for ((name, value, tone), said) in chart.bars.iter().zip(&said) {
        let most = if *value < 0.0 { below } else { above };
        let least = usize::from(*value != 0.0).min(most);
        let length = columns(value.abs(), high - low, room).clamp(least, most);
        let bar = screen.pick("█", "#").repeat(length);
        let (left, right) = if *value < 0.0 { (bar.as_str(), "") } else { ("", bar.as_str()) };
        let pad = |text: &str, room: usize| " ".repeat(room.saturating_sub(width(text)));
        let mut line = vec![Run::new(named(name, names, screen), Style::new())];
        if room >= 4 {
            line.push(Run::new(
                format!("{}{left}{right}{}  ", pad(left, below), pad(right, above)),
                tone_style(*tone),
            ));
        }
        line.push(Run::new(said.as_str(), tone_style(*tone)));
        scribe.line(&line);
    }
}

/// How many of `room` columns a share of the whole takes, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the room, which is small"
)]
#[expect(clippy::cast_precision_loss, reason = "a screen has few columns")]
fn columns(part: f64, whole: f64, room: usize) -> usize {
    let share = part / whole;
    if share.is_finite() { (share.clamp(0.0, 1.0) * room as f64).round() as usize } else { 0 }
}

fn name_room<'a>(names: impl Iterator<Item = &'a str>, screen: Screen) -> usize {
    let longest = names.map(|name| width(&visible_line(name))).max().unwrap_or(0);
    longest.min(NAME).min(screen.width / 3)
}

fn named(name: &str, room: usize, screen: Screen) -> String {
    let name = cut(&visible_line(name), room, Lose::End, screen);
    let pad = " ".repeat(room.saturating_sub(width(&name)) + 2);
    name + &pad
}
