//! M103 missing-unit.

use crate::model::Stated;
use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::reading::goal;
use crate::rules::rule::rule;
use crate::rules::text::{Kind, Sentence, Words};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a target that is a bare number where the metric names no thing counted, no score and no ratio.
    ///
    /// `4.6` of a satisfaction score and `0` of "incidents in production" need no unit; `200` of a latency does.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* A bare 200 is milliseconds to one reader and seconds to
    /// another, and no check-in can be compared with it.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip no longer keeps customers waiting
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300
    ///     target: "< 200"
    ///     hold: 4w
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
    pub(super) static MISSING_UNIT = {
        code: "M103",
        name: "missing-unit",
        severity: Warning,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let measure = words.at.measure;
    let Some(target) = measure.target().and_then(Stated::value) else { return };
    let with_unit =
        measure.baseline().and_then(Stated::value).is_some_and(|baseline| !baseline.unit().is_none());
    // A baseline with a unit and a target without one cannot be compared: another rule's matter.
    if !goal(target).unit().is_none() || with_unit {
        return;
    }
    let sentence = words.reading.metric.as_ref().unwrap_or(&words.reading.title);
    let text = measure.metric().or(measure.title());
    if says_what_it_counts(sentence, text.unwrap_or_default(), words.lexicon) {
        return;
    }
    let field = measure.target_field();
    let what = match text {
        Some(text) => format!("{} names nothing that is counted", quoted(text)),
        None => "no metric says what is counted".to_owned(),
    };
    sink.tell(words.at.spot(field), format!("{} has no unit, and {what}", quoted(target.text()))).help(
        format!(
            "write the unit, such as `{field}: \"{} ms\"`, or once for all as `unit: ms`",
            target.text().trim_end()
        ),
    );
}

/// Whether a bare number is clear beside this metric.
fn says_what_it_counts(metric: &Sentence, text: &str, lexicon: &Lexicon) -> bool {
    if lexicon.counted_metrics.stand_in(&metric.tokens) {
        return true;
    }
    if lexicon.timing_metrics.stand_in(&metric.tokens) {
        return false;
    }
    // A plural names the thing counted: `incidents in production`. Chinese has none, so there it is the word.
    if COUNTED.iter().any(|noun| text.contains(noun)) {
        return true;
    }
    metric.tokens.iter().any(|token| {
        let word = token.lower.as_str();
        let plural = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is");
        token.kind == Kind::Word && plural && !UNCOUNTED.has(word)
    })
}

/// Words that end like plurals and name nothing that is counted.
const UNCOUNTED: Words = Words(
    "access business costs days earnings expenses funds hours minutes months ms news payments \
     revenues sales savings seconds series times towards weeks years",
);

/// Things that are counted one by one, in a language without a plural.
const COUNTED: &[&str] = &[
    "事故", "故障", "投诉", "缺陷", "漏洞", "告警", "报警", "工单", "用户", "客户", "商户", "订单", "请求",
    "错误", "异常",
];
