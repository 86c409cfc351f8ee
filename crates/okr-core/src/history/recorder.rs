//! The recorder: takes the steps of a walk one by one and keeps the timelines.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Commit;
use super::state::{State, Taken};
use super::timeline::{Gap, History, Shift, Timeline, Version};
use crate::change::{Change, ChangeKind, Dated, Field, ItemKind, Side, compare};
use crate::model::{Calendar, Ref, Sheet, Teams};
use crate::settings::Settings;
use crate::snapshot::ReadSheet;

/// One commit and the sheets it changed.
#[derive(Debug)]
pub struct Step {
    /// The commit.
    pub commit: Commit,
    /// What it changed, by path.
    pub changes: Vec<FileChange>,
}

/// A sheet file that a commit changed.
#[derive(Debug)]
pub enum FileChange {
    /// Gone.
    Removed(String),
    /// New content.
    Read(String, ReadSheet),
    /// New content with nothing wrong in it.
    Known(String, Arc<Sheet>),
    /// New content that could not be had, and why.
    Unread(String, String),
}

/// Keeps the timelines while a walk goes on.
#[derive(Debug)]
pub struct Recorder {
    calendar: Calendar,
    trailers_count: bool,
    keep_log: bool,
    state: State,
    /// Positions in `timelines` of those that stand.
    standing: BTreeMap<Ref, usize>,
    /// Positions in `timelines` of those that were removed, which may come back.
    removed: BTreeMap<Ref, usize>,
    timelines: Vec<Timeline>,
    other_shifts: Vec<Shift>,
    gaps: Vec<Gap>,
    commits: usize,
}

impl Recorder {
    /// A recorder that judges days by the calendar of `settings`. With `keep_log`, every change is kept,
    /// not only shifts.
    pub fn new(settings: &Settings, keep_log: bool) -> Self {
        Self {
            calendar: settings.calendar.clone(),
            trailers_count: settings.reasons.trailer,
            keep_log,
            state: State::default(),
            standing: BTreeMap::new(),
            removed: BTreeMap::new(),
            timelines: Vec::new(),
            other_shifts: Vec::new(),
            gaps: Vec::new(),
            commits: 0,
        }
    }

    /// Takes the next commit.
    pub fn step(&mut self, step: Step) {
        self.commits += 1;
        let commit = Arc::new(step.commit);
        let mut before = Vec::new();
        let mut after = Vec::new();
        for change in step.changes {
            let (path, taken) = match change {
                FileChange::Removed(path) => {
                    let taken = self.state.remove(&path);
                    (path, taken)
                }
                FileChange::Read(path, read) => {
                    let taken = self.state.put(&path, read);
                    (path, taken)
                }
                FileChange::Known(path, sheet) => {
                    let taken = self.state.put_known(&path, sheet);
                    (path, taken)
                }
                FileChange::Unread(path, error) => {
                    let taken = self.state.keep(&path, error);
                    (path, taken)
                }
            };
            let Taken { before: old, after: new, error } = taken;
            if let Some(error) = error {
                self.gaps.push(Gap { commit: Arc::clone(&commit), path: path.clone(), error });
            }
            before.extend(old.map(|sheet| (path.clone(), sheet)));
            after.extend(new.map(|sheet| (path, sheet)));
        }
        let mut changes = compare(&side(&before), &side(&after));
        if self.trailers_count {
            commit.declare(&mut changes);
        }
        let versions = Versions::of(&after);
        // Who goes on under another name goes first, lest the objective it left take it along.
        let goes_on =
            |change: &Change| matches!(change.kind, ChangeKind::Renamed | ChangeKind::KeyResultMoved);
        changes.sort_by_key(|change| !goes_on(change));
        for change in changes {
            self.take(&commit, change, &versions);
        }
        self.refresh(&commit, &versions);
    }

    fn take(&mut self, commit: &Arc<Commit>, change: Change, versions: &Versions) {
        if change.item != ItemKind::KeyResult {
            self.take_other(commit, change);
            return;
        }
        if change.kind == ChangeKind::KeyResultRemoved {
            self.remove(commit, change);
            return;
        }
        if let Some(old) = &change.formerly
            && matches!(change.kind, ChangeKind::Renamed | ChangeKind::KeyResultMoved)
        {
            self.rekey(&old.clone(), &change.subject);
        }
        if change.kind == ChangeKind::IdentityChanged {
            // Identity is the id: what is not declared as a rename ends here and begins there.
            if let Some(old) = change.formerly.clone() {
                self.end(commit, &old);
            }
        }
        let Some(version) = versions.get(&change.subject) else { return };
        let since_removed = self.since_removed(&change.subject, version);
        let at = self.timeline_at(commit, &change.subject, version);
        let shift = self.shift(commit, change);
        let timeline = &mut self.timelines[at];
        if self.keep_log {
            timeline.log.push((Arc::clone(commit), shift.change().clone()));
        }
        if shift.dated.day >= 1 && is_shift(shift.change()) {
            timeline.shifts.push(shift);
        }
        for change in since_removed {
            let shift = self.shift(commit, change);
            if shift.dated.day >= 1 {
                self.timelines[at].shifts.push(shift);
            }
        }
    }

    /// What is not as it was when the key result was removed: taking it out and putting it back must not
    /// hide a shift.
    fn since_removed(&self, subject: &Ref, version: &Version) -> Vec<Change> {
        let Some(&at) = self.removed.get(subject) else { return Vec::new() };
        let old = Side { sheets: vec![("", self.timelines[at].last.sheet())] };
        let new = Side { sheets: vec![("", version.sheet())] };
        let mut changes = compare(&old, &new);
        changes.retain(|change| {
            change.item == ItemKind::KeyResult && change.subject == *subject && is_shift(change)
        });
        changes
    }

    /// The timeline of `subject`: the one that stands, the one that comes back, or a new one.
    fn timeline_at(&mut self, commit: &Arc<Commit>, subject: &Ref, version: &Version) -> usize {
        if let Some(&at) = self.standing.get(subject) {
            return at;
        }
        if let Some(at) = self.removed.remove(subject) {
            self.timelines[at].removed = None;
            self.standing.insert(subject.clone(), at);
            return at;
        }
        let phase = self.calendar.phase(&subject.cycle, commit.date);
        self.timelines.push(Timeline {
            reference: subject.clone(),
            formerly: std::collections::BTreeSet::new(),
            born: Arc::clone(commit),
            late: !phase.is_draft(),
            original: version.clone(),
            last: version.clone(),
            removed: None,
            shifts: Vec::new(),
            log: Vec::new(),
        });
        self.standing.insert(subject.clone(), self.timelines.len() - 1);
        self.timelines.len() - 1
    }

    /// Every key result the commit touched has a timeline now (one told only through its objective, too),
    /// and this is its last version; while it is a draft, also its original one.
    fn refresh(&mut self, commit: &Arc<Commit>, versions: &Versions) {
        for (reference, version) in &versions.0 {
            let at = self.timeline_at(commit, reference, version);
            let draft = self.calendar.phase(&reference.cycle, commit.date).is_draft();
            let timeline = &mut self.timelines[at];
            timeline.last = version.clone();
            if draft {
                timeline.original = version.clone();
            }
        }
    }

    fn remove(&mut self, commit: &Arc<Commit>, change: Change) {
        let Some(&at) = self.standing.get(&change.subject) else { return };
        let subject = change.subject.clone();
        let shift = self.shift(commit, change);
        let timeline = &mut self.timelines[at];
        if self.keep_log {
            timeline.log.push((Arc::clone(commit), shift.change().clone()));
        }
        if shift.dated.day >= 1 {
            timeline.shifts.push(shift);
        }
        self.end(commit, &subject);
    }

    fn end(&mut self, commit: &Arc<Commit>, subject: &Ref) {
        if let Some(at) = self.standing.remove(subject) {
            self.timelines[at].removed = Some(Arc::clone(commit));
            self.removed.insert(subject.clone(), at);
        }
    }

    fn rekey(&mut self, old: &Ref, new: &Ref) {
        if let Some(at) = self.standing.remove(old) {
            let timeline = &mut self.timelines[at];
            timeline.formerly.insert(old.clone());
            timeline.formerly.remove(new);
            timeline.reference = new.clone();
            self.standing.insert(new.clone(), at);
        }
    }

    fn take_other(&mut self, commit: &Arc<Commit>, change: Change) {
        if change.kind == ChangeKind::ObjectiveRemoved {
            // Its key results go with it, and are not told one by one.
            let gone: Vec<Ref> = self
                .standing
                .iter()
                .filter(|(_, at)| belongs_to(&self.timelines[**at], &change.subject))
                .map(|(reference, _)| reference.clone())
                .collect();
            let still: Vec<Ref> = self.state_refs(&gone);
            for reference in gone.iter().filter(|reference| !still.contains(reference)) {
                let own = Change {
                    kind: ChangeKind::KeyResultRemoved,
                    item: ItemKind::KeyResult,
                    subject: reference.clone(),
                    before: None,
                    ..change.clone()
                };
                self.remove(commit, own);
            }
        }
        let shift = self.shift(commit, change);
        if shift.dated.day >= 1 && is_shift(shift.change()) {
            self.other_shifts.push(shift);
        }
    }

    /// Which of these stand in the sheets in force.
    fn state_refs(&self, refs: &[Ref]) -> Vec<Ref> {
        let stands = |reference: &&Ref| {
            self.state.sheets.values().any(|sheet| {
                sheet.cycle == reference.cycle
                    && sheet.team == reference.team
                    && sheet.objectives.iter().flat_map(|o| &o.key_results).any(|k| k.id == reference.id)
            })
        };
        refs.iter().filter(stands).cloned().collect()
    }

    fn shift(&self, commit: &Arc<Commit>, change: Change) -> Shift {
        Shift { dated: Dated::on(change, &self.calendar, commit.date), commit: Arc::clone(commit) }
    }

    /// A file of settings or teams that could not be read.
    pub fn gap(&mut self, commit: Commit, path: String, error: String) {
        self.gaps.push(Gap { commit: Arc::new(commit), path, error });
    }

    /// The end of the walk.
    pub fn finish(self, settings: Settings, teams: Teams) -> History {
        let mut timelines = self.timelines;
        timelines.sort_by(|a, b| a.reference.cmp(&b.reference));
        History {
            timelines,
            sheets: self.state.sheets.into_iter().collect(),
            settings,
            teams,
            other_shifts: self.other_shifts,
            gaps: self.gaps,
            commits: self.commits,
        }
    }
}

/// The key results of the sheets a commit touched, as they stand after it.
struct Versions(BTreeMap<Ref, Version>);

impl Versions {
    fn of(sheets: &[(String, Arc<Sheet>)]) -> Self {
        let mut map = BTreeMap::new();
        for (_, sheet) in sheets {
            for (o, objective) in sheet.objectives.iter().enumerate() {
                for (k, key_result) in objective.key_results.iter().enumerate() {
                    let reference =
                        Ref { cycle: sheet.cycle, team: sheet.team.clone(), id: key_result.id.clone() };
                    if let Some(version) = Version::new(sheet, o, k) {
                        map.entry(reference).or_insert(version);
                    }
                }
            }
        }
        Self(map)
    }

    fn get(&self, reference: &Ref) -> Option<&Version> {
        self.0.get(reference)
    }
}

fn side(sheets: &[(String, Arc<Sheet>)]) -> Side<'_> {
    Side { sheets: sheets.iter().map(|(path, sheet)| (path.as_str(), &**sheet)).collect() }
}

fn belongs_to(timeline: &Timeline, objective: &Ref) -> bool {
    timeline.reference.cycle == objective.cycle
        && timeline.reference.team == objective.team
        && timeline.last.objective().id == objective.id
}

/// Whether a change is one of the definition, and not of the record, the words or the place.
fn is_shift(change: &Change) -> bool {
    match change.kind {
        ChangeKind::TargetChanged
        | ChangeKind::BaselineChanged
        | ChangeKind::MetricChanged
        | ChangeKind::UnitChanged
        | ChangeKind::SourceChanged
        | ChangeKind::DirectionChanged
        | ChangeKind::HoldChanged
        | ChangeKind::WeightChanged
        | ChangeKind::CommitmentChanged
        | ChangeKind::LimitChanged
        | ChangeKind::KeyResultDropped
        | ChangeKind::KeyResultResumed
        | ChangeKind::KeyResultRemoved
        | ChangeKind::GuardrailRemoved
        | ChangeKind::ObjectiveRemoved
        | ChangeKind::CheckInRewritten
        | ChangeKind::CheckInRemoved => true,
        ChangeKind::ObjectiveAdded
        | ChangeKind::ObjectiveMoved
        | ChangeKind::ObjectiveChanged
        | ChangeKind::KeyResultAdded
        | ChangeKind::KeyResultMoved
        | ChangeKind::KeyResultRegrouped
        | ChangeKind::GuardrailAdded
        | ChangeKind::GuardrailMoved
        | ChangeKind::GuardrailRegrouped
        | ChangeKind::Renamed
        | ChangeKind::IdentityChanged
        | ChangeKind::Reworded
        | ChangeKind::DetailChanged
        | ChangeKind::CheckInAdded
        | ChangeKind::AmendmentAdded
        | ChangeKind::AmendmentRewritten
        | ChangeKind::AmendmentRemoved => change.field == Some(Field::Status),
    }
}
