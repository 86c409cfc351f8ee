//! Reads the next version of a sheet by what differs from the last one: most commits add a check-in to one
//! key result, and reading the rest again is what a long history would cost.
//!
//! Whatever is not plainly a change within an item is left to [`read_sheet`](super::read_sheet). What
//! makes the shortcut right: an item is a stretch of whole lines, a dash and all that is indented more than
//! it, and the lines around the items are the same as before. So the parser comes to an item in the same
//! state as before, reads the same from its lines as from those lines alone, and leaves in the same state.
//! The same holds for the check-ins at the end of a list of them. Anchors, aliases, tags and block scalars,
//! whose meaning reaches further, are never read this way.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::sheet;
use crate::model::{CheckIn, Guardrail, KeyResult, Sheet, Unit};
use crate::yaml::line_edit::LineEdit;
use crate::yaml::lines::{Lines, Mark};
use crate::yaml::node::{Kind, Node, Style};
use crate::yaml::problem::Problems;
use crate::yaml::{Problem, tree};

/// Larger files are always read in full, which also keeps the bounds on nodes and depth out of the matter.
const LARGEST: usize = 64 * 1024;

/// A sheet as last read, without a problem, and where its items stand in its text.
#[derive(Debug)]
pub struct KnownSheet {
    text: Box<str>,
    sheet: Arc<Sheet>,
    parts: Vec<Part>,
}

/// Where an item stands, in the order of the text.
#[derive(Debug, Clone)]
struct Part {
    /// The first byte of its first line.
    start: usize,
    /// After the line break of its last line.
    end: usize,
    /// How many spaces stand before its dash.
    indent: usize,
    objective: usize,
    place: Place,
    /// Where its check-ins end, if each stands on lines of its own.
    tail: Option<Tail>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    KeyResult(usize),
    Guardrail(usize),
}

/// The end of a list by indentation.
#[derive(Debug, Clone, Copy)]
struct Tail {
    /// After the line break of the last line of its last element.
    end: usize,
    /// How many spaces stand before its dashes.
    indent: usize,
}

/// An item that was read again.
enum Item {
    KeyResult(Arc<KeyResult>),
    Guardrail(Arc<Guardrail>),
}

/// The items that changed with where they stand, and where all of them stand now.
type Reread = (Vec<(Part, Item)>, Vec<Part>);

impl KnownSheet {
    /// Reads a sheet as [`read_sheet`](super::read_sheet) does, and remembers it where its next version
    /// could be read by its parts.
    pub fn read(bytes: &[u8]) -> (Option<Arc<Sheet>>, Vec<Problem>, Option<Self>) {
        let mut document = match tree::parse(bytes) {
            Ok(document) => document,
            Err(problems) => return (None, problems, None),
        };
        let sheet = sheet::sheet(&document.root, &mut document.problems).map(Arc::new);
        let text = || std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LARGEST && is_plain(text));
        let parts = sheet.is_some().then(|| text().and_then(|text| parts(text, &document.root)));
        let problems = document.problems.into_vec();
        let known = match (&sheet, parts.flatten()) {
            (Some(sheet), Some((text, parts))) if problems.is_empty() => {
                Some(Self { text: text.into(), sheet: Arc::clone(sheet), parts })
            }
            _ => None,
        };
        (sheet, problems, known)
    }

    /// The next version of the sheet, if it differs only within its key results and guardrails and nothing
    /// is wrong with it. Nothing means: read it in full. What did not change is shared with the last version.
    pub fn next(&mut self, bytes: &[u8]) -> Option<Arc<Sheet>> {
        let edit = LineEdit::between(self.text.as_bytes(), bytes);
        self.edited(&edit, edit.lines(bytes))
    }

    /// As [`next`](Self::next), of the text that has `lines` in the place that `edit` tells.
    pub fn edited(&mut self, edit: &LineEdit, lines: &[u8]) -> Option<Arc<Sheet>> {
        let lines = std::str::from_utf8(lines).ok().filter(|lines| is_plain(lines))?;
        let (head, tail) = (self.text.get(..edit.start)?, self.text.get(edit.old_end..)?);
        if edit.start + lines.len() != edit.new_end || edit.new_end + tail.len() > LARGEST {
            return None;
        }
        let text = [head, lines, tail].concat();
        let (changed, parts) = self.one_part(&text, edit).or_else(|| self.all_parts(&text))?;
        let mut sheet = Sheet::clone(&self.sheet);
        for (part, item) in changed {
            let objective = Arc::make_mut(sheet.objectives.get_mut(part.objective)?);
            match (item, part.place) {
                (Item::KeyResult(item), Place::KeyResult(at)) => *objective.key_results.get_mut(at)? = item,
                (Item::Guardrail(item), Place::Guardrail(at)) => *objective.guardrails.get_mut(at)? = item,
                (Item::KeyResult(_), Place::Guardrail(_)) | (Item::Guardrail(_), Place::KeyResult(_)) => {
                    return None;
                }
            }
        }
        self.sheet = Arc::new(sheet);
        self.text = text.into();
        self.parts = parts;
        Some(Arc::clone(&self.sheet))
    }

    /// The text it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the edit lies within one item, that item, and where all of them stand now.
    fn one_part(&self, text: &str, edit: &LineEdit) -> Option<Reread> {
        let at = self.parts.partition_point(|part| part.end < edit.start);
        let part = self.parts.get(at)?;
        if edit.start < part.start || edit.old_end > part.end {
            return None;
        }
        let end = end_of_item(text, part.start, part.indent)?;
        if end != edit.shifted(part.end) {
            return None;
        }
        let (item, tail) = self.changed(part, text, part.start, end)?;
        let mut parts = self.parts.clone();
        for later in parts.get_mut(at + 1..)? {
            later.start = edit.shifted(later.start);
            later.end = edit.shifted(later.end);
            if let Some(tail) = &mut later.tail {
                tail.end = edit.shifted(tail.end);
            }
        }
        let now = parts.get_mut(at)?;
        (now.end, now.tail) = (end, tail);
        Some((vec![(now.clone(), item)], parts))
    }

    /// The items that changed, and where all of them stand now; the lines around them must be the same.
    fn all_parts(&self, text: &str) -> Option<Reread> {
        let mut parts = Vec::with_capacity(self.parts.len());
        let mut changed = Vec::new();
        let (mut old_at, mut at) = (0, 0);
        for part in &self.parts {
            let between = self.text.get(old_at..part.start)?;
            if !text.get(at..)?.starts_with(between) {
                return None;
            }
            let start = at + between.len();
            let end = end_of_item(text, start, part.indent)?;
            let (old, new) = (self.text.get(part.start..part.end)?, text.get(start..end)?);
            let mut now = Part { start, end, ..part.clone() };
            if old == new {
                now.tail = part.tail.map(|tail| Tail { end: tail.end - part.start + start, ..tail });
            } else {
                let (item, tail) = self.changed(part, text, start, end)?;
                now.tail = tail;
                changed.push((now.clone(), item));
            }
            parts.push(now);
            (old_at, at) = (part.end, end);
        }
        (self.text.get(old_at..)? == text.get(at..)?).then_some((changed, parts))
    }

    /// The item of `part` as it stands in `text` now, from `start` to `end`.
    fn changed(&self, part: &Part, text: &str, start: usize, end: usize) -> Option<(Item, Option<Tail>)> {
        let (old, new) = (self.text.get(part.start..part.end)?, text.get(start..end)?);
        let edit = LineEdit::between(old.as_bytes(), new.as_bytes());
        if let Some(tail) = part.tail
            && edit.start == tail.end - part.start
            && edit.old_end == edit.start
            && let Some(item) = self.with_check_ins(part, new.get(edit.start..edit.new_end)?, tail.indent)
        {
            return Some((item, Some(Tail { end: start + edit.new_end, ..tail })));
        }
        let (item, tail) = item(new, part.place)?;
        Some((item, tail.map(|tail| Tail { end: start + tail.end, ..tail })))
    }

    /// The item of `part` with the check-ins that `lines` add to the end of its list.
    fn with_check_ins(&self, part: &Part, lines: &str, indent: usize) -> Option<Item> {
        let objective = self.sheet.objectives.get(part.objective)?;
        Some(match part.place {
            Place::KeyResult(at) => {
                let old = objective.key_results.get(at)?;
                let added = check_ins(lines, indent, old.check_ins.len(), old.unit.as_deref())?;
                let mut new = KeyResult::clone(old);
                new.check_ins.extend(added);
                Item::KeyResult(Arc::new(new))
            }
            Place::Guardrail(at) => {
                let old = objective.guardrails.get(at)?;
                let added = check_ins(lines, indent, old.check_ins.len(), old.unit.as_deref())?;
                let mut new = Guardrail::clone(old);
                new.check_ins.extend(added);
                Item::Guardrail(Arc::new(new))
            }
        })
    }

    /// About how much memory it takes beside the sheet itself.
    pub fn size(&self) -> usize {
        self.text.len() + self.parts.len() * size_of::<Part>()
    }
}

/// Whether the lines and the indentation of a text, which begins with a line, say all there is to know of
/// where an item ends.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut before = b'\n';
    for (at, &byte) in bytes.iter().enumerate() {
        // Where a value can start, and something follows: an anchor, an alias, a tag.
        let opens = || {
            matches!(before, b' ' | b'\n' | b'[' | b'{' | b',' | b':' | b'-')
                && bytes.get(at + 1).is_some_and(|next| !matches!(next, b' ' | b'\n'))
        };
        match byte {
            b'\t' | b'\r' => return false,
            b'&' | b'*' | b'!' if opens() => return false,
            // U+2028 and U+2029, and U+FEFF.
            0xE2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) => return false,
            0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBB, 0xBF])) => return false,
            _ => {}
        }
        before = byte;
    }
    true
}

/// The items of a sheet that stand each on lines of its own; nothing where that is not so of every one.
fn parts<'t>(text: &'t str, root: &Node<'_>) -> Option<(&'t str, Vec<Part>)> {
    let lines = Lines::new(text);
    let mut parts = Vec::new();
    for (objective, node) in list(root.get("objectives")?)?.iter().enumerate() {
        for (at, item) in items(node, "key_results")?.iter().enumerate() {
            parts.push(part(text, &lines, item, objective, Place::KeyResult(at))?);
        }
        for (at, item) in items(node, "guardrails")?.iter().enumerate() {
            parts.push(part(text, &lines, item, objective, Place::Guardrail(at))?);
        }
    }
    parts.sort_by_key(|part| part.start);
    let apart = parts.windows(2).all(|pair| matches!(pair, [one, next] if one.end <= next.start));
    apart.then_some((text, parts))
}

/// The items of a field that is a list by indentation, or missing.
fn items<'n, 'a>(node: &'n Node<'a>, name: &str) -> Option<&'n [Node<'a>]> {
    node.get(name).map_or(Some(&[]), list)
}

fn list<'n, 'a>(node: &'n Node<'a>) -> Option<&'n [Node<'a>]> {
    match &node.kind {
        Kind::List(items) if node.style == Style::Block => Some(items),
        _ => None,
    }
}

fn part(text: &str, lines: &Lines<'_>, node: &Node<'_>, objective: usize, place: Place) -> Option<Part> {
    if node.style != Style::Block || has_block_scalar(node) {
        return None;
    }
    let start = lines.offset(Mark { line: node.start.line, column: 1 });
    let line = text.get(start..)?;
    let indent = line.len() - line.trim_start_matches(' ').len();
    let end = end_of_item(text, start, indent)?;
    let column = usize::try_from(node.start.column).ok()?;
    let after_dash = line.get(indent + 1..)?;
    let first = indent + 1 + (after_dash.len() - after_dash.trim_start_matches(' ').len());
    let tail = tail(text, lines, node);
    (column == first + 1 && lines.offset(node.end) <= end).then_some(Part {
        start,
        end,
        indent,
        objective,
        place,
        tail,
    })
}

/// Where the check-ins of an item end, if there are any and each stands on lines of its own.
fn tail(text: &str, lines: &Lines<'_>, node: &Node<'_>) -> Option<Tail> {
    let elements = list(node.get("check_ins")?)?;
    let mut at: Option<Tail> = None;
    for element in elements {
        let start = lines.offset(Mark { line: element.start.line, column: 1 });
        let line = text.get(start..)?;
        let indent = line.len() - line.trim_start_matches(' ').len();
        if at.is_some_and(|before| before.indent != indent || before.end != start) {
            return None;
        }
        let end = end_of_item(text, start, indent)?;
        if lines.offset(element.end) > end {
            return None;
        }
        at = Some(Tail { end, indent });
    }
    at
}

/// After the last line that is empty or indented more than the dash that stands at `start`.
fn end_of_item(text: &str, start: usize, indent: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let mut end = start;
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let words = line.trim_start_matches(' ');
        let deep = line.len() - words.len();
        if number == 0 {
            if deep != indent || !words.starts_with("- ") {
                return None;
            }
        } else if deep <= indent && !words.trim_end_matches('\n').is_empty() {
            break;
        }
        end += line.len();
    }
    // A line without its break could go on.
    text.get(..end)?.ends_with('\n').then_some(end)
}

fn has_block_scalar(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Null | Kind::Scalar(_) => node.style == Style::BlockScalar,
        Kind::List(items) => items.iter().any(has_block_scalar),
        Kind::Map(entries) => entries.iter().any(|entry| has_block_scalar(&entry.value)),
    }
}

/// Reads the lines of one item: nothing where anything is wrong with them. With where in the lines its
/// check-ins end.
fn item(lines: &str, place: Place) -> Option<(Item, Option<Tail>)> {
    let mut document = tree::parse(lines.as_bytes()).ok()?;
    let [node] = list(&document.root)? else { return None };
    if node.style != Style::Block || has_block_scalar(node) {
        return None;
    }
    let tail = tail(lines, &Lines::new(lines), node);
    let problems: &mut Problems = &mut document.problems;
    let item = match place {
        Place::KeyResult(at) => sheet::key_result(at, node, problems).map(Arc::new).map(Item::KeyResult),
        Place::Guardrail(at) => sheet::guardrail(at, node, problems).map(Arc::new).map(Item::Guardrail),
    };
    let item = item.filter(|_| document.problems.into_vec().is_empty())?;
    Some((item, tail))
}

/// Reads lines that hold check-ins and nothing else, each behind a dash after `indent` spaces, and the first
/// of them at position `from` in its list: nothing where anything is wrong with them.
fn check_ins(lines: &str, indent: usize, from: usize, unit: Option<&str>) -> Option<Vec<CheckIn>> {
    let unit = unit.map(Unit::parse).transpose().ok()?;
    if end_of_items(lines, indent)? != lines.len() {
        return None;
    }
    let mut document = tree::parse(lines.as_bytes()).ok()?;
    let nodes = list(&document.root)?;
    if nodes.iter().any(has_block_scalar) {
        return None;
    }
    let check_ins: Option<Vec<CheckIn>> = (from..)
        .zip(nodes)
        .map(|(at, node)| sheet::check_in(at, node, unit.as_ref(), &mut document.problems))
        .collect();
    check_ins.filter(|_| document.problems.into_vec().is_empty())
}

/// After the last of the items that stand one after the other from the start of a text.
fn end_of_items(text: &str, indent: usize) -> Option<usize> {
    let mut end = 0;
    while end < text.len() {
        end = end_of_item(text, end, indent)?;
    }
    Some(end)
}
