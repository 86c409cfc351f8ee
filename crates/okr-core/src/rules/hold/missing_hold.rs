//! H501 missing-hold.

use crate::model::Direction;
use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink, Yield};

rule! {
    /// Tells a key result that shall improve something and does not say for how long that must last to count.
    ///
    /// ## Why is this bad?
    /// *Once is not enough.* A metric that touched its target on one good day is not better. `hold` says how long it
    /// must stay there; only then the key result is held and not merely attained.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     source: https://grafana.example/d/pay
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
    pub(super) static MISSING_HOLD = {
        code: "H501",
        name: "missing-hold",
        severity: Warning,
        yields_to: [
            Yield::Subject("missing-baseline"),
            Yield::Subject("output-metric"),
            Yield::Subject("output-key-result"),
            Yield::Subject("activity-key-result"),
            Yield::Subject("vanity-total"),
            Yield::Subject("milestone-key-result"),
            Yield::Subject("no-movement"),
        ],
        check: Check::KeyResult(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = at.key_result() else { return };
    let improves = matches!(key_result.direction(), Some(Direction::Increase | Direction::Decrease));
    if improves && key_result.target_value().is_some() && key_result.hold.is_none() {
        sink.tell(at.here(), "no hold: one good day would count")
            .help("write how long the target must be held to count, such as `hold: 4w`");
    }
}
