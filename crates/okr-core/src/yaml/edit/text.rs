//! The text under edit: where its nodes stand in bytes, how it ends its lines and indents its lists.

use crate::yaml::lines::{Lines, Mark};
use crate::yaml::node::{Entry, Kind, Node, Style};

/// A text with what an edit must know of it.
#[derive(Debug)]
pub(super) struct Page<'a> {
    text: &'a str,
    lines: Lines<'a>,
    line_end: &'static str,
    /// How far the dashes of its lists stand in from the key above them.
    pub(super) dash_indent: usize,
}

impl<'a> Page<'a> {
    /// Looks at a text and its tree.
    pub(super) fn new(text: &'a str, root: &Node<'_>) -> Self {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut page = Self { text, lines: Lines::new(text), line_end, dash_indent: 2 };
        page.dash_indent = page.habit(root).unwrap_or(2);
        page
    }

    /// How far the first list by indentation stands in from its key.
    fn habit(&self, node: &Node<'_>) -> Option<usize> {
        match &node.kind {
            Kind::Null | Kind::Scalar(_) => None,
            Kind::List(items) => items.iter().find_map(|item| self.habit(item)),
            Kind::Map(entries) => entries.iter().find_map(|entry| {
                let own = match (&entry.value.kind, entry.value.style) {
                    (Kind::List(items), Style::Block) => items.first().and_then(|item| {
                        self.dash_column(item).checked_sub(entry.key.start.column as usize - 1)
                    }),
                    _ => None,
                };
                own.or_else(|| self.habit(&entry.value))
            }),
        }
    }

    /// The byte a mark stands before.
    pub(super) fn offset(&self, mark: Mark) -> usize {
        self.lines.offset(mark)
    }

    /// The text from a byte on.
    pub(super) fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Where an entry ends: after its value, or after the colon where the value is empty.
    pub(super) fn entry_end(&self, entry: &Entry<'_>) -> usize {
        if is_blank(&entry.value) { self.after_colon(entry).0 } else { self.end_of(&entry.value) }
    }

    /// Where a node ends.
    pub(super) fn end_of(&self, node: &Node<'_>) -> usize {
        let last = match (&node.kind, node.style) {
            (Kind::Map(entries), Style::Block) => entries.last().map(|last| self.entry_end(last)),
            (Kind::List(items), Style::Block) => items.last().map(|last| self.end_of(last)),
            _ => None,
        };
        last.unwrap_or_else(|| self.offset(node.end))
    }

    /// The byte after the colon of an entry, and whether it has one (in braces it may not).
    pub(super) fn after_colon(&self, entry: &Entry<'_>) -> (usize, bool) {
        let end = self.offset(entry.key.end);
        let rest = self.from(end);
        let skipped = rest.len() - rest.trim_start().len();
        if rest.trim_start().starts_with(':') { (end + skipped + 1, true) } else { (end, false) }
    }

    /// The column (from 0) of the dash before an element of a list by indentation.
    pub(super) fn dash_column(&self, item: &Node<'_>) -> usize {
        let start = self.offset(item.start);
        let head = self.text.get(..start).unwrap_or_default();
        // The dash may stand on a line above its element.
        for line in head.rsplit('\n') {
            let indent = line.len() - line.trim_start().len();
            let rest = line.trim_start();
            if rest == "-" || rest.starts_with("- ") || rest.starts_with("-\r") {
                return indent;
            }
        }
        0
    }

    /// The text with a stretch replaced.
    pub(super) fn replaced(&self, from: usize, to: usize, by: &str) -> String {
        let before = self.text.get(..from).unwrap_or_default();
        format!("{before}{by}{}", self.from(to))
    }

    /// The text with lines put below the line that holds byte `at`, each indented by `indent`.
    pub(super) fn with_lines_below(&self, at: usize, lines: &[String], indent: usize) -> String {
        self.put_below(self.text, at, lines, indent)
    }

    /// The same, with the rest of the line from `at` to `to` cut out first. Nothing where that would take
    /// a comment along.
    pub(super) fn with_lines_instead(
        &self,
        at: usize,
        to: usize,
        lines: &[String],
        indent: usize,
    ) -> Option<String> {
        let cut = self.text.get(at..to)?;
        let harmless = !cut.contains(['#', '\n']);
        harmless.then(|| self.put_below(&self.replaced(at, to, ""), at, lines, indent))
    }

    fn put_below(&self, text: &str, at: usize, lines: &[String], indent: usize) -> String {
        let pad = " ".repeat(indent);
        let indented = |line: &String| if line.is_empty() { String::new() } else { format!("{pad}{line}") };
        let lines = lines.iter().map(indented).collect::<Vec<_>>().join(self.line_end);
        let Some(end) = text.get(at..).and_then(|rest| rest.find('\n')) else {
            // The last line has no end; it stays so.
            return format!("{text}{}{lines}", self.line_end);
        };
        let (before, after) = text.split_at(at + end + 1);
        let (comments, after) = after.split_at(deeper_comments(after, indent));
        if after.is_empty() && !comments.is_empty() && !comments.ends_with('\n') {
            return format!("{before}{comments}{}{lines}", self.line_end);
        }
        format!("{before}{comments}{lines}{}{after}", self.line_end)
    }
}

/// The length of the comment lines at the head of a text that stand deeper than `indent`: they belong to
/// what is above them.
fn deeper_comments(text: &str, indent: usize) -> usize {
    let belongs = |line: &&str| {
        let comment = line.trim_start();
        comment.starts_with('#') && line.len() - comment.len() > indent
    };
    text.split_inclusive('\n').take_while(belongs).map(str::len).sum()
}

/// Whether nothing is written where the value belongs.
pub(super) fn is_blank(node: &Node<'_>) -> bool {
    node.kind == Kind::Null && node.start == node.end
}
