//! Which findings a step brings: those about its state that did not stand before it, whatever moved or was renamed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use okr_core::change::{Change, between};
use okr_core::finding::{Finding, Severity};
use okr_core::model::Ref;
use okr_core::rules::{CheckOptions, Seen, check_where};
use okr_core::settings::Settings;

use crate::judgement::{Days, had_settings};
use crate::workspace::State;

/// The findings of `after` that `before` did not have, and how many it had.
///
/// Where the step changes the settings, both sides are looked at under both: what the step merely lets be
/// seen is not its doing, and what it hides by a setting is.
pub(crate) fn new_findings(before: &State, after: &State, today: Date) -> (Vec<Finding>, usize) {
    let changes = between(&before.snapshot, &after.snapshot);
    let mut seen = Seen::with(Arc::default());
    findings_beyond(None, before, after, &Days::on(today), &Names::of(&changes, before, after), &mut seen)
}

/// As [`new_findings`], where the changes of the step are known, and `by` which settings it is judged beside those of
/// its two sides.
pub(crate) fn findings_beyond(
    by: Option<&Settings>,
    before: &State,
    after: &State,
    days: &Days,
    names: &Names<'_>,
    seen: &mut Seen,
) -> (Vec<Finding>, usize) {
    let mut settings = vec![&after.snapshot.settings];
    if had_settings(before) && before.snapshot.settings != after.snapshot.settings {
        settings.push(&before.snapshot.settings);
    }
    settings.extend(by.filter(|by| !settings.contains(by)));
    let mut under = Under { settings: &settings, days, seen };
    let known = under.known(before);
    under.beyond(after, known, names)
}

/// Findings of a state under each of several settings, each told once and as loud as any of them has it.
struct Under<'a> {
    settings: &'a [&'a Settings],
    days: &'a Days,
    /// What was found before: most files are the same on both sides.
    seen: &'a mut Seen,
}

impl Under<'_> {
    /// Hands every finding under `which` of the settings to `keep`, and gives those it keeps, with their places.
    fn check(&mut self, state: &State, which: usize, keep: &mut dyn FnMut(&Finding) -> bool) -> Vec<Finding> {
        let settings = self.settings[which];
        let Days { today, brought } = self.days;
        let options =
            CheckOptions { today: Some(*today), brought: brought.clone(), ..CheckOptions::default() };
        if *settings == state.snapshot.settings {
            return check_where(&state.snapshot, &state.files, &options, self.seen, keep).list;
        }
        let mut snapshot = state.snapshot.clone();
        snapshot.settings.clone_from(settings);
        check_where(&snapshot, &state.files, &options, self.seen, keep).list
    }

    /// How often each finding stands in a state.
    fn known(&mut self, state: &State) -> BTreeMap<Identity, usize> {
        let mut known: BTreeMap<Identity, usize> = BTreeMap::new();
        for which in 0..self.settings.len() {
            let mut found: BTreeMap<Identity, usize> = BTreeMap::new();
            self.check(state, which, &mut |finding| {
                *found.entry(identity(finding)).or_default() += 1;
                false
            });
            for (identity, count) in found {
                let most = known.entry(identity).or_default();
                *most = (*most).max(count);
            }
        }
        known
    }

    /// The findings of a state that are not known, and how many are.
    fn beyond(
        &mut self,
        state: &State,
        mut known: BTreeMap<Identity, usize>,
        names: &Names<'_>,
    ) -> (Vec<Finding>, usize) {
        let mut old = 0;
        let mut new: Vec<Finding> = Vec::new();
        // What was told or known under settings looked at before, with the places of what was told.
        let mut seen: BTreeMap<Identity, (usize, Vec<usize>)> = BTreeMap::new();
        for which in 0..self.settings.len() {
            let mut now: BTreeMap<Identity, usize> = BTreeMap::new();
            let mut louder: Vec<(usize, Severity)> = Vec::new();
            let found = self.check(state, which, &mut |finding| {
                let own = identity(finding);
                let count = now.entry(own.clone()).or_default();
                *count += 1;
                if let Some((times, places)) = seen.get(&own)
                    && *count <= *times
                {
                    louder.extend(places.get(*count - 1).map(|&at| (at, finding.severity)));
                    return false;
                }
                let mut take = |identity: &Identity| match known.get_mut(identity) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        true
                    }
                    Some(_) | None => false,
                };
                let is_old =
                    take(&own) || names.before(finding).is_some_and(|about| take(&(own.0, about, own.2)));
                old += usize::from(is_old);
                !is_old
            });
            for (at, severity) in louder {
                new[at].severity = new[at].severity.max(severity);
            }
            for (identity, count) in now {
                let (times, _) = seen.entry(identity).or_default();
                *times = (*times).max(count);
            }
            for finding in found {
                let (_, places) = seen.entry(identity(&finding)).or_default();
                places.push(new.len());
                new.push(finding);
            }
        }
        let told = new.len();
        let mut left = Left::of(known);
        new.retain(|finding| !left.takes(finding, names));
        old += told - new.len();
        (new, old)
    }
}

/// Findings of a state that no finding of the next one equals, by rule and item: what a rule says of an item in
/// other words, as its numbers moved, is no new finding.
struct Left(BTreeMap<(&'static str, String), usize>);

impl Left {
    fn of(known: BTreeMap<Identity, usize>) -> Self {
        let mut left = BTreeMap::new();
        for ((code, about, _), count) in known {
            *left.entry((code, about)).or_default() += count;
        }
        Self(left)
    }

    fn takes(&mut self, finding: &Finding, names: &Names<'_>) -> bool {
        let Some(subject) = &finding.subject else { return false };
        let mut take = |about: String| match self.0.get_mut(&(finding.code, about)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            Some(_) | None => false,
        };
        take(subject.to_string()) || names.before(finding).is_some_and(take)
    }
}

/// What makes a finding the same in two states: never its line.
type Identity = (&'static str, String, String);

fn identity(finding: &Finding) -> Identity {
    let about = finding.subject.as_ref().map_or_else(|| finding.place.path.clone(), ToString::to_string);
    (finding.code, about, finding.message.clone())
}

/// What items and files were called before the step, where that was otherwise.
pub(crate) struct Names<'a> {
    items: BTreeMap<Ref, Ref>,
    /// The old path of a sheet's file, by the new one: where the same team's same cycle stood.
    files: BTreeMap<&'a str, &'a str>,
    /// The folder of the workspace after and before, where it was moved.
    moved: Option<(&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(changes: &[Change], before: &'a State, after: &'a State) -> Self {
        let items = changes
            .iter()
            .filter_map(|change| Some((change.subject.clone(), change.formerly.clone()?)))
            .collect();
        let only_in = |here: &'a State, there: &'a State| {
            let files = here.snapshot.sheets.iter();
            files
                .filter(|file| !there.files.files.contains_key(&file.path))
                .filter_map(|file| Some((file.read.sheet.as_ref()?, file.path.as_str())))
                .map(|(sheet, path)| ((sheet.cycle, &sheet.team), path))
        };
        let gone: BTreeMap<_, _> = only_in(before, after).collect();
        let files = only_in(after, before).filter_map(|(of, path)| Some((path, *gone.get(&of)?))).collect();
        let (old, new) = (before.files.root.as_str(), after.files.root.as_str());
        let moved = (old != new && had_settings(before)).then_some((new, old));
        Self { items, files, moved }
    }

    /// What a finding was about before, in the words of [`identity`].
    fn before(&self, finding: &Finding) -> Option<String> {
        if let Some(subject) = &finding.subject {
            return self.items.get(subject).map(ToString::to_string);
        }
        let path = finding.place.path.as_str();
        let moved = || {
            let (new, old) = self.moved?;
            Some(format!("{old}{}", path.strip_prefix(new)?))
        };
        self.files.get(path).map(|path| (*path).to_owned()).or_else(moved)
    }
}
