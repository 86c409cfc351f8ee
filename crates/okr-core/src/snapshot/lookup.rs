//! Questions to a snapshot: what has this identity, what does a team want in a cycle.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{first, index};
use super::state::Owners;
use super::{Item, Located, LocatedPart, SheetFile, Snapshot};
use crate::model::{Cycle, Id, KeyResult, Objective, Ref, Reference, Sheet};

impl Snapshot {
    /// The item with this identity.
    pub fn get(&self, reference: &Ref) -> Option<Item<'_>> {
        self.at(self.located(reference)?)
    }

    /// Where the item with this identity stands.
    pub fn located(&self, reference: &Ref) -> Option<Located> {
        if self.index.get().is_none()
            && let Some(near) = self.near(reference)
        {
            return first(&self.root, &near, reference);
        }
        self.index().get(reference).copied()
    }

    fn index(&self) -> &BTreeMap<Ref, Located> {
        self.index.get_or_init(|| index(&self.root, &self.sheets))
    }

    /// Takes all sheets in, for somebody who will look at all of them.
    pub(crate) fn take_in(&self) {
        self.index();
    }

    /// The sheets that may hold an item, where others are not taken in yet and need not be for this one; nothing
    /// where an index of all is worth its making.
    fn near(&self, reference: &Ref) -> Option<Vec<(usize, &SheetFile)>> {
        const MANY: usize = 100;
        let owners = self.owners.get_or_init(|| {
            let mut owners: Owners = BTreeMap::new();
            // Where all are taken in there is nothing to spare.
            if self.sheets.iter().any(|file| !file.read.is_taken_in()) {
                for (at, file) in self.sheets.iter().enumerate() {
                    if let Some((cycle, team)) = file.read.owner() {
                        owners.entry((cycle, team.clone())).or_default().push(at);
                    }
                }
            }
            owners
        });
        if owners.is_empty() {
            return None;
        }
        let own = owners.get(&(reference.cycle, reference.team.clone())).map_or(&[][..], Vec::as_slice);
        let own: Vec<(usize, &SheetFile)> =
            own.iter().filter_map(|&at| Some((at, self.sheets.get(at)?))).collect();
        let items = |file: &SheetFile| {
            let objectives = file.read.sheet.iter().flat_map(|sheet| &sheet.objectives);
            objectives.map(|own| 1 + own.key_results.len() + own.guardrails.len()).sum::<usize>()
        };
        (own.iter().map(|(_, file)| items(file)).sum::<usize>() <= MANY).then_some(own)
    }

    /// The item that stands at a position.
    pub fn at(&self, located: Located) -> Option<Item<'_>> {
        let sheet = self.sheets.get(located.sheet)?.read.sheet.as_ref()?;
        let objective = sheet.objectives.get(located.objective)?;
        Some(match located.part {
            LocatedPart::Objective => Item::Objective(objective),
            LocatedPart::KeyResult(at) => Item::KeyResult(objective, objective.key_results.get(at)?),
            LocatedPart::Guardrail(at) => Item::Guardrail(objective, objective.guardrails.get(at)?),
        })
    }

    /// The file an item stands in.
    pub fn file_of(&self, reference: &Ref) -> Option<&SheetFile> {
        self.sheets.get(self.located(reference)?.sheet)
    }

    /// The item a reference means, seen from a sheet.
    pub fn resolve(&self, reference: &Reference, from: &Sheet) -> Option<Item<'_>> {
        self.get(&reference.resolve(&from.cycle, &from.team))
    }

    /// All items, ordered by reference.
    pub fn items(&self) -> impl Iterator<Item = (&Ref, Item<'_>)> {
        self.index().iter().filter_map(|(reference, located)| Some((reference, self.at(*located)?)))
    }

    /// The readable sheets, in path order.
    pub fn readable(&self) -> impl Iterator<Item = (&SheetFile, &Sheet)> {
        self.sheets.iter().filter_map(|file| Some((file, file.read.sheet.as_ref()?)))
    }

    /// The readable sheets of one team's cycle, in path order.
    pub fn sheets_of<'a>(
        &'a self,
        cycle: Cycle,
        team: &'a Id,
    ) -> impl Iterator<Item = (&'a SheetFile, &'a Sheet)> {
        self.readable().filter(move |(_, sheet)| sheet.cycle == cycle && &sheet.team == team)
    }

    /// The cycles that have a sheet, in order.
    pub fn cycles(&self) -> BTreeSet<Cycle> {
        self.readable().map(|(_, sheet)| sheet.cycle).collect()
    }

    /// The cycles and teams that have a sheet, in order.
    pub fn team_cycles(&self) -> BTreeSet<(Cycle, &Id)> {
        self.readable().map(|(_, sheet)| (sheet.cycle, &sheet.team)).collect()
    }

    /// The objectives of one team's cycle, in path order and as written.
    pub fn objectives_of<'a>(&'a self, cycle: Cycle, team: &'a Id) -> impl Iterator<Item = &'a Objective> {
        self.sheets_of(cycle, team).flat_map(|(_, sheet)| &sheet.objectives).map(|objective| &**objective)
    }

    /// The key results of one team's cycle with their objectives, in path order and as written.
    pub fn key_results_of<'a>(
        &'a self,
        cycle: Cycle,
        team: &'a Id,
    ) -> impl Iterator<Item = (&'a Objective, &'a KeyResult)> {
        self.objectives_of(cycle, team).flat_map(|objective| {
            objective.key_results.iter().map(move |key_result| (objective, &**key_result))
        })
    }

    /// How many files were read or tried.
    pub fn file_count(&self) -> usize {
        self.file_count
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;
    use crate::snapshot::{BlobId, File, FileProblem, FileSet, Parses};

    const A: &str = "cycle: 2026-Q1\nteam: a\nobjectives:\n  - id: o\n    title: here\n    key_results:\n      - {id: k}\n      - {title: nameless}\n      - {id: l}\n    guardrails:\n      - {id: g}\n";

    fn read(texts: &[(&str, &str)]) -> Snapshot {
        Snapshot::read(&FileSet::from_texts(texts.iter().copied()), &mut Parses::default())
    }

    fn reference(text: &str) -> Ref {
        text.parse::<Reference>().unwrap().resolve(&"2026-Q1".parse().unwrap(), &"a".parse().unwrap())
    }

    #[test]
    fn items_are_found_by_identity_and_keep_their_place_in_the_file() {
        let snapshot = read(&[("okrs/2026-Q1/a.yaml", A)]);
        let names: Vec<String> = snapshot.items().map(|(reference, _)| reference.to_string()).collect();
        assert_eq!(names, ["2026-Q1/a/g", "2026-Q1/a/k", "2026-Q1/a/l", "2026-Q1/a/o"]);
        let l = snapshot.get(&reference("l")).unwrap();
        assert_eq!(
            l.doc_path(),
            crate::yaml::DocPath::default().field("objectives").index(0).field("key_results").index(2)
        );
        assert_eq!(snapshot.file_of(&reference("g")).unwrap().path, "okrs/2026-Q1/a.yaml");
        assert!(snapshot.get(&reference("2026-Q2/a/l")).is_none());
    }

    #[test]
    fn a_sheet_in_its_own_place_claims_before_one_elsewhere() {
        let copy = A.replace("here", "elsewhere");
        let snapshot = read(&[("okrs/2025-Q4/a.yaml", &copy), ("okrs/2026-Q1/a.yaml", A)]);
        let located = snapshot.located(&reference("o")).unwrap();
        assert_eq!(located.sheet, 1);
        let snapshot = read(&[("okrs/x.yaml", A), ("okrs/y.yaml", &copy)]);
        assert_eq!(snapshot.located(&reference("o")).unwrap().sheet, 0);
    }

    #[test]
    fn a_team_split_over_files_is_one_team() {
        let more = "cycle: 2026-Q1\nteam: a\nobjectives: [{id: p, key_results: [{id: m}]}]\n";
        let snapshot = read(&[("okrs/2026-Q1/a/1.yaml", A), ("okrs/2026-Q1/a/2.yaml", more)]);
        let (cycle, team) = ("2026-Q1".parse().unwrap(), "a".parse().unwrap());
        let ids: Vec<&str> = snapshot.key_results_of(cycle, &team).map(|(_, k)| k.id.as_str()).collect();
        assert_eq!(ids, ["k", "l", "m"]);
        assert_eq!(snapshot.team_cycles().len(), 1);
        assert_eq!(snapshot.cycles().into_iter().collect::<Vec<_>>(), [cycle]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_kept_apart_and_counted() {
        let mut files = FileSet::from_texts([("okrs/2026-Q1/a.yaml", A), ("okr.yaml", "version: 1\nx: 1\n")]);
        let link = File { id: BlobId::of_unstored(b"link"), content: Err(FileProblem::NotAFile) };
        files.files.insert("okrs/2026-Q1/b.yaml".into(), link);
        let snapshot = Snapshot::read(&files, &mut Parses::default());
        assert_eq!(snapshot.file_count(), 3);
        assert_eq!(snapshot.unreadable, [("okrs/2026-Q1/b.yaml".to_owned(), FileProblem::NotAFile)]);
        assert_eq!(snapshot.problems.len(), 1);
        assert_eq!(snapshot.sheets.len(), 1);
    }

    #[test]
    fn the_same_content_is_parsed_once() {
        let mut parses = Parses::default();
        let files = FileSet::from_texts([("okrs/1.yaml", A), ("okrs/2.yaml", A)]);
        let snapshot = Snapshot::read(&files, &mut parses);
        assert!(snapshot.sheets[0].read.is_one_with(&snapshot.sheets[1].read));
    }

    /// Sheets that an earlier run kept, where a few items are looked up, and the same ones where all are read.
    #[test]
    fn an_item_is_found_alone_where_the_index_of_all_has_it() {
        use crate::keep::Shelf;

        let elsewhere = A.replace("id: l}", "id: m}");
        let files = FileSet::from_texts([
            ("okrs/2026-Q1/a.yaml", A),
            ("okrs/2026-Q1/0-before-it.yaml", elsewhere.as_str()),
            (
                "okrs/2026-Q1/a/more.yaml",
                "cycle: 2026-Q1\nteam: a\nobjectives: [{id: k}, {id: n, guardrails: [{id: p}]}]\n",
            ),
            ("okrs/2026-Q1/b.yaml", "cycle: 2026-Q1\nteam: b\nobjectives: [{id: o}]\n"),
        ]);
        let mut bytes = Vec::new();
        let mut parses = Parses::with(std::sync::Arc::default());
        let all = Snapshot::read(&files, &mut parses);
        parses.new_ones(&mut |name, thing| Shelf::put(&mut bytes, name, thing));
        all.take_in();
        let kept = Snapshot::read(&files, &mut Parses::with(std::sync::Arc::new(Shelf::of(bytes, 0))));
        assert!(kept.near(&reference("o")).is_some_and(|near| near.len() == 3), "looked for alone");
        for name in ["o", "k", "l", "m", "n", "p", "g", "b/o", "b/k", "c/o", "2026-Q2/a/o", "none"] {
            assert_eq!(kept.located(&reference(name)), all.located(&reference(name)), "{name}");
        }
        assert!(kept.index.get().is_none(), "no index was made");
    }
}
