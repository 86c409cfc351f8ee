//! Whether a number measures something in a sentence that says what is so, or only how many there are of it, or by when.

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Bound, Number, Sentence, Sort, Words};

/// Whether a number measures something. `No agent can …` denies what one can do, and counts nothing; `ready in 4 weeks`
/// says by when.
pub(super) fn is_measured(title: &Sentence, verb: Option<usize>, lexicon: &Lexicon) -> bool {
    const MAY: Words = Words("can may");
    const RIGHTS: Words = Words("access permission permissions rights knowledge");
    let denied = title.word(0) == "no"
        && ((2..6).any(|at| MAY.has(title.word(at)))
            || verb.is_some_and(|at| title.word(at) == "has" && RIGHTS.has(title.word(at + 1))));
    // `in 4-6 weeks` is one time.
    let range = |number: &Number| {
        title.tokens.get(number.end).is_some_and(|token| token.is("-"))
            && title.numbers.iter().any(|other| other.at == number.end + 1 && other.sort == Sort::LongTime)
    };
    title.numbers.iter().any(|number| match number.sort {
        Sort::Count if denied && number.at == 0 => false,
        Sort::Count if counts_the_subject(title, number, verb) => false,
        Sort::Count if !range(number) => true,
        Sort::Count | Sort::LongTime => {
            let ready =
                number.at.checked_sub(2).and_then(|at| lexicon.milestone_states.at(&title.tokens, at));
            let by_when =
                ["in", "within", "en", "em", "dans"].contains(&title.word(number.at.saturating_sub(1)));
            let deadline = by_when
                && ready.is_some_and(|ready| ready.end + 1 == number.at && !is_told(title, ready.at))
                && title.tokens.len() <= number.end + 3;
            let ends_range = title.numbers.iter().any(|other| other.end + 1 == number.at && range(other));
            !deadline && !ends_range
        }
        _ => true,
    })
}

/// `Every shop has exactly one owner`, `All 3 tills and 2 scanners are patched`: one of each, or how many there are.
fn counts_the_subject(title: &Sentence, number: &Number, verb: Option<usize>) -> bool {
    let one = ["one", "1", "ein", "eine", "einen", "un", "une", "una", "um", "uma"]
        .contains(&title.word(number.at));
    let all = ["all", "alle", "tous", "toutes", "todos", "todas", "both"].contains(&title.word(0));
    // `All 3 tills that print are patched`: a clause in between hides the verb.
    let be = || title.tokens.iter().position(|token| ["is", "are"].contains(&token.lower.as_str()));
    let whole = all && verb.or_else(be).is_some_and(|verb| number.at < verb);
    // `(a 40-page list)`: what sort of list.
    let sort = title.tokens.get(number.end).is_some_and(|next| next.is_wordy() && !next.spaced);
    if number.sort == Sort::Count && sort && title.tokens[..number.at].iter().any(|token| token.is("(")) {
        return true;
    }
    (verb.is_some() || all) && number.bound != Some(Bound::Below) && (one || whole)
}

/// Whether a form of `be` stands before: `answered is complete within 2 days` tells how long it takes.
fn is_told(title: &Sentence, at: usize) -> bool {
    title.tokens[..at].iter().any(|token| ["is", "are", "was", "were"].contains(&token.lower.as_str()))
}
