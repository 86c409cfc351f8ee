//! A tree of values as lines of YAML.

use super::said::Said;
use super::scalar::{self, Context, Quotes, Sort};

/// The lines of a map or a list that stands by indentation, its first column being the first. The dashes
/// of a list stand `dash_indent` columns further in than the key above it.
pub(in crate::yaml) fn block_lines(said: &Said, dash_indent: usize) -> Vec<String> {
    match said {
        Said::Map(fields) => {
            fields.iter().flat_map(|(name, value)| field_lines(name, value, dash_indent)).collect()
        }
        Said::List(items) => items.iter().flat_map(|item| item_lines(item, dash_indent)).collect(),
        Said::One(..) | Said::Row(_) | Said::Braces(_) => vec![flow_in(said, Context::Block)],
    }
}

/// `name: value`, with what belongs below it.
fn field_lines(name: &str, value: &Said, dash_indent: usize) -> Vec<String> {
    let below = match value {
        Said::List(items) if items.is_empty() => return vec![format!("{name}: []")],
        Said::List(_) => indented(block_lines(value, dash_indent), dash_indent),
        Said::Map(fields) if fields.is_empty() => return vec![format!("{name}: {{}}")],
        Said::Map(_) => indented(block_lines(value, dash_indent), 2),
        Said::One(text, Sort::Text) if may_be_literal(text) => {
            let mut lines = vec![format!("{name}: |-")];
            lines.extend(indented(text.lines().map(str::to_owned).collect(), 2));
            return lines;
        }
        Said::One(..) | Said::Row(_) | Said::Braces(_) => {
            return vec![format!("{name}: {}", flow_in(value, Context::Block))];
        }
    };
    std::iter::once(format!("{name}:")).chain(below).collect()
}

/// `- ` and an element, its further lines below its first.
fn item_lines(item: &Said, dash_indent: usize) -> Vec<String> {
    let mut lines = indented(block_lines(item, dash_indent), 2);
    if let Some(first) = lines.first_mut() {
        *first = format!("- {}", first.trim_start());
    }
    lines
}

fn indented(lines: Vec<String>, by: usize) -> Vec<String> {
    let pad = " ".repeat(by);
    lines.into_iter().map(|line| if line.is_empty() { line } else { format!("{pad}{line}") }).collect()
}

/// A text of several lines that reads better as lines than as escapes.
fn may_be_literal(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.chars().any(|c| c.is_control() && c != '\n')
        && text.lines().all(|line| !line.ends_with(' '))
}

/// A value on one line, as it stands within brackets.
pub(in crate::yaml) fn flow(said: &Said) -> String {
    flow_in(said, Context::Flow)
}

fn flow_in(said: &Said, context: Context) -> String {
    match said {
        Said::One(text, sort) => scalar::write(text, *sort, context, Quotes::Habit),
        Said::Row(items) | Said::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Said::Braces(fields) | Said::Map(fields) if fields.is_empty() => "{}".to_owned(),
        Said::Braces(fields) | Said::Map(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("{name}: {}", flow(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}
