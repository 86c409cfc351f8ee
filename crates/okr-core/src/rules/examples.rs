//! The examples of the pages are tests: a `fires` block gives exactly its own rule, a `clean` block
//! nothing at all.
//!
//! A block is what a reader needs to see of a sheet; what surrounds it is filled in here. It starts with
//! `# file: path` (files of a workspace), `objectives:` (a sheet), or fields of an objective, of which those
//! that are missing are added. A single key result gets a companion, since one alone is too few.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "short texts, read more easily so")]

use jiff::civil::date;

use super::{Check, CheckOptions, Rule, all, check};
use crate::finding::Findings;
use crate::snapshot::{FileSet, Parses, Snapshot};

const TEAMS: &str = "\
teams:
  - { id: company, name: Example Pay, kind: business }
  - { id: payments, name: Payments, kind: engineering, parent: company }
  - { id: platform, name: Platform, kind: engineering, parent: company }
";

const COMPANY: &str = "\
cycle: 2026-Q1
team: company
objectives:
  - id: grow-checkout
    title: More shoppers who fill a cart also pay for it
    why: Every second cart is left behind.
    key_results:
      - id: paid-carts
        title: Paid carts rise from 48 % to at least 60 %
        metric: share of filled carts that are paid within a day, all shops, weekly
        baseline: 48 %
        target: \">= 60 %\"
        hold: 4w
        source: https://bi.example/carts
        check_ins: [{ date: 2026-01-30, value: 50 % }]
      - id: come-back
        title: Shoppers who pay again within 90 days rise from 20 % to 30 %
        metric: share of first-time shoppers who pay again within 90 days, monthly
        baseline: 20 %
        target: \">= 30 %\"
        hold: 8w
        source: https://bi.example/again
        check_ins: [{ date: 2026-01-30, value: 21 % }]
";

const COMPANION: &str = "  - id: companion
    title: Carts left while a payment runs fall from 9 % to under 3 %
    metric: share of carts left while a payment runs, all shops, weekly
    baseline: 9 %
    target: \"< 3 %\"
    hold: 4w
    source: https://grafana.example/d/left
    check_ins: [{ date: 2026-01-30, value: 8 % }]
";

/// The workspace a block stands for. Its few objectives need not serve all dimensions, unless the rule
/// is about that.
fn workspace(rule: &Rule, block: &str) -> FileSet {
    let lopsided = if rule.code == "D403" { "" } else { "rules: { lopsided-sheet: off }\n" };
    let settings = format!("version: 1\n{lopsided}");
    let mut files: Vec<(String, String)> = Vec::new();
    if block.starts_with("# file: ") {
        for line in block.lines() {
            match (line.strip_prefix("# file: "), files.last_mut()) {
                (Some(path), _) => files.push((path.to_owned(), String::new())),
                (None, Some((_, text))) => *text += &format!("{line}\n"),
                (None, None) => panic!("a line before the first file: {line}"),
            }
        }
    } else {
        files.push(("okrs/2026-Q1/payments.yaml".to_owned(), sheet(block)));
    }
    for (path, text) in
        [("okr.yaml", settings.as_str()), ("teams.yaml", TEAMS), ("okrs/2026-Q1/company.yaml", COMPANY)]
    {
        if !files.iter().any(|(own, _)| own == path) {
            files.push((path.to_owned(), text.to_owned()));
        }
    }
    FileSet::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

fn sheet(block: &str) -> String {
    let head = "cycle: 2026-Q1\nteam: payments\n";
    if block.starts_with("objectives:") || block.starts_with("allow:") {
        return format!("{head}{block}");
    }
    let mut fields = block.to_owned();
    if let Some(at) = fields.find("key_results:\n")
        && fields.matches("\n  - id: ").count() - fields[..at].matches("\n  - id: ").count() < 3
        && (fields[at..].matches("\n  - id: ").count() == 1 || fields[at..].contains("\nguardrails:"))
    {
        let end = fields[at..].find("\nguardrails:").map_or(fields.len(), |found| at + found + 1);
        fields.insert_str(end, COMPANION);
    }
    for (field, text) in [
        ("title:", "title: Paying feels instant, even at the evening peak\n"),
        ("why:", "why: One cart in nine is abandoned while the spinner turns.\n"),
        ("dimension:", "dimension: quality\n"),
        ("supports:", "supports: [company/grow-checkout]\n"),
    ] {
        if !fields.lines().any(|line| line.starts_with(field)) {
            fields += text;
        }
    }
    if !fields.lines().any(|line| line.starts_with("key_results:")) {
        let another =
            COMPANION.replace("companion", "another").replace("Carts", "Baskets").replace("carts", "baskets");
        fields += &format!("key_results:\n{COMPANION}{another}");
    }
    let body: String = fields.lines().map(|line| format!("    {line}\n")).collect();
    format!("{head}objectives:\n  - id: instant-pay\n{body}")
}

fn checked(rule: &Rule, block: &str, with_today: bool) -> Findings {
    let files = workspace(rule, block);
    let snapshot = Snapshot::read(&files, &mut Parses::default());
    let today = with_today.then(|| date(2026, 2, 2));
    check(&snapshot, &files, &CheckOptions { today, ..CheckOptions::default() })
}

/// The blocks of a page: what stands behind `yaml,`, and the block.
fn blocks(rule: &Rule) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        if let Some(info) = line.strip_prefix("```yaml,") {
            open = Some((info.to_owned(), String::new()));
        } else if line == "```" {
            found.extend(open.take());
        } else if let Some((_, block)) = &mut open {
            block.push_str(line);
            block.push('\n');
        }
    }
    found
}

fn states() -> impl Iterator<Item = &'static Rule> {
    all().filter(|rule| !matches!(rule.check, Check::Change(_)))
}

#[test]
fn each_fires_block_gives_its_rule_and_each_clean_block_nothing() {
    let mut wrong = String::new();
    for rule in states() {
        for (info, block) in blocks(rule) {
            let findings = checked(rule, &block, info.ends_with(",today"));
            let told: Vec<String> = findings
                .list
                .iter()
                .map(|f| {
                    format!(
                        "{}:{}: {}[{}] {}",
                        f.place.path, f.place.span.line, f.severity, f.code, f.message
                    )
                })
                .collect();
            let fires = info.starts_with("fires");
            let own = findings.list.iter().all(|finding| finding.code == rule.code);
            if fires && (!own || told.is_empty()) || !fires && !told.is_empty() {
                wrong += &format!("{} {info} gives:\n  {}\n{block}\n", rule.code, told.join("\n  "));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_page_has_its_parts() {
    for rule in states() {
        let text: Vec<&str> = rule.docs.lines().map(str::trim).collect();
        for heading in ["## Why is this bad?", "## Example", "## Use instead"] {
            assert!(text.contains(&heading), "{} lacks `{heading}`", rule.code);
        }
        let blocks = blocks(rule);
        for word in ["fires", "clean"] {
            assert!(
                blocks.iter().any(|(info, _)| info.starts_with(word)),
                "{} has no {word} block",
                rule.code
            );
        }
        assert!(
            rule.summary().ends_with('.') && rule.summary().len() < 240,
            "{}: {}",
            rule.code,
            rule.summary()
        );
    }
}
