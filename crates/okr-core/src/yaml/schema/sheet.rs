//! Reads a sheet.

use std::sync::Arc;

use super::fields::{self, Fields};
use super::{Format, format, numbers};
use crate::model::{
    Allow, AmendedField, Amendment, CheckIn, Commitment, Dimension, Direction, Guardrail, KeyResult,
    Objective, Sheet, Status, Unit,
};
use crate::yaml::node::Node;
use crate::yaml::problem::Problems;
use crate::yaml::{Problem, tree};

/// Reads a sheet. Nothing only where there is no sheet to speak of (not YAML, no `cycle`, no `team`);
/// otherwise all that could be understood, and a problem for each thing that could not.
pub fn read_sheet(bytes: &[u8]) -> (Option<Sheet>, Vec<Problem>) {
    match tree::parse(bytes) {
        Ok(mut document) => {
            let sheet = sheet(&document.root, &mut document.problems);
            (sheet, document.problems.into_vec())
        }
        Err(problems) => (None, problems),
    }
}

pub(super) fn sheet(node: &Node<'_>, problems: &mut Problems) -> Option<Sheet> {
    let mut fields = Fields::of(node, Format::Sheet.object(), problems)?;
    let cycle = fields.cycle("cycle", problems);
    let team = fields.id("team", problems);
    // Read before anything is given up, so that all problems are told in one run.
    let objectives = fields
        .list("objectives", problems)
        .filter_map(|(at, node)| objective(at, node, problems).map(Arc::new))
        .collect();
    let allow = allows(&mut fields, problems);
    Some(Sheet { cycle: cycle?, team: team?, objectives, allow })
}

// In the literals below the fields that may be missing stand last: a struct's fields are read in the order
// written, and all problems of an item are told before it is given up for want of an id.

fn objective(index: usize, node: &Node<'_>, problems: &mut Problems) -> Option<Objective> {
    let mut fields = Fields::of(node, &format::OBJECTIVE, problems)?;
    let id = fields.id("id", problems);
    Some(Objective {
        index,
        title: fields.prose("title", problems),
        why: fields.prose("why", problems),
        dimension: fields.word("dimension", Dimension::from_word, problems),
        commitment: fields.word("commitment", Commitment::from_word, problems),
        supports: fields
            .one_or_list("supports", problems)
            .filter_map(|(_, scalar)| fields::reference(&scalar, problems))
            .collect(),
        owner: fields.prose("owner", problems),
        key_results: fields
            .list("key_results", problems)
            .filter_map(|(at, node)| key_result(at, node, problems).map(Arc::new))
            .collect(),
        guardrails: fields
            .list("guardrails", problems)
            .filter_map(|(at, node)| guardrail(at, node, problems).map(Arc::new))
            .collect(),
        amendments: amendments(&mut fields, problems),
        allow: allows(&mut fields, problems),
        id: id?,
    })
}

pub(super) fn key_result(index: usize, node: &Node<'_>, problems: &mut Problems) -> Option<KeyResult> {
    let mut fields = Fields::of(node, &format::KEY_RESULT, problems)?;
    let id = fields.id("id", problems);
    let (unit_text, unit) = fields.unit("unit", problems).unzip();
    Some(KeyResult {
        index,
        title: fields.prose("title", problems),
        metric: fields.prose("metric", problems),
        baseline: fields.quantity("baseline", unit.as_ref(), problems),
        target: fields.target("target", unit.as_ref(), problems),
        unit: unit_text,
        direction: fields.word("direction", Direction::from_word, problems),
        hold: fields.hold("hold", problems),
        weight: fields.number("weight", numbers::is_positive, "a number greater than 0", problems),
        source: fields.prose("source", problems),
        continues: fields.reference("continues", problems),
        formerly: fields.id("formerly", problems),
        status: fields.word("status", Status::from_word, problems),
        owner: fields.prose("owner", problems),
        commitment: fields.word("commitment", Commitment::from_word, problems),
        check_ins: check_ins(&mut fields, unit.as_ref(), problems),
        amendments: amendments(&mut fields, problems),
        allow: allows(&mut fields, problems),
        id: id?,
    })
}

pub(super) fn guardrail(index: usize, node: &Node<'_>, problems: &mut Problems) -> Option<Guardrail> {
    let mut fields = Fields::of(node, &format::GUARDRAIL, problems)?;
    let id = fields.id("id", problems);
    let (unit_text, unit) = fields.unit("unit", problems).unzip();
    Some(Guardrail {
        index,
        title: fields.prose("title", problems),
        metric: fields.prose("metric", problems),
        limit: fields.target("limit", unit.as_ref(), problems),
        unit: unit_text,
        source: fields.prose("source", problems),
        continues: fields.reference("continues", problems),
        formerly: fields.id("formerly", problems),
        check_ins: check_ins(&mut fields, unit.as_ref(), problems),
        amendments: amendments(&mut fields, problems),
        allow: allows(&mut fields, problems),
        id: id?,
    })
}

fn check_ins(fields: &mut Fields<'_, '_>, unit: Option<&Unit>, problems: &mut Problems) -> Vec<CheckIn> {
    let items = fields.list("check_ins", problems);
    items.filter_map(|(at, node)| check_in(at, node, unit, problems)).collect()
}

pub(super) fn check_in(
    index: usize,
    node: &Node<'_>,
    unit: Option<&Unit>,
    problems: &mut Problems,
) -> Option<CheckIn> {
    let mut fields = Fields::of(node, &format::CHECK_IN, problems)?;
    let date = fields.date("date", problems);
    let value = fields.quantity("value", unit, problems);
    Some(CheckIn {
        index,
        confidence: fields.number("confidence", numbers::is_share, "a number from 0 to 1", problems),
        note: fields.prose("note", problems),
        date: date?,
        value: value?,
    })
}

fn amendments(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Amendment> {
    let items = fields.list("amendments", problems);
    items.filter_map(|(at, node)| amendment(at, node, problems)).collect()
}

fn amendment(index: usize, node: &Node<'_>, problems: &mut Problems) -> Option<Amendment> {
    let mut fields = Fields::of(node, &format::AMENDMENT, problems)?;
    let date = fields.date("date", problems);
    let field = fields.word("field", AmendedField::from_word, problems);
    let names_a_check_in = fields.get("check_in").is_some();
    match field {
        Some(AmendedField::CheckIns) if !names_a_check_in => problems.tell(
            Problem::malformed(node.face(), "an amendment of `check_ins` needs `check_in`")
                .with_help("add `check_in: ` and the date of the check-in that changed"),
        ),
        Some(field) if field != AmendedField::CheckIns && names_a_check_in => problems.tell(
            Problem::malformed(node.face(), format!("an amendment of `{field}` has no `check_in`"))
                .with_help("write `field: check_ins`, or delete `check_in`"),
        ),
        Some(_) | None => {}
    }
    Some(Amendment {
        index,
        from: fields.value("from", problems),
        to: fields.value("to", problems),
        reason: fields.prose("reason", problems),
        approved_by: fields.prose("approved_by", problems),
        check_in: fields.date("check_in", problems),
        date: date?,
        field: field?,
    })
}

fn allows(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Allow> {
    fields.list("allow", problems).filter_map(|(at, node)| allow(at, node, problems)).collect()
}

fn allow(index: usize, node: &Node<'_>, problems: &mut Problems) -> Option<Allow> {
    let mut fields = Fields::of(node, &format::ALLOW, problems)?;
    let rule = fields.prose("rule", problems);
    Some(Allow { index, reason: fields.prose("reason", problems), rule: rule? })
}
