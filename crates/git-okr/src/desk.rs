//! Where sheets are edited: the work tree's goals, what an edit would do to them, and the writing. Nothing is
//! written that would not be read back, or that the policy refuses even with a reason.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use okr_core::change::{Change, between};
use okr_core::finding::{Finding, Findings, Severity};
use okr_core::git::Source;
use okr_core::model::{Calendar, Cycle, Id, Ref, Reference, Sheet};
use okr_core::render::FindingFormat;
use okr_core::rules::policy::{Ground, Judged, Road, judge};
use okr_core::settings::Policy;
use okr_core::snapshot::{File, Item, Parses, SheetFile, SheetPlace, Snapshot};
use okr_core::yaml::{EditError, ProblemKind};
use serde_json::Map;

use crate::commands::draw;
use crate::error::CommandError;
use crate::judgement::settings_before;
use crate::naming;
use crate::novelty::new_findings;
use crate::output::{self, write_whole};
use crate::session::Session;
use crate::workspace::{State, Workspace};

/// The goals of the work tree, and those of the current commit to compare with.
pub(crate) struct Desk {
    pub(crate) workspace: Workspace,
    /// The work tree.
    pub(crate) state: State,
    /// The current commit; empty before the first.
    pub(crate) committed: State,
    pub(crate) today: Date,
}

/// A sheet as it shall be.
pub(crate) struct Draft {
    /// Relative to the repository's top.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// An objective, a key result or a guardrail on the desk.
pub(crate) struct Found<'a> {
    pub(crate) reference: &'a Ref,
    pub(crate) item: Item<'a>,
    /// The file it stands in, relative to the repository's top.
    pub(crate) path: &'a str,
    /// What stands in that file.
    pub(crate) text: &'a str,
}

/// What an edit did.
pub(crate) struct Landed {
    /// The work tree now.
    pub(crate) after: State,
    /// Its changes to the goals it was about, with what the policy says of them.
    pub(crate) judged: Vec<Judged>,
    /// The findings it brings.
    findings: Vec<Finding>,
}

impl Desk {
    /// Reads the work tree and the current commit.
    pub(crate) fn open(session: &Session) -> Result<Self, CommandError> {
        let repository = session.repository()?;
        if repository.is_bare() {
            return Err(CommandError::new("a bare repository has no sheets to edit")
                .hint("edit them in a clone: `git clone`, then try again there"));
        }
        let workspace = Workspace::in_repository(session, repository, Source::WorkTree)?;
        let mut parses = Parses::default();
        let state = workspace.read_with(Source::WorkTree, &mut parses)?;
        let committed = match workspace.repository.head()? {
            Some(head) => workspace.read_with(Source::Commit(head), &mut parses)?,
            None => State::empty(),
        };
        let today = session.today(&state.snapshot.settings.calendar);
        Ok(Self { workspace, state, committed, today })
    }

    pub(crate) fn calendar(&self) -> &Calendar {
        &self.state.snapshot.settings.calendar
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.state.snapshot
    }

    /// The item that a reference means.
    pub(crate) fn find(&self, wanted: &Reference) -> Result<Found<'_>, CommandError> {
        self.find_among(wanted, |_| true)
    }

    /// As [`find`](Self::find), among some of the items.
    pub(crate) fn find_among(
        &self,
        wanted: &Reference,
        among: impl Fn(Item<'_>) -> bool,
    ) -> Result<Found<'_>, CommandError> {
        let snapshot = self.snapshot();
        let known: Vec<&Ref> =
            snapshot.items().filter(|(_, item)| among(*item)).map(|(reference, _)| reference).collect();
        let reference = naming::resolve(wanted, &known, self.calendar(), self.today)?;
        let found = || {
            let item = snapshot.get(reference)?;
            let path = snapshot.file_of(reference)?.path.as_str();
            let text = std::str::from_utf8(self.state.source(path)?).ok()?;
            Some(Found { reference, item, path, text })
        };
        found().ok_or_else(|| CommandError::new(format!("the sheet of `{reference}` cannot be read")))
    }

    /// A team that may have a sheet: where teams.yaml names teams, one of them.
    pub(crate) fn known_team(&self, team: &Id) -> Result<(), CommandError> {
        let teams = &self.snapshot().teams;
        if teams.is_empty() || teams.get(team).is_some() {
            return Ok(());
        }
        let names: Vec<String> = teams.iter().map(|team| team.id.to_string()).collect();
        Err(CommandError::new(format!("there is no team `{team}`")).hint(format!(
            "teams are: {}; `{}teams.yaml` is where they stand",
            names.join(", "),
            self.workspace.root
        )))
    }

    /// The sheets of a team's cycle, in the order of their paths.
    pub(crate) fn sheets_of<'a>(
        &'a self,
        cycle: Cycle,
        team: &'a Id,
    ) -> impl Iterator<Item = (&'a SheetFile, &'a Sheet)> {
        self.snapshot().sheets_of(cycle, team)
    }

    /// The text of a sheet that was read.
    pub(crate) fn text(&self, path: &str) -> Result<&str, CommandError> {
        let bytes = self.state.source(path).unwrap_or_default();
        std::str::from_utf8(bytes)
            .map_err(|error| CommandError::new(format!("`{path}` is not UTF-8: {error}")))
    }

    /// Where the sheet of a team's cycle has its place.
    pub(crate) fn path_of(&self, cycle: Cycle, team: &Id) -> String {
        SheetPlace::path(&self.workspace.root, &cycle, team)
    }

    /// Where a new sheet of a team goes; what stands there already is never overwritten.
    pub(crate) fn new_path(&self, cycle: Cycle, team: &Id) -> Result<String, CommandError> {
        let path = self.path_of(cycle, team);
        if self.on_disk(&path)?.symlink_metadata().is_ok() {
            return Err(CommandError::new(format!("`{path}` exists already; nothing was written"))
                .hint(format!("edit it, or move it away: `git mv {path} …`")));
        }
        Ok(path)
    }

    /// The work tree as it would be with these drafts.
    pub(crate) fn with(&self, drafts: &[Draft]) -> State {
        let mut files = self.state.files.clone();
        for draft in drafts {
            files.files.insert(draft.path.clone(), File::of_text(&draft.text));
        }
        let snapshot = Snapshot::read(&files, &mut Parses::default());
        State::of(files, snapshot)
    }

    /// Writes the drafts, all or none; `about` are the goals the edit means to change.
    pub(crate) fn land(&self, drafts: &[Draft], about: &BTreeSet<Ref>) -> Result<Landed, CommandError> {
        let after = self.with(drafts);
        for draft in drafts {
            self.must_read_back(&after, draft)?;
        }
        let judged = self.judge(&after, about)?;
        let (findings, _) = new_findings(&self.state, &after, self.today);
        self.write(drafts)?;
        Ok(Landed { after, judged, findings })
    }

    /// A draft that brings a problem of shape is not written.
    fn must_read_back(&self, after: &State, draft: &Draft) -> Result<(), CommandError> {
        let problems = |state: &State| {
            let file = state.snapshot.sheets.iter().find(|file| file.path == draft.path);
            let all = file.map(|file| file.read.problems.clone()).unwrap_or_default();
            all.into_iter().filter(|problem| problem.kind == ProblemKind::Malformed).collect::<Vec<_>>()
        };
        let (old, new) = (problems(&self.state), problems(after));
        match new.iter().find(|problem| !old.iter().any(|old| old.message == problem.message)) {
            None => Ok(()),
            Some(problem) => Err(CommandError::new(format!("{}: {}", draft.path, problem.message))
                .hint(problem.help.clone().unwrap_or_else(|| "nothing was written".to_owned()))),
        }
    }

    /// What the policy says of the goals `about` if this were committed today. What it refuses although a
    /// reason is given is refused here already, unless it stood in the work tree before.
    fn judge(&self, after: &State, about: &BTreeSet<Ref>) -> Result<Vec<Judged>, CommandError> {
        let now = self.judged(&self.state, about);
        let then = self.judged(after, about);
        let policy = settings_before(&self.committed, after).policy;
        let blocks = |judged: &&Judged| {
            let Some((rule, Severity::Error)) = judged.verdict else { return false };
            let hard = matches!(rule.code, "P909" | "P912" | "P913") || policy == Policy::Frozen;
            (hard || judged.dated.change.declared.is_some())
                && !now.iter().any(|old| old.dated.change == judged.dated.change)
        };
        match then.iter().find(blocks) {
            None => Ok(then),
            Some(judged) => {
                let change = &judged.dated.change;
                let rule = judged.verdict.map_or("", |(rule, _)| rule.name);
                let error = CommandError::new(format!(
                    "{}: {} ({rule}); nothing was written",
                    change.subject, judged.message
                ));
                let cycle = change.subject.cycle;
                Err(match (rule, &judged.help) {
                    ("closed-cycle-edited", _) => error.hint(format!(
                        "go on in the next cycle: `git okr rollover {cycle} {}`",
                        cycle.next()
                    )),
                    (_, Some(help)) => error.hint(help.clone()),
                    (_, None) => error,
                })
            }
        }
    }

    fn judged(&self, after: &State, about: &BTreeSet<Ref>) -> Vec<Judged> {
        let settings = settings_before(&self.committed, after);
        let had_sheets = !self.committed.snapshot.sheets.is_empty();
        let ground = Ground { settings, date: self.today, road: Road::WithMessage, had_sheets };
        let changes = between(&self.committed.snapshot, &after.snapshot);
        let ours = |change: &Change| about.contains(&change.subject);
        judge(changes, &ground).into_iter().filter(|judged| ours(&judged.dated.change)).collect()
    }

    fn write(&self, drafts: &[Draft]) -> Result<(), CommandError> {
        let mut done: Vec<&Draft> = Vec::new();
        for draft in drafts {
            if let Err(error) = self.write_one(draft) {
                for draft in &done {
                    self.restore(draft);
                }
                return Err(error);
            }
            done.push(draft);
        }
        Ok(())
    }

    fn write_one(&self, draft: &Draft) -> Result<(), CommandError> {
        let path = self.on_disk(&draft.path)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                CommandError::new(format!("cannot make the folder `{}`: {error}", folder.display()))
                    .hint("nothing was written")
            })?;
        }
        write_whole(&path, draft.text.as_bytes())
    }

    /// Puts a file back as it was before its draft was written.
    pub(crate) fn restore(&self, draft: &Draft) {
        let Ok(path) = self.on_disk(&draft.path) else { return };
        // The first failure is the one to tell; what cannot be put back stays.
        let _ = match self.state.source(&draft.path) {
            Some(bytes) => write_whole(&path, bytes).is_ok(),
            None => std::fs::remove_file(&path).is_ok(),
        };
    }

    /// The place of a file on disk, reached through folders only: a symbolic link on the way would lead the
    /// writer out of the repository.
    fn on_disk(&self, path: &str) -> Result<PathBuf, CommandError> {
        let top = self
            .workspace
            .repository
            .top()
            .ok_or_else(|| CommandError::new("a bare repository has no sheets to edit"))?;
        let mut at = top.to_path_buf();
        for folder in Path::new(path).parent().into_iter().flat_map(Path::components) {
            at.push(folder);
            if at.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
                return Err(CommandError::new(format!("`{}` is no folder of this repository", at.display()))
                    .hint("symbolic links are not followed; nothing was written"));
            }
        }
        Ok(top.join(path))
    }
}

impl Landed {
    /// The findings that the edit brings.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Tells the findings that the edit brings, on standard error.
    pub(crate) fn tell_findings(&self, session: &Session) {
        if self.findings.is_empty() {
            return;
        }
        let found = Findings::new(self.findings.clone(), self.after.snapshot.file_count());
        let text = draw(FindingFormat::Concise, session, &found, &self.after, &Map::new());
        let count = found.list.len();
        let what = if count == 1 { "a finding" } else { "findings" };
        output::remark(&format!("note: this brings {what}; `git okr check` tells more\n{}", text.trim_end()));
    }
}

/// Every identity of a sheet.
pub(crate) fn references(sheet: &Sheet) -> Vec<Ref> {
    let of = |id: &Id| Ref { cycle: sheet.cycle, team: sheet.team.clone(), id: id.clone() };
    sheet
        .objectives
        .iter()
        .flat_map(|objective| {
            let parts = objective.key_results.iter().map(|own| &own.id);
            let guards = objective.guardrails.iter().map(|own| &own.id);
            std::iter::once(&objective.id).chain(parts).chain(guards).map(of).collect::<Vec<_>>()
        })
        .collect()
}

/// An edit that was not made, and what to do.
pub(crate) fn not_edited(path: &str, error: &EditError) -> CommandError {
    let message = CommandError::new(format!("{path}: {error}; nothing was written"));
    match error {
        EditError::Unreadable(problem) | EditError::Refused(problem) => match &problem.help {
            Some(help) => message.hint(help.clone()),
            None => message,
        },
        EditError::NoSuchPlace(_) | EditError::OtherShape { .. } | EditError::Unsafe => {
            message.hint(format!("edit {path} by hand, then run `git okr check {path}`"))
        }
    }
}
