//! The only clock, environment and terminal of the program.

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
    color: When,
    pager: bool,
    from_environment: bool,
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
            color: global.color,
            pager: !global.no_pager,
            from_environment: true,
        })
    }

    /// The same run in another folder, whatever repository a hook's environment names.
    pub(crate) fn at(&self, directory: &Path) -> Self {
        Self { directory: directory.to_owned(), from_environment: false, ..self.clone() }
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
        Ok(Repository::open(&self.directory, &self.environment())?)
    }

    /// What git's variables say of where the repository is.
    pub(crate) fn environment(&self) -> Environment {
        if self.from_environment {
            Environment::from_vars(std::env::vars_os())
        } else {
            Environment::default()
        }
    }

    /// This moment.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// The day the user fixed as today, if any.
    pub(crate) fn fixed_today(&self) -> Option<Date> {
        self.today
    }

    /// Today in the workspace's time zone, or as the user fixed it.
    pub(crate) fn today(&self, calendar: &Calendar) -> Date {
        self.today.unwrap_or_else(|| calendar.day(Timestamp::now()))
    }

    /// What standard output can show.
    pub(crate) fn screen(&self) -> Screen {
        Screen { width: self.width(), colour: self.color(), unicode: self.unicode() }
    }

    /// Whether standard output is a terminal.
    pub(crate) fn on_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// Whether progress may be shown.
    pub(crate) fn shows_progress(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// Whether standard output is coloured.
    pub(crate) fn color(&self) -> bool {
        self.colors(std::io::stdout().is_terminal())
    }

    /// Whether standard error is coloured.
    pub(crate) fn color_errors(&self) -> bool {
        self.colors(std::io::stderr().is_terminal())
    }

    fn colors(&self, terminal: bool) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// The width of the terminal; 80 where there is none.
    pub(crate) fn width(&self) -> usize {
        let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        columns.or_else(|| self.on_terminal().then(seen).flatten()).unwrap_or(80).clamp(40, 200)
    }

    /// Whether the locale says that output is UTF-8. Where it says nothing, it is.
    pub(crate) fn unicode(&self) -> bool {
        ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
            .is_none_or(|locale| {
                let locale = locale.to_lowercase();
                // C and POSIX say nothing of the terminal in containers and hooks.
                locale.contains("utf") || locale == "c" || locale == "posix"
            })
    }

    /// The pager to send long output through, if any: as git chooses it.
    pub(crate) fn pager(&self, configured: Option<String>) -> Option<String> {
        if !self.pager || !self.on_terminal() {
            return None;
        }
        std::env::var("GIT_PAGER")
            .ok()
            .or(configured)
            .or_else(|| std::env::var("PAGER").ok())
            .or_else(|| Some("less".to_owned()))
            .filter(|pager| !pager.is_empty() && pager != "cat")
    }
}
