//! P901 target-loosened.

use crate::change::ChangeKind;
use crate::model::Verdict;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled target that became easier to reach, with no declared reason.
    ///
    /// A target that is taken away, or replaced by words, became easier too. With a declared reason the
    /// shift is told as a note that carries it.
    ///
    /// ## Why is this bad?
    /// *Measurable.* A goal that moves towards the result measures nothing. Targets may be wrong, and
    /// mending one is honest when the reason stands beside it, for whoever reads the score at the end of
    /// the quarter.
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
    ///     target: "< 220 ms"
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
    ///     baseline: 300 ms
    ///     target: "< 220 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: target
    ///         from: "< 180 ms"
    ///         to: "< 220 ms"
    ///         reason: The regulator's fraud check adds 40 ms to every payment.
    /// ```
    pub(in crate::rules) static TARGET_LOOSENED = {
        code: "P901",
        name: "target-loosened",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::TargetChanged && change.direction == Verdict::Loosened
}
