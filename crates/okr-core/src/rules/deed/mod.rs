//! What a sentence says will be done, instead of what will be better: a delivery, an activity, a
//! milestone; whether it opens the sentence, closes it, or stands in it as a passive.

mod clause;
mod earnest;
mod events;
mod finite;
mod finite_elsewhere;
mod homograph;
mod making;
mod measure;
mod named_thing;
mod opening;
mod people;
mod sense;
mod standing;
mod start;
mod things;
mod unlisted;

use super::lexicon::Lexicon;
use super::text::{Hit, Sentence};

pub(super) use clause::says_can;
pub(super) use finite::finite;
pub(super) use measure::names_a_measure;
pub(super) use opening::opening_deed;
pub(super) use people::wins_people;
pub(super) use sense::is_noun;
pub(super) use standing::is_outside;
pub(super) use start::opening;

/// Something a title says will be done, instead of what will be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) sort: DeedSort,
    /// Where the words that say so stand.
    pub(super) hit: Hit,
    /// How they stand in the sentence.
    pub(super) stand: Stand,
}

/// The sorts of deeds, each with a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DeedSort {
    /// A thing delivered.
    Output,
    /// Work done.
    Activity,
    /// Something over and done with.
    Milestone,
}

/// How a deed stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// It opens the sentence: `Publish 8 posts`.
    Opens,
    /// It comes behind what it is done to: `8 posts published`, `支付系统上线`.
    Follows,
    /// It is all there is: `Ledger archive for auditors`.
    Alone,
}

/// The deed a sentence tells, if it tells one. The verb of the clause, if it is one, stands at `verb`.
pub(super) fn deed(sentence: &Sentence, verb: Option<usize>, lexicon: &Lexicon) -> Option<Deed> {
    // Of a subject and its verb only people and passives tell a deed; `Export files are …` is no order.
    if verb.is_some() {
        return people::subject_deed(sentence, lexicon)
            .or_else(|| things::existence_deed(sentence, lexicon))
            .or_else(|| standing::closing_deed(sentence, lexicon))
            .or_else(|| standing::passive_deed(sentence, lexicon));
    }
    events::counted_behind_a_colon(sentence, lexicon)
        .or_else(|| things::whole_thing(sentence, lexicon))
        .or_else(|| opening_deed(sentence, lexicon))
        .or_else(|| people::subject_deed(sentence, lexicon))
        .or_else(|| standing::closing_deed(sentence, lexicon))
        .or_else(|| things::existence_deed(sentence, lexicon))
        .or_else(|| standing::passive_deed(sentence, lexicon))
        .or_else(|| events::event_deed(sentence, lexicon))
        .or_else(|| things::artefact_deed(sentence, lexicon))
        .or_else(|| things::named_going_out(sentence, lexicon))
        .or_else(|| things::artefact_in_han(sentence, lexicon))
        .or_else(|| things::added_in_han(sentence, lexicon))
        .or_else(|| opening::promised_deed(sentence, lexicon))
        .or_else(|| unlisted::unlisted_deed(sentence, lexicon))
        .or_else(|| named_thing::named_thing(sentence, lexicon))
}
