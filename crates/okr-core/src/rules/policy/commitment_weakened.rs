//! P906 commitment-weakened.

use crate::change::ChangeKind;
use crate::model::Verdict;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled commitment that became aspirational, with no declared reason.
    ///
    /// ## Why is this bad?
    /// *Measurable.* A committed key result is green only when it is whole, an aspirational one from 0.7.
    /// Changing the word in week eleven turns yellow into green.
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
    ///     commitment: committed
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
    ///     commitment: aspirational
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
    ///     commitment: aspirational
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: commitment
    ///         from: committed
    ///         to: aspirational
    ///         reason: The vendor cannot name a delivery date.
    /// ```
    pub(in crate::rules) static COMMITMENT_WEAKENED = {
        code: "P906",
        name: "commitment-weakened",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::CommitmentChanged && change.direction == Verdict::Loosened
}
