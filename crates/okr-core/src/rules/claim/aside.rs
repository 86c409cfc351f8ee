//! Praise that a sentence only mentions, and does not claim.

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Hit, Sentence, Words};

/// Whether a word of praise stands aside of what is said: `The menu shows refunds alongside the fast checkout` says what the
/// menu lists, `logs visible in the console` where they are seen.
pub(in crate::rules) fn is_by_the_way(
    title: &Sentence,
    hit: Hit,
    verb: Option<usize>,
    lexicon: &Lexicon,
) -> bool {
    const ASIDE: Words = Words("as alongside beside besides on by from under only");
    const SAYS: Words =
        Words("is are feels feel becomes become seems seem stays stay remains remain has have");
    const PLACES: Words = Words("in on to from at live");
    // `All relevant tills`: which of them.
    if title.word(hit.at) == "relevant"
        && hit.at > 0
        && ["all", "every", "alle"].contains(&title.word(hit.at - 1))
    {
        return true;
    }
    if title.word(hit.at) == "visible" && PLACES.has(title.word(hit.end)) {
        return true;
    }
    let Some(verb) = verb.filter(|&verb| verb < hit.at && !SAYS.has(title.word(verb))) else { return false };
    let more = title.word(hit.end - 1).ends_with("er") || ["more", "less"].contains(&title.word(hit.at));
    !more
        && lexicon.change_verbs.at(&title.tokens, hit.at).is_none()
        && title.tokens[verb + 1..hit.at].iter().any(|token| ASIDE.has(&token.lower))
}
