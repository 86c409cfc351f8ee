//! What changed: the page and the table of `diff`, and a change as the contract's JSON.

use serde_json::{Map, Value as Json, json};

use super::grouped::{Titles, Told, sections};
use super::headline::headline;
use super::sentences::sentence;
use super::tones::{change_tone, loudness};
use crate::change::{Change, ChangeKind, Dated, Value, value_text};
use crate::model::Ref;
use crate::page::{Block, Cell, Column, Page, Section, Table, Text};
use crate::render::json;
use crate::snapshot::Snapshot;

/// What changed between two states, on a day.
#[derive(Debug, Clone, Copy)]
pub struct ChangesReport<'a> {
    /// The changes.
    pub changes: &'a [Dated],
    /// The goals before.
    pub before: &'a Snapshot,
    /// The goals after.
    pub after: &'a Snapshot,
}

impl ChangesReport<'_> {
    /// The page of `diff`.
    pub fn page(&self) -> Page {
        let told = self
            .changes
            .iter()
            .filter(|dated| !is_told_with_its_change(&dated.change))
            .map(|dated| {
                let tone = change_tone(&dated.change);
                let words = sentence(dated);
                let collective = may_be_collective(&dated.change).then(|| words.clone());
                Told { change: &dated.change, tone, weight: loudness(tone), words, collective, commits: &[] }
            })
            .collect();
        let titles = Titles { before: self.before, after: self.after };
        Page {
            title: "What changed in the goals".to_owned(),
            lead: vec![Text::plain(headline(self.changes))],
            sections: sections(told, &self.after.teams, titles),
        }
    }

    /// The changes as a table, for formats that hold nothing else.
    pub fn table(&self) -> Page {
        changes_table(self.changes.iter().map(|dated| (dated, None)))
    }
}

/// An amendment that holds is no news of its own: its reason stands beside the change.
pub(super) fn is_told_with_its_change(change: &Change) -> bool {
    change.kind == ChangeKind::AmendmentAdded && change.declared.is_some()
}

/// Whether the same change may happen in many places at once: a field that moved, not an item that came.
pub(super) fn may_be_collective(change: &Change) -> bool {
    change.field.is_some() && change.check_in.is_none()
}

/// A page of one table: a row a change, with the rule that speaks of it where one does.
pub(super) fn changes_table<'a>(changes: impl Iterator<Item = (&'a Dated, Option<&'a str>)>) -> Page {
    let column = |key: &'static str, numeric| Column { title: key.to_owned(), key, numeric, priority: 0 };
    let text = |value: Option<&Value>| value.map_or(Cell::Empty, |value| Cell::Text(value_text(value)));
    let rows = changes
        .map(|(dated, rule)| {
            let change = &dated.change;
            let reason = change.declared.as_ref().map(|declared| declared.reason.clone());
            vec![
                Cell::Text(change.subject.to_string()),
                Cell::Text(change.kind.as_str().to_owned()),
                change.field.map_or(Cell::Empty, |field| Cell::Text(field.as_str().to_owned())),
                text(change.before.as_ref()),
                text(change.after.as_ref()),
                Cell::Text(change.direction.as_str().to_owned()),
                Cell::Text(dated.day.to_string()),
                Cell::Text(dated.days.to_string()),
                Cell::Text(change.declared.is_some().to_string()),
                reason.map_or(Cell::Empty, Cell::Text),
                rule.map_or(Cell::Empty, |rule| Cell::Text(rule.to_owned())),
            ]
        })
        .collect();
    let columns = vec![
        column("subject", false),
        column("kind", false),
        column("field", false),
        column("before", false),
        column("after", false),
        column("direction", false),
        column("day", true),
        column("days", true),
        column("declared", false),
        column("reason", false),
        column("rule", false),
    ];
    let table = Table { id: "changes".to_owned(), caption: "Changes".to_owned(), columns, rows, omitted: 0 };
    let section =
        Section { id: "changes".to_owned(), blocks: vec![Block::Table(table)], ..Section::default() };
    Page { sections: vec![section], ..Page::default() }
}

/// A change as JSON: the keys of the contract, and `formerly` where its identity was another.
pub fn change_value(dated: &Dated) -> Map<String, Json> {
    let change = &dated.change;
    let mut map = Map::new();
    map.insert("kind".into(), json!(change.kind.as_str()));
    map.insert("subject".into(), json!(change.subject.to_string()));
    map.insert("field".into(), change.field.map_or(Json::Null, |field| json!(field.as_str())));
    map.insert("before".into(), value(change.before.as_ref()));
    map.insert("after".into(), value(change.after.as_ref()));
    map.insert("direction".into(), json!(change.direction.as_str()));
    map.insert("day".into(), json!(dated.day));
    map.insert("days".into(), json!(dated.days));
    map.insert("settled".into(), json!(!dated.phase.is_draft()));
    map.insert("declared".into(), json!(change.declared.is_some()));
    let reason = change.declared.as_ref().map(|declared| declared.reason.clone());
    map.insert("reason".into(), json!(reason));
    map.insert("item".into(), json!(change.item.as_str()));
    map.insert("objective".into(), json!(change.objective.to_string()));
    map.insert("formerly".into(), json!(change.formerly.as_ref().map(Ref::to_string)));
    if let Some(date) = change.check_in {
        map.insert("check_in".into(), json!(date.to_string()));
    }
    map
}

/// A value of a field: a quantity or a target in full, anything else as text.
pub(super) fn value(value: Option<&Value>) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Quantity(quantity)) => json::quantity(quantity),
        Some(Value::Target(target)) => json::target(target),
        Some(Value::Text(text)) => json!(text),
    }
}
