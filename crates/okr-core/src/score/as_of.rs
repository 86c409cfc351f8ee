//! The day a cycle is looked at from: how much of it has passed, and which check-ins count by then.

use jiff::Span;
use jiff::civil::Date;

use crate::model::{Calendar, CheckIn, Cycle, CycleSpan, Exact};

/// A day to look at a cycle from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    span: CycleSpan,
    today: Date,
    /// The last day whose check-ins count.
    last: Date,
}

impl AsOf {
    /// `cycle` as it stands at the end of `today`.
    pub fn new(calendar: &Calendar, cycle: &Cycle, today: Date) -> Self {
        let span = calendar.span(cycle);
        let grading = Span::new().try_days(calendar.grading_days);
        let graded = grading.map_or(Date::MAX, |days| span.ends.saturating_add(days));
        Self { span, today, last: graded.min(today) }
    }

    /// The days of the cycle.
    pub fn span(&self) -> CycleSpan {
        self.span
    }

    /// The day it is looked at from.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Whether the cycle's last day has passed.
    pub fn is_over(&self) -> bool {
        self.today > self.span.ends
    }

    /// The days that have passed, within 0 and the cycle's length.
    pub fn elapsed(&self) -> i32 {
        self.span.elapsed(self.today)
    }

    /// The share of the cycle that has passed, 0 to 1.
    pub fn elapsed_share(&self) -> Exact {
        Exact::ratio(self.elapsed().into(), self.span.days().into())
    }

    /// Whether a check-in of this day counts: within the cycle or its grading days, and not still to come.
    pub fn counts(&self, date: Date) -> bool {
        self.span.starts <= date && date <= self.last
    }

    /// The check-ins that count, by date; those of one date as they stand in the file.
    pub(super) fn counted<'a>(&self, check_ins: &'a [CheckIn]) -> Vec<&'a CheckIn> {
        let mut counted: Vec<_> = check_ins.iter().filter(|check_in| self.counts(check_in.date)).collect();
        counted.sort_by_key(|check_in| check_in.date);
        counted
    }
}
