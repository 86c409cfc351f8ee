//! Guardrails and their breaches.

use super::HistoryReport;
use crate::history::{CycleAccount, GuardrailAccount};
use crate::model::Stated;
use crate::page::{Block, Cell, Column, Section, Table, Tone};

/// The guardrails of a cycle; nothing where there are none.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    let rows: Vec<Vec<Cell>> =
        account.guardrails.iter().filter(|own| report.wants(&own.reference.team)).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    let id = format!("guardrails-{}", account.cycle).to_lowercase();
    Some(Section {
        title: "Guardrails".to_owned(),
        blocks: vec![Block::Table(Table {
            id: id.clone(),
            caption: format!("What must not get worse, {}", account.cycle),
            columns: vec![
                column("guardrail", "guardrail", false, 0),
                column("of objective", "objective", false, 1),
                column("limit", "limit", true, 0),
                column("last value", "value", true, 0),
                column("", "state", false, 0),
                column("breaches", "breaches", true, 1),
            ],
            rows,
            omitted: 0,
        })],
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
