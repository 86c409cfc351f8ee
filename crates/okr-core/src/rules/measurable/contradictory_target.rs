//! M106 contradictory-target.

use std::cmp::Ordering;

use crate::model::{Bound, Comparison, Direction, KeyResult, Quantity};
use crate::rules::quote::quoted;
use crate::rules::reading::goal;
use crate::rules::rule::rule;
use crate::rules::text::{Lead, Number, Sentence, Sort};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells where target and direction disagree, or the title tells other numbers than the fields do.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* People read the title, the program scores the fields. Where the
    /// two differ the team works for one goal and is scored by another.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 250 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static CONTRADICTORY_TARGET = {
        code: "M106",
        name: "contradictory-target",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = words.at.key_result() else { return };
    if let Some((message, help)) = against_direction(key_result) {
        sink.tell(words.at.spot("target"), message).help(help);
        return;
    }
    let title = &words.reading.title;
    let target = key_result.target_value().map(goal);
    let Some((from, to)) = title.movement() else {
        if let Some((told, target)) = another_goal(title, key_result) {
            sink.tell(
                words.at.spot("target"),
                format!("the title says {}, the target {}", quoted(&told), quoted(target.text())),
            )
            .help("say one of the two in both places");
        }
        return;
    };
    for (number, stated, field) in
        [(from, key_result.baseline_quantity(), "baseline"), (to, target, "target")]
    {
        let Some(stated) = stated else { continue };
        if let Some(told) = disagrees(title, number, to, stated) {
            let message = format!("the title says {}, the {field} {}", quoted(&told), quoted(stated.text()));
            sink.tell(words.at.spot(field), message).help("say one of the two in both places");
            return;
        }
    }
}

/// The only number of the title that could be the target, where it is led like one (`to 99 %`, `under 200 ms`) and is
/// neither the target nor the baseline.
fn another_goal<'a>(title: &Sentence, key_result: &'a KeyResult) -> Option<(String, &'a Quantity)> {
    let target = key_result.target_value().filter(|target| !matches!(target.bound(), Bound::Range(..)))?;
    let target = goal(target);
    let told = |number: &Number| Quantity::parse(&title.written(number)).ok();
    let mut like = title
        .numbers
        .iter()
        .filter_map(|number| Some((number, told(number)?)))
        .filter(|(_, told)| !told.unit().is_none() && told.is_like(target));
    let (number, quantity) = like.next()?;
    let is_only = like.next().is_none();
    let led = number.lead == Lead::To || number.bound.is_some();
    // `for at least 7 days`, `within the first 30 days`: how long, not how much.
    let window = number.sort == Sort::LongTime && Some(number.sort) != sort_of(target);
    let differs = |stated: Option<&Quantity>| {
        stated.is_none_or(|stated| quantity.compare(stated).is_some_and(|order| order != Ordering::Equal))
    };
    let another = differs(Some(target)) && differs(key_result.baseline_quantity());
    (is_only && led && !window && another).then(|| (title.written(number), target))
}

/// The sort of a duration as it is written: days and more may be a deadline in a title.
fn sort_of(quantity: &Quantity) -> Option<Sort> {
    let day = Quantity::parse("1 day").ok()?;
    let order = quantity.compare(&day)?;
    Some(if order == Ordering::Less { Sort::ShortTime } else { Sort::LongTime })
}

/// The number as the title tells it, where it is comparable and of another value than the field.
fn disagrees(title: &Sentence, number: &Number, to: &Number, stated: &Quantity) -> Option<String> {
    let told = title.written(number);
    let mut quantity = Quantity::parse(&told).ok()?;
    // "from 300 to 200 ms" says its unit once, and the fields may say it for the title.
    if quantity.unit().is_none()
        && let Ok(last) = Quantity::parse(&title.written(to))
    {
        quantity = quantity.or_unit(last.unit());
    }
    let quantity = quantity.or_unit(stated.unit());
    let value_differs = match quantity.compare(stated) {
        Some(order) => order != Ordering::Equal,
        None => stated.unit().is_none() && quantity.number().exact() != stated.number().exact(),
    };
    value_differs.then_some(told)
}

/// What is wrong between the written direction and the target.
fn against_direction(key_result: &KeyResult) -> Option<(String, String)> {
    let direction = key_result.direction?;
    let target = key_result.target_value()?;
    let written = quoted(target.text());
    let (right, wrong_way) = match direction {
        Direction::Increase => (">=", Ordering::Less),
        Direction::Decrease => ("<=", Ordering::Greater),
        Direction::Maintain => return None,
    };
    let comparison = match target.bound() {
        Bound::Compare(comparison, _) => Some(*comparison),
        Bound::Reach(_) | Bound::Range(..) => None,
    };
    let against = match comparison {
        Some(Comparison::Less | Comparison::AtMost) => direction == Direction::Increase,
        Some(Comparison::Greater | Comparison::AtLeast) => direction == Direction::Decrease,
        None => false,
    };
    if against {
        return Some((
            format!("{written} and `direction: {direction}` contradict each other"),
            format!("write `{right} {}`, or take `direction:` out", goal(target).text()),
        ));
    }
    let baseline = key_result.baseline_quantity()?;
    if goal(target).compare(baseline) == Some(wrong_way) && !matches!(target.bound(), Bound::Range(..)) {
        let message =
            format!("from {} to {written} is not `direction: {direction}`", quoted(baseline.text()));
        return Some((message, "mend the numbers, or take `direction:` out".to_owned()));
    }
    None
}
