//! What a rule says of itself: the page `explain` shows, and the reference of all rules.

use std::fmt::Write as _;

use super::{Check, Parameter, Rule};
use crate::settings::{Level, Profile};

/// The page of a rule, in markdown: its name, its levels, its doc text, its parameters.
pub fn page(rule: &Rule) -> String {
    let mut out = format!("# {} ({})\n\n", rule.name, rule.code);
    let _ = writeln!(
        out,
        "**{}** by default; `starter`: {}, `strict`: {}.{}\n",
        rule.severity,
        level_word(rule.level(Profile::Starter)),
        level_word(rule.level(Profile::Strict)),
        if rule.may_be_allowed() { "" } else { " Cannot be allowed." }
    );
    let text: Vec<&str> = rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    out.push_str(text.join("\n").trim());
    out.push('\n');
    if !rule.parameters.is_empty() {
        out.push_str("\n## Parameters\n\n");
        for parameter in rule.parameters {
            let _ =
                writeln!(out, "- `{}`: {} (default {})", parameter.name, parameter.about, parameter.default);
        }
    }
    let _ = write!(
        out,
        "\n## Settings\n\n```yaml\n# okr.yaml\nrules:\n  {}: {}\n```\n",
        rule.name,
        example(rule)
    );
    out
}

/// The word for a level in the settings.
fn level_word(level: Level) -> &'static str {
    match level {
        Level::Off => "off",
        Level::At(severity) => severity.as_str(),
    }
}

/// A setting that shows what can be set.
fn example(rule: &Rule) -> String {
    let parameters: Vec<String> = rule.parameters.iter().map(Parameter::setting).collect();
    match (parameters.is_empty(), &rule.check) {
        (true, Check::Reader) => rule.severity.as_str().to_owned(),
        (true, _) => "off".to_owned(),
        (false, _) => format!("{{ severity: {}, {} }}", rule.severity, parameters.join(", ")),
    }
}

impl Parameter {
    fn setting(&self) -> String {
        format!("{}: {}", self.name, self.default)
    }
}
