//! Units: what converts into what. Time, data size, percent, currency and rates convert within
//! their kind; any other noun is a count of that thing; unlike units never compare.

use super::Exact;

/// A unit as written, with the kind it belongs to and its size in the kind's base unit.
#[derive(Debug, Clone)]
pub struct Unit {
    text: String,
    kind: Kind,
    factor: Exact,
}

/// What a unit measures. Two units convert into each other exactly when their kinds are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// No unit: a score, an index, a bare number.
    Number,
    /// Parts of a whole; base `%`.
    Percent,
    /// Base second.
    Time,
    /// Base byte.
    Data,
    /// An ISO 4217 code; currencies do not convert into each other.
    Currency(String),
    /// A count of a thing; the singular noun, lower case.
    Count(String),
    /// One kind per another (`requests/s`, `$/month`); base is base per base.
    Rate(Box<Kind>, Box<Kind>),
}

/// Why a text is not a unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Characters no unit has.
    #[error("`{0}` is not a unit")]
    Shape(String),
}

impl Unit {
    /// The unit of a bare number.
    pub fn none() -> Self {
        todo!()
    }
    /// Reads a unit: `ms`, `%`, `deploys/week`, `USD`, `incidents`; an empty text is no unit.
    pub fn parse(_text: &str) -> Result<Self, UnitError> {
        todo!()
    }
    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What it measures.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }
    /// Its size in base units of its kind.
    pub fn factor(&self) -> &Exact {
        &self.factor
    }
}
