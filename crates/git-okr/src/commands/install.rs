//! `git okr install`: puts the hooks in, and the settings that go with them.

use okr_core::git::{Hook, HookError, InstallOptions, InstallPlan, InstallStep, Repository, Source};

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Put the hooks in, and make `git diff` show goals.
///
/// Goes where git really looks for hooks, linked work trees and core.hooksPath included. A hook that stands
/// there is kept and runs first. In a bare repository, or with --server, it is pre-receive, which nobody can
/// pass by. Running it again changes nothing that is in place.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr install                                  what a clone wants: pre-commit, commit-msg, pre-push …\n  \
    git okr install --hook pre-push                  this one only\n  \
    git -C /srv/goals.git okr install                on a server: pre-receive\n\n\
    `git okr doctor` shows which hooks really fire; `git okr uninstall` takes all of it out again.")]
pub(crate) struct Args {
    /// Put in pre-receive, also where the repository has a work tree
    #[arg(long, conflicts_with = "hook")]
    server: bool,
    /// Put in these hooks only: pre-commit, prepare-commit-msg, commit-msg, pre-merge-commit, post-rewrite,
    /// pre-push, pre-receive, update
    #[arg(long, value_name = "NAME", value_parser = hook, value_delimiter = ',')]
    hook: Vec<Hook>,
    /// Leave `git diff` as it is
    #[arg(long)]
    no_textconv: bool,
}

fn hook(name: &str) -> Result<Hook, String> {
    Hook::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Hook::ALL.iter().map(|hook| hook.name()).collect();
        format!("choose one of {}", names.join(", "))
    })
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let repository = session.repository()?;
    let root = root(session, &repository)?;
    let hooks: Vec<Hook> = if args.server {
        vec![Hook::PreReceive]
    } else if args.hook.is_empty() {
        Hook::installed(repository.is_bare()).to_vec()
    } else {
        args.hook.clone()
    };
    let options = InstallOptions {
        root: root.as_deref().unwrap_or_default(),
        textconv: !args.no_textconv && !args.server,
        hooks: Some(&hooks),
    };
    let plan = repository.plan_install(options).map_err(refused)?;
    repository.install(&plan)?;
    output::print(&told(&plan, &hooks))?;
    if root.is_none() {
        output::remark(if repository.is_bare() {
            "note: HEAD holds no okr.yaml at its top; if the workspace is a subfolder, say which: \
             `git config okr.root FOLDER`"
        } else {
            "note: there is no okr.yaml here yet, and until then the hooks let everything pass; \
             `git okr init` writes one"
        });
    }
    if !repository.is_bare() {
        output::remark("`git okr doctor` shows which hooks really fire");
    }
    Ok(Exit::Fine)
}

/// Where the workspace stands, as far as it can be seen from here.
fn root(session: &Session, repository: &Repository) -> Result<Option<String>, CommandError> {
    let folder = repository.prefix(session.directory()).unwrap_or_default();
    let at = if repository.is_bare() {
        match repository.head()? {
            Some(head) => Source::Commit(head),
            None => return Ok(None),
        }
    } else {
        Source::WorkTree
    };
    Ok(repository.find_root(&folder, at)?)
}

pub(super) fn refused(error: HookError) -> CommandError {
    let advice = error.advice();
    match (error, advice) {
        (HookError::Git(error), _) => error.into(),
        (error, Some(advice)) => CommandError::new(error.to_string()).hint(advice),
        (error, None) => CommandError::new(error.to_string()),
    }
}

/// One line a thing.
fn told(plan: &InstallPlan, hooks: &[Hook]) -> String {
    let mut lines = Vec::new();
    for hook in hooks {
        let step = plan.steps.iter().find_map(|step| match step {
            InstallStep::Hook { hook: other, path, keeps } if other == hook => Some((path, *keeps)),
            InstallStep::Hook { .. } | InstallStep::Setting { .. } | InstallStep::Attributes { .. } => None,
        });
        lines.push(match step {
            None => format!("{hook}: in place already"),
            Some((path, false)) => format!("{hook}: put in ({})", path.display()),
            Some((path, true)) => {
                format!("{hook}: put in ({}); the hook that was there runs first", path.display())
            }
        });
    }
    for step in &plan.steps {
        match step {
            InstallStep::Hook { .. } => {}
            InstallStep::Setting { name, value, before: None } => {
                lines.push(format!("{name}: set to `{value}`"));
            }
            InstallStep::Setting { name, value, before: Some(before) } => {
                lines.push(format!("{name}: set to `{value}`, was `{before}`"));
            }
            InstallStep::Attributes { path, .. } => {
                lines.push(format!("git diff: shows sheets as goals ({})", path.display()));
            }
        }
    }
    lines.join("\n") + "\n"
}
