//! O203 output-key-result.

use crate::rules::deed::DeedSort;
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
    sink.tell(
        words.at.spot("title"),
        format!("{written} delivers something, and measures nothing that it changes"),
    )
    .help(format!(
        "ask who will notice {written}, and in which number: write that metric, its baseline and its target"
    ));
}
