//! `git okr completions`: what a shell needs to complete the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::error::CommandError;
use crate::output::{self, Exit};

/// Print completions for a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr completions bash > ~/.local/share/bash-completion/completions/git-okr\n  \
    git okr completions zsh > ~/.zfunc/_git-okr\n  \
    git okr completions fish > ~/.config/fish/completions/git-okr.fish")]
pub(crate) struct Args {
    /// Which shell
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit, CommandError> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command().bin_name("git-okr"), "git-okr", &mut text);
    output::print(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Fine)
}
