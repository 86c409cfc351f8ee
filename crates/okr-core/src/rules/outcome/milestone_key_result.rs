//! O206 milestone-key-result.

use crate::model::Form;
use crate::rules::deed::DeedSort;
use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::reading::Reading;
use crate::rules::rule::rule;
use crate::rules::text::{Form as WordForm, Kind, Sentence};
use crate::rules::{Check, Sink, Wording, Yield};

rule! {
    /// Tells a key result that is only done or not done: a target of `done`, `yes`, `100 % complete`, or a sentence such
    /// as "close the funding round", "admins can export".
    ///
    /// Where it is a plain delivery, `output-key-result` tells it.
    ///
    /// ## Why is this bad?
    /// *Outcome over output.* Done or not done has no way in between: there is nothing to steer by until the last week,
    /// and nothing that says whether it was worth doing.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: old-gateway
    ///     title: The old gateway no longer takes payments
    ///     metric: state of the old gateway
    ///     baseline: 0 %
    ///     target: done
    ///     source: https://wiki.example/gateway
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: old-gateway
    ///     title: The old gateway takes under 1 % of payments, down from 40 %
    ///     metric: share of payments through the old gateway, production, weekly
    ///     baseline: 40 %
    ///     target: "< 1 %"
    ///     hold: 4w
    ///     source: https://grafana.example/d/gateway
    /// ```
    pub(super) static MILESTONE_KEY_RESULT = {
        code: "O206",
        name: "milestone-key-result",
        severity: Warning,
        yields_to: [
            Yield::Subject("output-key-result"),
            Yield::Subject("activity-key-result"),
            Yield::Subject("output-metric"),
        ],
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = words.at.key_result() else { return };
    let fields = [
        ("target", key_result.target.as_ref().map(|t| (t.text(), t.form()))),
        ("baseline", key_result.baseline.as_ref().map(|b| (b.text(), b.form()))),
    ];
    for (field, stated) in fields {
        if let Some((text, Some(Form::Milestone))) = stated {
            sink.tell(
                words.at.spot(field),
                format!("{} is done or not done, with nothing in between", quoted(text)),
            )
            .help(
                "say in which number one would notice that it is done, and write that metric with its target",
            );
            return;
        }
    }
    if words.reading.carried || words.reading.title.is_measured() {
        return;
    }
    if let Some(written) = milestone(words.reading, words.lexicon) {
        sink.tell(
            words.at.spot("title"),
            format!("{} is done or not done, with nothing in between", quoted(&written)),
        )
        .help("say in which number one would notice that it is done, and write that metric with its target");
    }
}

/// The words that make the sentence a milestone.
fn milestone(reading: &Reading, lexicon: &Lexicon) -> Option<String> {
    let title = &reading.title;
    match &reading.deed {
        Some(deed) if deed.sort == DeedSort::Milestone => return Some(reading.words(deed)),
        Some(_) => return None,
        None => {}
    }
    let outer = outer(title);
    let end = title.tokens.iter().rposition(|token| token.kind != Kind::Mark).map_or(0, |at| at + 1);
    let state = lexicon.milestone_states.all(&title.tokens).find(|hit| {
        let is =
            hit.at > 0 && ["is", "are", "be", "been", "ist", "sind", "est"].contains(&title.word(hit.at - 1));
        hit.at > 0 && (hit.end == end || is)
    });
    if let Some(hit) = state {
        return Some(title.text(hit.at.saturating_sub(4), hit.end));
    }
    // `Admins can export`: what a product lets people do.
    let can = outer
        .iter()
        .copied()
        .take(8)
        .find(|&at| at > 0 && ["can", "cannot", "可以", "能够"].contains(&title.word(at)));
    if let Some(at) = can {
        return Some(title.text(at.saturating_sub(3), at + 3));
    }
    let feature = outer.iter().copied().take(10).filter(|&at| at > 0).find_map(|at| {
        lexicon.feature_verbs.at(&title.tokens, at).filter(|hit| hit.mark.form == WordForm::Third)
    })?;
    Some(title.text(feature.at.saturating_sub(3), feature.end + 2))
}

/// The positions outside brackets.
fn outer(sentence: &Sentence) -> Vec<usize> {
    let mut depth = 0usize;
    let mut list = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            list.push(at);
        }
    }
    list
}
