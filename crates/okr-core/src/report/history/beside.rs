//! What a sheet says beside a shift that no amendment declares: a reason that came later, or one that speaks
//! of other values than git shows.

use crate::change::answers;
use crate::history::{KeyResultAccount, Shift};
use crate::model::Amendment;
use crate::report::sentences::one_line;

/// What stands there, in words; nothing for a declared shift, and where nothing stands.
pub(super) fn words(own: &KeyResultAccount<'_>, shift: &Shift) -> Option<String> {
    let change = shift.change();
    let field = change.field?;
    if change.declared.is_some() {
        return None;
    }
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let like = before.or(after);
    let amendments = &own.timeline.last.key_result().amendments;
    let about = || amendments.iter().filter(|amendment| amendment.field.field() == field);
    let from = |amendment: &&Amendment| answers(before, like, amendment.from.as_deref());
    let to = |amendment: &&Amendment| answers(after, like, amendment.to.as_deref());
    if let Some(late) = about().find(|amendment| from(amendment) && to(amendment)) {
        let reason = late.reason.as_deref().map(one_line).filter(|reason| !reason.is_empty())?;
        return Some(format!("an amendment that came by another commit says: {reason}"));
    }
    // One that declares another shift is true of that one.
    let declares_another = |amendment: &&Amendment| {
        own.timeline.shifts.iter().any(|other| {
            let other = other.change();
            let like = other.before.as_ref().or(other.after.as_ref());
            other.field == Some(field)
                && answers(other.before.as_ref(), like, amendment.from.as_deref())
                && answers(other.after.as_ref(), like, amendment.to.as_deref())
        })
    };
    let half = about().find(|amendment| from(amendment) != to(amendment) && !declares_another(amendment))?;
    let said = |text: Option<&str>| text.map_or_else(|| "nothing".to_owned(), one_line);
    Some(format!(
        "an amendment speaks of {} to {}, which is not what git shows",
        said(half.from.as_deref()),
        said(half.to.as_deref())
    ))
}
