//! Titles that tell the numbers of their fields: when a field moves, its number in the title moves along.

use std::ops::Range;

use crate::model::Quantity;
use crate::numerals::numeral;

/// The title with `old` replaced by `new`; nothing where it does not tell `old`, or tells it more than once.
///
/// The number may stand in the title as in the field (`300 ms`), in another unit of its kind (`0.3 s`), or
/// alone where another number or the metric says the unit (`from 90 to under 60 a week`).
pub fn retitle(title: &str, old: &Quantity, new: &Quantity) -> Option<String> {
    let mut found = places(title, old);
    let (Some((place, whole)), None) = (found.pop(), found.pop()) else { return None };
    let told = if whole {
        new.text().to_owned()
    } else if new.unit() == old.unit() {
        new.number().to_string()
    } else {
        return None;
    };
    Some(format!("{}{told}{}", &title[..place.start], &title[place.end..]))
}

/// How often a title tells a quantity.
pub fn tellings(title: &str, quantity: &Quantity) -> usize {
    places(title, quantity).len()
}

/// Where a title tells a quantity: its stretch, and whether the unit is part of it.
fn places(title: &str, quantity: &Quantity) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(numeral) = numeral(title, from) {
        from = numeral.digits;
        let whole = numeral.ends.iter().copied().find(|&end| {
            Quantity::parse(&title[numeral.start..end])
                .is_ok_and(|told| !told.unit().is_none() && told == *quantity)
        });
        let alone = || {
            Quantity::parse(&title[numeral.start..numeral.digits])
                .is_ok_and(|told| told.number().exact() == quantity.number().exact())
        };
        if let Some(end) = whole {
            found.push((numeral.start..end, true));
            from = end;
        } else if alone() {
            found.push((numeral.start..numeral.digits, false));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use proptest::prelude::*;

    use super::*;

    fn told(title: &str, old: &str, new: &str) -> Option<String> {
        retitle(title, &Quantity::parse(old).unwrap(), &Quantity::parse(new).unwrap())
    }

    #[test]
    fn a_number_moves_along() {
        for (title, old, new, expected) in [
            (
                "Round trip falls from 300 ms to under 200 ms",
                "300 ms",
                "262 ms",
                "Round trip falls from 262 ms to under 200 ms",
            ),
            (
                "Round trip falls from 300ms to <200ms",
                "200 ms",
                "220 ms",
                "Round trip falls from 300ms to <220 ms",
            ),
            (
                "Round trip falls from 0.3 s to 0.2 s",
                "300 ms",
                "262 ms",
                "Round trip falls from 262 ms to 0.2 s",
            ),
            (
                "Complaints fall from 90 to under 60 a week",
                "90 complaints",
                "75 complaints",
                "Complaints fall from 75 to under 60 a week",
            ),
            (
                "The p95 falls from 95 to 60 points",
                "95 points",
                "70 points",
                "The p95 falls from 70 to 60 points",
            ),
            (
                "Serving a payment costs $ 0.030 instead of $ 0.042",
                "$ 0.042",
                "$ 0.039",
                "Serving a payment costs $ 0.030 instead of $ 0.039",
            ),
            ("$1.5M of 2,000 orders", "2000 orders", "2500 orders", "$1.5M of 2500 orders"),
            (
                "支付耗时从 300 毫秒降到 200 毫秒以内",
                "300 毫秒",
                "262 毫秒",
                "支付耗时从 262 毫秒降到 200 毫秒以内",
            ),
            (
                "Deploys rise from 3 deploys/week to 10",
                "3 deploys/week",
                "4 deploys/week",
                "Deploys rise from 4 deploys/week to 10",
            ),
            ("Success rises from 97.2 % to 99 %.", "99 %", "99.5 %", "Success rises from 97.2 % to 99.5 %."),
        ] {
            assert_eq!(told(title, old, new).as_deref(), Some(expected), "{title}");
        }
    }

    #[test]
    fn what_is_not_told_once_stays() {
        for (title, old, new) in [
            ("Paying feels instant", "300 ms", "262 ms"),
            ("The p300 falls", "300 ms", "262 ms"),
            ("From 300 ms to 200 ms, never 300 ms again", "300 ms", "262 ms"),
            ("From 300 to 200", "300 ms", "0.26 s"),
            ("From 3 % to 2 %", "4 %", "3 %"),
        ] {
            assert_eq!(told(title, old, new), None, "{title}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(title in "\\PC{0,40}|([$€a-z0-9.,% -]|支){0,40}", old in 0_u32..50, new in 0_u32..50) {
            let quantity = |number: u32| Quantity::parse(&format!("{number} %")).unwrap();
            if let Some(told) = retitle(&title, &quantity(old), &quantity(new)) {
                prop_assert!(told.contains(&new.to_string()));
            }
        }
    }
}
