//! O204 activity-key-result.

use crate::rules::deed::DeedSort;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, Sink, Wording, Yield};

rule! {
    /// Tells a key result that says what people will be busy with: help, support, participate, research, hold meetings.
    ///
    /// How many are met, asked or taught only says how much of it there will be. Where nothing but the title is written, a verb
    /// of work that opens it is enough.
    ///
    /// ## Why is this bad?
    /// *Outcome over output*, and this is not even output: one can support, research and meet for a quarter and leave
    /// everything as it was.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: interviews
    ///     title: Conduct 15 interviews with shops that left us
    ///     metric: interviews done
    ///     baseline: 0 interviews
    ///     target: 15 interviews
    ///     source: https://wiki.example/interviews
    /// ```
    ///
    /// So does a key result of which only the title is written yet:
    /// ```yaml,fires
    /// # file: okr.yaml
    /// version: 1
    /// rules: { missing-baseline: off, missing-target: off, missing-source: off, lopsided-sheet: off }
    /// # file: okrs/2026-Q1/payments.yaml
    /// cycle: 2026-Q1
    /// team: payments
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     why: One cart in nine is abandoned while the spinner turns.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: soak
    ///         title: Run the whole price list on the new terminal
    ///       - id: fraud-rules
    ///         title: Re-evaluate the fraud rules
    ///       - id: newsletter
    ///         title: The team sends a newsletter once a month
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: shops-that-leave
    ///     title: Fewer than 2 % of shops leave us in a month, down from 5 %
    ///     metric: share of active shops that end their contract, monthly
    ///     baseline: 5 %
    ///     target: "< 2 %"
    ///     hold: 8w
    ///     source: https://grafana.example/d/churn
    /// ```
    pub(super) static ACTIVITY_KEY_RESULT = {
        code: "O204",
        name: "activity-key-result",
        severity: Warning,
        yields_to: [Yield::Field("output-metric")],
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    if words.at.key_result().is_none() {
        return;
    }
    let Some(deed) = words.reading.mere(DeedSort::Activity) else { return };
    let written = quoted(&words.reading.words(deed));
    sink.tell(words.at.spot("title"), format!("{written} says what people will do, not what comes of it"))
        .help(format!("say what will be different after {written}, and in which number it shows"));
}
