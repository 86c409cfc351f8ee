//! Deeds whose verb does not open the sentence: it closes it, or is a passive.

use super::clause::{is_aside, is_attribute, says_can};
use super::earnest::{is_abstract, is_service};
use super::events;
use super::start::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Mark, Phrases, Sentence, Sort, Words};

/// `Neues Portal veröffentlichen`, `支付系统上线`
pub(super) fn closing_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    // 加强团队沟通: what opens with a movement is about the movement.
    if lexicon.change_verbs.at(&sentence.tokens, opening(sentence)).is_some_and(|hit| !hit.mark.closes) {
        return None;
    }
    // 上线并推广: the first of two deeds closes its half of the sentence.
    let half =
        sentence.tokens.iter().position(|token| ["并", "且", "及", "以"].contains(&token.lower.as_str()));
    let whole = sentence.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    // 指南发布4篇: the count comes last.
    let counted = sentence.numbers.last().filter(|number| {
        let han = number.at > 2 && sentence.tokens[number.at - 1].kind == Kind::Han;
        han && number.sort == Sort::Count && number.end + 2 >= whole
    });
    let whole = counted.map_or(whole, |number| number.at);
    // 收银台上线,门店可查: and so does the first of two clauses.
    let han = |at: usize| at > 2 && sentence.tokens[at - 1].kind == Kind::Han;
    let clause = sentence.tokens.iter().position(|token| token.is(",")).filter(|&at| han(at));
    let end = half.filter(|&at| at > 2).unwrap_or(whole);
    // `Die Einrichtung der Kassen abschließen`: a making that is completed.
    let makes = ["die", "das", "den"].contains(&sentence.word(0))
        && lexicon.output_verbs.at(&sentence.tokens, 1).is_some_and(|hit| !hit.mark.closes);
    let deed = |sort: DeedSort, hit: Hit| {
        let sort = if makes && sort == DeedSort::Milestone { DeedSort::Output } else { sort };
        Deed { sort, hit, stand: Stand::Follows }
    };
    let lists = [
        (DeedSort::Output, &lexicon.output_verbs),
        (DeedSort::Activity, &lexicon.activity_verbs),
        (DeedSort::Milestone, &lexicon.milestone_verbs),
    ];
    [Some(end), clause].into_iter().flatten().find_map(|end| {
        lists.iter().find_map(|(sort, list)| Some(deed(*sort, closes(sentence, list, lexicon, end)?)))
    })
}

/// The verb of a list that closes a clause.
fn closes(sentence: &Sentence, list: &Phrases, lexicon: &Lexicon, end: usize) -> Option<Hit> {
    (end.saturating_sub(6)..end).find_map(|at| {
        let hit = list.at(&sentence.tokens, at).filter(|hit| hit.end == end && hit.at > 0)?;
        // 每个人都能部署: what one can do is a state.
        let able = (0..hit.at).any(|at| says_can(sentence, at));
        // 强化退款闭环: what opens the clause is the verb.
        let clause = sentence.tokens[..hit.at].iter().rposition(|token| token.is(",") || token.is(";"));
        if clause.is_some_and(|mark| {
            lexicon.change_verbs.at(&sentence.tokens, mark + 1).is_some_and(|verb| !verb.mark.closes)
        }) {
            return None;
        }
        // `Vorträge halten`, but not `Fehler im Rahmen halten`.
        if sentence.word(at) == "halten" && !lexicon.activity_events.stand_in(&sentence.tokens[..at]) {
            return None;
        }
        let closes = hit.mark.closes || sentence.tokens[hit.at].kind == Kind::Han;
        (closes && !able && !is_aside(sentence, hit.at)).then_some(hit)
    })
}

/// `20 case studies added to the site`, `The console is launched`
pub(super) fn passive_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const BEFORE: Words = Words("is are was were be been gets get being fully successfully not");
    const BEHIND: Words = Words(
        "to in on into for with across at onto and by as about around over during this via . ( ; , & per each every",
    );
    const THROUGH: Words = Words("from with without through via using automatically by within before after");
    const MADE: Words = Words(
        "added automated built coded created delivered deployed designed developed documented drafted implemented \
         introduced launched made migrated produced published redesigned refactored released rewritten rolled set \
         shipped written",
    );
    // `Sources are clear and kept in one place`: the praise is what is claimed.
    if lexicon
        .vague_words
        .all(&sentence.tokens)
        .any(|praise| praise.at > 0 && ["is", "are"].contains(&sentence.word(praise.at - 1)))
        && !sentence.is_measured()
    {
        return None;
    }
    // `Accounts opened by guests`: what those do for whom one works is no delivery.
    let by_guests = |end: usize| sentence.word(end) == "by" && is_outside(sentence.word(end + 1));
    // `Two thirds of services are created from the template`: how much it is used.
    let is_share = sentence.numbers.iter().any(|number| {
        matches!(number.sort, Sort::Percent | Sort::Fraction) && sentence.word(number.end) == "of"
    });
    // `Cut the questions asked by shops by half`, `Ensure parcels leave with an invoice enclosed`: behind a verb of movement
    // or keeping a bare participle describes a noun, up to the next mark.
    let start = opening(sentence);
    let claims = [&lexicon.change_verbs, &lexicon.keeping_verbs]
        .iter()
        .any(|list| list.at(&sentence.tokens, start).is_some_and(|hit| !hit.mark.closes));
    let first = sentence
        .tokens
        .iter()
        .skip(start)
        .position(|token| token.is(":") || token.is(";") || token.is(","))
        .map_or(sentence.tokens.len(), |length| start + length);
    let describes = |at: usize| claims && at < first && !BEFORE.has(sentence.word(at - 1));
    let passive = |list: &Phrases| {
        list.all(&sentence.tokens).find(|hit| {
            hit.at > 0
                && !describes(hit.at)
                && hit.mark.form == Form::Past
                && (BEFORE.has(sentence.word(hit.at - 1))
                    || hit.end >= sentence.tokens.len()
                    || BEHIND.has(sentence.word(hit.end)))
                && !is_aside(sentence, hit.at)
                && !is_attribute(sentence, hit.at)
                && !by_guests(hit.end)
                // `half of them have delivered`: somebody did.
                && !["has", "have", "had"].contains(&sentence.word(hit.at - 1))
                // `what they replaced`
                && !["they", "we", "you", "it", "i"].contains(&sentence.word(hit.at - 1))
                && !(is_share && (THROUGH.has(sentence.word(hit.end)) || is_service(sentence, *hit)))
                // `to be defined` is no deed yet.
                && !(sentence.word(hit.at - 1) == "be" && sentence.word(hit.at.saturating_sub(2)) == "to")
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    // `Exports are enabled by default`: a state, where nothing counts how many.
    let is_state = |hit: &Hit| {
        let before = &sentence.tokens[hit.at.saturating_sub(3)..hit.at];
        before.iter().any(|token| ["is", "are"].contains(&token.lower.as_str()))
            && sentence.numbers.iter().all(|number| sentence.word(number.at) == "one")
            && !MADE.has(sentence.word(hit.at))
    };
    extended(sentence, lexicon)
        .or_else(|| passive(&lexicon.output_verbs))
        .filter(|hit| !is_state(hit))
        // `Presence in the south established`: there or not, and nothing that was made.
        .map(|hit| {
            let sort =
                if is_abstract(sentence.word(hit.at - 1)) { DeedSort::Milestone } else { DeedSort::Output };
            deed(sort, hit)
        })
        .or_else(|| passive(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
        .or_else(|| events::counted_activity(sentence, lexicon).map(|hit| deed(DeedSort::Activity, hit)))
        .or_else(|| events::planned(sentence, lexicon).map(|hit| deed(DeedSort::Activity, hit)))
}

/// Those for whom one works.
pub(in crate::rules) fn is_outside(word: &str) -> bool {
    const OUTSIDE: Words = Words(
        "customers clients users guests visitors patients readers students pupils shoppers tenants passengers citizens",
    );
    OUTSIDE.has(word)
}

/// `Handbook extended for the new shops`: the thing stands right before.
fn extended(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const MORE: Words = Words("expanded extended enriched revised reworked");
    let at = (1..sentence.tokens.len()).find(|&at| MORE.has(sentence.word(at)))?;
    let is = ["is", "are", "been"].contains(&sentence.word(at - 1));
    let noun = at - usize::from(is);
    let thing = (noun.saturating_sub(3)..noun)
        .any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end == noun));
    let ends = sentence.tokens.get(at + 1).is_none_or(|next| {
        next.kind == Kind::Mark || ["for", "with", "to", "and"].contains(&next.lower.as_str())
    });
    (thing && ends && !sentence.is_measured()).then_some(Hit { at, end: at + 1, mark: Mark::default() })
}
