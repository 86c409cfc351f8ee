//! The units a sentence writes behind a number, as far as the rules tell them apart. (What a field's
//! quantity means exactly is the model's business.)

use super::token::{Kind, Token};
use super::words::Words;

/// What a number measures, as far as the words around it say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Sort {
    /// Parts of a whole.
    Percent,
    /// A duration of hours or less.
    ShortTime,
    /// A duration of days or more, which may be a deadline.
    LongTime,
    /// So many times as much.
    Multiple,
    /// Money.
    Money,
    /// `2/3`
    Fraction,
    /// A count of something, or a bare number.
    Count,
}

const MULTIPLIERS: Words = Words(
    "k m mn mio bn b thousand million millions billion hundred tausend millionen mille mil 万 亿 千 \
     百",
);
const PERCENT: Words =
    Words("% ‰ percent pct prozent pp percentage pourcent procent 百分点 个百分点 百分比 ポイント");
const TIMES: Words = Words("x × times fold 倍 fois veces vezes fach");
const SHORT: Words = Words(
    "ms msec millisecond milliseconds µs us ns s sec secs second seconds min mins minute minutes \
     h hr hrs hour hours sekunde sekunden minuten stunde stunden std seconde secondes heure \
     heures segundo segundos minuto minutos hora horas 秒 毫 分钟 小时 分 时",
);
const LONG: Words = Words(
    "d day days w wk wks week weeks mo month months quarter quarters yr year years tag tage tagen \
     woche wochen monat monate monaten jahr jahre jour jours semaine semaines mois an ans día \
     días dia dias semana semanas mes meses mês 天 周 日 年 月 季 个月 business working",
);
const MONEY: Words = Words("$ € £ ¥ usd eur gbp cny rmb chf dollars euro euros 元");

/// What the tokens after a number at `at` make of it, and how many of them belong to it.
pub(super) fn after(tokens: &[Token], at: usize) -> (Sort, usize) {
    let mut next = at + 1;
    if let Some(token) = tokens.get(next)
        && MULTIPLIERS.has(&token.lower)
        && !is_lone_letter(token)
    {
        next += 1;
    }
    let found = |sort: Sort, length: usize| (sort, next + length - at - 1);
    for length in [4, 3, 2, 1] {
        let Some(slice) = tokens.get(next..next + length) else { continue };
        let word: String = slice.iter().map(|token| token.lower.as_str()).collect();
        if length > 1 && slice.iter().any(|token| token.kind != Kind::Han) {
            continue;
        }
        let is_unit = |list: &Words| list.has(&word) && !slice.first().is_some_and(is_lone_letter);
        if is_unit(&PERCENT) {
            return found(Sort::Percent, length);
        }
        // `20 × 30` multiplies.
        let factor = tokens.get(next + 1).is_some_and(|then| then.kind == Kind::Number || then.text == "$");
        if is_unit(&TIMES)
            && !factor
            && !slice.iter().any(|token| counts_times(&token.lower) && !follows_comparison(tokens, next))
        {
            return found(Sort::Multiple, length);
        }
        if is_unit(&SHORT) {
            return found(Sort::ShortTime, length);
        }
        if is_unit(&LONG) {
            return found(Sort::LongTime, length);
        }
        if is_unit(&MONEY) {
            return found(Sort::Money, length);
        }
    }
    if at > 0 && tokens[at - 1].kind == Kind::Mark && MONEY.has(&tokens[at - 1].text) {
        return found(Sort::Money, 0);
    }
    found(Sort::Count, 0)
}

/// `5 s`, but not `the s`: a letter that stands apart is a unit only in lower case.
fn is_lone_letter(token: &Token) -> bool {
    token.spaced && token.kind == Kind::Word && token.text.len() == 1 && token.is_capital()
}

/// Words that say how often, unless a comparison follows: `3 times`, `2 fois par mois`.
fn counts_times(word: &str) -> bool {
    ["times", "fois", "veces", "vezes"].contains(&word)
}

/// `3 times faster` is a multiple, `3 times a week` is a count.
fn follows_comparison(tokens: &[Token], at: usize) -> bool {
    const COMPARED: Words = Words(
        "as better bigger cheaper faster fewer higher larger less longer lower mais más menos moins more plus quicker shorter slower smaller the",
    );
    let then = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
    COMPARED.has(then)
}
