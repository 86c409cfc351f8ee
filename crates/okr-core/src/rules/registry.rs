//! All rules, joined from the families' lists, and how to find one by what a person typed.

use super::{Rule, alignment, check_in, dimension, hold, measurable, outcome, policy, shape, team, writing};

/// The families, in the order in which a sheet is judged: can it be read, measured, wanted, kept.
static FAMILIES: &[&[&Rule]] = &[
    shape::RULES,
    measurable::RULES,
    outcome::RULES,
    team::RULES,
    dimension::RULES,
    hold::RULES,
    alignment::RULES,
    writing::RULES,
    check_in::RULES,
    policy::RULES,
];

/// Every rule, family by family, and by code within.
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::finding::Severity;
    use crate::settings::{Level, Profile};

    #[test]
    fn codes_and_names_are_unique_and_well_formed() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(seen.insert(rule.code) && seen.insert(rule.name), "{} {}", rule.code, rule.name);
            let (letter, digits) = rule.code.split_at(1);
            assert!("SMOTDHAWCP".contains(letter) && digits.len() == 3, "{}", rule.code);
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
        }
        assert_eq!(seen.len(), 2 * 62);
    }

    #[test]
    fn a_rule_is_found_by_name_or_code_in_any_case() {
        for text in ["missing-baseline", "Missing-Baseline", "M101", "m101"] {
            assert_eq!(find(text).map(|rule| rule.code), Some("M101"), "{text}");
        }
        assert!(find("missing").is_none());
    }

    #[test]
    fn the_nearest_name_is_near() {
        assert_eq!(nearest("mising-baseline"), Some("missing-baseline"));
        assert_eq!(nearest("quux"), None);
        assert_eq!(nearest(&"a".repeat(10_000)), None);
    }

    #[test]
    fn profiles_grow_stricter_from_one_to_the_next() {
        let weight = |level: Level| match level {
            Level::Off => 0,
            Level::At(Severity::Note) => 1,
            Level::At(Severity::Warning) => 2,
            Level::At(Severity::Error) => 3,
        };
        for rule in all() {
            let of = |profile| weight(rule.level(profile));
            let (starter, standard, strict) =
                (of(Profile::Starter), of(Profile::Standard), of(Profile::Strict));
            assert!(starter <= standard && standard <= strict, "{}", rule.code);
            // Who begins is told what cannot be scored, and not pushed beyond it.
            assert!(starter != 2 && (starter == 3) == (standard == 3), "{}", rule.code);
        }
    }

    #[test]
    fn a_rule_yields_only_to_rules_there_are() {
        for rule in all() {
            for better in rule.yields_to {
                let (crate::rules::Yield::Field(name) | crate::rules::Yield::Subject(name)) = better;
                assert!(find(name).is_some(), "{} yields to {name}", rule.code);
            }
        }
    }
}
