//! `git okr explain`: a rule's page.

use okr_core::rules;

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Show a rule's page.
///
/// What the rule tells, why that is bad, an example that fires, and the same example mended.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  git okr explain missing-baseline\n  git okr explain M101")]
pub(crate) struct Args {
    /// The rule's name or code
    #[arg(value_name = "RULE")]
    rule: String,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let Some(rule) = rules::find(&args.rule) else {
        let error = CommandError::new(format!("there is no rule `{}`", args.rule));
        return Err(match rules::nearest(&args.rule) {
            Some(name) => error.hint(format!("did you mean `{name}`? `git okr rules` lists them all")),
            None => error.hint("`git okr rules` lists them all"),
        });
    };
    output::deliver(session, None, None, &rules::page(rule))?;
    Ok(Exit::Fine)
}
