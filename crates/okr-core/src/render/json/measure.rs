//! Quantities and targets: the text as written, and what it says in parts.

use serde_json::{Map, Value, json};

use super::number::decimal;
use crate::model::{Bound, Decimal, Quantity, Stated, Target, Unit};

/// `{"text", "number", "unit"}`; the unit of a bare number is `null`.
pub fn quantity(quantity: &Quantity) -> Value {
    json!({
        "text": quantity.text(),
        "number": decimal(quantity.number()),
        "unit": unit(quantity.unit()),
    })
}

/// A quantity with `comparison`: the sign as written in ASCII, or `null` where the target is bare. A range
/// has `low` and `high`, in one unit, instead of `number`, which is `null`.
pub fn target(target: &Target) -> Value {
    let mut value = Map::new();
    value.insert("text".to_owned(), json!(target.text()));
    let (number, of, comparison) = match target.bound() {
        Bound::Reach(goal) => (decimal(goal.number()), goal.unit(), Value::Null),
        Bound::Compare(comparison, goal) => (decimal(goal.number()), goal.unit(), json!(comparison.as_str())),
        Bound::Range(low, high) => {
            // In the finer unit the other end has the fewer decimals: 90 s .. 2 min is 90 .. 120 s.
            let finer = if low.unit().factor() <= high.unit().factor() { low.unit() } else { high.unit() };
            value.insert("low".to_owned(), decimal(&number_in(low, finer)));
            value.insert("high".to_owned(), decimal(&number_in(high, finer)));
            (Value::Null, finer, Value::Null)
        }
    };
    value.insert("number".to_owned(), number);
    value.insert("unit".to_owned(), unit(of));
    value.insert("comparison".to_owned(), comparison);
    Value::Object(value)
}

/// A baseline or a value as stated: words that are no quantity have no number.
pub fn stated_quantity(stated: &Stated<Quantity>) -> Value {
    match stated {
        Stated::Value(value) => quantity(value),
        Stated::Words { text, .. } => words(text),
    }
}

/// A target or a limit as stated: words that are no target have no number.
pub fn stated_target(stated: &Stated<Target>) -> Value {
    match stated {
        Stated::Value(value) => target(value),
        Stated::Words { text, .. } => words(text),
    }
}

/// Words that stand where a measure belongs, in the shape of one.
pub fn words(text: &str) -> Value {
    json!({ "text": text, "number": null, "unit": null })
}

fn unit(unit: &Unit) -> Value {
    if unit.is_none() { Value::Null } else { json!(unit.text()) }
}

/// The number of `quantity` in a unit of the same kind: as written where it is that unit, else with as
/// many decimals as it takes, twelve at most.
fn number_in(quantity: &Quantity, unit: &Unit) -> Decimal {
    if quantity.unit().factor() == unit.factor() {
        return *quantity.number();
    }
    let Some(exact) = quantity.base().checked_div(unit.factor()) else { return *quantity.number() };
    let cut = (0..12).map(|places| exact.floor_to(places)).find(|cut| cut.exact() == exact);
    cut.unwrap_or_else(|| exact.floor_to(12))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    fn of_target(text: &str) -> String {
        target(&Target::parse(text).unwrap()).to_string()
    }

    fn of_quantity(text: &str) -> String {
        quantity(&Quantity::parse(text).unwrap()).to_string()
    }

    #[test]
    fn a_quantity_is_text_number_and_unit() {
        assert_eq!(of_quantity("300 ms"), r#"{"text":"300 ms","number":300,"unit":"ms"}"#);
        assert_eq!(of_quantity("4.10"), r#"{"text":"4.10","number":4.10,"unit":null}"#);
    }

    #[test]
    fn a_target_says_how_it_compares() {
        let strict = r#"{"text":"< 200 ms","number":200,"unit":"ms","comparison":"<"}"#;
        assert_eq!(of_target("< 200 ms"), strict);
        assert!(of_target("至少 99.95 %").ends_with(r#""comparison":">="}"#));
        assert_eq!(of_target("40 %"), r#"{"text":"40 %","number":40,"unit":"%","comparison":null}"#);
    }

    #[test]
    fn a_range_has_two_ends_in_one_unit() {
        assert_eq!(
            of_target("40 % .. 60.0 %"),
            r#"{"text":"40 % .. 60.0 %","low":40,"high":60.0,"number":null,"unit":"%","comparison":null}"#
        );
        let mixed = of_target("90 s .. 2 min");
        assert!(mixed.contains(r#""low":90,"high":120,"number":null,"unit":"s""#), "{mixed}");
    }

    #[test]
    fn words_have_no_number() {
        let unknown = stated_quantity(&Stated::quantity("unknown", None));
        assert_eq!(unknown.to_string(), r#"{"text":"unknown","number":null,"unit":null}"#);
    }
}
