//! Makes a change and proves it: what the result says is what the sheet said, plus the change.

use std::collections::BTreeMap;

use super::text::Page;
use super::{EditError, append, set, spot};
use crate::yaml::limits::{self, BOM};
use crate::yaml::node::{Kind, Node};
use crate::yaml::tree::{self, Document};
use crate::yaml::write::said::Said;
use crate::yaml::{DocPath, Problem, Step, read_sheet};

/// A change to a sheet.
#[derive(Debug, Clone)]
pub(super) enum Change<'c> {
    /// A field of an item gets a value.
    Set { item: &'c DocPath, field: &'c str, value: Said },
    /// A list of an item gets an element at its end.
    Append { item: &'c DocPath, list: &'c str, element: Said },
}

/// Makes the change, or nothing.
pub(super) fn edit(text: &str, change: &Change<'_>) -> Result<String, EditError> {
    let body = limits::text(text.as_bytes()).map_err(EditError::Unreadable)?;
    let before = read(body)?;
    let page = Page::new(body, &before);
    let result = match change {
        Change::Set { item, field, value } => {
            set::set(&page, spot::node_of(&before, item)?, item, field, value)?
        }
        Change::Append { item, list, element } => {
            append::append(&page, spot::node_of(&before, item)?, item, list, element)?
        }
    };
    // A value that cannot be written (a control character, say) leaves a text that cannot be read.
    let Ok(after) = read(&result) else { return Err(EditError::Unsafe) };
    let mut expected = Sense::of(&before);
    expected.change(change).ok_or(EditError::Unsafe)?;
    if Sense::of(&after) != expected {
        return Err(EditError::Unsafe);
    }
    match new_problem(body, &result) {
        Some(problem) => Err(EditError::Refused(problem)),
        None if text.starts_with(BOM) => Ok(format!("{BOM}{result}")),
        None => Ok(result),
    }
}

fn read(text: &str) -> Result<Node<'_>, EditError> {
    let unreadable = |problems: Vec<Problem>| match problems.into_iter().next() {
        Some(problem) => Err(EditError::Unreadable(problem)),
        None => Err(EditError::Unsafe),
    };
    match tree::parse_text(text) {
        Ok(Document { root, problems }) => match problems.into_vec() {
            none if none.is_empty() => Ok(root),
            some => unreadable(some),
        },
        Err(problems) => unreadable(problems),
    }
}

/// The first problem of shape that the sheet did not have before.
fn new_problem(before: &str, after: &str) -> Option<Problem> {
    let mut old: BTreeMap<String, usize> = BTreeMap::new();
    for problem in read_sheet(before.as_bytes()).1 {
        *old.entry(problem.message).or_default() += 1;
    }
    read_sheet(after.as_bytes()).1.into_iter().find(|problem| match old.get_mut(&problem.message) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

/// What a document says, without places, styles and the order of fields.
#[derive(Debug, Clone, PartialEq)]
enum Sense {
    Null,
    One(String),
    List(Vec<Sense>),
    Map(BTreeMap<String, Sense>),
}

impl Sense {
    fn of(node: &Node<'_>) -> Self {
        match &node.kind {
            Kind::Null => Self::Null,
            Kind::Scalar(text) => Self::One(text.to_string()),
            Kind::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Kind::Map(entries) => Self::Map(
                entries.iter().map(|entry| (entry.key.text.to_string(), Self::of(&entry.value))).collect(),
            ),
        }
    }

    fn of_said(said: &Said) -> Self {
        match said {
            Said::One(text, _) => Self::One(text.clone()),
            Said::Row(items) | Said::List(items) => Self::List(items.iter().map(Self::of_said).collect()),
            Said::Map(fields) | Said::Braces(fields) => Self::Map(
                fields.iter().map(|(name, value)| (name.to_string(), Self::of_said(value))).collect(),
            ),
        }
    }

    /// The same with the change made; nothing where there is no such place.
    fn change(&mut self, change: &Change<'_>) -> Option<()> {
        let (Change::Set { item, .. } | Change::Append { item, .. }) = change;
        let Self::Map(fields) = self.at(&item.0)? else { return None };
        match change {
            Change::Set { field, value, .. } => {
                fields.insert((*field).to_owned(), Self::of_said(value));
            }
            Change::Append { list, element, .. } => {
                let list = fields.entry((*list).to_owned()).or_insert(Self::Null);
                if *list == Self::Null {
                    *list = Self::List(Vec::new());
                }
                let Self::List(items) = list else { return None };
                items.push(Self::of_said(element));
            }
        }
        Some(())
    }

    fn at(&mut self, path: &[Step]) -> Option<&mut Self> {
        let mut here = self;
        for step in path {
            here = match (step, here) {
                (Step::Field(name) | Step::Key(name), Self::Map(fields)) => fields.get_mut(name.as_ref())?,
                (Step::Index(at), Self::List(items)) => items.get_mut(*at)?,
                _ => return None,
            };
        }
        Some(here)
    }
}
