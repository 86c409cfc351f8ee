//! `git okr schema`: the JSON Schema of each file, for editors.

use std::path::PathBuf;

use clap::ValueEnum;
use okr_core::render::json;
use okr_core::yaml::{Format, json_schema};
use serde_json::{Map, Value};

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Print the JSON Schema of a file, for editors.
///
/// With it an editor completes fields, shows what they mean and underlines what does not fit while you type.
/// Without FILE, prints one JSON object that holds all three, by name.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr schema sheet -o .okr/sheet.schema.json\n  \
    git okr schema teams\n\n\
    An editor with the YAML language server reads it where a sheet opens with\n  \
    # yaml-language-server: $schema=../../.okr/sheet.schema.json")]
pub(crate) struct Args {
    /// Which file: okr (okr.yaml), teams (teams.yaml) or sheet (okrs/<cycle>/<team>.yaml)
    #[arg(value_name = "FILE", hide_possible_values = true)]
    file: Option<File>,
    /// Write to FILE, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A file whose shape is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum File {
    Okr,
    Teams,
    Sheet,
}

impl File {
    fn format(self) -> Format {
        match self {
            Self::Okr => Format::Settings,
            Self::Teams => Format::Teams,
            Self::Sheet => Format::Sheet,
        }
    }
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let schema = if let Some(file) = args.file {
        json_schema(file.format())
    } else {
        let all: Map<String, Value> =
            Format::ALL.iter().map(|&format| (format.as_str().to_owned(), json_schema(format))).collect();
        Value::Object(all)
    };
    output::deliver(session, args.output.as_deref(), None, &json::document(&schema))?;
    Ok(Exit::Fine)
}
