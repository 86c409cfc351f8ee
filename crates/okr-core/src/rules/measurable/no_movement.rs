//! M105 no-movement.

use crate::model::{Bound, Direction};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, MeasureScene, Sink, Yield};

rule! {
    /// Tells a target that the baseline meets already, where `direction: maintain` does not say that this is meant.
    ///
    /// A target that is a range says it by itself.
    ///
    /// ## Why is this bad?
    /// *Once is not enough*, and nothing at all is less. A goal that was met before it began is green on its first
    /// day and tells nobody anything. To keep a metric where it is good is a fine goal, when it is called so: then it
    /// is scored by the days on which it held.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: ledger-errors
    ///     title: The ledger and the bank agree on every payment
    ///     metric: share of payments that the ledger and the bank book alike, monthly
    ///     baseline: 99.98 %
    ///     target: ">= 99.95 %"
    ///     source: https://grafana.example/d/ledger
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: ledger-errors
    ///     title: The ledger and the bank agree on every payment
    ///     metric: share of payments that the ledger and the bank book alike, monthly
    ///     baseline: 99.98 %
    ///     target: ">= 99.95 %"
    ///     direction: maintain
    ///     source: https://grafana.example/d/ledger
    /// ```
    pub(super) static NO_MOVEMENT = {
        code: "M105",
        name: "no-movement",
        severity: Error,
        yields_to: [Yield::Subject("contradictory-target")],
        check: Check::KeyResult(check),
    }
}

fn check(at: MeasureScene<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = at.key_result() else { return };
    let (Some(target), Some(baseline)) = (key_result.target_value(), key_result.baseline_quantity()) else {
        return;
    };
    if key_result.direction == Some(Direction::Maintain) {
        return;
    }
    let met = match target.bound() {
        Bound::Range(..) => false,
        Bound::Reach(quantity) => quantity == baseline,
        Bound::Compare(..) => target.is_met_by(baseline, key_result.direction) == Some(true),
    };
    if met {
        let message = format!(
            "the baseline {} meets the target {} already",
            quoted(baseline.text()),
            quoted(target.text())
        );
        sink.tell(at.spot("target"), message)
            .help("set a target that the metric has yet to reach, or write `direction: maintain` if it shall stay there");
    }
}
