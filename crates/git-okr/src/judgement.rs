//! The judgement of one step from a state to another: what changed, what the policy says of it, and which
//! findings it brings. Shared by `review` and the hooks.

use jiff::civil::Date;
use okr_core::change::{Change, ChangeKind, Trail, between};
use okr_core::finding::Findings;
use okr_core::history::Commit;
use okr_core::rules::policy::{self, Ground, Judged, Road};
use okr_core::rules::{Brought, Seen};
use okr_core::settings::{Reasons, Settings};

use crate::novelty::{Names, findings_beyond};
use crate::workspace::State;

/// What a step brings.
pub(crate) struct Judgement {
    /// Its changes, with what is said of each.
    pub(crate) judged: Vec<Judged>,
    /// Findings about changes, and those about the state that were not there before.
    pub(crate) findings: Findings,
    /// Findings about the state that stood before the step already.
    pub(crate) old: usize,
}

/// Judges the step from `before` to `after` as it lands on `days.today`. `commits` are those whose messages may
/// give reasons.
pub(crate) fn judge_step(
    before: &State,
    after: &State,
    days: &Days,
    road: Road,
    commits: &[Commit],
    seen: &mut Seen,
) -> Judgement {
    judge_step_by(settings_before(before, after), before, after, days, road, commits, seen)
}

/// As [`judge_step`], by settings that hold for another reason than that they stood before the step.
pub(crate) fn judge_step_by(
    settings: &Settings,
    before: &State,
    after: &State,
    days: &Days,
    road: Road,
    commits: &[Commit],
    seen: &mut Seen,
) -> Judgement {
    let mut changes = between(before.goals(), &after.snapshot);
    declare(&mut changes, commits, settings.reasons);
    judge(settings, before, after, days, road, changes, seen)
}

/// The days that a step is judged by.
pub(crate) struct Days {
    /// The day on which it lands.
    pub(crate) today: Date,
    /// By which day its check-ins were committed, as far as it is committed.
    pub(crate) brought: Brought,
}

impl Days {
    /// Nothing is committed yet.
    pub(crate) fn on(today: Date) -> Self {
        Self { today, brought: Brought::default() }
    }
}

/// As [`judge_step`], for a range of commits with the changes of all of it: a reason counts for what its own
/// commit changed.
pub(crate) fn judge_range(
    before: &State,
    after: &State,
    days: &Days,
    mut changes: Vec<Change>,
    trail: &Trail<'_>,
    seen: &mut Seen,
) -> Judgement {
    let settings = settings_before(before, after);
    declare(&mut changes, &[], settings.reasons);
    for change in changes.iter_mut().filter(|change| change.declared.is_none()) {
        if change.takes_reason() || change.kind == ChangeKind::AmendmentAdded {
            change.declared = trail.declaration(change);
        }
    }
    judge(settings, before, after, days, Road::Range, changes, seen)
}

/// The reasons that count: those of amendments, and those that the messages of commits give. The newest
/// message speaks first.
pub(crate) fn declare(changes: &mut [Change], commits: &[Commit], reasons: Reasons) {
    if !reasons.amendment {
        // What an amendment says of itself is still true.
        for change in changes.iter_mut().filter(|change| change.kind != ChangeKind::AmendmentAdded) {
            change.declared.take_if(|declared| declared.trailer_of.is_none());
        }
    }
    if reasons.trailer {
        commits.iter().rev().for_each(|commit| commit.declare(changes));
    }
}

fn judge(
    settings: &Settings,
    before: &State,
    after: &State,
    days: &Days,
    road: Road,
    changes: Vec<Change>,
    seen: &mut Seen,
) -> Judgement {
    let names = Names::of(&changes, before, after);
    let had_sheets = !before.snapshot.sheets.is_empty();
    let ground = Ground { settings, date: days.today, road, had_sheets };
    let judged = policy::judge(changes, &ground);
    let mut list = policy::findings(&judged, &after.snapshot, &after.files);
    let (new, old) = findings_beyond(Some(settings), before, after, days, &names, seen);
    list.extend(new);
    Judgement { judged, findings: Findings::new(list, after.snapshot.file_count()), old }
}

/// The settings a step is judged by: those before it, so that a step cannot loosen the rule that judges it.
pub(crate) fn settings_before<'a>(before: &'a State, after: &'a State) -> &'a Settings {
    if had_settings(before) { &before.snapshot.settings } else { &after.snapshot.settings }
}

pub(crate) fn had_settings(state: &State) -> bool {
    state.files.files.contains_key(&format!("{}okr.yaml", state.files.root))
}
