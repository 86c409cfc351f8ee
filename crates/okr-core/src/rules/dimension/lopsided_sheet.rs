//! D403 lopsided-sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Cycle, Dimension, Id};
use crate::rules::rule::{Sees, rule};
use crate::rules::{Check, Scene, SheetScene, Sink};
use crate::settings::Level;

rule! {
    /// Tells a team's cycle that leaves a dimension out.
    ///
    /// A cycle of one objective is not told, nor one in which an objective names no dimension yet.
    ///
    /// ## Why is this bad?
    /// *awesome = efficiency + quality + sustainability.* A quarter may well lean to one side. That it does should be
    /// seen and meant: what is left out for a few quarters is debt, incidents, or slowness by then.
    ///
    /// ## Example
    /// ```yaml,fires
    /// # file: okrs/2026-Q1/platform.yaml
    /// cycle: 2026-Q1
    /// team: platform
    /// objectives:
    ///   - id: calm-nights
    ///     title: Nobody is woken up by the platform
    ///     why: The night shift answered 61 pages last quarter.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: pages
    ///         title: Pages at night fall from 61 to under 10
    ///         metric: pages between 22:00 and 07:00, all services, quarterly
    ///         baseline: 61 pages
    ///         target: "< 10 pages"
    ///         hold: 4w
    ///         source: https://pager.example/report
    ///       - id: restore
    ///         title: Service is restored within 15 min instead of 70 min
    ///         metric: median time to restore, all services, monthly
    ///         baseline: 70 min
    ///         target: "<= 15 min"
    ///         hold: 4w
    ///         source: https://pager.example/report
    ///   - id: clear-bills
    ///     title: Every shop can read its cloud bill
    ///     why: Shops dispute one bill in eight.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: disputes
    ///         title: Disputed bills fall from 12 % to under 2 %
    ///         metric: share of bills disputed by shops, monthly
    ///         baseline: 12 %
    ///         target: "< 2 %"
    ///         hold: 8w
    ///         source: https://billing.example/disputes
    ///       - id: answers
    ///         title: Questions about bills are answered within 4 h instead of 30 h
    ///         metric: p90 time to first answer, billing questions, weekly
    ///         baseline: 30 h
    ///         target: "<= 4 h"
    ///         hold: 8w
    ///         source: https://desk.example/report
    /// ```
    ///
    /// ## Use instead
    /// Name what the quarter leaves out, or give it an objective of its own:
    /// ```yaml,clean
    /// # file: okrs/2026-Q1/platform.yaml
    /// cycle: 2026-Q1
    /// team: platform
    /// allow:
    ///   - { rule: lopsided-sheet, reason: The quarter after the outage is for quality alone. }
    /// objectives:
    ///   - id: calm-nights
    ///     title: Nobody is woken up by the platform
    ///     why: The night shift answered 61 pages last quarter.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: pages
    ///         title: Pages at night fall from 61 to under 10
    ///         metric: pages between 22:00 and 07:00, all services, quarterly
    ///         baseline: 61 pages
    ///         target: "< 10 pages"
    ///         hold: 4w
    ///         source: https://pager.example/report
    ///       - id: restore
    ///         title: Service is restored within 15 min instead of 70 min
    ///         metric: median time to restore, all services, monthly
    ///         baseline: 70 min
    ///         target: "<= 15 min"
    ///         hold: 4w
    ///         source: https://pager.example/report
    ///   - id: clear-bills
    ///     title: Every shop can read its cloud bill
    ///     why: Shops dispute one bill in eight.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: disputes
    ///         title: Disputed bills fall from 12 % to under 2 %
    ///         metric: share of bills disputed by shops, monthly
    ///         baseline: 12 %
    ///         target: "< 2 %"
    ///         hold: 8w
    ///         source: https://billing.example/disputes
    ///       - id: answers
    ///         title: Questions about bills are answered within 4 h instead of 30 h
    ///         metric: p90 time to first answer, billing questions, weekly
    ///         baseline: 30 h
    ///         target: "<= 4 h"
    ///         hold: 8w
    ///         source: https://desk.example/report
    /// ```
    pub(super) static LOPSIDED_SHEET = {
        code: "D403",
        name: "lopsided-sheet",
        severity: Note,
        strict: Level::At(crate::finding::Severity::Note),
        parameters: [("min", 2, "objectives from which on a sheet is expected to serve all three")],
        check: Check::Workspace(check, Sees::Links),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let mut sheets: BTreeMap<(Cycle, &Id), Vec<SheetScene<'_>>> = BTreeMap::new();
    for file in scene.sheets().filter(|file| !file.is_business()) {
        sheets.entry((file.sheet.cycle, &file.sheet.team)).or_default().push(file);
    }
    for files in sheets.values() {
        let objectives: Vec<_> = files.iter().flat_map(|file| &file.sheet.objectives).collect();
        let served: BTreeSet<Dimension> =
            objectives.iter().filter_map(|objective| objective.dimension).collect();
        let all_named = objectives.iter().all(|objective| objective.dimension.is_some());
        let left_out: Vec<&str> = Dimension::ALL
            .iter()
            .filter(|of| !served.contains(of))
            .map(|dimension| dimension.as_str())
            .collect();
        if objectives.len() < sink.parameter("min") || !all_named || left_out.is_empty() {
            continue;
        }
        let Some(first) = files.first() else { continue };
        sink.tell(first.spot("team"), format!("the cycle leaves out {}", left_out.join(" and "))).help(
            "add an objective for it, or say in an `allow` of the sheet why this quarter leaves it out",
        );
    }
}
