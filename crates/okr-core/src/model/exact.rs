//! Exact rational arithmetic for scores and conversions: nothing is ever rounded until it is shown,
//! and then only downward.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};

use super::Decimal;

/// An exact rational number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// One.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// `numerator / denominator`; zero where the denominator is zero, which no caller writes.
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::zero();
        }
        Self(BigRational::new(numerator.into(), denominator.into()))
    }

    /// `mantissa / 10^scale`.
    pub(super) fn decimal(mantissa: i128, scale: u8) -> Self {
        let mantissa = BigInt::from(mantissa);
        if scale == 0 {
            return Self(BigRational::from_integer(mantissa));
        }
        Self(BigRational::new(mantissa, BigInt::from(10).pow(scale.into())))
    }

    /// `self / other`, or nothing when `other` is zero.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        (!other.0.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// The mean; nothing of nothing.
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let one = Self::one();
        Self::weighted_mean(values.into_iter().map(|value| (value, &one)))
    }

    /// The mean of values with their weights; nothing where the weights add up to nothing.
    pub fn weighted_mean<'a>(values: impl IntoIterator<Item = (&'a Self, &'a Self)>) -> Option<Self> {
        let (mut sum, mut weights) = (Self::zero(), Self::zero());
        for (value, weight) in values {
            sum = &sum + &(value * weight);
            weights = &weights + weight;
        }
        sum.checked_div(&weights)
    }

    /// Cut (not rounded) toward minus infinity at `places` decimals.
    ///
    /// Values whose digits a [`Decimal`] cannot hold stop at its bounds; no score or quantity of the
    /// format comes near them.
    pub fn floor_to(&self, places: u8) -> Decimal {
        let scaled = self.0.numer() * BigInt::from(10).pow(places.into());
        let floor = scaled.div_floor(self.0.denom());
        let bound = if floor.is_negative() { i128::MIN } else { i128::MAX };
        Decimal::new(floor.to_i128().unwrap_or(bound), places)
    }

    /// Held within 0..1.
    #[must_use]
    pub fn clamp01(self) -> Self {
        self.clamp(Self::zero(), Self::one())
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Its distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The nearest binary float: for drawing, never for judging.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({})", self.0)
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        decimal.exact()
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(-&self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::zero(), |sum, value| &sum + &value)
    }
}
