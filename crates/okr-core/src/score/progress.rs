//! Progress: how far a value has come from the baseline to the target, or for how many days it stayed
//! where it was good.

use super::AsOf;
use super::measurement::{Measurement, Seen};
use crate::model::{Comparison, Exact, Quantity, Target};

/// Progress within 0..1, from the values that count.
pub(super) fn progress(measurement: &Measurement<'_>, seen: &[Seen<'_>], as_of: &AsOf) -> Exact {
    match (measurement.target, seen.last()) {
        (Some(_), Some(_)) if measurement.is_maintaining() => kept(measurement, seen, as_of),
        (Some(target), Some(last)) => moved(target, measurement.baseline, last),
        _ => Exact::zero(),
    }
}

/// (value - baseline) / (goal - baseline). Without a baseline to start from it is all or nothing.
fn moved(target: &Target, baseline: Option<&Quantity>, last: &Seen<'_>) -> Exact {
    if last.met {
        return Exact::one();
    }
    let goal = target.goal(baseline);
    let Some(baseline) = baseline.filter(|baseline| baseline.is_like(goal)).map(Quantity::base) else {
        return Exact::zero();
    };
    let way = &goal.base() - &baseline;
    let share = (&last.value.base() - &baseline).checked_div(&way).unwrap_or_else(Exact::zero);
    // At the bound of a strict target the way is done and the target is not satisfied.
    let strict = target.comparison(None).is_some_and(Comparison::is_strict);
    let most = if strict { Exact::ratio(99, 100) } else { Exact::one() };
    share.clamp01().min(most)
}

/// The share of elapsed days on which the last known value satisfied the target. Until the first check-in
/// that is the baseline: where the metric stood at the start is known too. Without one nothing is known, and
/// what is not known does not count as kept.
fn kept(measurement: &Measurement<'_>, seen: &[Seen<'_>], as_of: &AsOf) -> Exact {
    let elapsed = as_of.elapsed();
    let day = |seen: &Seen<'_>| as_of.span().day_of(seen.check_in.date);
    let mut good_days = 0;
    let good_start = measurement.baseline.and_then(|baseline| measurement.met(baseline)) == Some(true);
    if let Some(first) = seen.first()
        && good_start
    {
        good_days += (day(first) - 1).clamp(0, elapsed);
    }
    for (at, value) in seen.iter().enumerate() {
        // A value is the last known from its day to the day before the next one.
        let until = seen.get(at + 1).map_or(elapsed, |next| day(next) - 1).min(elapsed);
        if value.met {
            good_days += (until - day(value) + 1).max(0);
        }
    }
    Exact::ratio(good_days.into(), elapsed.into())
}
