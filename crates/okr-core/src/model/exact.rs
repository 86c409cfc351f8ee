//! Exact rational arithmetic for scores and conversions: nothing is ever rounded until it is shown,
//! and then only downward.

mod sum;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::{BigRational, Ratio};
use num_traits::{Signed as _, ToPrimitive as _};

use super::Decimal;

/// An exact rational number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// In lowest terms, the denominator above zero; in 64 bits whenever both parts fit, so that each number has
/// one form. Nearly all numbers do, and arithmetic on them needs no memory.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(Box<BigRational>),
}

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self(Repr::Small(0, 1))
    }

    /// One.
    pub fn one() -> Self {
        Self(Repr::Small(1, 1))
    }

    /// `numerator / denominator`; zero where the denominator is zero, which no caller writes.
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::zero();
        }
        Self::of(numerator.into(), denominator.into())
    }

    /// `mantissa / 10^scale`.
    pub(super) fn decimal(mantissa: i128, scale: u8) -> Self {
        match 10_i128.checked_pow(scale.into()) {
            Some(power) if mantissa != i128::MIN => Self::of(mantissa, power),
            Some(_) | None => {
                Self::from_big(BigRational::new(mantissa.into(), BigInt::from(10).pow(scale.into())))
            }
        }
    }

    /// `numerator / denominator`; neither is `i128::MIN`, and the denominator is not zero.
    fn of(numerator: i128, denominator: i128) -> Self {
        // To divide by a number of 128 bits takes many times as long as by one of 64.
        if let (Ok(numerator), Ok(denominator @ 1..)) = (i64::try_from(numerator), i64::try_from(denominator))
        {
            let divisor = if denominator == 1 { 1 } else { numerator.gcd(&denominator) };
            return Self(Repr::Small(numerator / divisor, denominator / divisor));
        }
        let sign = if denominator < 0 { -1 } else { 1 };
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1) * sign;
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Self(Repr::Small(numerator, denominator)),
            _ => Self(Repr::Big(Box::new(BigRational::new_raw(numerator.into(), denominator.into())))),
        }
    }

    /// A number in lowest terms.
    fn from_big(number: BigRational) -> Self {
        match (number.numer().to_i64(), number.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Self(Repr::Small(numerator, denominator)),
            _ => Self(Repr::Big(Box::new(number))),
        }
    }

    fn big(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Repr::Small(numerator, denominator) => {
                Cow::Owned(BigRational::new_raw((*numerator).into(), (*denominator).into()))
            }
            Repr::Big(number) => Cow::Borrowed(number),
        }
    }

    /// `self / other`, or nothing when `other` is zero.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        Some(match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                Self::of(i128::from(*a) * i128::from(*d), i128::from(*b) * i128::from(*c))
            }
            // One of many digits by a short one, as a sum by how many there were.
            (Repr::Big(number), Repr::Small(c, d)) => match times(number, *d, *c) {
                Some(quotient) => Self::from_big(quotient),
                None => Self::from_big(&**number / &*other.big()),
            },
            _ => Self::from_big(&*self.big() / &*other.big()),
        })
    }

    /// The mean; nothing of nothing.
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let values: Vec<&Self> = values.into_iter().collect();
        let many = i64::try_from(values.len()).ok()?;
        sum::of(values).checked_div(&Self::ratio(many, 1))
    }

    /// The mean of values with their weights; nothing where the weights add up to nothing.
    pub fn weighted_mean<'a>(values: impl IntoIterator<Item = (&'a Self, &'a Self)>) -> Option<Self> {
        let (values, weights): (Vec<Self>, Vec<&Self>) =
            values.into_iter().map(|(value, weight)| (value * weight, weight)).unzip();
        sum::of(&values).checked_div(&sum::of(weights))
    }

    /// Cut (not rounded) toward minus infinity at `places` decimals.
    ///
    /// Values whose digits a [`Decimal`] cannot hold stop at its bounds; no score or quantity of the
    /// format comes near them.
    pub fn floor_to(&self, places: u8) -> Decimal {
        if let Repr::Small(numerator, denominator) = self.0
            && let Some(power) = 10_i128.checked_pow(places.into())
            && let Some(scaled) = power.checked_mul(numerator.into())
        {
            return Decimal::new(scaled.div_euclid(denominator.into()), places);
        }
        let number = self.big();
        let scaled = number.numer() * BigInt::from(10).pow(places.into());
        let floor = scaled.div_floor(number.denom());
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
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(numerator, _) => *numerator < 0,
            Repr::Big(number) => number.is_negative(),
        }
    }

    /// Its distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The nearest binary float: for drawing, never for judging.
    pub fn to_f64(&self) -> f64 {
        let nearest = match &self.0 {
            Repr::Small(numerator, denominator) => Ratio::new_raw(*numerator, *denominator).to_f64(),
            Repr::Big(number) => number.to_f64(),
        };
        nearest.unwrap_or(0.0)
    }
}

/// `number * numerator / denominator`, both above zero: as the number is in lowest terms, only what each of its parts
/// shares with a short number is to be found, and never what two long ones share.
fn times(number: &BigRational, numerator: i64, denominator: i64) -> Option<BigRational> {
    if numerator <= 0 || denominator <= 0 {
        return None;
    }
    let shared = |long: &BigInt, short: i64| Some((long % short).to_i64()?.gcd(&short));
    let (above, below) = (shared(number.numer(), denominator)?, shared(number.denom(), numerator)?);
    Some(BigRational::new_raw(
        number.numer() / above * (numerator / below),
        number.denom() / below * (denominator / above),
    ))
}

/// The greatest common divisor; mostly of numbers that fit in 64 bits, where it is many times as fast.
fn gcd(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => a.gcd(&b).into(),
        _ => a.gcd(&b),
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({})", self.big())
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
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
                if b == d {
                    return Exact::of(a + c, b);
                }
                // Two products below 2^126 in size: their sum is below 2^127.
                Exact::of(a * d + c * b, b * d)
            }
            _ => Exact::from_big(&*self.big() + &*other.big()),
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                Exact::of(i128::from(*a) * i128::from(*c), i128::from(*b) * i128::from(*d))
            }
            _ => Exact::from_big(&*self.big() * &*other.big()),
        }
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match &self.0 {
            Repr::Small(numerator, denominator) if *numerator != i64::MIN => {
                Exact(Repr::Small(-numerator, *denominator))
            }
            _ => Exact::from_big(-&*self.big()),
        }
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        sum::of(&values.collect::<Vec<_>>())
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

    proptest! {
        #[test]
        fn a_sum_is_the_same_in_any_order(parts in prop::collection::vec((-50_i64..50, 1_i64..50), 0..9)) {
            let all: Vec<Exact> = parts.iter().map(|&(up, down)| Exact::ratio(up, down)).collect();
            let one_by_one = all.iter().fold(Exact::zero(), |sum, value| &sum + value);
            prop_assert_eq!(all.iter().rev().cloned().sum::<Exact>(), one_by_one.clone());
            prop_assert_eq!(all.into_iter().sum::<Exact>(), one_by_one);
        }
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

    /// Numbers on both sides of every bound of the small form.
    fn edges() -> impl Strategy<Value = i64> {
        prop_oneof![
            any::<i64>(),
            -20_i64..20,
            Just(i64::MIN),
            Just(i64::MIN + 1),
            Just(i64::MAX),
            Just(1 << 32),
        ]
    }

    proptest! {
        #[test]
        fn small_and_big_forms_agree(a in edges(), b in edges(), c in edges(), d in edges(), e in edges()) {
            let big = |n: i64, d: i64| {
                if d == 0 { BigRational::from_integer(0.into()) } else { BigRational::new(n.into(), d.into()) }
            };
            let (x, y, z) = (Exact::ratio(a, b), Exact::ratio(c, d), Exact::ratio(e, 3));
            let (bx, by, bz) = (big(a, b), big(c, d), big(e, 3));
            let same = |exact: &Exact, big: BigRational| *exact == Exact::from_big(big);
            prop_assert!(same(&x, bx.clone()));
            prop_assert!(same(&(&x + &y), &bx + &by) && same(&(&x - &y), &bx - &by));
            prop_assert!(same(&(&(&x * &y) * &z), &bx * &by * &bz) && same(&-&x, -&bx));
            prop_assert!(same(&x.abs(), bx.abs()));
            prop_assert_eq!(x.cmp(&y), bx.cmp(&by));
            let product = &(&x * &y) + &z;
            let big_product = &bx * &by + &bz;
            prop_assert_eq!(product.cmp(&x), big_product.cmp(&bx));
            prop_assert_eq!(product.is_negative(), big_product.is_negative());
            if let Some(quotient) = product.checked_div(&y) {
                prop_assert!(same(&quotient, &big_product / &by));
            }
        }

        #[test]
        fn floor_never_exceeds_and_loses_less_than_a_step(n: i64, d in 1_i64.., places in 0_u8..15) {
            let value = Exact::ratio(n, d);
            let floor = value.floor_to(places).exact();
            let step = Decimal::new(1, places).exact();
            prop_assert!(floor <= value && value < &floor + &step);
        }

        #[test]
        fn is_cut_and_drawn_the_same_in_few_bits_and_in_many(a in edges(), b in edges(), places in 0_u8..45) {
            let value = Exact::ratio(a, b);
            let number = value.big();
            let cut = (number.numer() * BigInt::from(10).pow(places.into())).div_floor(number.denom());
            if let Some(cut) = cut.to_i128() {
                prop_assert_eq!(value.floor_to(places), Decimal::new(cut, places));
            }
            prop_assert_eq!(value.to_f64().to_bits(), number.to_f64().unwrap().to_bits());
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
