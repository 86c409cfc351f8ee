//! P908 hold-shortened.

use crate::change::ChangeKind;
use crate::model::Verdict;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled hold that was cut or removed, with no declared reason.
    ///
    /// ## Why is this bad?
    /// *Once is not enough.* A result counts when it has been held; with less to hold, a lucky week is
    /// enough.
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
    ///     hold: 1w
    ///     source: https://grafana.example/d/pay
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
    ///     hold: 1w
    ///     source: https://grafana.example/d/pay
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: hold
    ///         from: 4w
    ///         to: 1w
    ///         reason: The market closes for three weeks at new year.
    /// ```
    pub(in crate::rules) static HOLD_SHORTENED = {
        code: "P908",
        name: "hold-shortened",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::HoldChanged && change.direction == Verdict::Loosened
}
