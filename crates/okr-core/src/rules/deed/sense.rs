//! Whether a listed verb is a verb here, or the noun that is written like it.

use super::homograph::{is_grammar, is_homograph};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Sentence, Token, Words};

/// Verbs that are nouns as well, and make one name with the noun behind them.
const NOUNS_TOO: Words = Words(
    "archive audit benchmark build change check contact deploy design document draft estimate experiment \
     import index interview launch map measure offer package pitch plan port post practice \
     process profile record refresh release report research review run schedule scope setup share \
     ship source split rollout study supply support survey sync test track train update upgrade watch work",
);

/// Of those the ones that are nouns only where something is said of them.
const MOSTLY_VERBS: Words = Words(
    "archive check contact document draft estimate import interview map measure monitor post practice record review share \
     study track update upgrade watch",
);

/// Verbs that are read as a noun or an adjective unless what follows says otherwise: `Open tickets fall`, but
/// `Open the ledger to partners`.
const NOUNS_FIRST: Words = Words(
    "act answer apply approach blog book brief call campaign challenge champion chart chat clone code collapse \
     cover cut debate demo display distribute download draft draw duplicate edit end exchange exit fill \
     follow guide hunt index issue label land license list load model open order pair patch pilot pitch poll \
     process query question reach reference reply rework sample scan search seed set sketch stage \
     style surface swap tag talk test trace trade transfer transition trial tune version visit wrap",
);

/// Whether a listed verb stands as a noun: `Build time falls …`, `Releases ship on time`.
pub(in crate::rules) fn is_noun(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const PREDICATES: Words =
        Words("is are takes becomes feels falls rises drops costs needs lasts stays goes grows works");
    if sentence.tokens[hit.at].kind == Kind::Han {
        return is_noun_in_han(sentence, hit, lexicon);
    }
    let single = hit.end == hit.at + 1 && sentence.tokens[hit.at].kind == Kind::Word;
    if !single {
        return false;
    }
    let next = sentence.tokens.get(hit.end);
    let may_be = hit.mark.form == Form::Gerund || NOUNS_TOO.has(sentence.word(hit.at));
    // `Update team rules of …`: where nothing is measured, a further noun makes it one of what is updated.
    let further = !sentence.is_measured()
        && lexicon.compound_heads.at(&sentence.tokens, hit.end + 1).is_none()
        && sentence.tokens.get(hit.end + 1).is_some_and(|noun| noun.is_wordy() && !is_grammar(&noun.lower));
    // `Track errors with the new tool`: seldom a noun, unless something is measured of it.
    let order = MOSTLY_VERBS.has(sentence.word(hit.at)) && !sentence.is_measured();
    let compound =
        may_be && !further && !order && lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some();
    let plural = hit.mark.form == Form::Third;
    let counted = sentence.word(hit.at) == "share" && sentence.word(hit.end) == "of";
    // `Test (1 senior)`: nothing that it is done to.
    let alone = next.is_none_or(|next| {
        next.is(":") || next.is(",") && !is_chained(sentence, hit, lexicon) || next.is("(")
    }) || hit.mark.form == Form::Base
        && next.is_some_and(|next| next.is("/") && !next.spaced)
        && [&lexicon.output_verbs, &lexicon.activity_verbs, &lexicon.milestone_verbs, &lexicon.change_verbs]
            .iter()
            .all(|list| list.at(&sentence.tokens, hit.end + 1).is_none());
    // `Testing an analyser is easy`, `Closing a month falls from 9 days to 3`
    let subject =
        hit.mark.form == Form::Gerund && (hit.end..hit.end + 6).any(|at| PREDICATES.has(sentence.word(at)));
    let predicate =
        ["is", "are", "has", "have", "was", "falls", "rises", "takes"].contains(&sentence.word(hit.end));
    // `Support tickets fall`, `Test runs finish`
    compound && hit.mark.form != Form::Past
        || hit.mark.form == Form::Base
            && NOUNS_FIRST.has(sentence.word(hit.at))
            && !governs(sentence, hit, lexicon)
        || plural
        || hit.mark.form == Form::Base && is_a_name(sentence, hit, lexicon)
        || counted
        || alone && hit.mark.form != Form::Past
        || subject
        || is_frequency(sentence, hit)
        || predicate
}

/// `Open the ledger`, `Patch 12 clusters`, `Index invoices by shop`: what follows can only be the object of a verb.
fn governs(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const OPENS: Words = Words(
        "the a an our their its your all any every each both new more up out at with to for on in into two three \
         four five six seven eight nine ten this these those existing remaining first top key some most",
    );
    const FINITE: Words = Words(
        "is are was were has have falls fall rises rise drops drop stays stay goes go takes take remains remain \
         reaches reach grows grow runs works costs improves increases decreases",
    );
    let next = sentence.word(hit.end);
    let counted = sentence.numbers.iter().any(|number| number.at == hit.end);
    let predicate = (hit.end..hit.end + 7).any(|at| FINITE.has(sentence.word(at)));
    let object = next.ends_with('s') || sentence.tokens.get(hit.end).is_some_and(Token::is_capital);
    // Where nothing measures and nothing is said of it, the first word is the verb.
    let plain = !sentence.is_measured() && sentence.tokens.get(hit.end + 1).is_some();
    // `Test and describe`: a verb like the one it is joined to.
    let joined = ["and", "&"].contains(&next)
        && [&lexicon.output_verbs, &lexicon.activity_verbs].iter().any(|list| {
            list.at(&sentence.tokens, hit.end + 1).is_some_and(|verb| verb.mark.form == Form::Base)
        })
        && sentence.tokens.get(hit.end + 2).is_some();
    OPENS.has(next) || joined && !predicate || counted || (object || plain) && !predicate
}

/// 开发人员, 交付周期, and 参与发布的人数: a verb of many uses that only describes the noun behind it.
fn is_noun_in_han(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const NOUNS_TOO: Words = Words(
        "上线 交付 升级 协作 发布 学习 完成 实施 对接 开发 支持 构建 沟通 测试 研发 设计 评审 调研 迁移 部署 重构 \
         集成 分析 规划 培训 切换 验收 分享 参与 接入",
    );
    let end = sentence.tokens.len();
    // 开发自测能力增强: the movement at the end is the verb.
    let moved = (hit.end + 1..end)
        .any(|at| lexicon.change_verbs.at(&sentence.tokens, at).is_some_and(|movement| movement.end == end));
    // 上线后7天内: when, not what; 部署完成: over, which has a list of its own.
    let when = ["后", "前", "时", "期"].contains(&sentence.word(hit.end))
        || sentence.word(hit.end) == "完" && sentence.word(hit.end + 1) == "成";
    let compound = NOUNS_TOO.has(&sentence.text(hit.at, hit.end))
        && (moved || when || lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some());
    let describes = (hit.end + 1..sentence.tokens.len()).any(|at| {
        sentence.word(at - 1) == "的" && lexicon.counted_metrics.at(&sentence.tokens, at).is_some()
    });
    compound || describes
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

/// `Draft, review and publish the rules`: one order behind the other.
fn is_chained(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    let verb = |at: usize| {
        [&lexicon.output_verbs, &lexicon.activity_verbs, &lexicon.milestone_verbs]
            .iter()
            .find_map(|list| list.at(&sentence.tokens, at).filter(|verb| verb.mark.form == Form::Base))
    };
    hit.mark.form == Form::Base
        && verb(hit.end + 1).is_some_and(|second| {
            ["and", "&"].contains(&sentence.word(second.end)) && verb(second.end + 1).is_some()
        })
}

/// Whether the word makes one name with what stands behind it, or is what something is said to be done to.
fn is_a_name(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    let Some(next) = sentence.tokens.get(hit.end) else { return false };
    let homograph = is_homograph(sentence.word(hit.at));
    // `Trial-to-order rate`, `Test-driven services`: a hyphen makes one word of them.
    let hyphened = next.is_wordy() && !next.spaced && sentence.tokens[hit.at].kind == Kind::Word;
    // `Blog post about refunds`
    let thing = lexicon.output_artefacts.at(&sentence.tokens, hit.at);
    // `Plan approved by the board`: what is approved is the plan.
    let participle = |at: usize| {
        let word = sentence.word(at);
        let ends = sentence
            .tokens
            .get(at + 1)
            .is_none_or(|behind| is_grammar(&behind.lower) || behind.kind == Kind::Mark);
        word.len() > 4 && word.ends_with("ed") && ends
    };
    // `Network plan signed by the landlord`; of several tills an order may well be given.
    let of_one = next.is_wordy() && !next.lower.ends_with('s') && participle(hit.end + 1);
    let ready = next.is_capital() && ["live", "ready", "available"].contains(&sentence.word(hit.end + 1));
    let done = ready || homograph && (participle(hit.end) || of_one);
    // `Approach to waste`
    let way = sentence.word(hit.at) == "approach" && next.lower == "to";
    hyphened || way || thing.is_some_and(|thing| thing.end > hit.end) || done
}
