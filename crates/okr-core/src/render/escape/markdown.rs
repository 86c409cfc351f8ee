//! Text in GitHub-flavoured Markdown (and GitLab's, which resembles it): one line, no markup, no HTML,
//! no links, and no mention or reference that would notify or cross-link anybody.

use super::{visible_line, visible_lines};

/// Ends a text node without showing: what follows `@` or `#` after it is no mention and no reference.
/// An entity would not do, as forges look for mentions after the markup was read.
const BREAK: &str = "<!-- -->";

/// Where a piece of code goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A paragraph, a list, a heading.
    Line,
    /// A cell of a table, which no pipe may end.
    Cell,
}

/// Words within a line or a cell.
pub fn text(text: &str) -> String {
    let line = visible_line(text);
    inert(&line, |out, c| match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
            out.push('\\');
            out.push(c);
        }
        _ => entity(out, c),
    })
}

/// Words that open a block: what would make it a heading, a list or a rule is escaped too.
pub fn block(words: &str) -> String {
    let escaped = text(words.trim_start());
    if escaped.starts_with(['#', '-', '+', '=']) {
        return format!("\\{escaped}");
    }
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && escaped[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &escaped[..digits], &escaped[digits..]);
    }
    escaped
}

/// Words within raw HTML, such as a `<summary>`, where Markdown is not read.
pub fn html(text: &str) -> String {
    let line = visible_line(text);
    inert(&line, |out, c| match c {
        '"' => out.push_str("&quot;"),
        _ => entity(out, c),
    })
}

/// A name as code.
pub fn code(words: &str, spot: Spot) -> String {
    let line = visible_line(words);
    if line.trim().is_empty() {
        return String::new();
    }
    if spot == Spot::Cell && line.contains('|') {
        // A backslash before the pipe could not be told from an escape in a code span.
        return format!("<code>{}</code>", text(&line));
    }
    let fence = "`".repeat(longest_run(&line) + 1);
    let pad = if line.starts_with(['`', ' ']) || line.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// A block of code; ends with a line feed.
pub fn code_block(language: &str, words: &str) -> String {
    let words = visible_lines(words);
    let fence = "`".repeat(longest_run(&words).max(2) + 1);
    let end = if words.ends_with('\n') || words.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{words}{end}{fence}\n")
}

fn entity(out: &mut String, c: char) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        _ => out.push(c),
    }
}

/// Copies `line` through `escape`, with a break wherever a forge would see a link, a mention or a
/// reference.
fn inert(line: &str, escape: impl Fn(&mut String, char)) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut before = [' '; 3];
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let word_follows = next.is_some_and(|next| next.is_alphanumeric() || next == '"');
        let breaks_before = match c {
            '.' => before.iter().all(|b| b.eq_ignore_ascii_case(&'w')),
            '-' => before[1..].iter().collect::<String>().eq_ignore_ascii_case("gh") && word_follows,
            _ => false,
        };
        if breaks_before {
            out.push_str(BREAK);
        }
        escape(&mut out, c);
        let breaks_after = match c {
            '@' | '#' | '!' | '~' | '%' | '&' => word_follows,
            ':' => line[at..].starts_with("://"),
            _ => false,
        };
        if breaks_after {
            out.push_str(BREAK);
        }
        before = [before[1], before[2], c];
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_stay_readable() {
        for plain in ["Payment RTT 300 ms -> 180 ms (p95), 99.95 %!", "支付 p95", "see 10:30 or e.g. wwf.x"]
        {
            assert_eq!(text(plain), plain.replace('>', "&gt;"));
        }
    }

    #[test]
    fn markup_and_html_are_only_text() {
        assert_eq!(text("**a** _b_ `c` ~~d~~"), r"\*\*a\*\* \_b\_ \`c\` \~\~<!-- -->d\~\~");
        assert_eq!(text("<script>&lt;"), "&lt;script&gt;&amp;<!-- -->lt;");
        assert_eq!(text("![x](y) [z]: w"), r"!\[x\](y) \[z\]: w");
        assert_eq!(text("$x$ \\"), r"\$x\$ \\");
    }

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(text("a | b \\| c\nd"), r"a \| b \\\| c d");
        assert_eq!(code("a\\|b", Spot::Cell), r"<code>a\\\|b</code>");
        assert_eq!(code("a|b", Spot::Line), "`a|b`");
    }

    #[test]
    fn nobody_is_notified_and_nothing_linked() {
        assert_eq!(
            text("@li.wei me@x.org #12 org/r#1"),
            "@<!-- -->li.wei me@<!-- -->x.org #<!-- -->12 org/r#<!-- -->1"
        );
        assert_eq!(
            text("GH-7 gh-7 !3 %5 ~bug"),
            r"GH<!-- -->-7 gh<!-- -->-7 !<!-- -->3 %<!-- -->5 \~<!-- -->bug"
        );
        assert_eq!(text("http://x.org WWW.x.org"), "http:<!-- -->//x.org WWW<!-- -->.x.org");
        assert_eq!(text("<https://x>"), "&lt;https:<!-- -->//x&gt;");
    }

    #[test]
    fn a_block_is_a_paragraph() {
        assert_eq!(block("# title"), r"\# title");
        assert_eq!(block("- item"), r"\- item");
        assert_eq!(block("===="), r"\====");
        assert_eq!(block("1. item"), r"1\. item");
        assert_eq!(block("12) item"), r"12\) item");
        assert_eq!(block("    code"), "code");
        assert_eq!(block("> quote"), "&gt; quote");
        assert_eq!(block("2026 was"), "2026 was");
    }

    #[test]
    fn code_ends_only_where_it_shall() {
        assert_eq!(code("a`b", Spot::Line), "``a`b``");
        assert_eq!(code("`x`", Spot::Line), "`` `x` ``");
        assert_eq!(code("a\nb", Spot::Cell), "`a b`");
        assert_eq!(code(" ", Spot::Line), "");
        assert_eq!(code_block("yaml", "a\n````\n<b>"), "`````yaml\na\n````\n<b>\n`````\n");
        assert_eq!(code_block("sh", ""), "```sh\n```\n");
    }

    #[test]
    fn raw_html_is_escaped_as_html() {
        assert_eq!(html("</summary> \"@x\" *"), "&lt;/summary&gt; &quot;@<!-- -->x&quot; *");
    }
}
