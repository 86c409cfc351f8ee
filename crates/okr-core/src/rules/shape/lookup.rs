//! Looking up what a name may have meant: what is known, what may stand in a file that could not be
//! read, and the nearest name there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Cycle, Id, Ref, Reference};
use crate::rules::registry::nearest_of;
use crate::rules::{Scene, Sink, Spot};
use crate::snapshot::{Item, SheetPlace};

/// So many names are searched for the nearest one: a workspace with more of them wrong has another
/// trouble than a slip of the finger, and each search looks at all names.
const MOST_GUESSES: usize = 100;

/// What a reference should have led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sought {
    Objective,
    KeyResult,
}

/// What is known in a workspace.
pub(super) struct Lookup<'a> {
    scene: Scene<'a>,
    knows_teams: bool,
    /// Cycle and team of the files that could not be read whole.
    unread: BTreeSet<(Cycle, &'a str)>,
    names: BTreeMap<(Cycle, Sought), Vec<String>>,
    guesses: usize,
}

impl<'a> Lookup<'a> {
    /// Prepares to look up names of a workspace.
    pub(super) fn of(scene: Scene<'a>) -> Self {
        let teams = scene.at_root("teams.yaml");
        let snapshot = scene.snapshot;
        let whole = !snapshot.problems.iter().any(|(path, _)| *path == teams);
        let unreadable = snapshot.unreadable.iter().map(|(path, _)| path);
        let broken = snapshot.sheets.iter().filter(|file| !file.read.is_whole()).map(|file| &file.path);
        let unread = unreadable.chain(broken).filter_map(|path| {
            let place = SheetPlace::of(&snapshot.root, path)?;
            Some((place.cycle.parse().ok()?, place.team))
        });
        Self {
            scene,
            // Where `teams.yaml` is not there or not whole, nobody knows which teams there are.
            knows_teams: whole && !snapshot.teams.is_empty(),
            unread: unread.collect(),
            names: BTreeMap::new(),
            guesses: MOST_GUESSES,
        }
    }

    /// Whether it is known that there is no such team.
    pub(super) fn misses_team(&self, team: &Id) -> bool {
        self.knows_teams && self.scene.snapshot.teams.get(team).is_none()
    }

    /// Tells a team that does not exist.
    pub(super) fn tell_team(&mut self, team: &str, spot: Spot, sink: &mut Sink<'_>) {
        let teams = self.scene.snapshot.teams.iter().map(|team| team.id.as_str());
        let near = if self.may_guess() { nearest_of(team, teams) } else { None };
        let help = match near {
            Some(near) => format!("write `{near}`, or add `{team}` to teams.yaml"),
            None => format!("add `{team}` to teams.yaml"),
        };
        sink.tell(spot, format!("no team is called `{team}`")).help(help);
    }

    /// Tells a reference that leads to nothing, unless what it names may stand in a file that was not read.
    pub(super) fn tell_reference(
        &mut self,
        written: &Reference,
        reference: &Ref,
        sought: Sought,
        spot: Spot,
        sink: &mut Sink<'_>,
    ) {
        if self.unread.contains(&(reference.cycle, reference.team.as_str())) {
            return;
        }
        let full = reference.to_string();
        let near = if self.may_guess() { self.nearest(&full, reference.cycle, sought) } else { None };
        let help = match (near, sought) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Sought::Objective) => {
                "write `<team>/<objective>` for this cycle, or `<cycle>/<team>/<objective>`".to_owned()
            }
            (None, Sought::KeyResult) => "write `<cycle>/<team>/<key result>` of an earlier cycle".to_owned(),
        };
        sink.tell(spot, format!("`{written}` points to nothing: there is no {full}")).help(help);
    }

    fn may_guess(&mut self) -> bool {
        let may = self.guesses > 0;
        self.guesses = self.guesses.saturating_sub(1);
        may
    }

    fn nearest(&mut self, full: &str, cycle: Cycle, sought: Sought) -> Option<String> {
        let snapshot = self.scene.snapshot;
        let names = self.names.entry((cycle, sought)).or_insert_with(|| {
            let fits = |item: &Item<'_>| matches!(item, Item::Objective(_)) == (sought == Sought::Objective);
            let items = snapshot.items().filter(|(of, item)| of.cycle == cycle && fits(item));
            items.map(|(of, _)| of.to_string()).collect()
        });
        nearest_of(full, names.iter().map(String::as_str)).map(ToOwned::to_owned)
    }
}
