//! Both readers, and `git log` as the judge, over random histories with merges, skewed clocks, links, mode
//! changes and files that become folders.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;

use super::super::{CommitId, Repository, WalkOptions};
use super::both_readers::{same_walk, walk};
use super::sandbox::{Sandbox, open, through_git};

const PATHS: [&str; 8] = [
    "okr.yaml",
    "teams.yaml",
    "okrs/2026-Q1/a.yaml",
    "okrs/2026-Q1/a.yaml/inside.yaml",
    "okrs/2026-Q1/b.yml",
    "okrs/2026-Q2/deep/er/c.yaml",
    "okrs/notes.md",
    "src/main.rs",
];

/// One commit: parents by distance (reduced to what exists), a clock, and edits.
#[derive(Debug, Clone)]
struct Draft {
    parents: Vec<usize>,
    clock: i64,
    edits: Vec<(usize, Edit)>,
}

#[derive(Debug, Clone, Copy)]
enum Edit {
    Write(u8),
    Executable(u8),
    Link(u8),
    Delete,
}

fn draft() -> impl Strategy<Value = Draft> {
    let edit = prop_oneof![
        4 => (0u8..4).prop_map(Edit::Write),
        1 => (0u8..4).prop_map(Edit::Executable),
        1 => (0u8..4).prop_map(Edit::Link),
        2 => Just(Edit::Delete),
    ];
    let parents = prop_oneof![
        6 => Just(vec![1]),
        2 => (1usize..6).prop_map(|distance| vec![distance]),
        3 => (1usize..4, 1usize..8).prop_map(|(one, other)| vec![one, other]),
        1 => (1usize..4, 1usize..8, 1usize..8).prop_map(|(a, b, c)| vec![a, b, c]),
        1 => Just(Vec::new()),
    ];
    (parents, 0i64..50, proptest::collection::vec((0..PATHS.len(), edit), 0..4))
        .prop_map(|(parents, clock, edits)| Draft { parents, clock, edits })
}

/// The history as a stream for `git fast-import`; its last commit is `main`.
fn stream(drafts: &[Draft]) -> Vec<u8> {
    let mut text = String::new();
    for (n, draft) in drafts.iter().enumerate() {
        let mark = n + 1;
        let branch = if mark == drafts.len() { "main".to_owned() } else { format!("b{mark}") };
        writeln!(text, "commit refs/heads/{branch}\nmark :{mark}").unwrap();
        writeln!(text, "committer bot <bot@pay.example> {} +0000", 1_767_225_600 + draft.clock).unwrap();
        writeln!(text, "data 6\nc{n:05}").unwrap();
        let mut seen = BTreeSet::new();
        let parents = draft.parents.iter().map(|distance| mark.saturating_sub(*distance));
        for (at, parent) in parents.filter(|parent| *parent > 0 && seen.insert(*parent)).enumerate() {
            writeln!(text, "{} :{parent}", if at == 0 { "from" } else { "merge" }).unwrap();
        }
        for (path, edit) in &draft.edits {
            let path = PATHS[*path];
            let (mode, content) = match edit {
                Edit::Write(content) => ("100644", content),
                Edit::Executable(content) => ("100755", content),
                Edit::Link(content) => ("120000", content),
                Edit::Delete => {
                    writeln!(text, "D {path}").unwrap();
                    continue;
                }
            };
            writeln!(text, "M {mode} inline {path}\ndata 2\nv{content}").unwrap();
        }
        text.push('\n');
    }
    text.push_str("done\n");
    text.into_bytes()
}

/// Which (commit, path) pairs `git log` tells; changes of the mode alone left out.
fn judged(sandbox: &Sandbox, path: &Path, how: &[&str]) -> BTreeSet<(String, String)> {
    let mut arguments =
        vec!["log", "--raw", "-z", "--no-abbrev", "--full-history", "--no-renames", "--format=%x01%H"];
    arguments.extend_from_slice(how);
    arguments.extend_from_slice(&["main", "--", "okr.yaml", "teams.yaml", "okrs"]);
    let said = sandbox.git(path, &arguments);
    let mut pairs = BTreeSet::new();
    for commit in said.split('\u{1}').skip(1) {
        let mut fields = commit.split('\0');
        let id = fields.next().unwrap().trim().to_owned();
        let mut fields = fields.map(|field| field.trim_start_matches('\n')).filter(|field| !field.is_empty());
        while let (Some(head), Some(file)) = (fields.next(), fields.next()) {
            let head: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
            // One or more sides before, one after: modes first, then ids.
            let sides = head.len() / 2;
            let (modes, ids) = (&head[..sides], &head[sides..sides * 2]);
            let kind = |mode: &str| mode[..2].to_owned();
            let (mode, hash) = (modes[sides - 1], ids[sides - 1]);
            let same =
                modes.iter().zip(ids).take(sides - 1).any(|(m, i)| kind(m) == kind(mode) && *i == hash);
            if !same && !file.ends_with(".md") {
                pairs.insert((id.clone(), file.to_owned()));
            }
        }
    }
    pairs
}

fn pairs(repository: &Repository, options: &WalkOptions, tip: CommitId) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for step in walk(repository, options, tip).steps {
        for change in step.changes {
            pairs.insert((step.revision.id.to_string(), change.path));
        }
    }
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn all_tell_the_same(drafts in proptest::collection::vec(draft(), 1..24), sha256 in any::<bool>()) {
        let sandbox = Sandbox::new();
        let format = if sha256 { "sha256" } else { "sha1" };
        sandbox.git(&sandbox.path(""), &["init", "-q", "--bare", "-b", "main", "--object-format", format, "r"]);
        let path = sandbox.path("r");
        sandbox.git_with(&path, &["fast-import", "--quiet", "--done"], &stream(&drafts));
        let (one, other) = (open(&path), through_git(&path));
        let tip = one.head().unwrap().unwrap();
        let branches: Vec<CommitId> =
            (1..drafts.len()).map(|n| one.resolve(&format!("b{n}")).unwrap()).collect();
        for all_parents in [false, true] {
            for hide in std::iter::once(None).chain(branches.iter().step_by(3).copied().map(Some)) {
                let options = WalkOptions { root: String::new(), all_parents, hide: hide.into_iter().collect(), since: None };
                same_walk(&walk(&one, &options, tip), &walk(&other, &options, tip));
            }
        }
        let first = WalkOptions::default();
        prop_assert_eq!(
            pairs(&one, &first, tip),
            judged(&sandbox, &path, &["-m", "--first-parent"])
        );
        let all = WalkOptions { all_parents: true, ..WalkOptions::default() };
        prop_assert_eq!(pairs(&one, &all, tip), judged(&sandbox, &path, &["-c"]));
        for branch in &branches {
            let base = |repository: &Repository| repository.merge_base(tip, *branch).ok();
            prop_assert_eq!(base(&one), base(&other));
            let paths = |repository: &Repository| repository.changed_paths(Some(*branch), Some(tip), "").unwrap();
            prop_assert_eq!(paths(&one), paths(&other));
        }
    }
}
