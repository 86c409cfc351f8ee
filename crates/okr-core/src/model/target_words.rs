//! The signs and words of comparison, before a quantity or behind it.

use super::{Comparison, TargetError};
use Comparison::{AtLeast, AtMost, Greater, Less};

/// Before the quantity. A word that begins another comes after it.
const BEFORE: &[(&str, Comparison)] = &[
    ("<=", AtMost),
    (">=", AtLeast),
    ("<", Less),
    (">", Greater),
    ("≤", AtMost),
    ("≥", AtLeast),
    ("⩽", AtMost),
    ("⩾", AtLeast),
    ("≦", AtMost),
    ("≧", AtLeast),
    ("under", Less),
    ("below", Less),
    ("less than", Less),
    ("fewer than", Less),
    ("lower than", Less),
    ("smaller than", Less),
    ("at most", AtMost),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("no higher than", AtMost),
    ("no longer than", AtMost),
    ("up to", AtMost),
    ("within", AtMost),
    ("over", Greater),
    ("above", Greater),
    ("more than", Greater),
    ("greater than", Greater),
    ("higher than", Greater),
    ("at least", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("no fewer than", AtLeast),
    ("no lower than", AtLeast),
    ("不超过", AtMost),
    ("不高于", AtMost),
    ("不大于", AtMost),
    ("不多于", AtMost),
    ("至多", AtMost),
    ("最多", AtMost),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不小于", AtLeast),
    ("至少", AtLeast),
    ("最少", AtLeast),
    ("低于", Less),
    ("小于", Less),
    ("少于", Less),
    ("不到", Less),
    ("高于", Greater),
    ("大于", Greater),
    ("多于", Greater),
    ("超过", Greater),
];

/// Behind the quantity.
const BEHIND: &[(&str, Comparison)] = &[
    ("以内", AtMost),
    ("之内", AtMost),
    ("以下", AtMost),
    ("及以下", AtMost),
    ("以上", AtLeast),
    ("及以上", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or lower", AtMost),
    ("or more", AtLeast),
    ("or higher", AtLeast),
];

/// Signs that look like a comparison and are none here, with the one to write.
const MISTAKEN: &[(&str, &str)] = &[
    ("=<", "<="),
    ("=>", ">="),
    ("==", ""),
    ("=", ""),
    ("~", ""),
    ("≈", ""),
    ("<>", ""),
    ("!=", ""),
    ("->", ""),
];

/// A comparison and the quantity's text; without a comparison the whole text.
pub(super) fn split(text: &str) -> Result<(Option<Comparison>, &str), TargetError> {
    if let Some((sign, instead)) = MISTAKEN.iter().find(|(sign, _)| text.starts_with(sign)) {
        return Err(TargetError::Sign { sign: (*sign).to_owned(), instead: (*instead).to_owned() });
    }
    if text.ends_with('+') {
        return Err(TargetError::Sign { sign: "+".to_owned(), instead: ">=".to_owned() });
    }
    let before = BEFORE.iter().find_map(|(word, comparison)| Some((*comparison, after(text, word)?)));
    let rest = before.map_or(text, |(_, rest)| rest);
    let behind = BEHIND.iter().rev().find_map(|(word, comparison)| Some((*comparison, ahead(rest, word)?)));
    match (before, behind) {
        (Some(_), Some(_)) => Err(TargetError::Twice(text.to_owned())),
        (Some(found), None) | (None, Some(found)) => Ok((Some(found.0), found.1)),
        (None, None) => Ok((None, text)),
    }
}

/// What follows `word` at the start of the text. A word of letters ends where its letters end.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let cut = word.ends_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with(char::is_alphanumeric);
    (head.eq_ignore_ascii_case(word) && !cut).then(|| rest.trim_start())
}

/// What stands before `word` at the end of the text.
fn ahead<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(word.len())?;
    let tail = text.get(at..)?;
    let rest = &text[..at];
    let cut = word.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.ends_with(' ');
    (tail.eq_ignore_ascii_case(word) && !cut).then(|| rest.trim_end())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn no_word_hides_a_longer_one() {
        for (at, (word, _)) in BEFORE.iter().enumerate() {
            assert!(
                !BEFORE[..at].iter().any(|(earlier, _)| after(word, earlier).is_some()),
                "{word} is never reached"
            );
        }
    }

    #[test]
    fn words_stand_before_or_behind() {
        assert_eq!(split("Under 5 ms").unwrap(), (Some(Less), "5 ms"));
        assert_eq!(split("不超过5%").unwrap(), (Some(AtMost), "5%"));
        assert_eq!(split("超过 5 %").unwrap(), (Some(Greater), "5 %"));
        assert_eq!(split("200 ms 以内").unwrap(), (Some(AtMost), "200 ms"));
        assert_eq!(split("90%及以上").unwrap(), (Some(AtLeast), "90%"));
        assert_eq!(split("5 or fewer").unwrap(), (Some(AtMost), "5"));
        assert_eq!(split("overtime").unwrap(), (None, "overtime"));
        assert!(matches!(split("< 5 以内"), Err(TargetError::Twice(_))));
        assert!(matches!(split("=> 5"), Err(TargetError::Sign { .. })));
    }
}
