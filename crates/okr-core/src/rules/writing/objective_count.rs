//! W701 objective-count.

use std::collections::BTreeMap;

use crate::model::{Cycle, Id};
use crate::rules::rule::{Sees, rule};
use crate::rules::{Check, Scene, Sink, Spot};

rule! {
    /// Tells a team's cycle with too many objectives, over all its files.
    ///
    /// ## Why is this bad?
    /// *The whole's result over the local.* What a team wants above all fits on one hand. With nine objectives nobody
    /// knows which one to give way to on a busy Tuesday, and each moves a little.
    ///
    /// ## Example
    /// ```yaml,fires
    /// objectives:
    ///   - { id: a, title: Paying feels instant at the peak, why: Carts are left., dimension: quality, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: b, title: Refunds arrive before anyone asks, why: Shoppers ask., dimension: quality, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: c, title: Every booking can be explained, why: Auditors ask., dimension: quality, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: d, title: Shops join without a call, why: Half give up., dimension: sustainability, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: e, title: Nobody is woken up at night, why: The night shift is tired., dimension: sustainability, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: f, title: Changes reach customers within the hour, why: Customers wait., dimension: efficiency, supports: [company/grow-checkout], key_results: [], guardrails: [{ id: g, metric: "change failure rate, payments services, monthly", limit: "<= 5 %", source: "https://grafana.example/d/dora" }], allow: [{ rule: key-result-count, reason: Short example. }] }
    /// ```
    ///
    /// ## Use instead
    /// Keep those that must not fail this quarter; the others wait in a backlog.
    /// ```yaml,clean
    /// objectives:
    ///   - { id: a, title: Paying feels instant at the peak, why: Carts are left., dimension: quality, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: d, title: Shops join without a call, why: Half give up., dimension: sustainability, supports: [company/grow-checkout], key_results: [], allow: [{ rule: key-result-count, reason: Short example. }] }
    ///   - { id: f, title: Changes reach customers within the hour, why: Customers wait., dimension: efficiency, supports: [company/grow-checkout], key_results: [], guardrails: [{ id: g, metric: "change failure rate, payments services, monthly", limit: "<= 5 %", source: "https://grafana.example/d/dora" }], allow: [{ rule: key-result-count, reason: Short example. }] }
    /// ```
    pub(super) static OBJECTIVE_COUNT = {
        code: "W701",
        name: "objective-count",
        severity: Warning,
        parameters: [("max", 5, "objectives of a team's cycle that are not too many")],
        check: Check::Workspace(check, Sees::Links),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let max = sink.parameter("max");
    let mut sheets: BTreeMap<(Cycle, Id), Vec<Spot>> = BTreeMap::new();
    for file in scene.sheets() {
        let places = file.objectives().map(|around| around.here());
        sheets.entry((file.sheet.cycle, file.sheet.team.clone())).or_default().extend(places);
    }
    for places in sheets.into_values() {
        let count = places.len();
        if let Some(first_too_many) = places.into_iter().nth(max) {
            sink.tell(first_too_many, format!("{count} objectives are more than {max}"))
                .help("keep those that must not fail in this cycle, and move the others out of it");
        }
    }
}
