//! Whether a listed verb is meant as the deed here: not as a noun, not in another of its many senses.

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Form, Hit, Kind, Sentence, Words};

/// Verbs that are nouns as well, and make one name with the noun behind them.
const NOUNS_TOO: Words = Words(
    "archive audit benchmark build check contact deploy design document draft estimate experiment \
     import index interview launch map measure offer package pitch plan port post practice \
     process profile record refresh release report research review run schedule scope setup share \
     ship source split rollout study supply support survey sync test track train update upgrade watch work",
);

/// Whether a listed verb stands as a noun: `Build time falls …`, `Releases ship on time`.
pub(super) fn is_noun(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
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
    let compound = may_be && next.is_some() && lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some();
    let plural = hit.mark.form == Form::Third;
    let counted = sentence.word(hit.at) == "share" && sentence.word(hit.end) == "of";
    // `Test (1 senior)`: nothing that it is done to.
    let alone = next.is_none_or(|next| next.is(":") || next.is(",") || next.is("("));
    // `Testing an analyser is easy`, `Closing a month falls from 9 days to 3`
    let subject =
        hit.mark.form == Form::Gerund && (hit.end..hit.end + 6).any(|at| PREDICATES.has(sentence.word(at)));
    let predicate =
        ["is", "are", "has", "have", "was", "falls", "rises", "takes"].contains(&sentence.word(hit.end));
    // `Support tickets fall`, `Test runs finish`
    compound && hit.mark.form != Form::Past
        || plural
        || counted
        || alone && hit.mark.form != Form::Past
        || subject
        || is_frequency(sentence, hit)
        || predicate
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
    // 上线后7天内: when, not what.
    let when = ["后", "前", "时", "期"].contains(&sentence.word(hit.end));
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

/// Whether verbs of many uses are used for a deed here: `hold a workshop` is one, `hold p95 under 2 s`
/// is none; `support the sales team` is one, `support 10M repositories` is none.
pub(super) fn is_earnest(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
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
        "do" | "doing" | "did" => event(6) || lexicon.output_artefacts.stand_in(near(5)),
        "meet" | "meeting" | "met" => {
            sentence.word(hit.end - 1) == "with" || near(4).iter().any(|token| token.lower == "with")
        }
        // `Have a guide for new shops`, `Have benchmarks that show it`
        "have" | "having" => {
            event(4) || !sentence.is_measured() && lexicon.output_artefacts.stand_in(near(6))
        }
        // `Source 25 candidates`; a source is a thing as well.
        "source" => near(1).iter().any(|token| token.kind == Kind::Number),
        "support" | "supported" | "supporting" => {
            let counted = near(5).iter().any(|token| token.kind == Kind::Number);
            let people = near(5).iter().any(|token| PEOPLE.has(&token.lower));
            let led = ["the", "our", "other", "with", "in", "by"].contains(&sentence.word(hit.end));
            people && !counted || led && !sentence.is_measured()
        }
        // 支持销售团队 is one; 支持1000万日活 is none.
        "支" => sentence.word(hit.at + 1) != "持" || !near(1).iter().any(|token| token.kind == Kind::Number),
        // `Execute the migration` is one; `perform 100k requests a second` is none.
        "execute" | "executing" | "perform" | "performing" => {
            event(8) || near(8).iter().any(|token| token.lower.ends_with("ation"))
        }
        // `Achieve SOC 2 compliance` is one; `reach 500 shops` and `achieve better stability` are none.
        "achieve" | "achieving" | "attain" | "earn" | "reach" | "reaching" | "enter" => {
            !sentence.is_measured()
                && !lexicon.vague_words.stand_in(&sentence.tokens)
                && !lexicon.change_verbs.stand_in(&sentence.tokens)
        }
        "make" | "made" | "making" => {
            near(8).iter().any(|token| token.lower == "available")
                || lexicon.output_artefacts.stand_in(near(5))
        }
        _ => true,
    }
}
