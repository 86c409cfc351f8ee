//! Across cycles: how much goals were loosened, when, and what was delivered as first written.

use std::collections::BTreeMap;

use super::HistoryReport;
use super::summary::figures;
use super::wins::{Fate, fates};
use crate::model::{Exact, Id};
use crate::page::{Bars, Block, Cell, Chart, Column, Section, Table, Tone};

/// The section for several cycles.
pub(super) fn section(report: &HistoryReport<'_>) -> Section {
    let mut blocks = vec![Block::Table(table(report))];
    blocks.extend(gain_by_team(report).map(|bars| Block::Chart(Chart::Bars(bars))));
    Section { id: "cycles".to_owned(), title: "Cycle by cycle".to_owned(), blocks, ..Section::default() }
}

fn table(report: &HistoryReport<'_>) -> Table {
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    Table {
        id: "cycles".to_owned(),
        caption: "Scores and shifts of each cycle".to_owned(),
        columns: vec![
            column("cycle", "cycle", false, 0),
            column("first written", "awesome_original", true, 0),
            column("as ended", "awesome_final", true, 0),
            column("key results", "key_results", true, 2),
            column("on target", "on_target", true, 1),
            column("as first written", "on_first_target", true, 2),
            column("loosened", "loosened", true, 0),
            column("no reason", "loosened_undeclared", true, 0),
            column("mean gain", "mean_shift_gain", true, 1),
            column("wins held", "wins_held", true, 2),
        ],
        rows: report.cycles.iter().filter_map(|&at| row(report, at)).collect(),
        omitted: 0,
    }
}

fn row(report: &HistoryReport<'_>, at: usize) -> Option<Vec<Cell>> {
    let account = report.all_cycles.get(at)?;
    let figures = figures(report, account);
    let scores = match &report.team {
        None => Some(&account.dimensions),
        Some(team) => account.teams.iter().find(|own| own.team == *team).map(|own| &own.dimensions),
    };
    let awesome = scores.filter(|scores| !scores.is_empty()).map(crate::history::DimensionScores::awesome);
    let fates = fates(report, at);
    let holds = fates.iter().filter(|(_, fate)| *fate == Fate::Holds).count();
    Some(vec![
        Cell::Text(account.cycle.to_string()),
        awesome.as_ref().map_or(Cell::Empty, |(original, _)| Cell::Score(original.score.clone())),
        awesome.map_or(Cell::Empty, |(_, last)| Cell::Score(last.score)),
        Cell::Count(figures.graded as u64),
        Cell::Count(figures.on_target as u64),
        Cell::Count(figures.on_first_target as u64),
        Cell::Count(figures.loosened as u64),
        Cell::Count(figures.undeclared as u64),
        figures.gain.map_or(Cell::Empty, Cell::Gain),
        if fates.is_empty() { Cell::Empty } else { Cell::Text(format!("{holds} of {}", fates.len())) },
    ])
}

/// What shifts were worth to each team, over all cycles reported.
fn gain_by_team(report: &HistoryReport<'_>) -> Option<Bars> {
    let mut gains: BTreeMap<&Id, Vec<Exact>> = BTreeMap::new();
    for account in report.reported() {
        for own in account.key_results.iter().filter(|own| own.state.is_graded()) {
            if report.wants(&own.reference().team) {
                gains.entry(&own.reference().team).or_default().push(own.score.gain());
            }
        }
    }
    let means: Vec<(&Id, Exact)> =
        gains.into_iter().filter_map(|(team, gains)| Some((team, Exact::mean(&gains)?))).collect();
    let moved = means.iter().filter(|(_, gain)| !gain.is_zero()).count();
    if moved == 0 || means.len() < 2 {
        return None;
    }
    let most = means.iter().max_by(|a, b| a.1.cmp(&b.1))?;
    Some(Bars {
        id: "gain-by-team".to_owned(),
        title: "Mean shift gain of each team".to_owned(),
        description: format!(
            "What shifts of goals added to the mean score of each team; most for {}.",
            report.history.teams.name(most.0)
        ),
        unit: "score".to_owned(),
        bars: means
            .iter()
            .map(|(team, gain)| {
                let tone = match (gain.is_zero(), gain.is_negative()) {
                    (true, _) => Tone::Plain,
                    (false, true) => Tone::Good,
                    (false, false) => Tone::Caution,
                };
                (report.history.teams.name(team).to_owned(), shown(gain), tone)
            })
            .collect(),
    })
}

/// A gain as it is drawn: three decimals, cut toward zero as everywhere.
fn shown(gain: &Exact) -> f64 {
    let size = gain.abs().floor_to(3).exact().to_f64();
    if gain.is_negative() { -size } else { size }
}
