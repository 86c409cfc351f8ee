//! Teams side by side.

use super::HistoryReport;
use crate::history::{CycleAccount, TeamAccount};
use crate::model::{Dimension, Verdict};
use crate::page::{Block, Cell, Column, Section, Table, Tone};

/// The table of teams; nothing for a single one.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    if report.team.is_some() || account.teams.len() < 2 {
        return None;
    }
    let rows = account.teams.iter().map(|team| row(account, team)).collect();
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    Some(Section {
        id: format!("teams-{}", account.cycle).to_lowercase(),
        title: "Teams".to_owned(),
        blocks: vec![Block::Table(Table {
            id: format!("teams-{}", account.cycle).to_lowercase(),
            caption: format!("Scores of each team in {}, as the goals ended", account.cycle),
            columns: vec![
                column("team", "team", false, 0),
                column("effic.", "efficiency", true, 2),
                column("qual.", "quality", true, 2),
                column("sust.", "sustainability", true, 2),
                column("first written", "awesome_original", true, 0),
                column("as ended", "awesome_final", true, 0),
                column("", "hollow", false, 1),
                column("shift gain", "shift_gain", true, 1),
                column("loosened", "loosened", true, 1),
                column("no reason", "loosened_undeclared", true, 1),
            ],
            rows,
            omitted: 0,
        })],
        ..Section::default()
    })
}

fn row(account: &CycleAccount<'_>, team: &TeamAccount) -> Vec<Cell> {
    let dimension =
        |dimension| team.dimensions.pair(dimension).map_or(Cell::Empty, |p| Cell::Score(p.final_));
    let (original, last) = team.dimensions.awesome();
    let awesome = |score| if team.dimensions.is_empty() { Cell::Empty } else { Cell::Score(score) };
    let hollow = last.hollow && !team.dimensions.is_empty();
    let loosened: Vec<bool> = account
        .key_results
        .iter()
        .filter(|own| own.reference().team == team.team)
        .flat_map(crate::history::KeyResultAccount::settled_shifts)
        .filter(|shift| shift.change().direction == Verdict::Loosened)
        .map(|shift| shift.change().declared.is_some())
        .collect();
    vec![
        Cell::Text(team.name.clone()),
        dimension(Dimension::Efficiency),
        dimension(Dimension::Quality),
        dimension(Dimension::Sustainability),
        awesome(original.score),
        awesome(last.score),
        if hollow { Cell::Word(Tone::Bad, "hollow".to_owned()) } else { Cell::Empty },
        team.shift_gain.clone().map_or(Cell::Empty, Cell::Gain),
        Cell::Count(loosened.len() as u64),
        Cell::Count(loosened.iter().filter(|declared| !**declared).count() as u64),
    ]
}
