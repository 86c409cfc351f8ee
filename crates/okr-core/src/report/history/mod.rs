//! The report from the history: how targets shifted, why, and what was achieved against the goal as first
//! written and as it ended. One section a file; every format follows from the same page.

mod across;
mod beside;
mod bounded;
mod card;
mod collective;
mod ended;
mod figures;
mod gains;
mod gaps;
mod guardrails;
mod json;
mod key_results;
mod lineages;
mod rhythm;
mod shifts;
mod summary;
mod teams;
mod wins;

use crate::history::{Backdated, CycleAccount, DimensionScores, Gap, History, Lineages};
use crate::page::{Page, Section, Text};

pub use json::history_value;

/// What a report is made from. `cycles` and the teams in them are already those asked for.
#[derive(Debug)]
pub struct HistoryReport<'a> {
    /// The walk's result.
    pub history: &'a History,
    /// Who goes on from whom.
    pub lineages: &'a Lineages,
    /// Every cycle there is, oldest first: wins are judged against the cycle before.
    pub all_cycles: &'a [CycleAccount<'a>],
    /// Which of them to report, as positions in `all_cycles`.
    pub cycles: Vec<usize>,
    /// Only this team.
    pub team: Option<crate::model::Id>,
    /// Whether tables hold every row, for programs; for people they end where nobody reads on.
    pub whole: bool,
    /// How complete the history is.
    pub completeness: Completeness<'a>,
}

/// How much of the history could be read.
#[derive(Debug, Clone, Default)]
pub struct Completeness<'a> {
    /// States of a file that could not be read.
    pub gaps: Vec<&'a Gap>,
    /// Commits that could not be read, with what git said.
    pub lost_commits: Vec<(String, String)>,
    /// In a shallow clone, the first commit there is.
    pub incomplete_before: Option<(String, jiff::civil::Date)>,
    /// Commits of a line that are dated before an earlier one.
    pub backdated: Vec<&'a Backdated>,
    /// Every commit seen.
    pub commits: usize,
}

impl HistoryReport<'_> {
    /// The cycles to report.
    pub(super) fn reported(&self) -> impl Iterator<Item = &CycleAccount<'_>> {
        self.cycles.iter().filter_map(|&at| self.all_cycles.get(at))
    }

    /// How many rows a table has where people see so many at most.
    pub(super) fn most(&self, rows: usize) -> usize {
        if self.whole { usize::MAX } else { rows }
    }

    /// The dimensions of a cycle: those of the one team asked for, else of all.
    pub(super) fn scores<'a>(&self, account: &'a CycleAccount<'_>) -> Option<&'a DimensionScores> {
        match &self.team {
            None => Some(&account.dimensions),
            Some(team) => account.teams.iter().find(|own| own.team == *team).map(|own| &own.dimensions),
        }
    }

    /// Whether a team is one to report.
    pub(super) fn wants(&self, team: &crate::model::Id) -> bool {
        self.team.as_ref().is_none_or(|only| only == team)
    }
}

/// The page of `history`.
pub fn history_page(report: &HistoryReport<'_>) -> Page {
    let organisation = report.history.settings.organisation.as_deref().unwrap_or("OKRs");
    let names: Vec<String> = report.reported().map(|account| account.cycle.to_string()).collect();
    let title = match names.as_slice() {
        [only] => format!("{organisation}, {only}"),
        [first, .., last] => format!("{organisation}, {first} to {last}"),
        [] => organisation.to_owned(),
    };
    let mut sections: Vec<Section> = Vec::new();
    if names.len() > 1 {
        sections.push(across::section(report));
    }
    // The newest first: that is the one people open the report for.
    let mut cycles: Vec<usize> = report.cycles.clone();
    cycles.reverse();
    sections.extend(cycles.into_iter().filter_map(|at| cycle_section(report, at)));
    sections.extend(lineages::section(report));
    sections.push(gaps::section(report));
    Page { title, lead: summary::lead(report).into_iter().map(Text::plain).collect(), sections }
}

fn cycle_section(report: &HistoryReport<'_>, at: usize) -> Option<Section> {
    let account = report.all_cycles.get(at)?;
    let mut blocks = summary::cycle(report, at);
    blocks.extend(card::blocks(report, account));
    let sections = [
        teams::section(report, account),
        shifts::section(report, account),
        key_results::section(report, account),
        wins::section(report, at),
        guardrails::section(report, account),
        ended::section(report, account),
        rhythm::section(report, account),
    ];
    Some(Section {
        id: format!("cycle-{}", account.cycle).to_lowercase(),
        title: account.cycle.to_string(),
        blocks,
        sections: sections.into_iter().flatten().collect(),
        folded: false,
    })
}
