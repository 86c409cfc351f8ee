//! Across cycles: how much goals were loosened, when, and what was delivered as first written.

use std::collections::BTreeMap;

use super::HistoryReport;
use super::gains;
use super::reported::Reported;
use super::wins::Fate;
use crate::model::{Commitment, Dimension, Exact, Id};
use crate::page::{Block, Cell, Chart, Column, Section, Table};

/// More teams than a reader would compare; the rest are counted.
const MOST: usize = 200;

/// The section for several cycles.
pub(super) fn section(report: &HistoryReport<'_>, cycles: &[Reported<'_>]) -> Section {
    let mut blocks = vec![Block::Table(table(report, cycles))];
    blocks.extend(by_team(report, cycles).map(Block::Table));
    blocks
        .extend(gains::by_team(report, report.reported(), "all").map(|bars| Block::Chart(Chart::Bars(bars))));
    Section { id: "cycles".to_owned(), title: "Cycle by cycle".to_owned(), blocks, ..Section::default() }
}

fn table(report: &HistoryReport<'_>, cycles: &[Reported<'_>]) -> Table {
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    Table {
        id: "cycles".to_owned(),
        caption:
            "Each cycle: awesome as first written and as ended, key results on target at the end and by \
                  their first targets, and how goals were loosened"
                .to_owned(),
        columns: vec![
            column("cycle", "cycle", false, 0),
            column("written", "awesome_original", true, 0),
            column("ended", "awesome_final", true, 0),
            column("on target", "on_target_of", true, 1),
            column("by first", "on_first_target", true, 2),
            column("loosened", "loosened", true, 0),
            column("no reason", "loosened_undeclared", true, 0),
            column("last third", "loosened_in_last_third", true, 2),
            column("promises kept", "committed_as_first_written", true, 3),
            column("mean gain", "mean_shift_gain", true, 1),
            column("wins held", "wins_held", true, 2),
            column("key results", "key_results", true, Column::DATA),
            column("on target", "on_target", true, Column::DATA),
        ],
        rows: cycles.iter().map(|cycle| row(report, cycle)).collect(),
        omitted: 0,
    }
}

fn row(report: &HistoryReport<'_>, cycle: &Reported<'_>) -> Vec<Cell> {
    let Reported { account, figures, fates, .. } = cycle;
    let awesome = report
        .scores(account)
        .filter(|scores| !scores.is_empty())
        .map(crate::history::DimensionScores::awesome);
    let holds = fates.iter().filter(|(_, fate)| *fate == Fate::Holds).count();
    vec![
        Cell::Text(account.cycle.to_string()),
        awesome.as_ref().map_or(Cell::Empty, |(original, _)| Cell::Score(original.score.clone())),
        awesome.map_or(Cell::Empty, |(_, last)| Cell::Score(last.score)),
        Cell::Text(format!("{} of {}", figures.on_target, figures.graded)),
        Cell::Count(figures.on_first_target as u64),
        Cell::Count(figures.loosened() as u64),
        Cell::Count(figures.undeclared as u64),
        Cell::Count(figures.late_loosened as u64),
        Cell::Text(format!("{} of {}", figures.committed_first, figures.committed)),
        figures.gain.clone().map_or(Cell::Empty, Cell::Gain),
        if fates.is_empty() { Cell::Empty } else { Cell::Text(format!("{holds} of {}", fates.len())) },
        Cell::Count(figures.graded as u64),
        Cell::Count(figures.on_target as u64),
    ]
}

/// What a team did with its goals over all cycles reported.
#[derive(Default)]
struct Habit {
    key_results: usize,
    loosened: usize,
    undeclared: usize,
    committed: usize,
    committed_first: usize,
    gains: Vec<Exact>,
    by_dimension: BTreeMap<Dimension, Vec<Exact>>,
}

/// The habits of teams side by side; nothing for a single one.
fn by_team(report: &HistoryReport<'_>, cycles: &[Reported<'_>]) -> Option<Table> {
    let mut habits: BTreeMap<&Id, Habit> = BTreeMap::new();
    for cycle in cycles {
        let account = cycle.account;
        for own in report.key_results(account).filter(|own| own.state.is_graded()) {
            let habit = habits.entry(&own.reference().team).or_default();
            let committed = own.commitment == Commitment::Committed;
            habit.key_results += 1;
            habit.committed += usize::from(committed);
            habit.committed_first += usize::from(committed && own.score.original == Exact::one());
            habit.gains.push(own.score.gain());
            if let Some(dimension) = own.dimension() {
                habit.by_dimension.entry(dimension).or_default().push(own.score.gain());
            }
        }
        for team in account.teams.iter().filter(|own| report.wants(&own.team)) {
            let loosened = cycle.loosened_by(&team.team);
            if loosened.all > 0 {
                let habit = habits.entry(&team.team).or_default();
                habit.loosened += loosened.all;
                habit.undeclared += loosened.undeclared;
            }
        }
    }
    if habits.len() < 2 {
        return None;
    }
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    let mean = |gains: Option<&Vec<Exact>>| gains.and_then(Exact::mean).map_or(Cell::Empty, Cell::Gain);
    let rows: Vec<Vec<Cell>> = habits
        .iter()
        .map(|(team, habit)| {
            let gain = |dimension| mean(habit.by_dimension.get(&dimension));
            vec![
                Cell::Text(report.history.teams.name(team).to_owned()),
                Cell::Count(habit.key_results as u64),
                Cell::Count(habit.loosened as u64),
                Cell::Count(habit.undeclared as u64),
                Cell::Text(format!("{} of {}", habit.committed_first, habit.committed)),
                mean(Some(&habit.gains)),
                gain(Dimension::Efficiency),
                gain(Dimension::Quality),
                gain(Dimension::Sustainability),
            ]
        })
        .collect();
    Some(Table {
        id: "teams-over-cycles".to_owned(),
        caption: "Each team over these cycles, with the mean shift gain of its key results by dimension"
            .to_owned(),
        columns: vec![
            column("team", "team", false, 0),
            column("key results", "key_results", true, 2),
            column("loosened", "loosened", true, 0),
            column("no reason", "loosened_undeclared", true, 0),
            column("promises kept", "committed_as_first_written", true, 1),
            column("mean gain", "mean_shift_gain", true, 0),
            column("effic.", "gain_efficiency", true, 3),
            column("qual.", "gain_quality", true, 3),
            column("sust.", "gain_sustainability", true, 3),
        ],
        omitted: rows.len().saturating_sub(report.most(MOST)),
        rows: rows.into_iter().take(report.most(MOST)).collect(),
    })
}
