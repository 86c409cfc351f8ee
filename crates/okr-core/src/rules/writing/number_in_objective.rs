//! W704 number-in-objective.

use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, Saying, Sink};

rule! {
    /// Tells a number in an objective's title.
    ///
    /// Names that hold digits are no numbers: S3, K8s, HTTP2, SOC 2, ISO 27001, quarters and years, and what the workspace
    /// lists under `lexicon.product_names`.
    ///
    /// ## Why is this bad?
    /// *Measurable*, and each in its place: the objective says where to go, the key results how one can tell. A number in
    /// the title is a key result that nobody tracks, or the one number that crowds out the others.
    ///
    /// ## Example
    /// ```yaml,fires
    /// title: Every payment is booked within 200 ms
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// title: Every payment is booked before the shopper looks up
    /// ```
    pub(super) static NUMBER_IN_OBJECTIVE = {
        code: "W704",
        name: "number-in-objective",
        severity: Warning,
        starter: crate::settings::Level::Off,
        check: Check::Saying(check),
    }
}

fn check(Saying { at, title: sentence, .. }: Saying<'_>, sink: &mut Sink<'_>) {
    let Some(number) = sentence.numbers.iter().find(|number| number.digits) else { return };
    let written = quoted(&sentence.written(number));
    sink.tell(at.spot("title"), format!("{written} in an objective: numbers belong into key results")).help(
        "say in words where to go, and give the number a key result; if it is part of a name, add the name to `lexicon: product_names` in okr.yaml",
    );
}
