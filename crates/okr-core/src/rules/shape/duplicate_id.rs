//! S002 duplicate-id.

use std::collections::BTreeMap;

use crate::model::{Cycle, Id};
use crate::rules::rule::{Sees, rule};
use crate::rules::{Check, MeasureScene, ObjectiveScene, Scene, SheetScene, Sink, Spot};
use crate::snapshot::SheetPlace;

rule! {
    /// Tells an id that stands twice in one team's cycle, and a second file that claims the same cycle and team.
    ///
    /// Objectives, key results and guardrails share one namespace. A team may split its sheet over files in
    /// `okrs/<cycle>/<team>/`; outside that folder one file alone may speak for it.
    ///
    /// ## Why is this bad?
    /// *Measurable.* Identity is (cycle, team, id), whatever file it stands in. With two owners of one identity
    /// nobody can say whose target was met, and the history of both is lost.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls from 300 ms to under 200 ms
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    ///   - id: payment-rtt
    ///     title: Refunds reach the customer in under 2 days instead of 9
    ///     metric: p90 time from refund request to booking, all shops, monthly
    ///     baseline: 9 days
    ///     target: "< 2 days"
    ///     hold: 4w
    ///     source: https://grafana.example/d/refunds
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
    ///   - id: refund-time
    ///     title: Refunds reach the customer in under 2 days instead of 9
    ///     metric: p90 time from refund request to booking, all shops, monthly
    ///     baseline: 9 days
    ///     target: "< 2 days"
    ///     hold: 4w
    ///     source: https://grafana.example/d/refunds
    /// ```
    pub(super) static DUPLICATE_ID = {
        code: "S002",
        name: "duplicate-id",
        severity: Error,
        check: Check::Workspace(check, Sees::Links),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let mut claims: BTreeMap<(Cycle, &Id), &str> = BTreeMap::new();
    let mut seen: BTreeMap<(Cycle, &Id, &Id), &str> = BTreeMap::new();
    for file in scene.sheets() {
        let (cycle, team) = (file.sheet.cycle, &file.sheet.team);
        let mut rival = None;
        if !stands_in_own_folder(file) {
            rival = claims.get(&(cycle, team)).copied();
            claims.entry((cycle, team)).or_insert(file.path);
        }
        if let Some(first) = rival {
            let folder = scene.at_root(&format!("okrs/{cycle}/{team}/"));
            sink.tell(file.spot("team"), format!("`{first}` already holds the sheet of {team} for {cycle}"))
                .help(format!("join the two files, or put both into `{folder}`"));
        }
        for (id, place) in ids(file) {
            let Some(first) = seen.get(&(cycle, team, id)).copied() else {
                seen.insert((cycle, team, id), file.path);
                continue;
            };
            // Two files that claim the same sheet are one cause, however many ids they share.
            if rival == Some(first) {
                continue;
            }
            let elsewhere = if first == file.path { "this file".to_owned() } else { format!("`{first}`") };
            sink.tell(place.spot(), format!("`{id}` stands twice in {cycle}/{team}: first in {elsewhere}"))
                .help(format!("give this one an id of its own, `{id}-2` say"));
        }
    }
}

/// Where an id stands; its spot is made only for the few that are told.
enum Place<'a> {
    Objective(ObjectiveScene<'a>),
    Measure(MeasureScene<'a>),
}

impl Place<'_> {
    fn spot(&self) -> Spot {
        match self {
            Self::Objective(around) => around.spot("id"),
            Self::Measure(measure) => measure.spot("id"),
        }
    }
}

/// All ids of a file with their places, in the order written.
fn ids(file: SheetScene<'_>) -> impl Iterator<Item = (&Id, Place<'_>)> {
    file.objectives().flat_map(|around| {
        let own = (&around.objective.id, Place::Objective(around));
        std::iter::once(own).chain(around.measures().map(|one| (one.measure.id(), Place::Measure(one))))
    })
}

/// Whether the file is one of several in `okrs/<cycle>/<team>/`.
fn stands_in_own_folder(file: SheetScene<'_>) -> bool {
    SheetPlace::of(&file.scene.snapshot.root, file.path)
        .is_some_and(|place| place.in_folder && place.is_of(&file.sheet.cycle, &file.sheet.team))
}
