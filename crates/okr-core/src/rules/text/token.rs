//! The pieces of a sentence: words, single characters of scripts without spaces, numbers, names that
//! hold digits, and marks.

use smol_str::{SmolStr, StrExt as _};

use super::openings::Opens;
use super::script::simplified;

/// What sort of piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Kind {
    /// Letters.
    Word,
    /// One character of a script that puts no spaces between words.
    Han,
    /// Digits, with decimals or thousands.
    Number,
    /// Letters and digits together, or a date, a version, a ticket: `P95`, `K8s`, `v1.0`, `#7148`.
    Name,
    /// Anything else: `%`, `(`, `->`.
    Mark,
}

/// One piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Token {
    /// What sort.
    pub(in crate::rules) kind: Kind,
    /// As written.
    pub(in crate::rules) text: SmolStr,
    /// In lower case, a possessive `'s` taken off, in simplified characters.
    pub(in crate::rules) lower: SmolStr,
    /// Whether a space (or the start) stands before it.
    pub(in crate::rules) spaced: bool,
    /// The phrases of the built-in lists that begin with it, once somebody asked.
    pub(in crate::rules) opens: Option<Opens>,
}

impl Token {
    /// Whether it is this mark.
    pub(in crate::rules) fn is(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }

    /// Whether it reads like a word: letters, or a character of a script without spaces.
    pub(in crate::rules) fn is_wordy(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Han)
    }

    /// Whether it starts with a capital letter.
    pub(in crate::rules) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The pieces of a folded text.
pub(in crate::rules) fn tokens(text: &str) -> Vec<Token> {
    let mut list: Vec<Token> = Vec::with_capacity(text.len() / 4);
    list.extend(pieces(text).map(|Piece { kind, text, spaced }| Token {
        kind,
        text: text.into(),
        lower: lowered(kind, text),
        spaced,
        opens: None,
    }));
    list
}

/// A piece where it stands.
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    spaced: bool,
}

/// The pieces of a folded text, one after the other.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let chars: Vec<char> =
        if text.is_ascii() { text.bytes().map(char::from).collect() } else { text.chars().collect() };
    let is_ascii = chars.len() == text.len();
    // Where `at` stands in the text.
    let mut byte = 0;
    let mut at = 0;
    let mut spaced = true;
    std::iter::from_fn(move || {
        loop {
            let c = *chars.get(at)?;
            let joins = is_joiner(&chars, at);
            if !joins && !c.is_whitespace() {
                break;
            }
            spaced = !joins;
            at += 1;
            byte += c.len_utf8();
        }
        let (kind, end) = piece(&chars, at);
        let length: usize =
            if is_ascii { end - at } else { chars[at..end].iter().map(|c| c.len_utf8()).sum() };
        let piece = Piece { kind, text: text.get(byte..byte + length).unwrap_or_default(), spaced };
        spaced = false;
        at = end;
        byte += length;
        Some(piece)
    })
}

/// A piece in lower case, a possessive `'s` taken off, in simplified characters.
pub(super) fn lowered(kind: Kind, text: &str) -> SmolStr {
    let own = match text.as_bytes() {
        [.., b'\'', b's' | b'S'] => &text[..text.len() - 2],
        _ => text,
    };
    match kind {
        Kind::Han => own.chars().map(simplified).collect(),
        _ if own.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) => own.into(),
        _ if own.is_ascii() => own.to_ascii_lowercase_smolstr(),
        _ => own.to_lowercase_smolstr(),
    }
}

/// The sort of the piece that starts at `at`, and where it ends (always further on).
fn piece(chars: &[char], at: usize) -> (Kind, usize) {
    let c = chars[at];
    if is_han(c) {
        return (Kind::Han, at + 1);
    }
    if c.is_ascii_digit() {
        return number(chars, at);
    }
    if c.is_alphabetic() {
        return word(chars, at);
    }
    if c == '#' && is_digit(chars, at + 1) {
        return (Kind::Name, run(chars, at + 1, char::is_alphanumeric));
    }
    let two = matches!(
        (c, chars.get(at + 1)),
        ('=' | '-', Some('>')) | ('<' | '>', Some('=')) | ('=', Some('<')) | ('.', Some('.'))
    );
    (Kind::Mark, if two { at + 2 } else { at + 1 })
}

/// Letters; with digits among them it is a name (`P95`, `v1.0`, `S3`).
fn word(chars: &[char], at: usize) -> (Kind, usize) {
    let mut end = at;
    let mut digits = false;
    while let Some(&c) = chars.get(end) {
        let next = chars.get(end + 1).copied();
        let inside = match c {
            '\'' | '&' => next.is_some_and(|next| next.is_alphabetic() && !is_han(next)),
            '_' => true,
            '.' => next.is_some_and(|next| {
                if digits { next.is_ascii_digit() } else { next.is_lowercase() && !is_han(next) }
            }),
            c if is_han(c) => false,
            c => c.is_alphanumeric(),
        };
        if !inside {
            break;
        }
        digits |= c.is_ascii_digit();
        end += 1;
    }
    (if digits { Kind::Name } else { Kind::Word }, end.max(at + 1))
}

/// Digits with decimals or thousands; a date or a version is a name.
fn number(chars: &[char], at: usize) -> (Kind, usize) {
    let mut end = run(chars, at, |c| c.is_ascii_digit());
    let mut points = 0;
    let mut commas = 0;
    while let Some(&c) = chars.get(end) {
        if !matches!(c, '.' | ',') || !is_digit(chars, end + 1) {
            break;
        }
        if c == '.' {
            points += 1;
        } else {
            commas += 1;
        }
        end = run(chars, end + 1, |c| c.is_ascii_digit());
    }
    if points > 1 && commas == 0 {
        return (Kind::Name, end);
    }
    // 2019-01-31, 31/12/2019, 2018-Q1
    let dash = chars.get(end).copied();
    if matches!(dash, Some('-' | '/')) && points + commas == 0 {
        let second = run(chars, end + 1, |c| c.is_ascii_alphanumeric());
        let third = chars.get(second).copied() == dash && is_digit(chars, second + 1);
        let quarter = end - at == 4 && matches!(chars.get(end + 1), Some('Q' | 'q' | 'H' | 'h'));
        if (third || quarter) && second > end + 1 {
            let end = if third { run(chars, second + 1, |c| c.is_ascii_digit()) } else { second };
            return (Kind::Name, end);
        }
    }
    (Kind::Number, end)
}

fn run(chars: &[char], from: usize, inside: impl Fn(char) -> bool) -> usize {
    chars.iter().skip(from).position(|c| !inside(*c)).map_or(chars.len(), |length| from + length)
}

fn is_digit(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(char::is_ascii_digit)
}

/// A hyphen within a word (`round-trip`, `7-day`) only joins: such words read like spaced ones.
fn is_joiner(chars: &[char], at: usize) -> bool {
    if chars[at] != '-' || at == 0 {
        return false;
    }
    let before = chars[at - 1];
    let after = chars.get(at + 1).copied().unwrap_or(' ');
    before.is_alphanumeric() && after.is_alphabetic()
}

/// Chinese characters and Japanese syllables.
fn is_han(c: char) -> bool {
    c >= '\u{3040}'
        && matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        tokens(text).into_iter().map(|token| (token.kind, token.text.into())).collect()
    }

    #[test]
    fn names_are_no_numbers() {
        for name in ["P95", "K8s", "S3", "v1.0", "#7148", "1.2.3", "2019-01-31", "2018-Q1", "HTTP2", "FY22Q3"]
        {
            assert_eq!(kinds(name), [(Kind::Name, name.to_owned())], "{name}");
        }
    }

    #[test]
    fn numbers_keep_decimals_and_thousands_and_leave_their_unit() {
        let texts = |text: &str| tokens(text).into_iter().map(|t| t.text).collect::<Vec<_>>();
        assert_eq!(texts("99.95% of 1,200k"), ["99.95", "%", "of", "1,200", "k"]);
        assert_eq!(texts("p95 round-trip, 7-day"), ["p95", "round", "trip", ",", "7", "day"]);
        assert_eq!(texts("由10减少到5"), ["由", "10", "减", "少", "到", "5"]);
        assert_eq!(texts("10-12 -> 9"), ["10", "-", "12", "->", "9"]);
    }

    #[test]
    fn possessives_read_like_their_noun() {
        let lower: Vec<SmolStr> = tokens("the team's don't").into_iter().map(|token| token.lower).collect();
        assert_eq!(lower, ["the", "team", "don't"]);
    }
}
