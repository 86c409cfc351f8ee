//! D402 unguarded-efficiency.

use crate::model::Dimension;
use crate::rules::rule::rule;
use crate::rules::{Check, Saying, Sink};

rule! {
    /// Tells an efficiency objective with no guardrail and no key result about quality.
    ///
    /// ## Why is this bad?
    /// *Quality is the foundation of efficiency.* Speed without quality means nothing: what is delivered twice as fast
    /// and breaks twice as often has to be delivered again. A guardrail says how much may break on the way.
    ///
    /// ## Example
    /// ```yaml,fires
    /// dimension: efficiency
    /// key_results:
    ///   - id: build-time
    ///     title: The build falls from 10 min to under 2 min
    ///     metric: median duration of builds on the main branch, weekly
    ///     baseline: 10 min
    ///     target: "< 2 min"
    ///     hold: 4w
    ///     source: https://ci.example/durations
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// dimension: efficiency
    /// key_results:
    ///   - id: build-time
    ///     title: The build falls from 10 min to under 2 min
    ///     metric: median duration of builds on the main branch, weekly
    ///     baseline: 10 min
    ///     target: "< 2 min"
    ///     hold: 4w
    ///     source: https://ci.example/durations
    /// guardrails:
    ///   - id: escaped-defects
    ///     metric: defects found in production, all services, monthly
    ///     limit: "<= 3 defects"
    ///     source: https://tracker.example/defects
    /// ```
    pub(super) static UNGUARDED_EFFICIENCY = {
        code: "D402",
        name: "unguarded-efficiency",
        severity: Error,
        check: Check::Saying(check),
    }
}

fn check(Saying { at, measures, .. }: Saying<'_>, sink: &mut Sink<'_>) {
    if at.objective.dimension != Some(Dimension::Efficiency) || !at.objective.guardrails.is_empty() {
        return;
    }
    let lexicon = at.file.scene.lexicon;
    let mut alive = measures.iter().filter(|spoken| !spoken.at.measure.is_dropped());
    if alive.any(|spoken| spoken.measures(&lexicon.quality_metrics)) {
        return;
    }
    let speed = measures.iter().any(|spoken| spoken.measures(&lexicon.throughput_metrics));
    let guard = if speed { "change failure rate" } else { "incidents, failed changes or complaints" };
    sink.tell(at.spot("dimension"), "an efficiency objective with nothing that guards quality").help(
        format!("add a guardrail for what must not get worse on the way, such as {guard}, with its limit"),
    );
}
