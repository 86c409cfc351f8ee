//! Values as words, the same in every format for people: a score is cut alike in a terminal and on a page.

use crate::model::Exact;
use crate::page::{Cell, Tone};

/// Levels of a small bar chart, lowest first.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The same where only ASCII can be shown.
const ASCII_LEVELS: [char; 8] = ['_', '.', '-', '~', '=', '+', '*', '#'];

/// What a cell says; nothing for an empty one. Not escaped: the words may come from a file.
pub(super) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) | Cell::Word(_, words) => words.clone(),
        Cell::Quantity(quantity) => quantity.text().to_owned(),
        Cell::Target(target) => target.text().to_owned(),
        Cell::Score(value) => score(value),
        Cell::Gain(value) => gain(value),
        Cell::Number(number) => number.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Day(day, days) => day_of(*day, *days),
        Cell::Verdict(verdict) => verdict.to_string(),
        Cell::Reference(reference) => reference.to_string(),
        Cell::Commit { id, .. } => short(id),
        Cell::Spark(values) => spark(values, true),
    }
}

/// What a cell means.
pub(super) fn tone(cell: &Cell) -> Tone {
    use crate::model::Verdict;
    match cell {
        Cell::Word(tone, _) => *tone,
        Cell::Verdict(Verdict::Loosened | Verdict::Redefined) => Tone::Caution,
        Cell::Empty | Cell::Commit { .. } | Cell::Verdict(Verdict::Neutral) => Tone::Quiet,
        Cell::Text(_)
        | Cell::Quantity(_)
        | Cell::Target(_)
        | Cell::Score(_)
        | Cell::Gain(_)
        | Cell::Number(_)
        | Cell::Count(_)
        | Cell::Date(_)
        | Cell::Day(..)
        | Cell::Verdict(Verdict::Tightened)
        | Cell::Reference(_)
        | Cell::Spark(_) => Tone::Plain,
    }
}

/// The mark that says a tone to those who see no colour; none where there is nothing to say.
pub(super) fn mark(tone: Tone, unicode: bool) -> Option<&'static str> {
    let (mark, ascii) = match tone {
        Tone::Good => ("✓", "+"),
        Tone::Caution => ("▲", "!"),
        Tone::Bad => ("✗", "x"),
        Tone::Plain | Tone::Quiet => return None,
    };
    Some(if unicode { mark } else { ascii })
}

/// Two decimals, cut and never rounded up: `1.00` is whole.
pub(super) fn score(value: &Exact) -> String {
    value.floor_to(2).to_string()
}

/// Two decimals with a sign, cut toward zero. A sign before `0.00` says that there is something.
pub(super) fn gain(value: &Exact) -> String {
    signed(value, 2)
}

/// So many decimals with a sign, cut toward zero.
pub(super) fn signed(value: &Exact, places: u8) -> String {
    let sign = match value {
        value if value.is_zero() => "",
        value if value.is_negative() => "-",
        _ => "+",
    };
    format!("{sign}{}", value.abs().floor_to(places))
}

fn day_of(day: i32, days: i32) -> String {
    let count = |count: i64| format!("{count} day{}", if count == 1 { "" } else { "s" });
    let (day, days) = (i64::from(day), i64::from(days));
    if day < 1 {
        format!("{} before", count(1 - day))
    } else if day > days {
        format!("{} after", count(day - days))
    } else {
        format!("day {day} of {days}")
    }
}

/// As much of a hash as people read.
pub(super) fn short(id: &str) -> String {
    id.chars().take(10).collect()
}

/// Values as a line of small bars, the lowest and the highest of them at the ends of the scale.
pub(super) fn spark(values: &[f64], unicode: bool) -> String {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let low = finite().fold(f64::INFINITY, f64::min);
    let high = finite().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|&value| level(value, low, high, unicode)).collect()
}

/// One bar of a scale from `low` to `high`.
pub(super) fn level(value: f64, low: f64, high: f64, unicode: bool) -> char {
    let levels = if unicode { LEVELS } else { ASCII_LEVELS };
    if !value.is_finite() {
        return ' ';
    }
    let share = (value - low) / (high - low);
    // All the same: the middle. The tops of the range belong to the last level.
    let at = if share.is_finite() { (share * 8.0).clamp(0.0, 7.0) } else { 3.0 };
    let at = (1..8).filter(|&step| f64::from(step) <= at).count();
    levels.get(at).copied().unwrap_or(' ')
}

/// A number of a chart, plain: twelve significant digits, which is more than any value has and less than
/// the noise of a binary float, and no trailing zeros.
pub fn figure(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor();
    if !(-7.0..=14.0).contains(&magnitude) {
        return format!("{value:.3e}");
    }
    let places = (1..=19).filter(|&places| magnitude + f64::from(places) <= 11.0).count();
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number beside others that span so much: decimals that nobody could see in the picture are cut, toward
/// zero, so that nothing is shown larger than it is.
pub(super) fn brief(value: f64, span: f64) -> String {
    let places = (1..=9).find(|&places| span * 10_f64.powi(places) >= 1_000.0).unwrap_or(9);
    if !value.is_finite() || !span.is_finite() || span >= 1_000.0 {
        return figure(if value.is_finite() && span >= 1_000.0 { value.trunc() } else { value });
    }
    let scale = 10_f64.powi(places);
    // A decimal that has no binary float lies a hair beside it; that hair must not cost a digit.
    let cut = (value * scale * (1.0 + 1e-12)).trunc() / scale;
    figure(cut)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_score_is_cut_and_whole_only_when_exact() {
        assert_eq!(score(&Exact::ratio(996, 1000)), "0.99");
        assert_eq!(score(&Exact::ratio(99_999, 100_000)), "0.99");
        assert_eq!(score(&Exact::one()), "1.00");
        assert_eq!(score(&Exact::ratio(5, 2)), "2.50");
    }

    #[test]
    fn a_gain_has_its_sign() {
        assert_eq!(gain(&Exact::ratio(129, 1000)), "+0.12");
        assert_eq!(gain(&Exact::ratio(-129, 1000)), "-0.12");
        assert_eq!(gain(&Exact::ratio(1, 1000)), "+0.00");
        assert_eq!(gain(&Exact::zero()), "0.00");
    }

    #[test]
    fn a_day_tells_where_it_lies() {
        assert_eq!(day_of(43, 90), "day 43 of 90");
        assert_eq!(day_of(0, 90), "1 day before");
        assert_eq!(day_of(-4, 90), "5 days before");
        assert_eq!(day_of(95, 90), "5 days after");
        assert_eq!(day_of(i32::MIN, i32::MAX), "2147483649 days before");
    }

    #[test]
    fn a_spark_spans_its_scale() {
        assert_eq!(spark(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], true), "▁▂▃▄▅▆▇█");
        assert_eq!(spark(&[300.0, f64::NAN, 200.0], true), "█ ▁");
        assert_eq!(spark(&[5.0, 5.0], false), "~~");
        assert_eq!(spark(&[], true), "");
    }

    #[test]
    fn a_figure_is_short_and_plain() {
        for (value, text) in [
            (180.0, "180"),
            (0.1 + 0.2, "0.3"),
            (99.95, "99.95"),
            (-0.0, "0"),
            (1_234_567.0, "1234567"),
            (0.000_012_345_6, "0.0000123456"),
            (99.999_999, "99.999999"),
            (1e300, "1.000e300"),
            (-2.5, "-2.5"),
            (f64::NAN, ""),
        ] {
            assert_eq!(figure(value), text);
        }
    }

    #[test]
    fn a_brief_figure_is_cut() {
        for (value, span, text) in [
            (0.032_407_4, 0.04, "0.0324"),
            (-0.001_733, 0.04, "-0.00173"),
            (0.3, 0.3, "0.3"),
            (0.999_99, 1.0, "0.999"),
            (2.0, 2.0, "2"),
            (1_234.56, 5_000.0, "1234"),
            (0.0, 0.0, "0"),
            (f64::NAN, 1.0, ""),
        ] {
            assert_eq!(brief(value, span), text);
        }
    }

    proptest! {
        #[test]
        fn any_value_has_a_level_and_a_figure(value: f64, low: f64, high: f64) {
            prop_assert_ne!(level(value, low, high, true), '\u{0}');
            prop_assert!(figure(value).len() < 26);
            prop_assert!(brief(value, low.abs()).len() < 26);
        }
    }
}
