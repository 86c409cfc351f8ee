//! `git okr drop REF`: ends a key result honestly.

use std::collections::BTreeSet;

use okr_core::model::{AmendedField, Amendment, Reference};
use okr_core::snapshot::Item;
use okr_core::yaml::drop_key_result;

use crate::desk::{Desk, Draft, not_edited};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// End a key result before its cycle ends, and say why.
///
/// Sets `status: dropped` and adds the amendment that gives the reason. The key result stays in its sheet and in
/// every report; it leaves the scores. Deleting it instead would be told as a removal.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr drop payments/payment-rtt --reason 'The acquirer leaves the market; nobody pays there.'\n  \
    git okr drop 2026-Q1/payments/payment-rtt --reason 'Replaced by first-try.' --approved-by @cto")]
pub(crate) struct Args {
    /// The key result: <cycle>/<team>/<id>, or as much of that as makes it clear
    #[arg(value_name = "REF")]
    reference: Reference,
    /// Why; it stands in the sheet for good
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    reason: String,
    /// Who agreed, such as @cto
    #[arg(long, value_name = "WHO", value_parser = super::said)]
    approved_by: Option<String>,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let desk = Desk::open(session)?;
    let found = desk.find(&args.reference)?;
    let key_result = match found.item {
        Item::KeyResult(_, key_result) => key_result,
        Item::Objective(_) | Item::Guardrail(..) => {
            return Err(CommandError::new(format!(
                "`{}` is no key result; nothing was written",
                found.reference
            ))
            .hint(
                "drop the key results of an objective one by one; take a guardrail out by hand, and say why",
            ));
        }
    };
    if key_result.is_dropped() {
        let why = key_result
            .amendments
            .iter()
            .rev()
            .find(|amendment| amendment.field == AmendedField::Status)
            .and_then(|amendment| Some(format!(" on {}: {}", amendment.date, amendment.reason.as_deref()?)))
            .unwrap_or_default();
        return Err(CommandError::new(format!(
            "`{}` was dropped already{why}; nothing was written",
            found.reference
        )));
    }
    let amendment = Amendment {
        index: 0,
        date: desk.today,
        field: AmendedField::Status,
        from: Some("active".to_owned()),
        to: Some("dropped".to_owned()),
        reason: Some(args.reason.clone()),
        approved_by: args.approved_by.clone(),
        check_in: None,
    };
    let text = drop_key_result(found.text, &found.item.doc_path(), &amendment)
        .map_err(|error| not_edited(found.path, &error))?;
    let draft = Draft { path: found.path.to_owned(), text };
    let landed = desk.land(&[draft], &BTreeSet::from([found.reference.clone()]))?;
    let last = key_result.check_ins.last().map_or_else(
        || ", never measured".to_owned(),
        |check_in| format!(", last at {} on {}", check_in.value.text(), check_in.date),
    );
    output::print(&format!("{}: dropped{last}; reason: {}\n", found.reference, args.reason))?;
    landed.tell_findings(session);
    Ok(Exit::Fine)
}
