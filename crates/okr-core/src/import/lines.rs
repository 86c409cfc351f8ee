//! A Markdown document as a list of lines with a meaning: headings, bullets with their depth, rows of tables,
//! other text. Knows Markdown and no goals.

use super::inline::{is_contents, is_struck, plain};

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, 1-based.
    pub(super) number: usize,
    /// What it is.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) text: String,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading; 1 is the highest.
    Heading(usize),
    /// A bullet, by its column.
    Bullet {
        /// The column of its mark.
        column: usize,
        /// Whether it is a ticked box.
        ticked: bool,
        /// Whether all of it is struck through.
        struck: bool,
    },
    /// A row of a table: its cells are still in `text`, Markdown and all.
    Row,
    /// Anything else.
    Text,
    /// Code, by the line it opens on, or a line too long to be one of goals; its words are not read.
    Unread,
}

/// A longer line is no line of a document of goals.
const LONGEST: usize = 10_000;

/// The lines of a document that say something. What only shapes it (comments, rules, front matter, tables of contents)
/// is gone.
pub(super) fn read(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines: Vec<Line> = Vec::new();
    let mut skipping: Option<&str> = None;
    // What is never closed is opened by mistake, and hides nothing.
    let last_remark =
        text.lines().enumerate().filter(|(_, line)| line.contains("-->")).map(|(at, _)| at).last();
    let has_front_matter = text.starts_with("---") && text.lines().skip(1).any(|line| line.trim() == "---");
    for (at, raw) in text.lines().enumerate() {
        let trimmed = raw.trim();
        if let Some(end) = skipping {
            let over = if end == "-->" { trimmed.contains(end) } else { trimmed.starts_with(end) };
            skipping = (!over).then_some(end);
            continue;
        }
        if at == 0 && has_front_matter && trimmed == "---" {
            skipping = Some("---");
        } else if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence)) {
            skipping = Some(fence);
            lines.push(unread(at + 1, trimmed));
        } else if trimmed.starts_with("<!--") && !trimmed.contains("-->") && last_remark > Some(at) {
            skipping = Some("-->");
        }
        if skipping.is_some() || trimmed.is_empty() {
            continue;
        }
        if raw.len() > LONGEST {
            lines.push(unread(at + 1, trimmed));
            continue;
        }
        if let Some(level) = underlined(trimmed)
            && let Some(above) = lines.last_mut()
            && above.kind == Kind::Text
            && above.number == at
        {
            above.kind = Kind::Heading(level);
            continue;
        }
        if is_rule(trimmed) {
            continue;
        }
        lines.extend(line(at + 1, raw));
    }
    lines
}

fn unread(number: usize, words: &str) -> Line {
    Line { number, kind: Kind::Unread, text: words.chars().take(200).collect() }
}

fn line(number: usize, raw: &str) -> Option<Line> {
    let trimmed = raw.trim();
    if let Some((level, words)) = heading(trimmed) {
        return Some(Line { number, kind: Kind::Heading(level), text: plain(words) });
    }
    if trimmed.starts_with('|') && trimmed.len() > 1 {
        return Some(Line { number, kind: Kind::Row, text: trimmed.to_owned() });
    }
    if let Some((words, ticked)) = bullet(trimmed) {
        if is_contents(words) {
            return None;
        }
        let kind = Kind::Bullet { column: column(raw), ticked, struck: is_struck(words) };
        return Some(Line { number, kind, text: plain(words) });
    }
    let quoted = trimmed.trim_start_matches('>').trim();
    Some(Line { number, kind: Kind::Text, text: plain(quoted) }).filter(|line| !line.text.is_empty())
}

fn heading(text: &str) -> Option<(usize, &str)> {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let rest = text[level..].strip_prefix(' ')?;
    (1..=6).contains(&level).then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

/// The level of a heading whose underline this is.
fn underlined(text: &str) -> Option<usize> {
    let all = |mark: u8| text.len() >= 3 && text.bytes().all(|b| b == mark);
    if all(b'=') {
        Some(1)
    } else if all(b'-') {
        Some(2)
    } else {
        None
    }
}

fn is_rule(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).take(200).collect();
    marks.len() >= 3 && ['-', '*', '_', '='].iter().any(|mark| marks.iter().all(|c| c == mark))
}

/// The words of a bullet, and whether its box is ticked.
fn bullet(text: &str) -> Option<(&str, bool)> {
    let rest = text.strip_prefix(['-', '*', '+', '•']).or_else(|| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text[digits..].strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))
    })?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    for (open, ticked) in [("[ ]", false), ("[x]", true), ("[X]", true), ("[-]", false)] {
        if let Some(words) = rest.strip_prefix(open) {
            return Some((words.trim_start(), ticked));
        }
    }
    (!rest.is_empty()).then_some((rest, false))
}

/// The column of the first character; a tab counts for four.
fn column(raw: &str) -> usize {
    raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_only_shapes_a_document_is_gone() {
        let text = "---\ntitle: x\n---\n# OKRs\n- [Grow](#grow)\n<!-- a\nb -->\nGrow fast\n---------\n***\n```\n- code\n```\n> A *quote*\n\n- [x] one\n\t* ~~two~~\n10) three\n|a|b|\n";
        let lines: Vec<(usize, Kind, String)> =
            read(text).into_iter().map(|line| (line.number, line.kind, line.text)).collect();
        let bullet = |column, ticked, struck| Kind::Bullet { column, ticked, struck };
        assert_eq!(
            lines,
            [
                (4, Kind::Heading(1), "OKRs".to_owned()),
                (8, Kind::Heading(2), "Grow fast".to_owned()),
                (11, Kind::Unread, "```".to_owned()),
                (14, Kind::Text, "A quote".to_owned()),
                (16, bullet(0, true, false), "one".to_owned()),
                (17, bullet(4, false, true), "two".to_owned()),
                (18, bullet(0, false, false), "three".to_owned()),
                (19, Kind::Row, "|a|b|".to_owned()),
            ]
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}|(#|-|[0-9]|[*_|>. \\t\\n`]|<!--|-->|\\[x\\]|a){0,40}") {
            let _ = read(&text);
        }
    }
}
