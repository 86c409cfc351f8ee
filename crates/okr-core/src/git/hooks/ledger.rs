//! What an install changed, so that taking it out can put it back: `okr/installed.json` in the common git
//! folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::super::error::Doing;
use super::super::{GitError, Repository};

/// The changes of all installs so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// Folders into which hooks were put.
    #[serde(default)]
    pub(super) folders: BTreeSet<PathBuf>,
    /// Those of them that were not there before.
    #[serde(default)]
    pub(super) made: BTreeSet<PathBuf>,
    /// Settings of the repository's own configuration.
    #[serde(default)]
    pub(super) settings: BTreeMap<String, Setting>,
}

/// A setting that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Setting {
    /// The value before the first install; nothing where there was none.
    pub(super) before: Option<String>,
    /// The value that was written.
    pub(super) now: String,
}

impl Ledger {
    /// What was written down; nothing where it is missing or cannot be read.
    pub(super) fn read(repository: &Repository) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(Self::path(repository)).ok()?).ok()
    }

    pub(super) fn path(repository: &Repository) -> PathBuf {
        repository.common_dir().join("okr").join("installed.json")
    }

    pub(super) fn text(&self) -> Result<String, GitError> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::other);
        text.map(|text| text + "\n").doing(|| "writing down what was installed")
    }

    /// Adds a setting; what stood there before the first install is what counts.
    pub(super) fn set(&mut self, name: &str, before: Option<&str>, now: &str) {
        let before = before.map(str::to_owned);
        let setting = self.settings.entry(name.to_owned()).or_insert(Setting { before, now: String::new() });
        now.clone_into(&mut setting.now);
    }
}
