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
    /// One field of one of the goals that resemble each other.
    Say(Index, usize, Index),
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

/// What the goals that resemble each other may say, field by field: few values, so that they often say the same.
const SAYINGS: [&[&str]; 11] = [
    &["2026-Q1", "2025-Q4"],
    &["b", "c", "a"],
    &["o", "p"],
    &["Paying is fast for all buyers", "Paying is fast for every buyer", "Nights are quiet"],
    &["[a/o]", "[]", "[b/o, a/p]", "[2025-Q4/a/o]", "[k]"],
    &["k", "l"],
    &["p95 time of payments, all markets", "p95 time of payments in all markets", "pages at night, weekly"],
    &["300 ms", "400 ms", "0.3 s"],
    &["< 200 ms", "< 250 ms", "to be agreed"],
    &["", "continues: 2025-Q4/b/k, ", "formerly: k, ", "status: dropped, ", "owner: nobody, "],
    &[
        "",
        "{ date: 2025-11-01, value: 150 ms }, { date: 2025-12-30, value: 150 ms }",
        "{ date: 2026-02-01, value: 190 ms }",
    ],
];

/// A goal that resembles others: which of the values each field has.
type Goal = [usize; SAYINGS.len()];

fn goals() -> impl Strategy<Value = Vec<Goal>> {
    let goal = prop::collection::vec(any::<Index>(), SAYINGS.len());
    let goal = goal.prop_map(|picks| {
        let mut goal = [0; SAYINGS.len()];
        for (field, pick) in picks.iter().enumerate() {
            // Mostly the first value, or nothing would ever be alike.
            goal[field] = pick.index(2 * SAYINGS[field].len()).saturating_sub(SAYINGS[field].len());
        }
        goal
    });
    prop::collection::vec(goal, 2..6)
}

fn say() -> impl Strategy<Value = Step> {
    let say = (any::<Index>(), 0..SAYINGS.len(), any::<Index>())
        .prop_map(|(goal, field, value)| Step::Say(goal, field, value));
    prop_oneof![8 => say, 1 => step()]
}

fn text(goal: &Goal) -> String {
    let [cycle, team, id, title, supports, key_result, metric, baseline, target, more, check_ins] =
        std::array::from_fn(|field| SAYINGS[field][goal[field]]);
    format!(
        "cycle: {cycle}\nteam: {team}\nobjectives:\n- id: {id}\n  title: {title}\n  why: So that they stay\n  \
         dimension: quality\n  supports: {supports}\n  key_results:\n  - {{ id: {key_result}, title: Time falls, \
         metric: \"{metric}\", baseline: {baseline}, target: \"{target}\", {more}hold: 4w, source: a page,\n      \
         check_ins: [{check_ins}] }}\n"
    )
}

struct World {
    texts: BTreeMap<String, String>,
    options: CheckOptions,
    goals: Vec<Goal>,
}

impl World {
    fn of_goals(goals: Vec<Goal>) -> Self {
        let mut world = Self::of(Vec::new());
        world.options.today = Some(date(2026, 2, 3));
        world.goals = goals;
        world.say();
        world
    }

    /// Writes the goals that resemble each other anew, each into a file of its own.
    fn say(&mut self) {
        for (at, goal) in self.goals.iter().enumerate() {
            let (cycle, team) = (SAYINGS[0][0], SAYINGS[1][at % 3]);
            self.texts.insert(format!("okrs/{cycle}/{team}/{at}.yaml"), text(goal));
        }
    }

    fn of(sheets: Vec<(Sheet, &str, &str)>) -> Self {
        let mut texts = BTreeMap::from([("teams.yaml".to_owned(), TEAMS.to_owned())]);
        for (at, (mut sheet, cycle, team)) in sheets.into_iter().enumerate() {
            (sheet.cycle, sheet.team) = (cycle.parse().unwrap(), team.parse().unwrap());
            texts.insert(format!("okrs/{cycle}/{team}/{at}.yaml"), write_sheet(&sheet));
        }
        Self { texts, options: CheckOptions::default(), goals: Vec::new() }
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
            Step::Say(goal, field, value) => {
                if !self.goals.is_empty() {
                    let goal = goal.index(self.goals.len());
                    self.goals[goal][*field] = value.index(SAYINGS[*field].len());
                    self.say();
                }
            }
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

/// Every state is judged anew, in one run that remembers, and from run to run; all find the same.
fn goes_alike(mut world: World, steps: &[Step], bend: Index) -> Result<(), TestCaseError> {
    let (mut kept, mut seen) = (Vec::new(), Seen::with(Arc::default()));
    let mut parses = Parses::default();
    for step in steps {
        world.take(step);
        let (files, options) = (world.files(), &world.options);
        let snapshot = Snapshot::read(&files, &mut parses);
        let anew = check(&snapshot, &files, options);
        prop_assert_eq!(&check_where(&snapshot, &files, options, &mut seen, &mut |_| true), &anew);
        prop_assert_eq!(&run(&files, options, &mut kept), &anew);
        let before = kept.len();
        prop_assert_eq!(&run(&files, options, &mut kept), &anew);
        prop_assert_eq!(kept.len(), before, "a run that learns nothing adds nothing");
        // Damaged, it is worth less, and never wrong.
        let mut damaged = kept.clone();
        let at = bend.index(damaged.len());
        damaged[at] ^= 0x24;
        prop_assert_eq!(&run(&files, options, &mut damaged), &anew);
        prop_assert_eq!(&run(&files, options, &mut kept[..at].to_vec()), &anew);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_sheets_are_judged_the_same_by_what_is_remembered(
        sheets in sheets(), steps in prop::collection::vec(step(), 1..10), bend: Index,
    ) {
        goes_alike(World::of(sheets), &steps, bend)?;
    }

    #[test]
    fn goals_that_resemble_each_other_are_too(
        goals in goals(), steps in prop::collection::vec(say(), 4..30), bend: Index,
    ) {
        goes_alike(World::of_goals(goals), &steps, bend)?;
    }
}

#[test]
fn goals_that_resemble_each_other_are_told_by_the_rules_for_the_workspace() {
    let mut world = World::of_goals(vec![[0; SAYINGS.len()]; 3]);
    // The second is another team's; the third the business's own; then the first was won a quarter ago.
    (world.goals[1][1], world.goals[2][1]) = (1, 2);
    let mut found = |goals: &[(usize, usize, usize)]| -> Vec<&str> {
        for &(goal, field, value) in goals {
            world.goals[goal][field] = value;
        }
        world.say();
        let files = world.files();
        let snapshot = Snapshot::read(&files, &mut Parses::default());
        let told = check(&snapshot, &files, &world.options).list;
        told.iter()
            .map(|finding| finding.code)
            .filter(|code| ["A602", "A603", "H502"].contains(code))
            .collect()
    };
    assert!(found(&[]).contains(&"A602"));
    assert!(found(&[(0, 3, 2), (1, 3, 2), (2, 6, 2)]).contains(&"A603"));
    assert!(found(&[(0, 0, 1), (0, 10, 1), (1, 1, 0), (1, 5, 1), (1, 6, 2)]).contains(&"H502"));
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
