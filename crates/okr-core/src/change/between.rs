//! Two snapshots as the two sides of a comparison: files that are the same are left out, and files that
//! cannot be read count as unknown.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::compare;
use super::recall::recall;
use super::side::Side;
use super::{Change, ChangeKind};
use crate::model::Sheet;
use crate::snapshot::{Parsed, ReadSheet, SheetFile, Snapshot};

/// What changed between two snapshots. Where a file cannot be read, or not all of it, nothing is known
/// about the rest and nothing is told; what is wrong with it is a finding.
pub fn between(before: &Snapshot, after: &Snapshot) -> Vec<Change> {
    let recalled = recalled(before, after);
    let old = side(before, after);
    let mut new = side(after, before);
    new.retain(|(path, _)| !recalled.contains_key(path));
    new.extend(recalled.iter().map(|(path, sheet)| (*path, sheet)));
    new.sort_by_key(|(path, _)| *path);
    let mut changes = compare(&Side { sheets: old }, &Side { sheets: new });

    let was_unread = unread(before);
    changes.retain(|change| {
        let added = matches!(
            change.kind,
            ChangeKind::ObjectiveAdded | ChangeKind::KeyResultAdded | ChangeKind::GuardrailAdded
        );
        !(added && change.after_at.as_ref().is_some_and(|spot| was_unread.contains(spot.path.as_str())))
    });
    changes
}

/// The goals of `after` as they are in force: what cannot be understood of it is as `before` says.
pub fn in_force(before: &Snapshot, after: &Snapshot) -> Snapshot {
    let recalled = recalled(before, after);
    let understood = after.sheets.iter().filter(|file| !recalled.contains_key(file.path.as_str())).cloned();
    let recalled_file = |(path, sheet): (&&str, &Sheet)| SheetFile {
        path: (*path).to_owned(),
        read: Parsed::from(ReadSheet { sheet: Some(sheet.clone()), problems: Vec::new() }),
    };
    let sheets = understood.chain(recalled.iter().map(recalled_file)).collect();
    let mut snapshot = Snapshot::of_sheets(&after.root, after.settings.clone(), after.teams.clone(), sheets);
    let unreadable = after.unreadable.iter().filter(|(path, _)| !recalled.contains_key(path.as_str()));
    snapshot.unreadable = unreadable.cloned().collect();
    snapshot.problems.clone_from(&after.problems);
    snapshot
}

/// The sheets that differ from those at the same path of the other snapshot.
fn side<'a>(snapshot: &'a Snapshot, other: &Snapshot) -> Vec<(&'a str, &'a Sheet)> {
    let differs =
        |file: &&SheetFile| at(other, &file.path).is_none_or(|twin| !twin.read.is_one_with(&file.read));
    snapshot
        .sheets
        .iter()
        .filter(differs)
        .filter_map(|file| Some((file.path.as_str(), file.read.sheet.as_ref()?)))
        .collect()
}

/// The sheet file at a path; they are in the order of their paths.
fn at<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a SheetFile> {
    let at = snapshot.sheets.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
    snapshot.sheets.get(at)
}

/// Sheets that are there and were not understood at all.
pub fn unread(snapshot: &Snapshot) -> BTreeSet<&str> {
    let sheets = snapshot.sheets.iter().filter(|file| !file.read.has_sheet());
    let unreadable = snapshot.unreadable.iter().map(|(path, _)| path.as_str());
    sheets.map(|file| file.path.as_str()).chain(unreadable).collect()
}

/// The sheets of `after` that are not wholly understood, filled up with what `before` says.
fn recalled<'a>(before: &Snapshot, after: &'a Snapshot) -> BTreeMap<&'a str, Sheet> {
    let sheets = after.sheets.iter().filter(|file| file.read.is_malformed());
    let sheets = sheets.map(|file| (file.path.as_str(), file.read.sheet.as_ref()));
    let unreadable = after.unreadable.iter().map(|(path, _)| (path.as_str(), None));
    sheets
        .chain(unreadable)
        .filter_map(|(path, understood)| {
            let known = at(before, path)?.read.sheet.as_ref()?;
            Some((path, recall(understood, known, &|reference| after.located(reference).is_some())))
        })
        .collect()
}
