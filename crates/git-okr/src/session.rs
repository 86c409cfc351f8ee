//! The only clock, environment and terminal of the program. All of it is looked at once, at the start.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use okr_core::git::{Environment, Repository};
use okr_core::model::Calendar;
use okr_core::render::Screen;

use crate::args::{Global, When};
use crate::error::CommandError;

/// What surrounds one run.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    directory: PathBuf,
    today: Option<Date>,
    now: Timestamp,
    color: When,
    pager: bool,
    environment: Environment,
    variables: Variables,
    out_is_terminal: bool,
    err_is_terminal: bool,
}

/// The variables that say how to show things.
#[derive(Debug, Clone)]
struct Variables {
    no_color: bool,
    dumb: bool,
    columns: Option<usize>,
    unicode: bool,
    git_pager: Option<String>,
    pager: Option<String>,
    merging: Vec<String>,
    framework_push: Option<FrameworkPush>,
    program_folders: Vec<PathBuf>,
    git_editor: Option<String>,
    threads: Option<usize>,
}

/// A push as the pre-commit framework tells it: in variables, one ref at a time.
#[derive(Debug, Clone)]
pub(crate) struct FrameworkPush {
    /// The remote's name, or its address.
    pub(crate) remote: Option<String>,
    /// What is pushed.
    pub(crate) to: String,
}

impl Session {
    pub(crate) fn new(global: &Global) -> Result<Self, CommandError> {
        let mut directory = std::env::current_dir()
            .map_err(|error| CommandError::new(format!("the current folder cannot be read: {error}")))?;
        for step in &global.chdir {
            directory.push(step);
        }
        if !directory.is_dir() {
            return Err(CommandError::new(format!(
                "cannot change to `{}`: no such folder",
                directory.display()
            ))
            .hint("give -C a folder that exists"));
        }
        Ok(Self {
            directory,
            today: global.today,
            now: Timestamp::now(),
            color: global.color,
            pager: !global.no_pager,
            environment: Environment::from_vars(std::env::vars_os()),
            variables: Variables::look(),
            out_is_terminal: std::io::stdout().is_terminal(),
            err_is_terminal: std::io::stderr().is_terminal(),
        })
    }

    /// How many threads the environment allows, where it says.
    pub(crate) fn threads(&self) -> Option<usize> {
        self.variables.threads
    }

    /// The same run in another folder, whatever repository a hook's environment names.
    pub(crate) fn at(&self, directory: &Path) -> Self {
        Self { directory: directory.to_owned(), environment: Environment::default(), ..self.clone() }
    }

    /// The folder the command runs in.
    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    /// A path given on the command line, seen from that folder.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.directory.join(path)
    }

    /// The repository of that folder, or the one a hook's environment names.
    pub(crate) fn repository(&self) -> Result<Repository, CommandError> {
        Ok(Repository::open(&self.directory, &self.environment)?)
    }

    /// What git's variables say of where the repository is.
    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// This moment.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// The day the user fixed as today, if any.
    pub(crate) fn fixed_today(&self) -> Option<Date> {
        self.today
    }

    /// Today in the workspace's time zone, or as the user fixed it.
    pub(crate) fn today(&self, calendar: &Calendar) -> Date {
        self.today.unwrap_or_else(|| calendar.day(self.now))
    }

    /// What standard output can show.
    pub(crate) fn screen(&self) -> Screen {
        Screen { width: self.width(), colour: self.color(), unicode: self.variables.unicode }
    }

    /// What standard error can show. Hooks speak there; a server sends it on to whoever pushes.
    pub(crate) fn error_screen(&self) -> Screen {
        let width = if self.err_is_terminal { self.width() } else { self.width().max(100) };
        Screen { width, colour: self.color_errors(), unicode: self.variables.unicode }
    }

    /// What a merge that makes its commit just now is bringing, as git tells its hooks: commit ids.
    pub(crate) fn merging(&self) -> &[String] {
        &self.variables.merging
    }

    /// What the pre-commit framework says of a push in the place of git's own lines.
    pub(crate) fn framework_push(&self) -> Option<&FrameworkPush> {
        self.variables.framework_push.as_ref()
    }

    /// Whether git told its hooks that no editor will open.
    pub(crate) fn edits_nothing(&self) -> bool {
        self.variables.git_editor.as_deref() == Some(":")
    }

    /// The folders in which a hook looks for programs.
    pub(crate) fn program_folders(&self) -> &[PathBuf] {
        &self.variables.program_folders
    }

    /// Whether standard output is a terminal.
    pub(crate) fn on_terminal(&self) -> bool {
        self.out_is_terminal
    }

    /// Whether progress may be shown.
    pub(crate) fn shows_progress(&self) -> bool {
        self.err_is_terminal && !self.variables.dumb
    }

    /// Whether standard output is coloured.
    pub(crate) fn color(&self) -> bool {
        self.colors(self.out_is_terminal)
    }

    /// Whether standard error is coloured.
    pub(crate) fn color_errors(&self) -> bool {
        self.colors(self.err_is_terminal)
    }

    fn colors(&self, terminal: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !self.variables.no_color && !self.variables.dumb,
        }
    }

    /// The width of the terminal; 80 where there is none.
    pub(crate) fn width(&self) -> usize {
        let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = self.variables.columns.or_else(|| self.out_is_terminal.then(seen).flatten());
        width.unwrap_or(80).clamp(40, 200)
    }

    /// The pager to send long output through, if any: as git chooses it.
    pub(crate) fn pager(&self, configured: Option<String>) -> Option<String> {
        if !self.pager || !self.out_is_terminal {
            return None;
        }
        let chosen = self.variables.git_pager.clone().or(configured).or_else(|| self.variables.pager.clone());
        Some(chosen.unwrap_or_else(|| "less".to_owned())).filter(|pager| !pager.is_empty() && pager != "cat")
    }
}

impl Variables {
    fn look() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let text = |name: &str| std::env::var(name).ok();
        let is = |value: Option<OsString>, word: &str| value.is_some_and(|value| value == word);
        // Where no locale is set, and in the C locale of containers and hooks, the terminal is not spoken of:
        // UTF-8 is the safer guess today.
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| text(name).filter(|l| !l.is_empty()));
        let unicode = locale.is_none_or(|locale| {
            let locale = locale.to_lowercase();
            locale.contains("utf") || locale == "c" || locale == "posix"
        });
        let cargo_home =
            set("CARGO_HOME").map(PathBuf::from).or_else(|| Some(PathBuf::from(set("HOME")?).join(".cargo")));
        Self {
            no_color: set("NO_COLOR").is_some(),
            dumb: is(set("TERM"), "dumb"),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            unicode,
            git_pager: text("GIT_PAGER"),
            pager: text("PAGER"),
            // `git merge` names each commit it merges as GITHEAD_<id>, for its merge drivers and hooks.
            merging: std::env::vars_os()
                .filter_map(|(name, _)| Some(name.to_str()?.strip_prefix("GITHEAD_")?.to_owned()))
                .collect(),
            // With a history that is new from its root on, the framework names the branch alone.
            framework_push: ["PRE_COMMIT_TO_REF", "PRE_COMMIT_LOCAL_BRANCH"]
                .iter()
                .find_map(|name| text(name).filter(|to| !to.is_empty()))
                .map(|to| FrameworkPush { remote: text("PRE_COMMIT_REMOTE_NAME"), to }),
            // The scripts in `hooks/` look there last, too.
            program_folders: std::env::var_os("PATH")
                .iter()
                .flat_map(std::env::split_paths)
                .chain(cargo_home.map(|cargo| cargo.join("bin")))
                .collect(),
            git_editor: text("GIT_EDITOR"),
            threads: text("GIT_OKR_THREADS")
                .and_then(|threads| threads.parse().ok())
                .filter(|&threads| threads > 0),
        }
    }
}
