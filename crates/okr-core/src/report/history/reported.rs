//! A reported cycle with what several sections of the page are made of, worked out once.

use std::collections::BTreeMap;

use super::HistoryReport;
use super::collective::{Told, told};
use super::figures::{self, Figures, Loosened};
use super::wins::{Fate, fates};
use crate::history::{CycleAccount, KeyResultAccount};
use crate::model::Id;

/// A cycle of the report, for the teams asked for.
pub(super) struct Reported<'a> {
    pub(super) account: &'a CycleAccount<'a>,
    /// The shifts of its key results, oldest first; the same shift in many places is one.
    pub(super) edits: Vec<Told<'a>>,
    pub(super) figures: Figures<'a>,
    /// The teams that loosened settled goals.
    loosened: BTreeMap<&'a Id, Loosened>,
    /// The wins of the cycle before, with what became of each in this one.
    pub(super) fates: Vec<(&'a KeyResultAccount<'a>, Fate)>,
}

impl<'a> Reported<'a> {
    /// The cycle at this position of all; nothing where there is none.
    pub(super) fn of(report: &'a HistoryReport<'_>, at: usize) -> Option<Self> {
        let account = report.all_cycles.get(at)?;
        let edits = told(report.key_results(account));
        let figures = figures::of(report, account, &edits);
        let loosened = figures::by_team(&edits, &figures.rails);
        Some(Self { account, edits, figures, loosened, fates: fates(report, at) })
    }

    /// How often a team loosened its settled goals.
    pub(super) fn loosened_by(&self, team: &Id) -> Loosened {
        self.loosened.get(team).copied().unwrap_or_default()
    }
}
