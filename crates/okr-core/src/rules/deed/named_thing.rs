//! A thing that is only named, in words no list knows.

use super::measure::names_a_measure;
use super::people::wins_people;
use super::sense::is_noun;
use super::start::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Mark, Sentence, Words};

/// `Single sign-on for the back office`, `Invoice signing`: a thing is named, and nothing is said or measured of it.
pub(super) fn named_thing(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const SAYS: Words = Words(
        "is are was were be been being has have had can cannot could will would should must may might do does did not \
         no never always we our they it you i that which who what how why when where if whether than",
    );
    const ENDS: Words = Words(
        "for of in on with to at by from across and or under into about after before during via per as",
    );
    // Words of other languages, whose verbs this does not know.
    const NOT_ENGLISH: Words = Words(
        "der die das den dem des ein eine einer eines ist sind wird werden wir und für mit von im zum zur bei le la \
         les un une est sont et de du au aux pour avec nous el los las una es son está y con o os as um uma é são do \
         dos da das em na no ao",
    );
    let start = opening(sentence);
    let tokens = &sentence.tokens;
    let latin = tokens.iter().all(|token| token.kind != Kind::Han && token.text.is_ascii());
    let words = tokens.iter().filter(|token| token.is_wordy()).count();
    if !latin
        || wins_people(sentence)
        || !(2..=9).contains(&words)
        || start > 0
        || sentence.is_measured()
        || ["all", "every", "each", "both", "any", "half"].contains(&sentence.word(0))
        || sentence.tags.iter().any(|tag| lexicon.placeholders.stand_in(tag))
        || tokens.iter().any(|token| NOT_ENGLISH.has(&token.lower))
        || tokens
            .iter()
            .any(|token| SAYS.has(&token.lower) || token.text == "us" || token.is("?") || token.is(":"))
        || [
            &lexicon.vague_words,
            &lexicon.change_verbs,
            &lexicon.keeping_verbs,
            &lexicon.timing_metrics,
            &lexicon.placeholders,
        ]
        .iter()
        .any(|list| list.stand_in(tokens))
        || [&lexicon.windows, &lexicon.vanity_totals, &lexicon.milestone_states, &lexicon.effect_verbs]
            .iter()
            .any(|list| list.stand_in(tokens))
    {
        return None;
    }
    // The noun that the rest only describes.
    let end = tokens
        .iter()
        .skip(1)
        .position(|token| ENDS.has(&token.lower) || token.kind == Kind::Mark)
        .map_or(tokens.len(), |length| length + 1);
    if tokens.get(end - 1).is_none_or(|head| !head.is_wordy()) {
        return None;
    }
    let verb = (0..tokens.len()).any(|at| {
        at > 0
            && lexicon.feature_verbs.at(tokens, at).is_some_and(|verb| verb.mark.form == Form::Third)
            && lexicon.output_artefacts.at(tokens, at).is_none()
            || at > 0
                && sentence.word(at - 1).ends_with('s')
                && lexicon.feature_verbs.at(tokens, at).is_some_and(|verb| verb.mark.form == Form::Base)
            || at + 1 == tokens.len()
                && (tokens[at].lower.ends_with("ed")
                    || ["made", "done", "sent", "held", "met", "found", "chosen", "taken"]
                        .contains(&sentence.word(at)))
    });
    let verb_first =
        [&lexicon.output_verbs, &lexicon.activity_verbs, &lexicon.milestone_verbs].iter().any(|list| {
            list.at(tokens, 0)
                .is_some_and(|hit| hit.mark.form != Form::Gerund && !is_noun(sentence, hit, lexicon))
        });
    // `Filialen gewinnen`: an infinitive behind its noun, in German.
    let german = tokens.last().is_some_and(|last| last.lower.ends_with("en") && !last.is_capital())
        && tokens.len() > 1
        && tokens[tokens.len() - 2].is_capital();
    let article = (1..end).any(|at| ["the", "a", "an", "our", "all", "its"].contains(&sentence.word(at)));
    let hit = Hit { at: end - 1, end, mark: Mark::default() };
    let thing =
        end >= 2 && !names_a_measure(sentence, lexicon) && !verb && !verb_first && !article && !german;
    // `Tasting sessions with shop owners`
    let held = lexicon.activity_events.at(tokens, end - 1).is_some();
    let sort = if held { DeedSort::Activity } else { DeedSort::Output };
    thing.then_some(Deed { sort, hit, stand: Stand::Follows })
}
