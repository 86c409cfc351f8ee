//! One cause, one finding: a rule names the rules that tell the same cause better, and is silent
//! where they speak of the same subject (or the same field of it).

use std::collections::BTreeMap;

use super::Yield;
use super::sink::Draft;
use crate::model::Ref;

/// Which drafts stand back, by position.
pub(super) fn yielded(drafts: &[Draft]) -> Vec<bool> {
    let mut about: BTreeMap<(&str, Option<&Ref>), Vec<&Draft>> = BTreeMap::new();
    for draft in drafts {
        about.entry((&draft.spot.file, draft.spot.subject.as_ref())).or_default().push(draft);
    }
    let told_better = |draft: &Draft, other: &Draft| {
        draft.rule.yields_to.iter().any(|better| match better {
            Yield::Subject(name) => other.rule.name == *name,
            Yield::Field(name) => other.rule.name == *name && other.spot.doc == draft.spot.doc,
        })
    };
    drafts
        .iter()
        .map(|draft| {
            !draft.rule.yields_to.is_empty()
                && about
                    .get(&(draft.spot.file.as_str(), draft.spot.subject.as_ref()))
                    .is_some_and(|others| others.iter().any(|other| told_better(draft, other)))
        })
        .collect()
}
