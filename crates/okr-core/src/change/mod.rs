//! What changed in meaning between two states of the goals.
//!
//! ```text
//! before: sheets ─┐                     ┌─ fields ──┐
//!                 ├─ pair (by identity) ─┤           ├─ declare (amendments) ─> Changes
//! after:  sheets ─┘                     └─ record ──┘
//! ```
//!
//! Items are paired by identity, never by file or position, so renaming, splitting or reordering files is
//! no change. Whether a change is all right is not decided here: that is for `rules::policy`.

mod between;
mod compare;
mod dated;
mod declare;
mod describe;
mod fields;
mod kept;
mod kind;
mod likeness;
mod narrow;
mod pair;
mod recall;
mod record;
mod settings;
mod side;
mod trail;

#[cfg(test)]
mod tests;

pub use between::{between, in_force, unread};
pub use compare::{compare, compare_but_check_ins};
pub use dated::Dated;
pub use declare::{Declaration, answers};
pub use describe::{describe, describe_on, value_text};
pub use kind::{ChangeKind, Field, ItemKind};
pub use settings::{SettingChange, loosened, settings_between, teams_between};
pub use side::{Side, Spot};
pub use trail::{Made, Trail, Undone};

use jiff::civil::Date;

use crate::model::{Quantity, Ref, Target, Verdict};

/// One change of meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it happened to an objective, a key result or a guardrail.
    pub item: ItemKind,
    /// To which: its identity after the change, or before it where it is gone.
    pub subject: Ref,
    /// Its identity before the change, where that was another.
    pub formerly: Option<Ref>,
    /// The objective it belongs to; itself for an objective.
    pub objective: Ref,
    /// The field that changed, where it was one.
    pub field: Option<Field>,
    /// The value before.
    pub before: Option<Value>,
    /// The value after.
    pub after: Option<Value>,
    /// What it does to the goal.
    pub direction: Verdict,
    /// The day of the check-in it is about.
    pub check_in: Option<Date>,
    /// The field an amendment speaks of, for a change of the amendment itself.
    pub about: Option<Field>,
    /// The amendment that declares it; for a new amendment, whether it answers a change.
    pub declared: Option<Declaration>,
    /// Where it stands after the change.
    pub after_at: Option<Spot>,
    /// Where it stood before the change.
    pub before_at: Option<Spot>,
    /// The objective's title after the change, for readers.
    pub title: Option<String>,
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A quantity.
    Quantity(Quantity),
    /// A target or a limit.
    Target(Target),
    /// Anything else, as written.
    Text(String),
}

impl Value {
    /// As written.
    pub fn text(&self) -> &str {
        match self {
            Self::Quantity(quantity) => quantity.text(),
            Self::Target(target) => target.text(),
            Self::Text(text) => text,
        }
    }
}
