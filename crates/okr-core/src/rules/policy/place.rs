//! Where the findings about changes stand: at the field in the new state, or for what is gone at a line
//! that still exists.

use std::collections::BTreeMap;

use super::judge::Judged;
use crate::change::{Change, Spot};
use crate::finding::{Finding, Place, Span};
use crate::rules::{Lexicon, Rule, Scene, is_allowed};
use crate::snapshot::{FileSet, Item, Snapshot};
use crate::yaml::{DocPath, locate};

/// The findings of judged changes, placed in the state after them.
pub fn findings(judged: &[Judged], after: &Snapshot, files: &FileSet) -> Vec<Finding> {
    let mut by_file: BTreeMap<String, Vec<(DocPath, &Judged)>> = BTreeMap::new();
    for judged in judged {
        if let Some((rule, _)) = judged.verdict {
            let spot = spot(&judged.dated.change, after);
            if may_be_allowed(rule.code) && is_allowed_at(after, &spot, rule) {
                continue;
            }
            by_file.entry(spot.path).or_default().push((spot.doc, judged));
        }
    }
    let mut list = Vec::new();
    for (path, items) in by_file {
        let docs: Vec<DocPath> = items.iter().map(|(doc, _)| doc.clone()).collect();
        let bytes = files.files.get(&path).and_then(|file| file.content.as_ref().ok());
        let mut spans = bytes.map_or_else(Vec::new, |bytes| locate(bytes, &docs)).into_iter();
        for (_, judged) in items {
            let span = spans.next().unwrap_or(Span::START);
            let Some((rule, severity)) = judged.verdict else { continue };
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
fn may_be_allowed(code: &str) -> bool {
    matches!(code, "P910" | "P915" | "P916" | "P917")
}

fn is_allowed_at(after: &Snapshot, spot: &Spot, rule: &'static Rule) -> bool {
    let lexicon = Lexicon::of(&after.settings.lexicon);
    let scene = Scene { snapshot: after, lexicon: &lexicon, today: None };
    scene.sheets().find(|file| file.path == spot.path).is_some_and(|file| is_allowed(file, rule, &spot.doc))
}

/// The place of the change after it: its own, its objective's, a sheet of its team's cycle, and last
/// where it stood before.
fn spot(change: &Change, after: &Snapshot) -> Spot {
    if let Some(spot) = &change.after_at {
        return spot.clone();
    }
    let objective = after.located(&change.objective).and_then(|located| {
        let item = after.get(&change.objective)?;
        matches!(item, Item::Objective(_))
            .then(|| Spot { path: after.sheets[located.sheet].path.clone(), doc: item.doc_path() })
    });
    let at_top = |path: &str| Spot { path: path.to_owned(), doc: DocPath::default() };
    objective
        .or_else(|| {
            let (file, _) = after.sheets_of(change.subject.cycle, &change.subject.team).next()?;
            Some(at_top(&file.path))
        })
        .or_else(|| {
            let path = &change.before_at.as_ref()?.path;
            after.sheets.iter().any(|file| file.path == *path).then(|| at_top(path))
        })
        .or_else(|| Some(at_top(&after.sheets.first()?.path)))
        .unwrap_or_else(|| at_top(&format!("{}okr.yaml", after.root)))
}
