//! O203 output-key-result.

use crate::rules::deed::{DeedSort, Stand};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, Sink, Wording, Yield};

rule! {
    /// Tells a delivery with no effect measured, counted ("publish 8 posts") or not ("launch the new console").
    ///
    /// Measurable and outcome are two questions: eight posts can be counted and are output all the same. A thing that
    /// is only named ("single sign-on for the back office") is a delivery too. A delivery whose effect is measured in
    /// the sentence or in the fields is not told; how often it is delivered, and to how many, is no effect.
    ///
    /// Where nothing but the title is written, and it neither measures nor claims nor names a measure, it is read by what
    /// is left: a name or an order says what there will be, whatever it is called. One word alone is not told.
    ///
    /// ## Why is this bad?
    /// *Outcome over output.* The console can be launched on time and used by nobody. A key result says how one would
    /// notice that it helps.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: guides
    ///     title: Publish 8 integration guides for new shops
    ///     metric: integration guides published
    ///     baseline: 0 guides
    ///     target: 8 guides
    ///     source: https://docs.example/guides
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
    ///       - id: step-up
    ///         title: Two-factor login for shop owners
    ///       - id: old-receipts
    ///         title: Get the receipts out of the old ledger
    ///       - id: labels
    ///         title: Price labels on three kiosks
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: first-payment
    ///     title: A new shop takes its first payment after 1 day instead of 9
    ///     metric: median time from registration to first payment, new shops, monthly
    ///     baseline: 9 days
    ///     target: "<= 1 day"
    ///     hold: 4w
    ///     source: https://grafana.example/d/onboarding
    /// ```
    pub(super) static OUTPUT_KEY_RESULT = {
        code: "O203",
        name: "output-key-result",
        severity: Warning,
        yields_to: [Yield::Field("output-metric")],
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    if words.at.key_result().is_none() {
        return;
    }
    let Some(deed) = words.reading.mere(DeedSort::Output) else { return };
    let written = quoted(&words.reading.words(deed));
    let message = match deed.stand {
        Stand::Opens | Stand::Follows => {
            format!("{written} delivers something, and measures nothing that it changes")
        }
        // Nobody can tell an order from a name here, and neither says more than the other.
        Stand::Alone => format!("nothing in {written} says what will be better"),
    };
    sink.tell(words.at.spot("title"), message).help(format!(
        "ask who will notice {written}, and in which number: write that metric, its baseline and its target"
    ));
}
