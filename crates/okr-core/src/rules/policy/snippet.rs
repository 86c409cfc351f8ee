//! The amendment that would declare a change, as YAML ready to paste.

use jiff::civil::Date;

use crate::change::{Change, ChangeKind, Field, Value, value_text};
use crate::model::{AmendedField, Amendment};
use crate::yaml::amendment_snippet;

/// What stands where the reason has to be written.
const REASON: &str = "<why>";

/// The amendment that declares `change`, with the reason left open; nothing where no amendment can.
pub fn amendment_for(change: &Change, date: Date) -> Option<String> {
    let field = match change.kind {
        ChangeKind::GuardrailRemoved => Field::Limit,
        ChangeKind::KeyResultRemoved | ChangeKind::ObjectiveRemoved => return None,
        _ => change.field?,
    };
    let field = AmendedField::ALL.iter().copied().find(|amended| amended.field() == field)?;
    let side = |value: &Option<Value>| value.as_ref().map(value_text);
    let amendment = Amendment {
        index: 0,
        date,
        field,
        from: side(&change.before),
        to: side(&change.after),
        reason: Some(REASON.to_owned()),
        approved_by: None,
        check_in: (field == AmendedField::CheckIns).then_some(change.check_in).flatten(),
    };
    Some(amendment_snippet(&amendment))
}
