//! Hooks and git's settings for us: put in, taken out and looked at. What the hooks then do is the
//! business of `git okr hook`; here is what has to be true for git to call them.

mod attributes;
mod error;
mod folder;
mod install;
mod ledger;
mod manager;
mod status;
mod undo;
mod uninstall;

use std::fmt;
use std::path::{Path, PathBuf};

pub use error::HookError;
pub use folder::HooksFolder;
pub use install::{InstallOptions, InstallPlan, InstallStep};
pub use manager::HookManager;
pub use status::{HookReport, HookSetup, HookState};
pub use uninstall::Uninstalled;

/// The text of a script in the folder `hooks` of the project.
macro_rules! script {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../hooks/", $name))
    };
}
/// The setting that makes `git diff` show a sheet in our words.
pub const TEXTCONV_SETTING: &str = "diff.okr.textconv";

/// What that setting says. By the program's own name: git asks twice for every version of a sheet that `git log -p`
/// shows, and a second git in between took more than half of the time.
pub const TEXTCONV_COMMAND: &str = "git-okr textconv";

/// A hook that we know how to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hook {
    /// Before a commit is made.
    PreCommit,
    /// Before the editor opens on a commit message.
    PrepareCommitMsg,
    /// When the message is written.
    CommitMsg,
    /// Before git commits a merge by itself.
    PreMergeCommit,
    /// When commits were amended or rebased.
    PostRewrite,
    /// Before a push.
    PrePush,
    /// On the server, before any ref moves.
    PreReceive,
    /// On the server, before one ref moves.
    Update,
}

impl Hook {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::PreCommit,
        Self::PrepareCommitMsg,
        Self::CommitMsg,
        Self::PreMergeCommit,
        Self::PostRewrite,
        Self::PrePush,
        Self::PreReceive,
        Self::Update,
    ];

    /// As git calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::PrepareCommitMsg => "prepare-commit-msg",
            Self::CommitMsg => "commit-msg",
            Self::PreMergeCommit => "pre-merge-commit",
            Self::PostRewrite => "post-rewrite",
            Self::PrePush => "pre-push",
            Self::PreReceive => "pre-receive",
            Self::Update => "update",
        }
    }

    /// The hook that git calls by this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hook| hook.name() == name)
    }

    /// The hooks that are installed: where people commit, or in a bare repository, where they push to.
    pub fn installed(bare: bool) -> &'static [Self] {
        if bare {
            &[Self::PreReceive]
        } else {
            &[Self::PreCommit, Self::CommitMsg, Self::PreMergeCommit, Self::PostRewrite, Self::PrePush]
        }
    }

    /// The script that git runs.
    pub fn script(self) -> &'static str {
        match self {
            Self::PreCommit => script!("pre-commit"),
            Self::PrepareCommitMsg => script!("prepare-commit-msg"),
            Self::CommitMsg => script!("commit-msg"),
            Self::PreMergeCommit => script!("pre-merge-commit"),
            Self::PostRewrite => script!("post-rewrite"),
            Self::PrePush => script!("pre-push"),
            Self::PreReceive => script!("pre-receive"),
            Self::Update => script!("update"),
        }
    }
}

impl fmt::Display for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Where the hook that stood in our place is kept. Our scripts know this name.
fn chained(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".okr-chained");
    PathBuf::from(name)
}

/// What a hook file says, as much as is needed to know whose it is; nothing where there is none.
fn read_hook(path: &Path) -> Option<String> {
    use std::io::Read as _;
    let metadata = path.metadata().ok()?;
    if !metadata.is_file() {
        return Some(String::new());
    }
    let mut text = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(1 << 18).read_to_end(&mut text));
    Some(read.map(|_| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default())
}

/// Whether a hook file's text is a script of ours, of this version or another.
fn is_ours(text: &str) -> bool {
    text.lines().take(3).any(|line| line.starts_with("# git-okr hook: "))
}
