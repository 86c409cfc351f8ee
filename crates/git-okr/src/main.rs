//! `git-okr`, so `git okr`: OKRs as code. This file only starts the program and ends it.

#![allow(
    rustdoc::invalid_html_tags,
    reason = "the doc comments of arguments are help texts, with <PLACEHOLDERS>"
)]

mod args;
mod cache;
mod commands;
mod demo;
mod desk;
mod error;
mod judgement;
mod kept;
mod naming;
mod novelty;
mod output;
mod progress;
mod range;
mod recall;
mod session;
mod template;
mod walk;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// One thread of a history makes what another lets go, and the system's allocator pays for each of those with
/// a lock; docs/performance.md says how much.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return output::usage(&error),
    };
    let mut session = match session::Session::new(&cli.global) {
        Ok(session) => session,
        Err(error) => return output::failure(&error, false),
    };
    if let Some(threads) = session.threads() {
        okr_core::abreast::allow(threads);
    }
    match commands::run(cli.command, &mut session) {
        Ok(exit) => exit.into(),
        Err(error) => output::failure(&error, session.color_errors()),
    }
}
