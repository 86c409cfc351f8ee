//! What a sentence claims without saying by how much: a movement or a praise. And what counts as a number that carries it.

mod aside;

pub(super) use aside::is_by_the_way;

use super::lexicon::Lexicon;
use super::text::{Form, Hit, Kind, Number, Sentence, Sort};

/// Whether a number carries the claim; `(rolling 90 days)` only says how one counts.
pub(super) fn carries(title: &Sentence) -> bool {
    let window = |number: &Number| number.sort == Sort::LongTime && title.is_in_brackets(number.at);
    // `improve the top 10 pages`: which of them, and not by how much.
    let which = |number: &Number| number.at > 0 && title.word(number.at - 1) == "top";
    title.numbers.iter().any(|number| !window(number) && !which(number))
}

/// The word that claims: a movement or a praise.
pub(super) fn claim(title: &Sentence, verb: Option<usize>, lexicon: &Lexicon) -> Option<Hit> {
    const DEGREES: &[&str] = &["more", "less", "fewer", "lower", "higher"];
    let opens = |hit: &Hit| hit.at <= 1 && hit.mark.form != Form::Third || hit.mark.closes;
    let keeps = lexicon.keeping_verbs.all(&title.tokens).find(opens);
    let moves = lexicon.change_verbs.all(&title.tokens).find(|hit| moves(title, *hit)).or(keeps);
    // `more women in our team` far back is no claim of its own.
    // and neither are `best practices`, `one more` and `high-level`.
    let degree = |hit: &Hit| {
        let next = title.word(hit.end);
        let named = next.starts_with("practice") || ["level", "effort", "度"].contains(&next);
        let before = hit.at.checked_sub(1).map_or("", |at| title.word(at));
        !named && before != "one" && (!DEGREES.contains(&title.word(hit.at)) || hit.at <= 2)
    };
    let praises = lexicon
        .vague_words
        .all(&title.tokens)
        .find(degree)
        .or_else(|| lexicon.intensifiers.first(&title.tokens))
        .filter(|hit| !is_by_the_way(title, *hit, verb, lexicon));
    match (moves, praises) {
        (Some(moves), Some(praises)) => Some(if praises.at < moves.at { praises } else { moves }),
        (moves, praises) => moves.or(praises),
    }
}

/// Whether a word of movement is the verb here: it opens, is inflected, or follows another verb.
fn moves(title: &Sentence, hit: Hit) -> bool {
    // `Drag-and-drop upload`: part of a name.
    let part = title.tokens[hit.at].kind == Kind::Word
        && hit.at > 0
        && title.tokens[hit.at - 1].kind == Kind::Word
        && !title.tokens[hit.at].spaced;
    // `Evolved into a club`: what it has become; `Boost + Box`: a name.
    let became = hit.mark.form == Form::Past && title.word(hit.end) == "into";
    let named = title.tokens.get(hit.end).is_some_and(|next| next.is("+"));
    if part || became || named {
        return false;
    }
    let opens = hit.at <= 2;
    // `sort/label contracts`: a noun in the shape of the verb.
    // `a kitchen without scales`: behind these there is no verb.
    let noun = hit.mark.form == Form::Third
        && hit.at > 1
        && (["/", "&"].contains(&title.word(hit.at.saturating_sub(2)))
            || ["without", "of", "for", "in", "with"].contains(&title.word(hit.at - 1)));
    let inflected = hit.mark.form != Form::Base && !noun;
    let follows =
        hit.at > 0 && ["to", "and", "will", "must", "should", "can"].contains(&title.word(hit.at - 1));
    let closes = hit.mark.closes || title.tokens[hit.at].kind == Kind::Han;
    opens || inflected || follows || closes
}
