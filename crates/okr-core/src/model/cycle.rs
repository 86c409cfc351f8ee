//! Cycles: quarters, halves and years, of the calendar or of a fiscal year. Which days they have is
//! for [`super::Calendar`] to say.

use std::fmt;
use std::str::FromStr;

/// `2026-Q1`, `2026-H1`, `2026`, `FY26-Q1`: equal by value, whatever the spelling.
///
/// Without `FY` a cycle is one of the calendar year; with it, of the workspace's fiscal year.
/// Ordered by year, then fiscal after calendar, then by part (the year, halves, quarters).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cycle {
    year: i16,
    fiscal: bool,
    part: Part,
}

/// The part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole year.
    Year,
    /// A half, 1 or 2.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
}

/// Why a text is not a cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a cycle; write 2026-Q1, 2026-H1, 2026 or FY26-Q1")]
pub struct CycleError(pub String);

/// The years a cycle may be of: what a person can mean, and what a calendar can count.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

impl Cycle {
    /// The year it is named by.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// Whether it is one of a fiscal year.
    pub fn is_fiscal(&self) -> bool {
        self.fiscal
    }

    /// Its part of the year.
    pub fn part(&self) -> Part {
        self.part
    }

    /// The cycle of the same length before it.
    #[must_use]
    pub fn previous(&self) -> Self {
        match self.part {
            Part::Year | Part::Half(1) | Part::Quarter(1) => {
                let part = match self.part {
                    Part::Year => Part::Year,
                    Part::Half(_) => Part::Half(2),
                    Part::Quarter(_) => Part::Quarter(4),
                };
                Self { year: self.year.saturating_sub(1), part, ..*self }
            }
            Part::Half(half) => Self { part: Part::Half(half - 1), ..*self },
            Part::Quarter(quarter) => Self { part: Part::Quarter(quarter - 1), ..*self },
        }
    }

    /// The cycle of the same length after it.
    #[must_use]
    pub fn next(&self) -> Self {
        match self.part {
            Part::Half(half) if half < 2 => Self { part: Part::Half(half + 1), ..*self },
            Part::Quarter(quarter) if quarter < 4 => Self { part: Part::Quarter(quarter + 1), ..*self },
            Part::Year | Part::Half(_) | Part::Quarter(_) => {
                let part = match self.part {
                    Part::Year => Part::Year,
                    Part::Half(_) => Part::Half(1),
                    Part::Quarter(_) => Part::Quarter(1),
                };
                Self { year: self.year.saturating_add(1), part, ..*self }
            }
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (fiscal, rest) = match text.strip_prefix("FY") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (year, part) = match rest.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (rest, None),
        };
        if !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year = match (year.len(), fiscal) {
            (4, _) => year.parse().ok()?,
            (2, true) => 2000 + year.parse::<i16>().ok()?,
            _ => return None,
        };
        let part = match part {
            None => Part::Year,
            Some("H1") => Part::Half(1),
            Some("H2") => Part::Half(2),
            Some("Q1") => Part::Quarter(1),
            Some("Q2") => Part::Quarter(2),
            Some("Q3") => Part::Quarter(3),
            Some("Q4") => Part::Quarter(4),
            Some(_) => return None,
        };
        YEARS.contains(&year).then_some(Self { year, fiscal, part })
    }
}

impl FromStr for Cycle {
    type Err = CycleError;

    fn from_str(text: &str) -> Result<Self, CycleError> {
        Self::read(text).ok_or_else(|| CycleError(text.chars().take(60).collect()))
    }
}

/// `2026-Q1`; a fiscal year has two digits while they can be read back, `FY26-Q1`.
impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = match (self.fiscal, self.year) {
            (true, 2000..=2099) => format!("FY{:02}", self.year - 2000),
            (true, year) => format!("FY{year:04}"),
            (false, year) => format!("{year:04}"),
        };
        match self.part {
            Part::Year => f.pad(&year),
            Part::Half(half) => f.pad(&format!("{year}-H{half}")),
            Part::Quarter(quarter) => f.pad(&format!("{year}-Q{quarter}")),
        }
    }
}
