//! M109 missing-source.

use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink, Yield};

rule! {
    /// Tells a key result or guardrail that does not say where its number can be looked up.
    ///
    /// ## Why is this bad?
    /// *Measurable.* A number that only its owner can produce is an opinion. With a source anyone can look it up, in
    /// the middle of the quarter and a year after it.
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
    pub(super) static MISSING_SOURCE = {
        code: "M109",
        name: "missing-source",
        severity: Warning,
        yields_to: [Yield::Subject("missing-target")],
        check: Check::Measure(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    if at.measure.source().is_some_and(|source| !source.trim().is_empty()) {
        return;
    }
    let what = at.measure.metric().or(at.measure.title()).map_or_else(|| "the number".to_owned(), quoted);
    sink.tell(at.here(), "no source: nobody else can look the number up")
        .help(format!("write `source:` with the dashboard, query or report that shows {what}"));
}
