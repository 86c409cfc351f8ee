//! A folder of its own for each test, and git in it with nothing of the machine's settings.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::{Environment, Repository};

/// A temporary folder with repositories in it.
pub(super) struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    /// A repository with the workspace of [`workspace`] as its first commit.
    pub(super) fn repository(&self, name: &str, options: &[&str]) -> PathBuf {
        let path = self.path(name);
        let mut arguments = vec!["init", "-q", "-b", "main"];
        arguments.extend_from_slice(options);
        arguments.push(name);
        self.git(&self.path(""), &arguments);
        if !options.contains(&"--bare") {
            workspace(&path);
            self.git(&path, &["add", "."]);
            self.git(&path, &["commit", "-q", "-m", "Write down the goals"]);
        }
        path
    }

    pub(super) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::option_env!("PATH").unwrap_or("/usr/local/bin:/usr/bin:/bin"))
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "payments-lead")
            .env("GIT_AUTHOR_EMAIL", "payments-lead@pay.example")
            .env("GIT_COMMITTER_NAME", "bot")
            .env("GIT_COMMITTER_EMAIL", "bot@pay.example")
            .env("GIT_AUTHOR_DATE", "1767225600 +0800")
            .env("GIT_COMMITTER_DATE", "1767225600 +0800")
            .args(["-c", "protocol.file.allow=always", "-c", "gc.auto=0"])
            .stdin(Stdio::null());
        command
    }

    /// Runs git, which must succeed; what it printed.
    pub(super) fn git(&self, folder: &Path, arguments: &[impl AsRef<OsStr>]) -> String {
        let output = self.command(folder).args(arguments).output().unwrap();
        let arguments: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
        assert!(
            output.status.success(),
            "git {arguments:?}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Runs git with something to read.
    pub(super) fn git_with(&self, folder: &Path, arguments: &[&str], input: &[u8]) {
        use std::io::Write as _;
        let mut child = self
            .command(folder)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Writes a file, stages everything and commits.
    pub(super) fn commit(&self, repository: &Path, path: &str, text: &str) {
        write(repository, path, text);
        self.git(repository, &["add", "-A"]);
        self.git(repository, &["commit", "-q", "-m", path]);
    }
}

pub(super) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Settings, teams, two sheets, and what is none of ours.
pub(super) fn workspace(folder: &Path) {
    for (path, text) in [
        ("okr.yaml", "version: 1\n"),
        ("teams.yaml", "teams: []\n"),
        ("okrs/2026-Q1/payments.yaml", "cycle: 2026-Q1\n"),
        ("okrs/2026-Q1/search/core.yml", "cycle: 2026-Q1\nteam: search\n"),
        ("okrs/README.md", "Our goals\n"),
        ("okrs/.drafts/next.yaml", "no\n"),
        ("src/main.rs", "fn main() {}\n"),
    ] {
        write(folder, path, text);
    }
}

/// The repository that holds `folder`, by the reader of its choice.
pub(super) fn open(folder: &Path) -> Repository {
    Repository::open(folder, &Environment::default()).unwrap()
}

/// The repository that holds `folder`, through git alone.
pub(super) fn through_git(folder: &Path) -> Repository {
    Repository::open_through_git(folder, &Environment::default()).unwrap()
}
