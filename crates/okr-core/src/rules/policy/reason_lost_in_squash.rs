//! P917 reason-lost-in-squash.

use crate::rules::Check;
use crate::rules::policy::ChangeScene;
use crate::rules::rule::rule;

rule! {
    /// Tells a reason that stands only in a commit message of the reviewed range.
    ///
    /// A merge that squashes the range writes a message of its own, and the reason is gone. Put it into the
    /// sheet as an amendment.
    ///
    /// ## Why is this bad?
    /// *Measurable.* Whoever reads the report asks why a target moved; the answer has to survive the merge.
    ///
    /// ## Example
    /// A branch loosens a target, and only the message of its commit says why:
    /// ```text
    /// OKR-Reason: 2026-Q1/payments/payment-rtt: the fraud check adds 40 ms
    /// ```
    ///
    /// ## Use instead
    /// ```yaml
    /// amendments:
    ///   - date: 2026-02-12
    ///     field: target
    ///     from: "< 180 ms"
    ///     to: "< 220 ms"
    ///     reason: The fraud check adds 40 ms.
    /// ```
    pub(in crate::rules) static REASON_LOST_IN_SQUASH = {
        code: "P917",
        name: "reason-lost-in-squash",
        severity: Warning,
        check: Check::Change(fires),
    }
}

fn fires(scene: &ChangeScene<'_>) -> bool {
    scene.is_reason_in_range()
}
