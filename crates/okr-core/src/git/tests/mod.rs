//! The reading of real repositories: both readers over random histories and over every kind of repository
//! that git can make.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]
#![allow(
    clippy::similar_names,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "all names are ours"
)]

mod bases;
mod both_readers;
mod hooks;
mod in_hooks;
mod kinds;
mod nothing_runs;
mod pushes;
mod random_histories;
mod sandbox;
mod sources;
mod walks;
