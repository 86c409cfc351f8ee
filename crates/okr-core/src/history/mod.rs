//! The history of the goals: one walk over the commits, oldest first, in; timelines out.
//!
//! ```text
//! (Revision, changed files)* --Recorder--> Timelines, gaps --ledger--> cycles with both scores
//! ```
//!
//! Nothing here knows git: a step is a revision and the files it changed. At any moment only the sheets
//! in force are held, so memory grows with the organisation, not with its history.

mod account;
mod branches;
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
