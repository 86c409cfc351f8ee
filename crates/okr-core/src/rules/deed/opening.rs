//! The deed a sentence opens with: an order, a promise, or people and what they do.

use super::earnest::{is_earnest, is_trained_up};
use super::events::is_of_an_event;
use super::making::{names_a_thing, sort_of_the_completed};
use super::people;
use super::sense::is_noun;
use super::start::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Mark, Sentence, Words};

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
    if let Some(deed) = help_given(sentence, at) {
        return Some(deed);
    }
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
    // `Verified couriers: 150`: which of them are counted.
    let best = best.filter(|(_, hit)| hit.mark.form != Form::Past || !is_valued(sentence, hit.end));
    let Some((sort, hit)) = best else {
        // 界定并输出清单: of two verbs the second is known.
        if sentence.word(at + 2) == "并" && sentence.tokens[at].kind == Kind::Han {
            let known =
                lists.iter().find_map(|(sort, list)| Some((*sort, list.at(&sentence.tokens, at + 3)?)));
            let moved = lexicon.change_verbs.at(&sentence.tokens, at).is_some();
            return known.filter(|_| !moved).map(|(sort, hit)| Deed { sort, hit, stand: Stand::Opens });
        }
        return extension(sentence, at, lexicon)
            .or_else(|| kept_up(sentence, at, lexicon))
            .or_else(|| people::urged(sentence, at));
    };
    // `Have 10 conversations` is an activity, `have a guide` a delivery.
    let near = &sentence.tokens[hit.end..(hit.end + 4).min(sentence.tokens.len())];
    // `Support adding labels` is a thing the product shall do.
    let gerund = (hit.end..hit.end + 3).any(|at| sentence.word(at).ends_with("ing"));
    let feature = sentence.word(at) == "support" && gerund || is_trained_up(sentence, hit);
    let talks = ["have", "having"].contains(&sentence.word(at)) && lexicon.activity_events.stand_in(near);
    // 对接3家单位: talked to, and not built in.
    let rest = sentence.text(hit.end, (hit.end + 12).min(sentence.tokens.len()));
    let people = ["客户", "部门", "团队", "单位", "供应商", "厂商", "企业", "伙伴"]
        .iter()
        .any(|who| rest.contains(who));
    let talks = talks || sentence.word(at) == "对" && sentence.word(at + 1) == "接" && people;
    let feature = feature || supports_a_thing(sentence, hit) || names_a_thing(sentence, hit, lexicon);
    let sort = if feature {
        DeedSort::Output
    } else if talks || is_of_an_event(sentence, hit, sort, lexicon) {
        DeedSort::Activity
    } else if sort == DeedSort::Activity && leads_to_a_delivery(sentence, hit, lexicon) {
        DeedSort::Output
    } else {
        sort
    };
    let completed = sort_of_the_completed(sentence, hit, lexicon);
    let deed = Deed { sort: completed.unwrap_or(sort), hit, stand: Stand::Opens };
    if completed.is_some() {
        return Some(deed);
    }
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

/// Whether a value stands behind a colon.
fn is_valued(sentence: &Sentence, from: usize) -> bool {
    let colon = sentence.tokens.iter().skip(from).position(|token| token.is(":"));
    colon.is_some_and(|length| sentence.numbers.iter().any(|number| number.at == from + length + 1))
}

/// 支持SEPA支付, 支持多币种退款: what the product can do then; 支持销售团队 is work for others.
fn supports_a_thing(sentence: &Sentence, hit: Hit) -> bool {
    const FOR_OTHERS: &[&str] = &[
        "团队", "部门", "客户", "同事", "伙伴", "公司", "组织", "员工", "业务", "项目", "运营", "推广",
        "工作", "活动", "销售", "市场", "发展", "建设", "落地", "学校", "老师", "学生", "企业", "政府",
        "门店", "商家", "同学", "社区",
    ];
    if sentence.word(hit.at) != "支" || sentence.word(hit.at + 1) != "持" {
        return false;
    }
    let clause = sentence.text(hit.end, sentence.tokens.len());
    let clause = clause.split([',', ';', '(']).next().unwrap_or_default();
    let named = sentence.tokens.get(hit.end).is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Name));
    named || !clause.is_empty() && !FOR_OTHERS.iter().any(|others| clause.contains(others))
}

/// `Provide bookkeeping guidance to shop clerks`: help is given, and nothing is made. What `provide support for` leads to may be a feature.
fn help_given(sentence: &Sentence, at: usize) -> Option<Deed> {
    const GIVES: Words = Words("provide providing give giving offer offering lend");
    const HELP: Words = Words(
        "support assistance help guidance advice mentoring coaching mentorship tutoring consultation training supervision",
    );
    const NOT_BETWEEN: Words = Words("for to of with that which and in on by from via");
    const TO_THEM: Words = Words("to during as");
    if !GIVES.has(sentence.word(at)) {
        return None;
    }
    let help = (at + 1..(at + 6).min(sentence.tokens.len())).find(|&at| HELP.has(sentence.word(at)))?;
    let own = !sentence.tokens[at + 1..help].iter().any(|token| NOT_BETWEEN.has(&token.lower));
    let next = sentence.tokens.get(help + 1);
    let to_them = next.is_none_or(|next| {
        TO_THEM.has(&next.lower)
            || sentence.word(help) != "support" && ["for", "on", "in", "with"].contains(&next.lower.as_str())
    });
    let hit = Hit { at, end: help + 1, mark: Mark::default() };
    (own && to_them).then_some(Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens })
}

/// `Extend the API with bulk calls`: a movement by what is added. `Extend the manual`: by itself.
fn extension(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Deed> {
    const EXTENDS: Words = Words(
        "extend extending extended expand expanding enhance enhancing enrich augment broaden complement",
    );
    let hit = lexicon.change_verbs.at(&sentence.tokens, at).filter(|_| EXTENDS.has(sentence.word(at)))?;
    let thing = (hit.end..(hit.end + 4).min(sentence.tokens.len()))
        .find_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at));
    let whole = thing.is_some_and(|thing| {
        const WRITTEN: Words = Words(
            "documentation docs guide guides handbook manual manuals tutorial tutorials runbook runbooks faq wiki \
             catalogue library suite tests",
        );
        let ends = thing.end == sentence.tokens.len()
            || ["for", "of", "on", "to", "about", "in"].contains(&sentence.word(thing.end));
        ends && WRITTEN.has(sentence.word(thing.end - 1))
    });
    if whole && !sentence.is_measured() && ["extend", "expand"].contains(&sentence.word(at)) {
        return Some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens });
    }
    // `Broaden the catalogue to cover spare parts`: by what comes into it.
    let covers = sentence.tokens[hit.end..].windows(2).any(|pair| {
        pair[0].lower == "to" && ["include", "cover", "contain"].contains(&pair[1].lower.as_str())
    });
    if covers && !sentence.is_measured() {
        return Some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens });
    }
    let with =
        (hit.end + 1..(hit.end + 9).min(sentence.tokens.len())).find(|&at| sentence.word(at) == "with")?;
    let made = (with + 1..(with + 6).min(sentence.tokens.len()))
        .any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some());
    made.then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens })
}

/// `Maintain a board of all tasks`: a thing that people keep up, which is work and no claim.
fn kept_up(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> Option<Deed> {
    const KEPT_UP: Words = Words(
        "backlog backlogs blog board boards calendar calendars catalogue changelog diary directory faq forum handbook \
         inventory journal list lists log logs newsletter page pages register registers repository spreadsheet \
         tracker website wiki",
    );
    let hit = lexicon.keeping_verbs.at(&sentence.tokens, at).filter(|_| sentence.word(at) == "maintain")?;
    let end = sentence.tokens.iter().skip(hit.end).position(|token| {
        ["of", "on", "for", "with", "in", "to", "at"].contains(&token.lower.as_str())
            || token.kind == Kind::Mark && !token.is("\"")
    });
    let head = end.map_or(sentence.tokens.len(), |length| hit.end + length) - 1;
    let kept = head > hit.at && KEPT_UP.has(sentence.word(head));
    kept.then_some(Deed { sort: DeedSort::Activity, hit, stand: Stand::Opens })
}

/// `Plan and execute the migration`, `Agree & publish limits`: of two verbs the second is the end of it.
fn leads_to_a_delivery(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const FIRST: Words =
        Words("agree plan identify prepare coordinate organise organize schedule scope propose decide");
    const NO_DELIVERY: Words = Words("solve fix");
    // `Identify and document the weak spots` ends in knowing them.
    let known = sentence.word(hit.at) == "identify" && sentence.word(hit.end + 1) == "document";
    let joined = ["and", "&", "/", ","].contains(&sentence.word(hit.end)) && FIRST.has(sentence.word(hit.at));
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
