//! Lineages across quarters as charts: value, target as a stepped line, baseline.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::HistoryReport;
use crate::change::{Field, Value};
use crate::history::{Shift, Timeline};
use crate::model::{Bound, Cycle, CycleSpan, Quantity, Target};
use crate::page::{Block, Chart, Inline, Line, LineChart, Point, Section, Series, Shape, Text};
use crate::render::figure;
use crate::report::sentences::{count, joined};

/// More pictures than a reader would look at; the most shifted come first.
const MOST: usize = 24;

/// The charts of the lineages that have something to show: a shift, or more than one cycle. All are weighed,
/// and only those that are shown are drawn: a chart takes in every check-in.
pub(super) fn section(report: &HistoryReport<'_>) -> Option<Section> {
    let spans: BTreeMap<Cycle, CycleSpan> =
        report.reported().map(|account| (account.cycle, account.span)).collect();
    let timelines = &report.history.timelines;
    let mut outlines: Vec<Outline<'_>> = report
        .lineages
        .members()
        .into_values()
        .filter_map(|members| {
            let mut own: Vec<Member<'_>> = members
                .iter()
                .filter_map(|&at| timelines.get(at))
                .filter(|timeline| report.wants(&timeline.reference.team))
                .filter_map(|timeline| Some((*spans.get(&timeline.reference.cycle)?, timeline)))
                .collect();
            own.sort_by_key(|(span, _)| span.starts);
            Outline::of(own)
        })
        .collect();
    outlines.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.id.cmp(&b.id)));
    let omitted = outlines.len().saturating_sub(MOST);
    outlines.truncate(MOST);
    if outlines.is_empty() {
        return None;
    }
    let mut blocks: Vec<Block> =
        outlines.into_iter().map(|outline| Block::Chart(Chart::Lines(outline.draw()))).collect();
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

/// A key result in one cycle of its lineage.
type Member<'a> = (CycleSpan, &'a Timeline);

/// A lineage with its targets: as much as it takes to weigh it.
struct Outline<'a> {
    id: String,
    /// Oldest first.
    members: Vec<Member<'a>>,
    newest: &'a Timeline,
    /// What all of it is drawn in the unit of.
    unit: &'a Quantity,
    targets: Vec<Point>,
    /// The days of settled moves of the target, with what each was.
    marks: Vec<(Date, String)>,
    /// How often its target moved.
    steps: usize,
    /// How often anything did.
    shifts: usize,
}

impl<'a> Outline<'a> {
    /// Of members oldest first; nothing where the chart would be a single flat line.
    fn of(members: Vec<Member<'a>>) -> Option<Self> {
        let (_, newest) = *members.last()?;
        let unit = newest.last.key_result().target_value().map(quantity)?;
        let (mut targets, mut marks, mut shifts) = (Vec::new(), Vec::new(), 0);
        for (span, timeline) in &members {
            let first = timeline.original.key_result().target_value();
            if let Some(value) = first.and_then(|target| in_unit(quantity(target), unit)) {
                targets.push(Point { date: span.starts, value });
            }
            for shift in timeline.shifts.iter().filter(|shift| shift.is_settled()) {
                shifts += 1;
                if let Some(value) = target_after(shift).and_then(|target| in_unit(quantity(target), unit)) {
                    let date = shift.date().min(span.ends);
                    targets.push(Point { date, value });
                    marks.push((date, shift.change().direction.as_str().to_owned()));
                }
            }
            if let Some(last) = targets.last().copied() {
                targets.push(Point { date: span.ends, value: last.value });
            }
        }
        let steps = targets.windows(2).filter(|pair| !same(pair[0].value, pair[1].value)).count();
        let moves = members.len() > 1 || shifts > 0;
        let id = format!("lineage-{}-{}", newest.reference.team, newest.reference.id);
        let outline = Self { id, members, newest, unit, targets, marks, steps, shifts };
        (moves && (steps > 0 || outline.is_measured())).then_some(outline)
    }

    /// Those that moved most come first: by their target, then by anything.
    fn weight(&self) -> (usize, usize) {
        (self.steps, self.shifts)
    }

    fn is_measured(&self) -> bool {
        let mut check_ins = self.members.iter().flat_map(|(_, own)| &own.last.key_result().check_ins);
        check_ins.any(|check_in| check_in.value.value().is_some_and(|value| value.is_like(self.unit)))
    }

    fn draw(self) -> LineChart {
        let Self { newest, unit, targets, marks, shifts, .. } = self;
        let (mut values, mut baselines, mut bounds) = (vec![], vec![], vec![]);
        for (span, timeline) in &self.members {
            let key_result = timeline.last.key_result();
            if self.members.len() > 1 {
                bounds.push((span.starts, timeline.reference.cycle.to_string()));
            }
            for check_in in &key_result.check_ins {
                if let Some(value) = check_in.value.value().and_then(|value| in_unit(value, unit)) {
                    values.push(Point { date: check_in.date, value });
                }
            }
            if let Some(value) = key_result.baseline_quantity().and_then(|value| in_unit(value, unit)) {
                baselines.push(Point { date: span.starts, value });
            }
            if let Some(last) = baselines.last().copied() {
                baselines.push(Point { date: span.ends, value: last.value });
            }
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
        LineChart {
            title: format!("{}/{}: {title}", reference.team, reference.id),
            description: format!(
                "{} ({}), over {} with {}{silent}.",
                capital(&joined(&parts)),
                unit_name(unit),
                count(self.members.len(), "cycle"),
                count(shifts, "shift")
            ),
            id: self.id,
            unit: unit_name(unit).to_owned(),
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
        }
    }
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
    let number = if value.unit().factor() == like.unit().factor() {
        value.number().exact()
    } else {
        value.base().checked_div(like.unit().factor())?
    };
    Some(number.to_f64())
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::history::{Commit, FileChange, Lineages, Recorder, Step, accounts};
    use crate::model::Teams;
    use crate::report::history::Completeness;
    use crate::settings::Settings;
    use crate::snapshot::ReadSheet;

    /// A sheet of key results by id, with a target in percent and whether there is a value.
    fn sheet(cycle: &str, key_results: &[(&str, u32, bool)]) -> String {
        let month = if cycle.ends_with("Q1") { 2 } else { 5 };
        let key_results = key_results.iter().map(|(id, target, measured)| {
            let value = format!("        check_ins: [{{ date: 2026-0{month}-10, value: 3 % }}]\n");
            let value = if *measured { &value } else { "" };
            format!("      - id: {id}\n        baseline: 1 %\n        target: {target} %\n{value}")
        });
        let key_results = key_results.collect::<String>();
        format!("cycle: {cycle}\nteam: ops\nobjectives:\n  - id: speed\n    key_results:\n{key_results}")
    }

    #[test]
    fn those_that_moved_most_come_first_and_a_flat_line_never() {
        let settings = Settings::default();
        let mut recorder = Recorder::new(&settings, false);
        let first = [("flat", 9, false), ("moved", 9, true), ("often", 9, true), ("steady", 9, true)];
        let moved = [("flat", 9, false), ("moved", 8, true), ("often", 8, true), ("steady", 9, true)];
        let again = [("flat", 9, false), ("moved", 8, true), ("often", 7, true), ("steady", 9, true)];
        let later = [("flat", 9, false), ("once", 9, true), ("steady", 9, true)];
        let steps = [((1, 5), "Q1", &first[..]), ((2, 20), "Q1", &moved), ((3, 1), "Q1", &again)];
        for ((month, day), quarter, key_results) in steps.into_iter().chain([((4, 5), "Q2", &later[..])]) {
            let date = date(2026, month, day);
            let commit = Commit {
                id: format!("{month:040x}"),
                committed: date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp(),
                date,
                author: "Ada".to_owned(),
                subject: String::new(),
                reasons: Vec::new(),
            };
            let text = sheet(&format!("2026-{quarter}"), key_results);
            let (sheet, problems) = crate::yaml::read_sheet(text.as_bytes());
            let read =
                FileChange::Read(format!("okrs/2026-{quarter}/ops.yaml"), ReadSheet { sheet, problems });
            recorder.step(Step { commit, changes: vec![read] });
        }
        let history = recorder.finish(settings, Teams::default());
        let lineages = Lineages::of(&history);
        let all_cycles = accounts(&history, &lineages, date(2026, 6, 1));
        let report = HistoryReport {
            history: &history,
            lineages: &lineages,
            all_cycles: &all_cycles,
            cycles: vec![0, 1],
            team: None,
            whole: false,
            completeness: Completeness::default(),
        };
        let drawn = section(&report).unwrap().blocks.into_iter().map(|block| match block {
            Block::Chart(Chart::Lines(chart)) => format!("{}: {}", chart.id, chart.description),
            _ => String::new(),
        });
        assert_eq!(
            drawn.collect::<Vec<_>>(),
            [
                "lineage-ops-often: The value stands where it began, at 3 and the target went from 9 to 7 (%), \
                 over 1 cycle with 2 shifts.",
                "lineage-ops-moved: The value stands where it began, at 3 and the target went from 9 to 8 (%), \
                 over 1 cycle with 1 shift.",
                "lineage-ops-steady: The value stands where it began, at 3 and the target stands where it began, \
                 at 9 (%), over 2 cycles with 0 shifts.",
            ]
        );
    }
}
