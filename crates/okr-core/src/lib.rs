//! The core of git-okr: OKRs as code. This page is the map of the house.
//!
//! Everything is pure over bytes that [`git`] brings; only that module knows git, and nothing here reads a
//! clock, an environment or a terminal.
//!
//! ```text
//! bytes ──yaml──> Document ──snapshot──> Snapshot ──rules──────────> Findings
//! Snapshot × Snapshot ──change──> Changes ──rules::policy──────────> Findings
//! (commit, changed files)* ──history──> Timelines ──score, report──> Page
//! Changes + Findings ──report──> Page
//! Page ──render──> terminal │ markdown │ html + svg │ json │ csv
//! Findings ──render──> full │ concise │ json │ sarif │ …
//! ```
//!
//! | room | holds |
//! |---|---|
//! | [`model`] | the nouns of the field and their arithmetic: cycles, quantities, targets, sheets |
//! | [`yaml`] | bytes to nouns, every shape error in one run; places; edits that keep the file's face |
//! | [`settings`] | what `okr.yaml` says |
//! | [`snapshot`] | a file set read into sheets, indexed by identity |
//! | [`keep`] | nouns to bytes and back, for caches |
//! | [`finding`] | what a rule has to say, where, and what to write instead |
//! | [`score`] | progress, state, score, band; objectives, dimensions, *awesome* |
//! | [`change`] | what changed in meaning between two states, by identity |
//! | [`rules`] | one rule type, one file a rule, one driver; `rules::policy` judges changes |
//! | [`history`] | a walk into timelines, shifts, lineages, gaps |
//! | [`page`] | the narrow waist: sections of typed blocks |
//! | [`retitle`] | titles whose numbers follow their fields |
//! | [`rollover`] | the next cycle opened from the last one |
//! | [`import`] | Markdown and CSV to the nouns of a sheet |
//! | [`report`] | one report a file: builds pages and the machine output beside them |
//! | [`render`] | one format a file |
//! | [`abreast`] | independent work on several threads, with answers in order |
//! | [`git`] | opens, lists, reads, walks: libgit2, and git's plumbing where that cannot go |
//!
//! Imports run downward only: model <- yaml <- snapshot <- change, history; finding <- rules;
//! page <- render; report joins them. A test of the root package holds it.

pub mod abreast;
mod agreement;
pub mod change;
pub mod finding;
pub mod git;
pub mod history;
pub mod import;
pub mod keep;
pub mod model;
mod numerals;
pub mod page;
pub mod render;
pub mod report;
pub mod retitle;
pub mod rollover;
pub mod rules;
pub mod score;
pub mod settings;
pub mod snapshot;
pub mod yaml;
