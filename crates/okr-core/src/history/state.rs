//! The sheets in force at a moment of the walk.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Objective, Sheet};
use crate::snapshot::ReadSheet;
use crate::yaml::ProblemKind;

/// The sheets in force, by path.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) sheets: HashMap<String, Arc<Sheet>>,
}

/// What a new content of a file does to the state.
pub(super) struct Taken {
    /// The sheet in force before.
    pub(super) before: Option<Arc<Sheet>>,
    /// The sheet in force now.
    pub(super) after: Option<Arc<Sheet>>,
    /// What could not be read.
    pub(super) error: Option<String>,
}

impl State {
    /// The file is gone.
    pub(super) fn remove(&mut self, path: &str) -> Taken {
        Taken { before: self.sheets.remove(path), after: None, error: None }
    }

    /// The file could not be read at all: what was in force stays so.
    pub(super) fn keep(&mut self, path: &str, error: String) -> Taken {
        let before = self.sheets.get(path).cloned();
        Taken { after: before.clone(), before, error: Some(error) }
    }

    /// The file has a new content. Where some of it could not be understood, what it said before about
    /// that stays in force: what is unreadable is unknown, not gone.
    pub(super) fn put(&mut self, path: &str, read: ReadSheet) -> Taken {
        let error = read
            .problems
            .iter()
            .find(|problem| problem.kind == ProblemKind::Malformed)
            .map(|problem| format!("line {}: {}", problem.span.line, problem.message));
        let Some(sheet) = read.sheet else {
            return self.keep(path, error.unwrap_or_else(|| "not a sheet".to_owned()));
        };
        let before = self.sheets.get(path).cloned();
        let sheet = match (&error, &before) {
            (Some(_), Some(old)) if old.cycle == sheet.cycle && old.team == sheet.team => {
                with_what_was_known(sheet, old)
            }
            _ => sheet,
        };
        let after = Arc::new(sheet);
        self.sheets.insert(path.to_owned(), Arc::clone(&after));
        Taken { before, after: Some(after), error }
    }

    /// The file has a new content, and nothing is wrong with it.
    pub(super) fn put_known(&mut self, path: &str, sheet: Arc<Sheet>) -> Taken {
        let after = Some(Arc::clone(&sheet));
        let before = match self.sheets.get_mut(path) {
            Some(known) => Some(std::mem::replace(known, sheet)),
            None => self.sheets.insert(path.to_owned(), sheet),
        };
        Taken { before, after, error: None }
    }
}

/// A sheet that was only partly understood, with the items of `old` that it no longer shows.
fn with_what_was_known(mut sheet: Sheet, old: &Sheet) -> Sheet {
    let key_result_ids: Vec<_> =
        sheet.objectives.iter().flat_map(|o| &o.key_results).map(|k| k.id.clone()).collect();
    let guardrail_ids: Vec<_> =
        sheet.objectives.iter().flat_map(|o| &o.guardrails).map(|g| g.id.clone()).collect();
    for known in &old.objectives {
        let key_results: Vec<_> =
            known.key_results.iter().filter(|k| !key_result_ids.contains(&k.id)).cloned().collect();
        let guardrails: Vec<_> =
            known.guardrails.iter().filter(|g| !guardrail_ids.contains(&g.id)).cloned().collect();
        if let Some(objective) = sheet.objectives.iter_mut().find(|objective| objective.id == known.id) {
            let objective = Arc::make_mut(objective);
            objective.key_results.extend(key_results);
            objective.guardrails.extend(guardrails);
        } else {
            let known = Objective { key_results, guardrails, ..Objective::clone(known) };
            sheet.objectives.push(Arc::new(known));
        }
    }
    sheet
}
