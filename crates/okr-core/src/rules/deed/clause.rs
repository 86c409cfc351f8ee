//! Where in its sentence a word stands: at its head, aside, behind its verb.

use crate::rules::text::{Kind, Number, Sentence, Words};

/// Whether a number opens the sentence, but for the comparison before it.
pub(super) fn leads(sentence: &Sentence, start: usize, number: &Number) -> bool {
    number.at >= start
        && sentence.tokens[start..number.at].iter().all(|token| {
            token.kind == Kind::Mark
                || ["at", "least", "over", "more", "than", "another"].contains(&token.lower.as_str())
        })
}

/// Whether a token stands in brackets or behind a relative pronoun: what is told there is not what will be done.
pub(super) fn is_aside(sentence: &Sentence, at: usize) -> bool {
    const RELATIVE: Words = Words("who that which when if where once after because");
    let before = &sentence.tokens[..at];
    // `…, as measured by visitors divided by orders`: how it is counted.
    let counted = before.windows(2).any(|pair| pair[0].lower == "as" && pair[1].lower == "measured");
    sentence.is_in_brackets(at) || counted || before.iter().any(|token| RELATIVE.has(&token.lower))
}

/// `Shops have a rating of 4 in the towns listed in the plan`: behind the verb of the sentence a participle
/// only describes a noun.
pub(super) fn is_attribute(sentence: &Sentence, at: usize) -> bool {
    const BE: Words = Words("is are was were be been being gets get");
    const FINITE: Words = Words("is are was were has have will can could should do does");
    let own = (at.saturating_sub(3)..at).any(|at| BE.has(sentence.word(at)));
    !own && sentence.tokens[..at].iter().any(|token| FINITE.has(&token.lower))
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
