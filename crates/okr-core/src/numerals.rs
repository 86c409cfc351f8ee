//! Numerals in running text: where one starts, where its digits end, and where a unit behind it may end. What
//! they mean is for their readers to say.

/// A numeral in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Its money or its first digit.
    pub(crate) start: usize,
    /// Behind its digits.
    pub(crate) digits: usize,
    /// Where it may end together with a unit of a few words, the longest first; the last is `digits`.
    pub(crate) ends: Vec<usize>,
}

/// The first numeral from `from` on. Digits within a word (`P95`, `v1.2`) are none.
pub(crate) fn numeral(text: &str, from: usize) -> Option<Numeral> {
    let start = next_number(text, from)?;
    let digits = start + digits(&text[start..]);
    Some(Numeral { start, digits, ends: ends(text, digits) })
}

/// The next place where a number starts: its money, its sign or its first digit, not within a word.
fn next_number(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let at = from + text.get(from..)?.find(|c: char| c.is_ascii_digit())?;
        let before = &text[..at];
        if before.ends_with(in_name) {
            // `P95`, `v1.2`: part of a name, as is the rest of the word.
            from = text[at..].find(|c: char| !in_name(c)).map_or(text.len(), |end| at + end);
            continue;
        }
        let money = before.trim_end_matches(' ');
        let sign = money.chars().next_back().filter(|c| ['$', '€', '£', '¥', '₹'].contains(c));
        let start = sign.map_or(at, |sign| money.len() - sign.len_utf8());
        return Some(start.max(from));
    }
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}

/// How far the digits at the start go, money before them and separators within them included.
fn digits(text: &str) -> usize {
    let lead = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let run =
        text[lead..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len() - lead);
    lead + text[lead..lead + run].trim_end_matches(['.', ',']).len()
}

/// Where a quantity may end whose digits end at `digits`: with its unit glued or a few words on, the longest
/// first.
fn ends(text: &str, digits: usize) -> Vec<usize> {
    const WORDS: usize = 4;
    let rest = &text[digits..];
    // With money before it, a number needs no unit behind.
    let mut ends = vec![digits];
    let mut within_word = false;
    for (at, c) in rest.char_indices() {
        let part = c.is_alphanumeric() || matches!(c, '%' | '‰' | '/' | '-' | '$' | '€' | '£' | '¥');
        if within_word && !part {
            ends.push(digits + at);
        }
        if !part && c != ' ' || ends.len() > WORDS {
            within_word = false;
            break;
        }
        within_word = part;
    }
    if within_word {
        ends.push(text.len());
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_within_words_are_none() {
        let starts = |text: &str| {
            let mut found = Vec::new();
            let mut from = 0;
            while let Some(numeral) = numeral(text, from) {
                found.push(text[numeral.start..numeral.digits].to_owned());
                from = numeral.digits;
            }
            found
        };
        assert_eq!(starts("P95 of v1.2 falls from 1,200.5 to $ 3. In 支付 7日"), ["1,200.5", "$ 3", "7"]);
        assert_eq!(starts("K8s, HTTP2, Q3"), [""; 0]);
    }

    proptest! {
        #[test]
        fn they_go_forward(text in "\\PC{0,40}|([$€a-z0-9.,% -]|支){0,40}") {
            let mut from = 0;
            while let Some(numeral) = numeral(&text, from) {
                prop_assert!(from <= numeral.start && numeral.start < numeral.digits);
                prop_assert_eq!(numeral.ends.last(), Some(&numeral.digits));
                prop_assert!(numeral.ends.iter().all(|&end| text.is_char_boundary(end)));
                from = numeral.digits;
            }
        }
    }
}
