//! Putting the hooks in: first a plan that changes nothing, then all of it or none.

use std::path::PathBuf;

use super::super::root::ROOT_SETTING;
use super::super::{GitError, Repository};
use super::ledger::Ledger;
use super::undo::Changes;
use super::{
    Hook, HookError, HookManager, HookState, HooksFolder, TEXTCONV_COMMAND, TEXTCONV_SETTING, attributes,
    chained,
};

/// What to put in.
#[derive(Debug, Clone, Copy)]
pub struct InstallOptions<'a> {
    /// The workspace's folder, as in [`FileSet::root`](crate::snapshot::FileSet::root). One that is not the
    /// top is recorded as `okr.root`.
    pub root: &'a str,
    /// Make `git diff` show sheets in our words.
    pub textconv: bool,
    /// Which hooks, where it is not those of [`Hook::installed`].
    pub hooks: Option<&'a [Hook]>,
}

/// What an install would do; nothing of it is done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstallPlan {
    /// Where the hooks go.
    pub folder: HooksFolder,
    /// What would change, in order; nothing where all is in place.
    pub steps: Vec<InstallStep>,
}

/// One change of an install.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstallStep {
    /// A hook is written.
    Hook {
        /// Which.
        hook: Hook,
        /// Its file.
        path: PathBuf,
        /// The hook that stands there is kept and goes on running first.
        keeps: bool,
    },
    /// A setting of the repository's own configuration is written.
    Setting {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
        /// What it said before.
        before: Option<String>,
    },
    /// Our lines go into `.git/info/attributes`.
    Attributes {
        /// The file.
        path: PathBuf,
        /// The workspace they speak of.
        root: String,
    },
}

impl Repository {
    /// What [`install`](Self::install) would do, or why it must not be done.
    pub fn plan_install(&self, options: InstallOptions<'_>) -> Result<InstallPlan, HookError> {
        let folder = self.hooks_folder()?;
        if let HooksFolder::Elsewhere(folder) = folder {
            return Err(HookError::Elsewhere { folder });
        }
        let mut steps = Vec::new();
        for hook in options.hooks.unwrap_or(Hook::installed(self.is_bare())) {
            steps.extend(self.plan_hook(*hook, folder.path().join(hook.name()))?);
        }
        if !options.root.is_empty() {
            steps.extend(self.plan_setting(ROOT_SETTING, options.root.trim_end_matches('/'))?);
        }
        if options.textconv && !self.is_bare() {
            // Someone who shows sheets in another way has their reasons.
            if self.config(TEXTCONV_SETTING)?.is_none() {
                steps.extend(self.plan_setting(TEXTCONV_SETTING, TEXTCONV_COMMAND)?);
            }
            let path = self.attributes_path();
            let text = std::fs::read_to_string(&path).ok();
            if text.as_deref() != Some(&attributes::with_block(text.as_deref(), options.root)) {
                steps.push(InstallStep::Attributes { path, root: options.root.to_owned() });
            }
        }
        Ok(InstallPlan { folder, steps })
    }

    /// Does what the plan says; where a step fails, those before it are taken back.
    pub fn install(&self, plan: &InstallPlan) -> Result<(), GitError> {
        if plan.steps.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::new(self);
        let mut ledger = Ledger::read(self).unwrap_or_default();
        for step in &plan.steps {
            match step {
                InstallStep::Hook { hook, path, keeps } => {
                    let folder = plan.folder.path();
                    if changes.folder(folder)? {
                        ledger.made.insert(folder.to_path_buf());
                    }
                    ledger.folders.insert(folder.to_path_buf());
                    if *keeps {
                        changes.rename(path, &chained(path))?;
                    }
                    changes.write(path, hook.script(), true)?;
                }
                InstallStep::Setting { name, value, before } => {
                    changes.set(name, Some(value))?;
                    ledger.set(name, before.as_deref(), value);
                }
                InstallStep::Attributes { path, root } => {
                    if let Some(folder) = path.parent() {
                        changes.folder(folder)?;
                    }
                    let text = std::fs::read_to_string(path).ok();
                    changes.write(path, &attributes::with_block(text.as_deref(), root), false)?;
                }
            }
        }
        let path = Ledger::path(self);
        if let Some(folder) = path.parent() {
            changes.folder(folder)?;
        }
        changes.write(&path, &ledger.text()?, false)?;
        changes.keep();
        Ok(())
    }

    fn plan_hook(&self, hook: Hook, path: PathBuf) -> Result<Option<InstallStep>, HookError> {
        let keeps = match self.hook_state(hook, &path) {
            // Where the folder is a manager's, a file of its own would not be called.
            HookState::Missing => match HookManager::of(&path, "") {
                Some(manager) => return Err(HookError::Managed { manager, hook, path }),
                None => path.symlink_metadata().is_ok(),
            },
            HookState::Ours { current: true, executable: true, .. }
            | HookState::Foreign { calls_us: true, executable: true, .. } => return Ok(None),
            HookState::Ours { .. } => false,
            HookState::Foreign { manager: Some(manager), .. } => {
                return Err(HookError::Managed { manager, hook, path });
            }
            HookState::Foreign { manager: None, .. } => true,
        };
        let kept = chained(&path);
        if keeps && kept.symlink_metadata().is_ok() {
            return Err(HookError::InTheWay { hook, path: kept });
        }
        Ok(Some(InstallStep::Hook { hook, path, keeps }))
    }

    fn plan_setting(&self, name: &'static str, value: &str) -> Result<Option<InstallStep>, GitError> {
        let before = self.local_config(name)?;
        if before.as_deref() == Some(value) {
            return Ok(None);
        }
        Ok(Some(InstallStep::Setting { name, value: value.to_owned(), before }))
    }

    /// The attributes that are this clone's alone.
    pub(super) fn attributes_path(&self) -> PathBuf {
        self.common_dir().join("info").join("attributes")
    }
}
