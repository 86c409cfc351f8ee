//! Text and attribute values of XML 1.0.

use std::fmt::Write as _;

use super::visible_lines;

/// Text for an element or an attribute. Characters that XML 1.0 cannot hold at all are written out as
/// `\u{1b}`; line feeds survive attribute normalisation.
pub fn text(text: &str) -> String {
    let text = visible_lines(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_only_text() {
        assert_eq!(text("a < b && \"c\" 'd' ]]>"), "a &lt; b &amp;&amp; &quot;c&quot; &apos;d&apos; ]]&gt;");
        assert_eq!(text("one\ntwo"), "one&#10;two");
    }

    #[test]
    fn what_xml_cannot_hold_is_written_out() {
        assert_eq!(text("\u{0}\u{1b}\u{ffff}\u{fffe}"), "\\u{0}\\u{1b}\\u{ffff}\\u{fffe}");
    }
}
