//! The verbs, one file each: its `Args`, whose doc comments are the help, and its `run`.

mod amend;
mod check;
mod check_in;
mod completions;
mod cycles;
mod diff;
mod doctor;
mod drop;
mod explain;
mod export;
mod fit;
mod grade;
mod history;
mod hook;
mod import;
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

/// What the user asks for. The help of a verb is the doc comment of its `Args`; one here would hide it.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Args),
    Check(check::Args),
    Diff(diff::Args),
    Review(review::Args),
    History(history::Args),
    Log(log::Args),
    Status(status::Args),
    New(new::Args),
    CheckIn(check_in::Args),
    Amend(amend::Args),
    Drop(drop::Args),
    Grade(grade::Args),
    Rollover(rollover::Args),
    Import(import::Args),
    Export(export::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Schema(schema::Args),
    Textconv(textconv::Args),
    Install(install::Args),
    Uninstall(uninstall::Args),
    Doctor(doctor::Args),
    Hook(hook::Args),
    Completions(completions::Args),
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
        Command::Import(args) => import::run(&args, session),
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
