//! P912 false-amendment.

use crate::change::ChangeKind;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a new amendment whose from and to are not what git shows, or that answers no change.
    ///
    /// Values are compared, not spellings: `< 0.2 s` answers `< 200 ms`. Several amendments may form a
    /// chain. Holds at all times.
    ///
    /// ## Why is this bad?
    /// *Measurable.* An amendment is the record of a shift. One that tells another shift than the one that
    /// happened is worse than none.
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
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: target
    ///         from: "< 160 ms"
    ///         to: "< 180 ms"
    ///         reason: The fraud check adds 20 ms.
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 180 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 220 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: target
    ///         from: "< 180 ms"
    ///         to: "< 220 ms"
    ///         reason: The fraud check adds 40 ms.
    /// ```
    pub(in crate::rules) static FALSE_AMENDMENT = {
        code: "P912",
        name: "false-amendment",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::AmendmentAdded && change.declared.is_none()
}
