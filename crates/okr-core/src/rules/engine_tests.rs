//! The driver on small workspaces: allows, settings, precedence, places, references between files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "short texts, read more easily so")]

use jiff::civil::date;

use super::{Brought, CheckOptions, check};
use crate::finding::{Finding, Severity};
use crate::snapshot::{FileSet, Parses, Snapshot};

const TEAMS: &str = "teams:\n  - { id: company, name: Pay, kind: business }\n  - { id: pay, name: Payments, kind: engineering }\n";

fn found_with(files: &[(&str, &str)], options: &CheckOptions) -> Vec<Finding> {
    let files = FileSet::from_texts(files.iter().copied());
    let snapshot = Snapshot::read(&files, &mut Parses::default());
    check(&snapshot, &files, options).list
}

fn found(files: &[(&str, &str)]) -> Vec<Finding> {
    found_with(files, &CheckOptions::default())
}

/// Code and place of those findings whose code is in `of`.
fn told(findings: &[Finding], of: &[&str]) -> Vec<String> {
    let of = findings.iter().filter(|finding| of.contains(&finding.code));
    of.map(|f| format!("{} {}:{}:{}", f.code, f.place.path, f.place.span.line, f.place.span.column)).collect()
}

/// One key result, indented for `sheet`.
fn sheet(key_result: &str, more: &str) -> String {
    let lines: String = key_result.lines().map(|line| format!("        {line}\n")).collect();
    format!(
        "cycle: 2026-Q1\nteam: pay\nobjectives:\n  - id: o\n    title: Paying feels instant at the peak\n    why: Carts \
         are left.\n    dimension: quality\n{more}    key_results:\n      - id: k\n{lines}"
    )
}

const GOOD: &str = "title: Round trip falls from 300 ms to under 200 ms\nmetric: p95 round-trip time, production, weekly\n\
                    baseline: 300 ms\ntarget: \"< 200 ms\"\nhold: 4w\n";

const PATH: &str = "okrs/2026-Q1/pay.yaml";

#[test]
fn a_finding_stands_at_the_scalar_it_is_about() {
    let text =
        sheet("title: Improve payments\nmetric: payment latency\nbaseline: 300 ms\ntarget: by 25 %\n", "");
    let findings = found(&[(PATH, &text)]);
    assert_eq!(
        told(&findings, &["M108", "M110"]),
        ["M108 okrs/2026-Q1/pay.yaml:11:17", "M110 okrs/2026-Q1/pay.yaml:13:17"]
    );
    assert_eq!(
        findings.iter().find(|f| f.code == "M110").unwrap().subject.as_ref().unwrap().to_string(),
        "2026-Q1/pay/k"
    );
}

#[test]
fn a_target_that_only_copies_the_change_of_the_title_is_none() {
    let at = |baseline: &str, target: &str| {
        let text = sheet(
            &format!(
                "title: Reduce failed payments by 25 %\nmetric: share of payments that fail, weekly\n\
                 {baseline}target: {target}\n"
            ),
            "",
        );
        told(&found(&[(PATH, &text)]), &["M110"])
    };
    assert_eq!(at("", "25 %"), ["M110 okrs/2026-Q1/pay.yaml:12:17"]);
    assert_eq!(at("baseline: unknown\n", "\"-25 %\""), ["M110 okrs/2026-Q1/pay.yaml:13:17"]);
    assert!(at("", "\"< 2 %\"").is_empty(), "the target says where it ends");
    assert!(at("baseline: 4 %\n", "\"< 3 %\"").is_empty());
}

#[test]
fn an_allow_works_at_every_level_and_only_below_it() {
    let allow = "allow: [{ rule: M109, reason: The dashboard moves. }]";
    let on_key_result = sheet(&format!("{GOOD}{allow}\n"), "");
    let on_objective = sheet(GOOD, &format!("    {allow}\n"));
    let on_sheet = format!("{}{allow}\n", sheet(GOOD, ""));
    for text in [&on_key_result, &on_objective, &on_sheet] {
        assert!(told(&found(&[(PATH, text)]), &["M109", "S006"]).is_empty(), "{text}");
    }
    let beside = sheet(&format!("{GOOD}  - id: l\n").replace("  - id: l", ""), "").replace(
        "      - id: k\n",
        &format!("      - id: l\n        {allow}\n        source: x\n        title: Refunds fall from 9 days to 2 days\n      - id: k\n"),
    );
    assert_eq!(
        told(&found(&[(PATH, &beside)]), &["M109", "S006"]).len(),
        2,
        "neither used nor covering\n{beside}"
    );
}

#[test]
fn an_allow_without_effect_is_told() {
    let with = |allow: &str| found(&[(PATH, &sheet(&format!("{GOOD}allow: [{allow}]\n"), ""))]);
    assert_eq!(
        told(&with("{ rule: missing-source }"), &["M109", "S006", "S007"]).len(),
        2,
        "no reason: both are told"
    );
    assert!(told(&with("{ rule: missing-source }"), &["S006"]).is_empty());
    let unknown = with("{ rule: mising-source, reason: Why not. }");
    let unknown = unknown.iter().find(|finding| finding.code == "S003").unwrap();
    assert!(unknown.help.as_ref().unwrap().contains("missing-source"), "{unknown:?}");
    assert_eq!(told(&with("{ rule: placeholder, reason: Why not. }"), &["S006"]).len(), 1);
    assert!(told(&with("{ rule: target-loosened, reason: Judged elsewhere. }"), &["S006"]).is_empty());
    assert!(told(&with("{ rule: stale-check-in, reason: No date was given. }"), &["S006"]).is_empty());
    assert_eq!(
        told(&with("{ rule: malformed-file, reason: No. }"), &["S006"]).len(),
        1,
        "shape cannot be allowed"
    );
    let broken = found(&[(
        PATH,
        &sheet(&format!("{GOOD}colour: red\nallow: [{{ rule: placeholder, reason: x. }}]\n"), ""),
    )]);
    assert_eq!(told(&broken, &["S001", "S006"]).len(), 1, "silent where the file did not parse");
}

#[test]
fn settings_set_levels_parameters_and_profiles() {
    let text = sheet(GOOD, "");
    let level = |settings: &str, code: &str| {
        let findings = found(&[("okr.yaml", settings), (PATH, &text)]);
        findings.iter().find(|finding| finding.code == code).map(|finding| finding.severity)
    };
    assert_eq!(level("version: 1\n", "M109"), Some(Severity::Warning));
    assert_eq!(level("version: 1\nprofile: starter\n", "M109"), Some(Severity::Note));
    assert_eq!(level("version: 1\nprofile: strict\n", "M109"), Some(Severity::Error));
    assert_eq!(level("version: 1\nrules: { missing-source: off }\n", "M109"), None);
    assert_eq!(level("version: 1\nrules: { M109: error }\n", "M109"), Some(Severity::Error));
    assert_eq!(level("version: 1\n", "W702"), Some(Severity::Warning));
    assert_eq!(level("version: 1\nrules: { key-result-count: { min: 1 } }\n", "W702"), None);
}

#[test]
fn an_unreadable_file_is_never_passed_over() {
    let settings = "version: 1\nrules: { malformed-file: off }\n";
    let places = told(&found(&[("okr.yaml", settings), (PATH, "cycle: [")]), &["S001"]);
    assert_eq!(places, ["S001 okr.yaml:2:10", "S001 okrs/2026-Q1/pay.yaml:1:9"]);
}

#[test]
fn settings_that_contradict_each_other_are_told_and_the_rest_holds() {
    let settings = "version: 1\nrules:\n  W705: off\n  missing-why: error\n  malformed-file: off\n  \
                    key-result-count: { min: 6, severity: note }\n  missing-source: off\n";
    let findings = found(&[("okr.yaml", settings), (PATH, &sheet("title: Launch\n", ""))]);
    let places: Vec<String> = findings
        .iter()
        .filter(|finding| finding.place.path == "okr.yaml")
        .map(|finding| {
            format!("{}:{} {}", finding.place.span.line, finding.place.span.column, finding.message)
        })
        .collect();
    assert_eq!(
        places,
        [
            "4:3 `missing-why` and `W705` are the same rule, set twice",
            "5:3 `malformed-file` cannot be off: a file that is not read must not pass for a good one",
            "6:23 `min` of `key-result-count` is 6 and `max` 5: no number lies between",
        ]
    );
    assert!(told(&findings, &["M109"]).is_empty(), "what is right still holds");
}

#[test]
fn a_word_that_is_cut_must_be_in_its_list() {
    let settings = "version: 1\nlexicon:\n  output_verbs: { add: [sling], remove: [lunch, launch, sling, ' '] }\n  \
                    keeping_verbs: [babysit]\n";
    let findings = found(&[("okr.yaml", settings), (PATH, &sheet("title: Launch the console\n", ""))]);
    let places: Vec<String> = findings
        .iter()
        .filter(|finding| finding.place.path == "okr.yaml")
        .map(|finding| format!("{} {} {}", finding.code, finding.place.span.column, finding.message))
        .collect();
    assert_eq!(
        places,
        [
            "S003 42 `lunch` is not in `output_verbs`, so there is nothing to cut",
            "S003 57 `sling` is added to `output_verbs` and cut from it",
            "S001 64 `remove` is empty",
        ]
    );
    assert!(told(&findings, &["O203"]).is_empty(), "`launch` is cut all the same");
    let title = sheet("title: Babysit the console\n", "");
    assert_eq!(told(&found(&[("okr.yaml", settings), (PATH, &title)]), &["M107"]).len(), 1);
}

#[test]
fn settings_that_name_nothing_are_told_where_they_stand() {
    let settings = "version: 1\nrules:\n  mising-source: off\n  objective-count: { maximum: 4 }\nlexicon:\n  output_verb: [sling]\n";
    let findings = found(&[("okr.yaml", settings), (PATH, &sheet(GOOD, ""))]);
    assert_eq!(told(&findings, &["S003"]), ["S003 okr.yaml:3:3", "S003 okr.yaml:4:22", "S003 okr.yaml:6:3"]);
    let help: Vec<_> =
        findings.iter().filter(|f| f.code == "S003").filter_map(|f| f.help.as_deref()).collect();
    assert_eq!(help, ["write `missing-source`", "write `max`", "write `output_verbs`"]);
}

#[test]
fn a_workspace_has_its_own_words() {
    let text = sheet("title: Sling 40 consoles to shops\n", "");
    assert!(told(&found(&[(PATH, &text)]), &["O203"]).is_empty());
    let settings = "version: 1\nlexicon:\n  output_verbs: [sling]\n";
    assert_eq!(told(&found(&[("okr.yaml", settings), (PATH, &text)]), &["O203"]).len(), 1);
    let objective = text.replace("Paying feels instant at the peak", "Pay 2 feels instant at the peak");
    assert_eq!(told(&found(&[(PATH, &objective)]), &["W704"]).len(), 1);
    let settings = "version: 1\nlexicon:\n  product_names: [Pay 2]\n";
    assert!(told(&found(&[("okr.yaml", settings), (PATH, &objective)]), &["W704"]).is_empty());
}

#[test]
fn one_cause_is_told_once() {
    let output =
        sheet("title: Launch the console\nmetric: state of the console\nbaseline: 0 %\ntarget: done\n", "");
    assert_eq!(
        told(&found(&[(PATH, &output)]), &["O203", "O206", "M102"]).len(),
        1,
        "the delivery, not its milestone"
    );
    let bare = sheet("title: Round trip\n", "");
    assert!(
        told(&found(&[(PATH, &bare)]), &["M109", "H501"]).is_empty(),
        "no target: nothing to look up or hold"
    );
    let moved = sheet(&GOOD.replace("hold: 4w", "direction: increase"), "");
    assert_eq!(told(&found(&[(PATH, &moved)]), &["M105", "M106"]).len(), 1);
}

#[test]
fn only_the_wanted_paths_are_told() {
    let other = sheet(GOOD, "").replace("team: pay", "team: other");
    let files = [(PATH, sheet(GOOD, "")), ("okrs/2026-Q1/other.yaml", other)];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let paths = |only: &[&str]| {
        let only_paths = only.iter().map(|path| (*path).to_owned()).collect();
        let findings = found_with(&files, &CheckOptions { only_paths, ..CheckOptions::default() });
        let mut paths: Vec<String> = findings.into_iter().map(|finding| finding.place.path).collect();
        paths.dedup();
        paths
    };
    assert_eq!(paths(&[]), ["okrs/2026-Q1/other.yaml", PATH]);
    assert_eq!(paths(&[PATH]), [PATH]);
    assert_eq!(paths(&["okrs/2026-Q1/"]), ["okrs/2026-Q1/other.yaml", PATH]);
    assert_eq!(paths(&["okrs/2026-Q1/pa"]), Vec::<String>::new());
}

#[test]
fn an_identity_has_one_owner() {
    let text = sheet(GOOD, "");
    let twice = [(PATH, text.as_str()), ("okrs/2026-Q1/pay.yml", text.as_str())];
    assert_eq!(
        told(&found(&twice), &["S002"]),
        ["S002 okrs/2026-Q1/pay.yml:2:7"],
        "one cause, however many ids"
    );
    let split = [("okrs/2026-Q1/pay/a.yaml", text.as_str()), ("okrs/2026-Q1/pay/b.yaml", text.as_str())];
    assert_eq!(told(&found(&split), &["S002"]).len(), 2, "the objective's id and the key result's");
    let other = text.replace("id: o\n", "id: p\n").replace("id: k\n", "id: l\n");
    let split = [("okrs/2026-Q1/pay/a.yaml", text.as_str()), ("okrs/2026-Q1/pay/b.yaml", other.as_str())];
    assert!(told(&found(&split), &["S002", "S004"]).is_empty(), "a team may split its sheet");
}

#[test]
fn a_sheet_stands_where_it_says() {
    let text = sheet(GOOD, "");
    for (path, expected) in [
        (PATH, None),
        ("okrs/2026-Q2/pay.yaml", Some("cycle")),
        ("okrs/2026-Q1/other.yaml", Some("team")),
        ("okrs/pay.yaml", Some("folder")),
    ] {
        let findings = found(&[(path, &text)]);
        let misplaced = findings.iter().find(|finding| finding.code == "S004");
        assert_eq!(misplaced.is_some(), expected.is_some(), "{path}");
    }
}

#[test]
fn references_are_looked_up_over_the_files() {
    let business = sheet(GOOD, "").replace("team: pay", "team: company").replace("id: o\n", "id: grow\n");
    let with = |supports: &str| {
        let text = sheet(GOOD, &format!("    supports: [{supports}]\n"));
        let files =
            [("teams.yaml", TEAMS), ("okrs/2026-Q1/company.yaml", business.as_str()), (PATH, text.as_str())];
        told(&found(&files), &["S003", "S005", "A601"])
    };
    assert!(with("company/grow").is_empty());
    assert_eq!(with("company/growth"), ["S003 okrs/2026-Q1/pay.yaml:8:16"]);
    assert_eq!(with("company/k"), ["S003 okrs/2026-Q1/pay.yaml:8:16"], "a key result is no objective");
    assert_eq!(with("o"), ["S005 okrs/2026-Q1/pay.yaml:8:16"]);
    assert_eq!(with(""), ["A601 okrs/2026-Q1/pay.yaml:4:9"]);
    let lost = sheet(GOOD, "").replace("team: pay", "team: pays");
    let lost = found(&[("teams.yaml", TEAMS), ("okrs/2026-Q1/pays.yaml", &lost)]);
    assert_eq!(told(&lost, &["S003"]), ["S003 okrs/2026-Q1/pays.yaml:2:7"]);
}

#[test]
fn what_may_stand_in_a_broken_file_is_not_called_missing() {
    let text = sheet(GOOD, "    supports: [company/grow]\n");
    let files = [("teams.yaml", TEAMS), ("okrs/2026-Q1/company.yaml", "cycle: [\n"), (PATH, text.as_str())];
    assert!(told(&found(&files), &["S003", "A601"]).is_empty());
}

#[test]
fn a_win_is_guarded_by_what_continues_it() {
    let won = sheet(&format!("{GOOD}check_ins: [{{ date: 2025-12-20, value: 180 ms }}]\n"), "")
        .replace("2026-Q1", "2025-Q4");
    let next = |key_result: &str| {
        let text = sheet(key_result, "").replace("id: k\n", "id: l\n");
        told(&found(&[("okrs/2025-Q4/pay.yaml", won.as_str()), (PATH, &text)]), &["H502"])
    };
    let other = "title: Refunds fall from 9 days to 2 days\nmetric: p90 refund time, all shops\n";
    assert_eq!(next(other), ["H502 okrs/2026-Q1/pay.yaml:1:8"]);
    assert!(next(&format!("{other}continues: 2025-Q4/pay/k\n")).is_empty());
    assert!(next(&format!("{other}formerly: k\n")).is_empty());
    assert!(next(GOOD).is_empty(), "the same metric");
    let text = sheet(other, "");
    let closed = CheckOptions { today: Some(date(2026, 6, 1)), ..CheckOptions::default() };
    let files = [("okrs/2025-Q4/pay.yaml", won.as_str()), (PATH, text.as_str())];
    assert!(told(&found_with(&files, &closed), &["H502"]).is_empty(), "a closed cycle is not to be edited");
}

#[test]
fn check_ins_are_judged_by_today_only_where_it_is_given() {
    let text = sheet(&format!("{GOOD}check_ins: [{{ date: 2026-02-20, value: 280 ms }}]\n"), "");
    let on = |today| {
        let options = CheckOptions { today, ..CheckOptions::default() };
        told(&found_with(&[(PATH, &text)], &options), &["C801", "C802"])
    };
    assert!(on(None).is_empty());
    assert_eq!(on(Some(date(2026, 2, 19))).len(), 2, "from the future, and none until now");
    assert!(on(Some(date(2026, 2, 27))).is_empty(), "seven days are the rhythm");
    assert_eq!(on(Some(date(2026, 2, 28))).len(), 1);
    assert!(on(Some(date(2026, 4, 1))).is_empty(), "the cycle is over");
    assert_eq!(on(Some(date(2025, 12, 1))).len(), 1, "not begun, so not stale");

    let by = |day| {
        let options = CheckOptions { brought: Brought::by(day), ..CheckOptions::default() };
        told(&found_with(&[(PATH, &text)], &options), &["C801", "C802"])
    };
    assert_eq!(by(date(2026, 2, 19)).len(), 1, "committed before it was seen");
    assert!(by(date(2026, 2, 20)).is_empty());
}

#[test]
fn dropped_key_results_are_left_alone() {
    let text = sheet("title: Launch the console\nstatus: dropped\n", "");
    assert!(told(&found(&[(PATH, &text)]), &["M101", "M102", "O203"]).is_empty());
    let two = format!("{text}      - id: l\n        title: Launch the terminal\n");
    assert!(told(&found(&[(PATH, &two)]), &["W702"]).is_empty(), "what was dropped had been planned");
}

#[test]
fn a_bare_number_says_what_it_counts_in_every_language() {
    let with = |metric: &str| {
        let text =
            sheet(&format!("title: T\nmetric: {metric}\nbaseline: 10\ntarget: \"< 5\"\nhold: 4w\n"), "");
        told(&found(&[(PATH, &text)]), &["M103"]).len()
    };
    assert_eq!(with("incidents in production, monthly"), 0);
    assert_eq!(with("线上事故，每月"), 0);
    assert_eq!(with("用户响应时间，P95，线上"), 1, "a time, whoever waits");
    assert_eq!(with("p95 round-trip time, production, weekly"), 1);
}

#[test]
fn units_convert_within_their_kind_and_not_beyond() {
    let with = |fields: &str| {
        let text =
            sheet(&format!("title: Round trip\nmetric: p95 round trip, production\nhold: 4w\n{fields}"), "");
        told(&found(&[(PATH, &text)]), &["M103", "M104", "M105", "M106"])
    };
    assert!(
        with("baseline: 0.3 s\ntarget: \"< 200 ms\"\ncheck_ins: [{ date: 2026-01-20, value: 280 ms }]\n")
            .is_empty()
    );
    assert_eq!(with("baseline: 300 ms\ntarget: \"< 200\"\n").len(), 1, "M104, not M103 too");
    assert_eq!(with("baseline: 300 ms\ntarget: 5 %\n").len(), 1);
    let three = "check_ins: [{ date: 2026-01-20, value: 5 % }, { date: 2026-01-21, value: 6 % }]\n";
    assert_eq!(
        with(&format!("baseline: 300 ms\ntarget: \"< 200 ms\"\n{three}")).len(),
        1,
        "told once a unit"
    );
    assert!(with("unit: ms\nbaseline: 300\ntarget: \"< 200\"\n").is_empty());
}

#[test]
fn two_teams_claim_one_movement_whatever_its_spelling() {
    let other = |metric: &str, baseline: &str, target: &str| {
        let fields = format!(
            "title: Paying takes a blink\nmetric: {metric}\nbaseline: {baseline}\ntarget: \"{target}\"\nhold: 4w\n"
        );
        let theirs = sheet(&fields, "").replace("team: pay", "team: web");
        told(&found(&[(PATH, &sheet(GOOD, "")), ("okrs/2026-Q1/web.yaml", &theirs)]), &["A603"]).len()
    };
    let metric = "p95 round-trip time, production, weekly";
    assert_eq!(other(metric, "0.3 s", "< 180 ms"), 1, "from the same value");
    assert_eq!(other(metric, "310 ms", "< 0.2 s"), 1, "to the same value");
    assert_eq!(
        other("weekly p95 of the round trip time in production", "300 ms", "< 200 ms"),
        1,
        "like words"
    );
    assert_eq!(other("p95 round-trip time, staging, weekly", "310 ms", "< 180 ms"), 0, "another movement");
    assert_eq!(other("share of carts left, all shops, weekly", "300 ms", "< 200 ms"), 0, "another metric");
}

#[test]
fn a_title_and_its_target_tell_one_goal() {
    let with = |title: &str| {
        let text = sheet(
            &format!(
                "title: {title}\nmetric: p95 round-trip time, production, weekly\nbaseline: 300 ms\ntarget: \"< 200 ms\"\n"
            ),
            "",
        );
        told(&found(&[(PATH, &text)]), &["M106"]).len()
    };
    assert_eq!(with("A round trip takes under 250 ms"), 1);
    for good in [
        "A round trip takes under 200 ms",
        "A round trip takes under 0.2 s",
        "No round trip over 300 ms",
        "A round trip takes under 200 ms, at peak under 400 ms",
        "Round trips stay short for at least 30 days",
        "95 % of round trips feel instant",
        "A blink",
    ] {
        assert_eq!(with(good), 0, "{good}");
    }
}
