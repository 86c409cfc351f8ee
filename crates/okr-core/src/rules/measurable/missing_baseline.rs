//! M101 missing-baseline.

use crate::model::{Bound, Direction, Form, Stated};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a key result that does not say where its metric stands today, or says `unknown`.
    ///
    /// Where the target is a range, or `direction: maintain` stands there, the metric need not move and no
    /// baseline is asked for.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* Progress is the part of the way from the baseline to the
    /// target. Without a start there is no way, and a target that was met all along passes for a success.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static MISSING_BASELINE = {
        code: "M101",
        name: "missing-baseline",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = words.at.key_result() else { return };
    let what = || key_result.metric.as_deref().or(key_result.title.as_deref()).map(quoted);
    match &key_result.baseline {
        None => {
            let stays = key_result.direction == Some(Direction::Maintain)
                || key_result.target_value().is_some_and(|target| matches!(target.bound(), Bound::Range(..)));
            if stays {
                return;
            }
            let help = match words.reading.title.movement() {
                Some((from, _)) => {
                    format!("the title says it: write `baseline: {}`", words.reading.title.written(from))
                }
                None => match what() {
                    Some(what) => format!("write `baseline:` with what {what} is today"),
                    None => "write `baseline:` with what the metric is today".to_owned(),
                },
            };
            sink.tell(words.at.here(), "no baseline: nobody can say how far this has come").help(help);
        }
        Some(Stated::Words { form: Form::Unknown, .. }) => {
            let what = what().unwrap_or_else(|| "the metric".to_owned());
            sink.tell(words.at.spot("baseline"), "the baseline is unknown, so the target is a guess")
                .help(format!("measure it first: read {what} for a week or two and write the value here"));
        }
        Some(_) => {}
    }
}
