//! Where git says the repository is.

use std::path::{Path, PathBuf};

use super::super::GitError;
use super::super::environment::Environment;
use super::super::layout::Layout;
use super::run::{Plumbing, command, failure, run};

impl Plumbing {
    /// The repository that `environment` names, or the one that holds `dir`.
    pub(in crate::git) fn open(dir: &Path, environment: &Environment) -> Result<(Self, Layout), GitError> {
        let said = ask(
            dir,
            environment,
            &["--is-bare-repository", "--is-inside-work-tree", "--absolute-git-dir", "--git-common-dir"],
        )?;
        let mut lines = said.split(|&byte| byte == b'\n');
        let mut line = || lines.next().unwrap_or_default();
        let (bare, inside) = (line() == b"true", line() == b"true");
        let git_dir = path(line());
        let common_dir = dir.join(path(line()));
        let common_dir = common_dir.canonicalize().unwrap_or(common_dir);
        // Before git 2.29 there was no other format, and no such question.
        let sha256 = ask(dir, environment, &["--show-object-format"]).is_ok_and(|said| said == b"sha256\n");
        let top = match (bare, inside) {
            (true, _) => None,
            (false, true) => Some(top(dir, environment)?),
            // In the git folder itself, as some hooks are: the work tree is beside it.
            (false, false) => git_dir
                .parent()
                .filter(|_| git_dir.file_name().is_some_and(|name| name == ".git"))
                .map(Path::to_path_buf),
        };
        let layout = Layout { git_dir, common_dir, top };
        let plumbing = Self::at(&layout, dir, environment, if sha256 { 32 } else { 20 });
        Ok((plumbing, layout))
    }
}

fn top(dir: &Path, environment: &Environment) -> Result<PathBuf, GitError> {
    let said = ask(dir, environment, &["--show-toplevel"])?;
    Ok(path(said.strip_suffix(b"\n").unwrap_or(&said)))
}

fn ask(dir: &Path, environment: &Environment, questions: &[&str]) -> Result<Vec<u8>, GitError> {
    let mut command = command(dir);
    // Here the caller's own words count, and not yet a folder found by us: who names a git folder by
    // GIT_DIR vouches for it, and git asks no more whose it is.
    let paths = [
        ("GIT_DIR", &environment.git_dir),
        ("GIT_WORK_TREE", &environment.work_tree),
        ("GIT_COMMON_DIR", &environment.common_dir),
    ];
    for (name, value) in paths {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command.arg("rev-parse").args(questions);
    let output = run(&mut command)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("dubious ownership") {
        return Err(GitError::NotOurs(dir.to_path_buf()));
    }
    if said.contains("not a git repository") {
        return Err(GitError::NoRepository(dir.to_path_buf()));
    }
    Err(failure(&["rev-parse"], &output))
}

#[cfg(unix)]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
