//! What rules found before: in the other state that a hook or a review looks at, at the other commits of a push, or
//! in an earlier run. Each finding is kept under a name made of everything that it depends on, so that it is found
//! again exactly where it would be made again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::hold::newest;
use super::rule::Sees;
use super::scene::Scene;
use super::sink::{Draft, Spot};
use super::{Rule, registry};
use crate::keep::{Digest, Keep, Reader, Shelf, Writer, from_bytes, record, to_bytes};
use crate::model::{Cycle, Id, Phase};
use crate::snapshot::{SheetFile, Snapshot};

/// Drafts by the name of what they depend on.
#[derive(Default)]
pub struct Seen {
    /// Whether anybody will ask again; else no name is worth its making.
    remembers: bool,
    found: HashMap<u128, Vec<Draft>>,
    shelf: Arc<Shelf>,
    kept: HashSet<u128>,
}

impl Seen {
    /// One that remembers what was found, and knows what earlier runs kept.
    pub fn with(shelf: Arc<Shelf>) -> Self {
        Self { remembers: true, shelf, ..Self::default() }
    }

    /// Whether anything is remembered.
    pub(super) fn remembers(&self) -> bool {
        self.remembers
    }

    /// Whether it is known what was found under a name.
    pub(super) fn knows(&mut self, name: u128) -> bool {
        if self.found.contains_key(&name) {
            return true;
        }
        let Some(drafts) = self.shelf.get(name).and_then(from_bytes::<Vec<Draft>>) else { return false };
        self.kept.insert(name);
        self.found.insert(name, drafts);
        true
    }

    /// What was found under a name.
    pub(super) fn found(&self, name: u128) -> &[Draft] {
        self.found.get(&name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn remember(&mut self, name: u128, drafts: Vec<Draft>) {
        self.found.insert(name, drafts);
    }

    /// Hands what was found by this run, and not kept by an earlier one, to `take`, as bytes by name.
    pub fn new_ones(&self, take: &mut dyn FnMut(u128, &[u8])) {
        let mut names: Vec<&u128> = self.found.keys().filter(|name| !self.kept.contains(name)).collect();
        names.sort_unstable();
        for name in names {
            take(*name, &to_bytes(&self.found[name]));
        }
    }

    /// The names of what this run looked at and an earlier one kept.
    pub fn used(&self) -> impl Iterator<Item = u128> {
        self.kept.iter().copied()
    }
}

/// What is around everything: the place and the settings of a workspace, and its teams.
#[derive(Clone)]
pub(super) struct Ground(Digest);

impl Ground {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let Snapshot { root, settings, teams, .. } = snapshot;
        let mut digest = Digest::of("ground").with(root);
        digest.add_printed(settings);
        digest.add_printed(teams);
        Self(digest)
    }

    /// The name of what is found in one file without looking at a date; nothing for one that no blob is known of.
    pub(super) fn file(&self, file: &SheetFile) -> Option<u128> {
        Some(self.0.clone().with("file").with(&file.path).with(&file.read.id()?).name())
    }

    /// The name of what is found in it on the scene's day.
    pub(super) fn file_today(file: u128, scene: Scene<'_>, of: Option<&(Cycle, Id)>) -> u128 {
        let mut digest = Digest::of("today").with(&file).with(&scene.today);
        scene.brought.add_to(of, &mut digest);
        digest.name()
    }

    /// The names of what rules find in the whole workspace, by what they see of it. Nothing where a file is there
    /// that no blob is known of.
    pub(super) fn workspace(&self, scene: Scene<'_>) -> Option<Names> {
        let snapshot = scene.snapshot;
        let mut all = self.0.clone().with("workspace");
        all.add_printed(&snapshot.problems);
        all.add_printed(&snapshot.unreadable);
        let [mut links, mut words] = [all.clone(), all];
        let mut claims: BTreeMap<Cycle, Digest> = BTreeMap::new();
        for file in &snapshot.sheets {
            file.read.id()?;
            let outline = file.read.outline();
            let around = (&file.path, &outline.of, outline.whole);
            links.add(&(around, outline.links));
            words.add(&(around, outline.words));
            if let Some((cycle, _)) = outline.of {
                let claims = claims.entry(cycle).or_insert_with(|| self.0.clone().with("claims"));
                claims.add(&(&file.path, outline.claims));
            }
        }
        let mut wins = words.clone().with("wins");
        add_wins(scene, &mut wins);
        Some(Names { links, words, claims, wins })
    }
}

/// The rule for wins looks from the newest cycle of each team to the one before, and there at all of a sheet.
fn add_wins(scene: Scene<'_>, wins: &mut Digest) {
    let calendar = &scene.snapshot.settings.calendar;
    let mut cycles: BTreeMap<&Id, BTreeSet<Cycle>> = BTreeMap::new();
    let owned =
        || scene.snapshot.sheets.iter().filter_map(|file| Some((file, file.read.outline().of.as_ref()?)));
    for (_, (cycle, team)) in owned() {
        cycles.entry(team).or_default().insert(*cycle);
    }
    let newest: BTreeMap<&Id, Cycle> =
        cycles.into_iter().filter_map(|(team, cycles)| Some((team, newest(calendar, &cycles)?))).collect();
    let different: BTreeSet<Cycle> = newest.values().copied().collect();
    for cycle in different {
        let closed = scene.today.is_some_and(|today| calendar.phase(&cycle, today) == Phase::Closed);
        wins.add(&(cycle, closed));
    }
    for (file, (cycle, team)) in owned() {
        if newest.get(team).is_some_and(|newest| newest.previous() == *cycle) {
            wins.add(&(&file.path, file.read.id()));
        }
    }
}

/// The names of what rules find in a workspace.
pub(super) struct Names {
    links: Digest,
    words: Digest,
    claims: BTreeMap<Cycle, Digest>,
    wins: Digest,
}

impl Names {
    /// The name of what one rule finds in the workspace, or in one cycle of it.
    pub(super) fn of(&self, rule: &Rule, sees: Sees, cycle: Option<Cycle>) -> Option<u128> {
        let digest = match sees {
            Sees::Links => &self.links,
            Sees::Words => &self.words,
            Sees::Claims => self.claims.get(&cycle?)?,
            Sees::Wins => &self.wins,
        };
        Some(digest.clone().with(rule.code).name())
    }
}

record!(Spot { file, doc, subject });

impl Keep for Draft {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        let Self { rule, severity, spot, message, help } = self;
        to.text(rule.code);
        severity.keep(to);
        spot.keep(to);
        message.keep(to);
        help.keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            rule: registry::find(from.text()?)?,
            severity: Keep::recall(from)?,
            spot: Keep::recall(from)?,
            message: Keep::recall(from)?,
            help: Keep::recall(from)?,
        })
    }
}
