//! Whole-program tests: the binary on real git repositories, a module a command.
//!
//! One test binary, since each further one links the whole program again. What can be proven on a string
//! literal is tested next to its code in `okr-core`; here stands what depends on git, on files, on the exit
//! code, or on several parts together. Every repository comes from a [`environment::TestEnvironment`].

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop, and say where"
)]

mod amend;
mod architecture;
mod branches;
mod cache;
mod check;
mod check_in;
mod ci;
mod clocks;
mod demo;
mod diff;
mod documents;
mod drop;
mod environment;
mod export;
mod format;
mod golden;
mod grade;
mod history;
mod hooks;
mod import;
mod init;
mod kept;
mod new;
mod program;
mod readme;
mod report;
mod review;
mod rollover;
mod rule_pages;
mod schema;
mod status;
mod textconv;
