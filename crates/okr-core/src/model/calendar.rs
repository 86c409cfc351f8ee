//! The workspace's calendar: which days a cycle has, on which of them a goal settles, and which day a
//! commit falls on.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Cycle;

/// The settings under `calendar:`.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// Month and day a fiscal year starts on.
    pub year_starts: (i8, i8),
    /// Which calendar year names a fiscal year.
    pub named_by: NamedBy,
    /// Decides which day a commit falls on.
    pub timezone: TimeZone,
    /// A cycle's first days, in which goals may still be edited freely.
    pub settle_days: u32,
    /// Days after a cycle's end in which last check-ins and grades may land.
    pub grading_days: u32,
    /// The expected rhythm of check-ins.
    pub check_in_days: u32,
}

/// Which calendar year a fiscal year takes its name from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedBy {
    /// The one it starts in.
    Start,
    /// The one it ends in.
    End,
}

/// The days of a cycle, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CycleSpan {
    /// Day 1.
    pub starts: Date,
    /// The last day.
    pub ends: Date,
}

/// Where a day lies in a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Before day 1: a draft.
    Before,
    /// Day 1 to `settle_days`: still a draft.
    Settling,
    /// After that, to the last day.
    Settled,
    /// After the last day, for `grading_days`.
    Grading,
    /// After that.
    Closed,
}

/// Why a calendar setting is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No such time zone.
    #[error("`{0}` is not an IANA time zone")]
    Timezone(String),
    /// Not `MM-DD`, or a day that not every year has.
    #[error("`{0}` is not a day of every year, MM-DD")]
    YearStarts(String),
}

impl Default for Calendar {
    /// January, named by end, UTC, 14 settling days, 14 grading days, a weekly check-in.
    fn default() -> Self {
        Self {
            year_starts: (1, 1),
            named_by: NamedBy::End,
            timezone: TimeZone::UTC,
            settle_days: 14,
            grading_days: 14,
            check_in_days: 7,
        }
    }
}

impl Calendar {
    /// The days of `cycle`.
    pub fn span(&self, _cycle: &Cycle) -> CycleSpan {
        todo!()
    }
    /// The day a moment falls on in the workspace.
    pub fn day(&self, _moment: Timestamp) -> Date {
        todo!()
    }
    /// Where `date` lies in `cycle`.
    pub fn phase(&self, _cycle: &Cycle, _date: Date) -> Phase {
        todo!()
    }
    /// Reads `MM-DD`.
    pub fn parse_year_starts(_text: &str) -> Result<(i8, i8), CalendarError> {
        todo!()
    }
    /// Reads an IANA name, from the bundled database so that every machine agrees.
    pub fn parse_timezone(_text: &str) -> Result<TimeZone, CalendarError> {
        todo!()
    }
}

impl CycleSpan {
    /// Its length in days.
    pub fn days(&self) -> i32 {
        todo!()
    }
    /// The day of the cycle, 1 on its first; zero or less before it.
    pub fn day_of(&self, _date: Date) -> i32 {
        todo!()
    }
    /// The days that have passed by the end of `date`, within 0 and its length.
    pub fn elapsed(&self, _date: Date) -> i32 {
        todo!()
    }
    /// Whether `date` is one of its days.
    pub fn contains(&self, date: Date) -> bool {
        self.starts <= date && date <= self.ends
    }
}

impl Phase {
    /// Whether goals may still be edited freely.
    pub fn is_draft(self) -> bool {
        matches!(self, Self::Before | Self::Settling)
    }
}
