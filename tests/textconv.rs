//! `git okr textconv`: what `git diff` shows for a sheet.

use crate::environment::{SHEET, TestEnvironment};

#[test]
fn git_diff_shows_goals() {
    let environment = TestEnvironment::workspace();
    environment.git(&["config", "diff.okr.textconv", "git-okr textconv"]);
    environment.write(".gitattributes", "okrs/**/*.yaml diff=okr\n");
    // A comment and another order are no change of a goal.
    environment.edit(SHEET, "team: payments\n", "team: payments # ours\n");
    environment.edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"");
    let diff = environment.git(&["diff", "--unified=1", "--", SHEET]).stdout;
    let hunks: Vec<&str> = diff.lines().skip_while(|line| !line.starts_with("@@")).collect();
    assert_eq!(
        hunks[1..],
        [
            "   payment-rtt baseline: 300 ms",
            "-  payment-rtt target: < 200 ms",
            "+  payment-rtt target: < 220 ms",
            "   payment-rtt hold: 4w",
        ]
    );
}

#[test]
fn what_cannot_be_read_in_full_is_shown_as_it_is() {
    let environment = TestEnvironment::bare_folder();
    let broken = [
        "cycle: 2026-Q1\nteam: payments\nobjectives: [\n",
        "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - { title: nameless }\n",
        "- a list\n",
        "",
        "<<<<<<< ours\ncycle: 2026-Q1\n",
    ];
    for text in broken {
        environment.write("sheet.yaml", text);
        assert_eq!(environment.okr(&["textconv", "sheet.yaml"]).expect(0).stdout, text);
    }
    environment.write("sheet.yaml", "\u{1b}[31m: \u{7}\n");
    assert_eq!(environment.okr(&["textconv", "sheet.yaml"]).expect(0).stdout, "\\u{1b}[31m: \\u{7}\n");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let environment = TestEnvironment::bare_folder();
    let output = environment.okr(&["textconv", "none.yaml"]).expect(2);
    assert!(output.stderr.contains("cannot read `none.yaml`"), "{output}");
}
