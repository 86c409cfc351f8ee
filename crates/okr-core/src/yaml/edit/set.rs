//! Sets a field to a single value, or puts in a field that was not there.

use std::borrow::Cow;

use super::text::{Page, is_blank};
use super::{EditError, spot};
use crate::yaml::DocPath;
use crate::yaml::node::{Entry, Kind, Node, Style};
use crate::yaml::write::said::Said;
use crate::yaml::write::scalar::{self, Context, Quotes};
use crate::yaml::write::{block_lines, flow};

/// The text with the field set.
pub(super) fn set(
    page: &Page<'_>,
    item: &Node<'_>,
    path: &DocPath,
    field: &str,
    value: &Said,
) -> Result<String, EditError> {
    let Some(entry) = item.entry(field) else {
        return insert(page, item, path, field, value);
    };
    let Said::One(text, sort) = value else { return Err(EditError::Unsafe) };
    let context = if item.style == Style::Flow { Context::Flow } else { Context::Block };
    let (from, to) = (page.offset(entry.value.start), page.offset(entry.value.end));
    match &entry.value.kind {
        Kind::Scalar(_) => {
            let quotes = match page.from(from).chars().next() {
                Some('"') => Quotes::Double,
                Some('\'') => Quotes::Single,
                _ if entry.value.style == Style::BlockScalar => Quotes::Habit,
                _ => Quotes::None,
            };
            Ok(page.replaced(from, to, &scalar::write(text, *sort, context, quotes)))
        }
        Kind::Null if is_blank(&entry.value) => {
            let written = scalar::write(text, *sort, context, Quotes::Habit);
            Ok(after_colon(page, entry, &written))
        }
        Kind::Null => Ok(page.replaced(from, to, &scalar::write(text, *sort, context, Quotes::Habit))),
        Kind::List(_) | Kind::Map(_) => Err(EditError::OtherShape {
            line: entry.key.start.line as usize,
            field: field.to_owned(),
            found: entry.value.noun(),
        }),
    }
}

/// The text with a value written where an entry has none.
pub(super) fn after_colon(page: &Page<'_>, entry: &Entry<'_>, value: &str) -> String {
    let (at, has_colon) = page.after_colon(entry);
    let colon = if has_colon { "" } else { ":" };
    page.replaced(at, at, &format!("{colon} {value}"))
}

/// The text with a new field, after the fields that the format puts before it.
pub(super) fn insert(
    page: &Page<'_>,
    item: &Node<'_>,
    path: &DocPath,
    field: &str,
    value: &Said,
) -> Result<String, EditError> {
    let Kind::Map(entries) = &item.kind else { return Err(EditError::Unsafe) };
    let object = spot::object_of(path)?;
    let position = spot::position_of(path, field)?;
    let comes_before =
        |entry: &&Entry<'_>| object.field(&entry.key.text).is_some_and(|(other, _)| other < position);
    let name = Cow::Owned(field.to_owned());
    let Some(after) = entries.iter().rev().find(comes_before).or(entries.last()) else {
        let fields = flow(&Said::Braces(vec![(name, value.clone())]));
        return Ok(page.replaced(page.offset(item.start), page.offset(item.end), &fields));
    };
    let end = page.entry_end(after);
    if item.style == Style::Flow {
        return Ok(page.replaced(end, end, &format!(", {field}: {}", flow(value))));
    }
    let lines = block_lines(&Said::Map(vec![(name, value.clone())]), page.dash_indent);
    Ok(page.with_lines_below(end, &lines, after.key.start.column as usize - 1))
}
