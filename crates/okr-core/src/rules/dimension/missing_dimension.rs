//! D401 missing-dimension.

use crate::model::Dimension;
use crate::rules::rule::rule;
use crate::rules::{Check, ObjectiveScene, Sink};

rule! {
    /// Tells an engineering objective that names no dimension.
    ///
    /// Objectives of business teams have none: they are what engineering serves.
    ///
    /// ## Why is this bad?
    /// *awesome = efficiency + quality + sustainability.* An objective without a dimension counts in none of the three,
    /// and nobody sees that a quarter was all speed.
    ///
    /// ## Example
    /// ```yaml,fires
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     why: One cart in nine is abandoned while the spinner turns.
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
    /// dimension: quality
    /// ```
    pub(super) static MISSING_DIMENSION = {
        code: "D401",
        name: "missing-dimension",
        severity: Warning,
        check: Check::Objective(check),
    }
}

fn check(at: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    if at.objective.dimension.is_some() || at.file.is_business() {
        return;
    }
    let all: Vec<&str> = Dimension::ALL.iter().map(|dimension| dimension.as_str()).collect();
    sink.tell(at.here(), "the objective names no dimension, so it counts in none")
        .help(format!("write `dimension:` with {}", all.join(", or ")));
}
