//! `git okr diff`: which two states, as git means them, and what of them is a change.

use serde_json::Value;

use crate::environment::{SHEET, TestEnvironment};

/// The changes as `kind id`.
fn changes(environment: &TestEnvironment, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["diff", "--format", "json"];
    all.extend(arguments);
    let told = environment.okr(&all).expect(0).json();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let id = |subject: String| subject.rsplit('/').next().unwrap_or_default().to_owned();
    let list = told["changes"].as_array().unwrap();
    list.iter().map(|change| format!("{} {}", word(&change["kind"]), id(word(&change["subject"])))).collect()
}

const NONE: [&str; 0] = [];

/// Committed: the target. Staged: the hold. In the work tree alone: the title.
fn three_states() -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    environment.edit(SHEET, "< 200 ms\"", "< 190 ms\"");
    environment.commit("Tighten");
    environment.edit(
        SHEET,
        "hold: 4w\n        source: https://numbers.example/pay\n",
        "hold: 2w\n        source: https://numbers.example/pay\n",
    );
    environment.git(&["add", "--all"]);
    environment.edit(SHEET, "Paying feels instant, even", "Paying feels immediate, even");
    environment
}

const TARGET: &str = "target-changed payment-rtt";
const HOLD: &str = "hold-changed payment-rtt";
const TITLE: &str = "reworded instant-pay";

#[test]
fn states_are_chosen_as_in_git() {
    let environment = three_states();
    assert_eq!(changes(&environment, &[]), [TITLE], "the index with the work tree");
    assert_eq!(changes(&environment, &["--staged"]), [HOLD], "the last commit with the index");
    assert_eq!(changes(&environment, &["--cached", "HEAD~1"]), [TARGET, HOLD]);
    assert_eq!(changes(&environment, &["HEAD"]), [TITLE, HOLD], "a commit with the work tree");
    assert_eq!(changes(&environment, &["HEAD~1", "HEAD"]), [TARGET]);
    assert_eq!(changes(&environment, &["HEAD~1..HEAD"]), [TARGET]);
    assert_eq!(changes(&environment, &["HEAD", "HEAD~1"]), [TARGET], "and back");
    assert_eq!(changes(&environment, &["HEAD", "HEAD"]), NONE);
    let output = environment.okr(&["diff", "--staged", "HEAD", "HEAD~1"]).expect(2);
    assert!(output.stderr.contains("--staged"), "{output}");
}

#[test]
fn three_dots_start_at_the_merge_base() {
    let environment = TestEnvironment::workspace();
    environment.git(&["switch", "--quiet", "--create", "topic"]);
    environment.edit(SHEET, "< 200 ms\"", "< 190 ms\"");
    environment.commit("Tighten");
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit(SHEET, "<= 5 %", "<= 4 %");
    environment.commit("Guard");
    let limit = "limit-changed change-failures";
    assert_eq!(changes(&environment, &["main...topic"]), [TARGET]);
    assert_eq!(changes(&environment, &["main..topic"]), [TARGET, limit]);
}

#[test]
fn form_is_no_change() {
    let environment = TestEnvironment::workspace();
    environment.edit(
        SHEET,
        "hold: 4w\n        source: https://numbers.example/pay\n",
        "hold: 28 days # four weeks\n        source: 'https://numbers.example/pay'\n",
    );
    environment.edit(SHEET, "target: \"< 200 ms\"", "target: under 0.2 s");
    environment.edit(
        SHEET,
        "    why: One cart in nine is abandoned while the spinner turns.\n",
        "    why: >\n      One cart in nine is abandoned\n      while the spinner turns.\n",
    );
    environment.edit(SHEET, "{ date: 2026-01-09, value: 296 ms }", "{ value: 0.296 s, date: 2026-01-09 }");
    assert_eq!(changes(&environment, &["HEAD"]), NONE);
    environment.okr(&["diff", "--exit-code"]).expect(0);
    environment.edit(SHEET, "under 0.2 s", "at most 0.2 s");
    assert_eq!(changes(&environment, &["HEAD"]), [TARGET]);
    environment.okr(&["diff", "--exit-code"]).expect(1);
}

#[test]
fn before_the_first_commit_there_was_nothing() {
    let whole = TestEnvironment::workspace();
    let environment = TestEnvironment::new();
    for path in ["okr.yaml", "teams.yaml", SHEET] {
        environment.write(path, &whole.read(path));
    }
    environment.git(&["add", "--all"]);
    assert_eq!(
        changes(&environment, &["--staged"]),
        [
            "objective-added instant-pay",
            "key-result-added payment-rtt",
            "key-result-added payment-success",
            "guardrail-added change-failures",
        ]
    );
}

#[test]
fn a_diff_for_people_and_for_tables() {
    let environment = three_states();
    environment.edit(SHEET, "296 ms }\n", "296 ms }\n          - { date: 2026-02-06, value: 250 ms }\n");
    let output = environment.okr(&["diff", "HEAD~1"]).expect(0);
    insta::assert_snapshot!(output, @"
    exit 0
    --- stdout
    What changed in the goals

    1 hold shortened (no reason given), 1 goal tightened, 1 text reworded and 1
    check-in added.

    Payments platform, 2026-Q1
    ──────────────────────────
    Paying feels immediate, even at the evening peak (instant-pay)

    ✗ payment-rtt: hold shortened from 4w to 2w (day 43 of 90); no reason given
    ✓ payment-rtt: target tightened from < 200 ms to < 190 ms (day 43 of 90)
    • title reworded from “Paying feels instant, even at the evening peak” to
      “Paying feels immediate, even at the evening peak” (day 43 of 90)
    • payment-rtt: check-in of 2026-02-06: 250 ms
    ");
    let output = environment.okr(&["diff", "HEAD~1", "--format", "csv"]).expect(0);
    insta::assert_snapshot!(output, @r#"
    exit 0
    --- stdout
    subject,kind,field,before,after,direction,day,days,declared,reason,rule
    2026-Q1/payments/instant-pay,reworded,title,"Paying feels instant, even at the evening peak","Paying feels immediate, even at the evening peak",neutral,43,90,false,,
    2026-Q1/payments/payment-rtt,target-changed,target,< 200 ms,< 190 ms,tightened,43,90,false,,
    2026-Q1/payments/payment-rtt,hold-changed,hold,4w,2w,loosened,43,90,false,,
    2026-Q1/payments/payment-rtt,check-in-added,check_ins,,250 ms,neutral,43,90,false,,
    "#);
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let environment = three_states();
    let told = environment.okr(&["diff", "HEAD~1", "HEAD", "--format", "json"]).expect(0).json();
    assert_eq!(told["findings"], serde_json::json!([]));
    let change = &told["changes"][0];
    assert_eq!((&change["kind"], &change["field"]), (&"target-changed".into(), &"target".into()));
    assert_eq!(
        change["after"],
        serde_json::json!({ "text": "< 190 ms", "number": 190, "unit": "ms", "comparison": "<" })
    );
    assert_eq!((&change["direction"], &change["declared"]), (&"tightened".into(), &false.into()));
    assert_eq!((&change["day"], &change["days"]), (&43.into(), &90.into()), "the day it landed");
}

#[test]
fn what_is_no_commit_is_an_error() {
    let environment = TestEnvironment::workspace();
    for arguments in [&["diff", "nowhere"][..], &["diff", "HEAD", "nowhere"], &["diff", "HEAD..nowhere"]] {
        let output = environment.okr(arguments).expect(2);
        assert!(output.stderr.contains("unknown revision `nowhere`"), "{output}");
    }
}
