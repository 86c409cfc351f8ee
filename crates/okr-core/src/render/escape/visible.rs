//! Characters that act instead of showing: controls, direction overrides, zero-width ones. They are
//! written out as `\u{1b}`, so that a title can neither move the cursor nor read other than it is.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether `c` acts on what surrounds it, or cannot be seen, and so must be written out.
///
/// Line breaks and tabs count as hidden too: who allows them asks for them by name.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
        || (c as u32) & 0xfffe == 0xfffe
}

/// One line: line breaks and tabs become spaces, other hidden characters are written out.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut broken = false;
    for c in text.trim_end_matches(['\n', '\r']).chars() {
        match c {
            '\n' | '\r' | '\t' => broken = true,
            ' ' if broken => {}
            _ => {
                if broken && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                broken = false;
                push(&mut out, c);
            }
        }
    }
    Cow::Owned(out)
}

/// Several lines: line feeds stay, tabs become four spaces, other hidden characters are written out.
pub fn lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => out.push('\n'),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' => out.push_str("    "),
            _ => push(&mut out, c),
        }
    }
    Cow::Owned(out)
}

fn push(out: &mut String, c: char) {
    if is_hidden(c) {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_is_not_even_copied() {
        assert!(matches!(line("支付 p95 < 200 ms, naïve 👍🏽"), Cow::Borrowed(_)));
        assert!(matches!(lines("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_acts_is_written_out() {
        assert_eq!(line("\u{1b}[31mred\u{7}"), "\\u{1b}[31mred\\u{7}");
        assert_eq!(line("\u{9b}31m\u{7f}"), "\\u{9b}31m\\u{7f}");
        assert_eq!(line("a\u{202e}b\u{2066}c\u{200f}d"), "a\\u{202e}b\\u{2066}c\\u{200f}d");
        assert_eq!(line("pay\u{200b}ments\u{feff}"), "pay\\u{200b}ments\\u{feff}");
        assert_eq!(line("\u{e0041}\u{ffff}"), "\\u{e0041}\\u{ffff}");
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(line("a\r\n  b\tc \n"), "a b c ");
        assert_eq!(line("\n\na\u{2028}b"), "a\\u{2028}b");
    }

    #[test]
    fn lines_keep_their_shape() {
        assert_eq!(lines("target:\r\n\t- 1\r2"), "target:\n    - 1\\u{d}2");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>()) {
            prop_assert!(!line(&text).contains(is_hidden));
            prop_assert!(!lines(&text).contains(|c| c != '\n' && is_hidden(c)));
        }
    }
}
