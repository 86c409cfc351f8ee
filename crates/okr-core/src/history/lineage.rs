//! Lineages: key results followed through cycles, by `continues` or by the same team and id.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{History, Timeline};
use crate::model::{Calendar, Id, Ref};

/// Which timeline goes on from which; positions are those of [`History::timelines`].
#[derive(Debug, Clone, Default)]
pub struct Lineages {
    parents: Vec<Option<usize>>,
    roots: Vec<usize>,
}

impl Lineages {
    /// The lineages of a history.
    pub fn of(history: &History) -> Self {
        let calendar = &history.settings.calendar;
        let index = Index::new(history, calendar);
        let parents: Vec<Option<usize>> =
            history.timelines.iter().map(|timeline| index.parent(timeline, history, calendar)).collect();
        // A parent's cycle starts earlier than its child's, so the way up always ends.
        let root = |mut at: usize| {
            while let Some(parent) = parents[at] {
                at = parent;
            }
            at
        };
        let roots = (0..parents.len()).map(root).collect();
        Self { parents, roots }
    }

    /// The timeline this one goes on from.
    pub fn parent(&self, timeline: usize) -> Option<usize> {
        self.parents.get(timeline).copied().flatten()
    }

    /// The oldest member of the lineage.
    pub fn root(&self, timeline: usize) -> usize {
        self.roots.get(timeline).copied().unwrap_or(timeline)
    }

    /// The members of each lineage, by their oldest member; in the order of the timelines.
    pub fn members(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &root) in self.roots.iter().enumerate() {
            members.entry(root).or_default().push(at);
        }
        members
    }
}

/// Timelines by every identity they have had, and by team and id across cycles.
struct Index<'a> {
    by_ref: BTreeMap<&'a Ref, usize>,
    by_name: BTreeMap<(&'a Id, &'a Id), Vec<(Date, usize)>>,
}

impl<'a> Index<'a> {
    fn new(history: &'a History, calendar: &Calendar) -> Self {
        let mut by_ref = BTreeMap::new();
        let mut by_name: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (at, timeline) in history.timelines.iter().enumerate() {
            let starts = calendar.span(&timeline.reference.cycle).starts;
            for reference in timeline.identities() {
                by_name.entry((&reference.team, &reference.id)).or_default().push((starts, at));
                by_ref.entry(reference).or_insert(at);
            }
        }
        for (at, timeline) in history.timelines.iter().enumerate() {
            // What stands under an identity now goes before what once did.
            by_ref.insert(&timeline.reference, at);
        }
        Self { by_ref, by_name }
    }

    fn parent(&self, timeline: &Timeline, history: &History, calendar: &Calendar) -> Option<usize> {
        let starts = calendar.span(&timeline.reference.cycle).starts;
        let earlier = |at: &usize| calendar.span(&history.timelines[*at].reference.cycle).starts < starts;
        let named = timeline.last.key_result().continues.as_ref().and_then(|reference| {
            let full = reference.resolve(&timeline.reference.cycle, &timeline.reference.team);
            if reference.cycle.is_some() {
                self.by_ref.get(&full).copied()
            } else {
                self.latest_before(&full, starts)
            }
        });
        named.filter(earlier).or_else(|| {
            timeline
                .identities()
                .filter_map(|reference| self.latest_before(reference, starts))
                .max_by_key(|&at| calendar.span(&history.timelines[at].reference.cycle).starts)
        })
    }

    /// The last one of this team and id in a cycle that starts before `starts`.
    fn latest_before(&self, reference: &Ref, starts: Date) -> Option<usize> {
        self.by_name
            .get(&(&reference.team, &reference.id))?
            .iter()
            .filter(|(date, _)| *date < starts)
            .max_by_key(|(date, at)| (*date, std::cmp::Reverse(*at)))
            .map(|&(_, at)| at)
    }
}
