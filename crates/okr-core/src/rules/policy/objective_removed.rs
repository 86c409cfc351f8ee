//! P914 objective-removed.

use crate::change::ChangeKind;
use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a settled objective that was deleted with key results in it.
    ///
    /// Nothing is left in the sheet that could carry an amendment: drop its key results with a reason
    /// instead, or give the reason in a trailer, `OKR-Reason: <ref>: <text>`.
    ///
    /// ## Why is this bad?
    /// *Measurable.* What vanishes from the sheet vanishes from the score, here with all that was measured.
    ///
    /// ## Example
    /// An objective of 2026-Q1 with two key results is deleted on day 43.
    ///
    /// ## Use instead
    /// ```yaml
    /// key_results:
    ///   - id: payment-rtt
    ///     status: dropped
    ///     amendments:
    ///       - date: 2026-02-12
    ///         field: status
    ///         to: dropped
    ///         reason: The gateway moved to another team in February.
    /// ```
    pub(in crate::rules) static OBJECTIVE_REMOVED = {
        code: "P914",
        name: "objective-removed",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    let change = scene.change();
    change.kind == ChangeKind::ObjectiveRemoved && scene.had_key_results()
}
