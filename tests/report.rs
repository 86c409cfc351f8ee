//! What holds for every form of the report: links, bounds, the same bytes everywhere, and the keys that other
//! programs read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::environment::{SHEET, TestEnvironment};

/// A workspace with a loosened target, a breached guardrail that was mended, a dropped key result and a gap.
fn eventful() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.edit(
        "okr.yaml",
        "version: 1\n",
        "version: 1\nrepository_url: https://git.example/pay/okrs.git/\n",
    );
    let seen = "- { date: 2026-01-09, value: 296 ms }";
    let more = format!("{seen}\n          - {{ date: 2026-02-10, value: 190 ms, confidence: 0.8 }}");
    environment.edit(SHEET, seen, &more).edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"");
    environment.edit(
        SHEET,
        "        source: https://numbers.example/dora\n",
        "        source: https://numbers.example/dora\n        check_ins:\n          \
         - { date: 2026-01-20, value: 7 % }\n          - { date: 2026-02-10, value: 4 % }\n",
    );
    environment.commit("Give the fraud check room");
    let good = environment.read(SHEET);
    environment.on("2026-02-16").write(SHEET, "team: payments\nobjectives: [\n");
    environment.commit("Break it");
    environment.write(SHEET, &good);
    environment.edit(
        SHEET,
        "        source: https://numbers.example/success\n",
        "        source: https://numbers.example/success\n        status: dropped\n",
    );
    environment.on("2026-02-20").commit("Drop it");
    environment.on("2026-05-01");
    environment
}

#[test]
fn every_commit_can_be_looked_up() {
    let environment = eventful();
    let commit = environment.git(&["rev-parse", "HEAD~2"]).stdout.trim().to_owned();
    let url = format!("https://git.example/pay/okrs/commit/{commit}");
    for verb in [&["history"][..], &["log", "payment-rtt"]] {
        let html = environment.okr(&[verb, &["--format", "html"]].concat()).expect(0).stdout;
        assert!(html.contains(&format!("href=\"{url}\"")), "{verb:?}");
        let markdown = environment.okr(&[verb, &["--format", "markdown"]].concat()).expect(0).stdout;
        assert!(markdown.contains(&format!("]({url})")), "{verb:?}:\n{markdown}");
    }
}

#[test]
fn what_a_browser_would_run_is_no_address() {
    for hostile in [
        "javascript:alert(1)",
        "JavaScript://git.example/%0aalert(1)",
        "https://",
        "data:text/html,x",
        "https://git.example/\\\"onmouseover=x",
        "//git.example/okrs",
        "file:///etc/passwd",
        "https://a b/",
    ] {
        let environment = TestEnvironment::workspace();
        let line = format!("version: 1\nrepository_url: \"{hostile}\"\n");
        environment.edit("okr.yaml", "version: 1\n", &line);
        environment.commit("Say where commits can be looked up");
        let found = environment.okr(&["check", "--format", "json"]).expect(1).json();
        assert_eq!(found["findings"][0]["code"], "S001", "{hostile}");
        assert_eq!((&found["findings"][0]["line"], &found["findings"][0]["column"]), (&2.into(), &17.into()));
        let html = environment.okr(&["log", "payment-rtt", "--format", "html"]).expect(0).stdout;
        assert!(!html.contains("/commit/"), "{hostile}");
    }
}

#[test]
fn the_same_history_gives_the_same_bytes_everywhere() {
    let forms = ["terminal", "markdown", "json", "csv", "html"];
    let mut environment = eventful();
    let all = |environment: &TestEnvironment, place: &str| -> Vec<String> {
        let verbs = [&["history"][..], &["log", "payment-rtt"], &["status", "--rev", "HEAD"]];
        let say = |verb: &[&str], form: &&str| {
            environment.okr(&[&["-C", place], verb, &["--format", form]].concat()).expect(0).stdout
        };
        verbs.iter().flat_map(|verb| forms.iter().map(|form| say(verb, form)).collect::<Vec<_>>()).collect()
    };
    let here = all(&environment, ".");
    environment.git(&["worktree", "add", "--quiet", "--detach", "../another place/of work"]);
    environment.git(&["clone", "--quiet", "--bare", ".", "../server.git"]);
    for (name, value) in [
        ("user.name", "Somebody Else"),
        ("log.showSignature", "true"),
        ("log.date", "relative"),
        ("log.follow", "true"),
        ("core.abbrev", "4"),
        ("core.quotePath", "false"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("color.ui", "always"),
    ] {
        environment.git(&["config", name, value]);
    }
    environment
        .set("TZ", "America/Los_Angeles")
        .set("LC_ALL", "tr_TR.UTF-8")
        .set("LANG", "de_DE.ISO-8859-1")
        .set("LANGUAGE", "de:zh");
    assert_eq!(here, all(&environment, "."));
    assert_eq!(here, all(&environment, "../another place/of work"));
    assert_eq!(here, all(&environment, "../another place/of work/okrs/2026-Q1"));
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap_or_else(|| panic!("{value} is no object")).keys().map(String::as_str).collect()
}

/// The keys of a JSON object, whatever their order.
#[track_caller]
fn has_keys(value: &Value, expected: &[&str]) {
    let (own, expected): (BTreeSet<_>, BTreeSet<_>) =
        (keys(value).into_iter().collect(), expected.iter().copied().collect());
    assert_eq!(own, expected);
}

#[test]
fn other_programs_find_every_key() {
    let environment = eventful();
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    has_keys(
        &report,
        &["organisation", "cycles", "gaps", "complete", "incomplete_before", "commits", "backdated"],
    );
    has_keys(&report["gaps"][0], &["commit", "date", "path", "error"]);
    assert_eq!((&report["complete"], &report["incomplete_before"]), (&true.into(), &Value::Null));
    let cycle = &report["cycles"][0];
    has_keys(
        cycle,
        &[
            "cycle",
            "starts",
            "ends",
            "days",
            "over",
            "key_results",
            "objectives",
            "guardrails",
            "other_shifts",
            "teams",
            "dimensions",
            "awesome",
        ],
    );
    let own = &cycle["key_results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["shifts"] != Value::Array(vec![]))
        .unwrap();
    has_keys(
        own,
        &[
            "ref",
            "formerly",
            "lineage",
            "title",
            "team",
            "objective",
            "dimension",
            "commitment",
            "direction",
            "baseline",
            "target",
            "final_value",
            "score",
            "shift_gain",
            "state",
            "band",
            "original_band",
            "late",
            "added",
            "removed",
            "shifts",
        ],
    );
    for pair in ["baseline", "target", "score"] {
        has_keys(&own[pair], &["original", "final"]);
    }
    let quantity = &own["final_value"];
    has_keys(quantity, &["text", "number", "unit"]);
    assert_eq!((&quantity["text"], quantity["number"].to_string()), (&"190 ms".into(), "190".to_owned()));
    let target = &own["target"]["final"];
    has_keys(target, &["text", "number", "unit", "comparison"]);
    assert_eq!((&target["comparison"], &target["unit"]), (&"<".into(), &"ms".into()));
    let shift = &own["shifts"][0];
    has_keys(
        shift,
        &[
            "kind",
            "commit",
            "date",
            "committed",
            "author",
            "field",
            "before",
            "after",
            "direction",
            "day",
            "days",
            "settled",
            "declared",
            "reason",
            "effect",
        ],
    );
    has_keys(&shift["before"], &["text", "number", "unit", "comparison"]);
    assert_eq!(shift["kind"], "target-changed");
    assert_eq!(shift["commit"].as_str().unwrap().len(), 40);
    assert_eq!(shift["committed"], "2026-02-12T20:00:00+08:00");
    has_keys(
        &cycle["objectives"][0],
        &["ref", "title", "team", "dimension", "commitment", "score", "band", "hollow"],
    );
    has_keys(&cycle["objectives"][0]["score"], &["original", "final"]);
    has_keys(&cycle["teams"][0], &["team", "name", "dimensions", "awesome", "hollow", "shift_gain"]);
    has_keys(&cycle["dimensions"], &["efficiency", "quality", "sustainability"]);
    assert_eq!(cycle["dimensions"]["efficiency"], Value::Null);
    has_keys(&cycle["dimensions"]["quality"], &["original", "final"]);
    has_keys(&cycle["awesome"], &["original", "final", "hollow"]);
    has_keys(&cycle["guardrails"][0], &["ref", "objective", "limit", "breached", "breaches", "breached_on"]);
    assert_eq!(cycle["guardrails"][0]["breached"], false);
    assert_eq!(cycle["guardrails"][0]["breached_on"][0], "2026-01-20");
    // Four places, as numbers, cut and never rounded up.
    for number in
        [&own["score"]["original"], &own["score"]["final"], &own["shift_gain"], &cycle["awesome"]["final"]]
    {
        let text = number.to_string();
        assert_eq!(text.split_once('.').map(|(_, places)| places.len()), Some(4), "{text}");
    }
}

#[test]
fn a_sheet_with_nothing_in_it_is_still_a_report() {
    let empty = TestEnvironment::new();
    empty.write("okr.yaml", "version: 1\n");
    empty.commit("Begin");
    let output = empty.okr(&["history", "--format", "json"]).expect(0);
    assert_eq!(output.json()["cycles"], Value::Array(Vec::new()));
    assert!(output.stderr.contains("there are no OKRs in this history yet"), "{output}");
    assert!(
        empty
            .okr(&["history", "--cycle", "2026-Q1"])
            .expect(2)
            .stderr
            .contains("nobody wrote goals for 2026-Q1")
    );
}

#[test]
fn where_no_version_could_be_read_nothing_is_reported() {
    let environment = TestEnvironment::new();
    environment.write("okr.yaml", "version: 1\n");
    for text in ["cycle: [\n", "cycle: [[\n", "not a sheet\n"] {
        environment.write(SHEET, text);
        environment.commit("Try");
    }
    for verb in [&["history"][..], &["history", "--format", "json"], &["log", "payment-rtt"], &["status"]] {
        let output = environment.okr(verb).expect(2);
        assert!(output.stderr.contains("no sheet of this history could be read"), "{verb:?}: {output}");
        assert!(output.stderr.contains(SHEET), "{verb:?}: {output}");
        assert_eq!(output.stdout, "", "{verb:?}");
    }
}

#[test]
fn an_unknown_cycle_is_answered_with_the_nearest() {
    let environment = TestEnvironment::demo();
    for (verb, cycle, nearest) in [
        ("history", "2019-Q1", "2025-Q4"),
        ("history", "2026-H2", "2026-Q3"),
        ("status", "2031-Q2", "2026-Q3"),
        ("status", "2025-Q3", "2025-Q4"),
    ] {
        let output = environment.okr(&["-C", "demo", verb, "--cycle", cycle]).expect(2);
        assert!(output.stderr.contains(&format!("nobody wrote goals for {cycle}")), "{output}");
        assert!(output.stderr.contains(&format!("the nearest is {nearest};")), "{output}");
    }
}

/// A cycle in which each of so many key results is loosened on its own.
fn restless(many: usize) -> TestEnvironment {
    let mut environment = TestEnvironment::new();
    environment.write("okr.yaml", "version: 1\n");
    let write = |environment: &TestEnvironment, by: usize| {
        for team in 0..many / 500 {
            let mut sheet = format!("cycle: 2026-Q1\nteam: team-{team}\nobjectives:\n");
            for at in 0..500 {
                if at % 5 == 0 {
                    // Writing to a string cannot fail, here and below.
                    let _ = write!(sheet, "  - id: o-{at}\n    title: Objective {at}\n    key_results:\n");
                }
                let target = 200 + by * (at + 1);
                let _ = writeln!(
                    sheet,
                    "      - {{ id: k-{at}, title: Key result {at}, baseline: 9000 ms, target: \"< {target} ms\" }}"
                );
            }
            environment.write(&format!("okrs/2026-Q1/team-{team}.yaml"), &sheet);
        }
    };
    write(&environment, 0);
    environment.on("2026-01-02").commit("Plan");
    write(&environment, 1);
    environment.on("2026-03-01").commit("Loosen all, each by its own step");
    environment
}

#[test]
fn thousands_of_shifts_make_no_endless_report() {
    let environment = restless(2_000);
    let shifts = environment.okr(&["history", "--format", "json"]).expect(0).json();
    let own = shifts["cycles"][0]["key_results"].as_array().unwrap();
    assert_eq!(own.iter().map(|own| own["shifts"].as_array().unwrap().len()).sum::<usize>(), 2_000);
    for (form, most) in [("terminal", 150_000), ("markdown", 250_000), ("html", 1_000_000)] {
        let page = environment.okr(&["history", "--format", form]).expect(0).stdout;
        assert!(page.len() < most, "{form}: {} bytes", page.len());
        assert!(page.contains("has them all"), "{form} says that there is more");
    }
    // Programs get every row.
    let rows = environment.okr(&["history", "--format", "csv"]).expect(0).stdout;
    let number = |table: &str| rows.lines().filter(|line| line.starts_with(table)).count();
    assert_eq!((number("shifts-2026-q1,"), number("key-results-2026-q1-")), (2_000, 2_000));
}

#[test]
fn a_win_is_judged_by_the_latest_day_and_not_by_the_last_line() {
    let mut environment = TestEnvironment::new();
    environment.write("okr.yaml", "version: 1\n");
    let sheet = |cycle: &str, target: &str, check_ins: &str| {
        format!(
            "cycle: {cycle}\nteam: payments\nobjectives:\n  - id: instant-pay\n    key_results:\n      - id: payment-rtt\n        \
             baseline: 300 ms\n        target: \"{target}\"\n        check_ins:\n{check_ins}"
        )
    };
    let seen = |list: &[(&str, &str)]| -> String {
        let line = |(date, value): &(&str, &str)| format!("          - {{ date: {date}, value: {value} }}\n");
        list.iter().map(line).collect::<Vec<_>>().concat()
    };
    environment.write(SHEET, &sheet("2026-Q1", "< 200 ms", &seen(&[("2026-03-20", "190 ms")])));
    for (later, fate) in [
        ([("2026-05-10", "180 ms"), ("2026-04-10", "250 ms")], "won in the cycle before, still holds"),
        ([("2026-05-10", "250 ms"), ("2026-04-10", "180 ms")], "won in the cycle before, no longer holds"),
        // Written for a day that is past the grading of the cycle.
        ([("2026-05-10", "180 ms"), ("2026-09-10", "250 ms")], "won in the cycle before, still holds"),
    ] {
        let path = "okrs/2026-Q2/payments.yaml";
        environment.write(path, &sheet("2026-Q2", "< 150 ms", &seen(&later)));
        environment.on("2026-05-11").commit("Check in");
        environment.on("2026-10-20");
        let page = environment.okr(&["history", "--cycle", "2026-Q2"]).expect(0).stdout;
        let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(fate), "{later:?}: {page}");
    }
}
