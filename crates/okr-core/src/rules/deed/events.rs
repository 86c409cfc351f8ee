//! What people hold, attend or think about: told by the event and by how often, whatever the verb is.

use super::clause::{is_aside, leads};
use super::start::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Bound, Form, Hit, Kind, Lead, Sentence, Sort, Words};

/// `Weekly sync with the platform team`, `2 user interviews a week`, `Regular office hours`: what people hold,
/// with nothing but how often.
pub(super) fn event_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const OFTEN: Words = Words(
        "weekly monthly daily quarterly regular fortnightly biweekly bi-weekly yearly annual ongoing continuous \
         frequent recurring periodic regelmäßige regelmäßiger regelmäßiges wöchentliche wöchentlicher wöchentliches \
         monatliche monatlicher monatliches tägliche täglicher",
    );
    const BEHIND: Words = Words(
        "with for on about at in and to by per a each every between from of during held conducted run done \
         completed organised organized hosted attended this next over across mit für zum zur im con com avec sobre sur / 次",
    );
    const ARTICLES: Words = Words("a an one");
    let start = opening(sentence);
    if let Some(hit) = event_in_han(sentence, lexicon) {
        return Some(Deed { sort: DeedSort::Activity, hit, stand: Stand::Follows });
    }
    let counted =
        sentence.numbers.iter().find(|number| number.sort == Sort::Count && leads(sentence, start, number));
    let often = (start.saturating_sub(1)..start + 2).find(|&at| OFTEN.has(sentence.word(at)));
    let single = ARTICLES.has(sentence.word(start)).then_some(start);
    let from = counted.map(|number| number.end).or(often.map(|at| at + 1)).or(single.map(|at| at + 1))?;
    // `half of the reviews are …` is a share of them.
    if from == start
        || counted.is_some_and(|number| sentence.word(number.end) == "of")
        || sentence.numbers.iter().any(|number| number.sort != Sort::Count && number.sort != Sort::LongTime)
    {
        return None;
    }
    let hit = (from..(from + 4).min(sentence.tokens.len()))
        .rev()
        .find_map(|at| lexicon.activity_events.at(&sentence.tokens, at))?;
    let between = sentence.tokens[from..hit.at]
        .iter()
        .all(|token| token.is_wordy() || token.kind == Kind::Name || token.is("\""));
    // `an integration test` is a thing made.
    let made = (from..hit.at).any(|at| {
        lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end >= hit.end)
    });
    let ends =
        sentence.tokens.get(hit.end).is_none_or(|next| next.kind == Kind::Mark || BEHIND.has(&next.lower));
    (between && ends && !made).then_some(Deed { sort: DeedSort::Activity, hit, stand: Stand::Follows })
}

/// 店长会议每周一次: what people hold and how often, in whatever order.
fn event_in_han(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const OFTEN: &str = "周月季天日期年";
    let often = sentence
        .tokens
        .windows(2)
        .any(|pair| pair[0].is_wordy() && pair[0].lower == "每" && OFTEN.contains(pair[1].lower.as_str()));
    let counts = |at: usize| {
        at > 0
            && (["一", "两"].contains(&sentence.word(at - 1))
                || sentence.numbers.iter().any(|number| number.end == at))
    };
    let times = (0..sentence.tokens.len()).any(|at| ["次", "场"].contains(&sentence.word(at)) && counts(at));
    let moved = lexicon.change_verbs.stand_in(&sentence.tokens)
        || sentence.numbers.iter().any(|number| !matches!(number.sort, Sort::Count | Sort::LongTime));
    let event = lexicon
        .activity_events
        .all(&sentence.tokens)
        .find(|hit| sentence.tokens[hit.at].kind == Kind::Han)?;
    (often && times && !moved).then_some(event)
}

/// `Introduce weekly stand-ups`, `Complete 10 customer interviews`, 完成3场技术分享: the thing done is what people
/// hold, whatever the verb is.
pub(super) fn is_of_an_event(sentence: &Sentence, hit: Hit, sort: DeedSort, lexicon: &Lexicon) -> bool {
    const HOLD: Words = Words(
        "complete deliver establish finish give implement initiate institute introduce launch provide schedule start set \
         完 落 做 输",
    );
    const BEHIND: Words = Words(
        "with for on about at in and to by per a each every of among between so that this from across or",
    );
    const LEARN: &[&str] = &[
        "学习",
        "培训",
        "调研",
        "访谈",
        "分享",
        "面谈",
        "走访",
        "拜访",
        "评审会",
        "审查",
        "复盘",
        "阅读",
        "演练",
        "课程",
    ];
    // 开发人员培训: what is developed is people.
    let taught = sentence.word(hit.at) == "开" && sentence.word(hit.at + 1) == "发";
    if taught {
        let rest = sentence.text(hit.end, sentence.tokens.len());
        return ["培训", "学习", "交流"].iter().any(|event| rest.ends_with(event));
    }
    if sort == DeedSort::Activity || !HOLD.has(sentence.word(hit.at)) {
        return false;
    }
    let end = (hit.end + 5).min(sentence.tokens.len());
    if sentence.tokens[hit.at].kind == Kind::Han {
        let rest = sentence.text(hit.end, (hit.end + 16).min(sentence.tokens.len()));
        let clause = rest.split([',', ';', '(']).next().unwrap_or_default();
        let counted = sentence.numbers.iter().any(|number| number.at < hit.end + 12);
        // 输出调研报告: a thing made of it.
        let until = (hit.end..sentence.tokens.len())
            .find(|&at| sentence.tokens[at].kind == Kind::Mark)
            .unwrap_or(sentence.tokens.len());
        let made = (hit.end..until).any(|at| {
            lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end == until)
        });
        if made {
            return false;
        }
        return LEARN.iter().any(|event| clause.ends_with(event) || counted && clause.contains(event))
            || counted
                && lexicon
                    .activity_events
                    .stand_in(&sentence.tokens[hit.end..(hit.end + 9).min(sentence.tokens.len())]);
    }
    // `Complete the SOC 2 audit` is one, and over when it is done; three of them are work.
    let several =
        sentence.numbers.iter().any(|number| number.at <= hit.end + 1 && number.sort == Sort::Count);
    let done = ["complete", "finish"].contains(&sentence.word(hit.at));

    let made = (hit.end..end).any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some());
    // `a review board` is no review.
    let itself = lexicon.activity_events.all(&sentence.tokens[..end]).any(|event| {
        event.at >= hit.end
            && sentence
                .tokens
                .get(event.end)
                .is_none_or(|next| next.kind == Kind::Mark || BEHIND.has(&next.lower))
    });
    // Two audits are over one by one; ten interviews are work.
    let audits = (hit.end..end).any(|at| {
        ["audit", "audits", "assessment", "assessments", "review", "reviews"].contains(&sentence.word(at))
    });
    itself && !made && (!done || several && !audits)
}

/// `8 meetups attended`: so many of what people did. What `is reviewed within a day` is a state of the work.
pub(super) fn counted_activity(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const IRREGULAR: Words = Words("spoken taught met held read sent given led");
    let number = sentence.numbers.first().filter(|number| number.sort == Sort::Count)?;
    let from = number.end;
    leads(sentence, 0, number).then_some(())?;
    lexicon.activity_verbs.all(&sentence.tokens).find(|hit| {
        let bare =
            !["is", "are", "was", "were", "be", "been", "get", "gets"].contains(&sentence.word(hit.at - 1));
        (from + 1..from + 5).contains(&hit.at)
            && (hit.mark.form == Form::Past || IRREGULAR.has(sentence.word(hit.at)))
            && bare
            && sentence.word(hit.at) != "supported"
            && sentence.tokens[from..hit.at].iter().all(|token| token.is_wordy() || token.kind == Kind::Name)
    })
}

/// `The main pain points are identified`: thought about, and nothing has changed.
pub(super) fn planned(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const THOUGHT: Words = Words(
        "analysed analyzed assessed attended brainstormed coached collected communicated compared conducted consulted determined \
         contacted considered discussed educated evaluated explored gathered held hosted identified interviewed \
         investigated invited mentored met organised organized planned presented prioritised prioritized \
         promoted researched scheduled scoped shared studied surveyed trained visited",
    );
    const BEHIND: Words = Words("with by to for in on at from about across and");
    let last = sentence.tokens.iter().rposition(|token| token.kind != Kind::Mark).unwrap_or(0);
    // `Findings shared with the team` is said of no more than one thing.
    // `Opinions gathered from 12 shops`: of how many people.
    let of_people =
        sentence.numbers.iter().all(|number| number.sort == Sort::Count && number.bound.is_none());
    let bare = |at: usize| {
        let asked = of_people
            && ["from", "with", "among", "by"].contains(&sentence.word(at + 1))
            && sentence.numbers.first().is_some_and(|number| number.at == at + 2);
        (!sentence.is_measured() || asked)
            && sentence.tokens[at - 1].kind == Kind::Word
            && (at == last || BEHIND.has(sentence.word(at + 1)))
    };
    let rate =
        sentence.numbers.iter().any(|number| number.sort != Sort::Count && number.sort != Sort::LongTime);
    lexicon.activity_verbs.all(&sentence.tokens).find(|hit| {
        hit.at > 0
            && THOUGHT.has(sentence.word(hit.at))
            // `fewer returns compared to spring`: nobody compared.
            && (["is", "are", "been", "was", "were"].contains(&sentence.word(hit.at - 1))
                || bare(hit.at) && sentence.word(hit.at) != "compared")
            && !is_aside(sentence, hit.at)
            && !rate
    })
}

/// `Calls with shops in the south: 12 calls`: behind the colon stands how many of what people hold or make.
pub(super) fn counted_behind_a_colon(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let colon = sentence.tokens.iter().rposition(|token| token.is(":")).filter(|&at| at > 0)?;
    let number = sentence.numbers.iter().find(|number| {
        number.at > colon
            && number.sort == Sort::Count
            && number.lead == Lead::None
            && number.bound != Some(Bound::Below)
    })?;
    let end = sentence.tokens.len();
    let others = sentence.numbers.iter().any(|number| number.sort != Sort::Count);
    let lists =
        [(DeedSort::Activity, &lexicon.activity_events), (DeedSort::Output, &lexicon.output_artefacts)];
    let near = number.at <= colon + 3 && end <= number.end + 4 && !others;
    let (sort, hit) = lists.into_iter().filter(|_| near).find_map(|(sort, list)| {
        let mut hits = (number.end..end).filter_map(|at| list.at(&sentence.tokens, at));
        hits.find(|hit| hit.end == end).map(|hit| (sort, hit))
    })?;
    Some(Deed { sort, hit, stand: Stand::Follows })
}
