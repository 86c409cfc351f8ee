//! P907 guardrail-weakened.

use crate::change::ChangeKind;
use crate::model::Verdict;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled limit that was loosened, or a guardrail that was removed, with no declared reason.
    ///
    /// The reason of a removed guardrail stands on its objective: `field: limit`, `from` the limit, no
    /// `to`.
    ///
    /// ## Why is this bad?
    /// *Quality is the foundation of efficiency.* A breached guardrail makes a result hollow; moving the
    /// rail hides the breach.
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
    /// guardrails:
    ///   - id: change-failures
    ///     metric: change failure rate, payments services, monthly
    ///     limit: "<= 5 %"
    ///     source: https://grafana.example/d/dora
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
    /// guardrails:
    ///   - id: change-failures
    ///     metric: change failure rate, payments services, monthly
    ///     limit: "<= 15 %"
    ///     source: https://grafana.example/d/dora
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
    /// guardrails:
    ///   - id: change-failures
    ///     metric: change failure rate, payments services, monthly
    ///     limit: "<= 15 %"
    ///     source: https://grafana.example/d/dora
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: limit
    ///         from: "<= 5 %"
    ///         to: "<= 15 %"
    ///         reason: Failed canaries count as failures since February.
    /// ```
    pub(in crate::rules) static GUARDRAIL_WEAKENED = {
        code: "P907",
        name: "guardrail-weakened",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    match change.kind {
        ChangeKind::GuardrailRemoved => true,
        ChangeKind::LimitChanged => matches!(change.direction, Verdict::Loosened | Verdict::Redefined),
        _ => false,
    }
}
