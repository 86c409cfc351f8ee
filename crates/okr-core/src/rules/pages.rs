//! What the rules say of themselves: the page of one, which `explain` shows, and the reference of all.
//! Both are generated into `docs/`, so that they cannot say anything else than the program does.

use std::fmt::Write as _;

use super::prose::filled;
use super::{Check, Lexicon, Parameter, Rule, all, framework};
use crate::settings::{Level, Profile};

/// The page of a rule, in markdown: its name, its levels, its text, its parameters.
pub fn page(rule: &Rule) -> String {
    let mut out = format!("# {} ({})\n\n", rule.name, rule.code);
    out.push_str(&levels(rule));
    out.push_str("\n\n");
    out.push_str(&text(rule));
    if let Some(line) = framework::served(rule) {
        let _ = write!(out, "\n## The framework\n\n{}\n\nSource: {}.\n", line.says, line.source);
    }
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
        setting(rule)
    );
    if rule.may_be_allowed() && !matches!(rule.check, Check::Change(_)) {
        let _ = write!(
            out,
            "\nOr in the sheet, on what it is about:\n\n```yaml\nallow:\n  - {{ rule: {}, reason: … }}\n```\n",
            rule.name
        );
    }
    filled(&out)
}

/// The reference: all rules by family, what a workspace can set, and the word lists.
pub fn reference() -> String {
    let mut out = String::from(REFERENCE);
    for line in framework::LINES {
        let _ = writeln!(out, "| {} | {} |", line.says, line.source);
    }
    out.push_str(ALL);
    let mut family = "";
    for rule in all() {
        let letter = &rule.code[..1];
        if letter != family {
            family = letter;
            let about = FAMILIES.iter().find(|(of, _)| *of == letter).map_or("", |(_, about)| about);
            let _ = write!(
                out,
                "\n### {about}\n\n| code | rule | starter | standard | strict | |\n|---|---|---|---|---|---|\n"
            );
        }
        let _ = writeln!(
            out,
            "| {} | [{}](rules/{}.md) | {} | {} | {} | {} |",
            rule.code,
            rule.name,
            rule.name,
            level_word(rule.level(Profile::Starter)),
            level_word(rule.level(Profile::Standard)),
            level_word(rule.level(Profile::Strict)),
            rule.summary().replace('|', "\\|")
        );
    }
    out.push_str(LISTS);
    for (name, about, entries) in Lexicon::lists() {
        let _ = writeln!(out, "| `{name}` | {} | {entries} |", about.replace('|', "\\|"));
    }
    out
}

const REFERENCE: &str = "\
# Rules

`git okr explain RULE` shows the page of a rule, by its name or its code; `git okr rules` lists them all.

## Severities

An **error** is a sheet that cannot be scored, or that contradicts the framework outright. A **warning** is for a
person to think about. A **note** is style, or a fact worth telling. `okr.yaml` sets them:

```yaml
profile: standard             # starter | standard | strict: where the severities start from
rules:
  missing-source: off         # error | warning | note | off
  objective-count: { severity: note, max: 4 }
```

A profile is where the severities start from; a line under `rules:` beats it.

| profile | is for | what it does |
|---|---|---|
| `starter` | teams in their first quarters | errors stay, warnings are notes, and what asks for practice is off |
| `standard` | everybody else | as the tables below say |
| `strict` | an organisation that has agreed on how it writes goals | warnings are errors, and notes are warnings |

What is wrong in `okr.yaml` itself (a rule or a parameter nobody knows, a rule set twice, bounds that cross, a word cut
that is in no list) is told at its place, and the rest of the settings still hold.

A finding can be accepted where it stands, in a sheet, an objective, a key result or a guardrail, with a reason:

```yaml
allow:
  - { rule: missing-source, reason: The dashboard moves next week. }
```

One cause is told once: where two rules would speak of the same thing, the more specific one does.

## The framework

Every rule serves a line of it, and its page says which.

| line | read more |
|---|---|
";

const ALL: &str = "
## All rules
";

const LISTS: &str = "
## Word lists

The wording rules go by lists of words, in several languages. A workspace adds its own and cuts what does not fit it:

```yaml
lexicon:
  product_names: [Pay 2, Route 66]
  output_verbs: { add: [上架], remove: [publish] }
```

English verbs and nouns are known in their forms: `launch` stands for launches, launched and launching too. A leading
`…` marks a verb that may also stand at the end of its sentence. Names of letters and digits in one piece (S3, K8s,
HTTP2, P95) need no list.

| list | holds | built in |
|---|---|---|
";

const FAMILIES: &[(&str, &str)] = &[
    ("A", "Alignment: business first, but do not mirror"),
    ("C", "Check-ins: values seen on the way"),
    ("D", "Dimensions: efficiency, quality, sustainability"),
    ("H", "Holding: once is not enough"),
    ("M", "Measurable: metric, unit, baseline, target"),
    ("O", "Outcome over output"),
    ("P", "Policy: changes between two states"),
    ("S", "Shape: files, ids, references"),
    ("T", "The team's result over the individual's"),
    ("W", "Writing: how a sheet reads"),
];

/// The rule's own text; what its fences say to the tests is taken off.
pub fn text(rule: &Rule) -> String {
    let mut out = String::new();
    for line in rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        // Some renderers take the whole word behind the fence for the language.
        out.push_str(if line.starts_with("```yaml,") { "```yaml" } else { line });
        out.push('\n');
    }
    format!("{}\n", out.trim())
}

fn levels(rule: &Rule) -> String {
    let cannot = if rule.may_be_allowed() { "" } else { " It cannot be allowed." };
    format!(
        "**{}** by default; `starter`: {}, `strict`: {}.{cannot}",
        capitalised(rule.severity.as_str()),
        level_word(rule.level(Profile::Starter)),
        level_word(rule.level(Profile::Strict)),
    )
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The word for a level in the settings.
fn level_word(level: Level) -> &'static str {
    match level {
        Level::Off => "off",
        Level::At(severity) => severity.as_str(),
    }
}

/// A setting that shows what can be set.
fn setting(rule: &Rule) -> String {
    let parameters: Vec<String> = rule.parameters.iter().map(Parameter::setting).collect();
    if !parameters.is_empty() {
        return format!("{{ severity: {}, {} }}", rule.severity, parameters.join(", "));
    }
    // An unreadable file can be told softly, never passed over.
    if super::levels::may_be_off(rule) { "off".to_owned() } else { "warning".to_owned() }
}

impl Parameter {
    fn setting(&self) -> String {
        format!("{}: {}", self.name, self.default)
    }
}
