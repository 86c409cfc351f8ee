//! The workspace a command works on: found, read, and its goals understood.

use okr_core::git::{CommitId, ROOT_SETTING, Repository, Source};
use okr_core::model::Teams;
use okr_core::settings::Settings;
use okr_core::snapshot::{FileProblem, FileSet, Parses, Snapshot};

use crate::error::{CommandError, absent};
use crate::output;
use crate::recall;
use crate::session::Session;

/// A repository that is known to hold a workspace.
pub(crate) struct Workspace {
    pub(crate) repository: Repository,
    /// Its folder, relative to the repository's top: empty, or ending in `/`.
    pub(crate) root: String,
}

/// A state of the goals, with the bytes it was read from.
pub(crate) struct State {
    pub(crate) files: FileSet,
    pub(crate) snapshot: Snapshot,
    /// The goals in force, where some of the files cannot be understood and did say something before.
    pub(crate) recalled: Option<Snapshot>,
}

impl Workspace {
    /// Finds the workspace of the session's folder as it stands at `at`.
    pub(crate) fn find(session: &Session, at: Source) -> Result<Self, CommandError> {
        let repository = session.repository()?;
        Self::in_repository(session, repository, at)
    }

    /// As [`find`](Self::find), at a commit named by the user.
    pub(crate) fn at_revision(session: &Session, revision: &str) -> Result<(Self, CommitId), CommandError> {
        let repository = session.repository()?;
        let commit = repository.resolve(revision)?;
        Ok((Self::in_repository(session, repository, Source::Commit(commit))?, commit))
    }

    /// Finds the workspace in an open repository.
    pub(crate) fn in_repository(
        session: &Session,
        repository: Repository,
        at: Source,
    ) -> Result<Self, CommandError> {
        let folder = repository.prefix(session.directory()).unwrap_or_default();
        match repository.find_root(&folder, at)? {
            Some(root) if repository.holds_workspace(at, &root)? => Ok(Self { repository, root }),
            Some(root) => Err(CommandError::new(format!(
                "no okr.yaml found {}, nor in `{root}`, which git config {ROOT_SETTING} names",
                place(at)
            ))
            .hint("if it moved, run `git okr install` in its folder; `git config --unset okr.root` forgets it")),
            None => Err(CommandError::new(format!("no okr.yaml found {}", place(at)))
                .hint("run `git okr init` to start an OKR workspace here, or `git config okr.root FOLDER` to name one")),
        }
    }

    /// The goals at a state of the repository.
    pub(crate) fn read(&self, at: Source) -> Result<State, CommandError> {
        self.read_with(at, &mut Parses::default())
    }

    /// The settings and the teams at a commit, without reading its sheets.
    pub(crate) fn ground(&self, commit: CommitId) -> Result<(Settings, Teams), CommandError> {
        let files = self.repository.settings_files(commit, &self.root)?;
        let snapshot = Snapshot::read(&files, &mut Parses::default());
        Ok((snapshot.settings, snapshot.teams))
    }

    /// As [`read`](Self::read), where the same sheets were read before.
    pub(crate) fn read_with(&self, at: Source, parses: &mut Parses) -> Result<State, CommandError> {
        self.read_at(at, &self.root, &FileSet::default(), parses)
    }

    fn read_at(
        &self,
        at: Source,
        root: &str,
        known: &FileSet,
        parses: &mut Parses,
    ) -> Result<State, CommandError> {
        let files = self.repository.files_sharing(at, root, known, &|id| parses.knows(id))?;
        let snapshot = Snapshot::read(&files, parses);
        Ok(State::of(files, snapshot))
    }

    /// As [`read_with`](Self::read_with), beside a state that is almost the same: what they share is read once.
    pub(crate) fn read_beside(
        &self,
        at: Source,
        known: &State,
        parses: &mut Parses,
    ) -> Result<State, CommandError> {
        self.read_at(at, &self.root, &known.files, parses)
    }

    /// The goals at a commit that something is compared with: of what cannot be understood there, those before.
    pub(crate) fn read_base(&self, commit: CommitId, parses: &mut Parses) -> Result<State, CommandError> {
        let mut state = self.read_with(Source::Commit(commit), parses)?;
        state.recalled = recall::in_force_at(self, commit, &state.snapshot, parses)?;
        Ok(state)
    }

    /// As [`read_base`](Self::read_base), beside the state `after`: where the folder was renamed between the two, the
    /// goals stand at another place before.
    pub(crate) fn read_before(
        &self,
        commit: CommitId,
        after: Source,
        parses: &mut Parses,
    ) -> Result<State, CommandError> {
        let Some(root) = self.moved_from(commit, after)? else { return self.read_base(commit, parses) };
        let folder = |root: &str| if root.is_empty() { "the top".to_owned() } else { format!("`{root}`") };
        output::remark(&format!(
            "note: the workspace moved from {} to {}; its goals are followed by their identity",
            folder(&root),
            folder(&self.root)
        ));
        self.read_at(Source::Commit(commit), &root, &FileSet::default(), parses)
    }

    /// Where the workspace stood at a commit, if it stands elsewhere `after`.
    fn moved_from(&self, commit: CommitId, after: Source) -> Result<Option<String>, CommandError> {
        if self.repository.holds_workspace(Source::Commit(commit), &self.root)? {
            return Ok(None);
        }
        let mut gone = Vec::new();
        for root in self.repository.workspaces(Some(commit))? {
            // One that stands there still is another workspace.
            if !self.repository.holds_workspace(after, &root)? {
                gone.push(root);
            }
        }
        Ok(gone.pop().filter(|_| gone.is_empty()))
    }

    /// A path the user typed, relative to the repository's top.
    pub(crate) fn relative(&self, session: &Session, path: &std::path::Path) -> Result<String, CommandError> {
        let outside = || {
            CommandError::new(format!("`{}` is outside the repository", path.display()))
                .hint("name files of this repository")
        };
        let full = session.path(path);
        if let Some(prefix) = self.repository.prefix(&full) {
            return Ok(prefix.trim_end_matches('/').to_owned());
        }
        let folder = full.parent().and_then(|folder| self.repository.prefix(folder)).ok_or_else(outside)?;
        let name = full.file_name().and_then(|name| name.to_str()).ok_or_else(outside)?;
        Ok(format!("{folder}{name}"))
    }
}

impl State {
    /// A state without goals, to compare with: before the first commit.
    pub(crate) fn empty() -> Self {
        Self::of(FileSet::default(), Snapshot::default())
    }

    /// A state as its files say.
    pub(crate) fn of(files: FileSet, snapshot: Snapshot) -> Self {
        Self { files, snapshot, recalled: None }
    }

    /// That all of it is in this clone: of what is not there, nothing can be said.
    pub(crate) fn is_present(&self) -> Result<(), CommandError> {
        let absent_file = self.files.files.iter().find_map(|(path, file)| match &file.content {
            Err(FileProblem::Absent(why)) => Some(absent(path, why)),
            Err(FileProblem::TooLarge(_) | FileProblem::NotAFile | FileProblem::Unmerged) | Ok(_) => None,
        });
        absent_file.map_or(Ok(()), Err)
    }

    /// The goals in force, to compare with.
    pub(crate) fn goals(&self) -> &Snapshot {
        self.recalled.as_ref().unwrap_or(&self.snapshot)
    }

    /// The bytes of a file of the state.
    pub(crate) fn source(&self, path: &str) -> Option<&[u8]> {
        self.files.files.get(path)?.content.as_deref().ok()
    }
}

fn place(at: Source) -> String {
    match at {
        Source::WorkTree => "here or in any folder above it in this repository".to_owned(),
        Source::Index => "in what is staged".to_owned(),
        Source::Commit(id) => format!("in commit {}", id.to_string().get(..10).unwrap_or_default()),
    }
}
