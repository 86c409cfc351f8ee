//! Teams side by side.

use super::HistoryReport;
use super::gains;
use super::reported::Reported;
use crate::history::TeamAccount;
use crate::model::Dimension;
use crate::page::{Block, Cell, Chart, Column, Section, Table, Tone};

/// More teams than a reader would compare; the rest are counted.
const MOST: usize = 200;

/// The table of teams; nothing for a single one.
pub(super) fn section(report: &HistoryReport<'_>, cycle: &Reported<'_>) -> Option<Section> {
    let account = cycle.account;
    if report.team.is_some() || account.teams.len() < 2 {
        return None;
    }
    let rows = account.teams.iter().take(report.most(MOST)).map(|team| row(cycle, team)).collect();
    // Of several cycles there is one picture over all.
    let picture = (report.cycles.len() == 1)
        .then(|| gains::by_team(report, std::iter::once(account), &account.cycle.to_string()))
        .flatten();
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    Some(Section {
        id: format!("teams-{}", account.cycle).to_lowercase(),
        title: "Teams".to_owned(),
        blocks: std::iter::once(Block::Table(Table {
            id: format!("teams-{}", account.cycle).to_lowercase(),
            caption: format!("Scores of each team in {}, as the goals ended", account.cycle),
            columns: vec![
                column("team", "team", false, 0),
                column("effic.", "efficiency", true, 2),
                column("qual.", "quality", true, 2),
                column("sust.", "sustainability", true, 2),
                column("first written", "awesome_original", true, 0),
                column("as ended", "awesome_final", true, 0),
                column("note", "hollow", false, 1),
                column("shift gain", "shift_gain", true, 1),
                column("loosened", "loosened", true, 1),
                column("no reason", "loosened_undeclared", true, 1),
            ],
            rows,
            omitted: account.teams.len().saturating_sub(report.most(MOST)),
        }))
        .chain(picture.map(|bars| Block::Chart(Chart::Bars(bars))))
        .collect(),
        ..Section::default()
    })
}

fn row(cycle: &Reported<'_>, team: &TeamAccount) -> Vec<Cell> {
    let dimension =
        |dimension| team.dimensions.pair(dimension).map_or(Cell::Empty, |p| Cell::Score(p.final_));
    let (original, last) = team.dimensions.awesome();
    let awesome = |score| if team.dimensions.is_empty() { Cell::Empty } else { Cell::Score(score) };
    let hollow = last.hollow && !team.dimensions.is_empty();
    let loosened = cycle.loosened_by(&team.team);
    vec![
        Cell::Text(team.name.clone()),
        dimension(Dimension::Efficiency),
        dimension(Dimension::Quality),
        dimension(Dimension::Sustainability),
        awesome(original.score),
        awesome(last.score),
        if hollow { Cell::Word(Tone::Bad, "hollow".to_owned()) } else { Cell::Empty },
        team.shift_gain.clone().map_or(Cell::Empty, Cell::Gain),
        Cell::Count(loosened.all as u64),
        Cell::Count(loosened.undeclared as u64),
    ]
}
