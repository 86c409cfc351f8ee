//! What is remembered is what would be found: whatever is edited, and through whatever the memory went.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{Brought, CheckOptions, Seen, check, check_where};
use crate::finding::Findings;
use crate::keep::Shelf;
use crate::model::Sheet;
use crate::snapshot::{FileSet, Parses, Snapshot};
use crate::yaml::arbitrary::sheets::{edit, edited, sheet};
use crate::yaml::write_sheet;

const TEAMS: &str =
    "teams:\n- { id: a, name: A, kind: business }\n- { id: b, name: B }\n- { id: c, name: C, parent: a }\n";

/// What may differ between two states.
#[derive(Debug, Clone)]
enum Step {
    Edit(Index, (Index, u8, String)),
    /// One line of the text in another's place: values and references move between items.
    Move(Index, Index, Index),
    Remove(Index),
    Settings(&'static str),
    Today(Option<Date>),
    Brought(Option<Date>),
}

fn step() -> impl Strategy<Value = Step> {
    let day = || select(vec![None, Some(date(2026, 2, 3)), Some(date(2026, 4, 30)), Some(date(2027, 1, 5))]);
    prop_oneof![
        6 => (any::<Index>(), edit()).prop_map(|(file, edit)| Step::Edit(file, edit)),
        6 => any::<(Index, Index, Index)>().prop_map(|(file, from, to)| Step::Move(file, from, to)),
        1 => any::<Index>().prop_map(Step::Remove),
        1 => select(vec![
            "version: 1\n",
            "version: 1\nprofile: strict\n",
            "version: 1\nlexicon: { vague_words: { add: [a] } }\nrules: { objective-count: { max: 1 } }\n",
        ]).prop_map(Step::Settings),
        2 => day().prop_map(Step::Today),
        1 => day().prop_map(Step::Brought),
    ]
}

/// Sheets of few teams and cycles, so that they have to do with each other.
fn sheets() -> impl Strategy<Value = Vec<(Sheet, &'static str, &'static str)>> {
    let cycle = select(vec!["2026-Q1", "2026-Q2", "2025-Q4"]);
    prop::collection::vec((sheet(), cycle, select(vec!["a", "b", "c"])), 1..5)
}

struct World {
    texts: BTreeMap<String, String>,
    options: CheckOptions,
}

impl World {
    fn of(sheets: Vec<(Sheet, &str, &str)>) -> Self {
        let mut texts = BTreeMap::from([("teams.yaml".to_owned(), TEAMS.to_owned())]);
        for (at, (mut sheet, cycle, team)) in sheets.into_iter().enumerate() {
            (sheet.cycle, sheet.team) = (cycle.parse().unwrap(), team.parse().unwrap());
            texts.insert(format!("okrs/{cycle}/{team}/{at}.yaml"), write_sheet(&sheet));
        }
        Self { texts, options: CheckOptions::default() }
    }

    fn take(&mut self, step: &Step) {
        let paths: Vec<String> = self.texts.keys().filter(|path| path.starts_with("okrs")).cloned().collect();
        let pick = |index: &Index| (!paths.is_empty()).then(|| index.get(&paths).clone());
        match step {
            Step::Edit(file, edit) => {
                if let Some(text) = pick(file).and_then(|path| self.texts.get_mut(&path)) {
                    *text = edited(text, edit);
                }
            }
            Step::Move(file, from, to) => {
                if let Some(text) = pick(file).and_then(|path| self.texts.get_mut(&path)) {
                    let mut lines: Vec<&str> = text.lines().collect();
                    if !lines.is_empty() {
                        let (from, to) = (from.index(lines.len()), to.index(lines.len()));
                        lines[to] = lines[from];
                    }
                    *text = lines.join("\n") + "\n";
                }
            }
            Step::Remove(file) => drop(pick(file).and_then(|path| self.texts.remove(&path))),
            Step::Settings(text) => drop(self.texts.insert("okr.yaml".to_owned(), (*text).to_owned())),
            Step::Today(day) => self.options.today = *day,
            Step::Brought(day) => self.options.brought = day.map_or_else(Brought::default, Brought::by),
        }
    }

    fn files(&self) -> FileSet {
        FileSet::from_texts(self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }
}

/// One run: what it finds by what earlier ones kept, and what it adds to that.
fn run(files: &FileSet, options: &CheckOptions, bytes: &mut Vec<u8>) -> Findings {
    let shelf = Arc::new(Shelf::of(bytes.clone(), 0));
    let (mut parses, mut seen) = (Parses::with(Arc::clone(&shelf)), Seen::with(shelf));
    let snapshot = Snapshot::read(files, &mut parses);
    let found = check_where(&snapshot, files, options, &mut seen, &mut |_| true);
    parses.new_ones(&mut |name, thing| Shelf::put(bytes, name, thing));
    seen.new_ones(&mut |name, thing| Shelf::put(bytes, name, thing));
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_remembered_is_what_would_be_found(
        sheets in sheets(), steps in prop::collection::vec(step(), 1..10), bend: Index,
    ) {
        let mut world = World::of(sheets);
        let (mut kept, mut seen) = (Vec::new(), Seen::with(Arc::default()));
        let mut parses = Parses::default();
        for step in &steps {
            world.take(step);
            let (files, options) = (world.files(), &world.options);
            let snapshot = Snapshot::read(&files, &mut parses);
            let anew = check(&snapshot, &files, options);
            // In one run, and from run to run.
            prop_assert_eq!(&check_where(&snapshot, &files, options, &mut seen, &mut |_| true), &anew);
            prop_assert_eq!(&run(&files, options, &mut kept), &anew);
            let before = kept.len();
            prop_assert_eq!(&run(&files, options, &mut kept), &anew);
            prop_assert_eq!(kept.len(), before, "a run that learns nothing adds nothing");
            // Damaged, it is worth less, and never wrong.
            let mut bent = kept.clone();
            let at = bend.index(bent.len());
            bent[at] ^= 0x24;
            prop_assert_eq!(&run(&files, options, &mut bent), &anew);
            prop_assert_eq!(&run(&files, options, &mut kept[..at].to_vec()), &anew);
        }
    }
}

#[test]
fn a_check_in_does_not_make_the_rules_for_the_workspace_look_again() {
    let text = |check_ins: &str, target: &str| {
        format!(
            "cycle: 2026-Q1\nteam: b\nobjectives:\n- id: o\n  title: Paying is fast\n  key_results:\n  - id: k\n    \
             title: Time falls\n    metric: p95 time of payments\n    baseline: 300 ms\n    target: \"< {target} ms\"\n    \
             check_ins: [{check_ins}]\n"
        )
    };
    let mut kept = Vec::new();
    let mut added = |check_ins: &str, target: &str| {
        let text = text(check_ins, target);
        let files = FileSet::from_texts([("okrs/2026-Q1/b.yaml", text.as_str()), ("teams.yaml", TEAMS)]);
        let before = Shelf::of(kept.clone(), 0).len();
        run(&files, &CheckOptions::default(), &mut kept);
        Shelf::of(kept.clone(), 0).len() - before
    };
    let first = added("", "200");
    // Its outline and itself, and what was found in it, with the day and without.
    assert_eq!(added("{ date: 2026-02-03, value: 280 ms }", "200"), 4);
    // And what is claimed in its cycle.
    assert_eq!(added("", "210"), 5);
    assert!(first > 10, "{first}");
}
