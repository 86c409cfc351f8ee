//! A sheet: one team's objectives for one cycle, as its file says them.
//!
//! Every noun carries `index`, its position in the list of the file it stands in, so that a finding
//! can be drawn at the right line even where a neighbour did not parse.
//!
//! Objectives and what they hold are shared (`Arc`): the next version of a sheet, which mostly differs in one
//! key result, holds the others of the last one, and what is the same object needs no comparing.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Cycle, Decimal, Id, Quantity, Reference, Stated, Target};

/// One file of a team's objectives for one cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The cycle it is for.
    pub cycle: Cycle,
    /// The team whose sheet it is.
    pub team: Id,
    /// The objectives, in the order written.
    pub objectives: Vec<Arc<Objective>>,
    /// Findings allowed in the whole sheet.
    pub allow: Vec<Allow>,
}

/// What a team wants to be true at the end of the cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    /// Position in `objectives`.
    pub index: usize,
    /// Its id within the sheet.
    pub id: Id,
    /// The objective in one sentence.
    pub title: Option<String>,
    /// Why it matters now.
    pub why: Option<String>,
    /// The dimension of *awesome* it serves.
    pub dimension: Option<Dimension>,
    /// Committed or aspirational, if written.
    pub commitment: Option<Commitment>,
    /// The objectives it serves, with their position in `supports`.
    pub supports: Vec<Reference>,
    /// The owner as written; a team by rights.
    pub owner: Option<String>,
    /// Its key results.
    pub key_results: Vec<Arc<KeyResult>>,
    /// What must not get worse on the way.
    pub guardrails: Vec<Arc<Guardrail>>,
    /// The declared reasons of shifts.
    pub amendments: Vec<Amendment>,
    /// Findings allowed in this objective.
    pub allow: Vec<Allow>,
}

/// A measurable result: a metric that moves from a baseline to a target.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyResult {
    /// Position in `key_results`.
    pub index: usize,
    /// Its id within the sheet.
    pub id: Id,
    /// The key result in one sentence.
    pub title: Option<String>,
    /// What is measured: statistic, population, window.
    pub metric: Option<String>,
    /// Where the metric stands at the start.
    pub baseline: Option<Stated<Quantity>>,
    /// Where it shall stand.
    pub target: Option<Stated<Target>>,
    /// The unit, if written once for all quantities.
    pub unit: Option<String>,
    /// The direction, if written; see [`KeyResult::direction`].
    pub direction: Option<Direction>,
    /// How long the target must be held to count: a time.
    pub hold: Option<Quantity>,
    /// Its weight in the objective; 1 if not written.
    pub weight: Option<Decimal>,
    /// Where the number can be looked up.
    pub source: Option<String>,
    /// The key result of an earlier cycle that this one goes on from.
    pub continues: Option<Reference>,
    /// The id it had before a rename.
    pub formerly: Option<Id>,
    /// Dropped, or nothing.
    pub status: Option<Status>,
    /// The owner as written; a team by rights.
    pub owner: Option<String>,
    /// Committed or aspirational, where it differs from its objective.
    pub commitment: Option<Commitment>,
    /// The values seen, oldest first.
    pub check_ins: Vec<CheckIn>,
    /// The declared reasons of shifts.
    pub amendments: Vec<Amendment>,
    /// Findings allowed in this key result.
    pub allow: Vec<Allow>,
}

/// A counter-metric: what must not get worse while the key results move.
#[derive(Debug, Clone, PartialEq)]
pub struct Guardrail {
    /// Position in `guardrails`.
    pub index: usize,
    /// Its id within the sheet.
    pub id: Id,
    /// A sentence, if written.
    pub title: Option<String>,
    /// What is measured.
    pub metric: Option<String>,
    /// The limit that must hold.
    pub limit: Option<Stated<Target>>,
    /// The unit, if written once for all quantities.
    pub unit: Option<String>,
    /// Where the number can be looked up.
    pub source: Option<String>,
    /// The key result of an earlier cycle whose win it guards.
    pub continues: Option<Reference>,
    /// The id it had before a rename.
    pub formerly: Option<Id>,
    /// The values seen, oldest first.
    pub check_ins: Vec<CheckIn>,
    /// The declared reasons of shifts.
    pub amendments: Vec<Amendment>,
    /// Findings allowed in this guardrail.
    pub allow: Vec<Allow>,
}

/// A value seen on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckIn {
    /// Position in `check_ins`.
    pub index: usize,
    /// The day it was seen.
    pub date: Date,
    /// The value; words where it could not be read as a quantity.
    pub value: Stated<Quantity>,
    /// How sure the team is to reach the target, 0 to 1.
    pub confidence: Option<Decimal>,
    /// A remark.
    pub note: Option<String>,
}

/// The declared reason of a shift.
#[derive(Debug, Clone, PartialEq)]
pub struct Amendment {
    /// Position in `amendments`.
    pub index: usize,
    /// The day of the decision.
    pub date: Date,
    /// The field that changed.
    pub field: AmendedField,
    /// Its value before, as written.
    pub from: Option<String>,
    /// Its value after, as written.
    pub to: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// The check-in it is about, where `field` is `check_ins`.
    pub check_in: Option<Date>,
}

/// A finding that is allowed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// Position in `allow`.
    pub index: usize,
    /// The rule's name or code, as written.
    pub rule: String,
    /// Why it is allowed.
    pub reason: Option<String>,
}

/// The three dimensions of *awesome*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Requirements delivered fast, with little overhead.
    Efficiency,
    /// Good experience, no loss of money or data, no incidents, short recovery.
    Quality,
    /// The first two hold over time.
    Sustainability,
}

/// How firmly an objective is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Commitment {
    /// Promised: green only when whole.
    Committed,
    /// A stretch: green from 0.7.
    Aspirational,
}

/// The way a metric shall move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Up.
    Increase,
    /// Down.
    Decrease,
    /// Stay where it is good.
    Maintain,
}

/// The end of a key result before its cycle's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Given up, with an amendment that says why.
    Dropped,
}

/// The fields an amendment can speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AmendedField {
    /// `target`
    Target,
    /// `baseline`
    Baseline,
    /// `metric`
    Metric,
    /// `unit`
    Unit,
    /// `source`
    Source,
    /// `direction`
    Direction,
    /// `hold`
    Hold,
    /// `weight`
    Weight,
    /// `status`
    Status,
    /// `commitment`
    Commitment,
    /// `limit`
    Limit,
    /// `check_ins`, with `check_in: <date>`
    CheckIns,
}

impl KeyResult {
    /// The baseline where it is a quantity.
    pub fn baseline_quantity(&self) -> Option<&Quantity> {
        self.baseline.as_ref().and_then(Stated::value)
    }

    /// The target where it could be read.
    pub fn target_value(&self) -> Option<&Target> {
        self.target.as_ref().and_then(Stated::value)
    }

    /// The direction as written, else as target and baseline imply it.
    ///
    /// A range maintains. A comparison already satisfied by the baseline maintains; otherwise `<`
    /// decreases and `>` increases. A bare target moves away from the baseline, and maintains where it is
    /// the baseline. Nothing else implies one.
    pub fn direction(&self) -> Option<Direction> {
        self.direction.or_else(|| self.target_value()?.implied_direction(self.baseline_quantity()))
    }

    /// Whether it ended before its cycle did.
    pub fn is_dropped(&self) -> bool {
        self.status == Some(Status::Dropped)
    }
}

macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order of the format.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word that stands for it in a file.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value a word stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

words!(Dimension { Efficiency = "efficiency", Quality = "quality", Sustainability = "sustainability" });
words!(Commitment { Committed = "committed", Aspirational = "aspirational" });
words!(Direction { Increase = "increase", Decrease = "decrease", Maintain = "maintain" });
words!(Status { Dropped = "dropped" });
words!(AmendedField {
    Target = "target",
    Baseline = "baseline",
    Metric = "metric",
    Unit = "unit",
    Source = "source",
    Direction = "direction",
    Hold = "hold",
    Weight = "weight",
    Status = "status",
    Commitment = "commitment",
    Limit = "limit",
    CheckIns = "check_ins",
});
