//! The few lines of a file that `full` shows, made safe to print. Controls are written out and long
//! lines cut *before* the place is marked, so that the mark still stands under the right characters.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::finding::Place;
use crate::render::escape::visible_line;

/// Lines shown before and after the one that is marked.
const AROUND: usize = 1;
/// Characters of a line that are shown.
const LONGEST: usize = 160;
/// Characters shown before the mark where a line had to be cut.
const BEFORE: usize = 40;

/// A piece of a file with one stretch to mark.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    /// The line number of the first line of `text`, from 0.
    first_line: usize,
    /// The column that is told, from 0.
    column: usize,
    mark: SourceSpan,
}

impl Excerpt {
    /// The lines around `place`; nothing where the file has no such line.
    pub(super) fn new(place: &Place, lines: &[&[u8]]) -> Option<Self> {
        let at = place.span.line.checked_sub(1)?;
        let marked = lines.get(at)?;
        let first_line = at.saturating_sub(AROUND);
        let mut text = String::new();
        for line in lines.get(first_line..at)? {
            text.push_str(&shown(line, 0, LONGEST));
            text.push('\n');
        }
        let from = place.span.column.saturating_sub(1);
        let to = if place.span.end_line == place.span.line {
            place.span.end_column.saturating_sub(1).max(from)
        } else {
            usize::MAX
        };
        let cut = if from >= LONGEST { from - BEFORE } else { 0 };
        let until = cut.saturating_add(LONGEST);
        if cut > 0 {
            text.push('…');
        }
        text.push_str(&shown(marked, cut, from));
        let start = text.len();
        text.push_str(&shown(marked, from, to.min(until)));
        let length = text.len() - start;
        text.push_str(&shown(marked, to.min(until), until));
        if String::from_utf8_lossy(marked).chars().nth(until).is_some() {
            text.push('…');
        }
        for line in lines.iter().skip(at + 1).take(AROUND) {
            text.push('\n');
            text.push_str(&shown(line, 0, LONGEST));
        }
        text.push('\n');
        Some(Self {
            name: visible_line(&place.path).into_owned(),
            text,
            first_line,
            column: from,
            mark: (start, length).into(),
        })
    }

    /// The stretch to mark.
    pub(super) fn mark(&self) -> SourceSpan {
        self.mark
    }
}

/// The characters `from..to` of a line, each that acts written out.
fn shown(line: &[u8], from: usize, to: usize) -> String {
    // A character has at most four bytes; a byte that is no UTF-8 becomes one character.
    let enough = line.get(..to.saturating_mul(4)).unwrap_or(line);
    let text = String::from_utf8_lossy(enough);
    let mut out = String::new();
    for c in text.chars().take(to).skip(from) {
        if c == '\t' {
            out.push(' ');
        } else {
            out.push_str(&visible_line(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.read_span(span, before, after)?;
        // Asked without lines around it is for the place in the heading, where columns count characters
        // of the file, not bytes of what is shown.
        let column = if before == 0 && after == 0 { self.column } else { contents.column() };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            *contents.span(),
            self.first_line + contents.line(),
            column,
            contents.line_count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::finding::Span;

    fn excerpt(line: usize, column: usize, end_column: usize, file: &str) -> Option<Excerpt> {
        let span = Span { line, column, end_line: line, end_column };
        let lines: Vec<&[u8]> = file.split('\n').map(str::as_bytes).collect();
        Excerpt::new(&Place { path: "a.yaml".to_owned(), span }, &lines)
    }

    fn marked(excerpt: &Excerpt) -> &str {
        &excerpt.text[excerpt.mark.offset()..excerpt.mark.offset() + excerpt.mark.len()]
    }

    #[test]
    fn the_mark_counts_characters() {
        let one = excerpt(2, 5, 7, "a\n支付: ok\nb\nc").unwrap();
        assert_eq!(one.text, "a\n支付: ok\nb\n");
        assert_eq!(marked(&one), "ok");
    }

    #[test]
    fn the_mark_stands_right_after_characters_that_are_written_out() {
        let one = excerpt(1, 4, 6, "\u{1b}\t\u{202e}ok").unwrap();
        assert_eq!(one.text, "\\u{1b} \\u{202e}ok\n");
        assert_eq!(marked(&one), "ok");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let file = format!("{}ok{}", "x".repeat(100_000), "y".repeat(100_000));
        let one = excerpt(1, 100_001, 100_003, &file).unwrap();
        assert_eq!(marked(&one), "ok");
        assert!(one.text.starts_with("…xxx") && one.text.ends_with("y…\n"), "{}", one.text);
        assert!(one.text.chars().count() < LONGEST + 4);
    }

    #[test]
    fn places_that_are_not_there() {
        assert!(excerpt(0, 1, 1, "a").is_none());
        assert!(excerpt(3, 1, 1, "a").is_none());
        assert_eq!(marked(&excerpt(1, 50, 60, "a").unwrap()), "");
        assert_eq!(marked(&excerpt(1, usize::MAX, usize::MAX, "a").unwrap()), "");
    }
}
