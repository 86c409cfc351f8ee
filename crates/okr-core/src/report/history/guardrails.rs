//! Guardrails and their breaches.

use super::{HistoryReport, bounded};
use crate::history::{CycleAccount, GuardrailAccount};
use crate::model::Stated;
use crate::page::{Block, Cell, Column, Inline, Section, Table, Text, Tone};

/// More rows than a reader would go through; the rest are counted.
const MOST: usize = 200;
/// Breaches of one guardrail that are listed.
const BREACHES: usize = 12;

/// The guardrails of a cycle; nothing where there are none.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    let wanted: Vec<&GuardrailAccount<'_>> =
        account.guardrails.iter().filter(|own| report.wants(&own.reference.team)).collect();
    if wanted.is_empty() {
        return None;
    }
    let rows = wanted.iter().take(report.most(MOST)).map(|own| row(own)).collect();
    let breaches: Vec<(Tone, Text)> = wanted.iter().filter_map(|own| breaches(own)).collect();
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    let id = format!("guardrails-{}", account.cycle).to_lowercase();
    Some(Section {
        title: "Guardrails".to_owned(),
        blocks: std::iter::once(Block::Table(Table {
            id: id.clone(),
            caption: format!("What must not get worse, {}", account.cycle),
            columns: vec![
                column("guardrail", "guardrail", false, 0),
                column("of objective", "objective", false, 1),
                column("limit", "limit", true, 0),
                column("last value", "value", true, 0),
                column("state", "state", false, 0),
                column("breaches", "breaches", true, 1),
            ],
            rows,
            omitted: wanted.len().saturating_sub(report.most(MOST)),
        }))
        .chain(bounded::list(breaches, MOST))
        .collect(),
        id,
        ..Section::default()
    })
}

fn row(own: &GuardrailAccount<'_>) -> Vec<Cell> {
    let check_ins = &own.guardrail.check_ins;
    let value = own.score.value.and_then(|index| check_ins.iter().find(|check_in| check_in.index == index));
    vec![
        Cell::Text(format!("{}/{}", own.reference.team, own.reference.id)),
        Cell::Text(own.objective.id.to_string()),
        match &own.guardrail.limit {
            None => Cell::Empty,
            Some(Stated::Value(target)) => Cell::Target(target.clone()),
            Some(Stated::Words { text, .. }) => Cell::Text(text.clone()),
        },
        value.and_then(|check_in| check_in.value.value()).cloned().map_or(Cell::Empty, Cell::Quantity),
        match own.score.breached {
            Some(true) => Cell::Word(Tone::Bad, "breached".to_owned()),
            Some(false) => Cell::Word(Tone::Good, "kept".to_owned()),
            None => Cell::Word(Tone::Caution, "not measured".to_owned()),
        },
        Cell::Count(own.score.breaches.len() as u64),
    ]
}

/// Each breach with its day and value, also those that were mended since.
fn breaches(own: &GuardrailAccount<'_>) -> Option<(Tone, Text)> {
    let seen: Vec<String> = own
        .score
        .breaches
        .iter()
        .filter_map(|index| own.guardrail.check_ins.iter().find(|check_in| check_in.index == *index))
        .map(|check_in| format!("{} ({})", check_in.date, check_in.value.text()))
        .collect();
    let more = seen.len().saturating_sub(BREACHES);
    let more = if more > 0 { format!(" and {more} times more") } else { String::new() };
    let breached = own.score.is_breached();
    let (tone, since) = if breached { (Tone::Bad, "") } else { (Tone::Caution, "; kept since") };
    let days = seen.iter().take(BREACHES).cloned().collect::<Vec<_>>().join(", ");
    (!seen.is_empty()).then(|| {
        let text = Text::default()
            .then(Inline::Code(format!("{}/{}", own.reference.team, own.reference.id)))
            .then(Inline::Plain(format!(" was breached on {days}{more}{since}")));
        (tone, text)
    })
}
