//! All rules, joined from the families' lists, and how to find one by what a person typed.

use super::{Rule, alignment, check_in, dimension, hold, measurable, outcome, policy, shape, team, writing};

/// The families in the order of their codes.
static FAMILIES: &[&[&Rule]] = &[
    alignment::RULES,
    check_in::RULES,
    dimension::RULES,
    hold::RULES,
    measurable::RULES,
    outcome::RULES,
    policy::RULES,
    shape::RULES,
    team::RULES,
    writing::RULES,
];

/// Every rule, ordered by code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// The rule of this name or code, in any case.
pub fn find(text: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.is_called(text))
}

/// The name or code that comes nearest to a text that is none, if any comes near.
pub fn nearest(text: &str) -> Option<&'static str> {
    // A very long text is no slip of the finger, and comparing it would cost its length times ours.
    if text.len() > 100 {
        return None;
    }
    let text = text.to_lowercase();
    let names = all().flat_map(|rule| [rule.name, rule.code]);
    nearest_of(&text, names)
}

/// The candidate that comes nearest to `text`, if any comes near.
pub(super) fn nearest_of<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(text, &candidate.to_lowercase());
        if likeness >= 0.8 && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
