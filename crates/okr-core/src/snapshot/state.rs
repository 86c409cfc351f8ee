//! The snapshot itself: what it holds. `build` makes one, `lookup` answers questions about it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{FileProblem, Parsed};
use crate::model::{Cycle, Guardrail, Id, KeyResult, Objective, Ref, Teams};
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
    /// The workspace's folder, as in [`FileSet::root`](super::FileSet::root).
    pub root: String,
    /// How many files were read or tried.
    pub(super) file_count: usize,
    /// Where each identity stands; the first claim wins. Made when it is first asked for.
    pub(super) index: OnceLock<BTreeMap<Ref, Located>>,
    /// The sheets of each team's cycle, where a few items are looked up and most sheets are not taken in.
    pub(super) owners: OnceLock<Owners>,
}

pub(super) type Owners = BTreeMap<(Cycle, Id), Vec<usize>>;

/// A sheet in its file.
#[derive(Debug, Clone)]
pub struct SheetFile {
    /// Relative to the repository's top.
    pub path: String,
    /// What was read from it.
    pub read: Parsed,
}

/// Positions of an item in the snapshot: indices into `sheets`, `objectives`, and the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Located {
    /// Into [`Snapshot::sheets`].
    pub sheet: usize,
    /// Into [`Sheet::objectives`](crate::model::Sheet::objectives): a position in the vector, not
    /// [`Objective::index`](crate::model::Objective::index).
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
