//! A commit as history tells it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::change::{Change, Declaration};
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

impl Commit {
    /// Gives the reasons of its trailers to the changes of the items they name, where no amendment has given
    /// one.
    pub fn declare(&self, changes: &mut [Change]) {
        if self.reasons.is_empty() {
            return;
        }
        for change in changes.iter_mut().filter(|change| change.declared.is_none() && change.takes_reason()) {
            if let Some(reason) = self.reasons.iter().find(|reason| reason.is_about(&change.subject)) {
                change.declared = Some(Declaration {
                    reason: reason.text.clone(),
                    approved_by: None,
                    trailer_of: Some(self.id.clone()),
                });
            }
        }
    }
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
