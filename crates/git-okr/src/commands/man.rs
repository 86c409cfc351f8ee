//! `git okr man`: the manual page, so that `git okr --help` has one to show.

use clap::CommandFactory;

use crate::args::Cli;
use crate::error::CommandError;
use crate::output::{self, Exit};

/// Print the manual page.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr man | man -l -\n  \
    git okr man > ~/.local/share/man/man1/git-okr.1")]
pub(crate) struct Args {
    /// The verb to print the page of [default: the program's own]
    #[arg(value_name = "VERB")]
    verb: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CommandError> {
    let mut command = Cli::command();
    command.build();
    let command = match &args.verb {
        None => command,
        Some(verb) => command.find_subcommand(verb).cloned().ok_or_else(|| {
            CommandError::new(format!("there is no verb `{verb}`")).hint("`git okr --help` lists them")
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| CommandError::new(format!("cannot write the manual page: {error}")))?;
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Fine)
}
