//! States of Chinese sentences that are told by how they end or by what is set so.

use crate::rules::text::{Kind, Sentence, Sort};

/// 收银台与账本对接,联调通过, 导出默认走新接口: passed or not, set so or not; what it counts beside says how many things that is
/// said of.
pub(in crate::rules) fn passed(title: &Sentence) -> Option<String> {
    const TRIED: &[&str] = &[
        "联调通过",
        "测试通过",
        "自测通过",
        "验收通过",
        "评审通过",
        "审核通过",
        "验证通过",
        "验证完毕",
        "跑通",
    ];
    const SET: &[&str] =
        &["默认使用", "默认映射", "默认启用", "默认关闭", "默认采用", "默认开启", "默认走", "默认为"];
    let counts = title.numbers.iter().all(|number| number.sort == Sort::Count);
    if !counts {
        return None;
    }
    let end = title.tokens.iter().rposition(|token| token.kind != Kind::Mark)? + 1;
    let last = title.text(end.saturating_sub(4), end);
    if end > 4 && TRIED.iter().any(|tried| last.ends_with(tried)) {
        return Some(last);
    }
    let supports = (2..end.saturating_sub(2)).find(|&at| {
        let before = title.word(at - 1);
        title.text(at, at + 2) == "支持"
            && !["的", "供", "术", "要", "为", "对", "给", "与", "和"].contains(&before)
    });
    if let Some(at) = supports {
        return Some(title.text(at.saturating_sub(4), at + 6));
    }
    let at = (1..end).find(|&at| {
        let here = title.text(at, at + 4);
        title.word(at) == "默" && SET.iter().any(|set| here.starts_with(set))
    })?;
    Some(title.text(at.saturating_sub(4), at + 4))
}
