//! What a fork brings is hostile: it is shown as text, on one line, and never acts.

use super::{shown, topic};
use crate::environment::{SHEET, TestEnvironment};

/// A title and a reason that would do something wherever they are not escaped.
fn hostile() -> TestEnvironment {
    let environment = topic();
    environment.edit(SHEET, "< 200 ms\"", "< 220 ms\"");
    environment.edit(
        SHEET,
        "    title: Paying feels instant, even at the evening peak\n",
        "    title: \"<script>alert(1)</script> [x](http://evil.example) @everyone #1 \\e[2J | **b** ::error::x\"\n",
    );
    environment.edit(
        SHEET,
        "        check_ins:\n",
        "        amendments:\n          - date: 2026-02-12\n            field: target\n            from: \"< 200 ms\"\n            to: \"< 220 ms\"\n            reason: \"\\n\\n::warning file=okr.yaml::pwned\\r\\n##[error]pwned <img src=x onerror=y> \\x1b]0;t\\x07 ```\\n# Heading\\n</details>\"\n        check_ins:\n",
    );
    environment.commit("::stop-commands::x\n\n<b>");
    environment
}

#[test]
fn nothing_reaches_a_terminal_but_text() {
    let environment = hostile();
    for format in ["terminal", "concise", "full"] {
        let text = shown(&environment, &["--format", format, "--color", "never"]).expect(1).stdout;
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{format}: {text:?}");
        assert!(text.contains("pwned"), "{format}: {text}");
    }
}

#[test]
fn a_comment_holds_no_markup_of_others() {
    let text = shown(&hostile(), &["--format", "markdown"]).expect(1).stdout;
    for bad in ["<script", "<img", "</details>", "[x](", "@everyone", "\n# Heading", "\n::"] {
        assert!(!text.contains(bad), "{bad}: {text}");
    }
    let title = text.lines().filter(|line| line.contains("script")).count();
    assert!(title >= 1 && text.contains("&lt;script"), "{text}");
}

#[test]
fn a_page_runs_nothing_of_others() {
    let text = shown(&hostile(), &["--format", "html"]).expect(1).stdout;
    for bad in ["<script>alert", "<img src=x", "href=\"http://evil"] {
        assert!(!text.contains(bad), "{bad}");
    }
    assert!(text.contains("&lt;script&gt;alert"), "the title is shown");
}

#[test]
fn annotations_hold_one_command_a_line() {
    let text = shown(&hostile(), &["--format", "github"]).expect(1).stdout;
    for line in text.lines() {
        let kind = ["::error ", "::warning ", "::notice "].iter().find_map(|kind| line.strip_prefix(kind));
        assert!(kind.is_some_and(|rest| rest.starts_with("file=okrs/2026-Q1/payments.yaml,")), "{line}");
    }
}

#[test]
fn a_name_that_looks_like_an_option_or_a_path_is_only_a_name() {
    let environment = topic();
    let output = environment.okr(&["review", "--", "--output=/tmp/x"]).expect(2);
    assert!(output.stderr.contains("unknown revision"), "{output}");
    let output = environment.okr(&["review", "main;touch pwned"]).expect(2);
    assert!(output.stderr.contains("unknown revision"), "{output}");
    assert!(!environment.root().join("pwned").exists());
}
