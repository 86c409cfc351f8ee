//! P911 weight-shifted.

use crate::change::ChangeKind;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a weight that changed after settling, with no declared reason.
    ///
    /// ## Why is this bad?
    /// *Measurable.* The score of an objective is a weighted mean. Weight moved from what fails to what
    /// went well lifts it without any work.
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
    ///     baseline: 300 ms
    ///     target: "< 180 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     weight: 3
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 180 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 180 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     weight: 3
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: weight
    ///         from: 1
    ///         to: 3
    ///         reason: The business asked to put the evening peak first.
    /// ```
    pub(in crate::rules) static WEIGHT_SHIFTED = {
        code: "P911",
        name: "weight-shifted",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::WeightChanged
}
