//! C803 out-of-cycle-check-in.

use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink, Yield};

rule! {
    /// Tells a check-in that is dated before its cycle began, or after the days for grading.
    ///
    /// ## Why is this bad?
    /// *Measurable.* Such a value says nothing of this cycle and does not count. What the metric was before the cycle is
    /// the baseline; what it is after it belongs to the next one.
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
    ///     check_ins:
    ///       - { date: 2025-12-12, value: 300 ms }
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
    ///     check_ins:
    ///       - { date: 2026-01-09, value: 297 ms }
    /// ```
    pub(super) static OUT_OF_CYCLE_CHECK_IN = {
        code: "C803",
        name: "out-of-cycle-check-in",
        severity: Warning,
        yields_to: [Yield::Field("future-check-in")],
        check: Check::Measure(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    let calendar = &at.scene().snapshot.settings.calendar;
    let span = calendar.span(&at.cycle());
    let cycle = at.cycle();
    for check_in in at.measure.check_ins() {
        let day = i64::from(span.day_of(check_in.date));
        let last = i64::from(span.days()) + i64::from(calendar.grading_days);
        let (message, help) = if day < 1 {
            (
                format!("{} is before {cycle}, which begins on {}", check_in.date, span.starts),
                "write what the metric was before the cycle as `baseline:`",
            )
        } else if day > last {
            (
                format!(
                    "{} is after {cycle} and its {} days for grading",
                    check_in.date, calendar.grading_days
                ),
                "write it in the sheet of the next cycle",
            )
        } else {
            continue;
        };
        let doc = at.doc().field("check_ins").index(check_in.index).field("date");
        sink.tell(at.at(doc), message).help(help);
    }
}
