//! P903 metric-redefined.

use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled metric, unit, source, direction or target that now means another thing.
    ///
    /// Where baseline or target changed in the same step, that change is told instead. A target is
    /// redefined when it turns round, changes its kind of unit, or moves as a range.
    ///
    /// ## Why is this bad?
    /// *Measurable.* The same numbers under another metric are another goal: p50 in place of p95 reaches
    /// any latency target overnight.
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
    ///     metric: p50 payment round-trip time, production, 7-day window
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
    ///     metric: p50 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 180 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: metric
    ///         from: "p95 payment round-trip time, production, 7-day window"
    ///         to: "p50 payment round-trip time, production, 7-day window"
    ///         reason: The gateway stopped reporting percentiles above the median.
    /// ```
    pub(in crate::rules) static METRIC_REDEFINED = {
        code: "P903",
        name: "metric-redefined",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    scene.is_redefined()
}
