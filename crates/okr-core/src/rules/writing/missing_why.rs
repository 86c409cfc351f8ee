//! W705 missing-why.

use crate::rules::rule::rule;
use crate::rules::{Check, ObjectiveScene, Sink};

rule! {
    /// Tells an objective that does not say why it matters now.
    ///
    /// ## Why is this bad?
    /// *Business first.* Who knows why can decide what to do when the plan meets the quarter. And in three quarters, when
    /// somebody asks whether this still matters, the answer stands there.
    ///
    /// ## Example
    /// ```yaml,fires
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: payment-rtt
    ///         title: Payment round trip falls from 300 ms to under 200 ms
    ///         metric: p95 payment round-trip time, production, 7-day window
    ///         baseline: 300 ms
    ///         target: "< 200 ms"
    ///         hold: 4w
    ///         source: https://grafana.example/d/pay
    ///       - id: abandoned-carts
    ///         title: Under 4 % of carts are left at the spinner, down from 11 %
    ///         metric: share of carts left while a payment runs, all shops, weekly
    ///         baseline: 11 %
    ///         target: "< 4 %"
    ///         hold: 4w
    ///         source: https://grafana.example/d/carts
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// why: One cart in nine is abandoned while the spinner turns.
    /// ```
    pub(super) static MISSING_WHY = {
        code: "W705",
        name: "missing-why",
        severity: Note,
        check: Check::Objective(check),
    }
}

fn check(at: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    if at.objective.why.as_deref().is_none_or(|why| why.trim().is_empty()) {
        sink.tell(at.here(), "the objective does not say why it matters now")
            .help("write `why:` with what is lost, or who suffers, as things are");
    }
}
