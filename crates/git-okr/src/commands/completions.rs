//! `git okr completions`: what a shell needs to complete the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::error::CommandError;
use crate::output::{self, Exit};

/// What follows the script for bash: git's own completion asks `_git_okr` for what follows `git okr`.
const THROUGH_GIT: &str = r#"
_git_okr() {
    local all=("${COMP_WORDS[@]}") at=1
    while test "$at" -lt "$COMP_CWORD" && test "${all[at]}" != okr; do at=$((at + 1)); done
    local COMP_WORDS=(git-okr "${all[@]:at+1}") COMP_CWORD=$((COMP_CWORD - at))
    _gitokr git-okr "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
}
"#;

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
    output::print(&if args.shell == Shell::Bash { bash() } else { script(args.shell, "git-okr") })?;
    Ok(Exit::Fine)
}

fn script(shell: Shell, name: &str) -> String {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command().bin_name(name.to_owned()), name, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// The script for bash does not find its own parts for a name with a hyphen in it (`clap_complete` 4.6), so it is made
/// for one without and bound to ours.
fn bash() -> String {
    let lines = script(Shell::Bash, "gitokr");
    let bound = lines.lines().map(|line| {
        let is_binding = line.trim_start().starts_with("complete -F ");
        if is_binding { line.replace(" gitokr", " git-okr") } else { line.to_owned() }
    });
    bound.map(|line| line + "\n").collect::<String>() + THROUGH_GIT
}
