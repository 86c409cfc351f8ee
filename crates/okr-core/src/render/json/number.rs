//! Exact numbers as JSON numbers, without a binary float on the way.

use serde_json::{Number, Value};

use crate::model::{Decimal, Exact};

/// How many decimals a score has.
const PLACES: u8 = 4;

/// A number with its own decimals: `4.10` stays `4.10`.
pub fn decimal(decimal: &Decimal) -> Value {
    // A decimal prints as JSON writes numbers; its own tests hold it to that.
    decimal.to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}

/// A score with four decimals, cut and never rounded up.
pub fn score(score: &Exact) -> Value {
    decimal(&score.floor_to(PLACES))
}

/// A difference of scores with four decimals, cut toward zero: no gain and no loss is overstated.
pub fn gain(gain: &Exact) -> Value {
    let cut = gain.abs().floor_to(PLACES).exact();
    decimal(&if gain.is_negative() { -&cut } else { cut }.floor_to(PLACES))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn a_number_keeps_its_own_decimals() {
        for text in ["4.10", "-0.5", "99.95", "0", "123456789012345678901234567890"] {
            assert_eq!(decimal(&Decimal::parse(text).unwrap()).to_string(), text);
        }
    }

    #[test]
    fn a_score_is_cut() {
        assert_eq!(score(&Exact::ratio(2, 3)).to_string(), "0.6666");
        assert_eq!(score(&Exact::ratio(99_999, 100_000)).to_string(), "0.9999");
        assert_eq!(score(&Exact::one()).to_string(), "1.0000");
    }

    #[test]
    fn a_gain_is_cut_toward_nothing() {
        assert_eq!(gain(&Exact::ratio(1, 3)).to_string(), "0.3333");
        assert_eq!(gain(&Exact::ratio(-1, 3)).to_string(), "-0.3333");
        assert_eq!(gain(&Exact::zero()).to_string(), "0.0000");
        assert_eq!(gain(&Exact::ratio(-1, 100_000)).to_string(), "0.0000");
    }
}
