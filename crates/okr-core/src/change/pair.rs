//! Pairing items of two states by identity.
//!
//! In this order: the same reference; `formerly` names the old id; the same id in another team's sheet
//! of the same cycle (moved); a near-identical item under another id of the same team (identity changed).
//! What is left was removed or added.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Id, Ref};

/// How two items belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    Same,
    Renamed,
    Moved,
    LooksAlike,
}

/// What pairing needs to know of an item.
pub(super) struct Candidate<'a> {
    pub(super) reference: &'a Ref,
    pub(super) formerly: Option<&'a Id>,
    /// The words that make it recognisable: title and metric.
    pub(super) words: String,
}

/// Positions of the paired, and of what is left on either side.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) tied: Vec<(usize, usize, Tie)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

/// Above this likeness of the words (0 to 1) two items under different ids are one that changed its id.
const LIKENESS: f64 = 0.85;

/// Comparing words is quadratic in what is left over; past this many there is no likeness to look for.
const MOST_LEFT_OVER: usize = 200;

pub(super) fn pair(before: &[Candidate<'_>], after: &[Candidate<'_>]) -> Pairs {
    let mut pairs = Vec::new();
    let mut old = by_reference(before);
    let mut new = by_reference(after);

    let same: Vec<&Ref> = new.keys().copied().filter(|reference| old.contains_key(*reference)).collect();
    for reference in same {
        if let (Some(b), Some(a)) = (old.remove(reference), new.remove(reference)) {
            pairs.push((b, a, Tie::Same));
        }
    }

    let renamed: Vec<(&Ref, Ref)> = new
        .iter()
        .filter_map(|(&reference, &a)| {
            let id = after[a].formerly?.clone();
            Some((reference, Ref { id, ..reference.clone() }))
        })
        .collect();
    for (reference, formerly) in renamed {
        if let Some(b) = old.remove(&formerly)
            && let Some(a) = new.remove(reference)
        {
            pairs.push((b, a, Tie::Renamed));
        }
    }

    let mut homeless: BTreeMap<(_, &Id), Vec<&Ref>> = BTreeMap::new();
    for &reference in old.keys() {
        homeless.entry((reference.cycle, &reference.id)).or_default().push(reference);
    }
    for reference in new.keys().copied().collect::<Vec<_>>() {
        let Some(candidates) = homeless.get_mut(&(reference.cycle, &reference.id)) else { continue };
        if candidates.is_empty() {
            continue;
        }
        let gone = candidates.remove(0);
        if let (Some(b), Some(a)) = (old.remove(gone), new.remove(reference)) {
            pairs.push((b, a, Tie::Moved));
        }
    }

    look_alike(before, after, &mut old, &mut new, &mut pairs);
    pairs.sort_by_key(|&(_, a, _)| a);
    Pairs { tied: pairs, removed: sorted(old.into_values()), added: sorted(new.into_values()) }
}

/// The best likeness first, so that two candidates never depend on the order of a file.
fn look_alike<'a>(
    before: &[Candidate<'a>],
    after: &[Candidate<'a>],
    old: &mut BTreeMap<&'a Ref, usize>,
    new: &mut BTreeMap<&'a Ref, usize>,
    pairs: &mut Vec<(usize, usize, Tie)>,
) {
    if old.len() > MOST_LEFT_OVER || new.len() > MOST_LEFT_OVER {
        return;
    }
    let mut likes = Vec::new();
    for (&gone, &b) in old.iter() {
        for (&come, &a) in new.iter() {
            if gone.cycle == come.cycle && gone.team == come.team {
                let likeness = strsim::normalized_levenshtein(&before[b].words, &after[a].words);
                if likeness >= LIKENESS && !before[b].words.is_empty() {
                    likes.push((likeness, gone, come));
                }
            }
        }
    }
    likes.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken = BTreeSet::new();
    for (_, gone, come) in likes {
        if taken.contains(gone) || !new.contains_key(come) {
            continue;
        }
        if let (Some(b), Some(a)) = (old.remove(gone), new.remove(come)) {
            taken.insert(gone);
            pairs.push((b, a, Tie::LooksAlike));
        }
    }
}

/// The first item of a reference stands for it, as in a snapshot.
fn by_reference<'a>(items: &[Candidate<'a>]) -> BTreeMap<&'a Ref, usize> {
    let mut map = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        map.entry(item.reference).or_insert(index);
    }
    map
}

fn sorted(indices: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut list: Vec<usize> = indices.collect();
    list.sort_unstable();
    list
}
