//! The judgement of one step from a state to another: what changed, what the policy says of it, and which
//! findings it brings. Shared by `review` and the hooks.

use std::collections::BTreeMap;

use jiff::civil::Date;
use okr_core::change::{Change, Declaration, between};
use okr_core::finding::{Finding, Findings};
use okr_core::history::Commit;
use okr_core::rules::policy::{self, Ground, Judged, Road};
use okr_core::rules::{CheckOptions, check};
use okr_core::settings::Settings;

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

/// Judges the step from `before` to `after` as it lands on `today`. `commits` are those whose messages may
/// give reasons.
pub(crate) fn judge_step(
    before: &State,
    after: &State,
    today: Date,
    road: Road,
    commits: &[Commit],
) -> Judgement {
    let settings = settings_before(before, after);
    let mut changes = between(&before.snapshot, &after.snapshot);
    if settings.reasons.trailer {
        declare_by_trailers(&mut changes, commits);
    }
    if !settings.reasons.amendment {
        for change in &mut changes {
            change.declared.take_if(|declared| declared.trailer_of.is_none());
        }
    }
    let had_sheets = !before.snapshot.sheets.is_empty();
    let ground = Ground { settings, date: today, road, had_sheets };
    let judged = policy::judge(changes, &ground);
    let mut list = policy::findings(&judged, &after.snapshot, &after.files);
    let (new, old) = new_findings(before, after, today);
    list.extend(new);
    Judgement { judged, findings: Findings::new(list, after.snapshot.file_count()), old }
}

/// The settings a step is judged by: those before it, so that a step cannot loosen the rule that judges it.
pub(crate) fn settings_before<'a>(before: &'a State, after: &'a State) -> &'a Settings {
    let had_settings = before.files.files.contains_key(&format!("{}okr.yaml", before.files.root));
    if had_settings { &before.snapshot.settings } else { &after.snapshot.settings }
}

/// A trailer declares every change of the item it names that no amendment declares. The newest one counts.
fn declare_by_trailers(changes: &mut [Change], commits: &[Commit]) {
    for change in changes.iter_mut().filter(|change| change.declared.is_none()) {
        let reason = commits.iter().rev().find_map(|commit| {
            let reason = commit.reasons.iter().find(|reason| reason.is_about(&change.subject))?;
            Some((commit, reason))
        });
        if let Some((commit, reason)) = reason {
            change.declared = Some(Declaration {
                reason: reason.text.clone(),
                approved_by: None,
                trailer_of: Some(commit.id.clone()),
            });
        }
    }
}

/// The findings of `after` that `before` did not have, and how many it had.
pub(crate) fn new_findings(before: &State, after: &State, today: Date) -> (Vec<Finding>, usize) {
    let options = CheckOptions { today: Some(today), only_paths: Vec::new() };
    let mut known: BTreeMap<Identity, usize> = BTreeMap::new();
    for finding in check(&before.snapshot, &before.files, &options).list {
        *known.entry(identity(&finding)).or_default() += 1;
    }
    let mut old = 0;
    let mut new = Vec::new();
    for finding in check(&after.snapshot, &after.files, &options).list {
        match known.get_mut(&identity(&finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                old += 1;
            }
            Some(_) | None => new.push(finding),
        }
    }
    (new, old)
}

/// What makes a finding the same in two states: never its line.
type Identity = (&'static str, String, String);

fn identity(finding: &Finding) -> Identity {
    let about = finding.subject.as_ref().map_or_else(|| finding.place.path.clone(), ToString::to_string);
    (finding.code, about, finding.message.clone())
}
