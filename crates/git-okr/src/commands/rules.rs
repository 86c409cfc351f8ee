//! `git okr rules`: all rules, each with what it tells.

use okr_core::rules;
use okr_core::settings::Level;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// List all rules.
///
/// Code, name, default severity and what each tells, in columns. Severities can be set under `rules:` in
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

/// What a summary keeps to itself, however long the names before it are.
const LEAST: usize = 30;

fn as_text(session: &Session) -> String {
    let name_width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules::all() {
        let level = level(rule.level(okr_core::settings::Profile::Standard));
        let head = format!("{}  {:name_width$}  {level:7}  ", rule.code, rule.name);
        let room = session.width().saturating_sub(head.len()).max(LEAST);
        let mut lead = head.clone();
        for line in filled(&rule.summary(), room) {
            text.push_str(&lead);
            text.push_str(&line);
            text.push('\n');
            lead = " ".repeat(head.len());
        }
    }
    text
}

/// The words in lines of so many columns, so that the summaries stand in a column of their own.
fn filled(words: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "off",
        Level::At(severity) => severity.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_its_room_and_no_word_is_lost() {
        let words =
            "Tells a target that only says by how much, 翻倍 or 提升一倍, with no number to start from.";
        let lines = filled(words, 24);
        assert!(lines.iter().all(|line| line.width() <= 24), "{lines:?}");
        assert_eq!(lines.join(" "), words);
    }
}
