//! Lineages across quarters as charts: value, target as a stepped line, baseline.

use super::HistoryReport;
use crate::change::{Field, Value};
use crate::history::{Shift, Timeline};
use crate::model::{Bound, Quantity, Target};
use crate::page::{Block, Chart, Inline, Line, LineChart, Point, Section, Series, Shape, Text};
use crate::render::figure;
use crate::report::sentences::{count, joined};

/// More pictures than a reader would look at; the most shifted come first.
const MOST: usize = 24;

/// How often its target moved, and how often anything did: those that moved most come first.
type Weight = (usize, usize);

/// The charts of the lineages that have something to show: a shift, or more than one cycle.
pub(super) fn section(report: &HistoryReport<'_>) -> Option<Section> {
    let reported: Vec<_> = report.reported().map(|account| account.cycle).collect();
    let timelines = &report.history.timelines;
    let mut charts: Vec<(Weight, LineChart)> = report
        .lineages
        .members()
        .into_values()
        .filter_map(|members| {
            let mut own: Vec<&Timeline> = members
                .iter()
                .filter_map(|&at| timelines.get(at))
                .filter(|timeline| reported.contains(&timeline.reference.cycle))
                .filter(|timeline| report.wants(&timeline.reference.team))
                .collect();
            let calendar = &report.history.settings.calendar;
            own.sort_by_key(|timeline| calendar.span(&timeline.reference.cycle).starts);
            chart(report, &own)
        })
        .collect();
    charts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let omitted = charts.len().saturating_sub(MOST);
    charts.truncate(MOST);
    if charts.is_empty() {
        return None;
    }
    let mut blocks: Vec<Block> =
        charts.into_iter().map(|(_, chart)| Block::Chart(Chart::Lines(chart))).collect();
    if omitted > 0 {
        let more = format!("{} more with fewer shifts; ", count(omitted, "lineage"));
        let words = Text::plain(more)
            .then(Inline::Code("git okr log REF".to_owned()))
            .then(Inline::Plain(" shows any of them.".to_owned()));
        blocks.push(Block::Paragraph(words));
    }
    Some(Section {
        id: "lineages".to_owned(),
        title: "Lineages: values and targets over time".to_owned(),
        blocks,
        ..Section::default()
    })
}

/// The chart of a lineage with its number of shifts; nothing where it would be a single flat line.
fn chart(report: &HistoryReport<'_>, members: &[&Timeline]) -> Option<(Weight, LineChart)> {
    let newest = members.last()?;
    let unit = newest.last.key_result().target_value().map(quantity)?.clone();
    let calendar = &report.history.settings.calendar;
    let (mut values, mut targets, mut baselines) = (vec![], vec![], vec![]);
    let (mut marks, mut bounds) = (vec![], vec![]);
    let mut shifts = 0;
    for timeline in members {
        let span = calendar.span(&timeline.reference.cycle);
        let key_result = timeline.last.key_result();
        if members.len() > 1 {
            bounds.push((span.starts, timeline.reference.cycle.to_string()));
        }
        for check_in in &key_result.check_ins {
            if let Some(value) = check_in.value.value().and_then(|value| in_unit(value, &unit)) {
                values.push(Point { date: check_in.date, value });
            }
        }
        if let Some(value) = key_result.baseline_quantity().and_then(|value| in_unit(value, &unit)) {
            baselines.push(Point { date: span.starts, value });
        }
        let first = timeline.original.key_result().target_value();
        if let Some(value) = first.and_then(|target| in_unit(quantity(target), &unit)) {
            targets.push(Point { date: span.starts, value });
        }
        for shift in timeline.shifts.iter().filter(|shift| shift.is_settled()) {
            shifts += 1;
            if let Some(value) = target_after(shift).and_then(|target| in_unit(quantity(target), &unit)) {
                let date = shift.date().min(span.ends);
                targets.push(Point { date, value });
                marks.push((date, shift.change().direction.as_str().to_owned()));
            }
        }
        if let Some(last) = targets.last().copied() {
            targets.push(Point { date: span.ends, value: last.value });
        }
        if let Some(last) = baselines.last().copied() {
            baselines.push(Point { date: span.ends, value: last.value });
        }
    }
    // One flat line is no picture.
    let steps = targets.windows(2).filter(|pair| !same(pair[0].value, pair[1].value)).count();
    if (values.is_empty() && steps == 0) || (members.len() < 2 && shifts == 0) {
        return None;
    }
    let reference = &newest.reference;
    let title = newest.last.key_result().title.clone().unwrap_or_else(|| reference.id.to_string());
    let parts: Vec<String> = [("value", &values), ("target", &targets)]
        .into_iter()
        .filter_map(|(name, points)| {
            let (first, last) = points.first().zip(points.last())?;
            Some(if same(first.value, last.value) {
                format!("the {name} stands where it began, at {}", figure(last.value))
            } else {
                format!("the {name} went from {} to {}", figure(first.value), figure(last.value))
            })
        })
        .collect();
    let silent = if values.is_empty() { "; it was never measured" } else { "" };
    Some((
        (steps, shifts),
        LineChart {
            id: format!("lineage-{}-{}", reference.team, reference.id),
            title: format!("{}/{}: {title}", reference.team, reference.id),
            description: format!(
                "{} ({}), over {} with {}{silent}.",
                capital(&joined(&parts)),
                unit_name(&unit),
                count(members.len(), "cycle"),
                count(shifts, "shift")
            ),
            unit: unit_name(&unit).to_owned(),
            series: [
                ("value", Shape::Line(Line::Solid), values),
                ("target", Shape::Steps(Line::Dashed), targets),
                ("baseline", Shape::Steps(Line::Dotted), baselines),
            ]
            .into_iter()
            .filter(|(_, _, points)| !points.is_empty())
            .map(|(name, shape, points)| Series { name: name.to_owned(), shape, points })
            .collect(),
            marks,
            bounds,
        },
    ))
}

fn target_after(shift: &Shift) -> Option<&Target> {
    match (shift.change().field, shift.change().after.as_ref()) {
        (Some(Field::Target), Some(Value::Target(target))) => Some(target),
        _ => None,
    }
}

/// The quantity a target is drawn at: its bound, or the lower end of a range.
fn quantity(target: &Target) -> &Quantity {
    match target.bound() {
        Bound::Reach(quantity) | Bound::Compare(_, quantity) | Bound::Range(quantity, _) => quantity,
    }
}

/// The value in the unit of `like`; nothing for unlike units.
fn in_unit(value: &Quantity, like: &Quantity) -> Option<f64> {
    if !value.is_like(like) {
        return None;
    }
    value.base().checked_div(like.unit().factor()).map(|value| value.to_f64())
}

fn unit_name(quantity: &Quantity) -> &str {
    match quantity.unit().text() {
        "" => "number",
        text => text,
    }
}

/// Whether two values are drawn at the same height.
fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
