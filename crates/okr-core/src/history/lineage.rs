//! Lineages: key results followed through cycles, by `continues` or by the same team and id.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{History, Timeline};
use crate::model::{Calendar, Cycle, Id, Ref};

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
        let parents: Vec<Option<usize>> = (0..history.timelines.len()).map(|at| index.parent(at)).collect();
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
    timelines: &'a [Timeline],
    /// The first day of the cycle of each.
    starts: Vec<Date>,
    by_ref: HashMap<&'a Ref, usize>,
    by_name: HashMap<(&'a Id, &'a Id), Vec<(Date, usize)>>,
}

impl<'a> Index<'a> {
    fn new(history: &'a History, calendar: &Calendar) -> Self {
        let timelines = &history.timelines;
        // Thousands of timelines are of a few cycles.
        let mut cycles: BTreeMap<Cycle, Date> = BTreeMap::new();
        let mut start = |cycle| *cycles.entry(cycle).or_insert_with(|| calendar.span(&cycle).starts);
        let starts: Vec<Date> = timelines.iter().map(|timeline| start(timeline.reference.cycle)).collect();
        let mut by_ref = HashMap::with_capacity(timelines.len());
        let mut by_name: HashMap<_, Vec<_>> = HashMap::new();
        for (at, (timeline, &starts)) in timelines.iter().zip(&starts).enumerate() {
            for reference in timeline.identities() {
                by_name.entry((&reference.team, &reference.id)).or_default().push((starts, at));
                by_ref.entry(reference).or_insert(at);
            }
        }
        for (at, timeline) in timelines.iter().enumerate() {
            // What stands under an identity now goes before what once did.
            by_ref.insert(&timeline.reference, at);
        }
        Self { timelines, starts, by_ref, by_name }
    }

    fn parent(&self, at: usize) -> Option<usize> {
        let (timeline, starts) = (&self.timelines[at], self.starts[at]);
        let named = timeline.last.key_result().continues.as_ref().and_then(|reference| {
            let full = reference.resolve(&timeline.reference.cycle, &timeline.reference.team);
            if reference.cycle.is_some() {
                self.by_ref.get(&full).copied()
            } else {
                self.latest_before(&full, starts)
            }
        });
        named.filter(|&at| self.starts[at] < starts).or_else(|| {
            timeline
                .identities()
                .filter_map(|reference| self.latest_before(reference, starts))
                .max_by_key(|&at| self.starts[at])
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
