//! Where a sentence begins to say something: behind who says it, when and how.

use crate::rules::text::{Kind, Sentence, Token, Words};

/// Where a sentence begins to say something: behind `we will`, `successfully`, `by the end of May,`.
pub(in crate::rules) fn opening(sentence: &Sentence) -> usize {
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
        &["by", "in", "until", "before", "after", "once", "during", "throughout", "bis", "在", "到", "d'ici"];
    const CALENDAR: &str = "月年季周号日";
    const ENDS: &str = "底前旬初末内";
    // `Twice a month, …`, `Every other week, …`
    const OFTEN: &[&str] = &["once", "twice", "every", "each"];
    const PERIODS: Words = Words("day week fortnight month quarter year sprint");
    let led = LEADS.contains(&sentence.word(0))
        || OFTEN.contains(&sentence.word(0)) && (1..4).any(|at| PERIODS.has(sentence.word(at)));
    // `For each outage, …`
    let each = sentence.word(0) == "for" && ["each", "every"].contains(&sentence.word(1));
    if (led || each)
        && let Some(comma) = sentence.tokens.iter().take(10).position(|token| token.is(","))
    {
        return comma + 1;
    }
    let timed = |token: &Token| token.kind != Kind::Mark && token.kind != Kind::Word;
    let clause = sentence.tokens.iter().take(9).take_while(|token| timed(token)).count();
    let dated =
        |end: usize| sentence.tokens[..end].iter().any(|token| CALENDAR.contains(token.lower.as_str()));
    let end = (1..clause).rev().find(|&at| ENDS.contains(sentence.word(at)) && dated(at));
    end.map_or(0, |at| at + 1)
}

/// 成功完成…: an adverb of two characters before the verb.
fn adverb_in_han(sentence: &Sentence, at: usize) -> Option<usize> {
    const ADVERBS: Words = Words(
        "至少 提前 及时 主动 共同 联合 成功 顺利 按时 如期 正式 全面 逐步 积极 继续 努力 尽快 全部 定期 持续 初步 基本",
    );
    if sentence.tokens.get(at)?.kind != Kind::Han {
        return None;
    }
    let pair = format!("{}{}", sentence.word(at), sentence.word(at + 1));
    ADVERBS.has(&pair).then_some(2)
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
