//! Decimal numbers, exact as written: `99.95` stays `99.95`.
//!
//! Only plain decimals live here. Thousands separators and multipliers (`1.2k`) belong to
//! [`super::Quantity`].

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::Exact;

/// The most digits a number may have: more than any measure needs, few enough to stay exact in 128 bits.
const MAX_DIGITS: u8 = 30;

/// A decimal number: `mantissa` divided by ten to the `scale`. Keeps its own decimals (`4.10` is not `4.1`
/// in print, but equal in value through [`Decimal::exact`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Its bytes, the lowest first. Every check-in of a history holds two numbers: as an `i128` each would take 32
    /// bytes instead of 17.
    mantissa: [u8; 16],
    scale: u8,
}

/// Why a text is not a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not `[+-]digits[.digits]`.
    #[error("`{0}` is not a decimal number")]
    Shape(String),
    /// More digits than are kept exactly.
    #[error("a number has more than 30 digits")]
    TooLong,
}

impl Decimal {
    /// Reads `[+-]digits[.digits]`: no exponent, no separator, no bare point.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let shape = || DecimalError::Shape(text.chars().take(60).collect());
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(shape()),
            Some(parts) => parts,
            None => (digits, ""),
        };
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return Err(shape());
        }
        if whole.len() + fraction.len() > usize::from(MAX_DIGITS) {
            return Err(DecimalError::TooLong);
        }
        let mantissa = whole.bytes().chain(fraction.bytes()).fold(0, |m, b| m * 10 + i128::from(b - b'0'));
        let mantissa = if text.starts_with('-') { -mantissa } else { mantissa };
        let scale = u8::try_from(fraction.len()).map_err(|_| DecimalError::TooLong)?;
        Ok(Self::new(mantissa, scale))
    }

    /// From parts.
    pub fn new(mantissa: i128, scale: u8) -> Self {
        Self { mantissa: mantissa.to_le_bytes(), scale }
    }

    fn mantissa(&self) -> i128 {
        i128::from_le_bytes(self.mantissa)
    }

    /// What [`new`](Self::new) takes.
    pub(crate) fn parts(&self) -> (i128, u8) {
        (self.mantissa(), self.scale)
    }

    /// Ten to the `power` times as much, with no more decimals than it needs; nothing where that takes
    /// more than 30 digits.
    pub(super) fn times_ten_to(self, power: u8) -> Option<Self> {
        let up = power.saturating_sub(self.scale);
        let mantissa = self.mantissa().checked_mul(10_i128.checked_pow(up.into())?)?;
        let fits = mantissa.unsigned_abs() < 10_u128.pow(MAX_DIGITS.into());
        fits.then(|| Self::new(mantissa, self.scale.saturating_sub(power)))
    }

    /// The same with the other sign.
    pub(super) fn negated(self) -> Self {
        Self::new(-self.mantissa(), self.scale)
    }

    /// Order by value: `4.10` is as much as `4.1`.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let finest = self.scale.max(other.scale);
        let at_finest =
            |own: &Self| own.mantissa().checked_mul(10_i128.checked_pow((finest - own.scale).into())?);
        match (at_finest(self), at_finest(other)) {
            (Some(own), Some(other)) => own.cmp(&other),
            _ => self.exact().cmp(&other.exact()),
        }
    }

    /// The value.
    pub fn exact(&self) -> Exact {
        Exact::decimal(self.mantissa(), self.scale)
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.mantissa() < 0
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.mantissa() == 0
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::parse(text)
    }
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Self {
        Self::new(whole.into(), 0)
    }
}

/// With its own decimals, as JSON writes a number: `-0.50`, never `.5` and never an exponent.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.mantissa().unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let point = if scale == 0 { "" } else { "." };
        f.pad_integral(self.mantissa() >= 0, "", &format!("{whole}{point}{fraction}"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_its_own_decimals() {
        for (text, shown) in [
            ("99.95", "99.95"),
            ("4.10", "4.10"),
            ("-0.50", "-0.50"),
            ("+7", "7"),
            ("007", "7"),
            ("0.00", "0.00"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), shown);
        }
        assert_ne!(Decimal::parse("4.10").unwrap(), Decimal::parse("4.1").unwrap());
        assert_eq!(Decimal::parse("4.10").unwrap().exact(), Decimal::parse("4.1").unwrap().exact());
    }

    #[test]
    fn is_plain_and_bounded() {
        for text in [
            "", "-", "+", ".", "1.", ".5", "1e5", "0x10", "1_000", "1,000", "nan", "inf", "--1", "1.2.3", "١",
        ] {
            assert!(matches!(Decimal::parse(text), Err(DecimalError::Shape(_))), "{text}");
        }
        assert!(Decimal::parse(&"9".repeat(30)).is_ok());
        assert_eq!(Decimal::parse(&"9".repeat(31)), Err(DecimalError::TooLong));
        assert_eq!(Decimal::parse(&"9".repeat(1 << 20)), Err(DecimalError::TooLong));
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(mantissa in -(10_i128.pow(30) - 1)..10_i128.pow(30), scale in 0_u8..29) {
            let decimal = Decimal::new(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&decimal.to_string()).unwrap(), decimal);
        }

        #[test]
        fn is_in_the_order_of_its_values(a: i128, b: i128, scales in (0_u8..45, 0_u8..45), near in 0_u8..4) {
            // Far apart, and close enough to be alike.
            for (a, b) in [(a, b), (a % 1000, a % 1000 * 10_i128.pow(near.into()))] {
                let (a, b) = (Decimal::new(a, scales.0), Decimal::new(b, scales.1));
                prop_assert_eq!(a.order(&b), a.exact().cmp(&b.exact()));
            }
        }

        #[test]
        fn never_panics(text in "[-+0-9.,eE_ ]{0,60}|\\PC*") {
            if let Ok(decimal) = Decimal::parse(&text) {
                prop_assert_eq!(Decimal::parse(&decimal.to_string()).unwrap(), decimal);
            }
        }

        #[test]
        fn a_multiplier_is_exact(mantissa in -1_000_000_i128..1_000_000, scale in 0_u8..10, power in 0_u8..13) {
            let decimal = Decimal::new(mantissa, scale);
            let times = Decimal::new(10_i128.pow(power.into()), 0).exact();
            prop_assert_eq!(decimal.times_ten_to(power).unwrap().exact(), &decimal.exact() * &times);
        }
    }
}
