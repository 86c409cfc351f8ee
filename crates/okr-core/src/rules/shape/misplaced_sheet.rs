//! S004 misplaced-sheet.

use crate::model::Cycle;
use crate::rules::rule::rule;
use crate::rules::{Check, SheetScene, Sink};
use crate::snapshot::SheetPlace;

rule! {
    /// Tells a sheet whose path disagrees with the `cycle` or the `team` it names.
    ///
    /// A sheet stands at `okrs/<cycle>/<team>.yaml`, or is one of several files in `okrs/<cycle>/<team>/`.
    ///
    /// ## Why is this bad?
    /// *The whole's result over the local.* Who looks for a team's goals looks at the path; the program goes by
    /// what the file says. Where the two differ, one of them is wrong, and scores land on another team or
    /// quarter than their readers believe.
    ///
    /// ## Example
    /// ```yaml,fires
    /// # file: okrs/2026-Q2/payments.yaml
    /// cycle: 2026-Q1
    /// team: payments
    /// objectives: []
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// # file: okrs/2026-Q2/payments.yaml
    /// cycle: 2026-Q2
    /// team: payments
    /// objectives: []
    /// ```
    pub(super) static MISPLACED_SHEET = {
        code: "S004",
        name: "misplaced-sheet",
        severity: Error,
        check: Check::Sheet(check),
    }
}

fn check(file: SheetScene<'_>, sink: &mut Sink<'_>) {
    let root = &file.scene.snapshot.root;
    let (cycle, team) = (&file.sheet.cycle, &file.sheet.team);
    let should = SheetPlace::path(root, cycle, team);
    let Some(place) = SheetPlace::of(root, file.path) else {
        sink.tell(file.spot("cycle"), "the sheet stands outside the folder of its cycle")
            .help(format!("move the file to `{should}`"));
        return;
    };
    if place.is_of(cycle, team) {
        return;
    }
    if place.cycle.parse::<Cycle>().is_ok_and(|named| named == *cycle) {
        let name = place.team;
        sink.tell(file.spot("team"), format!("the sheet is {team}'s but stands under the name `{name}`"))
            .help(format!("move the file to `{should}`, or write `team: {name}`"));
    } else {
        let folder = place.cycle;
        sink.tell(file.spot("cycle"), format!("the sheet is for {cycle} but stands in `{folder}`"))
            .help(format!("move the file to `{should}`, or write `cycle: {folder}`"));
    }
}
