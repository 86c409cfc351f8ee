//! `git okr rules`: all rules, a line each.

use okr_core::rules;
use okr_core::settings::Level;
use serde_json::{Value, json};

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// List all rules.
///
/// Code, name, default severity and what each tells, in one line. Severities can be set under `rules:` in
/// okr.yaml.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  git okr rules\n  git okr rules --format json\n  git okr explain M101")]
pub(crate) struct Args {
    /// How to show them: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let text = if args.format == "json" { as_json() } else { as_text(session) };
    output::deliver(session, None, None, &text)?;
    Ok(Exit::Fine)
}

fn as_json() -> String {
    let rules: Vec<Value> = rules::all()
        .map(|rule| {
            json!({
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.as_str(),
                "summary": rule.summary(),
            })
        })
        .collect();
    okr_core::render::json::document(&Value::Array(rules))
}

fn as_text(session: &Session) -> String {
    let name_width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules::all() {
        let line = format!(
            "{}  {:name_width$}  {:7}  {}",
            rule.code,
            rule.name,
            level(rule.level(okr_core::settings::Profile::Standard)),
            rule.summary()
        );
        let fits = !session.on_terminal() || line.chars().count() <= session.width();
        text.push_str(&if fits { line } else { cut(&line, session.width()) });
        text.push('\n');
    }
    text
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "off",
        Level::At(severity) => severity.as_str(),
    }
}

fn cut(line: &str, width: usize) -> String {
    let mut cut: String = line.chars().take(width.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
