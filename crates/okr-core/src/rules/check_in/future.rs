//! C802 future-check-in.

use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink};

rule! {
    /// Tells a check-in that is dated after today, or after the commit that brings it.
    ///
    /// `check --rev`, `review` and the hooks of a push know the commit; the others look at today's date.
    ///
    /// ## Why is this bad?
    /// *Measurable.* Nobody has seen a value of tomorrow. It is a slip of the finger, or a plan written down as a fact.
    ///
    /// ## Example
    /// On 2 February:
    /// ```yaml,fires,today
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     check_ins:
    ///       - { date: 2026-01-30, value: 260 ms }
    ///       - { date: 2026-03-02, value: 240 ms }
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean,today
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///     check_ins:
    ///       - { date: 2026-01-30, value: 260 ms }
    ///       - { date: 2026-02-02, value: 240 ms }
    /// ```
    pub(super) static FUTURE_CHECK_IN = {
        code: "C802",
        name: "future-check-in",
        severity: Error,
        dated: true,
        check: Check::Measure(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    let scene = at.scene();
    let reference = at.reference();
    for check_in in at.measure.check_ins() {
        let date = check_in.date;
        let committed = scene.brought.of(&reference, date);
        let message = match (scene.today, committed) {
            (Some(today), _) if date > today => format!("{date} is after today, {today}"),
            (_, Some(day)) if date > day => {
                format!("{date} is after {day}, the day on which it was committed")
            }
            _ => continue,
        };
        let doc = at.doc().field("check_ins").index(check_in.index).field("date");
        sink.tell(at.at(doc), message).help("write the day on which the value was seen");
    }
}
