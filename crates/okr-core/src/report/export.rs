//! Flat rows for spreadsheets and scripts: one a key result, or one a check-in. CSV and JSON have the same
//! columns under the same names.

use serde_json::{Map, Value, json};

use super::history::HistoryReport;
use crate::history::KeyResultAccount;
use crate::model::{Bound, CheckIn, Dimension, Direction, Objective, Quantity, Ref, Stated, Target};
use crate::page::{Block, Cell, Column, Page, Section, Table};
use crate::render::json as write;
use crate::score::Band;

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// A key result, with all its fields, its latest value and its scores.
    KeyResults,
    /// A check-in of a key result or a guardrail.
    CheckIns,
}

/// A table of flat rows.
#[derive(Debug)]
pub struct Export {
    rows: Vec<Row>,
    columns: Vec<&'static str>,
}

type Row = Vec<(&'static str, Cell)>;

impl Export {
    /// The rows of the cycles and the team that `report` asks for.
    pub fn of(report: &HistoryReport<'_>, rows: Rows) -> Self {
        let rows: Vec<Row> = match rows {
            Rows::KeyResults => report
                .reported()
                .flat_map(|account| &account.key_results)
                .filter(|own| report.wants(&own.reference().team))
                .map(|own| key_result(report, own))
                .collect(),
            Rows::CheckIns => check_ins(report),
        };
        let columns = rows.first().map(|row| row.iter().map(|(key, _)| *key).collect()).unwrap_or_default();
        Self { rows, columns }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A page with the one table, for CSV.
    pub fn page(&self) -> Page {
        if self.is_empty() {
            return Page::default();
        }
        let column = |&key: &&'static str| Column { title: key.to_owned(), key, numeric: false, priority: 0 };
        let table = Table {
            id: "export".to_owned(),
            caption: String::new(),
            columns: self.columns.iter().map(column).collect(),
            rows: self.rows.iter().map(|row| row.iter().map(|(_, cell)| cell.clone()).collect()).collect(),
            omitted: 0,
        };
        let blocks = vec![Block::Table(table)];
        Page { sections: vec![Section { blocks, ..Section::default() }], ..Page::default() }
    }

    /// An array of objects.
    pub fn value(&self) -> Value {
        self.rows
            .iter()
            .map(|row| {
                let fields = row.iter().map(|(key, cell)| ((*key).to_owned(), json_of(cell)));
                Value::Object(fields.collect::<Map<_, _>>())
            })
            .collect()
    }
}

fn key_result(report: &HistoryReport<'_>, own: &KeyResultAccount<'_>) -> Row {
    let (reference, timeline) = (own.reference(), own.timeline);
    let (first, last) = (timeline.original.key_result(), timeline.last.key_result());
    let objective = timeline.last.objective();
    let mut row = identity(report, reference, objective);
    row.extend([
        ("objective_commitment", text(objective.commitment.map(crate::model::Commitment::as_str))),
        ("supports", text(Some(references(objective)).filter(|text| !text.is_empty()))),
        ("title", text(last.title.as_deref())),
        ("metric", text(last.metric.as_deref())),
    ]);
    quantity(&mut row, ["baseline", "baseline_number", "baseline_unit"], last.baseline.as_ref());
    target(&mut row, last.target.as_ref());
    row.extend([
        ("original_baseline", text(first.baseline.as_ref().map(Stated::<Quantity>::text))),
        ("original_target", text(first.target.as_ref().map(Stated::<Target>::text))),
        ("direction", text(last.direction().map(Direction::as_str))),
        ("hold", text(last.hold.as_ref().map(Quantity::text))),
        ("weight", last.weight.map_or(Cell::Count(1), Cell::Number)),
        ("commitment", text(Some(own.commitment.as_str()))),
        ("source", text(last.source.as_deref())),
        ("owner", text(last.owner.as_deref().or(objective.owner.as_deref()))),
        ("continues", text(last.continues.as_ref().map(ToString::to_string))),
        ("lineage", Cell::Reference(own.lineage.clone())),
    ]);
    let value = own.value.map(|check_in| &check_in.value);
    quantity(&mut row, ["value", "value_number", "value_unit"], value);
    row.extend([
        ("value_date", own.value.map_or(Cell::Empty, |check_in| Cell::Date(check_in.date))),
        ("confidence", last_confidence(&last.check_ins)),
        ("check_ins", count(last.check_ins.len())),
        ("state", text(Some(own.state.as_str()))),
        ("score_original", Cell::Score(own.score.original.clone())),
        ("score_final", Cell::Score(own.score.final_.clone())),
        ("shift_gain", Cell::Gain(own.score.gain())),
        ("band_original", text(own.original_band.map(Band::as_str))),
        ("band_final", text(own.band.map(Band::as_str))),
        ("settled_shifts", count(own.settled_shifts().count())),
    ]);
    row
}

fn check_ins(report: &HistoryReport<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for account in report.reported() {
        let key_results = account.key_results.iter().map(|own| {
            let last = &own.timeline.last;
            (own.reference(), last.objective(), "key result", last.key_result().check_ins.as_slice())
        });
        let guardrails = account.guardrails.iter().filter_map(|own| {
            let objective =
                account.objectives.iter().find(|objective| objective.reference == own.objective)?;
            Some((&own.reference, objective.objective, "guardrail", own.guardrail.check_ins.as_slice()))
        });
        let wanted = key_results.chain(guardrails).filter(|(reference, ..)| report.wants(&reference.team));
        for (reference, objective, kind, seen) in wanted {
            rows.extend(seen.iter().map(|seen| check_in(report, reference, objective, kind, seen)));
        }
    }
    rows
}

fn check_in(
    report: &HistoryReport<'_>,
    reference: &Ref,
    objective: &Objective,
    kind: &str,
    seen: &CheckIn,
) -> Row {
    let mut row = identity(report, reference, objective);
    row.extend([("kind", text(Some(kind))), ("date", Cell::Date(seen.date))]);
    quantity(&mut row, ["value", "value_number", "value_unit"], Some(&seen.value));
    row.extend([
        ("confidence", seen.confidence.map_or(Cell::Empty, Cell::Number)),
        ("note", text(seen.note.as_deref())),
    ]);
    row
}

/// Which one it is, and where it belongs.
fn identity(report: &HistoryReport<'_>, reference: &Ref, objective: &Objective) -> Row {
    let objective_reference = Ref { id: objective.id.clone(), ..reference.clone() };
    vec![
        ("ref", Cell::Reference(reference.clone())),
        ("cycle", text(Some(reference.cycle.to_string()))),
        ("team", text(Some(reference.team.as_str()))),
        ("team_name", text(Some(report.history.teams.name(&reference.team)))),
        ("id", text(Some(reference.id.as_str()))),
        ("objective", Cell::Reference(objective_reference)),
        ("objective_title", text(objective.title.as_deref())),
        ("dimension", text(objective.dimension.map(Dimension::as_str))),
    ]
}

fn references(objective: &Objective) -> String {
    objective.supports.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// As written, its number, its unit.
fn quantity(row: &mut Row, keys: [&'static str; 3], stated: Option<&Stated<Quantity>>) {
    let value = stated.and_then(Stated::value);
    row.extend([
        (keys[0], text(stated.map(Stated::<Quantity>::text))),
        (keys[1], value.map_or(Cell::Empty, |value| Cell::Number(*value.number()))),
        (keys[2], value.map_or(Cell::Empty, unit)),
    ]);
}

/// As written, the number to reach, its unit, its comparison; a range has two numbers.
fn target(row: &mut Row, stated: Option<&Stated<Target>>) {
    let (mut number, mut high, mut of, mut comparison) = (None, None, None, None);
    match stated.and_then(Stated::value).map(Target::bound) {
        Some(Bound::Reach(goal)) => (number, of) = (Some(goal), Some(goal)),
        Some(Bound::Compare(sign, goal)) => {
            (number, of, comparison) = (Some(goal), Some(goal), Some(sign.as_str()));
        }
        Some(Bound::Range(low, top)) => (number, high, of) = (Some(low), Some(top), Some(low)),
        None => {}
    }
    let in_number = |goal: Option<&Quantity>| goal.map_or(Cell::Empty, |goal| Cell::Number(*goal.number()));
    row.extend([
        ("target", text(stated.map(Stated::<Target>::text))),
        ("target_comparison", text(comparison)),
        ("target_number", in_number(number)),
        ("target_high", in_number(high)),
        ("target_unit", of.map_or(Cell::Empty, unit)),
    ]);
}

fn unit(quantity: &Quantity) -> Cell {
    if quantity.unit().is_none() { Cell::Empty } else { Cell::Text(quantity.unit().text().to_owned()) }
}

fn last_confidence(check_ins: &[CheckIn]) -> Cell {
    check_ins.iter().rev().find_map(|check_in| check_in.confidence).map_or(Cell::Empty, Cell::Number)
}

fn text(words: Option<impl Into<String>>) -> Cell {
    words.map_or(Cell::Empty, |words| Cell::Text(words.into()))
}

fn count(number: usize) -> Cell {
    Cell::Count(u64::try_from(number).unwrap_or(u64::MAX))
}

/// A cell as a program wants it: numbers as numbers, what is missing as `null`.
fn json_of(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(words) | Cell::Word(_, words) => write::text(words),
        Cell::Quantity(value) => write::text(value.text()),
        Cell::Target(value) => write::text(value.text()),
        Cell::Score(score) => write::score(score),
        Cell::Gain(gain) => write::gain(gain),
        Cell::Number(number) => write::decimal(number),
        Cell::Count(number) => json!(number),
        Cell::Date(day) => write::date(*day),
        Cell::Day(day, _) => json!(day),
        Cell::Verdict(verdict) => write::text(verdict),
        Cell::Reference(reference) => write::text(reference),
        Cell::Commit { id, .. } => write::text(id),
        Cell::Spark(values) => json!(values),
    }
}
