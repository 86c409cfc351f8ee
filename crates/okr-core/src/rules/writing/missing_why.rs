//! W705 missing-why.

use crate::rules::rule::rule;
use crate::rules::{Check, ObjectiveScene, Sink};

rule! {
    /// Tells an objective that does not say why it matters now.
    ///
    /// ## Why is this bad?
    /// *Business first.* Who knows why can decide what to do when the plan meets the quarter. And in three quarters, when
    /// somebody asks whether this still matters, the answer stands there.
    ///
    /// ## Example
    /// ```yaml,fires
    /// why: ""
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// why: One cart in nine is abandoned while the spinner turns.
    /// ```
    pub(super) static MISSING_WHY = {
        code: "W705",
        name: "missing-why",
        severity: Note,
        check: Check::Objective(check),
    }
}

fn check(at: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    if at.objective.why.as_deref().is_none_or(|why| why.trim().is_empty()) {
        sink.tell(at.here(), "the objective does not say why it matters now")
            .help("write `why:` with what is lost, or who suffers, as things are");
    }
}
