//! T303 local-scope.

use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a metric that covers only the part its team owns: "our module", "my service", 我负责的模块.
    ///
    /// ## Why is this bad?
    /// *The whole's result over the local.* Customers use the service, not a module of it. A module can be fast because
    /// it leaves the work to the next one.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Our module answers in under 50 ms instead of 90 ms
    ///     metric: p95 time spent in our module, production, 7-day window
    ///     baseline: 90 ms
    ///     target: "< 50 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/module
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: A payment round trip takes under 200 ms instead of 300 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static LOCAL_SCOPE = {
        code: "T303",
        name: "local-scope",
        severity: Warning,
        starter: crate::settings::Level::Off,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let metric = words.reading.metric.as_ref().map(|metric| ("metric", metric));
    for (field, sentence) in metric.into_iter().chain([("title", &words.reading.title)]) {
        let Some(hit) = words.lexicon.local_scope.first(&sentence.tokens) else { continue };
        let part = quoted(&sentence.text(hit.at, hit.end));
        sink.tell(words.at.spot(field), format!("{part} is only a part of what users meet"))
            .help("measure the whole that they use, from end to end; say how much of it the part may take in a guardrail");
        return;
    }
}
