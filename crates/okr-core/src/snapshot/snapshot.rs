//! The snapshot itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FileProblem, FileSet, Parses, ReadSheet};
use crate::model::{Cycle, Guardrail, Id, KeyResult, Objective, Ref, Sheet, Teams};
use crate::settings::Settings;
use crate::yaml::{DocPath, Problem};

/// The goals of an organisation at one state of the repository.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// What `okr.yaml` says.
    pub settings: Settings,
    /// What `teams.yaml` says.
    pub teams: Teams,
    /// The sheets, by path.
    pub sheets: Vec<SheetFile>,
    /// Problems of `okr.yaml` and `teams.yaml`, with their path.
    pub problems: Vec<(String, Problem)>,
    /// Files that could not be read at all.
    pub unreadable: Vec<(String, FileProblem)>,
    /// The workspace's folder, as in [`FileSet::root`].
    pub root: String,
    /// First claim wins; `duplicate-id` tells the others.
    index: BTreeMap<Ref, Located>,
}

/// A sheet in its file.
#[derive(Debug, Clone)]
pub struct SheetFile {
    /// Relative to the repository's top.
    pub path: String,
    /// What was read from it.
    pub read: Arc<ReadSheet>,
}

/// Positions of an item in the snapshot: indices into `sheets`, `objectives`, and the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Located {
    /// Into [`Snapshot::sheets`].
    pub sheet: usize,
    /// Into [`Sheet::objectives`] (a position in the vector, not [`Objective::index`]).
    pub objective: usize,
    /// Which item of the objective.
    pub part: LocatedPart,
}

/// Which item of an objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocatedPart {
    /// The objective itself.
    Objective,
    /// Position in its key results.
    KeyResult(usize),
    /// Position in its guardrails.
    Guardrail(usize),
}

/// One item with what surrounds it.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// An objective.
    Objective(&'a Objective),
    /// A key result and its objective.
    KeyResult(&'a Objective, &'a KeyResult),
    /// A guardrail and its objective.
    Guardrail(&'a Objective, &'a Guardrail),
}

impl Snapshot {
    /// Reads a file set; a bad file is a problem, never a stop.
    pub fn read(files: &FileSet, parses: &mut Parses) -> Self {
        let _ = (files, parses);
        todo!()
    }

    /// The item with this identity.
    pub fn get(&self, reference: &Ref) -> Option<Item<'_>> {
        let _ = reference;
        todo!()
    }

    /// Where the item with this identity stands.
    pub fn located(&self, reference: &Ref) -> Option<Located> {
        self.index.get(reference).copied()
    }

    /// All items, ordered by reference.
    pub fn items(&self) -> impl Iterator<Item = (&Ref, Item<'_>)> {
        self.index.keys().filter_map(|reference| Some((reference, self.get(reference)?)))
    }

    /// The readable sheets of one team's cycle, in path order.
    pub fn sheets_of<'a>(
        &'a self,
        cycle: Cycle,
        team: &'a Id,
    ) -> impl Iterator<Item = (&'a SheetFile, &'a Sheet)> {
        self.sheets.iter().filter_map(move |file| {
            let sheet = file.read.sheet.as_ref()?;
            (sheet.cycle == cycle && &sheet.team == team).then_some((file, sheet))
        })
    }

    /// How many files were read or tried.
    pub fn file_count(&self) -> usize {
        todo!()
    }
}

impl Item<'_> {
    /// The place of the item in its file's document.
    pub fn doc_path(&self) -> DocPath {
        let objective = |objective: &Objective| DocPath::default().field("objectives").index(objective.index);
        match self {
            Self::Objective(o) => objective(o),
            Self::KeyResult(o, k) => objective(o).field("key_results").index(k.index),
            Self::Guardrail(o, g) => objective(o).field("guardrails").index(g.index),
        }
    }
}
