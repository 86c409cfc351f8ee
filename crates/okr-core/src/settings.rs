//! The settings of a workspace: what `okr.yaml` says, and what holds where it is silent.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::model::Calendar;

/// The settings of `okr.yaml`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// The organisation's name.
    pub organisation: Option<String>,
    /// Where commits can be looked up; links in reports start with it.
    pub repository_url: Option<String>,
    /// The calendar.
    pub calendar: Calendar,
    /// The change policy.
    pub policy: Policy,
    /// Where a reason may stand.
    pub reasons: Reasons,
    /// The profile the severities start from.
    pub profile: Profile,
    /// Severities and parameters set by name of rule.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Words added to the built-in lists or cut from them.
    pub lexicon: BTreeMap<String, WordList>,
}

impl Settings {
    /// Where a commit can be looked up, if the workspace says where its repository can.
    pub fn commit_url(&self, commit: &str) -> Option<String> {
        let url = self.repository_url.as_deref()?.trim_end_matches('/');
        // What one clones from is often not what one browses.
        Some(format!("{}/commit/{commit}", url.strip_suffix(".git").unwrap_or(url)))
    }
}

/// What the policy does with a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Policy {
    /// All is told, nothing blocks.
    Open,
    /// A shift needs a declared reason.
    #[default]
    Calibrated,
    /// After settling, definitions stand.
    Frozen,
}

/// Where a reason may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reasons {
    /// As an amendment in the sheet.
    pub amendment: bool,
    /// As an `OKR-Reason:` trailer of the commit.
    pub trailer: bool,
}

impl Default for Reasons {
    fn default() -> Self {
        Self { amendment: true, trailer: true }
    }
}

/// Which severities a workspace starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Profile {
    /// For teams who begin: what cannot be scored is an error, little else is told.
    Starter,
    /// The defaults.
    #[default]
    Standard,
    /// Warnings block.
    Strict,
}

/// What `rules:` says of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSetting {
    /// The level, if set.
    pub level: Option<Level>,
    /// Parameters by name, whole numbers.
    pub parameters: BTreeMap<String, u32>,
}

/// A severity, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Never told.
    Off,
    /// Told so.
    At(Severity),
}

/// Changes to one built-in list of words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordList {
    /// Added to the built-in list.
    pub add: Vec<String>,
    /// Cut from it.
    pub remove: Vec<String>,
}
