//! Reads the YAML that nearly every sheet is written in, several times as fast as a parser of all of YAML:
//! maps and lists by indentation, values on one line, brackets that close on theirs.
//!
//! It never guesses. Whatever is not plainly of this sort (anchors, tags, block scalars, escapes, values over
//! several lines or left empty, a key twice, tabs, anything wrong) is left to [`super::tree`], which reads it
//! all and tells what is wrong. A property test holds the two against each other, places included.

use std::borrow::Cow;

use super::limits::MAX_NODES;
use super::lines::Mark;
use super::node::{Entry, Key, Kind, Node, Style};

/// Sheets need eight levels; whether more are too many is not for this reader to say.
const DEEPEST: usize = 24;

/// A parser of all of YAML has a bound too, which is far off.
const LONGEST_KEY: usize = 100;

/// The tree of a text that passed [`super::limits::text`]; nothing where it is for the full reader.
pub(super) fn read(text: &str) -> Option<Node<'_>> {
    // So short that it cannot hold too many nodes, of which each takes two characters.
    if text.len() > 2 * MAX_NODES || text.contains(is_special) {
        return None;
    }
    let mut reader = Reader { rest: text, number: 0, line: None };
    reader.advance()?;
    let first = reader.line?;
    // Some lines of a sheet, read apart, are a list.
    let is_list = first.text.get(first.indent..)?.starts_with("- ");
    let root = if is_list { reader.list(first.indent, 0)? } else { reader.map(0, 0)? };
    reader.line.is_none().then_some(root)
}

/// Characters that mean something to a parser of lines, or do to some.
fn is_special(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A line with something on it.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    number: u32,
    /// How many spaces stand before its first character; for the rest of a list's line, how many columns.
    indent: usize,
    ascii: bool,
}

struct Reader<'a> {
    rest: &'a str,
    /// Of the line read last.
    number: u32,
    /// The line to be looked at.
    line: Option<Line<'a>>,
}

impl<'a> Reader<'a> {
    /// Steps to the next line that is neither blank nor a comment.
    fn advance(&mut self) -> Option<()> {
        loop {
            if self.rest.is_empty() {
                self.line = None;
                return Some(());
            }
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            let text = self.rest.get(..end)?;
            self.rest = self.rest.get(end + 1..).unwrap_or_default();
            self.number += 1;
            let indent = text.bytes().take_while(|byte| *byte == b' ').count();
            match text.as_bytes().get(indent) {
                None | Some(b'#') => {}
                // Documents and directives begin and end at the margin.
                Some(b'-' | b'.' | b'%') if indent == 0 && !text.starts_with("- ") => return None,
                Some(_) => {
                    self.line = Some(Line { text, number: self.number, indent, ascii: text.is_ascii() });
                    return Some(());
                }
            }
        }
    }

    /// A map by indentation, whose first key is what the line holds.
    fn map(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let first = self.line.filter(|line| line.indent == indent)?;
        let start = first.mark(indent);
        let mut entries: Vec<Entry<'a>> = Vec::with_capacity(8);
        while let Some(line) = self.line {
            if line.indent < indent {
                break;
            }
            if line.indent > indent || depth > DEEPEST {
                return None;
            }
            let (key, at) = line.key(indent)?;
            if entries.iter().any(|entry| entry.key.text == key.text) {
                return None;
            }
            let value = match line.value_start(at) {
                Some(at) => self.inline(line, at, indent, depth)?,
                None => self.below(indent, depth)?,
            };
            entries.push(Entry { key, value });
        }
        let end = entries.last()?.value.end;
        Some(Node { start, end, style: Style::Block, kind: Kind::Map(entries) })
    }

    /// A list by indentation, whose first dash is what the line holds.
    fn list(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        let start = self.line?.mark(indent);
        let mut items = Vec::with_capacity(4);
        while let Some(line) = self.line {
            if line.indent < indent {
                break;
            }
            let dash = line.indent == indent && line.text.get(indent..)?.starts_with("- ");
            if !dash || depth > DEEPEST {
                return None;
            }
            let at = line.value_start(indent + 1)?;
            items.push(if line.key(at).is_some() {
                self.line = Some(Line { indent: at, ..line });
                self.map(at, depth + 1)?
            } else {
                self.inline(line, at, indent, depth)?
            });
        }
        let end = items.last()?.end;
        Some(Node { start, end, style: Style::Block, kind: Kind::List(items) })
    }

    /// The value that stands on the lines below its key.
    fn below(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        self.advance()?;
        let line = self.line.filter(|line| line.indent > indent)?;
        if line.text.get(line.indent..)?.starts_with("- ") {
            self.list(line.indent, depth + 1)
        } else {
            self.map(line.indent, depth + 1)
        }
    }

    /// The value that stands at `at` of the line, and nowhere else.
    fn inline(&mut self, line: Line<'a>, at: usize, indent: usize, depth: usize) -> Option<Node<'a>> {
        let (node, end) = match line.byte(at)? {
            b'"' | b'\'' => line.quoted(at)?,
            b'[' | b'{' => line.brackets(at, depth)?,
            _ => line.plain(at)?,
        };
        if line.value_start(end).is_some() {
            return None;
        }
        self.advance()?;
        // On deeper lines it would go on.
        self.line.is_none_or(|next| next.indent <= indent).then_some(node)
    }
}

impl<'a> Line<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn mark(&self, at: usize) -> Mark {
        let before =
            if self.ascii { at } else { self.text.get(..at).map_or(at, |text| text.chars().count()) };
        Mark { line: self.number, column: super::lines::bounded(before + 1) }
    }

    /// Where after `at` something stands that is no comment. A comment needs a space before it: without one,
    /// what stands there is found, and is nothing that can follow.
    fn value_start(&self, at: usize) -> Option<usize> {
        let spaces = self.text.as_bytes().get(at..)?.iter().take_while(|byte| **byte == b' ').count();
        match self.byte(at + spaces) {
            None => None,
            Some(b'#') if spaces > 0 => None,
            Some(_) => Some(at + spaces),
        }
    }

    /// The key that stands at `at`, and where its value may start: after the colon.
    fn key(&self, at: usize) -> Option<(Key<'a>, usize)> {
        let bytes = self.text.as_bytes().get(at..)?;
        let length = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_' || **byte == b'-')
            .count();
        let colon = bytes.get(length) == Some(&b':') && matches!(bytes.get(length + 1), None | Some(b' '));
        if !colon || length > LONGEST_KEY || !bytes.first()?.is_ascii_alphabetic() {
            return None;
        }
        let text = Cow::Borrowed(self.text.get(at..at + length)?);
        Some((Key { text, start: self.mark(at), end: self.mark(at + length) }, at + length + 1))
    }

    fn scalar(&self, at: usize, end: usize, style: Style, text: &'a str) -> Node<'a> {
        Node { start: self.mark(at), end: self.mark(end), style, kind: Kind::Scalar(Cow::Borrowed(text)) }
    }

    /// A text in quotes that holds neither an escape nor its own quote.
    fn quoted(&self, at: usize) -> Option<(Node<'a>, usize)> {
        let quote = self.byte(at)?;
        let inside = self.text.get(at + 1..)?;
        let length = inside.bytes().position(|byte| byte == quote || byte == b'\\')?;
        let end = at + 1 + length + 1;
        if inside.as_bytes().get(length) != Some(&quote) || self.byte(end) == Some(quote) {
            return None;
        }
        Some((self.scalar(at, end, Style::Quoted, inside.get(..length)?), end))
    }

    /// A text without quotes, to the end of the line or to a comment.
    fn plain(&self, at: usize) -> Option<(Node<'a>, usize)> {
        let rest = self.text.get(at..)?;
        let bytes = rest.as_bytes();
        if !opens_plain(bytes) {
            return None;
        }
        let mut end = bytes.len();
        for (place, &byte) in bytes.iter().enumerate() {
            match byte {
                b':' if matches!(bytes.get(place + 1), None | Some(b' ')) => return None,
                b'#' if bytes.get(place.checked_sub(1)?) == Some(&b' ') => {
                    end = place;
                    break;
                }
                _ => {}
            }
        }
        self.plain_until(at, rest.get(..end)?)
    }

    fn plain_until(&self, at: usize, text: &'a str) -> Option<(Node<'a>, usize)> {
        let text = text.trim_end_matches(' ');
        if matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return None;
        }
        let end = at + text.len();
        Some((self.scalar(at, end, Style::Plain, text), end))
    }

    /// A list or map in brackets.
    fn brackets(&self, at: usize, depth: usize) -> Option<(Node<'a>, usize)> {
        if depth > DEEPEST {
            return None;
        }
        let is_map = self.byte(at)? == b'{';
        let close = if is_map { b'}' } else { b']' };
        let (mut entries, mut items) = (Vec::new(), Vec::new());
        let mut from = self.value_start(at + 1)?;
        let mut open = self.byte(from)? != close;
        while open {
            if is_map {
                let (key, after) = self.key(from)?;
                let (value, end) = self.in_brackets(self.value_start(after)?, depth)?;
                if entries.iter().any(|entry: &Entry<'a>| entry.key.text == key.text) {
                    return None;
                }
                entries.push(Entry { key, value });
                from = self.value_start(end)?;
            } else {
                let (value, end) = self.in_brackets(from, depth)?;
                items.push(value);
                from = self.value_start(end)?;
            }
            open = match self.byte(from)? {
                b',' => true,
                byte if byte == close => false,
                _ => return None,
            };
            if open {
                from = self.value_start(from + 1)?;
            }
        }
        let kind = if is_map { Kind::Map(entries) } else { Kind::List(items) };
        let node = Node { start: self.mark(at), end: self.mark(from + 1), style: Style::Flow, kind };
        Some((node, from + 1))
    }

    fn in_brackets(&self, at: usize, depth: usize) -> Option<(Node<'a>, usize)> {
        match self.byte(at)? {
            b'"' | b'\'' => self.quoted(at),
            b'[' | b'{' => self.brackets(at, depth + 1),
            _ => {
                let rest = self.text.get(at..)?;
                let bytes = rest.as_bytes();
                let ends = |byte: u8| matches!(byte, b',' | b'[' | b']' | b'{' | b'}');
                if !opens_plain(bytes) || bytes.get(1).is_some_and(|next| bytes[0] == b'-' && ends(*next)) {
                    return None;
                }
                for (place, &byte) in bytes.iter().enumerate() {
                    match byte {
                        byte if ends(byte) => return self.plain_until(at, rest.get(..place)?),
                        // Behind a space it would begin an element, were it one by indentation.
                        b'-' | b'?'
                            if place.checked_sub(1).is_some_and(|before| bytes[before] == b' ')
                                && bytes.get(place + 1).is_none_or(|next| *next == b' ' || ends(*next)) =>
                        {
                            return None;
                        }
                        b'#' if bytes.get(place.checked_sub(1)?) == Some(&b' ') => return None,
                        b':' if bytes.get(place + 1).is_none_or(|next| *next == b' ' || ends(*next)) => {
                            return None;
                        }
                        _ => {}
                    }
                }
                None
            }
        }
    }
}

/// Whether a text without quotes may begin so; where a dash, a question mark or a colon might be more than
/// that, it may not.
fn opens_plain(bytes: &[u8]) -> bool {
    match bytes {
        [b'-', next, ..] => *next != b' ' && *next != b'-',
        [b'-'] | [] => false,
        [first, ..] => !b"?:,[]{}#&*!|>'\"%@` ".contains(first),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tree::parse_in_full;
    use super::*;
    use crate::yaml::arbitrary::document;
    use crate::yaml::arbitrary::sheets::{edit, edited, sheet};
    use crate::yaml::write_sheet;

    /// What was read here, if it was, is what the full reader reads.
    fn agrees(text: &str) -> Result<bool, TestCaseError> {
        let Some(root) = read(text) else { return Ok(false) };
        let Ok(full) = parse_in_full(text) else {
            return Err(TestCaseError::fail(format!("the full reader refuses\n{text}")));
        };
        prop_assert_eq!(full.problems.into_vec(), [], "{}", text);
        prop_assert_eq!(root, full.root, "{}", text);
        Ok(true)
    }

    #[test]
    fn reads_what_a_sheet_is_mostly_written_in() {
        let text = "# A sheet.\ncycle: 2026-Q1\nobjectives:\n\n  - id: fast # first\n    title: \"Paying: instant\"\n    \
            supports: [company/a, 'b', \"c\"]\n    why: é — 你好, a:b, #1\n    key_results:\n      - id: k\n        \
            check_ins:\n          - { date: 2026-01-05, value: 3 ms, note: \"a, b\", nested: { a: [1, 2] } }\n        \
            allow: []\n    guardrails: {}\n  - plain\n  - -5 %\n  # The end.\nlast: https://a.example/b?c=d&e#f\n";
        assert!(agrees(text).is_ok_and(|read| read));
    }

    #[test]
    fn reads_the_lines_of_a_list_apart() {
        for text in [
            "- a\n",
            "          - { date: 2026-01-05, value: 3 ms }\n          - { date: 2026-01-12, value: 2 ms }\n",
            "      # The second.\n      - id: k\n        target: \"< 2 ms\"\n        check_ins:\n          - { date: x }\n",
        ] {
            assert!(agrees(text).is_ok_and(|read| read), "{text}");
        }
    }

    #[test]
    fn leaves_all_else_to_the_full_reader() {
        for text in [
            "",
            "a",
            "- a\nb: c\n",
            "  - a\n - b\n",
            "a: b: c\n",
            "a:\n",
            "a: ~\n",
            "a: null\n",
            "a: &x b\n",
            "a: *x\n",
            "a: !!str b\n",
            "a: |\n  b\n",
            "a: >\n  b\n",
            "a: b\n  c\n",
            "a: 'b''c'\n",
            "a: \"b\\n\"\n",
            "a: \"b\n  c\"\n",
            "a: [b,\n  c]\n",
            "a: [b, ]\n",
            "a: {b}\n",
            "a: {b: }\n",
            "a: [b #c]\n",
            "a: b\na: c\n",
            "a: {b: 1, b: 2}\n",
            "a: \tb\n",
            "a: b\r\n",
            "a: b\n---\nc: d\n",
            "---\na: b\n",
            "a: b\n...\n",
            "%YAML 1.2\n---\na: b\n",
            " a: b\n",
            "a:\n b: c\n  d: e\n",
            "a:\n  b: c\n d: e\n",
            "a:\n- b\n",
            "a:\n  - - b\n",
            "? a\n: b\n",
            "a: @b\n",
            "a: `b\n",
            "a: %b\n",
            "a: - b\n",
            "a: --- b\n",
            "a: b #c: d\n<<: e\n",
            "a: \"b\"#c\n",
            "a: [b]#c\n",
            "\"a\": b\n",
            "a b: c\n",
            "a: [b]: c\n",
            "a: \"b\": c\n",
            "a: \"b\" c\n",
            "a: {b: c\n",
            "a: b\u{2028}c: d\n",
            "a: [-]\n",
            "a: [- b]\n",
            "a: [b: c]\n",
            "a: {b:c}\n",
            "a:b\n",
            "a: ? b\n",
            "a: : b\n",
            "a:\n  b\n",
            "a:\n  -\n",
        ] {
            if text != "a: b #c: d\n<<: e\n" {
                assert_eq!(read(text).map(|_| text), None);
            }
            assert!(agrees(text).is_ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_full_reader_on_any_document(written in document()) {
            agrees(&written.text())?;
        }

        #[test]
        fn agrees_with_the_full_reader_on_damaged_sheets(
            sheet in sheet(),
            edits in prop::collection::vec(edit(), 0..6),
        ) {
            let mut text = write_sheet(&sheet);
            agrees(&text)?;
            for edit in &edits {
                text = edited(&text, edit);
                agrees(&text)?;
            }
        }

        #[test]
        fn agrees_with_the_full_reader_in_brackets(
            values in prop::collection::vec("[ka0é:,#'\"{}\\[\\]&*!|>%@?~. -]{0,7}|[a -]{0,5}", 3),
        ) {
            let [a, b, c] = &values[..] else { return Ok(()) };
            agrees(&format!("k: {{ k: {a}, l: [{b}] }}\nl: [ {c} ]\n"))?;
        }

        #[test]
        fn agrees_with_the_full_reader_on_lines_of_signs(
            lines in prop::collection::vec("( {0,3}(- )?)?(k: ?)?[ka0é:,#'\"{}\\[\\]&*!|>%@?~. -]{0,7}", 1..6),
        ) {
            agrees(&lines.join("\n"))?;
        }
    }
}
