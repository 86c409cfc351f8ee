//! `git okr export`: flat rows for spreadsheets and scripts.

use std::path::PathBuf;

use clap::ValueEnum;
use okr_core::history::{Lineages, accounts};
use okr_core::render::PageFormat;
use okr_core::render::json::document;
use okr_core::render::page::{PageOptions, draw};
use okr_core::report::{Completeness, Export, HistoryReport, Rows};

use super::scope::Scope;
use super::selection::Selection;
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::walk::record_to;

/// Write goals as flat rows, for spreadsheets and scripts.
///
/// One row a key result: its fields, its latest value, its score against the goal as first written and as it
/// ended, and how often it shifted. With --check-ins, one row a check-in, those of guardrails too. CSV and JSON
/// have the same columns; a key result that was deleted stays in, with the state `removed`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr export csv -o okrs.csv\n  \
    git okr export csv --cycle 2026-Q1 --check-ins\n  \
    git okr export json --team payments | jq '.[] | select(.state == \"slipped\") | .ref'")]
pub(crate) struct Args {
    /// How to write it: csv or json
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    format: Format,
    /// One row a check-in instead of one a key result
    #[arg(long)]
    check_ins: bool,
    #[command(flatten)]
    scope: Scope,
    #[command(flatten)]
    selection: Selection,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What rows can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let (workspace, source) = args.selection.find(session)?;
    let state = workspace.read(source)?;
    let history = record_to(session, &workspace, source, &state)?;
    let today = session.today(&history.settings.calendar);
    let lineages = Lineages::of(&history);
    let all_cycles = accounts(&history, &lineages, today);
    let report = HistoryReport {
        history: &history,
        lineages: &lineages,
        cycles: args.scope.choose(&history, &all_cycles)?,
        all_cycles: &all_cycles,
        team: args.scope.team.clone(),
        whole: true,
        completeness: Completeness::default(),
    };
    let export = Export::of(&report, if args.check_ins { Rows::CheckIns } else { Rows::KeyResults });
    if export.is_empty() {
        let what = if args.check_ins { "check-in" } else { "key result" };
        output::remark(&format!("note: there is no {what} to export"));
    }
    let format = match args.format {
        Format::Csv => PageFormat::Csv,
        Format::Json => PageFormat::Json,
    };
    let text = draw(format, &export.page(), || document(&export.value()), PageOptions::default());
    output::deliver(session, args.output.as_deref(), None, &text)?;
    Ok(Exit::Fine)
}
