//! P909 closed-cycle-edited.

use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells anything that changes in a cycle after its end and its grading days.
    ///
    /// Holds even for a declared change. What a closed quarter taught belongs in the next one; a new sheet
    /// of a closed cycle counts as an edit too, except where an organisation brings its first sheets.
    ///
    /// ## Why is this bad?
    /// *Measurable.* The report of a quarter is read once. A record that can still move afterwards is no
    /// record.
    ///
    /// ## Example
    /// A check-in of 2026-Q1 that lands on 2026-05-02, with the quarter over on 31 March and 14 grading days:
    /// ```yaml
    /// check_ins:
    ///   - { date: 2026-03-31, value: 190 ms }
    /// ```
    ///
    /// ## Use instead
    /// Let last check-ins and grades land within `grading_days` of the end of the cycle, or go on in the next
    /// cycle: `git okr rollover 2026-Q1 2026-Q2`.
    pub(in crate::rules) static CLOSED_CYCLE_EDITED = {
        code: "P909",
        name: "closed-cycle-edited",
        severity: Error,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    scene.is_closed()
}
