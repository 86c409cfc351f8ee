//! Places in a sheet, before any text is looked at: which object of the format a path leads to.

use super::EditError;
use crate::yaml::node::{Kind, Node};
use crate::yaml::schema::{Object, SHEET, Shape};
use crate::yaml::write::scalar::Sort;
use crate::yaml::{DocPath, Step};

/// The object of the format that a path of fields and positions leads to.
pub(super) fn object_of(item: &DocPath) -> Result<&'static Object, EditError> {
    let mut object = &SHEET;
    for step in &item.0 {
        match step {
            Step::Index(_) => {}
            Step::Field(name) | Step::Key(name) => match object.field(name).map(|(_, field)| field.shape) {
                Some(Shape::Object(inner) | Shape::Objects(inner)) => object = inner,
                _ => return Err(EditError::NoSuchPlace(name.to_string())),
            },
        }
    }
    Ok(object)
}

/// The position of a field in the order of the format.
pub(super) fn position_of(item: &DocPath, field: &str) -> Result<usize, EditError> {
    let found = object_of(item)?.field(field);
    found.map(|(at, _)| at).ok_or_else(|| EditError::NoSuchPlace(field.to_owned()))
}

/// How a value of a field is written.
pub(super) fn sort_of(item: &DocPath, field: &str) -> Result<Sort, EditError> {
    match object_of(item)?.field(field).map(|(_, field)| field.shape) {
        Some(shape) => Ok(super::sort(matches!(shape, Shape::Prose | Shape::Unit))),
        None => Err(EditError::NoSuchPlace(field.to_owned())),
    }
}

/// The node that a path leads to: a map.
pub(super) fn node_of<'t, 'a>(root: &'t Node<'a>, item: &DocPath) -> Result<&'t Node<'a>, EditError> {
    let mut node = root;
    for step in &item.0 {
        let next = match (step, &node.kind) {
            (Step::Field(name) | Step::Key(name), Kind::Map(_)) => {
                node.get(name).ok_or_else(|| EditError::NoSuchPlace(name.to_string()))
            }
            (Step::Index(at), Kind::List(items)) => {
                items.get(*at).ok_or_else(|| EditError::NoSuchPlace(format!("[{at}]")))
            }
            (Step::Field(name) | Step::Key(name), _) => Err(EditError::NoSuchPlace(name.to_string())),
            (Step::Index(at), _) => Err(EditError::NoSuchPlace(format!("[{at}]"))),
        };
        node = next?;
    }
    match &node.kind {
        Kind::Map(_) => Ok(node),
        Kind::Null | Kind::Scalar(_) | Kind::List(_) => Err(EditError::OtherShape {
            line: node.start.line as usize,
            field: item.0.iter().rev().find_map(name_of).unwrap_or_default(),
            found: node.noun(),
        }),
    }
}

fn name_of(step: &Step) -> Option<String> {
    match step {
        Step::Field(name) | Step::Key(name) => Some(name.to_string()),
        Step::Index(_) => None,
    }
}
