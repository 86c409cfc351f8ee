//! Ticks: round numbers, and days where a calendar has its bounds. Numbers come from files, so nothing
//! here may loop for long or divide a range into more than a few parts.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use crate::render::words::figure;

/// Beyond this a value is not drawn; the list of figures still has it.
const LARGEST: f64 = 1e30;

/// An axis: its ends, and its ticks with their labels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Scale {
    /// The same with a little more room where a value would lie on the edge, and its line on the axis. Zero
    /// may: there is nothing below it to leave room for.
    pub(super) fn with_room(mut self, low: f64, high: f64) -> Self {
        let room = (self.high - self.low) * 0.04;
        if low <= self.low && low != 0.0 {
            self.low -= room;
        }
        if high >= self.high && high != 0.0 {
            self.high += room;
        }
        self
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        let place = f64::from(from) + share * (f64::from(to) - f64::from(from));
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place outside of the canvas is cut at its type's end"
        )]
        let place = place.round() as i32;
        place
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // A finer grid between the ticks is asked for too; there is none.
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|(tick, _)| *tick).collect()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Scale {
    fn format_ext(&self, at: &f64) -> String {
        let found = self.ticks.iter().find(|(tick, _)| tick.total_cmp(at).is_eq());
        found.map_or_else(String::new, |(_, label)| label.clone())
    }
}

/// Whether a value can be drawn.
pub(in crate::render) fn is_drawn(value: f64) -> bool {
    value.abs() <= LARGEST
}

/// A scale over `values` with about `parts` parts, from one round number to another. Nothing where there is
/// no value to draw.
pub(super) fn of_values(values: impl Iterator<Item = f64>, parts: u8) -> Option<Scale> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut whole = true;
    for value in values.filter(|&value| is_drawn(value)) {
        low = low.min(value);
        high = high.max(value);
        whole &= value.fract() == 0.0;
    }
    if low > high {
        return None;
    }
    // A range that is but noise in the digits of its ends has no ticks to tell apart.
    let around = low.abs().max(high.abs());
    if high - low <= around * 1e-9 {
        let room = if around > 1e-30 { around * 0.1 } else { 1.0 };
        low -= room;
        high += room;
    }
    let step = round_step((high - low) / f64::from(parts));
    // There is no half of a thing counted.
    let step = if whole { step.max(1.0) } else { step };
    let first = (low / step).floor();
    let last = (high / step).ceil();
    let mut ticks = Vec::new();
    let mut at = first;
    while at <= last && ticks.len() <= 2 * usize::from(parts) + 2 {
        // Adding zero turns -0 into 0.
        let tick = at * step + 0.0;
        ticks.push((tick, figure(tick)));
        at += 1.0;
    }
    Some(Scale { low: first * step, high: last * step, ticks })
}

/// The least of 1, 2, 2.5, 5, 10 … times a power of ten that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let found = [1.0, 2.0, 2.5, 5.0].into_iter().map(|factor| factor * power).find(|round| *round >= step);
    found.unwrap_or(10.0 * power)
}

/// A scale over days, counted from `first`, with at most `most` ticks at bounds of the calendar.
pub(super) fn of_days(first: Date, last: Date, most: u8) -> Scale {
    let days = |date: Date| f64::from((date - first).get_days());
    let most = usize::from(most);
    let by_day = [1, 2, 7].into_iter().map(|step| by_days(first, last, step, most));
    let by_month = [1, 2, 3, 6, 12, 24, 60, 120, 600, 6_000, 60_000];
    let by_month = by_month.into_iter().map(|step| by_months(first, last, step, most));
    let ticks = by_day.chain(by_month).flatten().next();
    let ticks = ticks.unwrap_or_else(|| vec![(first, first.to_string())]);
    let ticks = ticks.into_iter().map(|(date, label)| (days(date), label)).collect();
    Scale { low: 0.0, high: days(last).max(1.0), ticks }
}

/// Every `step` days, if those are not too many.
fn by_days(first: Date, last: Date, step: i32, most: usize) -> Option<Vec<(Date, String)>> {
    if usize::try_from((last - first).get_days() / step).ok()? >= most {
        return None;
    }
    let dates = (0..).map_while(|at: i32| first.checked_add((at * step).days()).ok());
    let dates = dates.take_while(|date| *date <= last);
    Some(dates.map(|date| (date, format!("{:02}-{:02}", date.month(), date.day()))).collect())
}

/// The first days of every `step` months, counted from January, if those are not too many but some.
fn by_months(first: Date, last: Date, step: i32, most: usize) -> Option<Vec<(Date, String)>> {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let from = months(first) + i32::from(first.day() > 1);
    let from = from + (step - from.rem_euclid(step)) % step;
    let count = usize::try_from((months(last) - from).div_euclid(step) + 1).ok()?;
    if count == 0 || count > most {
        return None;
    }
    let dates = (0..count).filter_map(|at| {
        let month = from + i32::try_from(at).ok()? * step;
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        Date::new(year, i8::try_from(month.rem_euclid(12) + 1).ok()?, 1).ok()
    });
    let label = |date: Date| {
        if step % 12 == 0 { date.year().to_string() } else { format!("{}-{:02}", date.year(), date.month()) }
    };
    Some(dates.map(|date| (date, label(date))).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    fn labels(values: &[f64]) -> Vec<String> {
        of_values(values.iter().copied(), 4).unwrap().ticks.into_iter().map(|(_, label)| label).collect()
    }

    fn days(first: &str, last: &str) -> Vec<String> {
        let scale = of_days(first.parse().unwrap(), last.parse().unwrap(), 6);
        scale.ticks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn numbers_are_round() {
        assert_eq!(labels(&[180.0, 300.0]), ["150", "200", "250", "300"]);
        assert_eq!(labels(&[-0.1, 0.42]), ["-0.2", "0", "0.2", "0.4", "0.6"]);
        assert_eq!(labels(&[99.9, 99.95]), ["99.9", "99.92", "99.94", "99.96"]);
        assert_eq!(labels(&[5.5]), ["4.5", "5", "5.5", "6", "6.5"]);
        assert_eq!(labels(&[0.0]), ["-1", "0", "1"]);
        assert_eq!(labels(&[0.0, 2.0]), ["0", "1", "2"]);
    }

    #[test]
    fn what_is_no_number_is_no_scale() {
        assert_eq!(of_values([f64::NAN, f64::INFINITY, 1e300].into_iter(), 4), None);
        assert_eq!(of_values(std::iter::empty(), 4), None);
    }

    #[test]
    fn days_lie_at_bounds_of_the_calendar() {
        assert_eq!(days("2026-02-10", "2026-02-12"), ["02-10", "02-11", "02-12"]);
        assert_eq!(days("2026-01-01", "2026-03-31"), ["2026-01", "2026-02", "2026-03"]);
        assert_eq!(days("2025-01-01", "2026-03-31"), ["2025-01", "2025-04", "2025-07", "2025-10", "2026-01"]);
        assert_eq!(days("1990-05-05", "2026-03-31"), ["2000", "2010", "2020"]);
        assert_eq!(days("2026-02-10", "2026-02-10"), ["02-10"]);
    }

    proptest! {
        #[test]
        fn a_scale_holds_its_values(values in prop::collection::vec(-1e30_f64..1e30, 1..5)) {
            let scale = of_values(values.iter().copied(), 4).unwrap();
            for value in values {
                prop_assert!(scale.low <= value && value <= scale.high);
            }
            prop_assert!((2..=12).contains(&scale.ticks.len()), "{:?}", scale);
        }

        #[test]
        fn any_value_is_drawn_or_not(values in prop::collection::vec(any::<f64>(), 0..4)) {
            if let Some(scale) = of_values(values.into_iter(), 4) {
                prop_assert!(scale.low < scale.high && scale.ticks.len() <= 12);
            }
        }

        #[test]
        fn any_span_of_days_has_few_ticks(first in -9000_i16..9000, length in 0_i32..6_000_000, most in 2_u8..8) {
            let first = Date::new(first, 3, 15).unwrap();
            let last = first.checked_add(length.days()).unwrap_or(Date::MAX);
            let scale = of_days(first, last, most);
            prop_assert!((1..=usize::from(most)).contains(&scale.ticks.len()), "{:?}", scale);
            prop_assert!(scale.ticks.iter().all(|(at, _)| (0.0..=scale.high).contains(at)), "{:?}", scale);
        }
    }
}
