//! M111 placeholder.

use crate::model::Form;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::stand_in::stand_in;
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells what stands where a number or a decision is still to come: TBD, XXX, ???, "from X to Y", "hire x people",
    /// 待定.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* A goal that is filled in later is filled in with what was reached.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip no longer keeps customers waiting
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: TBD
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip no longer keeps customers waiting
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static PLACEHOLDER = {
        code: "M111",
        name: "placeholder",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let measure = words.at.measure;
    let mut tell = |field: &'static str, written: &str, help: &str| {
        sink.tell(
            words.at.spot(field),
            format!("{} stands where something is still to come", quoted(written)),
        )
        .help(help);
    };
    if let Some(baseline) = measure.baseline()
        && baseline.form() == Some(Form::Placeholder)
    {
        tell("baseline", baseline.text(), "write what the metric is today, or measure it first");
    }
    if let Some(target) = measure.target()
        && target.form() == Some(Form::Placeholder)
    {
        tell(
            measure.target_field(),
            target.text(),
            "decide it before the cycle settles, and write the value",
        );
    }
    // A link holds no words, and reading it would be most of the work.
    let source =
        measure.source().filter(|source| !source.contains("://")).map(|source| words.lexicon.read(source));
    let texts = [
        ("title", Some(&words.reading.title)),
        ("metric", words.reading.metric.as_ref()),
        ("source", source.as_ref()),
    ];
    for (field, sentence) in texts {
        if let Some(written) = sentence.and_then(|sentence| stand_in(sentence, words.lexicon)) {
            tell(field, &written, "write what is meant, or leave the key result out until it is decided");
        }
    }
}
