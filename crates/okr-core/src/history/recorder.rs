//! The recorder: takes the steps of a walk one by one and keeps the timelines.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Commit;
use super::identities::{Positions, Versions};
use super::state::{State, Taken};
use super::timeline::{Backdated, Gap, History, Shift, Timeline, Version};
use crate::change::{Change, ChangeKind, Dated, Field, ItemKind, Side, compare, compare_but_check_ins};
use crate::model::{Calendar, Id, Ref, Sheet, Teams};
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
    pub(super) keep_log: bool,
    pub(super) state: State,
    /// Positions in `timelines` of those that stand.
    pub(super) standing: Positions,
    /// Positions in `timelines` of those that were removed, which may come back.
    pub(super) removed: Positions,
    /// Which commit removed which timeline last, also of those that came back.
    pub(super) ended: HashMap<usize, Arc<Commit>>,
    pub(super) timelines: Vec<Timeline>,
    pub(super) other_shifts: Vec<Shift>,
    pub(super) gaps: Vec<Gap>,
    /// The commit with the latest day so far.
    pub(super) latest: Option<Arc<Commit>>,
    pub(super) backdated: Vec<Backdated>,
    pub(super) commits: usize,
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
            standing: Positions::default(),
            removed: Positions::default(),
            ended: HashMap::new(),
            timelines: Vec::new(),
            other_shifts: Vec::new(),
            gaps: Vec::new(),
            latest: None,
            backdated: Vec::new(),
            commits: 0,
        }
    }

    /// Takes the next commit.
    pub fn step(&mut self, step: Step) {
        self.merge(step, &[]);
    }

    /// Takes the next commit, a merge: `beside` is what each of its further parents has of the sheets it
    /// changed, by path. What it took from one of its parents is no change of its own.
    pub fn merge(&mut self, step: Step, beside: &[Vec<(String, Arc<Sheet>)>]) {
        self.commits += 1;
        let commit = Arc::new(step.commit);
        self.look_at_the_clock(&commit);
        let mut before = Vec::new();
        let mut after = Vec::new();
        let mut versions = Versions::default();
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
            if let Some(new) = &new {
                versions.take(old.as_deref(), new);
            }
            before.extend(old.map(|sheet| (path.clone(), sheet)));
            after.extend(new.map(|sheet| (path, sheet)));
        }
        let compare = if self.keep_log { compare } else { compare_but_check_ins };
        let mut changes = compare(&side(&before), &side(&after));
        for other in beside {
            let own = compare(&side(other), &side(&after));
            changes.retain(|change| own.iter().any(|other| differs_too(change, other)));
        }
        if self.trailers_count {
            commit.declare(&mut changes);
        }
        // Who goes on under another name goes first, lest the objective it left take it along.
        let goes_on =
            |change: &Change| matches!(change.kind, ChangeKind::Renamed | ChangeKind::KeyResultMoved);
        changes.sort_by_key(|change| !goes_on(change));
        for change in changes {
            self.take(&commit, change, &versions);
        }
        self.refresh(&commit, &versions);
    }

    fn look_at_the_clock(&mut self, commit: &Arc<Commit>) {
        match &self.latest {
            Some(latest) if commit.date < latest.date => {
                let (commit, after) = (Arc::clone(commit), Arc::clone(latest));
                self.backdated.push(Backdated { commit, after });
            }
            Some(_) | None => self.latest = Some(Arc::clone(commit)),
        }
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
        let stands = self.standing.get(&change.subject).is_some();
        if stands && !self.keep_log && !is_shift(&change) {
            return;
        }
        // On another branch it may never have gone.
        let comes_back = !stands && change.kind == ChangeKind::KeyResultAdded;
        let since_removed =
            if comes_back { self.since_removed(&change.subject, version) } else { Vec::new() };
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
        let Some(at) = self.removed.get(subject) else { return Vec::new() };
        let (old, new) = (self.timelines[at].last.alone(subject), version.alone(subject));
        let mut changes = compare(&Side { sheets: vec![("", &old)] }, &Side { sheets: vec![("", &new)] });
        changes.retain(|change| {
            change.item == ItemKind::KeyResult && change.subject == *subject && is_shift(change)
        });
        changes
    }

    /// The timeline of `subject`: the one that stands, the one that comes back, or a new one.
    fn timeline_at(&mut self, commit: &Arc<Commit>, subject: &Ref, version: &Version) -> usize {
        if let Some(at) = self.standing.get(subject) {
            return at;
        }
        if let Some(at) = self.removed.remove(subject) {
            self.timelines[at].removed = None;
            self.standing.insert(subject, at);
            return at;
        }
        let phase = self.calendar.phase(&subject.cycle, commit.date);
        self.timelines.push(Timeline {
            reference: subject.clone(),
            formerly: BTreeSet::new(),
            born: Arc::clone(commit),
            late: !phase.is_draft(),
            original: version.clone(),
            last: version.clone(),
            removed: None,
            shifts: Vec::new(),
            log: Vec::new(),
        });
        self.standing.insert(subject, self.timelines.len() - 1);
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
        let Some(at) = self.standing.get(&change.subject) else { return };
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
            self.ended.insert(at, Arc::clone(commit));
            self.removed.insert(subject, at);
        }
    }

    fn rekey(&mut self, old: &Ref, new: &Ref) {
        if let Some(at) = self.standing.remove(old) {
            let timeline = &mut self.timelines[at];
            timeline.formerly.insert(old.clone());
            timeline.formerly.remove(new);
            timeline.reference = new.clone();
            self.standing.insert(new, at);
        }
    }

    fn take_other(&mut self, commit: &Arc<Commit>, change: Change) {
        if change.kind == ChangeKind::ObjectiveRemoved {
            // Its key results go with it, and are not told one by one.
            let still = self.ids_in_force(&change.subject);
            let gone: Vec<Ref> = self
                .standing
                .beside(&change.subject)
                .filter(|(id, at)| {
                    self.timelines[*at].last.objective().id == change.subject.id && !still.contains(*id)
                })
                .map(|(id, _)| Ref { id: id.clone(), ..change.subject.clone() })
                .collect();
            for reference in &gone {
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
        if !is_shift(&change) {
            return;
        }
        let shift = self.shift(commit, change);
        if shift.dated.day >= 1 {
            self.other_shifts.push(shift);
        }
    }

    /// The key results in the sheets in force of the team and cycle that `beside` is of.
    fn ids_in_force(&self, beside: &Ref) -> BTreeSet<Id> {
        self.state
            .sheets
            .values()
            .filter(|sheet| sheet.cycle == beside.cycle && sheet.team == beside.team)
            .flat_map(|sheet| &sheet.objectives)
            .flat_map(|objective| &objective.key_results)
            .map(|key_result| key_result.id.clone())
            .collect()
    }

    fn shift(&self, commit: &Arc<Commit>, change: Change) -> Shift {
        // Where it stands in its file is of no use once the file has gone on.
        let change = Change { after_at: None, before_at: None, ..change };
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
        let mut sheets: Vec<_> = self.state.sheets.into_iter().collect();
        sheets.sort_by(|a, b| a.0.cmp(&b.0));
        History {
            timelines,
            sheets,
            settings,
            teams,
            other_shifts: self.other_shifts,
            gaps: self.gaps,
            backdated: self.backdated,
            commits: self.commits,
        }
    }
}

/// Whether `other`, what a merge changes against a further parent, says that `change`, against its first one,
/// was not there either.
fn differs_too(change: &Change, other: &Change) -> bool {
    let has_no_such = matches!(
        other.kind,
        ChangeKind::ObjectiveAdded | ChangeKind::KeyResultAdded | ChangeKind::GuardrailAdded
    );
    change.item == other.item
        && change.subject == other.subject
        && (has_no_such
            || change.kind == other.kind && change.field == other.field && change.check_in == other.check_in)
}

fn side(sheets: &[(String, Arc<Sheet>)]) -> Side<'_> {
    Side { sheets: sheets.iter().map(|(path, sheet)| (path.as_str(), &**sheet)).collect() }
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
