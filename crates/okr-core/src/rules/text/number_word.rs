//! Numbers that are written as words: `zero`, `no incidents`, `twice`, 一半.

use super::token::{Kind, Token};
use super::unit_name::Sort;
use super::words::Words;

const COUNTS: Words = Words(
    "zero none two three four five six seven eight nine ten eleven twelve fifteen twenty thirty \
     fifty dozen hundred once null zwei drei vier fünf sechs sieben acht neun zehn zéro deux \
     trois quatre cinq dix cero tres cuatro cinco diez dois três 零",
);
/// Words of none, one or a half, which are numbers only before what they count.
const BEFORE_A_NOUN: &[&str] =
    &["no", "one", "single", "half", "keine", "kein", "aucun", "aucune", "ningún", "nenhum"];
const NOT_AFTER_NO: Words = Words(
    "longer later more less matter way one need doubt of another that by and or to fewer sooner \
     earlier",
);
const MULTIPLES: Words = Words(
    "double doubles doubled doubling triple triples tripled tripling quadruple halve halves \
     halved halving verdoppeln verdoppelt halbieren halbiert doubler duplicar dobrar \
     tenfold twofold threefold",
);
const HAN_MULTIPLES: &[&str] = &["翻倍", "翻番", "一番", "一倍", "两倍", "三倍", "倍增", "减半"];
const HAN_FRACTIONS: &[&str] = &["一半", "半数", "过半"];
const HAN_DIGITS: &str = "一二两三四五六七八九十百千";
/// Measure words that make a number of a Chinese numeral; 一个 alone is only an article.
/// 三月 is March, 三个月 are three months.
const HAN_MEASURES: &str = "次天周年家名项条篇件位份场台款组秒分时小倍成人";

/// The number a word at `at` stands for, and how many tokens it takes.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<(Sort, usize)> {
    let token = tokens.get(at)?;
    if token.kind == Kind::Han {
        return han(tokens, at);
    }
    let word = token.lower.as_str();
    if word == "twice" {
        let compares =
            ["as", "the", "more"].contains(&tokens.get(at + 1).map_or("", |next| next.lower.as_str()));
        return Some((if compares { Sort::Multiple } else { Sort::Count }, 1));
    }
    if MULTIPLES.has(word) && !is_noun_use(tokens, at) {
        return Some((Sort::Multiple, 1));
    }
    if matches!(word, "third" | "thirds" | "drittel" | "tiers")
        && at > 0
        && ["a", "one", "two", "by", "ein", "zwei", "d'un"].contains(&tokens[at - 1].lower.as_str())
        && tokens.get(at + 1).is_none_or(|next| {
            word == "drittel" || !next.is_wordy() || ["of", "more", "less"].contains(&next.lower.as_str())
        })
    {
        return Some((Sort::Fraction, 1));
    }
    // Two in Spanish, and `of the` in Portuguese.
    let two = word == "dos"
        && (at == 0
            || ["a", "al", "cada", "de", "en", "las", "los", "menos", "más", "por", "solo"]
                .contains(&tokens[at - 1].lower.as_str())
            // `Abrir dos tiendas`
            || at == 1 && ["ar", "er", "ir"].iter().any(|end| tokens[0].lower.ends_with(end)));
    if two || COUNTS.has(word) {
        return Some((Sort::Count, 1));
    }
    // `a yes/no survey`
    let choice = at > 0 && tokens[at - 1].is("/");
    if BEFORE_A_NOUN.contains(&word) && !choice {
        let next = tokens.get(at + 1);
        let counts = next.is_some_and(|next| next.is_wordy() && !NOT_AFTER_NO.has(&next.lower));
        // "by half", "in half"
        let halves = word == "half" && next.is_none_or(|next| !next.is_wordy());
        let sort = if word == "half" { Sort::Fraction } else { Sort::Count };
        return (counts || halves).then_some((sort, 1));
    }
    None
}

/// `double check`, `double entry`: the word names a thing.
fn is_noun_use(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
    tokens[at].lower == "double"
        && matches!(next, "check" | "checks" | "entry" | "booking" | "bookings" | "opt" | "click")
}

fn han(tokens: &[Token], at: usize) -> Option<(Sort, usize)> {
    let text = |length: usize| -> Option<String> {
        tokens.get(at..at + length).map(|slice| slice.iter().map(|token| token.lower.as_str()).collect())
    };
    if let Some(two) = text(2) {
        if HAN_MULTIPLES.contains(&two.as_str()) {
            return Some((Sort::Multiple, 2));
        }
        if HAN_FRACTIONS.contains(&two.as_str()) {
            return Some((Sort::Fraction, 2));
        }
        let mut chars = two.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next())
            && HAN_DIGITS.contains(first)
            && HAN_MEASURES.contains(second)
            && !["一次", "一些", "一时", "一分", "一成", "一年", "一天"].contains(&two.as_str())
        {
            return Some((Sort::Count, 1));
        }
    }
    if text(3).as_deref() == Some("百分之") {
        return Some((Sort::Percent, 3));
    }
    // 零事故
    (tokens[at].text == "零" && tokens.get(at + 1).is_some_and(Token::is_wordy)).then_some((Sort::Count, 1))
}
