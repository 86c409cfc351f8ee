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
mod reported;
mod rhythm;
mod shifts;
mod summary;
mod teams;
mod wins;

use crate::abreast;
use crate::history::{Backdated, CycleAccount, DimensionScores, Gap, History, KeyResultAccount, Lineages};
use crate::page::{Page, Section, Text};
use reported::Reported;

pub use json::history_json;

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

    /// The key results of a cycle, of the teams to report.
    pub(super) fn key_results<'a>(
        &'a self,
        account: &'a CycleAccount<'_>,
    ) -> impl Iterator<Item = &'a KeyResultAccount<'a>> {
        account.key_results.iter().filter(|own| self.wants(&own.reference().team))
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
    let cycles = abreast::few_in_order(&report.cycles, |&at| Reported::of(report, at));
    let cycles: Vec<Reported<'_>> = cycles.into_iter().flatten().collect();
    let newest = summary::newest(&cycles);
    let mut parts = Vec::new();
    if names.len() > 1 {
        parts.push(Part::Across(&cycles));
    }
    // The newest first: that is the one people open the report for.
    parts.extend(cycles.iter().enumerate().rev().map(|(at, cycle)| {
        let told_above = cycles.len() == 1 || newest == Some(at);
        Part::Cycle { cycle, told_above }
    }));
    parts.extend([Part::Lineages, Part::Completeness]);
    let sections = abreast::few_in_order(&parts, |part| part.section(report));
    Page {
        title,
        lead: summary::lead(report, &cycles, newest).into_iter().map(Text::plain).collect(),
        sections: sections.into_iter().flatten().collect(),
    }
}

/// What one section of the page is about. None needs another.
enum Part<'a> {
    /// How the cycles compare.
    Across(&'a [Reported<'a>]),
    /// One cycle, and whether the lead of the page tells what it came to.
    Cycle { cycle: &'a Reported<'a>, told_above: bool },
    /// Key results through the cycles.
    Lineages,
    /// What could not be read.
    Completeness,
}

impl Part<'_> {
    fn section(&self, report: &HistoryReport<'_>) -> Option<Section> {
        match self {
            Self::Across(cycles) => Some(across::section(report, cycles)),
            Self::Cycle { cycle, told_above } => Some(cycle_section(report, cycle, *told_above)),
            Self::Lineages => lineages::section(report),
            Self::Completeness => Some(gaps::section(report)),
        }
    }
}

fn cycle_section(report: &HistoryReport<'_>, cycle: &Reported<'_>, told_above: bool) -> Section {
    let account = cycle.account;
    let mut blocks = summary::cycle(report, cycle, told_above);
    blocks.extend(card::blocks(report, account));
    let sections = [
        teams::section(report, cycle),
        shifts::section(report, cycle),
        key_results::section(report, account),
        wins::section(report, cycle),
        guardrails::section(report, account),
        ended::section(report, account),
        rhythm::section(report, account),
    ];
    Section {
        id: format!("cycle-{}", account.cycle).to_lowercase(),
        title: account.cycle.to_string(),
        blocks,
        sections: sections.into_iter().flatten().collect(),
        folded: false,
    }
}
