//! P910 late-key-result.

use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a key result that was added after its cycle had settled.
    ///
    /// It counts from its first state on: that is its original target.
    ///
    /// ## Why is this bad?
    /// *Measurable.* A goal that is written when its result is already known cannot be missed.
    ///
    /// ## Example
    /// Before:
    /// ```yaml,before
    /// key_results: []
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
    ///     allow:
    ///       - rule: late-key-result
    ///         reason: The audit of February asks for it; agreed with the business.
    /// ```
    pub(in crate::rules) static LATE_KEY_RESULT = {
        code: "P910",
        name: "late-key-result",
        severity: Warning,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    scene.is_late()
}
