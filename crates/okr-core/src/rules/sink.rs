//! Where rules tell what they found. A draft names the node of the document it speaks of; the engine
//! turns drafts into findings once precedence, `allow` and the settings have had their say.

use super::Rule;
use super::levels::Levels;
use crate::finding::Severity;
use crate::model::Ref;
use crate::yaml::DocPath;

/// Where a draft stands: a file, a node of it, and what the node belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Path relative to the repository's top.
    pub file: String,
    /// The node.
    pub doc: DocPath,
    /// The objective, key result or guardrail it is about.
    pub subject: Option<Ref>,
}

impl Spot {
    /// A node of a file that belongs to no objective.
    pub fn file(path: &str, doc: DocPath) -> Self {
        Self { file: path.to_owned(), doc, subject: None }
    }
}

/// A finding to be.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) spot: Spot,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Draft {
    /// Says what to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }
}

/// Takes what one rule has to tell.
pub struct Sink<'a> {
    rule: &'static Rule,
    severity: Severity,
    levels: &'a Levels,
    drafts: &'a mut Vec<Draft>,
}

impl<'a> Sink<'a> {
    /// A sink for `rule`, or nothing where the settings turn it off.
    pub(super) fn of(rule: &'static Rule, levels: &'a Levels, drafts: &'a mut Vec<Draft>) -> Option<Self> {
        Some(Self::new(rule, levels.severity(rule)?, levels, drafts))
    }

    /// A sink for `rule`, whose severity is known.
    pub(super) fn new(
        rule: &'static Rule,
        severity: Severity,
        levels: &'a Levels,
        drafts: &'a mut Vec<Draft>,
    ) -> Self {
        Self { rule, severity, levels, drafts }
    }

    /// Tells `message` (one sentence, no full stop) at `spot`.
    pub fn tell(&mut self, spot: Spot, message: impl Into<String>) -> &mut Draft {
        let at = self.drafts.len();
        self.drafts.push(Draft {
            rule: self.rule,
            severity: self.severity,
            spot,
            message: message.into(),
            help: None,
        });
        &mut self.drafts[at]
    }

    /// The value of one of the rule's parameters in this workspace.
    pub fn parameter(&self, name: &str) -> usize {
        self.levels.parameter(self.rule, name)
    }
}
