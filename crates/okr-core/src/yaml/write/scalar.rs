//! How a single value is written: plain where nothing can misread it, else in quotes.

use crate::yaml::node::{Kind, Style};
use crate::yaml::tree;

/// What sort of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::yaml) enum Sort {
    /// A text: quoted where YAML would take it for a number, or for true or false.
    Text,
    /// A number, a date, a quantity, a word of the format: plain wherever that reads back.
    Value,
}

/// Where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::yaml) enum Context {
    /// After a key or a dash, alone on its line.
    Block,
    /// Within brackets.
    Flow,
}

/// The quotes it had before, which an edit keeps where it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::yaml) enum Quotes {
    /// It is new: quoted where that is the habit of the format, or where it must be.
    Habit,
    /// None: quoted only where it must be.
    None,
    /// `'`
    Single,
    /// `"`
    Double,
}

/// A single value as YAML, on one line.
pub(in crate::yaml) fn write(text: &str, sort: Sort, context: Context, quotes: Quotes) -> String {
    let plain = match quotes {
        Quotes::Habit => starts_plainly(text, sort) && may_be_plain(text, sort, context),
        Quotes::None => may_be_plain(text, sort, context),
        Quotes::Single | Quotes::Double => false,
    };
    if plain {
        return text.to_owned();
    }
    let single = quotes == Quotes::Single && !text.chars().any(char::is_control);
    if single { format!("'{}'", text.replace('\'', "''")) } else { double(text) }
}

/// In double quotes, with the escapes that JSON and YAML share.
fn double(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Words that some reader of YAML takes for something other than a text.
const NOT_TEXTS: [&str; 12] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "~", ""];

/// Quotes are the habit of the format for whatever starts with a sign: "< 200 ms", "@cto".
fn starts_plainly(text: &str, sort: Sort) -> bool {
    match text.chars().next() {
        Some('-' | '$' | '¥' | '€' | '£') => sort == Sort::Value && text.len() > 1,
        Some(first) => first.is_alphanumeric(),
        None => false,
    }
}

fn may_be_plain(text: &str, sort: Sort, context: Context) -> bool {
    if text.chars().any(char::is_control) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    if sort == Sort::Text
        && (NOT_TEXTS.contains(&lower.as_str()) || crate::yaml::schema::is_yaml_number(text))
    {
        return false;
    }
    // What is plain in brackets is plain everywhere; the other way round a comma or a bracket ends it.
    let document = match context {
        Context::Block => format!("k: {text}\n"),
        Context::Flow => format!("k: [{text}, {{ k: {text} }}]\n"),
    };
    let Ok(document) = tree::parse(document.as_bytes()) else { return false };
    let mut found = Vec::new();
    document.root.scalars(&mut found);
    let count = if context == Context::Block { 1 } else { 2 };
    found.len() == count
        && found.iter().all(|node| {
            node.style == Style::Plain && matches!(&node.kind, Kind::Scalar(read) if read == text)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> String {
        write(text, Sort::Text, Context::Block, Quotes::Habit)
    }

    fn flow(text: &str) -> String {
        write(text, Sort::Text, Context::Flow, Quotes::Habit)
    }

    #[test]
    fn plain_where_nothing_can_misread_it() {
        for text in [
            "New connection pool.",
            "p95, production",
            "a:b",
            "https://x.example/d?p=2",
            "it's",
            "上线",
            "a#b",
        ] {
            assert_eq!(block(text), text);
        }
        assert_eq!(flow("New pool."), "New pool.");
        assert_eq!(write("300 ms", Sort::Value, Context::Flow, Quotes::Habit), "300 ms");
        assert_eq!(write("42", Sort::Value, Context::Flow, Quotes::Habit), "42");
        assert_eq!(write("-3 points", Sort::Value, Context::Block, Quotes::Habit), "-3 points");
        assert_eq!(write("$ 250", Sort::Value, Context::Block, Quotes::Habit), "$ 250");
    }

    #[test]
    fn quoted_where_something_would() {
        for text in [
            "< 200 ms", "@cto", "a: b", "a #b", "42", "1e3", "yes", "Off", "null", "~", "- a", "[x]", "'q'",
            "\"q\"", "&a", "*a", "!x", "%5", "`", "a:", "#x", "-",
        ] {
            let quoted = block(text);
            assert_eq!(quoted, format!("\"{}\"", text.replace('"', "\\\"")));
        }
        assert_eq!(flow("p95, production"), "\"p95, production\"");
        assert_eq!(flow("a [b]"), "\"a [b]\"");
        assert_eq!(write("1,000 ms", Sort::Value, Context::Flow, Quotes::Habit), "\"1,000 ms\"");
        assert_eq!(write("1,000 ms", Sort::Value, Context::Block, Quotes::Habit), "1,000 ms");
        assert_eq!(block("a\nb\\"), "\"a\\nb\\\\\"");
    }

    #[test]
    fn quotes_that_were_there_stay() {
        assert_eq!(write("it's", Sort::Text, Context::Block, Quotes::Single), "'it''s'");
        assert_eq!(write("plain", Sort::Text, Context::Block, Quotes::Double), "\"plain\"");
        assert_eq!(write("< 200 ms", Sort::Value, Context::Block, Quotes::None), "< 200 ms");
        assert_eq!(write("> 200 ms", Sort::Value, Context::Block, Quotes::None), "\"> 200 ms\"");
        assert_eq!(write("a\nb", Sort::Text, Context::Block, Quotes::Single), "\"a\\nb\"");
    }
}
