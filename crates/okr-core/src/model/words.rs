//! The words that stand where a measure belongs: placeholders, relative claims, milestones.
//! [`super::Stated::quantity`] and [`super::Stated::target`] are the only readers.

use super::{Form, Quantity, Stated, Target, Unit};

impl Stated<Quantity> {
    /// Reads a baseline or a check-in's value, with the unit written once for all. Never fails:
    /// what is no quantity stays as words, and [`Form::Unreadable`] is for the reader to tell.
    pub fn quantity(_text: &str, _unit: Option<&Unit>) -> Self {
        todo!()
    }
    /// The text as written.
    pub fn text(&self) -> &str {
        todo!()
    }
}

impl Stated<Target> {
    /// Reads a target or a limit, with the unit written once for all.
    pub fn target(_text: &str, _unit: Option<&Unit>) -> Self {
        todo!()
    }
    /// The text as written.
    pub fn text(&self) -> &str {
        todo!()
    }
}
const _: Option<Form> = None;
