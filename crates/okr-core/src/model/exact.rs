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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_never_lifts_a_value_over_a_bound() {
        let cut = |text: &str, places| Decimal::parse(text).unwrap().exact().floor_to(places).to_string();
        assert_eq!(cut("99.949", 2), "99.94");
        assert_eq!(cut("0.6999999", 1), "0.6");
        assert_eq!(cut("0.7", 4), "0.7000");
        assert_eq!(cut("-0.00001", 2), "-0.01");
        assert_eq!(Exact::ratio(2, 3).floor_to(4).to_string(), "0.6666");
    }

    #[test]
    fn divides_and_means_only_where_there_is_something() {
        assert_eq!(Exact::one().checked_div(&Exact::zero()), None);
        assert_eq!(Exact::mean([]), None);
        assert_eq!(Exact::mean([&Exact::one(), &Exact::zero()]), Some(Exact::ratio(1, 2)));
        let (heavy, light) = (Exact::ratio(2, 1), Exact::one());
        assert_eq!(
            Exact::weighted_mean([(&Exact::one(), &heavy), (&Exact::zero(), &light)]),
            Some(Exact::ratio(2, 3))
        );
        assert_eq!(Exact::weighted_mean([(&Exact::one(), &Exact::zero())]), None);
    }

    proptest! {
        #[test]
        fn floor_never_exceeds_and_loses_less_than_a_step(n: i64, d in 1_i64.., places in 0_u8..15) {
            let value = Exact::ratio(n, d);
            let floor = value.floor_to(places).exact();
            let step = Decimal::new(1, places).exact();
            prop_assert!(floor <= value && value < &floor + &step);
        }

        #[test]
        fn arithmetic_is_exact(a: i32, b in 1_i32.., c: i32, d in 1_i32..) {
            let (x, y) = (Exact::ratio(a.into(), b.into()), Exact::ratio(c.into(), d.into()));
            prop_assert_eq!(&(&x + &y) - &y, x.clone());
            prop_assert_eq!(&-&x + &x, Exact::zero());
            prop_assert_eq!((&x * &y).checked_div(&y), (!y.is_zero()).then_some(x.clone()));
            prop_assert_eq!(x.cmp(&y), (i64::from(a) * i64::from(d)).cmp(&(i64::from(c) * i64::from(b))));
        }
    }
}
