//! A: business first, but do not mirror.

mod duplicate_key_result;
mod mirrored_objective;
mod orphan_objective;

use std::collections::BTreeSet;

use super::{Rule, Scene};
use crate::model::{Objective, Ref};
use crate::snapshot::Item;

/// The family, by code.
pub(super) static RULES: &[&Rule] = &[
    &orphan_objective::ORPHAN_OBJECTIVE,
    &mirrored_objective::MIRRORED_OBJECTIVE,
    &duplicate_key_result::DUPLICATE_KEY_RESULT,
];

/// What an objective serves, along all chains of `supports`.
struct Served<'a> {
    /// The business objectives reached.
    business: Vec<(Ref, &'a Objective)>,
    /// Whether a chain was broken: it names what is not there, or comes back. Other rules tell that.
    broken: bool,
}

/// Follows the chains of an objective. A walk of its own stack, each objective once.
fn served<'a>(scene: Scene<'a>, from: &Ref, objective: &'a Objective) -> Served<'a> {
    let mut found = Served { business: Vec::new(), broken: false };
    let mut seen: BTreeSet<Ref> = BTreeSet::from([from.clone()]);
    let mut next = vec![(from.clone(), objective)];
    while let Some((at, objective)) = next.pop() {
        for written in &objective.supports {
            let reference = written.resolve(&at.cycle, &at.team);
            match scene.snapshot.get(&reference) {
                Some(Item::Objective(served)) => {
                    found.broken |= reference == *from;
                    if !seen.insert(reference.clone()) {
                        continue;
                    }
                    if scene.is_business(&reference.team) {
                        found.business.push((reference, served));
                    } else {
                        next.push((reference, served));
                    }
                }
                Some(Item::KeyResult(..) | Item::Guardrail(..)) | None => found.broken = true,
            }
        }
    }
    found
}
