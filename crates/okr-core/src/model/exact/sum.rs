//! The sum of many numbers. Scores have few denominators and many numerators, so what has one denominator is
//! added up first, and all of it brought to a common one and to lowest terms once.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::ToPrimitive as _;

use super::{Exact, Repr};

/// What is added up of each denominator.
type Parts = BTreeMap<i64, i128>;

/// The sum.
pub(super) fn of<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Exact {
    let (mut parts, mut long) = (Parts::new(), Vec::new());
    for value in values {
        match &value.0 {
            // It would take 2^64 of them to go beyond 128 bits.
            Repr::Small(numerator, denominator) => {
                *parts.entry(*denominator).or_default() += i128::from(*numerator);
            }
            Repr::Big(_) => long.push(value.clone()),
        }
    }
    long.push(narrow(&parts).unwrap_or_else(|| wide(&parts)));
    in_pairs(long)
}

/// In 128 bits; nothing where they are too few.
fn narrow(parts: &Parts) -> Option<Exact> {
    let mut common = 1_i128;
    for &denominator in parts.keys() {
        let rest = i64::try_from(common % i128::from(denominator)).ok()?;
        common = common.checked_mul((denominator / denominator.gcd(&rest)).into())?;
    }
    let mut sum = 0_i128;
    for (&denominator, &numerator) in parts {
        sum = sum.checked_add(numerator.checked_mul(common / i128::from(denominator))?)?;
    }
    (sum != i128::MIN).then(|| Exact::of(sum, common))
}

/// In as many digits as it takes.
fn wide(parts: &Parts) -> Exact {
    let common = parts.keys().fold(BigInt::from(1), |common, &denominator| {
        // Of a remainder the divisor is had in 64 bits.
        let rest = (&common % denominator).to_i64().unwrap_or(1);
        common * (denominator / denominator.gcd(&rest))
    });
    let sum =
        parts.iter().map(|(&denominator, &numerator)| &common / denominator * numerator).sum::<BigInt>();
    Exact::from_big(BigRational::new(sum, common))
}

/// In pairs of pairs: one by one, the many digits of a growing sum would be gone through as often as there are
/// numbers.
fn in_pairs(mut values: Vec<Exact>) -> Exact {
    while values.len() > 1 {
        let pairs = values.chunks(2).map(|pair| match pair {
            [left, right] => left + right,
            rest => rest.first().cloned().unwrap_or_else(Exact::zero),
        });
        values = pairs.collect();
    }
    values.pop().unwrap_or_else(Exact::zero)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Few denominators and many, those of scores and those at the bounds of 64 bits.
    fn numbers() -> impl Strategy<Value = Vec<Exact>> {
        let denominator = prop_oneof![1_i64..12, 80_i64..400, any::<i64>(), Just(i64::MIN), Just(i64::MAX)];
        let number = (prop_oneof![-400_i64..400, any::<i64>()], denominator);
        prop::collection::vec(number, 0..40)
            .prop_map(|numbers| numbers.into_iter().map(|(up, down)| Exact::ratio(up, down)).collect())
    }

    proptest! {
        #[test]
        fn is_what_adding_one_by_one_gives(numbers in numbers()) {
            let one_by_one = numbers.iter().fold(Exact::zero(), |sum, number| &sum + number);
            prop_assert_eq!(of(&numbers), one_by_one.clone());
            prop_assert_eq!(of(numbers.iter().rev()), one_by_one);
        }

        #[test]
        fn is_the_same_in_few_bits_and_in_many(parts in prop::collection::btree_map(
            1_i64..400, any::<i64>().prop_map(i128::from), 0..12
        )) {
            if let Some(sum) = narrow(&parts) {
                prop_assert_eq!(sum, wide(&parts));
            }
        }
    }

    #[test]
    fn many_denominators_take_more_than_128_bits() {
        let numbers: Vec<Exact> = (1..300).map(|number| Exact::ratio(1, number)).collect();
        assert_eq!(of(&numbers), numbers.iter().fold(Exact::zero(), |sum, number| &sum + number));
    }
}
