//! O202 output-objective.

use crate::rules::deed::{DeedSort, opening_deed};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, Saying, Sink};

rule! {
    /// Tells an objective that opens with a delivery: launch, ship, build, implement, migrate, 上线.
    ///
    /// ## Why is this bad?
    /// *Outcome over output.* Such an objective is reached on the day the thing is there, whether it helps anybody or
    /// not. What it shall make better is the objective; the thing is one way to get there, and the team may find a
    /// shorter one.
    ///
    /// ## Example
    /// ```yaml,fires
    /// title: Launch the new payment gateway for all shops
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// title: Shops never lose a sale to a failed payment
    /// ```
    pub(super) static OUTPUT_OBJECTIVE = {
        code: "O202",
        name: "output-objective",
        severity: Warning,
        check: Check::Saying(check),
    }
}

/// Verbs of the list that also open a good objective: `Enable every team to …`, `Provide payments that …`.
const SOFT: &[&str] =
    &["enable", "enabling", "provide", "providing", "establish", "solve", "make", "making", "define"];

fn check(Saying { at, title: sentence, .. }: Saying<'_>, sink: &mut Sink<'_>) {
    let Some(deed) = opening_deed(sentence, at.file.scene.lexicon) else { return };
    let opening = sentence.text(deed.hit.at, deed.hit.end);
    if deed.sort != DeedSort::Output || SOFT.contains(&sentence.word(deed.hit.at)) {
        return;
    }
    sink.tell(
        at.spot("title"),
        format!("{} opens an objective with what will be delivered", quoted(&opening)),
    )
    .help(format!(
        "say what will be true for users or the business once {} is there; the delivery is a way to it",
        quoted(&rest(&sentence.text(deed.hit.end, sentence.tokens.len())))
    ));
}

/// The thing delivered, without its article.
fn rest(text: &str) -> String {
    let text = text.trim();
    let bare = ["the ", "a ", "an ", "our "].iter().find_map(|article| {
        text.get(..article.len())
            .filter(|start| start.eq_ignore_ascii_case(article))
            .map(|_| &text[article.len()..])
    });
    match bare.unwrap_or(text) {
        "" => "it".to_owned(),
        thing => thing.to_owned(),
    }
}
