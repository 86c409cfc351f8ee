//! C801 stale-check-in. Only where the command may look at today's date.

use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink, Yield};
use crate::settings::Level;

rule! {
    /// Tells a key result of the running cycle that had no check-in within the rhythm (`calendar.check_in_days`).
    ///
    /// Told only by commands that look at today's date, and only while the cycle runs.
    ///
    /// ## Why is this bad?
    /// *Measurable.* A number that nobody has looked at for a month steers nothing. What is found out at the end of the
    /// quarter can only be explained, no longer mended.
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
    ///       - { date: 2026-01-09, value: 297 ms }
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
    ///       - { date: 2026-01-09, value: 297 ms }
    ///       - { date: 2026-01-30, value: 260 ms, confidence: 0.6 }
    /// ```
    pub(super) static STALE_CHECK_IN = {
        code: "C801",
        name: "stale-check-in",
        severity: Warning,
        starter: Level::Off,
        yields_to: [Yield::Subject("missing-target")],
        dated: true,
        check: Check::KeyResult(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    let scene = at.scene();
    let Some(today) = scene.today else { return };
    let calendar = &scene.snapshot.settings.calendar;
    let span = calendar.span(&at.cycle());
    if !span.contains(today) {
        return;
    }
    let rhythm = i32::try_from(calendar.check_in_days).unwrap_or(i32::MAX);
    let seen = at.measure.check_ins().iter().map(|check_in| check_in.date).filter(|date| *date <= today);
    // Values from before the cycle say how it began, not how it goes.
    let last = seen.max().filter(|date| *date >= span.starts);
    let silent = span.day_of(today) - last.map_or(1, |last| span.day_of(last));
    if silent <= rhythm {
        return;
    }
    let (spot, message) = match last {
        Some(last) => {
            let at_last = at.measure.check_ins().iter().find(|check_in| check_in.date == last);
            let doc =
                at.doc().field("check_ins").index(at_last.map_or(0, |check_in| check_in.index)).field("date");
            (at.at(doc), format!("the last check-in is {silent} days old, and the rhythm is {rhythm} days"))
        }
        None => {
            (at.here(), format!("no check-in in {silent} days of the cycle, and the rhythm is {rhythm} days"))
        }
    };
    sink.tell(spot, message)
        .help(format!("look the value up and run `git okr check-in {} <value>`", at.reference()));
}
