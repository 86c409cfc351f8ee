//! The amendment that would declare a change, as YAML ready to paste.

use jiff::civil::Date;

use crate::change::{Change, ChangeKind, Field, value_text};

/// The amendment that declares `change`, with the reason left open; nothing where no amendment can.
pub fn amendment_for(change: &Change, date: Date) -> Option<String> {
    let field = match change.kind {
        ChangeKind::GuardrailRemoved => Field::Limit,
        ChangeKind::KeyResultRemoved | ChangeKind::ObjectiveRemoved => return None,
        _ => change.field?,
    };
    let mut lines =
        vec!["amendments:".to_owned(), format!("  - date: {date}"), format!("    field: {field}")];
    if field == Field::CheckIns {
        lines.push(format!("    check_in: {}", change.check_in?));
    }
    for (name, value) in [("from", &change.before), ("to", &change.after)] {
        if let Some(value) = value {
            lines.push(format!("    {name}: {}", scalar(&value_text(value))));
        }
    }
    lines.push("    reason: <why>".to_owned());
    Some(lines.join("\n"))
}

/// A text as a YAML scalar, quoted where it must be.
fn scalar(text: &str) -> String {
    serde_yaml::to_string(text).map_or_else(|_| format!("{text:?}"), |yaml| yaml.trim_end().to_owned())
}
