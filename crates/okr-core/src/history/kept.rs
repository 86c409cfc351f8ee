//! A recorder as bytes and back: a walk goes on from where the last one ended.
//!
//! What is kept is what the recorder holds, in parts of a few hundred key results each, which are read side by
//! side. A team's goals of one cycle are in one part, as they share what they hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::identities::Positions;
use super::state::State;
use super::timeline::{Backdated, Gap, Shift, Timeline, Version};
use super::{Commit, Recorder, TrailerReason};
use crate::abreast::few_in_order;
use crate::keep::{self, Keep, Reader, Writer, record};
use crate::model::{Cycle, Id, Sheet};
use crate::settings::Settings;

/// Key results of a part, at least.
const PART: usize = 400;

record!(TrailerReason { reference, text });
record!(Backdated { commit, after });
record!(Gap { commit, path, error });
record!(Shift { commit, dated });
record!(Version { objective, key_result });
record!(Timeline { reference, formerly, born, late, original, last, removed, shifts, log });

impl Keep for Commit {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        let Self { id, committed, date, author, subject, reasons } = self;
        id.keep(to);
        to.bytes(&committed.as_nanosecond().to_le_bytes());
        date.keep(to);
        author.keep(to);
        subject.keep(to);
        reasons.keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let id = Keep::recall(from)?;
        let nanosecond = i128::from_le_bytes(from.bytes(16)?.try_into().ok()?);
        Some(Self {
            id,
            committed: Timestamp::from_nanosecond(nanosecond).ok()?,
            date: Keep::recall(from)?,
            author: Keep::recall(from)?,
            subject: Keep::recall(from)?,
            reasons: Keep::recall(from)?,
        })
    }
}

/// Goals of some teams in some cycles.
#[derive(Default)]
struct Part {
    sheets: Vec<(String, Arc<Sheet>)>,
    /// With their positions among all.
    timelines: Vec<(usize, Timeline)>,
}

record!(Part { sheets, timelines });

/// What belongs to no team.
struct Rest {
    keep_log: bool,
    timelines: usize,
    standing: Positions,
    removed: Positions,
    ended: Vec<(usize, Arc<Commit>)>,
    other_shifts: Vec<Shift>,
    gaps: Vec<Gap>,
    latest: Option<Arc<Commit>>,
    backdated: Vec<Backdated>,
    commits: usize,
}

record!(Rest {
    keep_log,
    timelines,
    standing,
    removed,
    ended,
    other_shifts,
    gaps,
    latest,
    backdated,
    commits
});

impl Recorder {
    /// All that it holds, in several runs of bytes.
    pub fn keep(&self) -> Vec<Vec<u8>> {
        let mut ended: Vec<_> = self.ended.iter().map(|(at, commit)| (*at, Arc::clone(commit))).collect();
        ended.sort_by_key(|(at, _)| *at);
        let rest = Rest {
            keep_log: self.keep_log,
            timelines: self.timelines.len(),
            standing: self.standing.clone(),
            removed: self.removed.clone(),
            ended,
            other_shifts: self.other_shifts.clone(),
            gaps: self.gaps.clone(),
            latest: self.latest.clone(),
            backdated: self.backdated.clone(),
            commits: self.commits,
        };
        let mut runs = vec![keep::to_bytes(&rest)];
        runs.extend(few_in_order(&self.parts(), keep::to_bytes));
        runs
    }

    fn parts(&self) -> Vec<Part> {
        let mut teams: BTreeMap<(Cycle, &Id), Part> = BTreeMap::new();
        for (path, sheet) in &self.state.sheets {
            let part = teams.entry((sheet.cycle, &sheet.team)).or_default();
            part.sheets.push((path.clone(), Arc::clone(sheet)));
        }
        for (at, timeline) in self.timelines.iter().enumerate() {
            let reference = &timeline.reference;
            let part = teams.entry((reference.cycle, &reference.team)).or_default();
            part.timelines.push((at, timeline.clone()));
        }
        let mut parts = vec![Part::default()];
        for team in teams.into_values() {
            let Some(part) = parts.last_mut() else { continue };
            part.sheets.extend(team.sheets);
            part.timelines.extend(team.timelines);
            if part.timelines.len() >= PART {
                parts.push(Part::default());
            }
        }
        parts
    }

    /// The recorder that was kept, which goes on under the same settings; nothing where the bytes are odd.
    pub fn recall(settings: &Settings, runs: &[&[u8]]) -> Option<Self> {
        let (rest, parts) = runs.split_first()?;
        let rest: Rest = keep::from_bytes(rest)?;
        let parts: Option<Vec<Part>> =
            few_in_order(parts, |bytes| keep::from_bytes(bytes)).into_iter().collect();
        let mut own = Self::new(settings, rest.keep_log);
        let mut timelines: Vec<(usize, Timeline)> = Vec::new();
        let mut state = State::default();
        for part in parts? {
            state.sheets.extend(part.sheets);
            timelines.extend(part.timelines);
        }
        timelines.sort_by_key(|(at, _)| *at);
        let in_place = timelines.iter().enumerate().all(|(at, (position, _))| at == *position);
        own.timelines = timelines.into_iter().map(|(_, timeline)| timeline).collect();
        let count = own.timelines.len();
        let known = |positions: &Positions| positions.all().all(|at| at < count);
        if !in_place || count != rest.timelines || !known(&rest.standing) || !known(&rest.removed) {
            return None;
        }
        own.state = state;
        own.standing = rest.standing;
        own.removed = rest.removed;
        own.ended = rest.ended.into_iter().collect();
        own.other_shifts = rest.other_shifts;
        own.gaps = rest.gaps;
        own.latest = rest.latest;
        own.backdated = rest.backdated;
        own.commits = rest.commits;
        Some(own)
    }
}
