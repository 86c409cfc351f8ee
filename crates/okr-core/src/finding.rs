//! Findings: what a rule has to say, where, and what to write instead. A finding is data, never an
//! error; how it is drawn is up to `render`.

use std::fmt;

use crate::model::Ref;

/// How much a finding weighs. Ordered: an error is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Style, or a fact worth telling.
    Note,
    /// A person should think.
    Warning,
    /// Cannot be scored, or contradicts the framework outright.
    Error,
}

impl Severity {
    /// The word for it in settings and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A stretch of a file. Lines and columns are 1-based, columns count characters, the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
}

impl Span {
    /// The first character of a file: where a finding about the whole file stands.
    pub const START: Self = Self { line: 1, column: 1, end_line: 1, end_column: 1 };
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the repository's top.
    pub path: String,
    /// The stretch.
    pub span: Span,
}

/// What a rule has to say about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `M101`
    pub code: &'static str,
    /// `missing-baseline`
    pub rule: &'static str,
    /// Severity after the workspace's settings.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The objective, key result or guardrail it is about.
    pub subject: Option<Ref>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead; may span lines (YAML ready to paste).
    pub help: Option<String>,
}

/// Findings in the order they are told, with what was read to find them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// Sorted by path, place, code; without duplicates.
    pub list: Vec<Finding>,
    /// Workspace files read.
    pub files: usize,
}

impl Findings {
    /// Sorted and deduplicated.
    pub fn new(mut list: Vec<Finding>, files: usize) -> Self {
        list.sort_by(|a, b| {
            (&a.place, a.code, &a.subject, &a.message).cmp(&(&b.place, b.code, &b.subject, &b.message))
        });
        list.dedup();
        Self { list, files }
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The greatest severity among them.
    pub fn worst(&self) -> Option<Severity> {
        self.list.iter().map(|finding| finding.severity).max()
    }
}
