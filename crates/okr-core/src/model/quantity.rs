//! Quantities: an exact number and a unit, as written.

use std::cmp::Ordering;

use super::{Decimal, Exact, Unit};

/// `300 ms`, `99.95 %`, `$ 250,000`, `1.2k requests/s`, `0 incidents`, `4.6`.
///
/// `==` is by value: `10 min == 600 s`. Unlike kinds are never equal.
#[derive(Debug, Clone)]
pub struct Quantity {
    text: String,
    number: Decimal,
    unit: Unit,
}

/// Why a text is not a quantity; the message says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// Not a quantity at all.
    #[error("`{0}` is not a quantity")]
    Shape(String),
}

impl Quantity {
    /// Reads a quantity.
    pub fn parse(_text: &str) -> Result<Self, QuantityError> {
        todo!()
    }
    /// The same number with `unit`, if it had none of its own.
    #[must_use]
    pub fn or_unit(self, _unit: &Unit) -> Self {
        todo!()
    }
    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The number, multipliers applied (`1.2k` is 1200).
    pub fn number(&self) -> &Decimal {
        &self.number
    }
    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }
    /// The value in base units of its kind.
    pub fn base(&self) -> Exact {
        todo!()
    }
    /// Whether the two can be compared.
    pub fn is_like(&self, _other: &Self) -> bool {
        todo!()
    }
    /// Order by value; nothing for unlike units.
    pub fn compare(&self, _other: &Self) -> Option<Ordering> {
        todo!()
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.compare(other) == Some(Ordering::Equal)
    }
}
