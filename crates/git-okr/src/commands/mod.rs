//! The verbs, one file each: its `Args`, whose doc comments are the help, and its `run`.

mod amend;
mod check;
mod check_in;
mod completions;
mod diff;
mod doctor;
mod drop;
mod explain;
mod export;
mod fit;
mod grade;
mod history;
mod hook;
mod init;
mod install;
mod log;
mod man;
mod new;
mod options;
mod review;
mod rollover;
mod rules;
mod schema;
mod scope;
mod selection;
mod status;
mod textconv;
mod uninstall;

pub(crate) use options::draw;

use clap::Subcommand;

use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

/// What the user asks for.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a working OKR repository, or a demo with a year of history
    Init(init::Args),
    /// Check sheets against the rules: the work tree, the index or a commit
    Check(check::Args),
    /// Say what changed in the goals between two states
    Diff(diff::Args),
    /// Say what a branch does to the goals, and whether that is all right
    Review(review::Args),
    /// Report how targets shifted, why, and what was achieved
    History(history::Args),
    /// Show every version of one key result
    Log(log::Args),
    /// Show where each team stands today
    Status(status::Args),
    /// Write a new objective, key result or guardrail into the right sheet
    New(new::Args),
    /// Write down a value that was seen
    CheckIn(check_in::Args),
    /// Change a goal, and say why, in one step
    Amend(amend::Args),
    /// End a key result before its cycle ends, and say why
    Drop(drop::Args),
    /// Close a cycle: its grades, and what is missing before they can stand
    Grade(grade::Args),
    /// Open the next cycle from the last one
    Rollover(rollover::Args),
    /// Write key results or check-ins as flat rows: CSV or JSON
    Export(export::Args),
    /// Show a rule's page: what fires, why it is bad, the same mended
    Explain(explain::Args),
    /// List all rules
    Rules(rules::Args),
    /// Print the JSON Schema of a file, for editors
    Schema(schema::Args),
    /// Print a sheet as plain lines, for `git diff`
    Textconv(textconv::Args),
    /// Put the hooks in, and make `git diff` show goals
    Install(install::Args),
    /// Take the hooks and settings out again
    Uninstall(uninstall::Args),
    /// Show which hooks really fire
    Doctor(doctor::Args),
    /// Judge what git is about to do; git's hooks call this
    Hook(hook::Args),
    /// Print completions for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

/// Runs a verb.
pub(crate) fn run(command: Command, session: &mut Session) -> Result<Exit, CommandError> {
    match command {
        Command::Init(args) => init::run(&args, session),
        Command::Check(args) => check::run(&args, session),
        Command::Diff(args) => diff::run(&args, session),
        Command::Review(args) => review::run(&args, session),
        Command::History(args) => history::run(&args, session),
        Command::Log(args) => log::run(&args, session),
        Command::Status(args) => status::run(&args, session),
        Command::New(args) => new::run(&args, session),
        Command::CheckIn(args) => check_in::run(&args, session),
        Command::Amend(args) => amend::run(&args, session),
        Command::Drop(args) => drop::run(&args, session),
        Command::Grade(args) => grade::run(&args, session),
        Command::Rollover(args) => rollover::run(&args, session),
        Command::Export(args) => export::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Rules(args) => rules::run(&args, session),
        Command::Schema(args) => schema::run(&args, session),
        Command::Textconv(args) => textconv::run(&args, session),
        Command::Install(args) => install::run(&args, session),
        Command::Uninstall(args) => uninstall::run(&args, session),
        Command::Doctor(args) => doctor::run(&args, session),
        Command::Hook(args) => hook::run(&args, session),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

/// A text that says something, as an option takes it.
fn said(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("it says nothing".to_owned()) } else { Ok(text.to_owned()) }
}
