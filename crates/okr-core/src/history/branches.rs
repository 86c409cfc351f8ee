//! Histories with branches in them: each commit is held against the state it was made on, not against the
//! commit told before it, which may stand on another branch; and what counts in the end is what the tip says.

use std::collections::HashMap;
use std::sync::Arc;

use super::recorder::{FileChange, Recorder};
use super::timeline::Version;
use crate::model::Ref;

impl Recorder {
    /// Puts a file into the state that the next commit was made on, where that is not the one recorded last.
    /// Tells nothing: the commit that brought this state has told it.
    pub fn stand_on(&mut self, change: FileChange) {
        match change {
            FileChange::Removed(path) => drop(self.state.remove(&path)),
            FileChange::Read(path, read) => drop(self.state.put(&path, read)),
            FileChange::Known(path, sheet) => drop(self.state.put_known(&path, sheet)),
            FileChange::Unread(..) => {}
        }
    }

    /// Ends a walk over branches: the files that the tip has otherwise than the commit told last are put in
    /// place, and each key result stands, or is gone, as the tip has it.
    pub fn stand_on_tip(&mut self, changes: Vec<FileChange>) {
        for change in changes {
            self.stand_on(change);
        }
        let mut sheets: Vec<_> = self.state.sheets.iter().collect();
        sheets.sort_by_key(|(path, _)| *path);
        let mut at_tip: HashMap<Ref, Version> = HashMap::new();
        for (_, sheet) in sheets {
            for objective in &sheet.objectives {
                for key_result in &objective.key_results {
                    let reference =
                        Ref { cycle: sheet.cycle, team: sheet.team.clone(), id: key_result.id.clone() };
                    at_tip.entry(reference).or_insert_with(|| Version::new(objective, key_result));
                }
            }
        }
        for (at, timeline) in self.timelines.iter_mut().enumerate() {
            let own = self.standing.get(&timeline.reference).or(self.removed.get(&timeline.reference));
            if own != Some(at) {
                continue; // Somebody else goes by its name now.
            }
            match at_tip.remove(&timeline.reference) {
                Some(version) => {
                    timeline.last = version;
                    timeline.removed = None;
                }
                None if timeline.removed.is_none() => {
                    let ended = self.ended.get(&at).or(self.latest.as_ref());
                    timeline.removed = Some(Arc::clone(ended.unwrap_or(&timeline.born)));
                }
                None => {}
            }
        }
    }
}
