//! Puts an element at the end of a list, in the style of those that are there.

use super::EditError;
use super::set;
use super::text::{Page, is_blank};
use crate::yaml::DocPath;
use crate::yaml::node::{Entry, Kind, Node, Style};
use crate::yaml::write::said::Said;
use crate::yaml::write::{block_lines, flow};

/// The text with the element appended to the item's list.
pub(super) fn append(
    page: &Page<'_>,
    item: &Node<'_>,
    path: &DocPath,
    list: &str,
    element: &Said,
) -> Result<String, EditError> {
    let Some(entry) = item.entry(list) else {
        return set::insert(page, item, path, list, &Said::List(vec![element.clone()]));
    };
    let (from, to) = (page.offset(entry.value.start), page.offset(entry.value.end));
    let in_brackets = || format!("[{}]", flow(element));
    match &entry.value.kind {
        Kind::List(items) => match (items.last(), entry.value.style) {
            (Some(neighbour), Style::Block) => {
                let lines = item_lines(&like(neighbour, element), page.dash_indent);
                Ok(page.with_lines_below(page.end_of(neighbour), &lines, page.dash_column(neighbour)))
            }
            (Some(neighbour), _) => {
                let end = page.offset(neighbour.end);
                Ok(page.replaced(end, end, &format!(", {}", flow(element))))
            }
            (None, _) if item.style == Style::Flow => Ok(page.replaced(from, to, &in_brackets())),
            (None, _) => below_key(page, entry, to, element),
        },
        Kind::Null if item.style == Style::Flow => Ok(if is_blank(&entry.value) {
            set::after_colon(page, entry, &in_brackets())
        } else {
            page.replaced(from, to, &in_brackets())
        }),
        Kind::Null if is_blank(&entry.value) => below_key(page, entry, page.after_colon(entry).0, element),
        Kind::Null => below_key(page, entry, to, element),
        Kind::Scalar(_) | Kind::Map(_) => Err(EditError::OtherShape {
            line: entry.key.start.line as usize,
            field: list.to_owned(),
            found: entry.value.noun(),
        }),
    }
}

/// The text with the empty value of an entry, which ends at `to`, replaced by a list on lines below.
fn below_key(page: &Page<'_>, entry: &Entry<'_>, to: usize, element: &Said) -> Result<String, EditError> {
    let (colon, _) = page.after_colon(entry);
    let indent = entry.key.start.column as usize - 1 + page.dash_indent;
    let lines = item_lines(element, page.dash_indent);
    page.with_lines_instead(colon, to.max(colon), &lines, indent).ok_or(EditError::Unsafe)
}

fn item_lines(element: &Said, dash_indent: usize) -> Vec<String> {
    block_lines(&Said::List(vec![element.clone()]), dash_indent)
}

/// The element in the style of its neighbour: in braces, or on lines of its own.
fn like(neighbour: &Node<'_>, element: &Said) -> Said {
    match (element, neighbour.style) {
        (Said::Map(fields) | Said::Braces(fields), Style::Flow) => Said::Braces(fields.clone()),
        (Said::Map(fields) | Said::Braces(fields), _) => Said::Map(fields.clone()),
        (Said::One(..) | Said::Row(_) | Said::List(_), _) => element.clone(),
    }
}
