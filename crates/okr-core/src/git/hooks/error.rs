//! Why hooks could not be put in.

use std::path::PathBuf;

use super::super::GitError;
use super::{Hook, HookManager};

/// Why hooks could not be put in; nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum HookError {
    /// git could not be asked.
    #[error(transparent)]
    Git(#[from] GitError),
    /// `core.hooksPath` leads out of the repository: other repositories use those hooks too.
    #[error("git looks for this repository's hooks in {}, which is not a part of it", .folder.display())]
    Elsewhere {
        /// Where git looks.
        folder: PathBuf,
    },
    /// Another program keeps the hooks here, and would undo or run in a circle what we put in.
    #[error("the {hook} hook belongs to {manager} ({})", .path.display())]
    Managed {
        /// The program.
        manager: HookManager,
        /// The hook.
        hook: Hook,
        /// Its file.
        path: PathBuf,
    },
    /// A hook is to be kept, and the place to keep it is taken.
    #[error("the {hook} hook cannot be kept: {} is there already", .path.display())]
    InTheWay {
        /// The hook.
        hook: Hook,
        /// What is in the way.
        path: PathBuf,
    },
}

impl HookError {
    /// What to do instead.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Git(_) => None,
            Self::Elsewhere { folder } => Some(format!(
                "core.hooksPath says so; add `git okr hook NAME \"$@\"` to the hooks there ({}), or unset it",
                folder.display()
            )),
            Self::Managed { manager, hook, .. } => Some(manager.advice(*hook)),
            Self::InTheWay { path, hook } => Some(format!(
                "an earlier install kept a hook there, and another {hook} hook has come since; join the two, \
                 remove {}, then try again",
                path.display()
            )),
        }
    }
}
