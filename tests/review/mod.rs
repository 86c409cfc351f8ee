//! `git okr review` on real branches: what the whole range and each commit of it do to the goals, and whether
//! that is all right. What each rule says of one change is tested in `okr-core`.

mod golden;
mod hostile;
mod identity;
mod policy;
mod range;
mod surfaces;

use serde_json::Value;

use crate::environment::{Output, SHEET, TestEnvironment};

/// A branch `topic` off `main`, where nothing is judged but changes: the rhythm of check-ins is left out.
fn topic() -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    let settings = environment.read("okr.yaml");
    environment.write("okr.yaml", &format!("{settings}rules:\n  stale-check-in: off\n"));
    // Titles that repeat the numbers would have to change with them.
    environment.edit(
        SHEET,
        "Payment round trip falls from 300 ms to under 200 ms",
        "Paying takes as long as a blink",
    );
    environment.commit("Leave the rhythm to each team");
    environment.git(&["switch", "--quiet", "--create", "topic"]);
    environment
}

/// The review of `topic` against `main`.
fn review(environment: &TestEnvironment) -> Value {
    review_of(environment, "main")
}

fn review_of(environment: &TestEnvironment, range: &str) -> Value {
    environment.okr(&["review", range, "--format", "json", "--fail-on", "never"]).expect(0).json()
}

fn shown(environment: &TestEnvironment, arguments: &[&str]) -> Output {
    let mut all = vec!["review", "main"];
    all.extend(arguments);
    environment.okr(&all)
}

/// The findings as `severity code subject`.
fn findings(review: &Value) -> Vec<String> {
    let list = review["findings"].as_array().unwrap();
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    list.iter()
        .map(|finding| {
            let subject = word(&finding["subject"]);
            let id = subject.rsplit('/').next().unwrap_or_default();
            format!("{} {} {id}", word(&finding["severity"]), word(&finding["code"]))
        })
        .collect()
}

/// The changes as `kind id`.
fn changes(review: &Value) -> Vec<String> {
    let list = review["changes"].as_array().unwrap();
    list.iter()
        .map(|change| {
            let subject = change["subject"].as_str().unwrap();
            format!("{} {}", change["kind"].as_str().unwrap(), subject.rsplit('/').next().unwrap())
        })
        .collect()
}
