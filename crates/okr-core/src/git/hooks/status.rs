//! Which hooks really fire.

use std::path::{Path, PathBuf};

use super::super::root::ROOT_SETTING;
use super::super::{GitError, Repository};
use super::{Hook, HookManager, HooksFolder, TEXTCONV_SETTING, attributes, chained, is_ours, read_hook};

/// How a repository is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookSetup {
    /// Where git looks for hooks.
    pub folder: HooksFolder,
    /// The hooks that an install would put in.
    pub hooks: Vec<HookReport>,
    /// What `git diff` runs on a sheet, if anything.
    pub textconv: Option<String>,
    /// Whether our attributes, by which it would, are in place.
    pub attributes: bool,
    /// What `okr.root` says.
    pub root: Option<String>,
}

/// One hook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookReport {
    /// Which.
    pub hook: Hook,
    /// Where git looks for it.
    pub path: PathBuf,
    /// What stands there.
    pub state: HookState,
}

/// What stands in a hook's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HookState {
    /// Nothing.
    Missing,
    /// Our script.
    Ours {
        /// As this version would write it.
        current: bool,
        /// git passes over a hook that it may not execute.
        executable: bool,
        /// The hook it keeps and runs first.
        kept: Option<PathBuf>,
    },
    /// Another hook.
    Foreign {
        /// The program that keeps it.
        manager: Option<HookManager>,
        /// It calls us, as far as its text or its manager's configuration shows.
        calls_us: bool,
        /// git passes over a hook that it may not execute.
        executable: bool,
    },
}

impl HookState {
    /// Whether git calls us by this hook.
    pub fn fires(&self) -> bool {
        match self {
            Self::Missing => false,
            Self::Ours { executable, .. } => *executable,
            Self::Foreign { calls_us, executable, .. } => *calls_us && *executable,
        }
    }
}

impl Repository {
    /// How hooks and settings stand.
    pub fn hook_setup(&self) -> Result<HookSetup, GitError> {
        let folder = self.hooks_folder()?;
        let hooks = Hook::installed(self.is_bare())
            .iter()
            .map(|hook| {
                let path = folder.path().join(hook.name());
                HookReport { hook: *hook, state: self.hook_state(*hook, &path), path }
            })
            .collect();
        let text = std::fs::read_to_string(self.attributes_path()).unwrap_or_default();
        Ok(HookSetup {
            folder,
            hooks,
            textconv: self.config(TEXTCONV_SETTING)?,
            attributes: attributes::without_block(&text).is_some(),
            root: self.config(ROOT_SETTING)?,
        })
    }

    /// What stands in a hook's place.
    pub(super) fn hook_state(&self, hook: Hook, path: &Path) -> HookState {
        let Some(text) = read_hook(path) else { return HookState::Missing };
        let executable = is_executable(path);
        if is_ours(&text) {
            let kept = chained(path);
            return HookState::Ours {
                current: text == hook.script(),
                executable,
                kept: kept.symlink_metadata().is_ok().then_some(kept),
            };
        }
        let manager = HookManager::of(path, &text);
        let told = manager.into_iter().flat_map(|manager| manager.configuration(hook)).any(|file| {
            let file = self.top().map(|top| top.join(file));
            file.and_then(|file| read_hook(&file)).is_some_and(|text| speaks_of_us(&text))
        });
        HookState::Foreign { manager, calls_us: told || speaks_of_us(&text), executable }
    }
}

fn speaks_of_us(text: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .any(|line| line.contains("git-okr") || line.contains("okr hook"))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}
