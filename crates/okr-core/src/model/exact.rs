//! Exact rational arithmetic for scores and conversions: nothing is ever rounded until it is shown,
//! and then only downward.

use num_rational::BigRational;

use super::Decimal;

/// An exact rational number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        todo!()
    }
    /// One.
    pub fn one() -> Self {
        todo!()
    }
    /// `numerator / denominator`; the denominator is not zero.
    pub fn ratio(_numerator: i64, _denominator: i64) -> Self {
        todo!()
    }
    /// `self / other`, or nothing when `other` is zero.
    pub fn checked_div(&self, _other: &Self) -> Option<Self> {
        todo!()
    }
    /// Cut (not rounded) toward minus infinity at `places` decimals.
    pub fn floor_to(&self, _places: u8) -> Decimal {
        todo!()
    }
    /// Held within 0..1.
    pub fn clamp01(self) -> Self {
        todo!()
    }
    /// The nearest binary float: for drawing, never for judging.
    pub fn to_f64(&self) -> f64 {
        todo!()
    }
}
