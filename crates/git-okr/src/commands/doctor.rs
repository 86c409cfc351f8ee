//! `git okr doctor`: which hooks really fire, and what none of them sees.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use okr_core::git::{HookReport, HookState, HooksFolder};
use okr_core::render::escape::visible_lines;

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// What a hook's script calls.
const PROGRAM: &str = if cfg!(windows) { "git-okr.exe" } else { "git-okr" };

/// What git does without calling a hook of this clone.
const UNSEEN: &str = "\
Not seen by the hooks of a clone:
  rebase, commit --amend         post-rewrite tells what became of them, and pre-push refuses
  cherry-pick, revert            git calls neither pre-commit nor commit-msg; pre-push looks again
  git am                         the same
  --no-verify                    passes by pre-commit, commit-msg, pre-merge-commit and pre-push
  other clones                   each needs its own `git okr install`
A server sees all of it: `git okr install` in the bare repository, or `git okr review` in CI.
";

/// Show which hooks really fire.
///
/// Looks where git looks: core.hooksPath, linked work trees, the executable bit; and whether the scripts would
/// find this program. Exits with 1 where something that `install` puts in does not work.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  git okr doctor")]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let setup = repository.hook_setup()?;
    let mut rows: Vec<Row> = setup.hooks.iter().map(hook).collect();
    rows.push(program(session));
    if !repository.is_bare() {
        rows.push(diff(setup.textconv.as_deref(), setup.attributes));
    }
    let mut text = format!("git looks for hooks in {}\n", folder(&setup.folder));
    if let Some(root) = &setup.root {
        let _ = writeln!(text, "the workspace is {root} (git config okr.root)");
    }
    text.push('\n');
    for row in &rows {
        let _ = writeln!(text, "{:<16} {:<7} {}", row.what, row.mark.word(), row.words);
    }
    if !repository.is_bare() {
        text.push('\n');
        text.push_str(UNSEEN);
    }
    output::print(&visible_lines(&text))?;
    if setup.hooks.iter().any(|report| !report.state.fires()) {
        output::remark("`git okr install` puts in what is missing");
    }
    let broken = rows.iter().any(|row| row.mark == Mark::Broken);
    Ok(if broken { Exit::Findings } else { Exit::Fine })
}

/// One line of the table.
struct Row {
    what: String,
    mark: Mark,
    words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// git calls it.
    Fires,
    /// It works.
    Works,
    /// It does not, and that is all right.
    Off,
    /// It does not, and should.
    Broken,
}

impl Mark {
    fn word(self) -> &'static str {
        match self {
            Self::Fires => "fires",
            Self::Works => "works",
            Self::Off => "off",
            Self::Broken => "BROKEN",
        }
    }
}

fn folder(folder: &HooksFolder) -> String {
    match folder {
        HooksFolder::Own(path) => path.display().to_string(),
        HooksFolder::InWorkTree(path) => {
            format!("{} (core.hooksPath, files of this repository)", path.display())
        }
        HooksFolder::Elsewhere(path) => {
            format!("{} (core.hooksPath, outside this repository)", path.display())
        }
    }
}

fn hook(report: &HookReport) -> Row {
    let words = match &report.state {
        HookState::Missing => "not installed".to_owned(),
        HookState::Ours { executable: false, .. } => {
            format!("git passes over it: `chmod +x {}`", report.path.display())
        }
        HookState::Ours { current, kept, executable: true } => {
            let age = if *current { "installed" } else { "installed by another version; install again" };
            match kept {
                Some(kept) => format!("{age}; first runs {}", kept.display()),
                None => age.to_owned(),
            }
        }
        HookState::Foreign { executable: false, .. } => {
            format!("a hook of someone else that git passes over: {}", report.path.display())
        }
        HookState::Foreign { manager: Some(manager), calls_us: true, .. } => format!("called by {manager}"),
        HookState::Foreign { manager: None, calls_us: true, .. } => {
            format!("called by {}", report.path.display())
        }
        HookState::Foreign { manager: Some(manager), calls_us: false, .. } => {
            format!("belongs to {manager}; {}", manager.advice(report.hook))
        }
        HookState::Foreign { manager: None, calls_us: false, .. } => {
            format!("not installed; another hook stands there: {}", report.path.display())
        }
    };
    let mark = if report.state.fires() { Mark::Fires } else { Mark::Broken };
    Row { what: report.hook.to_string(), mark, words }
}

/// Whether the scripts would find this program, and in which version.
fn program(session: &Session) -> Row {
    let row = |mark, words| Row { what: PROGRAM.to_owned(), mark, words };
    // What a relative folder of PATH holds depends on where one stands, and may come with a repository.
    let found = session
        .program_folders()
        .iter()
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(PROGRAM))
        .find(|path| path.is_file());
    let Some(path) = found else {
        return row(
            Mark::Broken,
            "not on the PATH, so the hooks refuse every commit: put its folder there".to_owned(),
        );
    };
    match version(&path) {
        Some(version) if version == env!("CARGO_PKG_VERSION") => {
            row(Mark::Works, format!("{} {version}", path.display()))
        }
        Some(version) => row(
            Mark::Works,
            format!("{} {version}, and this is {}", path.display(), env!("CARGO_PKG_VERSION")),
        ),
        None => row(Mark::Broken, format!("{} cannot be run", path.display())),
    }
}

/// The version that a program says it is.
fn version(path: &Path) -> Option<String> {
    let output = Command::new(path)
        .arg("--version")
        .env_clear()
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().last().map(str::to_owned)
}

/// What `git diff` shows; a comfort, not a guard.
fn diff(textconv: Option<&str>, attributes: bool) -> Row {
    let (mark, words) = match (textconv, attributes) {
        (Some(command), true) => (Mark::Works, format!("shows sheets by `{command}`")),
        (Some(_), false) => (Mark::Off, "no attributes: `git okr install` writes them".to_owned()),
        (None, _) => (Mark::Off, "shows sheets as plain YAML".to_owned()),
    };
    Row { what: "git diff".to_owned(), mark, words }
}
