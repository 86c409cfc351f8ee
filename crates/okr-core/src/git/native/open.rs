//! Finding and opening a repository with libgit2, by git's rules for hooks, linked work trees,
//! submodules and quarantines.

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Once;

use super::super::GitError;
use super::super::environment::Environment;
use super::super::error::Doing;
use super::super::layout::{Layout, read_shallow};
use super::Native;

static TUNED: Once = Once::new();

impl Native {
    /// The repository that `environment` names, or the one that holds `dir`.
    pub(in crate::git) fn open(dir: &Path, environment: &Environment) -> Result<(Self, Layout), git2::Error> {
        // Both are process-wide. git itself does not hash again what it reads, and our own walk keeps the
        // trees it needs; together they halve the time of a long history and a third of its memory.
        TUNED.call_once(|| {
            git2::opts::strict_hash_verification(false);
            git2::opts::enable_caching(false);
        });
        let repo = match &environment.git_dir {
            Some(git_dir) => {
                let none: [&Path; 0] = [];
                let flags = git2::RepositoryOpenFlags::NO_SEARCH;
                git2::Repository::open_ext(dir.join(git_dir), flags, none)?
            }
            None => git2::Repository::open_ext(
                dir,
                git2::RepositoryOpenFlags::empty(),
                environment.ceiling_folders(),
            )?,
        };
        set_work_tree(&repo, dir, environment)?;
        let top = repo.workdir().map(Path::to_path_buf);
        for folder in environment.object_folders(dir) {
            if let Some(folder) = folder.to_str().filter(|_| folder.is_dir()) {
                repo.odb()?.add_disk_alternate(folder)?;
            }
        }
        // git runs hooks at the work tree's top and names the index from there.
        let index_file = environment.index_file.as_ref().map(|file| top.as_deref().unwrap_or(dir).join(file));
        let layout =
            Layout { git_dir: repo.path().to_path_buf(), common_dir: repo.commondir().to_path_buf(), top };
        let shallow = read_shallow(repo.commondir());
        Ok((
            Self { repo, index_file, known_index: RefCell::default(), shallow, packs: OnceCell::new() },
            layout,
        ))
    }

    /// The value of a setting, from all of git's configuration files.
    pub(in crate::git) fn config(&self, name: &str) -> Result<Option<String>, GitError> {
        let doing = || format!("reading git config {name}");
        let config = self.repo.config().and_then(|mut config| config.snapshot()).doing(doing)?;
        match config.get_string(name) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(GitError::failed(doing(), error.message())),
        }
    }
}

/// With `GIT_DIR` set, git takes the current folder for the work tree's top unless something says
/// otherwise. What says otherwise here: `GIT_WORK_TREE`, a bare repository, and a work tree libgit2 knows
/// of that holds the current folder (linked work trees and submodules, where git runs hooks at the top).
fn set_work_tree(repo: &git2::Repository, dir: &Path, environment: &Environment) -> Result<(), git2::Error> {
    if environment.git_dir.is_none() && environment.work_tree.is_none() {
        return Ok(());
    }
    if let Some(work_tree) = &environment.work_tree {
        // Against the current folder, as git has it; libgit2 would resolve it against the git folder.
        return repo.set_workdir(&dir.join(work_tree), false);
    }
    let dir = real(dir);
    let known = repo.workdir().map(real).is_some_and(|top| dir.starts_with(top));
    let inside_git_dir = dir.starts_with(real(repo.path()));
    if repo.is_bare() || known || inside_git_dir {
        return Ok(());
    }
    repo.set_workdir(&dir, false)
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
