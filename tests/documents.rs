//! The documents for people: a command that one of them shows can be typed, and a file that one of them links to is
//! there.

use std::path::Path;

use crate::environment::TestEnvironment;

/// Every document a user or a contributor reads.
const DOCUMENTS: &[(&str, &str)] = &[
    ("README.md", include_str!("../README.md")),
    ("CONTRIBUTING.md", include_str!("../CONTRIBUTING.md")),
    ("docs/decisions.md", include_str!("../docs/decisions.md")),
    ("docs/format.md", include_str!("../docs/format.md")),
    ("docs/hooks.md", include_str!("../docs/hooks.md")),
    ("crates/git-okr/src/demo/guide.md", include_str!("../crates/git-okr/src/demo/guide.md")),
    ("okr-repo-template/README.md", include_str!("../okr-repo-template/README.md")),
    (
        "okr-repo-template/.github/workflows/okr.yaml",
        include_str!("../okr-repo-template/.github/workflows/okr.yaml"),
    ),
];

/// The commands of a document, each as its words: what follows `$ git okr` in a console, or `git okr` in a script.
fn commands(text: &str) -> Vec<Vec<String>> {
    let whole = text.replace("\\\n", " ");
    let lines = whole.lines().map(|line| line.trim().trim_start_matches("$ ").trim_start_matches("run: "));
    lines.filter_map(|line| line.strip_prefix("git okr ")).map(words).collect()
}

/// The words of a command as a shell sees them, up to a comment, a pipe or a redirection.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            '#' | '|' | '>' if !quoted && word.is_none() => break,
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn every_command_that_is_shown_can_be_typed() {
    let environment = TestEnvironment::new();
    let mut seen = 0;
    for (path, text) in DOCUMENTS {
        for command in commands(text) {
            // Asked for help, the program reads the whole line and does nothing.
            let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
            arguments.push("--help");
            let output = environment.okr(&arguments);
            assert_eq!(output.code, 0, "{path} shows `git okr {}`\n{output}", command.join(" "));
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} commands were found");
}

#[test]
fn every_file_that_is_linked_to_is_there() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in DOCUMENTS {
        let folder = project.join(path);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                let target = folder.parent().unwrap().join(file);
                assert!(target.exists(), "{path} links to {link}");
            }
        }
    }
}

#[test]
fn the_command_reader_sees_what_a_shell_sees() {
    let text = "$ git okr check-in a/b \"282 ms\" \\\n    --note \"x # y\"   # remark\n  run: git okr check --format github\n";
    assert_eq!(
        commands(text),
        [vec!["check-in", "a/b", "282 ms", "--note", "x # y"], vec!["check", "--format", "github"]]
    );
}
