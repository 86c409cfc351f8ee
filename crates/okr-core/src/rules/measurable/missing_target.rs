//! M102 missing-target.

use crate::rules::rule::rule;
use crate::rules::text::{Bound, Sentence};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a key result without a target, or a guardrail without a limit.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* Without a target no value is ever enough and none is too
    /// little: the key result cannot be scored, and whoever reads it decides afterwards what was meant.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip stays out of the customer's way
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
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
    pub(super) static MISSING_TARGET = {
        code: "M102",
        name: "missing-target",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let measure = words.at.measure;
    if measure.target().is_some() {
        return;
    }
    let field = measure.target_field();
    let help = match in_title(&words.reading.title) {
        Some(target) => format!("the title says it: write `{field}: \"{target}\"`"),
        None => format!("write `{field}:` with a comparison and a quantity, such as `{field}: \"< 200 ms\"`"),
    };
    let message = match words.at.key_result() {
        Some(_) => "no target: no value would be enough, and none too little",
        None => "no limit: nothing could ever breach this guardrail",
    };
    sink.tell(words.at.here(), message).help(help);
}

/// The target a title tells, where it tells one.
fn in_title(title: &Sentence) -> Option<String> {
    let number = match title.movement() {
        Some((_, to)) => to,
        None => title.numbers.iter().find(|number| number.digits && number.bound.is_some())?,
    };
    let comparison = match number.bound {
        Some(Bound::Below) => "< ",
        Some(Bound::Above) => ">= ",
        None => "",
    };
    Some(format!("{comparison}{}", title.written(number)))
}
