//! `allow:` in a sheet, an objective, a key result or a guardrail: what is accepted there, by name or
//! code of the rule, and why. Also tells the allows that have no reason, name no rule, or suppress nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::levels::Levels;
use super::scene::{Scene, SheetScene};
use super::shape::{ALLOW_WITHOUT_REASON, UNKNOWN_REFERENCE, UNUSED_ALLOW};
use super::sink::{Draft, Sink, Spot};
use super::{Check, Rule, registry};
use crate::model::{Allow, Ref};
use crate::yaml::DocPath;

/// One allow, where it stands and what it covers.
struct Entry<'a> {
    file: &'a str,
    /// The node whose findings it covers.
    covers: DocPath,
    subject: Option<Ref>,
    allow: &'a Allow,
    rule: Option<&'static Rule>,
    used: bool,
}

impl Entry<'_> {
    fn takes_effect(&self) -> bool {
        has_reason(self.allow) && self.rule.is_some_and(Rule::may_be_allowed)
    }

    fn covers(&self, doc: &DocPath) -> bool {
        doc.0.starts_with(&self.covers.0)
    }

    fn spot(&self) -> Spot {
        let doc = self.covers.field("allow").index(self.allow.index);
        Spot { file: self.file.to_owned(), doc, subject: self.subject.clone() }
    }
}

/// Whether the allow says why.
fn has_reason(allow: &Allow) -> bool {
    allow.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty())
}

/// What a sheet allows of some rules, with a reason: for rules that are judged outside the engine.
pub struct Allowed(Vec<(&'static Rule, DocPath)>);

impl Allowed {
    /// What `file` allows of the rules that `wanted` picks.
    pub fn of(file: SheetScene<'_>, wanted: impl Fn(&Rule) -> bool) -> Self {
        let mut entries = Vec::new();
        collect(file, &mut entries);
        let effective = entries.into_iter().filter(Entry::takes_effect);
        Self(
            effective
                .filter_map(|entry| Some((entry.rule.filter(|rule| wanted(rule))?, entry.covers)))
                .collect(),
        )
    }

    /// Whether a rule's finding at this node is allowed by the sheet or by what holds the node.
    pub fn covers(&self, rule: &Rule, doc: &DocPath) -> bool {
        self.0.iter().any(|(named, covers)| named.code == rule.code && doc.0.starts_with(&covers.0))
    }
}

/// Marks the drafts that are allowed, and tells what is wrong with the allows themselves.
///
/// `yielded` drafts are not told, but an allow that names their rule is not unused: the cause is there.
pub(super) fn apply(
    scene: Scene<'_>,
    levels: &Levels,
    drafts: &mut Vec<Draft>,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<bool> {
    let mut entries = Vec::new();
    for file in scene.snapshot.sheets.iter().filter(|file| file.read.may_allow() && wanted(&file.path)) {
        if let Some(sheet) = &file.read.sheet {
            collect(SheetScene { scene, path: &file.path, sheet }, &mut entries);
        }
    }
    let mut by_rule: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(rule) = entry.rule {
            by_rule.entry((entry.file, rule.code)).or_default().push(at);
        }
    }
    let mut allowed: Vec<bool> = drafts
        .iter()
        .map(|draft| {
            let mut covered = false;
            for &at in by_rule.get(&(draft.spot.file.as_str(), draft.rule.code)).into_iter().flatten() {
                let entry = &mut entries[at];
                if entry.covers(&draft.spot.doc) {
                    entry.used = true;
                    covered |= entry.takes_effect();
                }
            }
            covered
        })
        .collect();
    let whole: BTreeSet<&str> = scene
        .snapshot
        .sheets
        .iter()
        .filter(|file| file.read.is_whole())
        .map(|file| file.path.as_str())
        .collect();
    for entry in &entries {
        tell(entry, scene, levels, whole.contains(entry.file), drafts);
    }
    allowed.resize(drafts.len(), false);
    allowed
}

/// The allows of a file. Few sheets have any, so that looking through all of them is cheap.
fn collect<'a>(file: SheetScene<'a>, entries: &mut Vec<Entry<'a>>) {
    let mut push = |list: &'a [Allow], of: &dyn Fn() -> (DocPath, Option<Ref>)| {
        if list.is_empty() {
            return;
        }
        let (covers, subject) = of();
        entries.extend(list.iter().map(|allow| Entry {
            file: file.path,
            covers: covers.clone(),
            subject: subject.clone(),
            allow,
            rule: registry::find(&allow.rule),
            used: false,
        }));
    };
    push(&file.sheet.allow, &|| (DocPath::default(), None));
    for around in file.objectives() {
        push(&around.objective.allow, &|| (around.doc(), Some(around.reference())));
        for measure in around.measures() {
            push(measure.measure.allow(), &|| (measure.doc(), Some(measure.reference())));
        }
    }
}

/// `whole`: whether the file parsed; shape errors hide what its allows were for.
fn tell(entry: &Entry<'_>, scene: Scene<'_>, levels: &Levels, whole: bool, drafts: &mut Vec<Draft>) {
    let name = &entry.allow.rule;
    let mut sink_of = |rule: &'static Rule, message: String, help: String| {
        if let Some(mut sink) = Sink::of(rule, levels, drafts) {
            sink.tell(entry.spot(), message).help(help);
        }
    };
    let Some(rule) = entry.rule else {
        let help = match registry::nearest(name) {
            Some(near) => format!("write `{near}`"),
            None => "`git okr rules` lists all rules".to_owned(),
        };
        sink_of(&UNKNOWN_REFERENCE, format!("`{name}` is not a rule"), help);
        return;
    };
    if !has_reason(entry.allow) {
        sink_of(
            &ALLOW_WITHOUT_REASON,
            format!("`{}` is allowed here without a reason, so it still counts", rule.name),
            format!("say why: `{{ rule: {}, reason: … }}`, or take the allow out", rule.name),
        );
        return;
    }
    if !rule.may_be_allowed() {
        sink_of(
            &UNUSED_ALLOW,
            format!("`{}` cannot be allowed: the file could not be relied on", rule.name),
            "mend the file and take the allow out".to_owned(),
        );
        return;
    }
    if !entry.used && was_judged(rule, scene, levels) && whole {
        sink_of(
            &UNUSED_ALLOW,
            format!("nothing here needs `{}` to be allowed", rule.name),
            "take the allow out, so that a later finding is seen".to_owned(),
        );
    }
}

/// Whether the rule had its say at all: an allow for one that is off, that judges changes, or that
/// needs a date nobody gave, cannot be called unused.
fn was_judged(rule: &Rule, scene: Scene<'_>, levels: &Levels) -> bool {
    let on = levels.severity(rule).is_some();
    let today = scene.today.is_some() || !rule.name.contains("check-in");
    on && today && !matches!(rule.check, Check::Change(_))
}
