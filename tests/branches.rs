//! `git okr history --all-parents`: branches that change the same sheet, and merges that change it themselves.

use serde_json::Value;

use crate::environment::{SHEET, TestEnvironment};

const SEEN: &str = "- { date: 2026-01-09, value: 296 ms }";

fn target(environment: &TestEnvironment, from: u32, to: u32) {
    environment.edit(SHEET, &format!("target: \"< {from} ms\""), &format!("target: \"< {to} ms\""));
}

fn check_in(environment: &TestEnvironment, day: &str) {
    let more = format!("{SEEN}\n          - {{ date: {day}, value: 210 ms }}");
    environment.edit(SHEET, SEEN, &more);
}

/// The targets that the shifts of the key result brought in, each with its commit; and its last target.
fn told(environment: &TestEnvironment, arguments: &[&str]) -> (Vec<(String, String)>, String) {
    let all: Vec<&str> = ["history", "--format", "json"].iter().chain(arguments).copied().collect();
    let report = environment.okr(&all).expect(0).json();
    let key_results = report["cycles"][0]["key_results"].as_array().unwrap().clone();
    let own = key_results.iter().find(|own| own["ref"] == "2026-Q1/payments/payment-rtt").unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let shifts = own["shifts"].as_array().unwrap().iter();
    let shifts = shifts.map(|shift| (text(&shift["after"]["text"]), text(&shift["commit"]))).collect();
    (shifts, text(&own["target"]["final"]["text"]))
}

fn head(environment: &TestEnvironment) -> String {
    environment.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned()
}

/// Main loosens the target; a branch made before that only checks in. Returns the commit that loosened.
fn two_branches(environment: &mut TestEnvironment) -> String {
    environment.git(&["branch", "side"]);
    environment.on("2026-02-10");
    target(environment, 200, 220);
    environment.commit("Loosen");
    let loosened = head(environment);
    environment.on("2026-02-12").git(&["checkout", "-q", "side"]);
    check_in(environment, "2026-02-12");
    environment.commit("Check in");
    environment.on("2026-02-13").git(&["checkout", "-q", "-"]);
    loosened
}

#[test]
fn a_branch_that_leaves_the_target_alone_shifts_nothing() {
    let mut environment = TestEnvironment::workspace();
    let loosened = two_branches(&mut environment);
    environment.git(&["merge", "-q", "--no-edit", "side"]);
    environment.on("2026-05-01");
    let (shifts, last) = told(&environment, &["--all-parents"]);
    assert_eq!(shifts, [("< 220 ms".to_owned(), loosened)]);
    assert_eq!(last, "< 220 ms");
    assert_eq!(told(&environment, &[]).0.len(), 1);
}

#[test]
fn what_only_a_merge_changes_is_its_shift() {
    let mut environment = TestEnvironment::workspace();
    let loosened = two_branches(&mut environment);
    environment.git(&["merge", "-q", "--no-commit", "side"]);
    target(&environment, 220, 250);
    environment.git(&["commit", "-qam", "Merge, and loosen it more"]);
    let merge = head(&environment);
    environment.on("2026-05-01");
    let both = vec![("< 220 ms".to_owned(), loosened), ("< 250 ms".to_owned(), merge)];
    assert_eq!(told(&environment, &["--all-parents"]), (both.clone(), "< 250 ms".to_owned()));
    assert_eq!(told(&environment, &[]), (both, "< 250 ms".to_owned()));
}

#[test]
fn the_end_is_what_the_tip_says_whichever_branch_it_took() {
    let mut environment = TestEnvironment::workspace();
    two_branches(&mut environment);
    // The side's last word is a target of its own, and the merge keeps ours.
    environment.git(&["checkout", "-q", "side"]);
    environment.on("2026-02-20");
    target(&environment, 200, 300);
    environment.commit("Loosen on the side");
    environment.on("2026-02-21").git(&["checkout", "-q", "-"]);
    environment.git(&["merge", "-q", "--no-edit", "-s", "ours", "side"]);
    environment.on("2026-05-01");
    assert_eq!(told(&environment, &["--all-parents"]).1, "< 220 ms");
}

#[test]
fn branches_that_cross_shift_nothing_twice() {
    let mut environment = TestEnvironment::workspace();
    two_branches(&mut environment);
    let (ours, theirs) = (head(&environment), environment.git(&["rev-parse", "side"]).stdout);
    environment.git(&["merge", "-q", "--no-edit", theirs.trim()]);
    environment.on("2026-02-14").git(&["checkout", "-q", "side"]);
    environment.git(&["merge", "-q", "--no-edit", &ours]);
    environment.on("2026-02-20");
    target(&environment, 220, 240);
    environment.commit("Loosen on the side");
    environment.on("2026-02-21").git(&["checkout", "-q", "-"]);
    environment.git(&["merge", "-q", "--no-edit", "side"]);
    environment.on("2026-05-01");
    let (shifts, last) = told(&environment, &["--all-parents"]);
    let targets: Vec<&str> = shifts.iter().map(|(target, _)| target.as_str()).collect();
    assert_eq!((targets.as_slice(), last.as_str()), (&["< 220 ms", "< 240 ms"][..], "< 240 ms"));
}
