//! P913 amendment-rewritten.

use crate::change::ChangeKind;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells an existing amendment that changed or vanished.
    ///
    /// Holds at all times: amendments are only ever added to. To correct one, add another.
    ///
    /// ## Why is this bad?
    /// *Measurable.* The reason that was given when a goal moved is what readers of the report go by.
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
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: target
    ///         from: "< 160 ms"
    ///         to: "< 180 ms"
    ///         reason: The fraud check adds 20 ms.
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
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: target
    ///         from: "< 160 ms"
    ///         to: "< 180 ms"
    ///         reason: Agreed with the business.
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
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: target
    ///         from: "< 160 ms"
    ///         to: "< 180 ms"
    ///         reason: The fraud check adds 20 ms.
    /// ```
    pub(in crate::rules) static AMENDMENT_REWRITTEN = {
        code: "P913",
        name: "amendment-rewritten",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    matches!(change.kind, ChangeKind::AmendmentRewritten | ChangeKind::AmendmentRemoved)
}
