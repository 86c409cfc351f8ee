//! Deeds that do not open their sentence: verbs that close it, passives, things made and only named.

use super::opening::opening;
use super::sense::is_service;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Lead, Mark, Number, Phrases, Sentence, Sort, Words};

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
    // 博客发表4篇: the count comes last.
    let counted = sentence.numbers.last().filter(|number| {
        let han = number.at > 2 && sentence.tokens[number.at - 1].kind == Kind::Han;
        han && number.sort == Sort::Count && number.end + 2 >= whole
    });
    let whole = counted.map_or(whole, |number| number.at);
    // 看板上线,业务可查: and so does the first of two clauses.
    let han = |at: usize| at > 2 && sentence.tokens[at - 1].kind == Kind::Han;
    let clause = sentence.tokens.iter().position(|token| token.is(",")).filter(|&at| han(at));
    let end = half.filter(|&at| at > 2).unwrap_or(whole);
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    let lists = [
        (DeedSort::Output, &lexicon.output_verbs),
        (DeedSort::Activity, &lexicon.activity_verbs),
        (DeedSort::Milestone, &lexicon.milestone_verbs),
    ];
    [Some(end), clause]
        .into_iter()
        .flatten()
        .find_map(|end| lists.iter().find_map(|(sort, list)| Some(deed(*sort, closes(sentence, list, end)?))))
}

/// Whether 能 or 可 means that somebody can: not in 功能, 性能, 能力, 可用.
pub(in crate::rules) fn says_can(sentence: &Sentence, at: usize) -> bool {
    const BEFORE_NENG: Words = Words("功 性 智 产 技 职 效 节 动 潜 机 赋 热 电 可 万");
    const BEHIND_NENG: Words = Words("力 源 量 耗 效 级");
    const BEFORE_KE: Words = Words("认 许 不");
    const BEHIND_KE: Words = Words("用 靠 观 行 持 控 编 信 能 接 比 衡 维 扩");
    let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
    match sentence.word(at) {
        "能" => !BEFORE_NENG.has(before) && !BEHIND_NENG.has(sentence.word(at + 1)),
        "可" => !BEFORE_KE.has(before) && !BEHIND_KE.has(sentence.word(at + 1)),
        _ => false,
    }
}

/// The verb of a list that closes a clause.
fn closes(sentence: &Sentence, list: &Phrases, end: usize) -> Option<Hit> {
    (end.saturating_sub(6)..end).find_map(|at| {
        let hit = list.at(&sentence.tokens, at).filter(|hit| hit.end == end && hit.at > 0)?;
        // 每个人都能部署: what one can do is a state.
        let able = (0..hit.at).any(|at| says_can(sentence, at));
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
    // `Two thirds of services are created from the template`: how much it is used.
    // `Sources are clear and kept in one place`: the praise is what is claimed.
    if lexicon
        .vague_words
        .all(&sentence.tokens)
        .any(|praise| praise.at > 0 && ["is", "are"].contains(&sentence.word(praise.at - 1)))
        && !sentence.is_measured()
    {
        return None;
    }
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
                && !is_attribute(sentence, hit.at)
                // `half of them have delivered`: somebody did.
                && !["has", "have", "had"].contains(&sentence.word(hit.at - 1))
                // `those they replaced`
                && !["they", "we", "you", "it", "i"].contains(&sentence.word(hit.at - 1))
                && !(is_share && (THROUGH.has(sentence.word(hit.end)) || is_service(sentence, *hit)))
                // `to be defined` is no deed yet.
                && !(sentence.word(hit.at - 1) == "be" && sentence.word(hit.at.saturating_sub(2)) == "to")
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    // `Exports are enabled by default`: a state, where nothing counts how many.
    const MADE: Words = Words(
        "added built created designed developed drafted implemented introduced made produced published released \
         automated documented redesigned rewritten shipped written delivered deployed migrated refactored launched rolled coded set",
    );
    let is_state = |hit: &Hit| {
        let before = &sentence.tokens[hit.at.saturating_sub(3)..hit.at];
        before.iter().any(|token| ["is", "are"].contains(&token.lower.as_str()))
            && !sentence.is_measured()
            && !MADE.has(sentence.word(hit.at))
    };
    passive(&lexicon.output_verbs)
        .filter(|hit| !is_state(hit))
        .map(|hit| deed(DeedSort::Output, hit))
        .or_else(|| passive(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
        .or_else(|| counted_activity(sentence, lexicon).map(|hit| deed(DeedSort::Activity, hit)))
        .or_else(|| planned(sentence, lexicon).map(|hit| deed(DeedSort::Activity, hit)))
}

/// `The main pain points are identified`: thought about, and nothing has changed.
fn planned(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const THOUGHT: Words = Words(
        "analysed analyzed assessed attended brainstormed coached collected communicated compared conducted consulted determined \
         contacted considered discussed educated evaluated explored gathered held hosted identified interviewed \
         investigated invited mentored met organised organized planned prepared presented prioritised prioritized \
         promoted researched scheduled scoped shared studied surveyed trained visited",
    );
    const BEHIND: Words = Words("with by to for in on at from about across and");
    let last = sentence.tokens.iter().rposition(|token| token.kind != Kind::Mark).unwrap_or(0);
    // `Findings shared with the team` is said of no more than one thing.
    let bare = |at: usize| {
        !sentence.is_measured()
            && sentence.tokens[at - 1].kind == Kind::Word
            && (at == last || BEHIND.has(sentence.word(at + 1)))
    };
    let rate =
        sentence.numbers.iter().any(|number| number.sort != Sort::Count && number.sort != Sort::LongTime);
    lexicon.activity_verbs.all(&sentence.tokens).find(|hit| {
        hit.at > 0
            && THOUGHT.has(sentence.word(hit.at))
            && (["is", "are", "been", "was", "were"].contains(&sentence.word(hit.at - 1)) || bare(hit.at))
            && !is_aside(sentence, hit.at)
            && !rate
    })
}

/// `Engineers have a score of 2 in the areas outlined in the matrix`: behind the verb of the sentence a participle
/// only describes a noun.
fn is_attribute(sentence: &Sentence, at: usize) -> bool {
    const BE: Words = Words("is are was were be been being gets get");
    const FINITE: Words = Words("is are was were has have will can could should do does");
    let own = (at.saturating_sub(3)..at).any(|at| BE.has(sentence.word(at)));
    !own && sentence.tokens[..at].iter().any(|token| FINITE.has(&token.lower))
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
    let quantified = ["all", "every", "each", "no"].contains(&sentence.word(start))
        || lexicon.placeholders.at(&sentence.tokens, start).is_some();
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
            verb.is_some_and(|verb| verb.mark.form == Form::Third)
                && !is_aside(sentence, at)
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

/// `Single sign-on for the back office`, `Mac signing`: a thing is named, and nothing is said or measured of it.
pub(super) fn named_thing(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    // What is a measure by its own name, or no thing at all.
    const MEASURES: Words = Words(
        "acquisition adherence adoption alignment amount arr attrition availability awareness balance bandwidth bugs capacity \
         churn clarity collaboration communication completeness compliance-rate complexity confidence conversion cost costs \
         count coverage csat culture customers cycle debt defects delay delays deployments durability effectiveness \
         efficiency effort engagement error errors excellence experience failures feedback focus frequency friction growth \
         happiness health impact incidents income increase index kpi kpis latency leads load loss losses margin maturity \
         metric metrics mood morale motivation mrr mttr nps number outages ownership people performance precision \
         productivity profit quality rate rates ratio recall reliability requests reputation resilience result results \
         retention revenue risk risks sales satisfaction savings scalability score scores security sentiment share size \
         speed spend spirit stability sum team teams throughput tickets time times traffic transparency trust turnover \
         uptime usability usage users value velocity visibility volume waste wellbeing x",
    );
    const SAYS: Words = Words(
        "is are was were be been being has have had can cannot could will would should must may might do does did not no \
         never always we our they it you i that which who what how why when where if whether than",
    );
    const ENDS: Words = Words(
        "for of in on with to at by from across and or under into about after before during via per as",
    );
    let start = opening(sentence);
    let tokens = &sentence.tokens;
    let latin = tokens.iter().all(|token| token.kind != Kind::Han && token.text.is_ascii());
    let words = tokens.iter().filter(|token| token.is_wordy()).count();
    if !latin
        || !(2..=9).contains(&words)
        || start > 0
        || sentence.is_measured()
        || ["all", "every", "each", "both", "any", "half"].contains(&sentence.word(0))
        || sentence.tags.iter().any(|tag| lexicon.placeholders.stand_in(tag))
        || tokens.iter().any(|token| SAYS.has(&token.lower) || token.is("?") || token.is(":"))
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
    let head = tokens.get(end - 1).filter(|token| token.is_wordy())?;
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
    let verb_first = [&lexicon.output_verbs, &lexicon.activity_verbs, &lexicon.milestone_verbs]
        .iter()
        .any(|list| list.at(tokens, 0).is_some_and(|hit| hit.mark.form != Form::Gerund));
    let article = (1..end).any(|at| ["the", "a", "an", "our", "all", "its"].contains(&sentence.word(at)));
    let hit = Hit { at: end - 1, end, mark: Mark::default() };
    let thing = end >= 2 && !MEASURES.has(&head.lower) && !verb && !verb_first && !article;
    thing.then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
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
         completed organised organized hosted attended this next over across / 次",
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

/// 团队分享每周一次: what people hold and how often, in whatever order.
fn event_in_han(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const OFTEN: &str = "周月季天日期年";
    let often = sentence
        .tokens
        .windows(2)
        .any(|pair| pair[0].is_wordy() && pair[0].lower == "每" && OFTEN.contains(&pair[1].lower));
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
