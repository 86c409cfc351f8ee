//! S007 allow-without-reason. Told by the engine, together with what the allow did not suppress.

use crate::rules::Check;
use crate::rules::rule::rule;

rule! {
    /// Tells an `allow` that gives no reason. It takes no effect until it does.
    ///
    /// ## Why is this bad?
    /// *Measurable*, and answerable for it: an exception is a decision, and a decision whose reason nobody wrote
    /// down cannot be judged by those who read the sheet at the end of the quarter.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     allow:
    ///       - { rule: missing-source }
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     allow:
    ///       - { rule: missing-source, reason: The dashboard moves to the new cluster in May. }
    /// ```
    pub(in crate::rules) static ALLOW_WITHOUT_REASON = {
        code: "S007",
        name: "allow-without-reason",
        severity: Error,
        check: Check::Allow,
    }
}
