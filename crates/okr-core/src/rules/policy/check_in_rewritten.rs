//! P905 check-in-rewritten.

use crate::change::ChangeKind;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells an existing check-in that changed or vanished, with no declared reason.
    ///
    /// Holds at all times, before the goal has settled too: check-ins are only ever added to.
    ///
    /// ## Why is this bad?
    /// *Once is not enough.* Whether a result was held is read from the values seen on the way. A record
    /// that can be rewritten afterwards proves nothing.
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
    ///     check_ins:
    ///       - { date: 2026-01-16, value: 282 ms }
    ///       - { date: 2026-01-23, value: 290 ms }
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
    ///     check_ins:
    ///       - { date: 2026-01-16, value: 282 ms }
    ///       - { date: 2026-01-23, value: 260 ms }
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
    ///     check_ins:
    ///       - { date: 2026-01-16, value: 282 ms }
    ///       - { date: 2026-01-23, value: 260 ms }
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: check_ins
    ///         check_in: 2026-01-23
    ///         from: 290 ms
    ///         to: 260 ms
    ///         reason: The value of the 23rd was typed from the wrong row.
    /// ```
    pub(in crate::rules) static CHECK_IN_REWRITTEN = {
        code: "P905",
        name: "check-in-rewritten",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    matches!(change.kind, ChangeKind::CheckInRewritten | ChangeKind::CheckInRemoved)
}
