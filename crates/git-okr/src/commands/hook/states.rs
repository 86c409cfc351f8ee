//! The goals at commits, as neighbours in a history ask for them: a parent is mostly the commit judged just
//! before, and its files are mostly the same.

use std::collections::VecDeque;
use std::rc::Rc;

use okr_core::git::{CommitId, Repository, Source};
use okr_core::snapshot::{FileSet, Parses, Snapshot};

use crate::error::CommandError;
use crate::workspace::State;

/// Enough for a few branches side by side.
const KEPT: usize = 8;

/// The states looked at last.
#[derive(Default)]
pub(super) struct States {
    kept: VecDeque<(Option<CommitId>, String, Rc<State>)>,
}

impl States {
    /// The goals at `commit`, in the workspace at `root`; nothing stands for the empty tree.
    pub(super) fn at(
        &mut self,
        repository: &Repository,
        parses: &mut Parses,
        commit: Option<CommitId>,
        root: &str,
    ) -> Result<Rc<State>, CommandError> {
        let known = self.kept.iter().find(|(id, at, _)| *id == commit && at == root);
        if let Some((_, _, state)) = known {
            return Ok(Rc::clone(state));
        }
        let state = match commit {
            None => State::empty(),
            Some(id) => {
                let source = Source::Commit(id);
                let none = FileSet::default();
                let known = self.kept.back().map_or(&none, |(_, _, last)| &last.files);
                let files = repository.files_sharing(source, root, known, &|id| parses.knows(id))?;
                let snapshot = Snapshot::read(&files, parses);
                State::of(files, snapshot)
            }
        };
        let state = Rc::new(state);
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back((commit, root.to_owned(), Rc::clone(&state)));
        Ok(state)
    }
}
