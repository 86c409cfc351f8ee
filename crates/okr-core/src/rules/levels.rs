//! Which severity each rule has in a workspace, and the values of its parameters: the profile's, and
//! over them what `rules:` of `okr.yaml` says.

use std::collections::BTreeMap;

use super::{Rule, registry};
use crate::finding::Severity;
use crate::settings::{Level, RuleSetting, Settings};

/// Levels and parameters of one workspace.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    levels: BTreeMap<&'static str, Level>,
    parameters: BTreeMap<(&'static str, &'static str), u32>,
}

impl Levels {
    /// What `settings` make of the rules. Rules the settings name but nobody knows are told elsewhere.
    pub fn of(settings: &Settings) -> Self {
        let mut found = Self::default();
        for rule in registry::all() {
            found.levels.insert(rule.code, rule.level(settings.profile));
        }
        for (name, setting) in &settings.rules {
            if let Some(rule) = registry::find(name) {
                found.set(rule, setting);
            }
        }
        found
    }

    fn set(&mut self, rule: &'static Rule, setting: &RuleSetting) {
        if let Some(level) = setting.level
            && (level != Level::Off || may_be_off(rule))
        {
            self.levels.insert(rule.code, level);
        }
        for parameter in rule.parameters {
            if let Some(&value) = setting.parameters.get(parameter.name) {
                self.parameters.insert((rule.code, parameter.name), value);
            }
        }
    }

    /// The severity of a rule, or nothing where it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.levels.get(rule.code) {
            Some(Level::At(severity)) => Some(*severity),
            Some(Level::Off) => None,
            None => Some(rule.severity),
        }
    }

    /// The value of a parameter; zero for one the rule does not have.
    pub fn parameter(&self, rule: &Rule, name: &str) -> usize {
        let own = rule.parameters.iter().find(|parameter| parameter.name == name);
        let value = own.map_or(0, |parameter| {
            self.parameters.get(&(rule.code, parameter.name)).copied().unwrap_or(parameter.default)
        });
        usize::try_from(value).unwrap_or(usize::MAX)
    }
}

/// A file that could not be read must never pass for one that is fine.
pub(super) fn may_be_off(rule: &Rule) -> bool {
    rule.code != "S001"
}
