//! Decimal numbers, exact as written: `99.95` stays `99.95`.

use super::Exact;

/// A decimal number: `mantissa` tenths-to-the-`scale`. Keeps its own decimals (`4.10` is not `4.1` in
/// print, but equal in value through [`Decimal::exact`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// Why a text is not a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not `[-]digits[.digits]`.
    #[error("`{0}` is not a decimal number")]
    Shape(String),
    /// More digits than are kept exactly (30).
    #[error("`{0}` has more than 30 digits")]
    TooLong(String),
}

impl Decimal {
    /// Reads `[+-]digits[.digits]`, with `,` or `_`-free thousands handled by the caller.
    pub fn parse(_text: &str) -> Result<Self, DecimalError> {
        todo!()
    }
    /// From parts.
    pub fn new(mantissa: i128, scale: u8) -> Self {
        Self { mantissa, scale }
    }
    /// The value.
    pub fn exact(&self) -> Exact {
        todo!()
    }
    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.mantissa < 0
    }
}
