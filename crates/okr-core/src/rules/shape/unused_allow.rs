//! S006 unused-allow. Told by the engine, which alone knows what an allow suppressed.

use crate::rules::Check;
use crate::rules::rule::rule;

rule! {
    /// Tells an `allow` that suppresses nothing.
    ///
    /// Silent in a file that did not parse, for rules that are off, and for rules that judge changes: what
    /// those would have found here is not known.
    ///
    /// ## Why is this bad?
    /// *Once is not enough.* An exception that outlives its cause hides the next finding of that rule, which
    /// nobody decided to accept.
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
    ///       - { rule: missing-source, reason: The dashboard moves next week. }
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
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(in crate::rules) static UNUSED_ALLOW = {
        code: "S006",
        name: "unused-allow",
        severity: Warning,
        check: Check::Allow,
    }
}
