//! P904 key-result-removed.

use crate::change::ChangeKind;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled key result that was deleted, or dropped without a word why.
    ///
    /// End one with `status: dropped` and an amendment (`git okr drop` writes both): it leaves the mean and
    /// stays in the report.
    ///
    /// ## Why is this bad?
    /// *Measurable.* What vanishes from the sheet vanishes from the score: the quarter looks better by
    /// exactly what was given up.
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
    ///     status: dropped
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
    ///     status: dropped
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: status
    ///         to: dropped
    ///         reason: The gateway moved to another team in February.
    /// ```
    pub(in crate::rules) static KEY_RESULT_REMOVED = {
        code: "P904",
        name: "key-result-removed",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    matches!(change.kind, ChangeKind::KeyResultRemoved | ChangeKind::KeyResultDropped)
}
