//! The action on pull requests, pushes and merge groups.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_yaml::Value;

use super::{Runner, loosen};
use crate::environment::{SHEET, TestEnvironment};

/// Writes down its arguments, as a job's own token is answered; a comment of ours is there once one was posted.
const GH: &str = r#"
echo "gh $*" >>"$ASKED"
case "$*" in
"api user "*) echo "gh: Resource not accessible by integration (HTTP 403)" >&2; exit 1 ;;
*--jq*) if grep -q POST "$ASKED"; then echo 4711; fi ;;
esac
"#;

const REFUSING_GH: &str = r#"
echo "gh $*" >>"$ASKED"
case "$*" in *issues*--jq*) exit 0 ;; esac
echo "gh: Resource not accessible by integration (HTTP 403)" >&2
exit 1
"#;

#[test]
fn a_pull_request_is_reviewed_annotated_and_commented_once() {
    let mut runner =
        Runner::new(loosen, "").with("inputs.sarif", "okr.sarif").with("inputs.html", "okr.html");
    runner.stand_in("gh", GH);
    let first = runner.play();
    assert_eq!(first.code, 1, "{first:?}");
    assert!(first.log.contains("::error file=okrs/2026-Q1/payments.yaml,line=15"), "{}", first.log);
    assert!(first.summary.contains("1 target loosened (no reason given)."), "{}", first.summary);
    let second = runner.play();
    assert_eq!((second.code, &second.summary), (1, &first.summary), "the same again");
    let asked = runner.asked();
    let verbs: Vec<&str> = asked.split_whitespace().filter(|word| ["POST", "PATCH"].contains(word)).collect();
    assert_eq!(verbs, ["POST", "PATCH"], "{asked}");
    assert!(asked.contains("repos/example/goals/issues/comments/4711 --field body=@"), "{asked}");
    let sarif = fs::read_to_string(runner.checkout.join("okr.sarif")).unwrap();
    assert!(sarif.contains("P901"));
    assert!(runner.checkout.join("okr.html").exists());
}

/// Answers with comments of many, and with whom the token belongs to.
const CROWDED_GH: &str = r#"
echo "gh $*" >>"$ASKED"
case "$*" in
"api user "*) if [ -z "$OWNER" ]; then exit 1; else echo "$OWNER"; fi ;;
*--jq*) jq --raw-output "${!#}" <<'END' ;;
[{"id": 1, "user": {"type": "User", "login": "a-guest"}, "body": "<!-- git-okr review -->"},
 {"id": 2, "user": {"type": "Bot", "login": "lint[bot]"}, "body": "Lines are long."},
 {"id": 3, "user": {"type": "Bot", "login": "github-actions[bot]"}, "body": "<!-- git-okr review -->\n"},
 {"id": 4, "user": {"type": "User", "login": "goal-desk"}, "body": "<!-- git-okr review -->\n"}]
END
esac
"#;

#[test]
fn only_our_own_comment_is_changed() {
    for (owner, wanted) in [("", "comments/3 "), ("goal-desk", "comments/4 "), ("a-newcomer", "POST")] {
        let mut runner = Runner::new(loosen, "");
        runner.stand_in("gh", CROWDED_GH);
        if runner.bash("command -v jq", "", &BTreeMap::new()).0 != 0 {
            return; // gh has its own
        }
        runner.variables.insert("OWNER".to_owned(), owner.to_owned());
        runner.play();
        let asked = runner.asked();
        let last = asked.lines().last().unwrap();
        assert!(last.contains(wanted), "{owner}: {asked}");
    }
}

#[test]
fn a_fork_has_its_review_in_the_summary() {
    let mut runner = Runner::new(loosen, "").with("inputs.fail-on", "never");
    runner.stand_in("gh", REFUSING_GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.log.contains("this token may not comment here"), "{}", played.log);
    assert!(played.summary.contains("target loosened from"), "{}", played.summary);
}

#[test]
fn a_shallow_checkout_is_an_error_that_names_the_way_on() {
    for depth in ["1", "2"] {
        let mut runner = Runner::new(loosen, depth);
        runner.stand_in("gh", GH);
        let played = runner.play();
        assert_eq!(played.code, 2, "{depth}: {played:?}");
        assert!(
            played.log.contains("shallow") && played.log.contains("git fetch --unshallow"),
            "{}",
            played.log
        );
        assert!(played.summary.contains("fetch-depth: 0"), "{}", played.summary);
        assert!(!played.log.contains("Nothing changed"), "{}", played.log);
        assert_eq!(runner.asked(), "");
    }
}

#[test]
fn where_there_is_no_program_it_is_built_from_the_action() {
    let runner = Runner::new(loosen, "");
    let output = runner.environment.outside().join("output");
    let folder = runner.environment.outside().join("bin");
    let set = |path: &str| -> BTreeMap<String, String> {
        let pairs = [
            ("PATH", path),
            ("ACTION_PATH", env!("CARGO_MANIFEST_DIR")),
            ("GITHUB_OUTPUT", output.to_str().unwrap()),
            ("INSTALL_ROOT", "/somewhere"),
        ];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    // The system's programs, without the one that is tested and without what a developer has installed.
    let bare = "/usr/bin:/bin";
    if runner.bash("command -v git-okr cargo", "", &set(bare)).0 == 0 {
        return; // they are among the system's
    }
    let look = Runner::step("Look for git-okr");
    let (code, log) = runner.bash(&look, "", &set(bare));
    assert!(code == 2 && log.contains("neither git-okr nor cargo"), "{code} {log}");

    runner.stand_in("cargo", "echo \"cargo $*\" >>\"$ASKED\"\n");
    let with_cargo = format!("{}:{bare}", folder.display());
    let mut seen = Vec::new();
    for _ in 0..2 {
        fs::write(&output, "").unwrap();
        let (code, log) = runner.bash(&look, "", &set(&with_cargo));
        assert_eq!(code, 0, "{log}");
        seen.push(fs::read_to_string(&output).unwrap());
    }
    assert_eq!(seen[0], seen[1], "the key of the same sources");
    assert!(seen[0].starts_with("build=true\nkey=git-okr-Linux-any-X64-"), "{}", seen[0]);
    assert!(seen[0].contains("/temp/git-okr/bin/git-okr\n"), "{}", seen[0]);
    let (code, log) = runner.bash(&Runner::step("Build git-okr"), "", &set(&with_cargo));
    assert_eq!(code, 0, "{log}");
    assert_eq!(runner.asked(), "cargo install --locked --quiet --path . --root /somewhere\n");
}

#[test]
fn nothing_to_tell_is_no_comment() {
    let write = |environment: &TestEnvironment| {
        environment.write("notes.md", "Words.\n");
    };
    let mut runner = Runner::new(write, "");
    runner.stand_in("gh", GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.summary.contains("Nothing changed in the goals."), "{}", played.summary);
    assert!(!runner.asked().contains("POST"), "{}", runner.asked());
}

#[test]
fn settings_that_change_alone_are_commented() {
    let open = |environment: &TestEnvironment| {
        environment.edit("okr.yaml", "policy: calibrated", "policy: open");
    };
    let mut runner = Runner::new(open, "");
    runner.stand_in("gh", GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    let told = "Nothing changed in the goals; 1 setting changed.";
    assert!(played.summary.contains(told), "{}", played.summary);
    assert!(runner.asked().contains("POST"), "{}", runner.asked());
}

#[test]
fn the_words_of_a_sheet_are_no_commands_to_the_runner() {
    let mut runner = Runner::new(
        |environment| {
            environment.edit(
                SHEET,
                "    why: One cart in nine is abandoned while the spinner turns.\n",
                "    why: \"$(touch pwned) `touch pwned` ::add-mask::x ##[add-mask]x\"\n",
            );
        },
        "",
    );
    runner.stand_in("gh", GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    assert!(!runner.checkout.join("pwned").exists());
    let mut stopped = None;
    for line in played.log.lines() {
        if let Some(mark) = line.strip_prefix("::stop-commands::") {
            stopped = Some(format!("::{mark}::"));
        } else if stopped.as_deref() == Some(line) {
            stopped = None;
        } else if line.contains("##[") {
            assert!(stopped.is_some(), "{line}");
        }
    }
    assert!(stopped.is_none() && played.log.contains("##["), "{}", played.log);
}

#[test]
fn a_push_and_a_merge_group_compare_with_what_they_found() {
    for (name, commit) in [("github.event.before", "main~1"), ("github.event.merge_group.base_sha", "main~1")]
    {
        let runner = Runner::new(loosen, "");
        let before = runner.environment.git(&["rev-parse", commit]).stdout.trim().to_owned();
        let mut runner = runner
            .with("github.base_ref", "")
            .with("github.event.pull_request.base.sha", "")
            .with("github.event.pull_request.head.sha", "")
            .with("github.event.pull_request.number", "")
            .with(name, &before);
        runner.stand_in("gh", GH);
        let played = runner.play();
        assert_eq!(played.code, 1, "{name}: {played:?}");
        assert_eq!(runner.asked(), "", "nobody to comment to");
        let mut new_branch = runner.with(name, "0000000000000000000000000000000000000000");
        assert_eq!(new_branch.play().code, 2, "{name}");
    }
}
#[test]
fn rights_are_the_least_that_do() {
    let text = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/review.md")).unwrap();
    assert!(!text.contains("pull_request_target"), "code of a fork never runs with our rights");
    let workflow = text.split("```yaml").find(|block| block.contains("on: pull_request")).unwrap();
    let workflow: Value = serde_yaml::from_str(workflow.split("```").next().unwrap()).unwrap();
    assert!(workflow["permissions"].as_mapping().unwrap().is_empty(), "rights are a job's own");
    let permissions = workflow["jobs"]["review"]["permissions"].as_mapping().unwrap();
    let granted: Vec<String> = permissions
        .iter()
        .map(|(name, right)| format!("{}: {}", name.as_str().unwrap(), right.as_str().unwrap()))
        .collect();
    assert_eq!(granted, ["contents: read", "pull-requests: write"]);
    let steps = workflow["jobs"]["review"]["steps"].as_sequence().unwrap();
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    assert_eq!(steps[0]["with"]["persist-credentials"], false);
}
