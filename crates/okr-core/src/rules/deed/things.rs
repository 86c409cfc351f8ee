//! Things that are made, and only named: `5 blog posts`, `New dashboard for payments`.

use super::clause::{is_aside, leads};
use super::start::opening;
use super::{Deed, DeedSort, Stand};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Lead, Mark, Sentence, Sort, Token, Words};

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
    // `5+ posts`
    let from = from + usize::from(sentence.tokens.get(from).is_some_and(|token| token.is("+")));
    // Those that are active or paid for are no deed.
    let between = |hit: &Hit| {
        sentence.tokens[from..hit.at].iter().enumerate().all(|(length, token)| {
            matches!(token.kind, Kind::Word | Kind::Name)
                && lexicon.quality_conditions.at(&sentence.tokens, from + length).is_none()
        })
    };
    // The artefact must be what is counted, not what describes it: `3 API customers`.
    let ends = |hit: &Hit| match sentence.tokens.get(hit.end) {
        None => true,
        Some(next) if next.kind == Kind::Mark => true,
        Some(_) => {
            const BEHIND: Words = Words(
                "for on about per in to with from by during and of that which a each every at as live online \
                 available ready across covering running shipping passing where so until before within published \
                 written produced publiés publicados publicadas veröffentlicht publiziert erstellt par por pro für \
                 sur sobre über",
            );
            // `9 flyers and window stickers`: nothing else is counted.
            let joined = ["and", "&"].contains(&sentence.word(hit.end)) && sentence.numbers.len() == 1;
            BEHIND.has(sentence.word(hit.end)) || joined
        }
    };
    let hit = (from..(from + 4).min(sentence.tokens.len()))
        .rev()
        .filter_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))
        .find(|hit| between(hit) && ends(hit))?;
    Some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}

/// `There is a guide for shops`, `The service gets a dashboard`, `Proper documentation exists`: a thing made, told as a state.
pub(super) fn existence_deed(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    if sentence.is_measured() {
        return None;
    }
    let artefact = |from: usize, to: usize| {
        (from..to.min(sentence.tokens.len())).find_map(|at| lexicon.output_artefacts.at(&sentence.tokens, at))
    };
    let there = match (sentence.word(0), sentence.word(1)) {
        ("there", "is" | "are") | ("es", "gibt") | ("il", "y") => Some(2),
        ("hay" | "existe" | "há", _) => Some(1),
        _ => None,
    };
    let found = if let Some(from) = there {
        artefact(from, from + 6)
    } else {
        let at = (1..sentence.tokens.len().min(8))
            .find(|&at| ["exist", "exists", "gets"].contains(&sentence.word(at)))?;
        if sentence.word(at) == "gets" { artefact(at + 1, at + 6) } else { artefact(0, at) }
    };
    // That there is a thing is a state, whatever the thing is.
    let sort = if there.is_some() { DeedSort::Milestone } else { DeedSort::Output };
    found.map(|hit| Deed { sort, hit, stand: Stand::Follows })
}

/// `Product page with prices`, `Regression tests for the importer`: a thing made, and nothing said of it.
fn named_artefact(sentence: &Sentence, lexicon: &Lexicon, start: usize) -> Option<Deed> {
    const BREAKS: Words =
        Words("for with of on in to about at by from including incl that which has have is are can will");
    const FINITE: Words = Words("has have is are can will was were");
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

/// `Returns dashboard finished: 100 %`: how far a thing has come, and no effect of it.
pub(super) fn whole_thing(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const DONE: Words = Words(
        "complete completed done finished implemented live delivered complet complète complets terminé terminée \
         completo completa concluído concluída fertig umgesetzt",
    );
    let colon = sentence.tokens.iter().rposition(|token| token.is(":")).filter(|&at| at > 1)?;
    let [number] = sentence.numbers.as_slice() else { return None };
    let all = number.sort == Sort::Percent && sentence.word(number.at) == "100" && number.at == colon + 1;
    let ends = sentence.tokens.len() <= number.end;
    let done = sentence.tokens[..colon].iter().any(|token| DONE.has(&token.lower));
    let thing = (0..colon).any(|at| lexicon.output_artefacts.at(&sentence.tokens, at).is_some());
    let hit = Hit { at: 0, end: colon, mark: Mark::default() };
    (all && ends && done && thing).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}

/// `Staged rollout of the wallet`, `Migration of the ledger to the new cluster`: a deed as a noun, at the head.
pub(super) fn named_going_out(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const HEADS: Words = Words(
        "launch release rollout roll-out go-live deployment migration implementation introduction publication \
         creation integration",
    );
    const BEHIND: Words = Words("of on in to with for at");
    const SAYS: Words = Words(
        "is are was were has have had can will takes take works falls rises drops needs costs stays without succeeds \
         fails no causes zero finishes completes goes",
    );
    let start = opening(sentence);
    let at = (start..start + 3).find(|&at| HEADS.has(sentence.word(at)))?;
    let words = sentence.tokens[start..at].iter().all(Token::is_wordy)
        && (at == start || lexicon.change_verbs.at(&sentence.tokens, start).is_none());
    let behind = BEHIND.has(sentence.word(at + 1)) && sentence.tokens.get(at + 2).is_some();
    let finite = |at: usize| {
        [&lexicon.feature_verbs, &lexicon.effect_verbs, &lexicon.change_verbs]
            .iter()
            .any(|list| list.at(&sentence.tokens, at).is_some_and(|verb| verb.mark.form == Form::Third))
    };
    let says = (at + 1..sentence.tokens.len()).any(|at| SAYS.has(sentence.word(at)) || finite(at));
    // Something is measured of it.
    let counts = sentence.numbers.iter().all(|number| {
        matches!(number.sort, Sort::Count | Sort::LongTime) && sentence.word(number.end) != "times"
    });
    let hit = Hit { at: start, end: at + 1, mark: Mark::default() };
    (words && behind && !says && counts).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Opens })
}

/// 门店入驻指南, 还有退款话术手册: only named, with a praise or without; 退款测试用例覆盖空单: of the cases only what they are
/// about.
pub(super) fn artefact_in_han(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const SAYS: &str = "是有能可会均都让使被将已";
    const ABOUT: &[&str] = &["覆盖", "描述", "说明", "包含", "包括"];
    let tokens = &sentence.tokens;
    let end = tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let han = tokens.iter().filter(|token| token.kind == Kind::Han).count();
    if sentence.is_measured() || han * 2 < tokens.len() || end > 32 {
        return None;
    }
    let hits = (1..end).filter_map(|at| lexicon.output_artefacts.at(tokens, at));
    let hit = hits
        .filter(|hit| tokens[hit.at].kind == Kind::Han)
        .find(|hit| hit.end == end || ABOUT.contains(&sentence.text(hit.end, hit.end + 2).as_str()))?;
    let before = &tokens[..hit.at];
    let says = before.iter().any(|token| token.kind == Kind::Han && SAYS.contains(token.lower.as_str()))
        || [&lexicon.change_verbs, &lexicon.keeping_verbs, &lexicon.milestone_verbs, &lexicon.effect_verbs]
            .iter()
            .any(|list| list.stand_in(before));
    // 高质量的退款手册; a praise that does not describe the thing is the claim.
    let praised = lexicon.vague_words.all(tokens).any(|praise| sentence.word(praise.end) != "的");
    (!says && !praised).then_some(Deed { sort: DeedSort::Output, hit, stand: Stand::Follows })
}

/// 商城增加退款申请页面: not how much there is of it, but one more.
pub(super) fn added_in_han(sentence: &Sentence, lexicon: &Lexicon) -> Option<Deed> {
    const ENDS: &[&str] = &[
        "版块", "板块", "功能", "模块", "页面", "入口", "按钮", "选项", "字段", "接口", "视图", "菜单",
        "渠道",
    ];
    let at = (0..sentence.tokens.len())
        .find(|&at| ["增加", "添加", "新增"].contains(&sentence.text(at, at + 2).as_str()))?;
    let end = sentence.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let named = sentence.text(at + 2, end);
    let thing = ENDS.iter().any(|thing| named.ends_with(thing))
        || (at + 2..end).any(|at| {
            lexicon.output_artefacts.at(&sentence.tokens, at).is_some_and(|thing| thing.end == end)
        });
    let hit = Hit { at, end: at + 2, mark: Mark::default() };
    let stand = if at == 0 { Stand::Opens } else { Stand::Follows };
    (thing && end > at + 3 && !sentence.is_measured()).then_some(Deed { sort: DeedSort::Output, hit, stand })
}
