//! M104 unit-mismatch.

use crate::model::{Quantity, Stated, Target};
use crate::rules::quote::quoted;
use crate::rules::reading::goal;
use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink};

rule! {
    /// Tells a baseline, a target, a limit or a check-in that cannot be converted into the others.
    ///
    /// Time, data sizes, percentages, currencies and rates convert within their kind; any other noun is a count of
    /// that thing.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* No way leads from 300 ms to 95 %. The two belong to different
    /// metrics, and the key result cannot be scored until it says which one is meant.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip no longer keeps customers waiting
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: ">= 95 %"
    ///     direction: increase
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip no longer keeps customers waiting
    ///     metric: share of payments under 200 ms, production, 7-day window
    ///     baseline: 71 %
    ///     target: ">= 95 %"
    ///     direction: increase
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static UNIT_MISMATCH = {
        code: "M104",
        name: "unit-mismatch",
        severity: Error,
        check: Check::Measure(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    let measure = at.measure;
    let target: Option<&Target> = measure.target().and_then(Stated::value);
    let baseline = measure.baseline().and_then(Stated::value);
    if let (Some(target), Some(baseline)) = (target, baseline)
        && !goal(target).is_like(baseline)
    {
        sink.tell(
            at.spot(measure.target_field()),
            format!(
                "{} cannot be compared with the baseline {}",
                quoted(target.text()),
                quoted(baseline.text())
            ),
        )
        .help(mended(baseline, goal(target), target.text()));
    }
    let Some(like) = target.map(goal).or(baseline) else { return };
    let mut told: Vec<String> = Vec::new();
    for check_in in measure.check_ins() {
        let Some(value) = check_in.value.value() else { continue };
        // A value like the baseline, where baseline and target differ, is the same cause.
        let unlike = !value.is_like(like) && !baseline.is_some_and(|baseline| value.is_like(baseline));
        let kind = value.unit().kind().to_string();
        if unlike && !told.contains(&kind) {
            sink.tell(
                at.at(at.doc().field("check_ins").index(check_in.index).field("value")),
                format!("{} cannot be compared with {}", quoted(value.text()), quoted(like.text())),
            )
            .help(mended(like, value, value.text()));
            told.push(kind);
        }
    }
}

/// What to write, given the one that stands and the one that does not fit it, as written.
fn mended(like: &Quantity, unlike: &Quantity, written: &str) -> String {
    let (unit, other) = (like.unit(), unlike.unit());
    if other.is_none() && !unit.is_none() {
        return format!(
            "write the unit: `{} {}`, or once for all as `unit: {}`",
            written,
            unit.text(),
            unit.text()
        );
    }
    if unit.is_none() && !other.is_none() {
        return format!(
            "write the unit on both, `{} {}` here too, or once as `unit: {}`",
            like.number(),
            other.text(),
            other.text()
        );
    }
    format!(
        "one is {}, the other {}: write both in the unit of the metric, or make two key results of it",
        unit.kind(),
        other.kind()
    )
}
