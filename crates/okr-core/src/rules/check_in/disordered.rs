//! C804 disordered-check-ins.

use std::cmp::Ordering;

use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink};

rule! {
    /// Tells check-ins that are out of order, or two on one date.
    ///
    /// ## Why is this bad?
    /// *Measurable.* Check-ins are appended, oldest first, and never changed: that is what makes them a record. One that
    /// stands before its time was slipped in later, or has the wrong date; of two on one day nobody knows which counts.
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
    ///       - { date: 2026-01-16, value: 282 ms }
    ///       - { date: 2026-01-09, value: 297 ms }
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
    ///       - { date: 2026-01-16, value: 282 ms }
    /// ```
    pub(super) static DISORDERED_CHECK_INS = {
        code: "C804",
        name: "disordered-check-ins",
        severity: Warning,
        check: Check::Measure(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    for pair in at.measure.check_ins().windows(2) {
        let [earlier, later] = pair else { continue };
        let message = match later.date.cmp(&earlier.date) {
            Ordering::Greater => continue,
            Ordering::Equal => format!("two check-ins on {}", later.date),
            Ordering::Less => format!("{} stands behind {}", later.date, earlier.date),
        };
        let doc = at.doc().field("check_ins").index(later.index).field("date");
        sink.tell(at.at(doc), message).help("one check-in a day, the oldest first");
    }
}
