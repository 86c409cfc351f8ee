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
    /// A cycle of these parts, if there is one: for what kept them.
    pub(crate) fn from_parts(year: i16, fiscal: bool, part: Part) -> Option<Self> {
        let exists = match part {
            Part::Year => true,
            Part::Half(half) => (1..=2).contains(&half),
            Part::Quarter(quarter) => (1..=4).contains(&quarter),
        };
        (exists && YEARS.contains(&year)).then_some(Self { year, fiscal, part })
    }

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use proptest::prelude::*;

    use super::*;

    fn cycle(text: &str) -> Cycle {
        text.parse().unwrap()
    }

    #[test]
    fn every_spelling_has_one_name() {
        for (text, name) in [
            ("2026-Q1", "2026-Q1"),
            ("2026-H2", "2026-H2"),
            ("2026", "2026"),
            ("FY26-Q1", "FY26-Q1"),
            ("FY2026-Q1", "FY26-Q1"),
            ("FY26-H1", "FY26-H1"),
            ("FY2026", "FY26"),
            ("FY1999-Q4", "FY1999-Q4"),
            ("FY2100", "FY2100"),
        ] {
            assert_eq!(cycle(text).to_string(), name);
        }
        assert_eq!(cycle("FY26-Q3"), cycle("FY2026-Q3"));
        assert_ne!(cycle("FY26-Q3"), cycle("2026-Q3"));
    }

    #[test]
    fn anything_else_is_no_cycle() {
        for text in [
            "",
            "Q1",
            "2026-Q5",
            "2026-Q0",
            "2026-H3",
            "2026-q1",
            "26-Q1",
            "2026Q1",
            "2026-Q1 ",
            "2026-",
            "FY",
            "FY6",
            "FY026",
            "1969",
            "2200",
            "２０２６",
            "2026-Q1-Q2",
            "+026",
            "-2026",
            "2026-Q11",
        ] {
            let error = text.parse::<Cycle>().unwrap_err();
            assert!(error.to_string().contains("write 2026-Q1"), "{text}");
        }
        assert!("Q".repeat(1 << 20).parse::<Cycle>().unwrap_err().0.len() < 100);
    }

    #[test]
    fn orders_by_year_then_fiscal_then_part() {
        let sorted = ["2025-Q4", "FY25", "2026", "2026-H1", "2026-Q1", "2026-Q2", "FY26-Q1"].map(cycle);
        assert!(sorted.is_sorted());
    }

    prop_compose! {
        fn any_cycle()(year in 1971_i16..2199, fiscal: bool, part in 0_usize..7) -> Cycle {
            let part = ["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"][part];
            let fiscal = if fiscal { "FY" } else { "" };
            cycle(&format!("{fiscal}{year}{part}"))
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(cycle in any_cycle()) {
            prop_assert_eq!(cycle.to_string().parse::<Cycle>().unwrap(), cycle);
        }

        #[test]
        fn next_and_previous_undo_each_other(cycle in any_cycle()) {
            prop_assert_eq!(cycle.next().previous(), cycle);
            prop_assert_eq!(cycle.previous().next(), cycle);
            prop_assert!(cycle.previous() < cycle && cycle < cycle.next());
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = text.parse::<Cycle>();
        }
    }
}
