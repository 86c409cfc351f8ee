//! A problem of shape: what the reader could not take as it stands.

use crate::finding::Span;

/// One thing wrong with a file's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// The sorts of problems, each told by a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// The YAML or its shape is wrong: `malformed-file`.
    Malformed,
    /// A rule, team or reference that does not exist: `unknown-reference`.
    UnknownReference,
}

impl Problem {
    /// The YAML or its shape is wrong at `span`.
    pub fn malformed(span: Span, message: impl Into<String>) -> Self {
        Self { kind: ProblemKind::Malformed, span, message: message.into(), help: None }
    }

    /// The same problem with what to write instead.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The problems of one file, in the order found.
///
/// Bounded: a hostile file must not drown the report of all the others.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// As many as anyone would mend in one sitting.
    const MOST: usize = 1000;

    /// Takes note of one.
    pub(super) fn tell(&mut self, problem: Problem) {
        match self.0.len() {
            len if len < Self::MOST => self.0.push(problem),
            Self::MOST => self.0.push(
                Problem::malformed(problem.span, format!("more than {} problems in this file", Self::MOST))
                    .with_help("the rest is told once these are mended"),
            ),
            _ => {}
        }
    }

    /// All of them in the order of the file, each told once.
    pub(super) fn into_vec(mut self) -> Vec<Problem> {
        self.0.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        self.0.dedup();
        self.0
    }
}
