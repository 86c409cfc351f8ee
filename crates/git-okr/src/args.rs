//! The command line: global options here, the options of a verb beside the verb in `commands`.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, ValueEnum};
use jiff::civil::Date;

use crate::commands::Command;

/// OKRs as code: validate, explain and report on goals kept in a git repository.
///
/// Goals stand in YAML sheets, okrs/<cycle>/<team>.yaml, in an ordinary git repository. git okr checks what
/// is being committed, says what a change does to the goals, and reports from the history how
/// targets shifted, why, and what was achieved against the goal as first written and as it ended.
#[derive(Debug, Parser)]
#[command(
    name = "git-okr",
    bin_name = "git okr",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Start with `git okr init` (or `git okr init --demo DIR` to see one in action).\n\
                  `git okr help VERB` tells all of a verb, with examples.\n\
                  Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options every verb takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Run as if started in DIR; may be given several times, as in git
    #[arg(short = 'C', value_name = "DIR", global = true, action = ArgAction::Append)]
    pub(crate) chdir: Vec<PathBuf>,
    /// Colour the output: when it goes to a terminal, always or never
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", hide_possible_values = false)]
    pub(crate) color: When,
    /// Take this day for today
    #[arg(long, value_name = "YYYY-MM-DD", global = true, env = "GIT_OKR_TODAY", hide_env_values = true, value_parser = day)]
    pub(crate) today: Option<Date>,
    /// Do not send long output through a pager
    #[arg(long, global = true)]
    pub(crate) no_pager: bool,
}

/// A day, as an option takes it.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| "no such day; write it as 2026-02-12".to_owned())
}

/// When to do something that suits a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
