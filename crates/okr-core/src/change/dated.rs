//! A change on a day: where in its cycle it falls.

use jiff::civil::Date;

use super::Change;
use crate::model::{Calendar, Phase};

/// A change with the day it lands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// What changed.
    pub change: Change,
    /// The day of its cycle, 1 on its first; zero or less before it.
    pub day: i32,
    /// The length of its cycle.
    pub days: i32,
    /// Where in the cycle that is.
    pub phase: Phase,
}

impl Dated {
    /// The change as it lands on `date`.
    pub fn on(change: Change, calendar: &Calendar, date: Date) -> Self {
        let cycle = &change.subject.cycle;
        let span = calendar.span(cycle);
        Self { day: span.day_of(date), days: span.days(), phase: calendar.phase(cycle, date), change }
    }
}
