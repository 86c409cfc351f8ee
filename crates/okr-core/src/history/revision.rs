//! A commit as history tells it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Reference;

/// A commit, with the day it fell on in the workspace's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The full hash.
    pub id: String,
    /// When it came to the branch.
    pub committed: Timestamp,
    /// The day of that, in the workspace's time zone.
    pub date: Date,
    /// The author's name.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// The reasons its trailers give.
    pub reasons: Vec<TrailerReason>,
}

/// A reason given by a trailer, `OKR-Reason: <ref>: <text>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailerReason {
    /// Which objective, key result or guardrail it is about.
    pub reference: Reference,
    /// Why.
    pub text: String,
}

impl TrailerReason {
    /// Whether it speaks of `subject`: what the reference leaves out is not asked.
    pub fn is_about(&self, subject: &crate::model::Ref) -> bool {
        self.reference.id == subject.id
            && self.reference.team.as_ref().is_none_or(|team| *team == subject.team)
            && self.reference.cycle.is_none_or(|cycle| cycle == subject.cycle)
    }
}
