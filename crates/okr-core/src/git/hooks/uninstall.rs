//! Taking the hooks out: what stood before the install stands again, byte for byte.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::{GitError, Repository};
use super::ledger::Ledger;
use super::undo::Changes;
use super::{Hook, HooksFolder, attributes, chained, is_ours, read_hook};

/// One thing that taking the hooks out did, or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uninstalled {
    /// A hook of ours is gone.
    Hook {
        /// Which.
        hook: Hook,
        /// Its file.
        path: PathBuf,
        /// The hook that stood there before stands there again.
        restored: bool,
    },
    /// A setting says again what it said before.
    Setting {
        /// Its name.
        name: String,
        /// Its value; nothing where it is unset again.
        value: Option<String>,
    },
    /// Our lines are gone from `.git/info/attributes`.
    Attributes(PathBuf),
    /// A hook that an install kept cannot go back, as another hook has taken its place.
    LeftKept(PathBuf),
    /// A setting was changed after the install, and stays.
    LeftSetting(String),
}

impl Repository {
    /// Takes out what installs put in, all of it or none; what was changed since by others stays.
    pub fn uninstall(&self) -> Result<Vec<Uninstalled>, GitError> {
        let ledger = Ledger::read(self);
        let known = ledger.clone().unwrap_or_default();
        let mut folders: BTreeSet<PathBuf> = known.folders.clone();
        match self.hooks_folder()? {
            HooksFolder::Own(folder) | HooksFolder::InWorkTree(folder) => {
                folders.insert(folder);
            }
            // Other repositories' hooks are not ours to take out.
            HooksFolder::Elsewhere(_) => {}
        }
        // Where core.hooksPath came after the install, ours still lie here.
        folders.insert(self.common_dir().join("hooks"));
        let mut done = Vec::new();
        let mut changes = Changes::new(self);
        for folder in &folders {
            for hook in Hook::ALL {
                done.extend(take_out(&mut changes, hook, &folder.join(hook.name()))?);
            }
        }
        self.take_out_attributes(&mut changes, &mut done)?;
        for (name, setting) in &known.settings {
            if self.local_config(name)?.as_deref() == Some(&setting.now) {
                changes.set(name, setting.before.as_deref())?;
                done.push(Uninstalled::Setting { name: name.clone(), value: setting.before.clone() });
            } else {
                done.push(Uninstalled::LeftSetting(name.clone()));
            }
        }
        if ledger.is_some() {
            changes.remove(&Ledger::path(self))?;
        }
        changes.keep();
        // What was worked out before goes with the rest.
        let _ = std::fs::remove_dir_all(self.common_dir().join("okr").join("cache"));
        // Folders that an install made, where nothing else came into them.
        for folder in known.made.iter().chain([&self.common_dir().join("okr")]) {
            let _ = std::fs::remove_dir(folder);
        }
        Ok(done)
    }

    fn take_out_attributes(
        &self,
        changes: &mut Changes<'_>,
        done: &mut Vec<Uninstalled>,
    ) -> Result<(), GitError> {
        let path = self.attributes_path();
        let Ok(text) = std::fs::read_to_string(&path) else { return Ok(()) };
        match attributes::without_block(&text) {
            None => return Ok(()),
            Some(None) => changes.remove(&path)?,
            Some(Some(rest)) => changes.write(&path, &rest, false)?,
        }
        done.push(Uninstalled::Attributes(path));
        Ok(())
    }
}

fn take_out(changes: &mut Changes<'_>, hook: Hook, path: &Path) -> Result<Option<Uninstalled>, GitError> {
    let kept = chained(path);
    let was_kept = kept.symlink_metadata().is_ok();
    match read_hook(path) {
        Some(text) if is_ours(&text) => {
            changes.remove(path)?;
            if was_kept {
                changes.rename(&kept, path)?;
            }
            Ok(Some(Uninstalled::Hook { hook, path: path.to_path_buf(), restored: was_kept }))
        }
        // Ours was removed by hand; what it kept goes back all the same.
        None if was_kept && path.symlink_metadata().is_err() => {
            changes.rename(&kept, path)?;
            Ok(Some(Uninstalled::Hook { hook, path: path.to_path_buf(), restored: true }))
        }
        _ => Ok(was_kept.then_some(Uninstalled::LeftKept(kept))),
    }
}
