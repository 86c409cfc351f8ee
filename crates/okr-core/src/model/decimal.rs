//! Decimal numbers, exact as written: `99.95` stays `99.95`.
//!
//! Only plain decimals live here. Thousands separators and multipliers (`1.2k`) belong to
//! [`super::Quantity`].

use std::fmt;
use std::str::FromStr;

use super::Exact;

/// The most digits a number may have: more than any measure needs, few enough to stay exact in 128 bits.
const MAX_DIGITS: usize = 30;

/// A decimal number: `mantissa` divided by ten to the `scale`. Keeps its own decimals (`4.10` is not `4.1`
/// in print, but equal in value through [`Decimal::exact`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
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
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(DecimalError::TooLong);
        }
        let mantissa = whole.bytes().chain(fraction.bytes()).fold(0, |m, b| m * 10 + i128::from(b - b'0'));
        let mantissa = if text.starts_with('-') { -mantissa } else { mantissa };
        let scale = u8::try_from(fraction.len()).map_err(|_| DecimalError::TooLong)?;
        Ok(Self { mantissa, scale })
    }

    /// From parts.
    pub fn new(mantissa: i128, scale: u8) -> Self {
        Self { mantissa, scale }
    }

    /// Ten to the `power` times as much, with no more decimals than it needs; nothing where that takes
    /// more than 30 digits.
    pub(super) fn times_ten_to(self, power: u8) -> Option<Self> {
        let up = power.saturating_sub(self.scale);
        let mantissa = self.mantissa.checked_mul(10_i128.checked_pow(up.into())?)?;
        let fits = mantissa.unsigned_abs() < 10_u128.pow(MAX_DIGITS as u32);
        fits.then_some(Self { mantissa, scale: self.scale.saturating_sub(power) })
    }

    /// The same with the other sign.
    pub(super) fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The value.
    pub fn exact(&self) -> Exact {
        Exact::decimal(self.mantissa, self.scale)
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
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
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let point = if scale == 0 { "" } else { "." };
        f.pad_integral(self.mantissa >= 0, "", &format!("{whole}{point}{fraction}"))
    }
}
