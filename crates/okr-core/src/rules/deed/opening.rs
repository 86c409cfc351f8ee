//! Where a sentence begins to say something, and the deed it opens with.

use super::sense::{is_earnest, is_noun};
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Mark, Sentence, Sort, Token, Words};

/// `Launch …`, `We will migrate …`, `上线…`
pub(in crate::rules) fn opening_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    deed_at(sentence, opening(sentence), lexicon)
}

/// `The QA team will write …`: what somebody says to do.
pub(super) fn promised_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const PROMISES: Words = Words("will shall must should wird werden");
    let at = (1..sentence.tokens.len().min(14)).find(|&at| PROMISES.has(sentence.word(at)))?;
    let clause = sentence.tokens[..at].iter().any(|token| {
        ["that", "which", "who", "what", "how", "if", "when", "where"].contains(&token.lower.as_str())
    });
    if clause { None } else { deed_at(sentence, at + 1, lexicon) }
}

/// The deed that a verb at this place tells.
fn deed_at(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Deed> {
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
    let Some((sort, hit)) = best else { return extension(sentence, at, lexicon) };
    // `Have 10 conversations` is an activity, `have a guide` a delivery.
    let near = &sentence.tokens[hit.end..(hit.end + 4).min(sentence.tokens.len())];
    // `Support adding labels` is a thing the product shall do.
    let feature = sentence.word(at) == "support" && sentence.word(hit.end).ends_with("ing");
    let talks = ["have", "having"].contains(&sentence.word(at)) && lexicon.activity_events.stand_in(near);
    // 对接3家单位: talked to, and not built in.
    let rest = sentence.text(hit.end, (hit.end + 12).min(sentence.tokens.len()));
    let people = ["客户", "部门", "团队", "单位", "供应商", "厂商", "企业", "伙伴"]
        .iter()
        .any(|who| rest.contains(who));
    let talks = talks || sentence.word(at) == "对" && sentence.word(at + 1) == "接" && people;
    let sort = if feature {
        DeedSort::Output
    } else if talks || is_of_an_event(sentence, hit, sort, lexicon) {
        DeedSort::Activity
    } else if sort == DeedSort::Activity && leads_to_a_delivery(sentence, hit, lexicon) {
        DeedSort::Output
    } else {
        sort
    };
    let deed = Deed { sort, hit, stand: Stand::Opens };
    if let Some(deed) = extension(sentence, at, lexicon) {
        return Some(deed);
    }
    if lexicon.change_verbs.at(&sentence.tokens, at).is_some_and(|change| change.end > hit.end)
        || is_noun(sentence, hit, lexicon)
        || !is_earnest(sentence, hit, lexicon)
    {
        return None;
    }
    Some(deed)
}

/// `Extend the API with bulk calls`: a movement by what is added.
fn extension(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Deed> {
    const EXTENDS: Words =
        Words("extend extending extended expand expanding enhance enhancing enrich augment complement");
    let hit = lexicon.change_verbs.at(&sentence.tokens, at).filter(|_| EXTENDS.has(sentence.word(at)))?;
    let with =
        (hit.end + 1..(hit.end + 9).min(sentence.tokens.len())).find(|&at| sentence.word(at) == "with")?;
    let made = (with + 1..(with + 6).min(sentence.tokens.len()))
        .any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some());
    made.then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens })
}

/// `Implement daily stand-ups`, `Complete 10 customer interviews`, 完成3场技术分享: the thing done is what people
/// hold, whatever the verb is.
fn is_of_an_event(sentence: &Sentence, hit: Hit, sort: DeedSort, lexicon: &Lexicon) -> bool {
    const HOLD: Words = Words(
        "complete deliver establish finish give implement initiate institute introduce launch provide schedule start set \
         完 落 做 输",
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
    const BEHIND: Words = Words(
        "with for on about at in and to by per a each every of among between so that this from across or",
    );
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

/// `Plan and execute the migration`, `Agree & document metrics`: of two verbs the second is the end of it.
fn leads_to_a_delivery(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const FIRST: Words =
        Words("agree plan identify prepare coordinate organise organize schedule scope propose decide");
    const NO_DELIVERY: Words = Words("solve fix");
    // `Identify and document the edge cases` ends in knowing them.
    let known = sentence.word(hit.at) == "identify" && sentence.word(hit.end + 1) == "document";
    let joined = ["and", "&", "/"].contains(&sentence.word(hit.end)) && FIRST.has(sentence.word(hit.at));
    let second = hit.end + 1;
    let carried_out = ["execute", "perform", "run", "do"].contains(&sentence.word(second))
        && (second..second + 4)
            .any(|at| ["migration", "rollout", "launch", "release", "upgrade"].contains(&sentence.word(at)));
    joined
        && !known
        && (carried_out
            || lexicon.output_verbs.at(&sentence.tokens, second).is_some()
                && !NO_DELIVERY.has(sentence.word(second)))
}

/// `Sling the console`, `Dockerise services`: verbs are an open class, and one that is in no list is known by
/// what stands behind it or by its ending.
pub(super) fn unlisted_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    // Words of the grammar, which are no verbs of a deed.
    const NO_VERBS: Words = Words(
        "about above across after against all along also although always among and another any around because before \
         behind being below beneath beside besides between beyond both but can could despite down due during either \
         even every except few fewer first for from full given had half her here hers him his how into its just least \
         less many may might more most much must near neither next nine none nor not nothing now off often once one \
         only onto other our out outside over past per quite rather same self several shall she should since some such \
         than that the their them then there these they this those though through throughout till today together too \
         toward towards two under underneath unless until upon using very via was were what when where whether which \
         while who whole whom whose why will with within without would yet you your zero",
    );
    const OBJECTS: Words = Words("the a an our all its their this these those each every new your both");
    const LIKE_ATE: Words = Words(
        "accurate adequate affiliate alternate appropriate associate candidate certificate climate corporate date \
         delegate duplicate gate immediate late legitimate moderate plate private rate real-estate separate state \
         template ultimate update",
    );
    const LIKE_ISE: Words = Words(
        "enterprise exercise expertise franchise noise otherwise precise premise rise wise concise promise raise size prize",
    );
    let at = opening(sentence);
    // `Use the queue to send mails`
    if sentence.word(at) == "use"
        && let Some(to) = (at + 2..(at + 8).min(sentence.tokens.len())).find(|&at| sentence.word(at) == "to")
    {
        let done = [&lexicon.output_verbs, &lexicon.activity_verbs].into_iter();
        return done.filter_map(|list| list.at(&sentence.tokens, to + 1)).next().map(|_| {
            let hit = Hit { at, end: at + 1, mark: Mark::default() };
            Deed { sort: DeedSort::Output, hit, stand: Stand::Opens }
        });
    }
    let token = sentence.tokens.get(at)?;
    let word = token.lower.as_str();
    let acronym = token.text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let letters = token.kind == Kind::Word && word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    let next = sentence.tokens.get(at + 1)?;
    // `Closing the month`, `Refunds the`, `Compared the`: no order.
    let inflected = word.ends_with("ing") && word.len() > 6
        || word.ends_with("ed") && word.len() > 4
        || word.ends_with('s') && !word.ends_with("ss");
    let led = OBJECTS.has(&next.lower) && !inflected;
    let ended = ["ize", "ify"].iter().any(|end| word.ends_with(end)) && !LIKE_ISE.has(word)
        || word.ends_with("ise") && word.len() > 6 && !LIKE_ISE.has(word)
        || word.ends_with("ate") && word.len() > 6 && !LIKE_ATE.has(word);
    // What is listed has been judged; and what a workspace has cut from a list is no deed to it.
    let listed = [
        &lexicon.effect_verbs,
        &lexicon.change_verbs,
        &lexicon.keeping_verbs,
        &lexicon.vague_words,
        &lexicon.output_verbs,
        &lexicon.activity_verbs,
        &lexicon.milestone_verbs,
        &lexicon.timing_metrics,
    ];
    let cut = [
        "output_verbs",
        "activity_verbs",
        "milestone_verbs",
        "change_verbs",
        "keeping_verbs",
        "effect_verbs",
        "vague_words",
    ];
    let known = NO_VERBS.has(word)
        || listed.iter().any(|list| list.at(&sentence.tokens, at).is_some())
        || cut.iter().any(|list| Lexicon::has_word(list, word));
    let verb = letters && !acronym && (led || ended && next.is_wordy()) && !known;
    let hit = Hit { at, end: at + 1, mark: Mark::default() };
    verb.then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens })
}

/// Where a sentence begins to say something: behind `we will`, `successfully`, `by the end of May,`.
pub(super) fn opening(sentence: &Sentence) -> usize {
    let mut at = behind_the_date(sentence);
    while at < sentence.tokens.len() && at < 12 {
        let skipped = adverb_in_han(sentence, at).or_else(|| is_skipped(sentence, at).then_some(1));
        match skipped {
            Some(length) => at += length,
            None => break,
        }
    }
    at
}

/// Behind an opening clause that only says when: `by the end of May,`, 截止三月底, 9月1号之前.
fn behind_the_date(sentence: &Sentence) -> usize {
    const LEADS: &[&str] =
        &["by", "in", "until", "before", "during", "throughout", "bis", "在", "到", "d'ici"];
    const CALENDAR: &str = "月年季周号日";
    const ENDS: &str = "底前旬初末内";
    if LEADS.contains(&sentence.word(0))
        && let Some(comma) = sentence.tokens.iter().take(10).position(|token| token.is(","))
    {
        return comma + 1;
    }
    let timed = |token: &Token| token.kind != Kind::Mark && token.kind != Kind::Word;
    let clause = sentence.tokens.iter().take(9).take_while(|token| timed(token)).count();
    let dated = |end: usize| sentence.tokens[..end].iter().any(|token| CALENDAR.contains(&token.lower));
    let end = (1..clause).rev().find(|&at| ENDS.contains(sentence.word(at)) && dated(at));
    end.map_or(0, |at| at + 1)
}

/// 成功完成…: an adverb of two characters before the verb.
fn adverb_in_han(sentence: &Sentence, at: usize) -> Option<usize> {
    const ADVERBS: Words =
        Words("至少 成功 顺利 按时 如期 正式 全面 逐步 积极 继续 努力 尽快 全部 定期 持续 初步 基本");
    let pair = format!("{}{}", sentence.word(at), sentence.word(at + 1));
    (sentence.tokens.get(at)?.kind == Kind::Han && ADVERBS.has(&pair)).then_some(2)
}

/// A word before the first that says something.
fn is_skipped(sentence: &Sentence, at: usize) -> bool {
    const SKIPPED: Words = Words(
        "we we'll we've we'd i will shall to and also then please our team the should must can need together \
         nous wir",
    );
    // 我们, 本季度, 每周, 年底前: who and when.
    const SKIPPED_HAN: &str = "我们本季度每周月日天定期底前内年";
    let word = sentence.word(at);
    let adverb = word.len() > 4
        && word.ends_with("ly")
        && word.is_ascii()
        && !["supply", "apply", "reply"].contains(&word);
    let the_team = word == "the" && sentence.word(at + 1) != "team";
    // Q3完成…
    let period = sentence.tokens[at].kind == Kind::Name
        && ["q", "h", "fy", "20"].iter().any(|start| word.starts_with(start));
    // `Start measuring …` is about the measuring; `start the migration` is a milestone.
    let then = sentence.word(at + 1);
    let begins = ["start", "begin"].contains(&word) && (then.ends_with("ing") || then == "to");
    // `we have discussed`
    let perfect = ["have", "has"].contains(&word) && then.ends_with("ed") && then.len() > 4;
    begins
        || perfect
        || period
        || adverb
        || SKIPPED.has(word) && !the_team
        || !word.is_empty() && SKIPPED_HAN.contains(word)
}

/// `Each team commits to a plan`, `The squad organises 3 meetups`: people first, then what they do.
pub(super) fn subject_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
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
