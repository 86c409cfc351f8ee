//! What a reference on the command line means. It may leave out what goes without saying: the cycle that runs,
//! the only team that has the id.

use jiff::civil::Date;
use okr_core::model::{Calendar, Cycle, Ref, Reference};
use okr_core::snapshot::nearest;

use crate::error::CommandError;

/// Whether a short form may stand for a full reference.
pub(crate) fn fits(wanted: &Reference, full: &Ref) -> bool {
    full.id == wanted.id
        && wanted.team.as_ref().is_none_or(|team| *team == full.team)
        && wanted.cycle.is_none_or(|cycle| cycle == full.cycle)
}

/// The one that `wanted` means among `known`: of the cycles that run today; else of the last one that began.
pub(crate) fn resolve<'a>(
    wanted: &Reference,
    known: &[&'a Ref],
    calendar: &Calendar,
    today: Date,
) -> Result<&'a Ref, CommandError> {
    let mut found: Vec<&Ref> = known.iter().copied().filter(|full| fits(wanted, full)).collect();
    let runs = |full: &&Ref| calendar.span(&full.cycle).contains(today);
    if found.iter().any(runs) {
        found.retain(runs);
    } else if let Some(last) = last_begun(found.iter().map(|full| full.cycle), calendar, today) {
        found.retain(|full| full.cycle == last);
    }
    match found.as_slice() {
        [only] => Ok(only),
        [] => Err(unknown(wanted, known.iter().copied(), "there is no")),
        several => Err(ambiguous(wanted, several.iter().map(ToString::to_string).collect())),
    }
}

/// The cycle that began last; where none has begun, the one that begins first.
fn last_begun(
    cycles: impl Iterator<Item = Cycle> + Clone,
    calendar: &Calendar,
    today: Date,
) -> Option<Cycle> {
    let starts = |cycle: &Cycle| (calendar.span(cycle).starts, *cycle);
    let begun = cycles.clone().filter(|cycle| calendar.span(cycle).starts <= today);
    begun.max_by_key(starts).or_else(|| cycles.min_by_key(starts))
}

/// More than one goal could be meant.
pub(crate) fn ambiguous(wanted: &Reference, mut meanings: Vec<String>) -> CommandError {
    meanings.sort();
    meanings.dedup();
    let first = meanings.first().cloned().unwrap_or_default();
    CommandError::new(format!("`{wanted}` could be {}", meanings.join(" or ")))
        .hint(format!("name it in full, such as `{first}`"))
}

/// No goal can be meant.
pub(crate) fn unknown<'a>(
    wanted: &Reference,
    known: impl Iterator<Item = &'a Ref>,
    there_is_no: &str,
) -> CommandError {
    let error = CommandError::new(format!("{there_is_no} `{wanted}`"));
    match nearest(wanted, known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`git okr status` lists the key results of the running cycle"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::*;

    fn full(text: &str) -> Ref {
        let parts: Vec<&str> = text.split('/').collect();
        Ref {
            cycle: parts[0].parse().unwrap(),
            team: parts[1].parse().unwrap(),
            id: parts[2].parse().unwrap(),
        }
    }

    #[test]
    fn what_goes_without_saying_may_be_left_out() {
        let known: Vec<Ref> = [
            "2025-Q4/payments/rtt",
            "2026-Q1/payments/rtt",
            "2026-Q2/payments/rtt",
            "2025-Q4/ledger/close",
            "2026-Q1/payments/cost",
            "2026-Q1/ledger/cost",
            "2026-Q2/ledger/audit",
            "2026/payments/year",
        ]
        .map(full)
        .to_vec();
        let meant = |text: &str, today: &str| {
            let wanted = text.parse().unwrap();
            resolve(&wanted, &known.iter().collect::<Vec<_>>(), &Calendar::default(), today.parse().unwrap())
                .map_or_else(|error| error.message, ToString::to_string)
        };
        for (wanted, today, means) in [
            ("rtt", "2026-02-12", "2026-Q1/payments/rtt"),
            ("payments/rtt", "2026-05-12", "2026-Q2/payments/rtt"),
            ("2025-Q4/payments/rtt", "2026-02-12", "2025-Q4/payments/rtt"),
            ("close", "2026-02-12", "2025-Q4/ledger/close"),
            ("rtt", "2027-02-12", "2026-Q2/payments/rtt"),
            ("audit", "2026-02-12", "2026-Q2/ledger/audit"),
            ("year", "2026-02-12", "2026/payments/year"),
            ("ledger/cost", "2026-02-12", "2026-Q1/ledger/cost"),
            ("cost", "2026-02-12", "`cost` could be 2026-Q1/ledger/cost or 2026-Q1/payments/cost"),
            ("rt", "2026-02-12", "there is no `rt`"),
            ("2026-Q2/payments/cost", "2026-02-12", "there is no `2026-Q2/payments/cost`"),
        ] {
            assert_eq!(meant(wanted, today), means, "{wanted} on {today}");
        }
    }
}
