//! Ids and references: the identity of an objective, a key result or a guardrail is
//! (cycle, team, id), never a file path or a position.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::cycle::{Cycle, CycleError};

/// A slug, `[a-z0-9][a-z0-9-]*`: names a team, an objective, a key result or a guardrail.
///
/// Cheap to clone, as the same few ids recur in every version of a sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was written.
    #[error("an id is empty")]
    Empty,
    /// A character that ids do not have.
    #[error("`{text}` is not an id: `{bad}` is not allowed")]
    Character {
        /// The text as written.
        text: String,
        /// The first character that is wrong.
        bad: char,
    },
    /// Longer than any name a person would type.
    #[error("an id is longer than 100 characters")]
    TooLong,
}

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a person most likely meant: lower case, words joined by `-`. Empty when nothing is left.
    pub fn suggestion(text: &str) -> String {
        let mut slug = String::new();
        for c in text.chars().take(100) {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.trim_end_matches('-').to_owned()
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > 100 {
            return Err(IdError::TooLong);
        }
        let bad = text
            .char_indices()
            .find(|&(at, c)| !(c.is_ascii_lowercase() || c.is_ascii_digit() || (c == '-' && at > 0)));
        match bad {
            Some((_, bad)) => Err(IdError::Character { text: text.to_owned(), bad }),
            None => Ok(Self(text.into())),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

/// A full reference, `<cycle>/<team>/<id>`: one objective, key result or guardrail, for good.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// The cycle of the sheet.
    pub cycle: Cycle,
    /// The team of the sheet.
    pub team: Id,
    /// The id within the sheet.
    pub id: Id,
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.cycle, self.team, self.id)
    }
}

/// A reference as written: the cycle may be left out within a cycle, cycle and team within a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The cycle, if written.
    pub cycle: Option<Cycle>,
    /// The team, if written.
    pub team: Option<Id>,
    /// The id.
    pub id: Id,
}

/// Why a text is not a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// More than three parts.
    #[error("a reference has at most three parts, <cycle>/<team>/<id>")]
    Parts,
    /// One part is not an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The first of three parts is not a cycle.
    #[error(transparent)]
    Cycle(#[from] CycleError),
}

impl Reference {
    /// The full reference, seen from a sheet of `team` in `cycle`.
    pub fn resolve(&self, cycle: &Cycle, team: &Id) -> Ref {
        Ref {
            cycle: self.cycle.unwrap_or(*cycle),
            team: self.team.clone().unwrap_or_else(|| team.clone()),
            id: self.id.clone(),
        }
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            [id] => Ok(Self { cycle: None, team: None, id: id.parse()? }),
            [team, id] => Ok(Self { cycle: None, team: Some(team.parse()?), id: id.parse()? }),
            [cycle, team, id] => {
                Ok(Self { cycle: Some(cycle.parse()?), team: Some(team.parse()?), id: id.parse()? })
            }
            _ => Err(ReferenceError::Parts),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(cycle) = &self.cycle {
            write!(f, "{cycle}/")?;
        }
        if let Some(team) = &self.team {
            write!(f, "{team}/")?;
        }
        write!(f, "{}", self.id)
    }
}
