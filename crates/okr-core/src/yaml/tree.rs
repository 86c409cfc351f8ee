//! Builds the spanned tree from the parser's events, within the bounds of [`super::limits`].
//!
//! What YAML leaves open is decided here: a duplicate key, a merge key, a key that is no text and a tag
//! of unknown meaning are problems, and the rest of the document still stands.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span as ParserSpan, Tag};

use super::Problem;
use super::limits::{self, MAX_DEPTH, MAX_NODES};
use super::lines::{Lines, Mark, bounded};
use super::node::{Entry, Key, Kind, Node, Style};
use super::problem::Problems;
use super::{plain, syntax};

/// A document as read: the tree, and what was wrong with its YAML without breaking it.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) root: Node<'a>,
    pub(super) problems: Problems,
}

/// Reads a file as one YAML document.
pub(super) fn parse(bytes: &[u8]) -> Result<Document<'_>, Vec<Problem>> {
    let text = limits::text(bytes).map_err(|problem| vec![problem])?;
    parse_text(text)
}

/// Reads a text that passed [`limits::text`].
pub(super) fn parse_text(text: &str) -> Result<Document<'_>, Vec<Problem>> {
    match plain::read(text) {
        Some(root) => Ok(Document { root, problems: Problems::default() }),
        None => parse_in_full(text),
    }
}

/// As [`parse_text`], through the parser of all of YAML.
pub(super) fn parse_in_full(text: &str) -> Result<Document<'_>, Vec<Problem>> {
    let mut builder = Builder::new(text);
    match builder.run() {
        Ok(Some(root)) => Ok(Document { root, problems: builder.problems }),
        Ok(None) => {
            let empty = Problem::malformed(super::node::span(Mark::START, Mark::START), "the file is empty");
            builder.problems.tell(empty.with_help("write its first field, or delete the file"));
            Err(builder.problems.into_vec())
        }
        Err(problem) => {
            builder.problems.tell(problem);
            Err(builder.problems.into_vec())
        }
    }
}

struct Builder<'a> {
    text: &'a str,
    lines: OnceCell<Lines<'a>>,
    stack: Vec<Frame<'a>>,
    root: Option<Node<'a>>,
    /// Finished nodes by the number of their anchor.
    anchors: Vec<(usize, Node<'a>)>,
    /// Nodes made so far, copies included.
    nodes: usize,
    /// Where the last event ended.
    last: Mark,
    problems: Problems,
}

/// A list or map whose end has not come yet.
struct Frame<'a> {
    start: Mark,
    style: Style,
    anchor: usize,
    content: Content<'a>,
}

enum Content<'a> {
    List(Vec<Node<'a>>),
    Map { entries: Vec<Entry<'a>>, seen: HashSet<Cow<'a, str>>, key: Pending<'a> },
}

/// The key whose value comes next.
enum Pending<'a> {
    None,
    Good(Key<'a>),
    /// Told already; its value is left out.
    Bad,
}

/// Up to here a look through the entries is quicker than a set.
const FEW_KEYS: usize = 24;

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: OnceCell::new(),
            stack: Vec::with_capacity(8),
            root: None,
            anchors: Vec::new(),
            nodes: 0,
            last: Mark::START,
            problems: Problems::default(),
        }
    }

    fn run(&mut self) -> Result<Option<Node<'a>>, Problem> {
        let mut parser = Parser::new_from_str(self.text);
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, at) = event.map_err(|error| syntax::problem(self.text, &error))?;
            let (start, end) = (mark(at.start), mark(at.end));
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        let problem = Problem::malformed(
                            super::node::span(start, end),
                            "a second document starts here, and a file holds one",
                        );
                        self.problems
                            .tell(problem.with_help("put it in a file of its own, or delete the `---`"));
                        break;
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.scalar(text, style, anchor, tag.as_deref(), at)?;
                }
                Event::SequenceStart(anchor, tag) => {
                    self.open(Content::List(Vec::new()), anchor, tag.as_deref(), at)?;
                }
                Event::MappingStart(anchor, tag) => {
                    let content =
                        Content::Map { entries: Vec::new(), seen: HashSet::new(), key: Pending::None };
                    self.open(content, anchor, tag.as_deref(), at)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(start)?,
                Event::Alias(anchor) => self.alias(anchor, start, end)?,
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
            self.last = end;
        }
        Ok(self.root.take().filter(|root| root.kind != Kind::Null))
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        at: ParserSpan,
    ) -> Result<(), Problem> {
        let (mut start, mut end) = (mark(at.start), mark(at.end));
        if style == ScalarStyle::Plain && text.is_empty() {
            // The parser gives an empty value in brackets the space after it.
            end = start;
        } else if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            (start, end) = self.block_scalar(end);
        } else if anchor != 0 || tag.is_some() {
            start = self.after_properties(start, end);
        }
        let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        // As long as its text and two quotes, it ends with its quote.
        if quoted && at.len() != text.chars().count() + 2 {
            end = self.after_quote(start).unwrap_or(end);
        }
        let forced = tag.is_some_and(|tag| self.tag(tag, start, end));
        self.quoted_control(&text, style, start, end);
        let style = match style {
            ScalarStyle::Plain if !forced => Style::Plain,
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::BlockScalar,
        };
        let node = Node { start, end, style, kind: Kind::Scalar(text) };
        self.finish(node, anchor)
    }

    fn open(
        &mut self,
        content: Content<'a>,
        anchor: usize,
        tag: Option<&Tag>,
        at: ParserSpan,
    ) -> Result<(), Problem> {
        let (start, end) = (mark(at.start), mark(at.end));
        if self.stack.len() >= MAX_DEPTH {
            let message = format!("lists and maps nest deeper than {MAX_DEPTH} levels");
            return Err(Problem::malformed(super::node::span(start, end), message));
        }
        if let Some(tag) = tag {
            self.tag(tag, start, end);
        }
        // A list or map in brackets starts with a bracket; one by indentation starts with nothing.
        let style = if start == end { Style::Block } else { Style::Flow };
        let start = match style {
            Style::Flow if anchor != 0 || tag.is_some() => self.after_properties(start, end),
            _ => start,
        };
        self.stack.push(Frame { start, style, anchor, content });
        Ok(())
    }

    /// Ends the innermost list or map. The parser counts what follows a bracket as part of it; a bracket is
    /// one character.
    fn close(&mut self, bracket: Mark) -> Result<(), Problem> {
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        let (last, kind) = match frame.content {
            Content::List(items) => (items.last().map(|item| item.end), Kind::List(items)),
            Content::Map { entries, .. } => (entries.last().map(|entry| entry.value.end), Kind::Map(entries)),
        };
        let after_bracket = Mark { line: bracket.line, column: bracket.column + 1 };
        let end = if frame.style == Style::Flow { after_bracket } else { last.unwrap_or(frame.start) };
        self.finish(Node { start: frame.start, end, style: frame.style, kind }, frame.anchor)
    }

    fn alias(&mut self, anchor: usize, start: Mark, end: Mark) -> Result<(), Problem> {
        let span = super::node::span(start, end);
        let Some((_, named)) = self.anchors.iter().find(|(number, _)| *number == anchor) else {
            return Err(Problem::malformed(span, "an alias stands inside the value it names"));
        };
        let size = named.size();
        if self.nodes + size > MAX_NODES {
            return Err(too_many(span));
        }
        self.nodes += size - 1;
        let node = Node { start, end, style: named.style, kind: named.kind.clone() };
        self.finish(node, 0)
    }

    /// Puts a finished node where it belongs: the list or map above, the key to come, or the root.
    fn finish(&mut self, mut node: Node<'a>, anchor: usize) -> Result<(), Problem> {
        let as_key =
            matches!(self.stack.last(), Some(Frame { content: Content::Map { key: Pending::None, .. }, .. }));
        self.nodes += usize::from(!as_key) + if anchor == 0 { 0 } else { node.size() };
        if self.nodes > MAX_NODES {
            return Err(too_many(node.span()));
        }
        if !as_key && is_null(&node) {
            node.kind = Kind::Null;
        }
        if anchor != 0 {
            self.anchors.push((anchor, node.clone()));
        }
        match self.stack.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map { entries, seen, key }) => match std::mem::replace(key, Pending::None) {
                Pending::Good(key) => entries.push(Entry { key, value: node }),
                Pending::Bad => {}
                Pending::None => match good_key(node, entries, seen) {
                    Ok(good) => *key = Pending::Good(good),
                    Err(problem) => {
                        *key = Pending::Bad;
                        self.problems.tell(problem);
                    }
                },
            },
        }
        Ok(())
    }

    /// Whether the tag makes its scalar a text; one that means nothing here is told.
    fn tag(&mut self, tag: &Tag, start: Mark, end: Mark) -> bool {
        let known = ["str", "int", "float", "bool", "null", "map", "seq"];
        if tag.is_yaml_core_schema() && known.contains(&tag.suffix.as_str()) {
            return tag.suffix == "str";
        }
        let unspecific =
            tag.handle.is_empty() && tag.suffix == "!" || tag.handle == "!" && tag.suffix.is_empty();
        if !unspecific {
            let written =
                if tag.is_yaml_core_schema() { format!("!!{}", tag.suffix) } else { tag.to_string() };
            let message = format!("the tag `{written}` means nothing here");
            self.problems
                .tell(Problem::malformed(super::node::span(start, end), message).with_help("delete it"));
        }
        true
    }

    /// An escape can bring in what [`limits`] keeps out of the text.
    fn quoted_control(&mut self, text: &str, style: ScalarStyle, start: Mark, end: Mark) {
        if style != ScalarStyle::DoubleQuoted {
            return;
        }
        if let Some(bad) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            let message = format!("an escape stands for a control character, U+{:04X}", u32::from(bad));
            self.problems
                .tell(Problem::malformed(super::node::span(start, end), message).with_help("delete it"));
        }
    }

    fn lines(&self) -> &Lines<'a> {
        self.lines.get_or_init(|| Lines::new(self.text))
    }

    /// The stretch of a block scalar from its `|` or `>`, which the parser leaves out, to the end of its last
    /// line with something in it, where the parser counts the empty lines too.
    fn block_scalar(&self, end: Mark) -> (Mark, Mark) {
        let lines = self.lines();
        let (from, end) = (lines.offset(self.last), lines.offset(end));
        let header = skip_to_value(self.text, from);
        let keeps = self.text.get(header..).and_then(|text| text.lines().next());
        let keeps = keeps.is_some_and(|line| line.split('#').next().is_some_and(|line| line.contains('+')));
        let body = self.text.get(header..end).unwrap_or_default();
        // What follows the last line break is the indentation of the next token.
        let body = if keeps { body.trim_end_matches([' ', '\t']) } else { body.trim_end() };
        let body = body.strip_suffix('\n').map_or(body, |body| body.strip_suffix('\r').unwrap_or(body));
        (lines.mark(header), lines.mark(header + body.len()))
    }

    /// The end of a quoted scalar that starts at `start`: the parser puts it after the white space, the line
    /// breaks and the remark that follow the quote.
    fn after_quote(&self, start: Mark) -> Option<Mark> {
        let lines = self.lines();
        let from = lines.offset(start);
        let mut bytes = self.text.as_bytes().get(from..)?.iter().enumerate();
        let (_, &quote) = bytes.next()?;
        while let Some((at, &byte)) = bytes.next() {
            if byte == b'\\' && quote == b'"' {
                bytes.next();
            } else if byte == quote {
                let doubled = quote == b'\'' && self.text.as_bytes().get(from + at + 1) == Some(&quote);
                if !doubled {
                    return Some(lines.mark(from + at + 1));
                }
                bytes.next();
            }
        }
        None
    }

    /// The first character of a scalar that follows an anchor or a tag.
    fn after_properties(&self, start: Mark, end: Mark) -> Mark {
        let lines = self.lines();
        let at = skip_to_value(self.text, lines.offset(start));
        lines.mark(at.min(lines.offset(end)))
    }
}

/// Steps over white space, comments, indicators, anchors and tags to where a value starts.
fn skip_to_value(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        let next = rest.chars().nth(1);
        let spaced = next.is_none_or(char::is_whitespace);
        let skip = match first {
            ' ' | '\t' | '\n' | '\r' | ',' | '[' | '{' => 1,
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '&' | '!' => rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len()),
            '-' | '?' if spaced => 1,
            // After a quoted key in brackets the value may follow at once.
            ':' if spaced || at == from => 1,
            _ => break,
        };
        at += skip;
    }
    at
}

fn is_null(node: &Node<'_>) -> bool {
    let Kind::Scalar(text) = &node.kind else { return false };
    node.style == Style::Plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL")
}

/// A node as the key of an entry, or why it cannot be one.
fn good_key<'a>(
    node: Node<'a>,
    entries: &[Entry<'a>],
    seen: &mut HashSet<Cow<'a, str>>,
) -> Result<Key<'a>, Problem> {
    let span = node.span();
    let Kind::Scalar(text) = node.kind else {
        return Err(Problem::malformed(span, format!("a key is a single word, not {}", node.noun()))
            .with_help("quote it if it starts with a bracket"));
    };
    if text.is_empty() {
        return Err(Problem::malformed(span, "there is no key before the `:`"));
    }
    if text == "<<" && node.style == Style::Plain {
        return Err(Problem::malformed(span, "merge keys (`<<`) are not read")
            .with_help("write the fields out: who reads a diff must see them"));
    }
    let twice = if entries.len() < FEW_KEYS {
        entries.iter().any(|entry| entry.key.text == text)
    } else {
        if seen.is_empty() {
            seen.extend(entries.iter().map(|entry| entry.key.text.clone()));
        }
        !seen.insert(text.clone())
    };
    if twice {
        let first = entries.iter().find(|entry| entry.key.text == text);
        let line = first.map_or(0, |entry| entry.key.start.line);
        return Err(Problem::malformed(span, format!("`{text}` stands twice; the first is on line {line}"))
            .with_help("delete one of the two"));
    }
    Ok(Key { text, start: node.start, end: node.end })
}

fn too_many(span: crate::finding::Span) -> Problem {
    Problem::malformed(span, format!("more than {MAX_NODES} values, aliases counted as what they name"))
        .with_help("split the sheet into several files")
}

fn mark(marker: Marker) -> Mark {
    Mark { line: bounded(marker.line()), column: bounded(marker.col() + 1) }
}

#[cfg(test)]
mod tests;
