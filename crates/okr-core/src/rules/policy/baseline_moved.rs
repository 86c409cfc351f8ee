//! P902 baseline-moved.

use crate::change::{ChangeKind, Value};
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled baseline that changed, with no declared reason.
    ///
    /// A baseline that was missing or `unknown` and is measured at last is no move.
    ///
    /// ## Why is this bad?
    /// *Measurable.* Progress is counted from the baseline: moving it changes the score of every value
    /// already seen, without a word about the target.
    ///
    /// ## Example
    /// Before:
    /// ```yaml,before
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 180 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 180 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    /// After, on day 43 of 90:
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 180 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 400 ms
    ///     target: "< 180 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 180 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 400 ms
    ///     target: "< 180 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: baseline
    ///         from: 300 ms
    ///         to: 400 ms
    ///         reason: The old dashboard left out retried payments.
    /// ```
    pub(in crate::rules) static BASELINE_MOVED = {
        code: "P902",
        name: "baseline-moved",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::BaselineChanged && matches!(change.before, Some(Value::Quantity(_)))
}
