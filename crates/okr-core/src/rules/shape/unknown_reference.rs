//! S003 unknown-reference.

use super::lookup::{Lookup, Sought};
use super::settings_names;
use crate::model::{Id, Ref, Reference};
use crate::rules::rule::{Sees, rule};
use crate::rules::{Check, ObjectiveScene, Scene, Sink, Spot};
use crate::snapshot::Item;
use crate::yaml::DocPath;

rule! {
    /// Tells a name that points to nothing: in `supports`, `continues`, `team`, `parent` or `owner`, and the name
    /// of a rule, a parameter or a word list in `okr.yaml` or in an `allow`.
    ///
    /// Teams are only looked up where `teams.yaml` names any. What may stand in a file that could not be read is
    /// not told.
    ///
    /// ## Why is this bad?
    /// *Business first.* An objective that supports a name nobody bears supports nothing. A setting under a
    /// misspelt name is silently without effect.
    ///
    /// ## Example
    /// ```yaml,fires
    /// supports: [company/grow-chekout]
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// supports: [company/grow-checkout]
    /// ```
    pub(in crate::rules) static UNKNOWN_REFERENCE = {
        code: "S003",
        name: "unknown-reference",
        severity: Error,
        check: Check::Workspace(check, Sees::Links),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    settings_names::check(scene, sink);
    let mut lookup = Lookup::of(scene);
    parents(scene, &mut lookup, sink);
    for file in scene.sheets() {
        if lookup.misses_team(&file.sheet.team) {
            lookup.tell_team(file.sheet.team.as_str(), file.spot("team"), sink);
        }
        for around in file.objectives() {
            supports(around, &mut lookup, sink);
            owner(around.objective.owner.as_deref(), || around.spot("owner"), &mut lookup, sink);
            for measure in around.measures() {
                if let Some(reference) = measure.measure.continues() {
                    continues(around, reference, measure.spot("continues"), &mut lookup, sink);
                }
                if let Some(key_result) = measure.key_result() {
                    owner(key_result.owner.as_deref(), || measure.spot("owner"), &mut lookup, sink);
                }
            }
        }
    }
}

fn parents(scene: Scene<'_>, lookup: &mut Lookup<'_>, sink: &mut Sink<'_>) {
    for team in scene.snapshot.teams.iter() {
        if let Some(parent) = &team.parent
            && lookup.misses_team(parent)
        {
            let doc = DocPath::default().field("teams").index(team.index).field("parent");
            lookup.tell_team(parent.as_str(), Spot::file(&scene.at_root("teams.yaml"), doc), sink);
        }
    }
}

/// An owner written like an id is meant as a team; other texts are persons, whom another rule tells.
fn owner(owner: Option<&str>, spot: impl Fn() -> Spot, lookup: &mut Lookup<'_>, sink: &mut Sink<'_>) {
    if let Some(owner) = owner
        && let Ok(id) = owner.parse::<Id>()
        && lookup.misses_team(&id)
    {
        lookup.tell_team(owner, spot(), sink);
    }
}

fn supports(around: ObjectiveScene<'_>, lookup: &mut Lookup<'_>, sink: &mut Sink<'_>) {
    let sheet = around.file.sheet;
    for (at, written) in around.objective.supports.iter().enumerate() {
        let spot = || around.at(around.doc().field("supports").index(at));
        let reference = written.resolve(&sheet.cycle, &sheet.team);
        match around.file.scene.snapshot.get(&reference) {
            Some(Item::Objective(_)) => {}
            Some(Item::KeyResult(objective, _)) => {
                let whole = Ref { id: objective.id.clone(), ..reference };
                sink.tell(
                    spot(),
                    format!("`{written}` is a key result, and an objective supports objectives"),
                )
                .help(format!("write `{whole}`, the objective it belongs to"));
            }
            Some(Item::Guardrail(..)) => {
                sink.tell(
                    spot(),
                    format!("`{written}` is a guardrail, and an objective supports objectives"),
                )
                .help("name the objective that this one serves");
            }
            None => lookup.tell_reference(written, &reference, Sought::Objective, spot(), sink),
        }
    }
}

fn continues(
    around: ObjectiveScene<'_>,
    written: &Reference,
    spot: Spot,
    lookup: &mut Lookup<'_>,
    sink: &mut Sink<'_>,
) {
    let sheet = around.file.sheet;
    let reference = written.resolve(&sheet.cycle, &sheet.team);
    match around.file.scene.snapshot.get(&reference) {
        Some(Item::KeyResult(..) | Item::Guardrail(..)) => {}
        Some(Item::Objective(_)) => {
            sink.tell(
                spot,
                format!("`{written}` is an objective, and a lineage goes from key result to key result"),
            )
            .help("name the key result of the earlier cycle that this one goes on from");
        }
        None => lookup.tell_reference(written, &reference, Sought::KeyResult, spot, sink),
    }
}
