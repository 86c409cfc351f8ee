//! S003 unknown-reference.

use super::settings_names;
use crate::model::{Cycle, Id, Ref, Reference};
use crate::rules::registry::nearest_of;
use crate::rules::rule::rule;
use crate::rules::{Check, ObjectiveScene, Scene, SheetScene, Sink, Spot};
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
        check: Check::Workspace(check),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    settings_names::check(scene, sink);
    parents(scene, sink);
    for file in scene.sheets() {
        sheet_team(file, sink);
        for around in file.objectives() {
            supports(around, sink);
            owner(around, around.objective.owner.as_deref(), &around.spot("owner"), sink);
            for measure in around.measures() {
                if let Some(reference) = measure.measure.continues() {
                    continues(around, reference, measure.spot("continues"), sink);
                }
                if let Some(key_result) = measure.key_result() {
                    owner(around, key_result.owner.as_deref(), &measure.spot("owner"), sink);
                }
            }
        }
    }
}

/// Whether `teams.yaml` names teams and could be read whole.
fn knows_teams(scene: Scene<'_>) -> bool {
    let file = scene.at_root("teams.yaml");
    !scene.snapshot.teams.is_empty() && !scene.snapshot.problems.iter().any(|(path, _)| *path == file)
}

fn unknown_team(scene: Scene<'_>, team: &str, spot: Spot, sink: &mut Sink<'_>) {
    let near = nearest_of(team, scene.snapshot.teams.iter().map(|team| team.id.as_str()));
    let help = match near {
        Some(near) => format!("write `{near}`, or add `{team}` to teams.yaml"),
        None => format!("add `{team}` to teams.yaml"),
    };
    sink.tell(spot, format!("no team is called `{team}`")).help(help);
}

fn parents(scene: Scene<'_>, sink: &mut Sink<'_>) {
    if !knows_teams(scene) {
        return;
    }
    for team in scene.snapshot.teams.iter() {
        if let Some(parent) = &team.parent
            && scene.snapshot.teams.get(parent).is_none()
        {
            let doc = DocPath::default().field("teams").index(team.index).field("parent");
            unknown_team(scene, parent.as_str(), Spot::file(&scene.at_root("teams.yaml"), doc), sink);
        }
    }
}

fn sheet_team(file: SheetScene<'_>, sink: &mut Sink<'_>) {
    if knows_teams(file.scene) && file.scene.snapshot.teams.get(&file.sheet.team).is_none() {
        unknown_team(file.scene, file.sheet.team.as_str(), file.spot("team"), sink);
    }
}

/// An owner written like an id is meant as a team; other texts are persons, whom another rule tells.
fn owner(around: ObjectiveScene<'_>, owner: Option<&str>, spot: &Spot, sink: &mut Sink<'_>) {
    let scene = around.file.scene;
    if let Some(owner) = owner
        && knows_teams(scene)
        && let Ok(id) = owner.parse::<Id>()
        && scene.snapshot.teams.get(&id).is_none()
    {
        unknown_team(scene, owner, spot.clone(), sink);
    }
}

fn supports(around: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    let sheet = around.file.sheet;
    for (at, written) in around.objective.supports.iter().enumerate() {
        let spot = around.at(around.doc().field("supports").index(at));
        let reference = written.resolve(&sheet.cycle, &sheet.team);
        match around.file.scene.snapshot.get(&reference) {
            Some(Item::Objective(_)) => {}
            Some(Item::KeyResult(objective, _)) => {
                let whole = Ref { id: objective.id.clone(), ..reference };
                sink.tell(spot, format!("`{written}` is a key result, and an objective supports objectives"))
                    .help(format!("write `{whole}`, the objective it belongs to"));
            }
            Some(Item::Guardrail(..)) => {
                sink.tell(spot, format!("`{written}` is a guardrail, and an objective supports objectives"))
                    .help("name the objective that this one serves");
            }
            None => nothing(around.file.scene, written, &reference, spot, true, sink),
        }
    }
}

fn continues(around: ObjectiveScene<'_>, written: &Reference, spot: Spot, sink: &mut Sink<'_>) {
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
        None => nothing(around.file.scene, written, &reference, spot, false, sink),
    }
}

/// A reference that resolves to nothing, with the nearest that is something.
fn nothing(
    scene: Scene<'_>,
    written: &Reference,
    reference: &Ref,
    spot: Spot,
    objectives: bool,
    sink: &mut Sink<'_>,
) {
    if may_be_unread(scene, reference) {
        return;
    }
    let full = reference.to_string();
    let names: Vec<String> = scene
        .snapshot
        .items()
        .filter(|(of_item, item)| {
            of_item.cycle == reference.cycle && matches!(item, Item::Objective(_)) == objectives
        })
        .map(|(of_item, _)| of_item.to_string())
        .collect();
    let help = match nearest_of(&full, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if objectives => {
            "write `<team>/<objective>` for this cycle, or `<cycle>/<team>/<objective>`".to_owned()
        }
        None => "write `<cycle>/<team>/<key result>` of an earlier cycle".to_owned(),
    };
    sink.tell(spot, format!("`{written}` points to nothing: there is no {full}")).help(help);
}

/// Whether the thing may stand in a file that could not be read whole.
fn may_be_unread(scene: Scene<'_>, reference: &Ref) -> bool {
    let unreadable = scene.snapshot.unreadable.iter().map(|(path, _)| path);
    let broken = scene.snapshot.sheets.iter().filter(|file| !file.read.problems.is_empty());
    unreadable.chain(broken.map(|file| &file.path)).any(|path| {
        let inside = path.strip_prefix(scene.snapshot.root.as_str()).unwrap_or(path);
        let mut parts = inside.split('/').skip(1);
        let cycle = parts.next().and_then(|part| part.parse::<Cycle>().ok());
        let team = parts.next().map(|part| part.trim_end_matches(".yaml").trim_end_matches(".yml"));
        cycle == Some(reference.cycle) && team == Some(reference.team.as_str())
    })
}
