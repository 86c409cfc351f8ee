//! A601 orphan-objective.

use std::collections::BTreeMap;

use super::served;
use crate::model::Cycle;
use crate::rules::rule::{Sees, rule};
use crate::rules::{Check, ObjectiveScene, Scene, Sink};
use crate::snapshot::Item;

rule! {
    /// Tells an engineering objective whose chain of `supports` reaches no objective of a business team.
    ///
    /// It may reach one through other engineering objectives. Which teams are business teams stands in `teams.yaml`;
    /// where that names none, nothing is told.
    ///
    /// ## Why is this bad?
    /// *Business first.* Each engineering objective serves a business objective. One that serves none may be right all
    /// the same, and then whoever pays for it should be able to read what for.
    ///
    /// ## Example
    /// ```yaml,fires
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     why: One cart in nine is abandoned while the spinner turns.
    ///     dimension: quality
    ///     key_results:
    ///       - id: payment-rtt
    ///         title: Payment round trip falls from 300 ms to under 200 ms
    ///         metric: p95 payment round-trip time, production, 7-day window
    ///         baseline: 300 ms
    ///         target: "< 200 ms"
    ///         hold: 4w
    ///         source: https://grafana.example/d/pay
    ///       - id: abandoned-carts
    ///         title: Under 4 % of carts are left at the spinner, down from 11 %
    ///         metric: share of carts left while a payment runs, all shops, weekly
    ///         baseline: 11 %
    ///         target: "< 4 %"
    ///         hold: 4w
    ///         source: https://grafana.example/d/carts
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// supports: [company/grow-checkout]
    /// ```
    pub(super) static ORPHAN_OBJECTIVE = {
        code: "A601",
        name: "orphan-objective",
        severity: Warning,
        check: Check::Workspace(check, Sees::Links),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    if !scene.snapshot.teams.iter().any(|team| scene.is_business(&team.id)) {
        return;
    }
    let mut candidates: BTreeMap<Cycle, Vec<String>> = BTreeMap::new();
    for (of, item) in scene.snapshot.items() {
        if matches!(item, Item::Objective(_)) && scene.is_business(&of.team) {
            candidates.entry(of.cycle).or_default().push(format!("{}/{}", of.team, of.id));
        }
    }
    for file in scene.sheets().filter(|file| !file.is_business()) {
        let business = candidates.get(&file.sheet.cycle).map_or(&[][..], Vec::as_slice);
        for at in file.objectives() {
            judge(at, business, sink);
        }
    }
}

fn judge(at: ObjectiveScene<'_>, business: &[String], sink: &mut Sink<'_>) {
    let served = served(at.file.scene, &at.reference(), at.objective);
    if !served.business.is_empty() || served.broken {
        return;
    }
    let help = if business.is_empty() {
        "write the business objective it serves into the business team's sheet, and name it under `supports:`"
            .to_owned()
    } else {
        let some = &business[..business.len().min(3)];
        format!("name the business objective it serves, such as `supports: [{}]`", some.join(", "))
    };
    let (spot, message) = if at.objective.supports.is_empty() {
        (at.here(), "the objective supports no business objective")
    } else {
        (at.spot("supports"), "what the objective supports leads to no business objective")
    };
    sink.tell(spot, message).help(help);
}
