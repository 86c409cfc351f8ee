//! The nouns of the field and their arithmetic. No input, no output, no serde: a model value is
//! the same whether it came from a file, an index or a commit of last year.

mod blank;
mod calendar;
mod cycle;
mod decimal;
mod exact;
mod id;
mod noun;
mod numeral;
#[cfg(test)]
mod properties;
mod quantity;
mod sheet;
mod stated;
mod target;
mod target_words;
mod team;
mod unit;
mod unit_words;
mod verdict;
mod words;

pub use calendar::{Calendar, CalendarError, CycleSpan, NamedBy, Phase};
pub use cycle::{Cycle, CycleError, Part};
pub use decimal::{Decimal, DecimalError};
pub use exact::Exact;
pub use id::{Id, IdError, Ref, Reference, ReferenceError};
pub use quantity::{Quantity, QuantityError};
pub use sheet::{
    Allow, AmendedField, Amendment, CheckIn, Commitment, Dimension, Direction, Guardrail, KeyResult,
    Objective, Sheet, Status,
};
pub use stated::{Form, Stated};
pub use target::{Bound, Comparison, Target, TargetError};
pub use team::{Team, TeamKind, Teams};
pub use unit::{Kind, Unit, UnitError};
pub use verdict::Verdict;
