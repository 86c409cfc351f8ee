//! YAML documents at random, in every style a person may write: for property tests.

#![allow(clippy::format_push_string, reason = "speed is no concern here")]
pub(crate) mod sheets;

use proptest::prelude::*;
use serde_yaml::Value;

/// A document and how it is written.
#[derive(Debug, Clone)]
pub(super) enum Written {
    Null(u8),
    Text(String, u8),
    List(Vec<Written>, bool),
    Map(Vec<(String, Written)>, bool),
}

/// A document whose top is a map.
pub(super) fn document() -> impl Strategy<Value = Written> {
    prop::collection::vec((key(), value()), 1..6).prop_map(|entries| Written::Map(distinct(entries), false))
}

fn key() -> impl Strategy<Value = String> {
    "k[a-z_]{0,6}"
}

fn distinct(entries: Vec<(String, Written)>) -> Vec<(String, Written)> {
    let mut seen = std::collections::BTreeSet::new();
    entries.into_iter().filter(|(key, _)| seen.insert(key.clone())).collect()
}

fn value() -> impl Strategy<Value = Written> {
    let text = prop_oneof![
        "[a-zA-Zé好][a-zA-Z0-9 ._/%é好-]{0,12}",
        "[0-9]{1,3}(\\.[0-9]{1,2})?( ms| %)?",
        "[ -~é好😀]{0,16}",
        "([a-z#:'\"-][a-z #:'\"-]{0,8}\n{1,2}){1,3}",
    ];
    let leaf = prop_oneof![
        1 => (0..4_u8).prop_map(Written::Null),
        8 => (text, 0..16_u8).prop_map(|(text, style)| Written::Text(text, style)),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..4), any::<bool>())
                .prop_map(|(items, flow)| Written::List(items, flow)),
            (prop::collection::vec((key(), inner), 0..4), any::<bool>())
                .prop_map(|(entries, flow)| Written::Map(distinct(entries), flow)),
        ]
    })
}

impl Written {
    /// The text of the document.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.block(0, &mut out);
        out
    }

    /// What it says.
    pub(super) fn means(&self) -> Value {
        match self {
            Self::Null(_) => Value::Null,
            Self::Text(text, style) => match spelled(text, *style, true) {
                Spelling::Plain => resolve(text),
                _ => Value::String(text.clone()),
            },
            Self::List(items, _) => Value::Sequence(items.iter().map(Self::means).collect()),
            Self::Map(entries, _) => Value::Mapping(
                entries.iter().map(|(key, value)| (Value::String(key.clone()), value.means())).collect(),
            ),
        }
    }

    /// Entries on lines of their own at this indent.
    fn block(&self, indent: usize, out: &mut String) {
        let pad = " ".repeat(indent);
        match self {
            Self::Map(entries, _) => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at % 3 == 2 {
                        out.push_str(&format!("{pad}# a comment: with 'things' in it\n"));
                    }
                    out.push_str(&format!("{pad}{key}:"));
                    value.after_indicator(indent, out);
                }
            }
            Self::List(items, _) => {
                for item in items {
                    out.push_str(&format!("{pad}-"));
                    item.after_indicator(indent, out);
                }
            }
            Self::Null(_) | Self::Text(..) => unreachable!("only lists and maps stand on lines of their own"),
        }
    }

    /// A value after `key:` or `-`, with its line end.
    fn after_indicator(&self, indent: usize, out: &mut String) {
        match self {
            Self::List(items, false) if !items.is_empty() => {
                out.push_str("  # below\n");
                self.block(indent + 2, out);
            }
            Self::Map(entries, false) if !entries.is_empty() => {
                out.push('\n');
                self.block(indent + 3, out);
            }
            Self::Text(text, style) => {
                out.push(' ');
                match spelled(text, *style, true) {
                    Spelling::Literal => {
                        let keep = if text.ends_with("\n\n") {
                            "+"
                        } else if text.ends_with('\n') {
                            ""
                        } else {
                            "-"
                        };
                        out.push_str(&format!("|{keep} # note\n"));
                        for line in text.lines() {
                            let pad = if line.is_empty() { String::new() } else { " ".repeat(indent + 2) };
                            out.push_str(&format!("{pad}{line}\n"));
                        }
                    }
                    other => {
                        out.push_str(&other.write(text));
                        out.push_str(if style % 3 == 0 { "   # why\n" } else { "\n" });
                    }
                }
            }
            Self::Null(style) => {
                out.push_str([" ~\n", "\n", " null\n", " # nothing\n"][usize::from(*style % 4)]);
            }
            Self::List(..) | Self::Map(..) => {
                out.push(' ');
                self.flow(out);
                out.push_str("  # why\n");
            }
        }
    }

    fn flow(&self, out: &mut String) {
        match self {
            Self::Null(_) => out.push_str("null"),
            Self::Text(text, style) => out.push_str(&spelled(text, *style, false).write(text)),
            Self::List(items, _) => {
                out.push('[');
                for item in items {
                    item.flow(out);
                    out.push_str(", ");
                }
                out.push(']');
            }
            Self::Map(entries, _) => {
                out.push_str("{ ");
                for (at, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if at > 0 { ", " } else { "" });
                    out.push_str(&format!("{key}: "));
                    value.flow(out);
                }
                out.push('}');
            }
        }
    }
}

/// What YAML makes of a plain scalar.
pub(super) fn resolve(text: &str) -> Value {
    match serde_yaml::from_str(text) {
        Ok(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) => value,
        _ => Value::String(text.to_owned()),
    }
}

enum Spelling {
    Plain,
    Single,
    Double,
    Tagged,
    Literal,
}

fn spelled(text: &str, style: u8, block: bool) -> Spelling {
    let plain = text.chars().all(|c| c.is_alphanumeric() || " ._/%-".contains(c))
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ')
        // The parser refuses `{ a: b -}`, which is YAML, and says so.
        && !text.contains(" -");
    let one_line = !text.contains('\n');
    let literal = block
        && text.lines().next().is_some_and(|line| line.starts_with(|c: char| !c.is_whitespace()))
        && text.lines().all(|line| !line.starts_with(' ') && !line.ends_with(' '))
        && !text.ends_with("\n\n\n");
    match style % 8 {
        0..4 if plain => Spelling::Plain,
        4 if one_line => Spelling::Single,
        5 if plain => Spelling::Tagged,
        6 | 7 if literal => Spelling::Literal,
        _ => Spelling::Double,
    }
}

impl Spelling {
    fn write(&self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Single => format!("'{}'", text.replace('\'', "''")),
            Self::Tagged => format!("!!str {text}"),
            Self::Double | Self::Literal => {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
                format!("\"{escaped}\"")
            }
        }
    }
}
