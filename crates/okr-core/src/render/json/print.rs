//! JSON values as text. `serde_json` escapes what JSON must; a terminal that shows the text needs more.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::render::escape::is_hidden;

/// An indented document; ends with a line feed.
pub fn document(value: &Value) -> String {
    let mut text = seen(&format!("{value:#}"));
    text.push('\n');
    text
}

/// One line, with its line feed.
pub fn one_line(value: &Value) -> String {
    let mut text = seen(&value.to_string());
    text.push('\n');
    text
}

/// As [`document`], of an object one of whose fields, `list`, is a list of such length that it is written in parts, by
/// [`part`]: all of it as values would take ten times the memory of the text.
pub fn document_in_parts(object: &Map<String, Value>, list: &str, parts: &[String]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.len() + 2).sum::<usize>() + 1024);
    text.push('{');
    for (at, (name, value)) in object.iter().enumerate() {
        text.push_str(if at == 0 { "\n  " } else { ",\n  " });
        text.push_str(&seen(&Value::from(name.as_str()).to_string()));
        text.push_str(": ");
        if name != list || parts.is_empty() {
            text.push_str(nested(value, 1).trim_start());
            continue;
        }
        text.push('[');
        for (at, part) in parts.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            text.push_str(part);
        }
        text.push_str("\n  ]");
    }
    text.push_str(if object.is_empty() { "}\n" } else { "\n}\n" });
    text
}

/// An element of the list of [`document_in_parts`].
pub fn part(value: &Value) -> String {
    nested(value, 2)
}

/// A value as it stands so many levels deep in a document, from the start of its line on.
fn nested(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let text = seen(&format!("{value:#}"));
    // Strings hold no line feeds of their own.
    format!("{indent}{}", text.replace('\n', &format!("\n{indent}")))
}

/// The same JSON without characters that act on a terminal: outside of strings there are none but line
/// feeds, and within strings `\u…` says the same.
fn seen(json: &str) -> String {
    if !json.contains(|c| c != '\n' && is_hidden(c)) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if c == '\n' || !is_hidden(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_is_indented_in_the_order_given() {
        assert_eq!(document(&json!({"b": 1, "a": []})), "{\n  \"b\": 1,\n  \"a\": []\n}\n");
    }

    #[test]
    fn numbers_keep_their_own_decimals() {
        let number: Value = serde_json::from_str("4.10").unwrap();
        assert_eq!(one_line(&number), "4.10\n");
    }

    #[test]
    fn nothing_acts_on_a_terminal() {
        let text = one_line(&json!("\u{1b}\u{9b}\u{202e}\u{7f}\u{e0041}"));
        assert_eq!(text, "\"\\u001b\\u009b\\u202e\\u007f\\udb40\\udc41\"\n");
    }

    #[test]
    fn a_document_in_parts_is_the_same_document() {
        for list in [json!([]), json!([{"x": [1, {"y": "\u{1b}\n"}], "z": {}}]), json!([1, [], {"a": null}])]
        {
            let whole = json!({"b": "\u{202e}", "list": list, "c": {"d": [1]}, "list2": []});
            let parts: Vec<String> = list.as_array().unwrap().iter().map(part).collect();
            let object = json!({"b": "\u{202e}", "list": [], "c": {"d": [1]}, "list2": []});
            assert_eq!(document_in_parts(object.as_object().unwrap(), "list", &parts), document(&whole));
        }
        assert_eq!(document_in_parts(&Map::new(), "list", &[]), document(&json!({})));
    }

    proptest! {
        #[test]
        fn it_means_the_same(text in any::<String>()) {
            let back: Value = serde_json::from_str(&one_line(&json!(text.as_str()))).unwrap();
            prop_assert_eq!(back, json!(text));
        }
    }
}
