//! Rows with a heading over each column, from a CSV file or a Markdown table: one row a key result, or one row a goal
//! with a column that tells which.

use std::collections::BTreeMap;

use super::Left;
use super::draft::{DraftKeyResult, DraftObjective, Found};
use super::field::Field;
use super::records::Row;
use crate::model::Reference;

/// What the columns stand for.
#[derive(Debug)]
pub(super) struct Columns(Vec<Option<Field>>);

impl Columns {
    /// Reads the headings; `named` are those that a user gave a meaning. Nothing where no column tells key results.
    pub(super) fn of(header: &Row, named: &[(String, Field)]) -> Option<Self> {
        let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
        let meaning = |name: &String| {
            let own = named.iter().find(|(own, _)| same(own, name)).map(|(_, field)| *field);
            own.or_else(|| Field::named(name))
        };
        let mut fields: Vec<Option<Field>> = header.cells.iter().map(meaning).collect();
        let is_title = |name: &String| same(&name.replace('_', " "), "objective title");
        if let Some(titles) = header.cells.iter().position(is_title) {
            // Beside its title, `objective` is its name.
            for (at, field) in fields.iter_mut().enumerate() {
                if at != titles && *field == Some(Field::Objective) {
                    *field = Some(Field::ObjectiveId);
                }
            }
        }
        let columns = Self(fields);
        let measured = columns.has(Field::Target) || columns.has(Field::Baseline);
        let tells = columns.has(Field::KeyResult)
            || columns.has(Field::Metric) && measured
            || columns.has(Field::Sort) && columns.has(Field::Objective);
        tells.then_some(columns)
    }

    /// Whether a column stands for the field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.0.contains(&Some(field))
    }

    /// The cell of a field.
    pub(super) fn cell<'a>(&self, row: &'a Row, wanted: Field) -> Option<&'a str> {
        let at = self.0.iter().position(|field| *field == Some(wanted))?;
        row.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The columns that stand for nothing and say something.
    pub(super) fn unknown<'a>(&self, header: &Row, rows: impl IntoIterator<Item = &'a Row>) -> Option<Left> {
        let mut filled = vec![false; self.0.len()];
        for row in rows {
            for (cell, filled) in row.cells.iter().zip(&mut filled) {
                *filled |= !cell.trim().is_empty();
            }
        }
        let columns = self.0.iter().zip(filled).zip(&header.cells);
        let unknown = columns.filter(|((field, filled), _)| field.is_none() && *filled);
        let names: Vec<&str> = unknown.map(|(_, name)| name.trim()).collect();
        (!names.is_empty()).then(|| Left { line: header.line, text: names.join(", "), why: NO_COLUMNS })
    }
}

const NO_OBJECTIVE: &str = "a key result without an objective";
const NO_SENTENCE: &str = "a row without a key result";
const NO_COLUMNS: &str = "columns that stand for no field of a sheet";
const NO_CELL: &str = "a cell with no column";
const NO_SORT: &str = "a row that is neither an objective nor a key result";

/// What a row is, where a column tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Objective,
    KeyResult,
    Other,
}

impl Sort {
    /// Goal tools have their own words for the two.
    fn of(cell: &str) -> Self {
        match cell.to_lowercase().replace(['_', '-'], " ").as_str() {
            "objective" | "goal" | "o" | "目标" | "ziel" => Self::Objective,
            "key result" | "kr" | "milestone" | "metric" | "target" | "关键结果" | "关键成果" => {
                Self::KeyResult
            }
            _ => Self::Other,
        }
    }
}

/// The fields that belong to the objective of a row.
const OF_OBJECTIVE: &[Field] =
    &[Field::Objective, Field::ObjectiveId, Field::Why, Field::Dimension, Field::Supports];

/// The objectives of the rows. A row without one belongs to the one above it; `above` is that of the first.
pub(super) fn objectives(
    columns: &Columns,
    rows: &[&Row],
    above: Option<DraftObjective>,
    left: &mut Vec<Left>,
) -> Vec<DraftObjective> {
    let mut list: Vec<DraftObjective> = above.into_iter().collect();
    let mut places: BTreeMap<String, usize> =
        list.iter().enumerate().map(|(at, objective)| (objective.title.clone(), at)).collect();
    let mut current = list.len().checked_sub(1);
    for row in rows.iter().filter(|row| !row.is_empty()) {
        for cell in row.cells.iter().skip(columns.0.len()).filter(|cell| !cell.trim().is_empty()) {
            left.push(Left { line: row.line, text: cell.clone(), why: NO_CELL });
        }
        let sort = columns.cell(row, Field::Sort).map(Sort::of);
        let own_title = columns.cell(row, Field::Objective);
        let any_title = columns.cell(row, Field::KeyResult).or(own_title);
        if sort == Some(Sort::Other) {
            left.push(Left { line: row.line, text: row.words(), why: NO_SORT });
            continue;
        }
        if sort == Some(Sort::Objective) {
            let title = any_title.unwrap_or_default();
            places.entry(title.to_owned()).or_insert(list.len());
            current = Some(list.len());
            list.push(DraftObjective {
                title: title.to_owned(),
                fields: fields(columns, row),
                ..DraftObjective::default()
            });
            continue;
        }
        let id = columns.cell(row, Field::ObjectiveId);
        // Where rows are of two sorts, a key result names its objective or stands below it.
        if let Some(name) = id.or(own_title).filter(|_| sort.is_none() || columns.has(Field::KeyResult)) {
            let at = *places.entry(name.to_owned()).or_insert(list.len());
            if at == list.len() {
                list.push(objective(columns, row, own_title));
            }
            current = Some(at);
        }
        let Some(objective) = current.and_then(|at| list.get_mut(at)) else {
            left.push(Left { line: row.line, text: row.words(), why: NO_OBJECTIVE });
            continue;
        };
        let title = columns.cell(row, Field::KeyResult).or(own_title.filter(|_| sort.is_some()));
        match key_result(columns, row, title.unwrap_or_default()) {
            Some(key_result) => objective.key_results.push(key_result),
            None if own_title.is_some() || id.is_some() => {}
            None => left.push(Left { line: row.line, text: row.words(), why: NO_SENTENCE }),
        }
    }
    list
}

fn objective(columns: &Columns, row: &Row, title: Option<&str>) -> DraftObjective {
    let fields = OF_OBJECTIVE
        .iter()
        .filter(|field| **field != Field::Objective)
        .filter_map(|&field| {
            let text = columns.cell(row, field)?.to_owned();
            Some(Found { field, text, line: row.line })
        })
        // `2026-Q1/payments/instant-pay` is one, `Pay faster` beside a title is not.
        .filter(|found| found.field != Field::ObjectiveId || found.text.parse::<Reference>().is_ok())
        .collect();
    DraftObjective { title: title.unwrap_or_default().to_owned(), fields, key_results: Vec::new() }
}

/// The key result of a row; nothing where no column of one says anything.
fn key_result(columns: &Columns, row: &Row, title: &str) -> Option<DraftKeyResult> {
    let fields: Vec<Found> =
        fields(columns, row).into_iter().filter(|found| !OF_OBJECTIVE.contains(&found.field)).collect();
    let says = !title.is_empty() || fields.iter().any(|found| found.field == Field::Metric);
    says.then_some(DraftKeyResult { line: row.line, title: title.to_owned(), struck: false, fields })
}

/// What the cells of a row say besides whose it is and what it is called.
fn fields(columns: &Columns, row: &Row) -> Vec<Found> {
    const ELSEWHERE: &[Field] = &[Field::Objective, Field::KeyResult, Field::Sort, Field::Cycle, Field::Team];
    let cells = columns.0.iter().zip(&row.cells).filter_map(|(field, cell)| Some(((*field)?, cell.trim())));
    cells
        .filter(|(field, cell)| !cell.is_empty() && !ELSEWHERE.contains(field))
        .map(|(field, cell)| Found { field, text: cell.to_owned(), line: row.line })
        .collect()
}
