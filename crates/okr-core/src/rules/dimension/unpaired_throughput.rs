//! D404 unpaired-throughput.

use crate::model::{Kind, Stated};
use crate::rules::quote::quoted;
use crate::rules::reading::goal;
use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Saying, Sink};
use crate::settings::Level;

rule! {
    /// Tells a key result about throughput of delivery (deployment frequency, lead time for changes) with no measure of
    /// instability (change failure rate, recovery time, rework) beside it in the objective.
    ///
    /// ## Why is this bad?
    /// *Quality is the foundation of efficiency.* DORA's measures come in pairs, since each half is easily had at the
    /// cost of the other: one can deploy hourly by not looking, and never fail by never deploying.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: deploys
    ///     title: Payments deploy 20 times a week instead of 4
    ///     metric: deployment frequency, payments services, weekly
    ///     baseline: 4 deploys/week
    ///     target: ">= 20 deploys/week"
    ///     hold: 4w
    ///     source: https://grafana.example/d/dora
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: deploys
    ///     title: Payments deploy 20 times a week instead of 4
    ///     metric: deployment frequency, payments services, weekly
    ///     baseline: 4 deploys/week
    ///     target: ">= 20 deploys/week"
    ///     hold: 4w
    ///     source: https://grafana.example/d/dora
    /// guardrails:
    ///   - id: change-failures
    ///     metric: change failure rate, payments services, monthly
    ///     limit: "<= 5 %"
    ///     source: https://grafana.example/d/dora
    /// ```
    pub(super) static UNPAIRED_THROUGHPUT = {
        code: "D404",
        name: "unpaired-throughput",
        severity: Warning,
        starter: Level::Off,
        check: Check::Saying(check),
    }
}

fn check(Saying { at, measures, .. }: Saying<'_>, sink: &mut Sink<'_>) {
    let lexicon = at.file.scene.lexicon;
    let alive = || measures.iter().filter(|spoken| !spoken.at.measure.is_dropped());
    if alive().any(|spoken| spoken.measures(&lexicon.instability_metrics)) {
        return;
    }
    let throughput = alive().map(|spoken| (spoken, spoken.at)).find(|(spoken, own)| {
        let named = spoken.measures(&lexicon.throughput_metrics);
        own.key_result().is_some() && (named || counts_deliveries(*own))
    });
    let Some((_, throughput)) = throughput else { return };
    let (field, text) = match (throughput.measure.metric(), throughput.measure.title()) {
        (Some(metric), _) => ("metric", metric),
        (None, title) => ("title", title.unwrap_or_default()),
    };
    sink.tell(throughput.spot(field), format!("{} has no measure of instability beside it", quoted(text))).help(
        "add a guardrail of this objective such as `metric: change failure rate, …` with `limit: \"<= 5 %\"`, or the time to restore",
    );
}

/// `20 deploys/week`, whatever the metric is called.
fn counts_deliveries(at: MeasureScene<'_>) -> bool {
    let unit = at.measure.target().and_then(Stated::value).map(|target| goal(target).unit().kind());
    let Some(Kind::Rate(above, _)) = unit else { return false };
    matches!(&**above, Kind::Count(noun) if ["deploy", "deployment", "release"].contains(&noun.as_str()))
}
