//! Reads the next version of a sheet by what differs from the last one: most commits add a check-in to one
//! key result, and reading the rest again is what a long history would cost.
//!
//! Whatever is not plainly a change within an item is left to [`read_sheet`](super::read_sheet). What
//! makes the shortcut right: an item is a stretch of whole lines, a dash and all that is indented more than
//! it, and the lines around the items are the same as before. So the parser comes to an item in the same
//! state as before, reads the same from its lines as from those lines alone, and leaves in the same state.
//! The same holds for the check-ins at the end of a list of them. Anchors, aliases, tags and block scalars,
//! whose meaning reaches further, are never read this way.

use std::sync::Arc;

use super::sheet;
use crate::model::{CheckIn, Guardrail, KeyResult, Sheet, Unit};
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

/// The lines that differ between two texts: from `start` to `old_end` in the one, to `new_end` in the other.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    start: usize,
    old_end: usize,
    new_end: usize,
}

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
        if bytes.len() > LARGEST {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let edit = Edit::between(&self.text, text);
        if !is_plain(text.get(edit.start..edit.new_end)?) {
            return None;
        }
        let (changed, parts) = self.one_part(text, &edit).or_else(|| self.all_parts(text))?;
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

    /// Where the edit lies within one item, that item, and where all of them stand now.
    fn one_part(&self, text: &str, edit: &Edit) -> Option<(Vec<(Part, Item)>, Vec<Part>)> {
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
    fn all_parts(&self, text: &str) -> Option<(Vec<(Part, Item)>, Vec<Part>)> {
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
        let edit = Edit::between(old, new);
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

impl Edit {
    /// The lines that differ. Where lines were only added, they begin at the first place they could.
    fn between(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let same = same_from_start(old, new);
        // Back to the line it lies in, as it is lines that are added.
        let start = line_start(old, same);
        let most = old.len().min(new.len()) - start;
        let behind = same_from_end(old, new).min(most);
        // And on to the next whole line that is the same in both.
        let is_line = |text: &[u8], at: usize| at == start || text.get(at - 1) == Some(&b'\n');
        let (old_from, new_from) = (old.len() - behind, new.len() - behind);
        let skip = if is_line(old, old_from) && is_line(new, new_from) {
            0
        } else {
            old[old_from..].iter().position(|&byte| byte == b'\n').map_or(behind, |at| at + 1)
        };
        Self { start, old_end: old_from + skip, new_end: new_from + skip }
    }

    /// Where in the new text a place behind the edit stands.
    fn shifted(&self, place: usize) -> usize {
        place - self.old_end + self.new_end
    }
}

/// Bytes compared at a time.
const STRIDE: usize = 64;

/// How many bytes two texts begin with are the same.
fn same_from_start(a: &[u8], b: &[u8]) -> usize {
    let strides = a.chunks_exact(STRIDE).zip(b.chunks_exact(STRIDE));
    let at = STRIDE * strides.take_while(|(a, b)| a == b).count();
    at + a[at..].iter().zip(&b[at..]).take_while(|(a, b)| a == b).count()
}

/// How many bytes two texts end with are the same.
fn same_from_end(a: &[u8], b: &[u8]) -> usize {
    let strides = a.rchunks_exact(STRIDE).zip(b.rchunks_exact(STRIDE));
    let at = STRIDE * strides.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - at], &b[..b.len() - at]);
    at + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// The start of the line that holds the byte at `at`.
fn line_start(text: &[u8], at: usize) -> usize {
    text[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |before| before + 1)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use proptest::prelude::*;

    use super::super::read_sheet;
    use super::*;
    use crate::yaml::arbitrary::sheets::{edit, edited, sheet};
    use crate::yaml::write_sheet;

    const SHEET: &str = "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: fast\n    key_results:\n      \
        - id: rtt\n        target: \"< 200 ms\"\n        check_ins:\n          \
        - { date: 2026-01-05, value: 300 ms }\n\n      # The second.\n      - id: uptime\n        target: \
        \">= 99 %\"\n    guardrails:\n      - id: errors\n        limit: \"<= 2 %\"\n";

    fn next(before: &str, after: &str) -> Option<Arc<Sheet>> {
        KnownSheet::read(before.as_bytes()).2.unwrap().next(after.as_bytes())
    }

    #[test]
    fn reads_items_that_changed_and_keeps_the_others() {
        let line = "          - { date: 2026-01-05, value: 300 ms }\n";
        let more = SHEET.replace(line, &format!("{line}          - {{ date: 2026-02-05, value: 250 ms }}\n"));
        let changes = [
            more.clone(),
            SHEET.replace("< 200 ms", "< 220 ms"),
            more.replace("<= 2 %", "<= 3 %").replace("id: uptime", "id: up"),
            SHEET.replace("        target: \">= 99 %\"\n", ""),
        ];
        for after in changes {
            let (sheet, problems) = read_sheet(after.as_bytes());
            assert_eq!(next(SHEET, &after).as_deref(), sheet.as_ref());
            assert!(sheet.is_some() && problems.is_empty());
        }
    }

    #[test]
    fn leaves_all_else_to_the_full_reader() {
        let others = [
            SHEET.replace("2026-Q1", "2026-Q2"),
            SHEET.replace("id: fast", "id: slow"),
            SHEET.replace("< 200 ms", "< 200 what ms ?"),
            SHEET.replace("      - id: uptime\n        target: \">= 99 %\"\n", ""),
            SHEET.replace("target: \"< 200 ms\"", "target: &t \"< 200 ms\""),
            SHEET.replace("id: uptime\n", "id: uptime\n        title: |\n          a\n"),
            SHEET.replace("id: uptime\n", "id: uptime\n        unknown: 1\n"),
            SHEET.replace("300 ms }", "300 ms"),
            SHEET.trim_end().to_owned(),
        ];
        for after in others {
            assert!(after != SHEET);
            assert_eq!(next(SHEET, &after), None, "{after}");
        }
    }

    proptest! {
        #[test]
        fn says_what_the_full_reader_says(sheet in sheet(), edits in prop::collection::vec(edit(), 1..6)) {
            let mut text = write_sheet(&sheet);
            let mut known = KnownSheet::read(text.as_bytes()).2;
            for edit in edits {
                text = edited(&text, &edit);
                let whole = read_sheet(text.as_bytes());
                if let Some(last) = &mut known
                    && let Some(next) = last.next(text.as_bytes())
                {
                    prop_assert_eq!((Some(Sheet::clone(&next)), Vec::new()), whole, "{}", text);
                    continue;
                }
                let (sheet, problems, next) = KnownSheet::read(text.as_bytes());
                prop_assert_eq!((sheet.as_deref().cloned(), problems), whole);
                known = next;
            }
        }
    }
}
