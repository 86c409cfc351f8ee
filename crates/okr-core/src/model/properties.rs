//! Properties of quantities and targets together: they read what they wrote, order is total within a
//! kind, conversion goes there and back, and no text makes a reader panic.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::cmp::Ordering;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const TIMES: &[&str] =
    &["ns", "us", "ms", "s", "min", "h", "d", "w", "months", "quarters", "years", "毫秒", "分钟"];
const UNITS: &[&str] = &[
    "",
    "%",
    "ms",
    "h",
    "MB",
    "KiB",
    "USD",
    "€",
    "requests/s",
    "$/month",
    "incidents",
    "failed payments per day",
    "次",
];

fn number() -> impl Strategy<Value = String> {
    let multiplier = select(&["", "", "", "k", "M", "bn", "万"][..]);
    (-1_000_000_i64..1_000_000, 0_u8..6, multiplier).prop_map(|(mantissa, scale, multiplier)| {
        format!("{}{multiplier}", Decimal::new(mantissa.into(), scale))
    })
}

fn quantity_in(units: &'static [&'static str]) -> impl Strategy<Value = Quantity> {
    (number(), select(units)).prop_map(|(number, unit)| Quantity::parse(&format!("{number} {unit}")).unwrap())
}

fn target() -> impl Strategy<Value = Target> {
    let sign = select(&["", "<", "<=", ">", ">=", "under", "at least", "不超过"][..]);
    let point = (sign, quantity_in(TIMES)).prop_map(|(sign, bound)| format!("{sign} {}", bound.text()));
    let range = (0_u32..50, 0_u32..50).prop_map(|(low, width)| format!("{low} .. {} s", low + width));
    prop_oneof![4 => point, 1 => range].prop_map(|text| Target::parse(&text).unwrap())
}

fn direction() -> impl Strategy<Value = Option<Direction>> {
    select(&[None, Some(Direction::Increase), Some(Direction::Decrease), Some(Direction::Maintain)][..])
}

/// Texts that come close to the format, and texts that do not.
fn hostile() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "5",
            "1,000",
            "0x1",
            "1e9",
            ".",
            "..",
            "-",
            "+",
            "<",
            ">=",
            "≤",
            "%",
            "％",
            "$",
            "¥",
            "k",
            "M",
            "B",
            "bn",
            "万",
            "/",
            "per",
            " ",
            "\u{3000}",
            "ms",
            "以内",
            "不超过",
            "x",
            "TBD",
            "\u{0}",
            "\u{202e}",
            "é",
            "𝟝",
            "🙂",
            "'",
            "US$",
        ][..],
    );
    prop_oneof![proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn a_quantity_reads_what_it_wrote(quantity in quantity_in(UNITS)) {
        prop_assert_eq!(&Quantity::parse(quantity.text()).unwrap(), &quantity);
        let plain = format!("{} {}", quantity.number(), quantity.unit().text());
        let again = Quantity::parse(&plain).unwrap();
        prop_assert_eq!(again.number(), quantity.number());
        prop_assert_eq!(again.unit(), quantity.unit());
    }

    #[test]
    fn order_is_total_within_a_kind(a in quantity_in(TIMES), b in quantity_in(TIMES), c in quantity_in(TIMES)) {
        let ab = a.compare(&b).unwrap();
        prop_assert_eq!(b.compare(&a).unwrap(), ab.reverse());
        prop_assert_eq!(ab == Ordering::Equal, a == b);
        if ab == b.compare(&c).unwrap() {
            prop_assert_eq!(a.compare(&c).unwrap(), ab);
        }
    }

    #[test]
    fn unlike_kinds_never_compare(a in quantity_in(UNITS), b in quantity_in(UNITS)) {
        prop_assert_eq!(a.compare(&b).is_some(), a.unit().kind() == b.unit().kind());
        prop_assert_eq!(a == b, a.compare(&b) == Some(Ordering::Equal));
    }

    #[test]
    fn conversion_goes_there_and_back(a in quantity_in(TIMES), unit in select(TIMES)) {
        let unit = Unit::parse(unit).unwrap();
        let there = a.base().checked_div(unit.factor()).unwrap();
        prop_assert_eq!(&there * unit.factor(), a.base());
    }

    #[test]
    fn a_move_back_is_the_opposite(a in target(), b in target(), before in direction(), after in direction()) {
        prop_assert_eq!(a.verdict(&b, before, after), b.verdict(&a, after, before).reversed());
        prop_assert_eq!(a.verdict(&a, before, before), Verdict::Neutral);
    }

    #[test]
    fn what_met_a_target_meets_a_looser_one(a in target(), b in target(), value in quantity_in(TIMES), way in direction()) {
        let (met, met_after) = (a.is_met_by(&value, way), b.is_met_by(&value, way));
        match a.verdict(&b, way, way) {
            Verdict::Loosened if met == Some(true) && met_after.is_some() && way != Some(Direction::Maintain) => {
                prop_assert_eq!(met_after, Some(true));
            }
            Verdict::Neutral if met_after.is_some() => prop_assert_eq!(met, met_after),
            Verdict::Loosened | Verdict::Neutral | Verdict::Tightened | Verdict::Redefined => {}
        }
    }

    #[test]
    fn the_goal_of_a_target_lies_at_its_bound(target in target(), from in quantity_in(TIMES), way in direction()) {
        let strict = target.comparison(way).is_some_and(Comparison::is_strict);
        if let Some(met) = target.is_met_by(target.goal(Some(&from)), way) {
            prop_assert_eq!(met, !strict);
        }
    }

    #[test]
    fn no_text_panics(text in hostile()) {
        for read in [Quantity::parse(&text), Target::parse(&text).map(|target| target.goal(None).clone()).map_err(|error| {
            assert!(!error.to_string().is_empty() && error.to_string().len() < 1_000 && !error.help().is_empty());
            QuantityError::Empty
        })] {
            match read {
                Ok(quantity) => prop_assert_eq!(quantity.compare(&quantity), Some(Ordering::Equal)),
                Err(error) => prop_assert!(error.to_string().len() < 1_000 && !error.help().is_empty()),
            }
        }
        let _ = Unit::parse(&text);
        prop_assert!(Stated::<Quantity>::quantity(&text, None).text().len() <= text.len());
        prop_assert!(Stated::<Target>::target(&text, None).text().len() <= text.len());
    }
}

#[test]
fn a_huge_text_is_refused_without_being_quoted() {
    for text in
        ["9".repeat(1 << 20), "x".repeat(1 << 20), format!("5 {}", "万".repeat(1 << 18)), "<".repeat(1 << 20)]
    {
        assert!(Quantity::parse(&text).unwrap_err().to_string().len() < 100);
        assert!(Target::parse(&text).unwrap_err().to_string().len() < 100);
        assert!(Unit::parse(&text).unwrap_err().to_string().len() < 100);
    }
}
