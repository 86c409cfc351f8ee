//! Cycles: quarters, halves and years, of the calendar or of a fiscal year.

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
        todo!()
    }
    /// The cycle of the same length after it.
    #[must_use]
    pub fn next(&self) -> Self {
        todo!()
    }
}

impl FromStr for Cycle {
    type Err = CycleError;
    fn from_str(_text: &str) -> Result<Self, CycleError> {
        todo!()
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        todo!()
    }
}
