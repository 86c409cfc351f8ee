//! The workspace's calendar: which days a cycle has, on which of them a goal settles, and which day a
//! commit falls on.

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Span, Timestamp};

use super::{Cycle, Part};

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
    /// The days of `cycle`: a part starts on the same day of its month as the year does, so that parts
    /// neither overlap nor leave a gap.
    pub fn span(&self, cycle: &Cycle) -> CycleSpan {
        let (first, months) = match cycle.part() {
            Part::Year => (0, 12),
            Part::Half(half) => (6 * (i32::from(half) - 1), 6),
            Part::Quarter(quarter) => (3 * (i32::from(quarter) - 1), 3),
        };
        let year = self.year_start(*cycle);
        let starts = add_months(year, first);
        let after = add_months(year, first + months);
        CycleSpan { starts, ends: after.yesterday().unwrap_or(after) }
    }

    fn year_start(&self, cycle: Cycle) -> Date {
        let (month, day) = if cycle.is_fiscal() { self.year_starts } else { (1, 1) };
        // A fiscal year that starts in January ends in the year it starts in.
        let ends_later = (month, day) != (1, 1) && self.named_by == NamedBy::End;
        let year = if cycle.is_fiscal() && ends_later { cycle.year() - 1 } else { cycle.year() };
        Date::new(year, month, day).unwrap_or(Date::ZERO)
    }

    /// The day a moment falls on in the workspace.
    pub fn day(&self, moment: Timestamp) -> Date {
        self.timezone.to_datetime(moment).date()
    }

    /// Where `date` lies in `cycle`.
    pub fn phase(&self, cycle: &Cycle, date: Date) -> Phase {
        let span = self.span(cycle);
        let (day, days) = (i64::from(span.day_of(date)), i64::from(span.days()));
        if day < 1 {
            Phase::Before
        } else if day > days + i64::from(self.grading_days) {
            Phase::Closed
        } else if day > days {
            Phase::Grading
        } else if day > i64::from(self.settle_days) {
            Phase::Settled
        } else {
            Phase::Settling
        }
    }

    /// Reads `MM-DD`, a day that every year has.
    pub fn parse_year_starts(text: &str) -> Result<(i8, i8), CalendarError> {
        let read = || {
            let (month, day) = text.split_once('-')?;
            let two = |part: &str| {
                (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| part.parse::<i8>().ok())?
            };
            let (month, day) = (two(month)?, two(day)?);
            // 2023 has no 29 February.
            Date::new(2023, month, day).ok().map(|_| (month, day))
        };
        read().ok_or_else(|| CalendarError::YearStarts(text.chars().take(60).collect()))
    }

    /// Reads an IANA name, from the bundled database so that every machine agrees.
    pub fn parse_timezone(text: &str) -> Result<TimeZone, CalendarError> {
        TimeZoneDatabase::bundled()
            .get(text)
            .map_err(|_| CalendarError::Timezone(text.chars().take(60).collect()))
    }
}

/// The same day of a later month, or that month's last day.
fn add_months(date: Date, months: i32) -> Date {
    date.saturating_add(Span::new().months(months))
}

impl CycleSpan {
    /// Its length in days.
    pub fn days(&self) -> i32 {
        self.day_of(self.ends)
    }

    /// The day of the cycle, 1 on its first; zero or less before it.
    pub fn day_of(&self, date: Date) -> i32 {
        (date - self.starts).get_days() + 1
    }

    /// The days that have passed by the end of `date`, within 0 and its length.
    pub fn elapsed(&self, date: Date) -> i32 {
        self.day_of(date).clamp(0, self.days())
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn calendar(year_starts: (i8, i8), named_by: NamedBy) -> Calendar {
        Calendar { year_starts, named_by, ..Calendar::default() }
    }

    fn days(calendar: &Calendar, cycle: &str) -> String {
        let span = calendar.span(&cycle.parse().unwrap());
        format!("{}..{} {}", span.starts, span.ends, span.days())
    }

    #[test]
    fn a_cycle_has_its_days() {
        let january = Calendar::default();
        assert_eq!(days(&january, "2026-Q1"), "2026-01-01..2026-03-31 90");
        assert_eq!(days(&january, "2024-Q1"), "2024-01-01..2024-03-31 91");
        assert_eq!(days(&january, "2026-Q4"), "2026-10-01..2026-12-31 92");
        assert_eq!(days(&january, "2026-H2"), "2026-07-01..2026-12-31 184");
        assert_eq!(days(&january, "2026"), "2026-01-01..2026-12-31 365");
        assert_eq!(days(&january, "FY26-Q1"), "2026-01-01..2026-03-31 90");

        let february = calendar((2, 1), NamedBy::End);
        assert_eq!(days(&february, "FY26-Q1"), "2025-02-01..2025-04-30 89");
        assert_eq!(days(&february, "FY26"), "2025-02-01..2026-01-31 365");
        assert_eq!(days(&february, "2026-Q1"), "2026-01-01..2026-03-31 90");
        assert_eq!(days(&calendar((2, 1), NamedBy::Start), "FY26-Q4"), "2026-11-01..2027-01-31 92");
        assert_eq!(days(&calendar((1, 1), NamedBy::Start), "FY26"), "2026-01-01..2026-12-31 365");
        assert_eq!(days(&calendar((8, 31), NamedBy::Start), "FY26-Q2"), "2026-11-30..2027-02-27 90");
    }

    #[test]
    fn the_day_of_a_commit_is_the_workspaces() {
        let moment: Timestamp = "2026-03-31T17:30:00Z".parse().unwrap();
        let mut calendar = Calendar::default();
        assert_eq!(calendar.day(moment), date(2026, 3, 31));
        calendar.timezone = Calendar::parse_timezone("Asia/Shanghai").unwrap();
        assert_eq!(calendar.day(moment), date(2026, 4, 1));
        calendar.timezone = Calendar::parse_timezone("America/New_York").unwrap();
        assert_eq!(calendar.day("2026-03-08T06:59:59Z".parse().unwrap()), date(2026, 3, 8));
        assert_eq!(
            calendar.day("2026-03-09T03:59:59Z".parse().unwrap()),
            date(2026, 3, 8),
            "summer time begins"
        );
    }

    #[test]
    fn settings_that_mean_nothing_are_refused() {
        for text in ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "CET+5:00"] {
            assert!(Calendar::parse_timezone(text).is_err(), "{text}");
        }
        assert_eq!(Calendar::parse_year_starts("02-01"), Ok((2, 1)));
        for text in ["", "2-1", "02-29", "02-30", "13-01", "00-01", "01-00", "2026-02-01", "+2-01", "٠٢-01"]
        {
            assert!(Calendar::parse_year_starts(text).is_err(), "{text}");
        }
    }

    #[test]
    fn day_14_is_a_draft_and_day_15_is_settled() {
        let calendar = Calendar::default();
        let cycle = "2026-Q1".parse().unwrap();
        for (day, phase) in [
            (date(2025, 12, 31), Phase::Before),
            (date(2026, 1, 1), Phase::Settling),
            (date(2026, 1, 14), Phase::Settling),
            (date(2026, 1, 15), Phase::Settled),
            (date(2026, 3, 31), Phase::Settled),
            (date(2026, 4, 1), Phase::Grading),
            (date(2026, 4, 14), Phase::Grading),
            (date(2026, 4, 15), Phase::Closed),
        ] {
            assert_eq!(calendar.phase(&cycle, day), phase, "{day}");
        }
        let endless = Calendar { settle_days: u32::MAX, grading_days: u32::MAX, ..calendar };
        assert_eq!(endless.phase(&cycle, date(2026, 3, 31)), Phase::Settling);
        assert_eq!(endless.phase(&cycle, Date::MAX), Phase::Grading);
    }

    proptest! {
        #[test]
        fn cycles_follow_each_other_without_a_gap(
            year in 1980_i16..2190, part in 0_usize..7, fiscal: bool, month in 1_i8..=12, day in 1_i8..=28, end: bool,
        ) {
            let part = ["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"][part];
            let cycle: Cycle = format!("{}{year}{part}", if fiscal { "FY" } else { "" }).parse().unwrap();
            let calendar = calendar((month, day), if end { NamedBy::End } else { NamedBy::Start });
            let (span, next) = (calendar.span(&cycle), calendar.span(&cycle.next()));
            prop_assert_eq!(span.ends.tomorrow().unwrap(), next.starts);
            prop_assert!(span.contains(span.starts) && span.contains(span.ends) && !span.contains(next.starts));
            prop_assert_eq!(span.day_of(span.starts), 1);
            prop_assert_eq!(span.day_of(next.starts), span.days() + 1);
        }

        #[test]
        fn phases_only_go_forward(offset in -400_i32..800, settle in 0_u32..200, grading in 0_u32..200) {
            let calendar = Calendar { settle_days: settle, grading_days: grading, ..Calendar::default() };
            let cycle: Cycle = "2026-Q2".parse().unwrap();
            let span = calendar.span(&cycle);
            let day = span.starts.saturating_add(Span::new().days(offset));
            let (phase, next) = (calendar.phase(&cycle, day), calendar.phase(&cycle, day.tomorrow().unwrap()));
            prop_assert!(phase <= next);
            prop_assert_eq!(phase == Phase::Before, span.day_of(day) < 1);
            prop_assert_eq!(phase >= Phase::Grading, day > span.ends);
            prop_assert!((0..=span.days()).contains(&span.elapsed(day)));
        }
    }
}
