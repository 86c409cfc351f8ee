//! One side of a comparison: the sheets that could differ, flattened to items with their identity.

use std::sync::Arc;

use crate::model::{Guardrail, KeyResult, Objective, Ref, Sheet};
use crate::yaml::DocPath;

/// A place in a file of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Relative to the repository's top.
    pub path: String,
    /// In its document.
    pub doc: DocPath,
}

/// One side: sheets with the path they stand at. Sheets that are the same on both sides may be left out.
#[derive(Debug, Clone, Default)]
pub struct Side<'a> {
    /// The sheets, by path.
    pub sheets: Vec<(&'a str, &'a Sheet)>,
}

/// An objective with its identity and place.
#[derive(Debug, Clone)]
pub(super) struct ObjectiveItem<'a> {
    pub(super) reference: Ref,
    pub(super) path: &'a str,
    pub(super) objective: &'a Objective,
}

/// A key result or a guardrail with its identity, its objective's, and its place.
#[derive(Debug, Clone)]
pub(super) struct PartItem<'a, T> {
    pub(super) reference: Ref,
    pub(super) path: &'a str,
    pub(super) objective: &'a Objective,
    pub(super) part: &'a T,
}

/// What of a side has to be looked at: all of it, or what differs from the other side.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    pub(super) objectives: Vec<ObjectiveItem<'a>>,
    pub(super) key_results: Vec<PartItem<'a, KeyResult>>,
    pub(super) guardrails: Vec<PartItem<'a, Guardrail>>,
}

impl<'a> Items<'a> {
    /// All of a side.
    pub(super) fn all(side: &Side<'a>) -> Self {
        Self { objectives: side.objectives(), key_results: side.key_results(), guardrails: side.guardrails() }
    }
}

impl<'a> Side<'a> {
    fn objectives(&self) -> Vec<ObjectiveItem<'a>> {
        self.sheets
            .iter()
            .flat_map(|&(path, sheet)| {
                sheet.objectives.iter().map(move |objective| ObjectiveItem {
                    reference: reference(sheet, &objective.id),
                    path,
                    objective,
                })
            })
            .collect()
    }

    fn key_results(&self) -> Vec<PartItem<'a, KeyResult>> {
        self.parts(|objective| &objective.key_results, |key_result| &key_result.id)
    }

    fn guardrails(&self) -> Vec<PartItem<'a, Guardrail>> {
        self.parts(|objective| &objective.guardrails, |guardrail| &guardrail.id)
    }

    fn parts<T: 'a>(
        &self,
        list: fn(&'a Objective) -> &'a Vec<Arc<T>>,
        id: fn(&T) -> &crate::model::Id,
    ) -> Vec<PartItem<'a, T>> {
        let mut items = Vec::new();
        for &(path, sheet) in &self.sheets {
            for objective in &sheet.objectives {
                for part in list(objective) {
                    let reference = reference(sheet, id(part));
                    items.push(PartItem { reference, path, objective, part: &**part });
                }
            }
        }
        items
    }
}

pub(super) fn reference(sheet: &Sheet, id: &crate::model::Id) -> Ref {
    Ref { cycle: sheet.cycle, team: sheet.team.clone(), id: id.clone() }
}

impl ObjectiveItem<'_> {
    pub(super) fn spot(&self) -> Spot {
        Spot { path: self.path.to_owned(), doc: objective_path(self.objective) }
    }
}

impl PartItem<'_, KeyResult> {
    pub(super) fn spot(&self) -> Spot {
        let doc = objective_path(self.objective).field("key_results").index(self.part.index);
        Spot { path: self.path.to_owned(), doc }
    }
}

impl PartItem<'_, Guardrail> {
    pub(super) fn spot(&self) -> Spot {
        let doc = objective_path(self.objective).field("guardrails").index(self.part.index);
        Spot { path: self.path.to_owned(), doc }
    }
}

impl<T> PartItem<'_, T> {
    /// The identity of the objective it belongs to.
    pub(super) fn objective_ref(&self) -> Ref {
        Ref { id: self.objective.id.clone(), ..self.reference.clone() }
    }
}

impl Spot {
    /// The place of a field of this item.
    #[must_use]
    pub fn field(&self, field: super::Field) -> Self {
        Self { path: self.path.clone(), doc: self.doc.field(field.as_str()) }
    }

    /// The place of an element of a list field of this item.
    #[must_use]
    pub fn element(&self, field: super::Field, index: usize) -> Self {
        Self { path: self.path.clone(), doc: self.doc.field(field.as_str()).index(index) }
    }
}

fn objective_path(objective: &Objective) -> DocPath {
    DocPath::default().field("objectives").index(objective.index)
}
