//! Where the findings about changes stand: at the field in the new state, or for what is gone at a line
//! that still exists.

use std::collections::BTreeMap;

use super::judge::Judged;
use crate::change::{Change, Spot};
use crate::finding::{Finding, Place, Span};
use crate::model::{Cycle, Id};
use crate::rules::{Allowed, Brought, Lexicon, Rule, Scene, SheetScene};
use crate::snapshot::{FileSet, Item, Snapshot};
use crate::yaml::{DocPath, locate};

/// The findings of judged changes, placed in the state after them.
pub fn findings(judged: &[Judged], after: &Snapshot, files: &FileSet) -> Vec<Finding> {
    let places = Places::of(after);
    let mut by_file: BTreeMap<String, Vec<(DocPath, &Judged, &'static Rule)>> = BTreeMap::new();
    for judged in judged {
        if let Some((rule, _)) = judged.verdict {
            let spot = places.spot(&judged.dated.change);
            by_file.entry(spot.path).or_default().push((spot.doc, judged, rule));
        }
    }
    let lexicon = Lexicon::of(&after.settings.lexicon);
    let scene = Scene { snapshot: after, lexicon: &lexicon, today: None, brought: &Brought::default() };
    let touched = after.sheets.iter().filter(|file| by_file.contains_key(&file.path));
    let allowed: BTreeMap<&str, Allowed> = touched
        .filter_map(|file| Some(SheetScene { scene, path: &file.path, sheet: file.read.sheet.as_ref()? }))
        .map(|sheet| (sheet.path, Allowed::of(sheet, may_be_allowed)))
        .collect();
    let mut list = Vec::new();
    for (path, mut items) in by_file {
        items.retain(|(doc, _, rule)| {
            !(may_be_allowed(rule) && allowed.get(path.as_str()).is_some_and(|list| list.covers(rule, doc)))
        });
        let docs: Vec<DocPath> = items.iter().map(|(doc, ..)| doc.clone()).collect();
        let bytes = files.bytes(&path);
        let mut spans = bytes.map_or_else(Vec::new, |bytes| locate(bytes, &docs)).into_iter();
        for (_, judged, rule) in items {
            let span = spans.next().unwrap_or(Span::START);
            let Some((_, severity)) = judged.verdict else { continue };
            list.push(Finding {
                code: rule.code,
                rule: rule.name,
                severity,
                place: Place { path: path.clone(), span },
                subject: Some(judged.dated.change.subject.clone()),
                message: judged.message.clone(),
                help: judged.help.clone(),
            });
        }
    }
    list
}

/// Where no amendment can carry the reason, an `allow` can; elsewhere the amendment is the way.
fn may_be_allowed(rule: &Rule) -> bool {
    matches!(rule.code, "P910" | "P915" | "P916" | "P917")
}

/// Where things stand after the change.
struct Places<'a> {
    after: &'a Snapshot,
    /// The first sheet of each team's cycle.
    sheets: BTreeMap<(Cycle, &'a Id), &'a str>,
}

impl<'a> Places<'a> {
    fn of(after: &'a Snapshot) -> Self {
        let mut sheets = BTreeMap::new();
        for file in &after.sheets {
            if let Some(of) = file.read.owner() {
                sheets.entry(of).or_insert(file.path.as_str());
            }
        }
        Self { after, sheets }
    }

    /// The place of the change after it: its own; for what is gone its objective's, a sheet of its team's
    /// cycle, its team's line in `teams.yaml`, and last `okr.yaml`.
    fn spot(&self, change: &Change) -> Spot {
        if let Some(spot) = &change.after_at {
            return spot.clone();
        }
        self.objective(change)
            .or_else(|| self.sheet(change))
            .or_else(|| self.team(change))
            .unwrap_or_else(|| Spot { path: format!("{}okr.yaml", self.after.root), doc: DocPath::default() })
    }

    fn objective(&self, change: &Change) -> Option<Spot> {
        let item = self.after.get(&change.objective)?;
        let file = self.after.file_of(&change.objective)?;
        matches!(item, Item::Objective(_)).then(|| Spot { path: file.path.clone(), doc: item.doc_path() })
    }

    fn sheet(&self, change: &Change) -> Option<Spot> {
        let path = self.sheets.get(&(change.subject.cycle, &change.subject.team))?;
        Some(Spot { path: (*path).to_owned(), doc: DocPath::default() })
    }

    fn team(&self, change: &Change) -> Option<Spot> {
        let team = self.after.teams.get(&change.subject.team)?;
        let doc = DocPath::default().field("teams").index(team.index);
        Some(Spot { path: format!("{}teams.yaml", self.after.root), doc })
    }
}
