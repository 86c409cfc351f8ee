//! Fields of CSV: quoted as RFC 4180 has it, and never a formula to a spreadsheet.

use std::borrow::Cow;

use super::visible_lines;

/// What a spreadsheet takes for the start of a formula, full-width forms included.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A field of a record. Line breaks stay (within quotes), other control characters are written out, and
/// what could be a formula gets a quote before it, unless it is a number.
pub fn field(text: &str) -> Cow<'_, str> {
    let guarded = text.starts_with(FORMULA) && !is_number(text);
    let text = visible_lines(text);
    let quoted =
        guarded || text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if !quoted {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 4);
    out.push('"');
    if guarded {
        out.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
    Cow::Owned(out)
}

/// `[+-]digits[.digits]`, which no spreadsheet computes with.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_fields_stay_plain() {
        for plain in ["", "300 ms", "< 200 ms", "-5", "+0.12", "-0.0", "支付"] {
            assert_eq!(field(plain), plain);
        }
    }

    #[test]
    fn separators_and_quotes_are_quoted() {
        assert_eq!(field("$ 250,000"), "\"$ 250,000\"");
        assert_eq!(field("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(field("two\r\nlines"), "\"two\nlines\"");
    }

    #[test]
    fn formulas_are_only_text() {
        assert_eq!(field("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
        assert_eq!(field("@cto"), "\"'@cto\"");
        assert_eq!(field("-2+3"), "\"'-2+3\"");
        assert_eq!(field("+"), "\"'+\"");
        assert_eq!(field("-1."), "\"'-1.\"");
        assert_eq!(field("\t=1"), "\"'    =1\"");
        assert_eq!(field("＝1"), "\"'＝1\"");
    }

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(field("\u{1b}]0;x\u{7}"), "\\u{1b}]0;x\\u{7}");
    }
}
