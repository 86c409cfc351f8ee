//! Numerals as people write them: thousands separators, multipliers (`1.2k`, `350万`, `5 million`) and
//! full-width forms. What they count is for [`super::Unit`] to say.

use std::borrow::Cow;

use super::{Decimal, DecimalError, QuantityError};

/// A numeral, and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral<'a> {
    pub(super) number: Decimal,
    pub(super) rest: &'a str,
    /// Nothing stands between the numeral's digits or multiplier and the rest.
    pub(super) touches: bool,
}

/// Full-width forms (５０％), other spaces and signs as their plain ones.
pub(super) fn fold_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('\t') {
        return text.into();
    }
    let fold = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\t' => ' ',
        '\u{2212}' => '-',
        '\u{ffe5}' => '¥',
        _ => c,
    };
    if text.chars().any(|c| fold(c) != c) { text.chars().map(fold).collect() } else { text.into() }
}

/// Reads an unsigned numeral without money before it.
pub(super) fn read(text: &str) -> Result<Numeral<'_>, QuantityError> {
    read_with(text, false)
}

/// Reads an unsigned numeral. After a sign of money `m` and `b` can only be multipliers.
pub(super) fn read_with(text: &str, money: bool) -> Result<Numeral<'_>, QuantityError> {
    let in_number = |c: char| matches!(c, '0'..='9' | ',' | '.' | '_' | '\'' | '’');
    let end = text.find(|c: char| !in_number(c)).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(QuantityError::Shape(text.to_owned()));
    }
    let number = plain(digits, rest)?;
    let Some((power, rest)) = multiplier(rest, money)? else {
        return Ok(Numeral { number, touches: !rest.is_empty() && !rest.starts_with(' '), rest });
    };
    let number = number.times_ten_to(power).ok_or(QuantityError::TooLong)?;
    Ok(Numeral { number, rest, touches: false })
}

/// Digits with a decimal point and with commas between groups of three.
fn plain(digits: &str, rest: &str) -> Result<Decimal, QuantityError> {
    let mut after = rest.chars();
    let (next, then) = (after.next(), after.next());
    let is_power = |c: char| c.is_ascii_digit() || c == '-' || c == '+';
    if matches!(next, Some('e' | 'E')) && then.is_some_and(is_power)
        || digits == "0"
            && matches!(next, Some('x' | 'X' | 'b' | 'o'))
            && then.is_some_and(|c| c.is_ascii_hexdigit())
    {
        return Err(QuantityError::Notation(format!("{digits}{rest}")));
    }
    if digits.contains(['_', '\'', '’']) {
        return Err(QuantityError::Separators(digits.to_owned()));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let groups_well = !grouped
        || ((1..=3).contains(&first.len())
            && !first.starts_with('0')
            && groups.all(|group| group.len() == 3));
    if !groups_well || fraction.contains(',') {
        return Err(QuantityError::Separators(digits.to_owned()));
    }
    let bare = if grouped { Cow::Owned(digits.replace(',', "")) } else { Cow::Borrowed(digits) };
    Decimal::parse(&bare).map_err(|error| match error {
        DecimalError::Shape(_) => QuantityError::Shape(digits.to_owned()),
        DecimalError::TooLong => QuantityError::TooLong,
    })
}

/// The power of ten a multiplier stands for, and what follows it.
fn multiplier(text: &str, money: bool) -> Result<Option<(u8, &str)>, QuantityError> {
    let after_space = text.trim_start();
    for (word, power) in [("万亿", 12), ("千万", 7), ("百万", 6), ("亿", 8), ("万", 4)] {
        if let Some(rest) = after_space.strip_prefix(word) {
            return Ok(Some((power, rest)));
        }
    }
    let letters = |text: &str| text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = after_space.split_at(letters(after_space));
    let named = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
    if let Some((_, power)) = named.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name)) {
        return Ok(Some((power, rest)));
    }
    let power = match word {
        "k" | "K" => 3,
        "M" => 6,
        "bn" | "B" => 9,
        "m" | "mn" if money => 6,
        "b" if money => 9,
        _ => return Ok(None),
    };
    if after_space.len() != text.len() {
        // `5 B` is five bytes; `5 k` is nothing.
        let is_unit = word == "B" && !money;
        return if is_unit { Ok(None) } else { Err(QuantityError::Loose(word.to_owned())) };
    }
    let what = rest.trim_start();
    let no_noun = what.is_empty() || what.starts_with('/') || what.starts_with("per ");
    if word == "B" && !money && no_noun {
        return Err(QuantityError::BytesOrBillions);
    }
    Ok(Some((power, rest)))
}
