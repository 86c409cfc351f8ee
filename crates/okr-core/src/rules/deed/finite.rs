//! The finite verb of an English clause: a subject, then what it does. Known by its place and by how it agrees with the
//! noun before it, so that no list has to know the verb.

use super::finite_elsewhere::finite_elsewhere;
use super::homograph::{HOMOGRAPHS, is_grammar, is_homograph};
use super::start::opening;
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Kind, Sentence, Words};

/// How something is done: never the next noun of a name.
const BEHIND_A_VERB: Words = Words(
    "itself themselves only never always not also already still again together automatically once without",
);
/// What opens the object of a verb.
const OBJECTS: Words =
    Words("a an the its their his her our your my this these those every each all any both no another");
/// Adverbs that stand before a finite verb.
const ADVERBS: Words = Words("always never only also still already automatically now usually often");
/// `interviews a week`, `talks this quarter`: how often, and no object.
const PERIODS: Words = Words(
    "day days week weeks fortnight month months quarter quarters year years sprint time season semester term monday \
     tuesday wednesday thursday friday saturday sunday morning evening night other",
);
/// What opens a clause within the clause, or makes the verb behind it no finite one.
const SUBORDINATE: Words = Words(
    "that which who whom whose what how why when where while if whether until unless because since so than to will \
     would can cannot could shall should must may might do does did not let lets",
);
/// Verbs that take a whole clause: in `ensure services are up` the services are not what the sentence is about.
const CLAUSE_TAKERS: Words = Words(
    "ensure make confirm verify check show prove demonstrate validate guarantee see know decide agree assure assert \
     announce say tell help have get keep let",
);
/// Where the finite verb of the sentence stands: `Tills print only behind the counter`, `The drill ends in a protocol`.
pub(in crate::rules) fn finite(sentence: &Sentence, lexicon: &Lexicon) -> Option<usize> {
    if sentence.tokens.first()?.kind == Kind::Han {
        return None;
    }
    english(sentence, lexicon).or_else(|| finite_elsewhere(sentence, lexicon))
}

fn english(sentence: &Sentence, lexicon: &Lexicon) -> Option<usize> {
    let tokens = &sentence.tokens;
    let start = opening(sentence);
    if start > 1 || tokens.len() < start + 3 || orders(sentence, start, lexicon) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().take(start + 18).skip(start) {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            if SUBORDINATE.has(&token.lower) || [":", ";", "-", "?", "->"].iter().any(|mark| token.is(mark)) {
                return None;
            }
            if at > start && (is_finite(sentence, start, at, lexicon) || is_ready(sentence, start, at)) {
                return Some(at);
            }
        }
    }
    None
}

/// Whether the first word is an order. A word that is a noun as well is one only before what can be its object alone.
fn orders(sentence: &Sentence, start: usize, lexicon: &Lexicon) -> bool {
    let word = sentence.word(start);
    let next = sentence.tokens.get(start + 1);
    // `Add-ons have …`
    if next.is_some_and(|next| next.is_wordy() && !next.spaced) {
        return false;
    }
    let bounded = ["at", "up"].contains(&sentence.word(start + 1))
        && ["least", "most", "to"].contains(&sentence.word(start + 2));
    let object = bounded || next.is_some_and(|next| OBJECTS.has(&next.lower) || next.kind == Kind::Number);
    if CLAUSE_TAKERS.has(word) || object && !is_grammar(word) && !OBJECTS.has(word) && !word.ends_with('s') {
        return true;
    }
    let verb = [
        &lexicon.output_verbs,
        &lexicon.activity_verbs,
        &lexicon.milestone_verbs,
        &lexicon.change_verbs,
        &lexicon.keeping_verbs,
        &lexicon.effect_verbs,
        &lexicon.feature_verbs,
    ]
    .iter()
    .any(|list| list.at(&sentence.tokens, start).is_some_and(|hit| hit.mark.form != Form::Third));
    verb && !is_homograph(word)
}

/// Whether the word at a place is the verb of the noun before it.
fn is_finite(sentence: &Sentence, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    const BE: Words = Words(
        "is are has have feel feels seem seems become becomes remain remains stay stays look looks works",
    );
    let tokens = &sentence.tokens;
    let (token, word) = (&tokens[at], sentence.word(at));
    let Some(next) = tokens.get(at + 1) else { return false };
    if token.kind != Kind::Word || !is_head(sentence, start, at) {
        return false;
    }
    if BE.has(word) {
        return next.kind != Kind::Mark || next.is("\"") || next.is("`");
    }
    let adverb = ADVERBS.has(sentence.word(at - 1)) && at > start + 1;
    let subject = at - 1 - usize::from(adverb);
    // `Number of vans without a scale`: behind a preposition stands a noun.
    if ["of", "for", "in", "on", "with", "to", "by", "from", "at", "per"].contains(&sentence.word(subject)) {
        return false;
    }
    let many = is_plural(sentence.word(subject)) || is_joined(sentence, start, subject);
    let third = word.len() > 3 && is_plural(word);
    if !third && !many {
        return false;
    }
    let form = listed(sentence, at, lexicon);
    let describes = lexicon.feature_verbs.at(&sentence.tokens, at).is_some() && !is_homograph(stem(word));
    if describes && form == Some(if many { Form::Base } else { Form::Third }) {
        return true;
    }
    let led = BEHIND_A_VERB.has(&next.lower)
        || OBJECTS.has(&next.lower) && !PERIODS.has(sentence.word(at + 2))
        || next.lower.len() > 4 && next.lower.ends_with("ly");
    if third {
        // `Ada runs tests on …`: a noun in the middle of a name is hardly ever a plural.
        let known = form == Some(Form::Third);
        let plural = is_plural(&next.lower) && tokens.get(at + 2).is_some();
        let whenever = || {
            (at + 2..tokens.len())
                .any(|at| ["every", "each"].contains(&sentence.word(at)) && is_grammar(sentence.word(at - 1)))
        };
        // `Hold office hours the whole week`: behind what may be an order only a verb that is known.
        let order = HOMOGRAPHS.has(sentence.word(start)) && !known;
        return !many && !order && (led || adverb || is_of_one(sentence, start, at))
            || known && !is_plural(sentence.word(subject)) && (led || plural || whenever());
    }
    // `Release trains leave on time`: what comes about is no deed.
    let comes = [&lexicon.effect_verbs, &lexicon.change_verbs]
        .iter()
        .any(|list| list.at(&sentence.tokens, at).is_some_and(|hit| hit.mark.form == Form::Base));
    // `Clerks log in with their badge`
    let particle = ["in", "out", "up", "off"].contains(&next.lower.as_str())
        && ["with", "from", "to", "on", "at", "for", "by", "through", "via"].contains(&sentence.word(at + 2));
    if many && (comes && !is_homograph(word) || particle && !third && !inflected(word)) {
        return true;
    }
    let base = form == Some(Form::Base) || form.is_none() && !inflected(word) && !is_grammar(word);
    many && base && (led || adverb && form.is_some())
}

/// `Every drill ends in a protocol`: behind `a` or `every` no noun is a plural.
fn is_of_one(sentence: &Sentence, start: usize, at: usize) -> bool {
    const ONE: Words = Words("a an every each another");
    const NO_VERBS: Words = Words("series species lens news means headquarters analytics");
    let (word, next) = (sentence.word(at), sentence.word(at + 1));
    let noun = NO_VERBS.has(word) || ["as", "os", "ics"].iter().any(|end| word.ends_with(end));
    ONE.has(sentence.word(start))
        && !noun
        && is_grammar(next)
        && !sentence.tokens[start + 1..at].iter().any(|token| is_grammar(&token.lower))
}

/// `Export files ready for the bank`: what would be a verb is a noun, since something is said of it.
fn is_ready(sentence: &Sentence, start: usize, at: usize) -> bool {
    const READY: Words = Words("accessible available live operational reachable ready visible");
    const BEHIND: Words = Words("for in to on from at via by across");
    let next = sentence.tokens.get(at + 1);
    READY.has(sentence.word(at))
        && at > start + 1
        && HOMOGRAPHS.has(sentence.word(start))
        && is_head(sentence, start, at)
        && next.is_none_or(|next| BEHIND.has(&next.lower))
        && !sentence.tokens[start..at].iter().any(|token| is_grammar(&token.lower))
}

/// The form in which a list of verbs knows this word.
fn listed(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Form> {
    [&lexicon.feature_verbs, &lexicon.output_verbs, &lexicon.activity_verbs, &lexicon.milestone_verbs]
        .iter()
        .find_map(|list| list.at(&sentence.tokens, at))
        .map(|hit| hit.mark.form)
}

/// Whether a noun can end right before this place.
fn is_head(sentence: &Sentence, start: usize, at: usize) -> bool {
    let before = &sentence.tokens[at - 1];
    let adverb = ADVERBS.has(&before.lower);
    if adverb {
        return at > start + 1 && is_head(sentence, start, at - 1);
    }
    // `The portal for batch 5 is up`
    let numbered = before.kind == Kind::Number && !sentence.numbers.iter().any(|number| number.end == at);
    numbered
        || before.is(")")
        || before.is("\"")
        || before.is("`")
        || before.kind == Kind::Name
        || before.is_wordy()
            && !is_grammar(&before.lower)
            && !OBJECTS.has(&before.lower)
            && !BEHIND_A_VERB.has(&before.lower)
}

/// `logs`, `services`; not `process`, `status`, `analysis`.
fn is_plural(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// `include` of `includes`.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// `the ledger and the till`, `shops, banks, the ledger`
fn is_joined(sentence: &Sentence, start: usize, subject: usize) -> bool {
    sentence.tokens[start..subject].iter().any(|token| token.lower == "and")
}

/// `written`-like forms are no finite verbs behind their noun.
fn inflected(word: &str) -> bool {
    const IRREGULAR: Words = Words(
        "broken chosen driven fallen forgotten found frozen given hidden known made proven sent shown spoken taken \
         told worn written",
    );
    IRREGULAR.has(word) || word.len() > 4 && ["ed", "ing", "ly"].iter().any(|end| word.ends_with(end))
}
