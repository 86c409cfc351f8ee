//! Pairing items of two states by identity.
//!
//! In this order: the same reference; `formerly` names the old id; the same id in another team's sheet
//! of the same cycle (moved); a near-identical item under another id of the same team (identity changed).
//! What is left was removed or added.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::Likeness;
use crate::model::{Cycle, Id, Ref};

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
    pub(super) texts: [Option<&'a str>; 2],
}

/// Positions of the paired, and of what is left on either side.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) tied: Vec<(usize, usize, Tie)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

/// Items not paired yet, by reference.
type Left<'a> = BTreeMap<&'a Ref, usize>;

pub(super) fn pair(before: &[Candidate<'_>], after: &[Candidate<'_>]) -> Pairs {
    let mut tied = Vec::new();
    let mut old = by_reference(before);
    let mut new = by_reference(after);

    let same: Vec<&Ref> = new.keys().copied().filter(|reference| old.contains_key(*reference)).collect();
    for reference in same {
        if let (Some(b), Some(a)) = (old.remove(reference), new.remove(reference)) {
            tied.push((b, a, Tie::Same));
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
            tied.push((b, a, Tie::Renamed));
        }
    }

    let mut likeness = Likeness::default();
    moved(before, after, &mut old, &mut new, &mut likeness, &mut tied);
    look_alike(before, after, &mut old, &mut new, &mut likeness, &mut tied);
    tied.sort_by_key(|&(_, a, _)| a);
    Pairs { tied, removed: sorted(old.into_values()), added: sorted(new.into_values()) }
}

/// The same id in another team's sheet. Where several teams had or have it, those whose words are most
/// alike belong together.
fn moved<'a>(
    before: &[Candidate<'a>],
    after: &[Candidate<'a>],
    old: &mut Left<'a>,
    new: &mut Left<'a>,
    likeness: &mut Likeness,
    tied: &mut Vec<(usize, usize, Tie)>,
) {
    let mut places: BTreeMap<(Cycle, &Id), GoneAndCome<'_>> = BTreeMap::new();
    for &reference in old.keys() {
        places.entry((reference.cycle, &reference.id)).or_default().0.push(reference);
    }
    for &reference in new.keys() {
        places.entry((reference.cycle, &reference.id)).or_default().1.push(reference);
    }
    for (gone, come) in places.into_values() {
        let mut ways = Vec::new();
        for &from in &gone {
            for &to in &come {
                let alike = match (gone.len(), come.len()) {
                    (1, 1) => 1.0,
                    _ => likeness.of(before[old[from]].texts, after[new[to]].texts, 0.0).unwrap_or(0.0),
                };
                ways.push((alike, from, to));
            }
        }
        take_best(ways, old, new, Tie::Moved, tied);
    }
}

/// The references of one id that are gone, and those that came.
type GoneAndCome<'a> = (Vec<&'a Ref>, Vec<&'a Ref>);

/// Two items of one team under different ids that say nearly the same.
fn look_alike<'a>(
    before: &[Candidate<'a>],
    after: &[Candidate<'a>],
    old: &mut Left<'a>,
    new: &mut Left<'a>,
    likeness: &mut Likeness,
    tied: &mut Vec<(usize, usize, Tie)>,
) {
    let mut by_sheet: BTreeMap<(Cycle, &Id), Vec<&Ref>> = BTreeMap::new();
    for &reference in old.keys() {
        by_sheet.entry((reference.cycle, &reference.team)).or_default().push(reference);
    }
    let mut ways = Vec::new();
    for &to in new.keys() {
        for &from in by_sheet.get(&(to.cycle, &to.team)).into_iter().flatten() {
            if let Some(alike) =
                likeness.of(before[old[from]].texts, after[new[to]].texts, Likeness::NEARLY_IDENTICAL)
            {
                ways.push((alike, from, to));
            }
        }
    }
    take_best(ways, old, new, Tie::LooksAlike, tied);
}

/// The most alike first, so that pairs never depend on the order of a file.
fn take_best<'a>(
    mut ways: Vec<(f64, &'a Ref, &'a Ref)>,
    old: &mut Left<'a>,
    new: &mut Left<'a>,
    tie: Tie,
    tied: &mut Vec<(usize, usize, Tie)>,
) {
    ways.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken: BTreeSet<&Ref> = BTreeSet::new();
    for (_, from, to) in ways {
        if taken.contains(from) || !new.contains_key(to) {
            continue;
        }
        if let (Some(b), Some(a)) = (old.remove(from), new.remove(to)) {
            taken.insert(from);
            tied.push((b, a, tie));
        }
    }
}

/// The first item of a reference stands for it, as in a snapshot.
fn by_reference<'a>(items: &[Candidate<'a>]) -> Left<'a> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// `team/id = words`, `team/id < formerly = words`.
    fn items(lines: &[&str]) -> Vec<(Ref, Option<Id>, String)> {
        let id = |text: &str| text.trim().parse().ok();
        lines
            .iter()
            .filter_map(|line| {
                let (name, words) = line.split_once('=')?;
                let (name, formerly) = name.split_once('<').unwrap_or((name, ""));
                let (team, own) = name.split_once('/')?;
                let reference = Ref { cycle: "2026-Q1".parse().ok()?, team: id(team)?, id: id(own)? };
                Some((reference, id(formerly), words.trim().to_owned()))
            })
            .collect()
    }

    fn told(before: &[&str], after: &[&str]) -> Vec<String> {
        fn candidates(items: &[(Ref, Option<Id>, String)]) -> Vec<Candidate<'_>> {
            items
                .iter()
                .map(|(reference, formerly, words)| Candidate {
                    reference,
                    formerly: formerly.as_ref(),
                    texts: [Some(words), None],
                })
                .collect()
        }
        let (before, after) = (items(before), items(after));
        let pairs = pair(&candidates(&before), &candidates(&after));
        let name = |item: &(Ref, Option<Id>, String)| format!("{}/{}", item.0.team, item.0.id);
        let mut lines: Vec<String> = pairs
            .tied
            .iter()
            .map(|&(b, a, tie)| format!("{} {tie:?} {}", name(&before[b]), name(&after[a])))
            .collect();
        lines.extend(pairs.removed.iter().map(|&b| format!("{} removed", name(&before[b]))));
        lines.extend(pairs.added.iter().map(|&a| format!("{} added", name(&after[a]))));
        lines
    }

    const RTT: &str = "p95 payment round-trip time, production, 7-day window";
    const LOST: &str = "share of payments that are lost on the way";

    #[test]
    fn the_order_of_a_file_says_nothing() {
        let (a, b) = (format!("pay/a = {RTT}"), format!("pay/b = {LOST}"));
        assert_eq!(told(&[&a, &b], &[&b, &a]), ["pay/b Same pay/b", "pay/a Same pay/a"]);
    }

    #[test]
    fn a_declared_rename_goes_before_likeness() {
        let before = [format!("pay/a = {RTT}"), format!("pay/b = {LOST}")];
        let after = [format!("pay/c < b = {RTT}"), format!("pay/d = {LOST}")];
        assert_eq!(
            told(&[&before[0], &before[1]], &[&after[0], &after[1]]),
            ["pay/b Renamed pay/c", "pay/a removed", "pay/d added"]
        );
    }

    #[test]
    fn a_rename_from_what_still_stands_is_none() {
        let (a, c) = (format!("pay/a = {RTT}"), format!("pay/c < a = {RTT}"));
        assert_eq!(told(&[&a], &[&a, &c]), ["pay/a Same pay/a", "pay/c added"]);
    }

    #[test]
    fn an_id_that_leaves_one_team_and_stands_in_another_has_moved() {
        assert_eq!(told(&["pay/a = x"], &["risk/a = y"]), ["pay/a Moved risk/a"]);
        assert_eq!(told(&["pay/a = x"], &["pay/a = x", "risk/a = x"]), ["pay/a Same pay/a", "risk/a added"]);
    }

    #[test]
    fn of_several_that_move_under_one_id_the_most_alike_belong_together() {
        let before = [format!("a/up = {RTT}"), format!("b/up = {LOST}")];
        let after = [format!("c/up = {LOST}"), format!("d/up = {RTT}")];
        assert_eq!(
            told(&[&before[0], &before[1]], &[&after[0], &after[1]]),
            ["b/up Moved c/up", "a/up Moved d/up"]
        );
    }

    #[test]
    fn nearly_the_same_words_under_another_id_are_told() {
        let (a, b) = (format!("pay/a = {RTT}"), format!("pay/b = {RTT}s"));
        assert_eq!(told(&[&a], &[&b]), ["pay/a LooksAlike pay/b"]);
        assert_eq!(told(&[&a], &[&format!("pay/b = {LOST}")]), ["pay/a removed", "pay/b added"]);
        assert_eq!(
            told(&["pay/a ="], &["pay/b ="]),
            ["pay/a removed", "pay/b added"],
            "no words, no likeness"
        );
        assert_eq!(told(&[&a], &[&format!("risk/b = {RTT}")]), ["pay/a removed", "risk/b added"]);
    }
}
