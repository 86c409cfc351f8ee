//! A line of Markdown as plain words: links, emphasis and code marks gone.

/// The words of a line.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = match c {
            '!' if rest[1..].starts_with('[') => 1,
            '[' => match link(rest) {
                Some((words, length)) => {
                    out.push_str(&plain_words(words));
                    length
                }
                None => push(&mut out, c),
            },
            '\\' => {
                let escaped = rest[1..].chars().next().filter(char::is_ascii_punctuation);
                match escaped {
                    Some(mark) => {
                        out.push(mark);
                        1 + mark.len_utf8()
                    }
                    None => push(&mut out, c),
                }
            }
            '&' => match entity(rest) {
                Some((sign, length)) => {
                    out.push(sign);
                    length
                }
                None => push(&mut out, c),
            },
            '<' => match tag(rest) {
                Some(length) => length,
                None => push(&mut out, c),
            },
            '`' => 1,
            '*' | '~' => marks(rest, c, &mut out),
            '_' if opens_or_closes(&out, rest) => 1,
            c => push(&mut out, c),
        };
        rest = &rest[skip..];
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether all of the line is struck through.
pub(super) fn is_struck(text: &str) -> bool {
    let text = text.trim();
    text.len() > 4 && text.starts_with("~~") && text.ends_with("~~")
}

/// Whether all of the line is a link to a heading, as in a table of contents.
pub(super) fn is_contents(text: &str) -> bool {
    let text = text.trim();
    link(text).is_some_and(|(_, length)| length == text.len()) && text.contains("](#")
}

/// The words within a link: emphasis gone, brackets as they are.
fn plain_words(text: &str) -> String {
    text.replace(['`', '*'], "")
}

fn push(out: &mut String, c: char) -> usize {
    out.push(c);
    c.len_utf8()
}

/// `[words](address)` at the start: the words, and how long it all is. Words may hold brackets in pairs.
fn link(text: &str) -> Option<(&str, usize)> {
    let close = matching(text, '[', ']')?;
    let rest = &text[close + 1..];
    let end = rest.starts_with('(').then(|| matching(rest, '(', ')')).flatten()?;
    Some((&text[1..close], close + 1 + end + 1))
}

/// No address, remark or tag goes on for longer: a line of opening brackets must not be read again from each.
const FAR: usize = 1_000;
const NEAR: usize = 200;

/// The first characters of a text.
fn head(text: &str, bytes: usize) -> &str {
    let end = (bytes.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(text.len())]
}

/// Where the bracket at the start is closed. Bounded, as an address is.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    if !text.starts_with(open) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(FAR) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// An HTML tag at the start (`<br>`, `</b>`, `<!-- … -->`); `< 200 ms` is none.
fn tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return head(text, FAR).find("-->").map(|at| at + 3);
    }
    let name = text[1..].trim_start_matches('/');
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let end = head(text, NEAR).find('>')?;
    (is_tag && !text[1..end].contains('<')).then_some(end + 1)
}

/// The signs that exports write out.
fn entity(text: &str) -> Option<(char, usize)> {
    const SIGNS: &[(&str, char)] =
        &[("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];
    SIGNS.iter().find(|(name, _)| text.starts_with(name)).map(|(name, sign)| (*sign, name.len()))
}

/// `**`, `*`, `~~`: emphasis; a single `~` and a `*` between spaces are themselves.
fn marks(text: &str, mark: char, out: &mut String) -> usize {
    let run = text.chars().take_while(|c| *c == mark).count();
    let alone = out.is_empty() || out.ends_with(' ');
    let spaced = alone && (text.len() == run || text[run..].starts_with(' '));
    if mark == '~' && run == 1 || mark == '*' && run == 1 && spaced {
        out.push(mark);
    }
    run
}

/// Whether an underscore stands at the edge of a word, where it is emphasis.
fn opens_or_closes(out: &str, rest: &str) -> bool {
    let before = out.chars().next_back().is_some_and(char::is_alphanumeric);
    let after = rest[1..].chars().next().is_some_and(char::is_alphanumeric);
    before != after || rest[1..].starts_with('_') || out.ends_with('_') || !before
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, words) in [
            ("**Objective 1:** grow", "Objective 1: grow"),
            ("Store the code ([#5](https://x.example/5))", "Store the code (#5)"),
            ("see [the `board` (new)](https://x.example/a_(b)) now", "see the board (new) now"),
            ("_Owner:_ team_a", "Owner: team_a"),
            ("__Target__: < 200 ms <br> soon", "Target: < 200 ms soon"),
            ("~~old~~ and ~5 % and 3 * 4", "old and ~5 % and 3 * 4"),
            ("under < 5 and > 3", "under < 5 and > 3"),
            ("a \\* b\\_c <!-- not this --> `code`", "a * b_c code"),
            ("[P0] ship ![logo](x.png)", "[P0] ship logo"),
            ("50% -> 60%", "50% -> 60%"),
            ("R&D &lt; 5&nbsp;%", "R&D < 5 %"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
        assert!(is_struck("~~Ship it~~") && !is_struck("~~Ship~~ it"));
        assert!(is_contents("[Grow](#grow)") && !is_contents("[Grow](https://x.example)"));
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), marked in "[-\\[\\]()!*_~`<>\\\\#a é]{0,60}") {
            let _ = (plain(&text), plain(&marked), is_struck(&marked), is_contents(&marked));
        }
    }
}
