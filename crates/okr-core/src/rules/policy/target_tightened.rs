//! P915 target-tightened.

use crate::change::ChangeKind;
use crate::model::Verdict;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;
use crate::settings::Policy;

rule! {
    /// Tells a settled target that became harder to reach.
    ///
    /// Under `policy: frozen` also a limit, a hold or a commitment that became stricter, or a guardrail
    /// that was added: there, definitions stand.
    ///
    /// ## Why is this bad?
    /// *Measurable.* A raised target is good news about the result, and still a shift: a score of 0.7
    /// against it may be a whole success against the goal as first written.
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
    ///     target: "< 150 ms"
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
    /// ```
    pub(in crate::rules) static TARGET_TIGHTENED = {
        code: "P915",
        name: "target-tightened",
        severity: Note,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    match change.kind {
        ChangeKind::TargetChanged => change.direction == Verdict::Tightened,
        _ => scene.policy == Policy::Frozen && scene.is_stricter(),
    }
}
