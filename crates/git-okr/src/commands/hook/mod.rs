//! `git okr hook NAME`: what the scripts in `hooks/` call. One file a hook; what they share stands in
//! `staged` (a commit that is being made), `pushed` (commits that are there already) and `tell`.

mod commit_msg;
mod grounds;
mod post_rewrite;
mod pre_commit;
mod pre_merge_commit;
mod pre_push;
mod pre_receive;
mod prepare_commit_msg;
mod pushed;
mod roots;
mod staged;
mod states;
mod step;
mod tell;
mod update;

use std::path::PathBuf;

use crate::error::CommandError;
use crate::output::Exit;
use crate::session::Session;

/// Judge what git is about to do; git's hooks call this.
///
/// `git okr install` puts the hooks in. They look at the index and at commits, never at the work tree, change
/// nothing, and refuse only what the commit brings: findings that stood before are counted, no more.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr hook pre-commit                        judge what is staged\n  \
    git okr hook commit-msg .git/COMMIT_EDITMSG    judge it with its message")]
pub(crate) struct Args {
    #[command(subcommand)]
    hook: Hook,
}

/// The hooks, named as git names them.
#[derive(Debug, clap::Subcommand)]
enum Hook {
    /// Judge what is being committed: the index, not the work tree
    PreCommit {
        /// File names, which a hook manager may give: the index is judged as a whole
        #[arg(value_name = "FILE", hide = true)]
        _files: Vec<PathBuf>,
    },
    /// Judge it with the reasons that the message gives
    CommitMsg {
        /// The file with the message
        #[arg(value_name = "FILE")]
        message: PathBuf,
    },
    /// Write into an empty message, as comments, what the commit does to the goals
    PrepareCommitMsg {
        /// The file with the message
        #[arg(value_name = "FILE")]
        message: PathBuf,
        /// Where the message comes from; anything but nothing is left alone
        #[arg(value_name = "SOURCE")]
        source: Option<String>,
        /// The commit it comes from
        #[arg(value_name = "SHA")]
        _commit: Option<String>,
    },
    /// Judge a merge that git makes by itself
    PreMergeCommit {
        /// File names, which a hook manager may give: the index is judged as a whole
        #[arg(value_name = "FILE", hide = true)]
        _files: Vec<PathBuf>,
    },
    /// Tell what a push will refuse of commits just made anew; git names them on standard input
    PostRewrite {
        /// What made them: amend or rebase
        #[arg(value_name = "COMMAND")]
        _command: Option<String>,
    },
    /// Judge each commit that is new to the remote; the refs come on standard input
    PrePush {
        /// The remote's name, or its address where it has none
        #[arg(value_name = "REMOTE")]
        remote: Option<String>,
        /// The remote's address
        #[arg(value_name = "URL")]
        _address: Option<String>,
    },
    /// On a server: judge each commit that a push brings; the refs come on standard input
    PreReceive,
    /// On a server: judge each commit that a push brings to one ref
    Update {
        /// The ref
        #[arg(value_name = "REF")]
        name: String,
        /// The commit it points to
        #[arg(value_name = "OLD")]
        before: String,
        /// The commit it is to point to
        #[arg(value_name = "NEW")]
        after: String,
    },
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    match &args.hook {
        Hook::PreCommit { .. } => pre_commit::run(session),
        Hook::CommitMsg { message } => commit_msg::run(session, message),
        Hook::PrepareCommitMsg { message, source, .. } => {
            Ok(prepare_commit_msg::run(session, message, source.as_deref()))
        }
        Hook::PreMergeCommit { .. } => pre_merge_commit::run(session),
        Hook::PostRewrite { .. } => post_rewrite::run(session),
        Hook::PrePush { remote, .. } => pre_push::run(session, remote.as_deref()),
        Hook::PreReceive => pre_receive::run(session),
        Hook::Update { name, before, after } => update::run(session, name, before, after),
    }
}
