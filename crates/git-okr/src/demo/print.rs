//! A sheet of the demo as a person would write it: block maps, check-ins on one line each, quotes only where YAML
//! needs them.

use std::fmt::Write as _;

use super::sheet::{Item, Objective, Sheet};

/// The text of a file that holds some objectives of a sheet.
pub(super) fn sheet_file(sheet: &Sheet, objectives: &[&Objective]) -> String {
    let mut text = format!("cycle: {}\nteam: {}\nobjectives:\n", sheet.cycle, sheet.team);
    for (at, objective) in objectives.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        item(&mut text, "  ", &objective.item);
        for (list, items) in [("key_results", &objective.key_results), ("guardrails", &objective.guardrails)]
        {
            if !items.is_empty() {
                line(&mut text, format_args!("    {list}:"));
                for part in items {
                    item(&mut text, "      ", part);
                }
            }
        }
    }
    match sheet.broken {
        Some((from, to)) => text.replacen(from, to, 1),
        None => text,
    }
}

/// An element of a list, its dash after `indent`.
fn item(text: &mut String, indent: &str, item: &Item) {
    let mut lead = format!("{indent}- ");
    for (field, value) in item.fields() {
        // A list of references is written as one; everything else is a scalar.
        let value = if field == "supports" { value } else { scalar(&value, Style::Block) };
        line(text, format_args!("{lead}{field}: {value}"));
        lead = format!("{indent}  ");
    }
    if !item.check_ins.is_empty() {
        line(text, format_args!("{lead}check_ins:"));
    }
    for seen in &item.check_ins {
        let confidence = seen.confidence.map(|sure| format!(", confidence: {sure}")).unwrap_or_default();
        let note = seen.note.map(|note| format!(", note: {}", scalar(note, Style::Flow))).unwrap_or_default();
        let (date, value) = (seen.date, scalar(&seen.value, Style::Flow));
        line(text, format_args!("{lead}  - {{ date: {date}, value: {value}{confidence}{note} }}"));
    }
    if !item.amendments.is_empty() {
        line(text, format_args!("{lead}amendments:"));
    }
    for amendment in &item.amendments {
        line(text, format_args!("{lead}  - date: {}", amendment.date));
        let fields = [
            ("field", Some(amendment.field)),
            ("from", amendment.from.as_deref()),
            ("to", Some(amendment.to)),
            ("reason", Some(amendment.reason)),
            ("approved_by", Some(amendment.approved_by)),
        ];
        for (field, value) in fields {
            if let Some(value) = value {
                line(text, format_args!("{lead}    {field}: {}", scalar(value, Style::Block)));
            }
        }
    }
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{content}");
}

/// Where a scalar stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// On a line of its own.
    Block,
    /// Within braces, where commas and brackets end it.
    Flow,
}

/// A scalar that reads back as the same text.
fn scalar(text: &str, style: Style) -> String {
    let opens_plain = text.starts_with(|c: char| c.is_alphanumeric() || c == '$');
    let ends_early = style == Style::Flow && text.contains([',', '[', ']', '{', '}']);
    let misread = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    let plain = opens_plain && !ends_early && !misread;
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::*;

    #[test]
    fn a_scalar_reads_back_as_it_was() {
        for text in [
            "282 ms",
            "$ 0.0418",
            "< 200 ms",
            ">= 99.2 %",
            "40 % .. 60 %",
            "@cto",
            "A merchant's wish, twice",
            "Fraud check of the regulator is live: + 20 ms.",
            "say \"held\" # not held",
            "a\\b \"c\"",
            "https://numbers.example/dora/all",
        ] {
            let (block, flow) = (scalar(text, Style::Block), scalar(text, Style::Flow));
            for yaml in [format!("key: {block}\n"), format!("{{ key: {flow}, other: 1 }}\n")] {
                let read: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
                assert_eq!(read["key"].as_str(), Some(text), "{yaml}");
            }
        }
        assert_eq!(
            scalar("a mean, over 28 days", Style::Block),
            "a mean, over 28 days",
            "quotes only where needed"
        );
    }
}
