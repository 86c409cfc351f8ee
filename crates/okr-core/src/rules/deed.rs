//! What a sentence says will be done, instead of what will be better: a delivery, an activity, a
//! milestone; whether it opens the sentence, closes it, or stands in it as a passive.

use super::lexicon::Lexicon;
use super::text::{Form, Hit, Kind, Lead, Number, Phrases, Sentence, Sort, Words};

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
}

/// The deed a sentence tells, if it tells one.
pub(super) fn deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    opening_deed(sentence, lexicon)
        .or_else(|| subject_deed(sentence, lexicon))
        .or_else(|| closing_deed(sentence, lexicon))
        .or_else(|| passive_deed(sentence, lexicon))
        .or_else(|| artefact_deed(sentence, lexicon))
}

/// `Launch …`, `We will migrate …`, `上线…`
pub(super) fn opening_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let at = opening(sentence);
    let lists = [
        (DeedSort::Output, &lexicon.output_verbs),
        (DeedSort::Activity, &lexicon.activity_verbs),
        (DeedSort::Milestone, &lexicon.milestone_verbs),
    ];
    let mut best: Option<(DeedSort, Hit)> = None;
    for (sort, list) in lists {
        if let Some(hit) = list.at(&sentence.tokens, at)
            && best.is_none_or(|(_, other)| hit.end > other.end)
        {
            best = Some((sort, hit));
        }
    }
    let (sort, hit) = best?;
    // `Have 10 conversations` is an activity, `have a guide` a delivery.
    let near = &sentence.tokens[hit.end..(hit.end + 4).min(sentence.tokens.len())];
    let talks = ["have", "having"].contains(&sentence.word(at)) && lexicon.activity_events.stand_in(near);
    let sort = if talks { DeedSort::Activity } else { sort };
    let deed = Deed { sort, hit, stand: Stand::Opens };
    if lexicon.change_verbs.at(&sentence.tokens, at).is_some_and(|change| change.end > hit.end)
        || is_noun(sentence, hit, lexicon)
        || !is_earnest(sentence, hit, lexicon)
    {
        return None;
    }
    Some(deed)
}

/// Where a sentence begins to say something: behind `we will`, `successfully`, `by the end of May,`.
fn opening(sentence: &Sentence) -> usize {
    const SKIPPED: &[&str] = &[
        "we", "we'll", "we'd", "i", "will", "shall", "to", "and", "also", "then", "please", "our", "team",
        "the", "should", "must", "can", "need", "together", "nous", "wir",
    ];
    // 我们, 本季度, 每周, 定期, 年底前: who and when.
    const SKIPPED_HAN: &str = "我们本季度每周月日天定期底前内年";
    let mut at = 0;
    // An opening clause that only says when.
    if ["by", "in", "until", "before", "during", "throughout", "bis", "在", "到"].contains(&sentence.word(0))
        && let Some(comma) = sentence.tokens.iter().take(10).position(|token| token.is(","))
    {
        at = comma + 1;
    }
    let skipped = |at: usize| {
        let word = sentence.word(at);
        let adverb =
            word.len() > 4 && word.ends_with("ly") && word.is_ascii() && word != "supply" && word != "apply";
        let the_team = word == "the" && sentence.word(at + 1) != "team";
        // Q3完成…
        let period = sentence.tokens.get(at).is_some_and(|token| token.kind == Kind::Name)
            && ["q", "h", "fy", "20"].iter().any(|start| word.starts_with(start));
        // `Start measuring …` is about the measuring; `start the migration` is a milestone.
        let then = sentence.word(at + 1);
        let begins =
            ["start", "begin", "continue"].contains(&word) && (then.ends_with("ing") || then == "to");
        begins
            || period
            || adverb && word != "reply"
            || SKIPPED.contains(&word) && !the_team
            || !word.is_empty() && SKIPPED_HAN.contains(word)
    };
    while at < sentence.tokens.len() && at < 8 && skipped(at) {
        at += 1;
    }
    at
}

/// Verbs that are nouns as well, and make one name with the noun behind them.
const NOUNS_TOO: Words = Words(
    "archive audit benchmark build check contact deploy design document draft estimate experiment \
     import index interview launch map measure offer package pitch plan port post practice \
     process record release report research review run schedule scope setup share ship source \
     study support survey sync test track train update upgrade watch work",
);

/// Whether a listed verb stands as a noun: `Build time falls …`, `Releases ship on time`.
fn is_noun(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    let single = hit.end == hit.at + 1 && sentence.tokens[hit.at].kind == Kind::Word;
    if !single {
        return false;
    }
    let next = sentence.tokens.get(hit.end);
    let may_be = hit.mark.form == Form::Gerund || NOUNS_TOO.has(sentence.word(hit.at));
    let compound = may_be && next.is_some() && lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some();
    let plural = hit.mark.form == Form::Third;
    let counted = sentence.word(hit.at) == "share" && sentence.word(hit.end) == "of";
    let alone = next.is_some_and(|next| next.is(":") || next.is(","));
    // `Testing an analyser is easy`
    let subject = hit.mark.form == Form::Gerund
        && (hit.end..hit.end + 5)
            .any(|at| ["is", "are", "takes", "becomes", "feels"].contains(&sentence.word(at)));
    let predicate =
        ["is", "are", "has", "have", "was", "falls", "rises", "takes"].contains(&sentence.word(hit.end));
    // `Support tickets fall`, `Test runs finish`
    compound && hit.mark.form != Form::Past
        || plural
        || counted
        || alone && hit.mark.form == Form::Base
        || subject
        || is_frequency(sentence, hit)
        || predicate
}

/// `Deploy 10 times per day`, `Release weekly`: how often, which is a measure.
fn is_frequency(sentence: &Sentence, hit: Hit) -> bool {
    const OFTEN: &[&str] = &["daily", "weekly", "hourly", "continuously", "every", "monthly", "biweekly"];
    let delivers = ["deploy", "release", "ship"].contains(&sentence.word(hit.at));
    let times = sentence.numbers.iter().any(|number| {
        number.at <= hit.end + 2 && (sentence.word(number.end) == "times" || sentence.word(number.end) == "x")
    });
    let often = sentence.tokens[hit.end..].iter().any(|token| OFTEN.contains(&token.lower.as_str()));
    delivers && (times || often)
}

/// Whether verbs of many uses are used for a deed here: `hold a workshop` is one, `hold p95 under 2 s`
/// is none; `support the sales team` is one, `support 10M repositories` is none.
fn is_earnest(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const PEOPLE: Words = Words(
        "team teams group groups department departments colleague colleagues sales marketing squad \
         squads organisation organization others engineers developers partners initiative effort \
         efforts project projects migration rollout launch work",
    );
    let near = |words: usize| &sentence.tokens[hit.end..(hit.end + words).min(sentence.tokens.len())];
    let event = |words: usize| lexicon.activity_events.stand_in(near(words));
    match sentence.word(hit.at) {
        "hold" | "held" | "holding" | "run" | "ran" | "running" | "host" | "hosted" | "hosting"
        | "present" | "send" | "sent" | "sending" => event(8),
        "do" | "doing" | "did" => event(6),
        "meet" | "meeting" | "met" => {
            sentence.word(hit.end - 1) == "with" || near(4).iter().any(|token| token.lower == "with")
        }
        // `Have a guide for new shops`
        "have" | "having" => {
            event(4)
                || !sentence.is_measured()
                    && ["a", "an", "the", "our"].contains(&sentence.word(hit.end))
                    && lexicon.output_artefacts.stand_in(near(5))
        }
        "support" | "supported" | "supporting" => {
            !sentence.is_measured()
                && (near(5).iter().any(|token| PEOPLE.has(&token.lower))
                    || ["the", "our", "other", "with", "in", "by"].contains(&sentence.word(hit.end)))
        }
        "make" | "made" | "making" => {
            near(8).iter().any(|token| token.lower == "available")
                || lexicon.output_artefacts.stand_in(near(5))
        }
        _ => true,
    }
}

/// `Each team commits to a plan`, `The squad organises 3 meetups`: people first, then what they do.
fn subject_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const PEOPLE: Words = Words(
        "team teams engineer engineers developer developers squad squads member members manager \
         managers everyone everybody lead leads employee employees we",
    );
    let people = (0..sentence.tokens.len().min(6)).rev().find(|&at| PEOPLE.has(sentence.word(at)))?;
    let starts = ["each", "every", "all", "the", "our"].contains(&sentence.word(0)) || people == 0;
    let hit = lexicon.activity_verbs.at(&sentence.tokens, people + 1)?;
    let plural = sentence.word(people).ends_with('s') || sentence.word(people) == "we";
    let agrees = hit.mark.form == if plural { Form::Base } else { Form::Third };
    let deed = Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens };
    (starts && agrees && is_earnest(sentence, hit, lexicon)).then_some(deed)
}

/// `Neues Portal veröffentlichen`, `支付系统上线`
fn closing_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
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
fn passive_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const BEFORE: Words = Words("is are was were be been has have gets get being fully successfully not");
    const BEHIND: Words = Words("to in on into for with across at onto and by .");
    let passive = |list: &Phrases| {
        list.all(&sentence.tokens).find(|hit| {
            hit.at > 0
                && hit.mark.form == Form::Past
                && (BEFORE.has(sentence.word(hit.at - 1))
                    || hit.end >= sentence.tokens.len()
                    || BEHIND.has(sentence.word(hit.end)))
                && !["who", "that", "which", "when", "if", "where"]
                    .iter()
                    .any(|word| sentence.tokens[..hit.at].iter().any(|token| token.lower == *word))
        })
    };
    let deed = |sort: DeedSort, hit: Hit| Deed { sort, hit, stand: Stand::Follows };
    // `Exports are enabled by default`: a state, where nothing counts how many.
    let is_state = |hit: &Hit| {
        ["is", "are"].contains(&sentence.word(hit.at - 1))
            && !sentence.is_measured()
            && lexicon.milestone_states.at(&sentence.tokens, hit.at).is_some()
    };
    passive(&lexicon.output_verbs)
        .filter(|hit| !is_state(hit))
        .map(|hit| deed(DeedSort::Output, hit))
        .or_else(|| passive(&lexicon.milestone_verbs).map(|hit| deed(DeedSort::Milestone, hit)))
}

/// `Product page with prices`, `Regression tests for the importer`: a thing made, and nothing said of it.
fn named_artefact(sentence: &Sentence, lexicon: &Lexicon, start: usize) -> Option<Deed> {
    const BREAKS: Words =
        Words("for with of on in to about at by from including incl that which has have is are can will");
    let moves = lexicon.change_verbs.at(&sentence.tokens, start).is_some();
    if moves || sentence.is_measured() || lexicon.vague_words.stand_in(&sentence.tokens) {
        return None;
    }
    let end = sentence.tokens.iter().skip(start).position(|token| {
        BREAKS.has(&token.lower)
            || token.kind == Kind::Mark && !["&", "/", "\"", "'"].contains(&token.text.as_str())
    });
    let end = end.map_or(sentence.tokens.len(), |length| start + length);
    // A sentence with a verb says something of the thing.
    let says = ["has", "have", "is", "are", "can", "will"].contains(&sentence.word(end));
    // `Sling the console`: an article behind the first word makes a verb of it.
    let verb = (start + 1..end).any(|at| ["the", "a", "an", "our"].contains(&sentence.word(at)));
    let nouns = !verb && end.checked_sub(start).is_some_and(|words| (2..=6).contains(&words));
    let hit = (start..end).rev().find_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))?;
    (nouns && !says && hit.end == end).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
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
fn artefact_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    let start = opening(sentence);
    let counted =
        sentence.numbers.iter().find(|number| number.sort == Sort::Count && leads(sentence, start, number));
    let counted = counted.filter(|number| number.lead != Lead::From);
    let from = match counted {
        Some(number) => number.end,
        None if sentence.word(start) == "new" => start + 1,
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
            ["for", "on", "about", "per", "in", "to", "with", "from", "by", "during", "and", "of", "that"]
                .contains(&sentence.word(hit.end))
        }
    };
    (between && ends).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}
