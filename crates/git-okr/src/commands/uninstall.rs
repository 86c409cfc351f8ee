//! `git okr uninstall`: takes out what `install` put in.

use okr_core::git::Uninstalled;

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Take the hooks and settings out again.
///
/// A hook that stood there before stands there again, and git's configuration says what it said. What others
/// changed since stays, and is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  git okr uninstall")]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let done = session.repository()?.uninstall()?;
    if done.is_empty() {
        output::remark("nothing to take out: no hook or setting here is ours");
        return Ok(Exit::Fine);
    }
    let mut text = String::new();
    for one in &done {
        text.push_str(&line(one));
        text.push('\n');
    }
    output::print(&text)?;
    Ok(Exit::Fine)
}

fn line(done: &Uninstalled) -> String {
    match done {
        Uninstalled::Hook { hook, restored: true, .. } => {
            format!("{hook}: taken out; the hook that was there is back")
        }
        Uninstalled::Hook { hook, restored: false, .. } => format!("{hook}: taken out"),
        Uninstalled::Setting { name, value: Some(value) } => format!("{name}: `{value}` again"),
        Uninstalled::Setting { name, value: None } => format!("{name}: unset"),
        Uninstalled::Attributes(path) => format!("git diff: as before ({})", path.display()),
        Uninstalled::LeftKept(path) => format!(
            "left: {}, a hook kept by an earlier install; another hook has taken its place",
            path.display()
        ),
        Uninstalled::LeftSetting(name) => format!("left: {name}, which was changed after the install"),
    }
}
