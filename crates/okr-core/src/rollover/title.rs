//! Titles in the cycle that opens: one that tells where a metric stood must tell where it stands.

use super::item::goal;
use crate::model::{KeyResult, Quantity};
use crate::retitle::{retitle, tellings};

/// Whether a title tells a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    Not,
    Once,
    Often,
}

/// How often the title tells a quantity.
pub(super) fn tells(old: &KeyResult, quantity: Option<&Quantity>) -> Tells {
    let count = match (&old.title, quantity) {
        (Some(title), Some(quantity)) => tellings(title, quantity),
        _ => 0,
    };
    match count {
        0 => Tells::Not,
        1 => Tells::Once,
        _ => Tells::Often,
    }
}

/// The title of a key result that goes on from `value`.
pub(super) fn moved(old: &KeyResult, value: &Quantity) -> Option<String> {
    let title = old.title.as_deref()?;
    let Some(baseline) = old.baseline_quantity().filter(|baseline| *baseline != value) else {
        return Some(title.to_owned());
    };
    match tells(old, Some(baseline)) {
        Tells::Not => Some(title.to_owned()),
        Tells::Once => retitle(title, baseline, value).or_else(|| composed(old, value)),
        Tells::Often => composed(old, value),
    }
}

/// The title of a key result that is to stay where it is: what fell or rose does so no more.
pub(super) fn kept(old: &KeyResult, target: &str) -> Option<String> {
    let title = old.title.as_deref()?;
    if !title.contains(|c: char| c.is_ascii_digit()) {
        return Some(title.to_owned());
    }
    subject(old).map(|subject| format!("{subject} stays {target}"))
}

/// A plain title from the fields.
fn composed(old: &KeyResult, value: &Quantity) -> Option<String> {
    let goal = goal(old)?;
    subject(old).map(|subject| format!("{subject} moves from {} to {}", value.text(), goal.text()))
}

/// What is measured, without population and window.
fn subject(old: &KeyResult) -> Option<&str> {
    let metric = old.metric.as_deref()?;
    metric.split([',', '，']).next().map(str::trim).filter(|subject| !subject.is_empty())
}
