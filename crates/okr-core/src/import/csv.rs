//! CSV tables, one row a key result: whose goals each row tells, and the sheets they make.

use std::collections::BTreeMap;

use super::field::Field;
use super::period::period;
use super::records::{RecordError, Row, records};
use super::sheet::sheet;
use super::table::{Columns, objectives};
use super::{Imported, Left, Wanted};
use crate::model::{Cycle, Id};

/// Why a text is no table of goals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// There is nothing in it.
    #[error("the table is empty")]
    Empty,
    /// It is no CSV.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// No column tells the key result.
    #[error("no column holds key results; the columns are: {}", .0.join(", "))]
    NoKeyResults(Vec<String>),
    /// A column that was named does not exist.
    #[error("there is no column `{name}`; the columns are: {}", .columns.join(", "))]
    NoColumn {
        /// The name.
        name: String,
        /// The columns that exist.
        columns: Vec<String>,
    },
    /// No column tells the team, and nobody said it.
    #[error("no column tells the team")]
    NoTeam,
    /// No column tells the cycle, and nobody said it.
    #[error("no column tells the cycle")]
    NoCycle,
}

const ELSEWHERE: &str = "of another team or cycle";
const UNKNOWN_TEAM: &str = "its team is none of teams.yaml";
const UNKNOWN_CYCLE: &str = "its cycle is none, such as 2026-Q1";

/// Reads a CSV table. `named` gives columns a meaning that their heading does not tell. Rows of another team or cycle
/// than the wanted are left.
pub fn csv(text: &str, wanted: &Wanted<'_>, named: &[(String, Field)]) -> Result<Imported, CsvError> {
    let rows = records(text)?;
    let (header, rest) = rows.split_first().ok_or(CsvError::Empty)?;
    let headings = || header.cells.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let missing = |name: &&(String, Field)| {
        !header.cells.iter().any(|own| own.trim().eq_ignore_ascii_case(name.0.trim()))
    };
    if let Some((name, _)) = named.iter().find(missing) {
        return Err(CsvError::NoColumn { name: name.clone(), columns: headings() });
    }
    let columns = Columns::of(header, named).ok_or_else(|| CsvError::NoKeyResults(headings()))?;
    if wanted.team.is_none() && !columns.has(Field::Team) {
        return Err(CsvError::NoTeam);
    }
    if wanted.cycle.is_none() && !columns.has(Field::Cycle) {
        return Err(CsvError::NoCycle);
    }
    let mut left = Vec::new();
    let mut homes: BTreeMap<(Cycle, Id), Vec<&Row>> = BTreeMap::new();
    // What a spreadsheet merged stands in the first of its rows alone.
    let (mut cycle_cell, mut team_cell) = (None, None);
    for row in rest {
        cycle_cell = columns.cell(row, Field::Cycle).or(cycle_cell);
        team_cell = columns.cell(row, Field::Team).or(team_cell);
        match home(wanted, cycle_cell, team_cell) {
            Ok(home) => homes.entry(home).or_default().push(row),
            Err(why) => left.push(Left { line: row.line, text: row.words(), why }),
        }
    }
    left.extend(columns.unknown(header, rest));
    let mut sheets = Vec::new();
    for ((cycle, team), rows) in homes {
        let found = objectives(&columns, &rows, None, &mut left);
        if !found.is_empty() {
            sheets.push(sheet(cycle, team, found, wanted.day, &mut left));
        }
    }
    left.sort_by_key(|left| left.line);
    Ok(Imported { sheets, left })
}

/// Whose a row is, by its cells for the cycle and the team.
fn home(wanted: &Wanted<'_>, cycle: Option<&str>, team: Option<&str>) -> Result<(Cycle, Id), &'static str> {
    let told_cycle = cycle.and_then(period);
    let told_team = team.and_then(|name| team_named(wanted, name));
    let team = match (wanted.team, team, told_team) {
        (Some(wanted), Some(_), told) if told.as_ref() != Some(wanted) => return Err(ELSEWHERE),
        (Some(wanted), _, _) => wanted.clone(),
        (None, _, told) => told.ok_or(UNKNOWN_TEAM)?,
    };
    let cycle = match (wanted.cycle, told_cycle) {
        (Some(wanted), Some(told)) if told != wanted => return Err(ELSEWHERE),
        // `Q1` without a year is taken for the wanted one.
        (Some(wanted), _) => wanted,
        (None, told) => told.ok_or(UNKNOWN_CYCLE)?,
    };
    Ok((cycle, team))
}

/// The team that goes by a name: by its id or its name, or by a name that would give the id.
fn team_named(wanted: &Wanted<'_>, name: &str) -> Option<Id> {
    let name = name.trim();
    let id = || Id::suggestion(name).parse::<Id>().ok();
    if wanted.teams.is_empty() {
        return id();
    }
    let by_name = wanted.teams.iter().find(|team| team.name.eq_ignore_ascii_case(name));
    by_name.map(|team| team.id.clone()).or_else(|| id().filter(|id| wanted.teams.get(id).is_some()))
}
