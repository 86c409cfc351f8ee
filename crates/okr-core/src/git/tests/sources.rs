//! What counts as a file of the workspace in the work tree, the index and a commit.

use super::super::{Environment, Repository, Source};
use super::both_readers::agree;
use super::sandbox::{Sandbox, open, write};
use crate::snapshot::{Content, FileProblem, FileSet};

fn told(repository: &Repository, source: Source) -> Vec<String> {
    let files = repository.files(source, "").unwrap().files;
    let content = |content: Result<Content, FileProblem>| match content {
        Ok(bytes) => String::from_utf8(bytes.to_vec()).unwrap().trim_end().to_owned(),
        Err(problem) => format!("{problem:?}"),
    };
    files.into_iter().map(|(path, file)| format!("{path}: {}", content(file.content))).collect()
}

#[test]
fn the_index_is_not_the_work_tree() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    write(&path, "okr.yaml", "staged");
    sandbox.git(&path, &["add", "okr.yaml"]);
    write(&path, "okr.yaml", "on disk");
    write(&path, "okrs/new.yaml", "untracked");
    sandbox.git(&path, &["rm", "-q", "--cached", "teams.yaml"]);
    let repository = agree(&path);
    let head = Source::Commit(repository.head().unwrap().unwrap());
    let others = [
        "okrs/2026-Q1/payments.yaml: cycle: 2026-Q1",
        "okrs/2026-Q1/search/core.yml: cycle: 2026-Q1\nteam: search",
    ];
    assert_eq!(
        told(&repository, Source::WorkTree),
        ["okr.yaml: on disk", others[0], others[1], "okrs/new.yaml: untracked", "teams.yaml: teams: []"]
    );
    assert_eq!(told(&repository, Source::Index), ["okr.yaml: staged", others[0], others[1]]);
    assert_eq!(
        told(&repository, head),
        ["okr.yaml: version: 1", others[0], others[1], "teams.yaml: teams: []"]
    );
}

#[test]
fn what_is_only_meant_to_be_added_is_not_there_yet() {
    for format in ["sha1", "sha256"] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &["--object-format", format]);
        write(&path, "okrs/later.yaml", "later");
        sandbox.git(&path, &["rm", "-q", "--cached", "okr.yaml"]);
        sandbox.git(&path, &["add", "-N", "okrs/later.yaml", "okr.yaml"]);
        let repository = agree(&path);
        let files = repository.files(Source::Index, "").unwrap().files;
        assert!(!files.contains_key("okrs/later.yaml"));
        assert!(!files.contains_key("okr.yaml"));
        assert_eq!(repository.find_root("", Source::Index).unwrap(), None);
    }
}

#[test]
fn a_conflict_is_told_once() {
    for format in ["sha1", "sha256"] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &["--object-format", format]);
        sandbox.git(&path, &["checkout", "-q", "-b", "topic"]);
        sandbox.commit(&path, "okr.yaml", "theirs");
        sandbox.git(&path, &["rm", "-q", "teams.yaml"]);
        sandbox.git(&path, &["commit", "-q", "-m", "no teams"]);
        sandbox.git(&path, &["checkout", "-q", "main"]);
        sandbox.commit(&path, "okr.yaml", "ours");
        sandbox.commit(&path, "teams.yaml", "ours");
        let merge = sandbox.command(&path).args(["merge", "-q", "topic"]).output().unwrap();
        assert!(!merge.status.success());
        let repository = agree(&path);
        let files = told(&repository, Source::Index);
        assert_eq!(files[0], "okr.yaml: Unmerged");
        assert_eq!(files[3], "teams.yaml: Unmerged");
        assert_eq!(files.len(), 4);
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_and_giants_are_told_and_not_read() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let secret = sandbox.path("secret");
    std::fs::write(&secret, "secret").unwrap();
    symlink(&secret, path.join("okrs/link.yaml")).unwrap();
    symlink(sandbox.path(""), path.join("okrs/folder")).unwrap();
    std::fs::remove_file(path.join("teams.yaml")).unwrap();
    symlink(&secret, path.join("teams.yaml")).unwrap();
    write(&path, "okrs/giant.yaml", &"x".repeat((1 << 20) + 1));
    write(&path, "okrs/large.yaml", &"x".repeat(1 << 20));
    sandbox.git(&path, &["add", "."]);
    sandbox.git(&path, &["commit", "-q", "-m", "links"]);
    let repository = agree(&path);
    for source in [Source::WorkTree, Source::Index, Source::Commit(repository.head().unwrap().unwrap())] {
        let files = repository.files(source, "").unwrap().files;
        assert_eq!(files["okrs/link.yaml"].content, Err(FileProblem::NotAFile), "{source:?}");
        assert_eq!(files["teams.yaml"].content, Err(FileProblem::NotAFile), "{source:?}");
        assert_eq!(files["okrs/giant.yaml"].content, Err(FileProblem::TooLarge((1 << 20) + 1)));
        assert_eq!(files["okrs/large.yaml"].content.as_ref().map(|bytes| bytes.len()), Ok(1 << 20));
        assert!(!files.keys().any(|path| path.starts_with("okrs/folder/")));
    }
    // A pipe would keep a careless reader waiting forever.
    let made = std::process::Command::new("mkfifo").arg(path.join("okrs/pipe.yaml")).status();
    if made.is_ok_and(|status| status.success()) {
        let files = repository.files(Source::WorkTree, "").unwrap().files;
        assert_eq!(files["okrs/pipe.yaml"].content, Err(FileProblem::NotAFile));
    }
}

#[cfg(unix)]
#[test]
fn a_workspace_folder_that_is_a_link_leads_nowhere() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    super::sandbox::workspace(&sandbox.path("elsewhere"));
    std::os::unix::fs::symlink(sandbox.path("elsewhere"), path.join("goals")).unwrap();
    assert!(open(&path).files(Source::WorkTree, "goals/").is_err());
    std::fs::remove_dir_all(path.join("okrs")).unwrap();
    std::os::unix::fs::symlink(sandbox.path("elsewhere/okrs"), path.join("okrs")).unwrap();
    assert_eq!(told(&open(&path), Source::WorkTree), ["okr.yaml: version: 1", "teams.yaml: teams: []"]);
}

#[test]
fn the_workspace_is_looked_for_upward_then_in_the_settings() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    write(&path, "goals/deep/okr.yaml", "version: 1\n");
    sandbox.git(&path, &["add", "."]);
    sandbox.git(&path, &["rm", "-q", "--cached", "okr.yaml"]);
    sandbox.git(&path, &["commit", "-q", "-m", "deep"]);
    std::fs::remove_file(path.join("okr.yaml")).unwrap();
    std::fs::create_dir_all(path.join("goals/deep/okrs/2026-Q1")).unwrap();
    let repository = agree(&path);
    let commit = Source::Commit(repository.head().unwrap().unwrap());
    for source in [Source::WorkTree, Source::Index, commit] {
        let root = |folder| repository.find_root(folder, source).unwrap();
        assert_eq!(root("goals/deep/okrs/2026-Q1").as_deref(), Some("goals/deep/"));
        assert_eq!(root("goals"), None);
        assert_eq!(root("okrs"), None);
    }
    let prefix = repository.prefix(&path.join("goals/deep/okrs")).unwrap();
    assert_eq!(prefix, "goals/deep/okrs/");
    assert_eq!(repository.prefix(&path).as_deref(), Some(""));
    assert_eq!(repository.prefix(&sandbox.path("")), None);

    sandbox.git(&path, &["config", "okr.root", "./goals//deep/"]);
    assert_eq!(agree(&path).find_root("src", Source::WorkTree).unwrap().as_deref(), Some("goals/deep/"));
    let environment =
        Environment { config_parameters: Some("'okr.root'='elsewhere'".into()), ..Environment::default() };
    let repository = Repository::open(&path, &environment).unwrap();
    assert_eq!(repository.find_root("src", Source::WorkTree).unwrap().as_deref(), Some("elsewhere/"));
    sandbox.git(&path, &["config", "okr.root", "../outside"]);
    assert!(open(&path).find_root("src", Source::WorkTree).is_err());
}

#[test]
fn known_content_is_shared_not_read_again() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let repository = open(&path);
    let head = repository.files(Source::Commit(repository.head().unwrap().unwrap()), "").unwrap();
    write(&path, "okr.yaml", "version: 2\n");
    sandbox.git(&path, &["add", "."]);
    let index = repository.files_sharing(Source::Index, "", &head, &|_| false).unwrap();
    let bytes = |files: &FileSet, path: &str| files.files[path].content.clone().unwrap();
    assert!(bytes(&head, "teams.yaml").is_one_with(&bytes(&index, "teams.yaml")));
    assert_eq!(&*bytes(&index, "okr.yaml"), b"version: 2\n");
}

#[test]
fn what_is_understood_is_read_when_somebody_looks_and_only_where_it_is() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let repository = open(&path);
    let head = Source::Commit(repository.head().unwrap().unwrap());
    let read = repository.files(head, "").unwrap();
    let later = repository.files_sharing(head, "", &FileSet::default(), &|_| true).unwrap();
    let content = later.files["teams.yaml"].content.as_ref().unwrap();
    assert_eq!(format!("{content:?}"), "to be fetched");
    assert_eq!(later, read, "the same once it is looked at");

    // What is not there is not taken for what is.
    let id = read.files["teams.yaml"].id.to_string();
    std::fs::remove_file(path.join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
    let repository = open(&path);
    let gone = repository.files_sharing(head, "", &FileSet::default(), &|_| true).unwrap();
    assert!(matches!(gone.files["teams.yaml"].content, Err(FileProblem::Absent(_))));
}
