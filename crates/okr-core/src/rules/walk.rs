//! The walk: every rule that is on over everything it looks at. What a rule finds in a file depends on that
//! file and on the settings and teams alone, and the walk leans on it twice: files are looked at side by side,
//! and one that is the same in the next state is not looked at again.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::brought::Brought;
use super::levels::Levels;
use super::reading::Reading;
use super::scene::{MeasureScene, ObjectiveScene, Scene, SheetScene, Wording};
use super::sink::{Draft, Sink};
use super::{Check, Rule, registry};
use crate::finding::Severity;
use crate::model::Teams;
use crate::settings::Settings;
use crate::snapshot::{ReadSheet, Snapshot, in_order};

/// What was found in the files of states looked at before: a review and a hook look at two that are mostly the
/// same, a push at many.
#[derive(Default)]
pub struct Seen {
    ground: Option<Ground>,
    files: BTreeMap<String, (Arc<ReadSheet>, Vec<Draft>)>,
}

/// What is around every file.
#[derive(PartialEq)]
struct Ground {
    root: String,
    settings: Settings,
    teams: Teams,
    today: Option<Date>,
    brought: Brought,
}

impl Seen {
    /// Forgets all that was found on other ground.
    fn stand_on(&mut self, scene: Scene<'_>) {
        let Snapshot { root, settings, teams, .. } = scene.snapshot;
        let known = self.ground.as_ref().is_some_and(|ground| {
            ground.root == *root
                && ground.settings == *settings
                && ground.teams == *teams
                && ground.today == scene.today
                && ground.brought == *scene.brought
        });
        if !known {
            let (root, settings, teams) = (root.clone(), settings.clone(), teams.clone());
            let brought = scene.brought.clone();
            self.ground = Some(Ground { root, settings, teams, today: scene.today, brought });
            self.files.clear();
        }
    }

    fn found(&self, path: &str, read: &Arc<ReadSheet>) -> Option<&[Draft]> {
        let (known, drafts) = self.files.get(path)?;
        Arc::ptr_eq(known, read).then_some(drafts)
    }
}

/// The rules that are on, each with its severity, by what they look at: asked for once, not for each of
/// thousands of key results.
#[derive(Default)]
struct Selected {
    workspace: Vec<Ruled<Whole>>,
    sheet: Vec<Ruled<File>>,
    objective: Vec<Ruled<Objective>>,
    key_result: Vec<Ruled<Look>>,
    guardrail: Vec<Ruled<Look>>,
}

type Whole = fn(Scene<'_>, &mut Sink<'_>);
type File = fn(SheetScene<'_>, &mut Sink<'_>);
type Objective = fn(ObjectiveScene<'_>, &mut Sink<'_>);
type Ruled<Check> = (&'static Rule, Severity, Check);

/// What is looked at of a key result or guardrail.
#[derive(Clone, Copy)]
enum Look {
    Fields(fn(MeasureScene<'_>, &mut Sink<'_>)),
    Words(fn(Wording<'_>, &mut Sink<'_>)),
}

impl Selected {
    fn of(levels: &Levels) -> Self {
        let mut own = Self::default();
        for rule in registry::all() {
            let Some(severity) = levels.severity(rule) else { continue };
            match rule.check {
                Check::Workspace(check) => own.workspace.push((rule, severity, check)),
                Check::Sheet(check) => own.sheet.push((rule, severity, check)),
                Check::Objective(check) => own.objective.push((rule, severity, check)),
                Check::KeyResult(check) => own.key_result.push((rule, severity, Look::Fields(check))),
                Check::Guardrail(check) => own.guardrail.push((rule, severity, Look::Fields(check))),
                Check::Measure(check) => {
                    own.key_result.push((rule, severity, Look::Fields(check)));
                    own.guardrail.push((rule, severity, Look::Fields(check)));
                }
                Check::Wording(check) => own.key_result.push((rule, severity, Look::Words(check))),
                Check::Reader | Check::Allow | Check::Change(_) => {}
            }
        }
        own
    }
}

/// Every rule over everything it looks at: first the workspace, then file by file.
pub(super) fn walk(
    scene: Scene<'_>,
    levels: &Levels,
    wants: &dyn Fn(&str) -> bool,
    seen: &mut Seen,
) -> Vec<Draft> {
    let selected = Selected::of(levels);
    let mut drafts = Vec::new();
    for &(rule, severity, check) in &selected.workspace {
        check(scene, &mut Sink::new(rule, severity, levels, &mut drafts));
    }
    seen.stand_on(scene);
    // A rule that looks at one file sees no other: only so may its findings be kept.
    let Snapshot { root, settings, teams, .. } = scene.snapshot;
    let alone = Snapshot::of_sheets(root, settings.clone(), teams.clone(), Vec::new());
    let scene_alone = Scene { snapshot: &alone, ..scene };

    let files: Vec<_> = scene.snapshot.sheets.iter().filter(|file| wants(&file.path)).collect();
    let new: Vec<_> = files.iter().filter(|file| seen.found(&file.path, &file.read).is_none()).collect();
    let found = in_order(&new, |file| {
        let mut drafts = Vec::new();
        if let Some(sheet) = &file.read.sheet {
            let file = SheetScene { scene: scene_alone, path: &file.path, sheet };
            look_at_file(file, &selected, levels, &mut drafts);
        }
        drafts
    });
    for (file, drafts) in new.into_iter().zip(found) {
        seen.files.insert(file.path.clone(), (Arc::clone(&file.read), drafts));
    }
    for file in files {
        drafts.extend(seen.found(&file.path, &file.read).into_iter().flatten().cloned());
    }
    drafts
}

fn look_at_file(file: SheetScene<'_>, selected: &Selected, levels: &Levels, drafts: &mut Vec<Draft>) {
    for &(rule, severity, check) in &selected.sheet {
        check(file, &mut Sink::new(rule, severity, levels, drafts));
    }
    for around in file.objectives() {
        for &(rule, severity, check) in &selected.objective {
            check(around, &mut Sink::new(rule, severity, levels, drafts));
        }
        for measure in around.measures().filter(|measure| !measure.measure.is_dropped()) {
            look_at(measure, selected, levels, drafts);
        }
    }
}

/// Every rule on one key result or guardrail; its words are taken apart once for all of them.
fn look_at(measure: MeasureScene<'_>, selected: &Selected, levels: &Levels, drafts: &mut Vec<Draft>) {
    let lexicon = measure.scene().lexicon;
    let is_key_result = measure.key_result().is_some();
    let reading = is_key_result.then(|| Reading::of(&measure.measure, lexicon));
    for &(rule, severity, look) in if is_key_result { &selected.key_result } else { &selected.guardrail } {
        let mut sink = Sink::new(rule, severity, levels, drafts);
        match (look, &reading) {
            (Look::Fields(check), _) => check(measure, &mut sink),
            (Look::Words(check), Some(reading)) => {
                check(Wording { at: measure, reading, lexicon }, &mut sink);
            }
            (Look::Words(_), None) => {}
        }
    }
}
