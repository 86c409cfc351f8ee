//! Days: time zones, clocks that are wrong, and calendars of every kind, in `history`, `log` and `status`.

use serde_json::Value;

use crate::environment::{SHEET, TestEnvironment};

const TIGHT: &str = "target: \"< 200 ms\"";
const LOOSE: &str = "target: \"< 220 ms\"";

/// Commits a loosened target at `moment`, in a workspace of this time zone, and gives the shift.
fn loosened_at(zone: &str, moment: &str) -> Value {
    let mut environment = TestEnvironment::workspace();
    environment.edit("okr.yaml", "Asia/Shanghai", zone);
    environment.on("2026-01-10").commit("Choose the time zone");
    environment.edit(SHEET, TIGHT, LOOSE);
    environment.set("GIT_COMMITTER_DATE", moment).commit("Give the fraud check room");
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    key_result(&report)["shifts"][0].clone()
}

fn key_result(report: &Value) -> Value {
    let all = report["cycles"].as_array().unwrap().iter();
    let mut all = all.flat_map(|cycle| cycle["key_results"].as_array().unwrap());
    all.find(|own| own["ref"].as_str().unwrap().ends_with("/payments/payment-rtt")).unwrap().clone()
}

#[test]
fn the_day_of_a_commit_is_that_of_the_workspace() {
    for (zone, moment, date, day, settled) in [
        // Half past eleven in the evening of UTC is morning in Shanghai: the goal has settled overnight.
        ("Asia/Shanghai", "2026-01-14T23:30:00+00:00", "2026-01-15", 15, true),
        ("Asia/Shanghai", "2026-01-14T15:59:59+00:00", "2026-01-14", 14, false),
        ("Asia/Shanghai", "2026-01-14T16:00:00+00:00", "2026-01-15", 15, true),
        ("UTC", "2026-01-14T23:30:00+00:00", "2026-01-14", 14, false),
        // Where the committer sat does not matter.
        ("UTC", "2026-01-15T07:30:00+08:00", "2026-01-14", 14, false),
        ("America/Los_Angeles", "2026-01-15T07:59:59+00:00", "2026-01-14", 14, false),
        ("America/Los_Angeles", "2026-01-15T08:00:00+00:00", "2026-01-15", 15, true),
        ("Asia/Kolkata", "2026-01-14T18:29:00+00:00", "2026-01-14", 14, false),
        ("Asia/Kolkata", "2026-01-14T18:30:00+00:00", "2026-01-15", 15, true),
        // The night to 29 March is an hour short in Berlin, and midnight an hour earlier from then on.
        ("Europe/Berlin", "2026-03-28T22:59:00+00:00", "2026-03-28", 87, true),
        ("Europe/Berlin", "2026-03-28T23:00:00+00:00", "2026-03-29", 88, true),
        ("Europe/Berlin", "2026-03-29T21:59:00+00:00", "2026-03-29", 88, true),
        ("Europe/Berlin", "2026-03-29T22:00:00+00:00", "2026-03-30", 89, true),
    ] {
        let shift = loosened_at(zone, moment);
        let told = (&shift["date"], &shift["day"], &shift["settled"]);
        assert_eq!(told, (&date.into(), &day.into(), &settled.into()), "{moment} in {zone}");
    }
}

#[test]
fn the_moment_of_a_commit_is_told_in_the_time_of_the_workspace() {
    let shift = loosened_at("Europe/Berlin", "2026-03-29T22:00:00+00:00");
    assert_eq!(shift["committed"], "2026-03-30T00:00:00+02:00");
}

#[test]
fn a_clock_that_goes_back_is_told() {
    let mut environment = TestEnvironment::workspace();
    environment.edit(SHEET, TIGHT, LOOSE);
    let first = environment.commit("Give the fraud check room");
    environment.edit(SHEET, "< 220 ms", "< 240 ms");
    let second = environment.on("2026-02-03").commit("Give it more");
    environment.edit(SHEET, "< 240 ms", "< 260 ms");
    let third = environment.on("2026-01-05").commit("As if it were planned");
    environment.on("2026-05-01");

    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    let shifts = key_result(&report)["shifts"].as_array().unwrap().clone();
    let told: Vec<_> =
        shifts.iter().map(|shift| (&shift["commit"], shift["day"].as_i64().unwrap())).collect();
    assert_eq!(told, [(&first.clone().into(), 43), (&second.clone().into(), 34), (&third.clone().into(), 5)]);
    let backdated: Vec<_> = report["backdated"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["commit"].clone(), own["date"].clone(), own["after"].clone()))
        .collect();
    let first = Value::from(first);
    assert_eq!(
        backdated,
        [
            (second.into(), "2026-02-03".into(), first.clone()),
            (third.into(), "2026-01-05".into(), first.clone())
        ]
    );
    let page = environment.okr(&["history"]).expect(0).stdout;
    assert!(page.contains("2 commits of the branch are dated before an earlier one"), "{page}");

    // The log goes by what follows what, not by what the clocks say.
    let log = environment.okr(&["log", "payment-rtt", "--format", "json"]).expect(0).json();
    let subjects: Vec<_> =
        log["versions"].as_array().unwrap().iter().map(|own| own["subject"].as_str().unwrap()).collect();
    assert_eq!(
        subjects,
        ["As if it were planned", "Give it more", "Give the fraud check room", "Plan the first quarter"]
    );
}

#[test]
fn the_authors_clock_does_not_count() {
    let mut environment = TestEnvironment::workspace();
    environment.edit(SHEET, TIGHT, LOOSE);
    environment.set("GIT_AUTHOR_DATE", "2025-12-01T12:00:00+00:00").commit("Written long ago");
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    assert_eq!(key_result(&report)["shifts"][0]["day"], 43);
    assert_eq!(report["backdated"], Value::Array(Vec::new()));
}

/// A workspace with one cycle, and a year that begins on 1 February.
fn fiscal(cycle: &str, named_by: &str, committed: &str) -> TestEnvironment {
    let mut environment = TestEnvironment::new();
    let settings = format!(
        "version: 1\ncalendar: {{ year_starts: 02-01, year_named_by: {named_by}, timezone: Europe/Berlin }}\n"
    );
    let sheet = format!(
        "cycle: {cycle}\nteam: payments\nobjectives:\n  - id: instant-pay\n    key_results:\n      \
         - {{ id: payment-rtt, baseline: 300 ms, target: \"< 200 ms\" }}\n"
    );
    environment
        .write("okr.yaml", &settings)
        .write("teams.yaml", "teams:\n  - { id: payments, name: Payments }\n")
        .write(&format!("okrs/{cycle}/payments.yaml"), &sheet);
    environment.on("2024-01-01").commit("Plan");
    environment.edit(&format!("okrs/{cycle}/payments.yaml"), TIGHT, LOOSE);
    environment.on(committed).commit("Give the fraud check room");
    environment
}

#[test]
fn every_kind_of_cycle_has_its_days() {
    for (cycle, named_by, on, starts, ends, day, days) in [
        ("FY26-Q1", "end", "2025-03-01", "2025-02-01", "2025-04-30", 29, 89),
        ("FY26-Q1", "start", "2026-03-01", "2026-02-01", "2026-04-30", 29, 89),
        ("FY26-Q4", "end", "2026-01-31", "2025-11-01", "2026-01-31", 92, 92),
        ("FY26-Q4", "start", "2026-11-15", "2026-11-01", "2027-01-31", 15, 92),
        ("FY26", "end", "2025-02-15", "2025-02-01", "2026-01-31", 15, 365),
        ("FY28-Q1", "end", "2027-04-30", "2027-02-01", "2027-04-30", 89, 89),
        // A plain cycle is the calendar's, whenever the fiscal year starts.
        ("2026-Q1", "end", "2026-02-12", "2026-01-01", "2026-03-31", 43, 90),
        ("2026-H1", "end", "2026-06-30", "2026-01-01", "2026-06-30", 181, 181),
        ("2026-H2", "start", "2026-07-20", "2026-07-01", "2026-12-31", 20, 184),
        ("2028", "end", "2028-12-31", "2028-01-01", "2028-12-31", 366, 366),
    ] {
        let environment = fiscal(cycle, named_by, on);
        let named = format!("{cycle}, named by {named_by}");
        let report = environment.okr(&["history", "--cycle", cycle, "--format", "json"]).expect(0).json();
        let own = &report["cycles"][0];
        assert_eq!((&own["starts"], &own["ends"]), (&starts.into(), &ends.into()), "{named}");
        assert_eq!(own["days"], days, "{named}");
        let shift = &key_result(&report)["shifts"][0];
        assert_eq!((&shift["day"], &shift["settled"]), (&day.into(), &true.into()), "{named}");
        let log = environment.okr(&["log", "payment-rtt"]).expect(0).stdout;
        assert!(log.contains(&format!("(day {day} of {days})")), "{named}: {log}");
        // On the last day the cycle still runs; on the next it is over.
        let on = |today: &str, field: &str| {
            let status = environment.okr(&["status", "--format", "json", "--today", today]).expect(0).json();
            status["cycles"][0][field].clone()
        };
        assert_eq!((on(ends, "day"), on(ends, "days")), (days.into(), days.into()), "{named}");
        let next: jiff::civil::Date = ends.parse().unwrap();
        assert_eq!(on(&next.tomorrow().unwrap().to_string(), "day"), days + 1, "{named}");
    }
}

#[test]
fn a_stretch_of_days_takes_in_the_cycles_it_touches() {
    let environment = fiscal("FY26-Q1", "end", "2025-03-01");
    let cycles = |arguments: &[&str]| {
        let arguments = [&["history", "--format", "json"], arguments].concat();
        environment.okr(&arguments).expect(0).json()["cycles"].as_array().unwrap().len()
    };
    assert_eq!(cycles(&["--from", "2025-04-30"]), 1);
    assert_eq!(cycles(&["--from", "FY25-Q4", "--to", "FY26-Q1"]), 1);
    environment.okr(&["history", "--from", "2025-05-01"]).expect(2);
    environment.okr(&["history", "--to", "2025-01-31"]).expect(2);
}

#[test]
fn what_a_branch_did_is_dated_by_the_commit_that_brought_it() {
    let mut environment = TestEnvironment::workspace();
    environment.git(&["switch", "--quiet", "-c", "work"]);
    environment.on("2026-01-12").edit(SHEET, TIGHT, LOOSE);
    environment.commit("Loosen while it is a draft, on a branch");
    environment.on("2026-01-13").edit(SHEET, LOOSE, "target: \"< 210 ms\"");
    environment.commit("A little less");
    environment.git(&["switch", "--quiet", "main"]);
    environment.on("2026-02-12").git(&["merge", "--quiet", "--no-ff", "--no-edit", "work"]);
    let merge = environment.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned();
    let shifts = |more: &[&str]| {
        let arguments = [&["history", "--format", "json"], more].concat();
        let report = environment.okr(&arguments).expect(0).json();
        let shifts = key_result(&report)["shifts"].as_array().unwrap().clone();
        shifts
            .iter()
            .map(|shift| (shift["day"].as_i64().unwrap(), shift["after"]["text"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(shifts(&[]), [(43, "< 210 ms".into())], "first parents: the merge is the day it landed");
    assert_eq!(shifts(&["--all-parents"]), [(12, "< 220 ms".into()), (13, "< 210 ms".into())]);
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    assert_eq!(key_result(&report)["shifts"][0]["commit"], merge);
}

#[test]
fn what_a_merge_changes_itself_is_not_lost() {
    let mut environment = TestEnvironment::workspace();
    environment.git(&["switch", "--quiet", "-c", "work"]);
    environment.write("notes.md", "A branch with nothing in it\n");
    environment.commit("Take notes");
    environment.git(&["switch", "--quiet", "main"]);
    environment.on("2026-02-20").git(&["merge", "--quiet", "--no-ff", "--no-commit", "work"]);
    environment.edit(SHEET, TIGHT, LOOSE);
    let merge = environment.commit("Merge branch 'work'");
    for arguments in [&["history", "--format", "json"][..], &["history", "--all-parents", "--format", "json"]]
    {
        let report = environment.okr(arguments).expect(0).json();
        let shift = &key_result(&report)["shifts"][0];
        assert_eq!((&shift["commit"], &shift["day"]), (&merge.clone().into(), &51.into()), "{arguments:?}");
    }
}

#[test]
fn an_edit_before_the_first_day_is_planning_and_one_of_day_13_is_told_as_a_draft() {
    let mut environment = TestEnvironment::new();
    environment.write("okr.yaml", "version: 1\ncalendar: { timezone: UTC }\n");
    let sheet = |weight: &str| {
        format!(
            "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: instant-pay\n    key_results:\n      \
             - {{ id: payment-rtt, baseline: 300 ms, target: \"< 200 ms\", weight: {weight} }}\n"
        )
    };
    for (day, weight) in
        [("2025-12-20", "1"), ("2025-12-31", "3"), ("2026-01-13", "2"), ("2026-01-15", "0.5")]
    {
        environment.write(SHEET, &sheet(weight));
        environment.on(day).commit("Weigh it");
    }
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    let shifts = key_result(&report)["shifts"].as_array().unwrap().clone();
    let told: Vec<_> = shifts
        .iter()
        .map(|shift| (shift["day"].as_i64().unwrap(), &shift["before"], shift["settled"] == true))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!((told[0].0, told[0].2), (13, false));
    assert_eq!((told[1].0, told[1].2), (15, true));
    let log = environment.okr(&["log", "payment-rtt"]).expect(0).stdout;
    assert!(log.contains("weight changed from 1 to 3 (before its cycle)"), "{log}");
}

#[test]
fn what_came_late_and_moved_to_another_team_came_late_all_the_same() {
    let mut environment = TestEnvironment::workspace();
    let payments = environment.read(SHEET);
    let late = "      - id: refund-time\n        title: Refunds arrive in under 2 days\n        \
                baseline: 5 days\n        target: \"< 2 days\"\n    guardrails:";
    environment.on("2026-01-25").edit(SHEET, "    guardrails:", late);
    environment.commit("One more");
    environment.write(SHEET, &payments);
    let risk = "cycle: 2026-Q1\nteam: risk\nobjectives:\n  - id: safe\n    key_results:\n";
    let moved = late.replace("    guardrails:", "");
    environment.on("2026-02-02").write("okrs/2026-Q1/risk.yaml", &format!("{risk}{}", moved.trim_end()));
    environment.commit("Risk takes the refunds");
    let report = environment.okr(&["history", "--format", "json"]).expect(0).json();
    let all = report["cycles"][0]["key_results"].as_array().unwrap();
    let own: Vec<_> =
        all.iter().filter(|own| own["ref"].as_str().unwrap().ends_with("/refund-time")).collect();
    assert_eq!(own.len(), 1, "moved, not removed and added: {own:#?}");
    assert_eq!(own[0]["ref"], "2026-Q1/risk/refund-time");
    assert_eq!(own[0]["formerly"][0], "2026-Q1/payments/refund-time");
    assert_eq!((&own[0]["late"], &own[0]["added"]), (&true.into(), &"2026-01-25".into()));
}
