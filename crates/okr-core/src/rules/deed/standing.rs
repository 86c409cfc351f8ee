//! Deeds that do not open their sentence: verbs that close it, passives, things made and only named.

use super::opening::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Lead, Number, Phrases, Sentence, Sort, Words};

/// `Neues Portal veröffentlichen`, `支付系统上线`
pub(super) fn closing_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    // 加强团队沟通: what opens with a movement is about the movement.
    if lexicon.change_verbs.at(&sentence.tokens, opening(sentence)).is_some_and(|hit| !hit.mark.closes) {
        return None;
    }
    // 上线并推广: the first of two deeds closes its half of the sentence.
    let half = sentence.tokens.iter().position(|token| ["并", "且", "及"].contains(&token.lower.as_str()));
    let whole = sentence.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let end = half.filter(|&at| at > 2).unwrap_or(whole);
    let closes = |list: &Phrases| {
        let from = end.saturating_sub(6);
        (from..end).find_map(|at| {
            let hit = list.at(&sentence.tokens, at).filter(|hit| hit.end == end && hit.at > 0)?;
            (hit.mark.closes || sentence.tokens[hit.at].kind == Kind::Han).then_some(hit)
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    closes(&lexicon.output_verbs)
        .map(|hit| deed(DeedSort::Output, hit))
        .or_else(|| closes(&lexicon.activity_verbs).map(|hit| deed(DeedSort::Activity, hit)))
        .or_else(|| closes(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
}

/// `20 case studies added to the site`, `The console is launched`
pub(super) fn passive_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const BEFORE: Words = Words("is are was were be been has have gets get being fully successfully not");
    const BEHIND: Words =
        Words("to in on into for with across at onto and by as about around over during this via . ( ;");
    // `Two thirds of services are created from the template`: how much it is used.
    const THROUGH: Words = Words("from with without through via using automatically by within before after");
    let is_share = sentence.numbers.iter().any(|number| {
        matches!(number.sort, Sort::Percent | Sort::Fraction) && sentence.word(number.end) == "of"
    });
    let passive = |list: &Phrases| {
        list.all(&sentence.tokens).find(|hit| {
            hit.at > 0
                && hit.mark.form == Form::Past
                && (BEFORE.has(sentence.word(hit.at - 1))
                    || hit.end >= sentence.tokens.len()
                    || BEHIND.has(sentence.word(hit.end)))
                && !is_aside(sentence, hit.at)
                && !(is_share && THROUGH.has(sentence.word(hit.end)))
                // `to be defined` is no deed yet.
                && !(sentence.word(hit.at - 1) == "be" && sentence.word(hit.at.saturating_sub(2)) == "to")
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    // `Exports are enabled by default`: a state, where nothing counts how many.
    let is_state = |hit: &Hit| {
        let before = &sentence.tokens[hit.at.saturating_sub(3)..hit.at];
        before.iter().any(|token| ["is", "are"].contains(&token.lower.as_str()))
            && !sentence.is_measured()
            && lexicon.milestone_states.at(&sentence.tokens, hit.at).is_some()
    };
    passive(&lexicon.output_verbs)
        .filter(|hit| !is_state(hit))
        .map(|hit| deed(DeedSort::Output, hit))
        .or_else(|| passive(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
        .or_else(|| counted_activity(sentence, lexicon).map(|hit| deed(DeedSort::Activity, hit)))
}

/// Whether a token stands in brackets or behind a relative pronoun: what is told there is not what will be done.
fn is_aside(sentence: &Sentence, at: usize) -> bool {
    const RELATIVE: Words = Words("who that which when if where once after because");
    let before = &sentence.tokens[..at];
    let open = before.iter().filter(|token| token.is("(")).count();
    let closed = before.iter().filter(|token| token.is(")")).count();
    open > closed || before.iter().any(|token| RELATIVE.has(&token.lower))
}

/// `8 meetups attended`: so many of what people did. What `is reviewed within a day` is a state of the work.
fn counted_activity(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    let number = sentence.numbers.first().filter(|number| number.sort == Sort::Count)?;
    let from = number.end;
    leads(sentence, 0, number).then_some(())?;
    lexicon.activity_verbs.all(&sentence.tokens).find(|hit| {
        let bare =
            !["is", "are", "was", "were", "be", "been", "get", "gets"].contains(&sentence.word(hit.at - 1));
        (from + 1..from + 5).contains(&hit.at)
            && hit.mark.form == Form::Past
            && bare
            && sentence.word(hit.at) != "supported"
            && sentence.tokens[from..hit.at].iter().all(|token| token.is_wordy() || token.kind == Kind::Name)
    })
}

/// `There is a guide for shops`, `The service gets a dashboard`, `Proper documentation exists`: a thing made, told as a state.
pub(super) fn existence_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    if sentence.is_measured() {
        return None;
    }
    let artefact = |from: usize, to: usize| {
        (from..to.min(sentence.tokens.len())).find_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))
    };
    let found = if sentence.word(0) == "there" && ["is", "are"].contains(&sentence.word(1)) {
        artefact(2, 8)
    } else {
        let at = (1..sentence.tokens.len().min(8))
            .find(|&at| ["exist", "exists", "gets"].contains(&sentence.word(at)))?;
        if sentence.word(at) == "gets" { artefact(at + 1, at + 6) } else { artefact(0, at) }
    };
    found.map(|hit| Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}

/// `Product page with prices`, `Regression tests for the importer`: a thing made, and nothing said of it.
fn named_artefact(sentence: &Sentence, lexicon: &Lexicon, start: usize) -> Option<Deed> {
    const BREAKS: Words =
        Words("for with of on in to about at by from including incl that which has have is are can will");
    let quantified = ["all", "every", "each", "no"].contains(&sentence.word(start));
    if quantified || sentence.is_measured() || lexicon.vague_words.stand_in(&sentence.tokens) {
        return None;
    }
    let end = sentence.tokens.iter().skip(start).position(|token| {
        BREAKS.has(&token.lower)
            || token.kind == Kind::Mark && !["&", "/", "\"", "'"].contains(&token.text.as_str())
    });
    let end = end.map_or(sentence.tokens.len(), |length| start + length);
    // A sentence with a verb says something of the thing.
    const FINITE: Words = Words("has have is are can will was were");
    let says = FINITE.has(sentence.word(end))
        || (start + 1..sentence.tokens.len()).any(|at| {
            let verb = lexicon.feature_verbs.at(&sentence.tokens, at);
            verb.is_some_and(|verb| verb.mark.form == Form::Third) && !is_aside(sentence, at)
                && lexicon.output_artefacts.at(&sentence.tokens, at).is_none()
        });
    // `Sling the console`: an article behind the first word makes a verb of it.
    let verb = (start + 1..end).any(|at| ["the", "a", "an", "our"].contains(&sentence.word(at)));
    let hit = (start..end).rev().find_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))?;
    // `Continuous improvement of …`: the thing named is a movement.
    let moves = (start..end).any(|at| lexicon.change_verbs.at(&sentence.tokens, at).is_some());
    // A character is about half a word; `Tool for …` is a thing by itself.
    let han = sentence.tokens[hit.at].kind == Kind::Han;
    let least = if ["for", "of"].contains(&sentence.word(end)) { 1 } else { 2 };
    let nouns = !verb && !moves && (least..=if han { 12 } else { 6 }).contains(&(end - start));
    (nouns && !says && hit.end == end).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}

/// `Weekly sync with the platform team`, `2 user interviews a week`, `Regular office hours`: what people hold,
/// with nothing but how often.
pub(super) fn event_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const OFTEN: Words = Words(
        "weekly monthly daily quarterly regular fortnightly biweekly bi-weekly yearly annual ongoing continuous \
         frequent recurring periodic",
    );
    const BEHIND: Words = Words(
        "with for on about at in and to by per a each every between from of during held conducted run done \
         completed organised organized hosted attended",
    );
    const ARTICLES: Words = Words("a an one");
    let start = opening(sentence);
    let counted =
        sentence.numbers.iter().find(|number| number.sort == Sort::Count && leads(sentence, start, number));
    let often = (start..start + 2).find(|&at| OFTEN.has(sentence.word(at)));
    let single = ARTICLES.has(sentence.word(start)).then_some(start);
    let from = counted.map(|number| number.end).or(often.map(|at| at + 1)).or(single.map(|at| at + 1))?;
    if from == start || sentence.numbers.iter().any(|number| number.sort != Sort::Count && number.sort != Sort::LongTime) {
        return None;
    }
    let hit = (from..(from + 4).min(sentence.tokens.len()))
        .rev()
        .find_map(|at| lexicon.activity_events.at(&sentence.tokens, at))?;
    let between = sentence.tokens[from..hit.at].iter().all(|token| token.is_wordy() || token.kind == Kind::Name);
    // `an integration test` is a thing made.
    let made = (from..hit.at)
        .any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end >= hit.end));
    let ends = sentence
        .tokens
        .get(hit.end)
        .is_none_or(|next| next.kind == Kind::Mark || BEHIND.has(&next.lower));
    (between && ends && !made).then_some(Deed { sort: DeedSort::Activity, hit, stand: Stand::Follows })
}

/// Whether a number opens the sentence, but for the comparison before it.
fn leads(sentence: &Sentence, start: usize, number: &Number) -> bool {
    number.at >= start
        && sentence.tokens[start..number.at].iter().all(|token| {
            token.kind == Kind::Mark
                || ["at", "least", "over", "more", "than", "another"].contains(&token.lower.as_str())
        })
}

/// `5 blog posts about onboarding`, `New dashboard for payments`
pub(super) fn artefact_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let start = opening(sentence);
    let counted =
        sentence.numbers.iter().find(|number| number.sort == Sort::Count && leads(sentence, start, number));
    let counted = counted.filter(|number| number.lead != Lead::From);
    let from = match counted {
        Some(number) => number.end,
        None if ["new", "another", "a", "an"].contains(&sentence.word(start)) => start + 1,
        None => return named_artefact(sentence, lexicon, start),
    };
    let hit = (from..(from + 4).min(sentence.tokens.len()))
        .rev()
        .find_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))?;
    let between = sentence.tokens[from..hit.at]
        .iter()
        .all(|token| token.kind == Kind::Word || token.kind == Kind::Name);
    // The artefact must be what is counted, not what describes it: `3 API customers`.
    let ends = match sentence.tokens.get(hit.end) {
        None => true,
        Some(next) if next.kind == Kind::Mark => true,
        Some(_) => {
            const BEHIND: Words = Words(
                "for on about per in to with from by during and of that which a each every at as live online \
                 available ready across where so until before within",
            );
            BEHIND.has(sentence.word(hit.end))
        }
    };
    (between && ends).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}
