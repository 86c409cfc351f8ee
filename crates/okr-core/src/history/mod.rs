//! The history of the goals: one walk over the commits, oldest first, in; timelines out.
//!
//! ```text
//! (Revision, changed files)* --Recorder--> Timelines, gaps --ledger--> cycles with both scores
//! ```
//!
//! Nothing here knows git: a step is a revision and the files it changed. At any moment only the sheets
//! in force are held, so memory grows with the organisation, not with its history.
//!
//! A step costs what it changed: the reader takes the next version of a sheet from the lines that differ and
//! shares the rest with the last one, the comparison passes over what is the same object, and only what
//! changed gets a new version in its timeline.
//!
//! What a recorder holds can be put down as bytes and taken up again (`kept`), so that a walk goes on from where the
//! last one ended.

mod account;
mod branches;
mod identities;
mod kept;
mod lineage;
mod reader;
mod recorder;
mod revision;
mod state;
#[cfg(test)]
mod tests;
mod timeline;

pub use account::{
    CycleAccount, DimensionScores, GuardrailAccount, KeyResultAccount, ObjectiveAccount, TeamAccount,
    accounts,
};
pub use lineage::Lineages;
pub use reader::SheetReader;
pub use recorder::{FileChange, Recorder, Step};
pub use revision::{Commit, TrailerReason};
pub use timeline::{Backdated, Gap, History, Shift, Timeline, Version};
