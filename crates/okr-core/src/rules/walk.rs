//! The walk: every rule that is on over everything it looks at. What a rule finds in a file depends on that
//! file, on the settings and teams, and for a few on the day, and the walk leans on it twice: files are looked at
//! side by side, and what was found before is not looked for again. A rule is only shown what it may depend on.

use std::collections::BTreeSet;

use super::brought::Brought;
use super::levels::Levels;
use super::reading::Spoken;
use super::rule::Sees;
use super::scene::{MeasureScene, ObjectiveScene, Saying, Scene, SheetScene, Wording};
use super::seen::{Ground, Seen};
use super::sink::{Draft, Sink};
use super::text::Sentence;
use super::{Check, Rule, registry};
use crate::abreast::{few_in_order, in_order};
use crate::finding::Severity;
use crate::model::Cycle;
use crate::snapshot::{SheetFile, Snapshot};

/// The rules that are on, each with its severity, by what they look at: asked for once, not for each of
/// thousands of key results.
#[derive(Default)]
struct Selected {
    workspace: Vec<Ruled<(Whole, Sees)>>,
    file: InFile,
    /// Those that look at the day.
    dated: InFile,
}

/// Rules for single files.
#[derive(Default)]
struct InFile {
    sheet: Vec<Ruled<File>>,
    objective: Vec<Ruled<Objective>>,
    saying: Vec<Ruled<Words>>,
    key_result: Vec<Ruled<Look>>,
    guardrail: Vec<Ruled<Look>>,
}

type Whole = fn(Scene<'_>, &mut Sink<'_>);
type File = fn(SheetScene<'_>, &mut Sink<'_>);
type Objective = fn(ObjectiveScene<'_>, &mut Sink<'_>);
type Words = fn(Saying<'_>, &mut Sink<'_>);
type Ruled<Check> = (&'static Rule, Severity, Check);

/// What is looked at of a key result or guardrail.
#[derive(Clone, Copy)]
enum Look {
    Fields(fn(MeasureScene<'_>, &mut Sink<'_>)),
    Words(fn(Wording<'_>, &mut Sink<'_>)),
}

impl InFile {
    /// Whether any rule asks for words.
    fn hears(&self) -> bool {
        !self.saying.is_empty() || self.key_result.iter().any(|(.., look)| matches!(look, Look::Words(_)))
    }
}

impl Selected {
    fn of(levels: &Levels) -> Self {
        let mut own = Self::default();
        for rule in registry::all() {
            let Some(severity) = levels.severity(rule) else { continue };
            let file = if rule.dated { &mut own.dated } else { &mut own.file };
            match rule.check {
                Check::Workspace(check, sees) => own.workspace.push((rule, severity, (check, sees))),
                Check::Sheet(check) => file.sheet.push((rule, severity, check)),
                Check::Objective(check) => file.objective.push((rule, severity, check)),
                Check::Saying(check) => file.saying.push((rule, severity, check)),
                Check::KeyResult(check) => file.key_result.push((rule, severity, Look::Fields(check))),
                Check::Guardrail(check) => file.guardrail.push((rule, severity, Look::Fields(check))),
                Check::Measure(check) => {
                    file.key_result.push((rule, severity, Look::Fields(check)));
                    file.guardrail.push((rule, severity, Look::Fields(check)));
                }
                Check::Wording(check) => file.key_result.push((rule, severity, Look::Words(check))),
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
    let ground = seen.remembers().then(|| Ground::of(scene.snapshot));
    let mut drafts = look_at_workspace(scene, &selected, levels, ground.as_ref(), seen);
    look_at_files(scene, &selected, levels, wants, ground.as_ref(), seen, &mut drafts);
    drafts
}

fn look_at_workspace(
    scene: Scene<'_>,
    selected: &Selected,
    levels: &Levels,
    ground: Option<&Ground>,
    seen: &mut Seen,
) -> Vec<Draft> {
    let names = ground.and_then(|ground| ground.workspace(scene));
    let cycles = scene.snapshot.sheets.iter().filter_map(|file| file.read.owner());
    let cycles: BTreeSet<Cycle> = cycles.map(|(cycle, _)| cycle).collect();
    let mut drafts = Vec::new();
    let mut looks = Vec::new();
    for &(rule, severity, (check, sees)) in &selected.workspace {
        // What is claimed in one cycle says nothing of another.
        let parts: Vec<Option<Cycle>> =
            if sees == Sees::Claims { cycles.iter().copied().map(Some).collect() } else { vec![None] };
        for part in parts {
            let name = names.as_ref().and_then(|names| names.of(rule, sees, part));
            match name.filter(|name| seen.knows(*name)) {
                Some(name) => drafts.extend_from_slice(seen.found(name)),
                None => looks.push((rule, severity, check, sees, part, name)),
            }
        }
    }
    if looks.iter().any(|(.., part, _)| part.is_none()) {
        scene.snapshot.take_in();
    }
    let look = |&(rule, severity, check, sees, part, _): &(_, _, Whole, _, _, _)| {
        // What depends on the day says so by what it sees.
        let scene = Scene { today: scene.today.filter(|_| sees == Sees::Wins), ..scene };
        let mut drafts = Vec::new();
        let mut sink = Sink::new(rule, severity, levels, &mut drafts);
        match part {
            Some(cycle) => check(Scene { snapshot: &in_cycle(scene.snapshot, cycle), ..scene }, &mut sink),
            None => check(scene, &mut sink),
        }
        drafts
    };
    // In a small workspace a thread costs more than it saves.
    let found = if scene.snapshot.sheets.len() < 32 {
        looks.iter().map(look).collect()
    } else {
        few_in_order(&looks, look)
    };
    for ((.., name), found) in looks.into_iter().zip(found) {
        drafts.extend_from_slice(&found);
        if let Some(name) = name {
            seen.remember(name, found);
        }
    }
    drafts
}

/// A workspace with the sheets of one cycle alone.
fn in_cycle(snapshot: &Snapshot, cycle: Cycle) -> Snapshot {
    let Snapshot { root, settings, teams, sheets, .. } = snapshot;
    let is_in = |file: &&SheetFile| file.read.owner().is_some_and(|(of, _)| of == cycle);
    let sheets = sheets.iter().filter(is_in).cloned().collect();
    Snapshot::of_sheets(root, settings.clone(), teams.clone(), sheets)
}

/// A file, and under which names what is found in it is remembered.
struct Looked<'a> {
    file: &'a SheetFile,
    name: Option<u128>,
    today: Option<u128>,
    /// Whether it was not found before, without the day and on the day.
    new: (bool, bool),
}

fn look_at_files(
    scene: Scene<'_>,
    selected: &Selected,
    levels: &Levels,
    wants: &dyn Fn(&str) -> bool,
    ground: Option<&Ground>,
    seen: &mut Seen,
    drafts: &mut Vec<Draft>,
) {
    // A rule that looks at one file sees no other, and no day unless it asks: only so may what it finds be kept.
    let Snapshot { root, settings, teams, .. } = scene.snapshot;
    let alone = Snapshot::of_sheets(root, settings.clone(), teams.clone(), Vec::new());
    let nobody = Brought::default();
    let on_the_day = Scene { snapshot: &alone, ..scene };
    let on_any_day = Scene { snapshot: &alone, today: None, brought: &nobody, ..scene };

    let files = scene.snapshot.sheets.iter().filter(|file| wants(&file.path));
    let looks: Vec<Looked<'_>> = files
        .map(|file| {
            let name = ground.and_then(|ground| ground.file(file));
            let today = name.map(|name| Ground::file_today(name, scene, file.read.outline().of.as_ref()));
            let mut is_new = |name: Option<u128>| name.is_none_or(|name| !seen.knows(name));
            Looked { file, name, today, new: (is_new(name), is_new(today)) }
        })
        .collect();
    let new: Vec<&Looked<'_>> = looks.iter().filter(|look| look.new.0 || look.new.1).collect();
    let found = in_order(&new, |look| {
        let mut found = (Vec::new(), Vec::new());
        if let Some(sheet) = &look.file.read.sheet {
            let at = |scene| SheetScene { scene, path: &look.file.path, sheet };
            if look.new.0 {
                look_at_file(at(on_any_day), &selected.file, levels, &mut found.0);
            }
            if look.new.1 {
                look_at_file(at(on_the_day), &selected.dated, levels, &mut found.1);
            }
        }
        found
    });
    let mut found = found.into_iter();
    for look in &looks {
        let (undated, dated) =
            if look.new.0 || look.new.1 { found.next().unwrap_or_default() } else { <_>::default() };
        for (name, is_new, own) in [(look.name, look.new.0, undated), (look.today, look.new.1, dated)] {
            match name {
                Some(name) if is_new => {
                    drafts.extend_from_slice(&own);
                    seen.remember(name, own);
                }
                Some(name) => drafts.extend_from_slice(seen.found(name)),
                None => drafts.extend(own),
            }
        }
    }
}

fn look_at_file(file: SheetScene<'_>, selected: &InFile, levels: &Levels, drafts: &mut Vec<Draft>) {
    for &(rule, severity, check) in &selected.sheet {
        check(file, &mut Sink::new(rule, severity, levels, drafts));
    }
    for around in file.objectives() {
        for &(rule, severity, check) in &selected.objective {
            check(around, &mut Sink::new(rule, severity, levels, drafts));
        }
        // The words are taken apart once for all rules, and not at all where none asks.
        let spoken: Vec<Spoken<'_>> =
            if selected.hears() { around.measures().map(Spoken::of).collect() } else { Vec::new() };
        let title = match &around.objective.title {
            Some(title) if !selected.saying.is_empty() => file.scene.lexicon.read(title),
            _ => Sentence::default(),
        };
        for &(rule, severity, check) in &selected.saying {
            let mut sink = Sink::new(rule, severity, levels, drafts);
            check(Saying { at: around, title: &title, measures: &spoken }, &mut sink);
        }
        for (at, measure) in around.measures().enumerate() {
            if !measure.measure.is_dropped() {
                look_at(measure, spoken.get(at), selected, levels, drafts);
            }
        }
    }
}

/// Every rule on one key result or guardrail.
fn look_at(
    measure: MeasureScene<'_>,
    spoken: Option<&Spoken<'_>>,
    selected: &InFile,
    levels: &Levels,
    drafts: &mut Vec<Draft>,
) {
    let lexicon = measure.scene().lexicon;
    let rules = if measure.key_result().is_some() { &selected.key_result } else { &selected.guardrail };
    for &(rule, severity, look) in rules {
        let mut sink = Sink::new(rule, severity, levels, drafts);
        match (look, spoken.and_then(Spoken::reading)) {
            (Look::Fields(check), _) => check(measure, &mut sink),
            (Look::Words(check), Some(reading)) => {
                check(Wording { at: measure, reading, lexicon }, &mut sink);
            }
            (Look::Words(_), None) => {}
        }
    }
}
