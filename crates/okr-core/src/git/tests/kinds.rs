//! Every kind of repository that git can make. Where libgit2 cannot go, git's plumbing must answer as if
//! nothing were special.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::{Repository, Source, WalkOptions};
use super::both_readers::{agree, walk};
use super::sandbox::{Sandbox, open, write};
use crate::snapshot::{Content, FileProblem};

const OURS: [&str; 4] =
    ["okr.yaml", "okrs/2026-Q1/payments.yaml", "okrs/2026-Q1/search/core.yml", "teams.yaml"];

fn texts(repository: &Repository, source: Source) -> BTreeMap<String, Result<String, FileProblem>> {
    let files = repository.files(source, "").unwrap().files;
    let text = |content: Result<Content, FileProblem>| {
        content.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
    };
    files.into_iter().map(|(path, file)| (path, text(file.content))).collect()
}

/// The workspace as [`Sandbox::repository`] committed it, plus one more commit.
fn is_whole(repository: &Repository) {
    let head = Source::Commit(repository.head().unwrap().unwrap());
    let mut sources = vec![head];
    if !repository.is_bare() {
        sources.extend([Source::WorkTree, Source::Index]);
    }
    for source in sources {
        let texts = texts(repository, source);
        assert_eq!(texts.keys().collect::<Vec<_>>(), OURS, "{source:?}");
        assert_eq!(texts["okrs/2026-Q1/payments.yaml"].as_deref(), Ok("cycle: 2026-Q1\nteam: payments\n"));
        // The same content has the same id, wherever it stands.
        let ids = |source| {
            let files = repository.files(source, "").unwrap().files;
            files.into_iter().map(|(path, file)| (path, file.id)).collect::<Vec<_>>()
        };
        assert_eq!(ids(source), ids(head), "{source:?}");
        assert_eq!(repository.find_root("", source).unwrap().as_deref(), Some(""));
    }
    let tip = repository.head().unwrap().unwrap();
    let walk = walk(repository, &WalkOptions::default(), tip);
    assert_eq!(walk.steps.iter().map(|step| step.changes.len()).collect::<Vec<_>>(), [4, 1]);
    assert!(walk.gaps.is_empty() && walk.end.incomplete_before.is_none());
    assert_eq!(repository.merge_base(tip, walk.steps[0].revision.id).unwrap(), walk.steps[0].revision.id);
}

fn with_second_commit(sandbox: &Sandbox, options: &[&str]) -> std::path::PathBuf {
    let path = sandbox.repository("repository", options);
    sandbox.commit(&path, "okrs/2026-Q1/payments.yaml", "cycle: 2026-Q1\nteam: payments\n");
    path
}

#[test]
fn plain() {
    let sandbox = Sandbox::new();
    is_whole(&agree(&with_second_commit(&sandbox, &[])));
}

#[test]
fn packed_with_every_index_git_writes() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["repack", "-adq", "--write-midx"]);
    sandbox.git(&path, &["commit-graph", "write", "--reachable", "--changed-paths"]);
    sandbox.git(&path, &["pack-refs", "--all"]);
    is_whole(&agree(&path));
}

#[test]
fn sha_256() {
    let sandbox = Sandbox::new();
    is_whole(&agree(&with_second_commit(&sandbox, &["--object-format=sha256"])));
}

#[test]
fn reftable() {
    let sandbox = Sandbox::new();
    is_whole(&agree(&with_second_commit(&sandbox, &["--ref-format=reftable"])));
}

#[test]
fn compatible_object_format() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["config", "core.repositoryFormatVersion", "1"]);
    sandbox.git(&path, &["config", "extensions.compatObjectFormat", "sha256"]);
    is_whole(&agree(&path));
}

#[test]
fn work_tree_settings() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["config", "extensions.worktreeConfig", "true"]);
    sandbox.git(&path, &["config", "--worktree", "okr.root", "goals"]);
    let repository = agree(&path);
    assert_eq!(repository.config("okr.root").unwrap().as_deref(), Some("goals"));
    is_whole(&repository);
}

#[test]
fn every_index_version() {
    for version in ["2", "3", "4"] {
        let sandbox = Sandbox::new();
        let path = with_second_commit(&sandbox, &[]);
        sandbox.git(&path, &["update-index", "--index-version", version]);
        is_whole(&agree(&path));
    }
}

#[test]
fn split_index() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["update-index", "--split-index"]);
    is_whole(&agree(&path));
}

#[test]
fn sparse_checkout_and_sparse_index() {
    for sparse_index in ["--no-sparse-index", "--sparse-index"] {
        let sandbox = Sandbox::new();
        let path = with_second_commit(&sandbox, &[]);
        sandbox.git(&path, &["sparse-checkout", "set", "--cone", sparse_index, "src"]);
        assert!(!path.join("okrs/2026-Q1").exists());
        is_whole(&agree(&path));
    }
}

#[test]
fn linked_work_tree() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["worktree", "add", "-q", "-b", "topic", "../linked"]);
    let linked = sandbox.path("linked");
    let repository = agree(&linked);
    is_whole(&repository);
    assert_eq!(repository.common_dir().canonicalize().unwrap(), path.join(".git"));
    // Its index is its own.
    write(&linked, "okrs/2026-Q1/payments.yaml", "staged here\n");
    sandbox.git(&linked, &["add", "."]);
    let staged = texts(&agree(&linked), Source::Index);
    assert_eq!(staged["okrs/2026-Q1/payments.yaml"].as_deref(), Ok("staged here\n"));
    is_whole(&agree(&path));
}

#[test]
fn submodule_and_the_repository_around_it() {
    let sandbox = Sandbox::new();
    let inner = with_second_commit(&sandbox, &[]);
    let outer = sandbox.repository("outer", &[]);
    sandbox.git(&outer, &["submodule", "add", "-q", inner.to_str().unwrap(), "okrs/inner.yaml"]);
    is_whole(&agree(&outer.join("okrs/inner.yaml")));
    let repository = agree(&outer);
    assert_eq!(texts(&repository, Source::Index)["okrs/inner.yaml"], Err(FileProblem::NotAFile));
    // On disk it is another repository, whose files are not this one's.
    assert_eq!(texts(&repository, Source::WorkTree).keys().collect::<Vec<_>>(), OURS);
}

#[test]
fn bare() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["clone", "-q", "--bare", ".", "../bare.git"]);
    let repository = agree(&sandbox.path("bare.git"));
    assert!(repository.is_bare() && repository.top().is_none());
    is_whole(&repository);
    assert!(repository.files(Source::WorkTree, "").is_err());
}

#[test]
fn borrowed_objects() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["clone", "-q", "--shared", ".", "../borrower"]);
    is_whole(&agree(&sandbox.path("borrower")));
}

#[test]
fn shallow_clone() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.commit(&path, "okrs/2026-Q1/payments.yaml", "third\n");
    let url = format!("file://{}", path.display());
    sandbox.git(&path, &["clone", "-q", "--depth", "2", &url, "../shallow"]);
    let repository = agree(&sandbox.path("shallow"));
    assert!(repository.is_shallow());
    let tip = repository.head().unwrap().unwrap();
    for all_parents in [false, true] {
        let options = WalkOptions { all_parents, ..WalkOptions::default() };
        let walk = walk(&repository, &options, tip);
        assert_eq!(walk.end.commits, 2);
        assert_eq!(walk.steps[0].changes.len(), 4, "the cut is where everything seems to begin");
        assert_eq!(walk.end.incomplete_before.as_ref(), Some(&walk.steps[0].revision));
        assert!(walk.steps[0].revision.parents.is_empty());
    }
}

#[test]
fn blobless_clone() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", path.display());
    sandbox.git(&path, &["clone", "-q", "--filter=blob:none", &url, "../blobless"]);
    let blobless = sandbox.path("blobless");
    let repository = agree(&blobless);
    is_whole(&repository);
    // The first version of the sheet was never fetched, and reading it fetches nothing.
    let first = repository.resolve("HEAD~1").unwrap();
    let before = objects(&blobless);
    let files = texts(&repository, Source::Commit(first));
    assert!(matches!(files["okrs/2026-Q1/payments.yaml"], Err(FileProblem::Absent(_))), "{files:?}");
    assert!(files["okr.yaml"].is_ok());
    assert_eq!(objects(&blobless), before);
}

#[test]
fn treeless_clone() {
    let sandbox = Sandbox::new();
    let path = with_second_commit(&sandbox, &[]);
    sandbox.git(&path, &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", path.display());
    sandbox.git(&path, &["clone", "-q", "--filter=tree:0", &url, "../treeless"]);
    let treeless = sandbox.path("treeless");
    let repository = open(&treeless);
    let before = objects(&treeless);
    let walk = walk(&repository, &WalkOptions::default(), repository.head().unwrap().unwrap());
    assert_eq!(walk.gaps.len(), 1, "the first commit's tree is not there: {walk:?}");
    assert_eq!(walk.steps.len(), 1);
    assert_eq!(walk.steps[0].changes.len(), 4, "compared with the last tree known: none");
    assert_eq!(objects(&treeless), before);
}

/// All object files there are.
fn objects(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = walkdir::WalkDir::new(path.join(".git/objects"))
        .into_iter()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    names.sort();
    names
}

#[test]
fn nothing_committed_yet() {
    let sandbox = Sandbox::new();
    for format in ["sha1", "sha256"] {
        sandbox.git(&sandbox.path(""), &["init", "-q", &format!("--object-format={format}"), format]);
        let path = sandbox.path(format);
        write(&path, "okr.yaml", "version: 1\n");
        sandbox.git(&path, &["add", "."]);
        let repository = agree(&path);
        assert_eq!(repository.head().unwrap(), None);
        assert_eq!(texts(&repository, Source::Index).len(), 1);
        assert_eq!(texts(&repository, Source::WorkTree).len(), 1);
    }
}

#[test]
fn no_repository_at_all() {
    use super::super::{Environment, GitError};
    let sandbox = Sandbox::new();
    let path = sandbox.path("");
    for opened in [
        Repository::open(&path, &Environment::default()),
        Repository::open_through_git(&path, &Environment::default()),
    ] {
        assert!(matches!(opened.err(), Some(GitError::NoRepository(_))));
    }
}
