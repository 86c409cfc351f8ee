//! What hooks, checks and reviews keep of sheets in the git folder: the same answers with it and without, whatever
//! became of it, and whoever runs beside.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use crate::environment::{SHEET, TestEnvironment};

fn file(environment: &TestEnvironment) -> PathBuf {
    environment.root().join(".git/okr/cache/sheets")
}

fn forget(environment: &TestEnvironment) {
    drop(fs::remove_dir_all(environment.root().join(".git/okr")));
}

/// A workspace with so many more teams that work is shared between threads.
fn many(teams: usize) -> TestEnvironment {
    let environment = TestEnvironment::workspace();
    let payments = environment.read(SHEET);
    let mut list = environment.read("teams.yaml");
    for team in 0..teams {
        let _ = writeln!(list, "  - {{ id: team-{team}, name: Team {team}, parent: company }}");
        let sheet = payments.replace("team: payments", &format!("team: team-{team}"));
        // Some of them have something to be told.
        let sheet =
            if team % 3 == 0 { sheet.replace("dimension: quality", "dimension: efficiency") } else { sheet };
        environment.write(&format!("okrs/2026-Q1/team-{team}.yaml"), &sheet);
    }
    environment.write("teams.yaml", &list);
    environment.commit("More teams");
    environment
}

/// What is asked; the last word tells of what is staged.
const QUESTIONS: &[&[&str]] = &[
    &["check", "--format", "json", "--fail-on", "never"],
    &["check", "--staged", "--fail-on", "never"],
    &["check", "--rev", "HEAD", "--format", "concise", "--fail-on", "never"],
    &["review", "HEAD~1..HEAD", "--format", "markdown", "--fail-on", "never"],
    &["review", "HEAD~1..HEAD", "--format", "json", "--fail-on", "never"],
    &["hook", "pre-commit"],
];

fn answers(environment: &TestEnvironment) -> Vec<String> {
    QUESTIONS.iter().map(|question| environment.okr(question).to_string()).collect()
}

#[track_caller]
fn same_with_and_without(environment: &TestEnvironment) {
    let with = answers(environment);
    let again = answers(environment);
    let kept = fs::read(file(environment)).unwrap();
    for (at, question) in QUESTIONS.iter().enumerate() {
        forget(environment);
        let without = environment.okr(question).to_string();
        assert_eq!(with[at], without, "{question:?}");
        assert_eq!(again[at], without, "{question:?}");
        if question[0] != "hook" {
            forget(environment);
            let none = environment.okr(&[question, &["--no-cache"][..]].concat()).to_string();
            assert_eq!(none, without, "{question:?}");
            assert!(!file(environment).exists(), "--no-cache keeps nothing");
        }
    }
    // What was kept before stays for the next state.
    fs::create_dir_all(file(environment).parent().unwrap()).unwrap();
    fs::write(file(environment), kept).unwrap();
}

#[test]
fn every_answer_is_the_same_with_it_and_without() {
    let mut environment = many(40);
    same_with_and_without(&environment);
    let team = "okrs/2026-Q1/team-7.yaml";
    let stage = |environment: &TestEnvironment| drop(environment.git(&["add", "--all"]));

    environment.on("2026-02-10").edit(
        team,
        "          - { date: 2026-01-09, value: 296 ms }\n",
        "          - { date: 2026-01-09, value: 296 ms }\n          - { date: 2026-02-10, value: 250 ms }\n",
    );
    stage(&environment);
    same_with_and_without(&environment);
    environment.git(&["commit", "--quiet", "-m", "Check in"]);

    environment.edit(team, "\"< 200 ms\"", "\"< 220 ms\"");
    stage(&environment);
    same_with_and_without(&environment);
    environment.git(&["commit", "--quiet", "-m", "Loosen"]);

    // What others support goes; another day; a file nobody can read; other settings; another place.
    environment.on("2026-03-20").edit("okrs/2026-Q1/company.yaml", "id: grow-checkout", "id: grow");
    stage(&environment);
    same_with_and_without(&environment);
    environment.git(&["commit", "--quiet", "-m", "Rename"]);
    environment.edit(team, "team: team-7", "team: [");
    environment.edit("okr.yaml", "policy: calibrated", "profile: strict");
    stage(&environment);
    same_with_and_without(&environment);
    environment.git(&["commit", "--quiet", "-m", "Break"]);
    environment.git(&["mv", "okrs/2026-Q1/team-8.yaml", "okrs/2026-Q1/team-8-moved.yaml"]);
    same_with_and_without(&environment);
}

#[test]
fn a_damaged_one_changes_no_answer() {
    let environment = many(4);
    environment.edit(SHEET, "\"< 200 ms\"", "\"< 220 ms\"");
    environment.git(&["add", "--all"]);
    forget(&environment);
    let asks = || {
        let check = environment.okr(&["check", "--format", "concise", "--fail-on", "never"]);
        format!("{check}{}", environment.okr(&["hook", "pre-commit"]))
    };
    let told = asks();
    let whole = fs::read(file(&environment)).unwrap();
    let step = whole.len() / 24;
    for at in (0..whole.len()).step_by(step) {
        let mut bent = whole.clone();
        bent[at] ^= 0x11;
        for damage in
            [bent, whole[..at].to_vec(), [&whole[..at], &b"\0\xff\xff\xff\x7f"[..], &whole[at..]].concat()]
        {
            fs::write(file(&environment), damage).unwrap();
            assert_eq!(asks(), told, "damaged at {at}");
        }
    }
    // Whatever became of it, it is whole again, and grows no more.
    assert_eq!(asks(), told);
    let size = fs::metadata(file(&environment)).unwrap().len();
    assert_eq!(asks(), told);
    assert_eq!(fs::metadata(file(&environment)).unwrap().len(), size);
    assert!(fs::read(file(&environment)).unwrap().starts_with(b"okrsheets "));
}

#[test]
fn another_build_starts_it_anew_and_what_is_in_its_way_hinders_nothing() {
    let environment = many(3);
    let told = answers(&environment);
    let whole = fs::read(file(&environment)).unwrap();
    let line = whole.iter().position(|byte| *byte == b'\n').unwrap();
    let other = [&b"okrsheets 0.0.1 of another day\n"[..], &whole[line + 1..]].concat();
    fs::write(file(&environment), other).unwrap();
    assert_eq!(answers(&environment), told);
    assert_eq!(fs::read(file(&environment)).unwrap()[..=line], whole[..=line]);

    forget(&environment);
    fs::write(environment.root().join(".git/okr"), "in the way").unwrap();
    assert_eq!(answers(&environment), told);
    assert_eq!(fs::read(environment.root().join(".git/okr")).unwrap(), b"in the way");
}

#[test]
fn runs_side_by_side_do_not_disturb_each_other() {
    let environment = many(40);
    forget(&environment);
    let told = environment.okr(&["check", "--no-cache", "--format", "json", "--fail-on", "never"]).stdout;
    for _ in 0..3 {
        let running: Vec<_> = (0..8)
            .map(|_| {
                let mut command = environment.command(env!("CARGO_BIN_EXE_git-okr"));
                command.args(["check", "--format", "json", "--fail-on", "never"]);
                command.stdout(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for run in running {
            assert_eq!(String::from_utf8(run.wait_with_output().unwrap().stdout).unwrap(), told);
        }
    }
    assert_eq!(environment.okr(&["check", "--format", "json", "--fail-on", "never"]).stdout, told);
    let folder = fs::read_dir(file(&environment).parent().unwrap()).unwrap();
    let left: Vec<_> = folder.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["sheets"], "nothing half-written stays");
}

/// A thread more or less must not be seen in any byte.
#[cfg(target_os = "linux")]
#[test]
fn one_thread_tells_the_same_as_several() {
    let environment = many(70);
    environment.edit(SHEET, "\"< 200 ms\"", "\"< 220 ms\"");
    environment.git(&["add", "--all"]);
    let questions = QUESTIONS.iter().copied().chain([&["history", "--format", "json"][..], &["status"]]);
    for question in questions {
        forget(&environment);
        let several = environment.okr(question).to_string();
        forget(&environment);
        let mut one = environment.command("taskset");
        one.args(["--cpu-list", "0", env!("CARGO_BIN_EXE_git-okr")]).args(question);
        let one = one.output().expect("util-linux has taskset");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut shown = format!("exit {}\n", one.status.code().unwrap_or(-1));
        for (name, text) in [("stdout", text(&one.stdout)), ("stderr", text(&one.stderr))] {
            if !text.is_empty() {
                let end = if text.ends_with('\n') { "" } else { "⏎\n" };
                let _ = write!(shown, "--- {name}\n{text}{end}");
            }
        }
        assert_eq!(shown, several, "{question:?}");
    }
}

#[test]
fn a_push_of_many_commits_is_judged_with_it_as_without() {
    let mut environment = many(6);
    let base = environment.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned();
    for commit in 0..6 {
        environment.on(&format!("2026-02-0{}", commit + 1));
        let team = format!("okrs/2026-Q1/team-{commit}.yaml");
        let (from, to) =
            if commit == 3 { ("\"< 200 ms\"", "\"< 230 ms\"") } else { ("why: ", "why: So far, ") };
        environment.edit(&team, from, to);
        environment.git(&["commit", "--quiet", "--no-verify", "-a", "-m", &format!("Edit {commit}")]);
    }
    let head = environment.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned();
    environment.git(&["reset", "--quiet", "--soft", &base]);
    let push = || environment.okr(&["hook", "update", "refs/heads/main", &base, &head]).to_string();
    forget(&environment);
    let without = push();
    assert!(without.contains("1 of 6 commits that touch goals refused"), "{without}");
    assert_eq!(push(), without);
}

#[test]
fn a_sheet_of_a_thousand_objectives_and_thousands_of_teams_are_judged_like_any() {
    let environment = TestEnvironment::workspace();
    let mut text = "cycle: 2026-Q1\nteam: payments\nobjectives:\n".to_owned();
    for at in 0..1000 {
        let _ = write!(
            text,
            "  - id: o-{at}\n    title: Paying is fast at place {at}\n    dimension: quality\n    \
             supports: [company/grow-checkout]\n    key_results:\n      - id: k-{at}\n        \
             title: Time at place {at} falls\n        metric: p95 time of payment at place {at}, 7-day window\n        \
             baseline: {} ms\n        target: \"< {} ms\"\n        hold: 4w\n        source: a page\n",
            5000 + at,
            2000 + at
        );
    }
    assert!(text.len() < 1 << 20);
    let mut teams = environment.read("teams.yaml");
    for team in 0..5000 {
        let _ = writeln!(teams, "  - {{ id: team-{team}, name: Team {team}, parent: company }}");
    }
    environment.write("okrs/2026-Q1/payments/many.yaml", &text).write("teams.yaml", &teams);
    environment.git(&["add", "--all"]);
    let first = environment.okr(&["hook", "pre-commit"]);
    assert!(first.stderr.contains("and 980 more; `git okr diff --staged` tells all"), "{first}");
    environment.git(&["commit", "--quiet", "--no-verify", "-m", "Many"]);
    environment.edit("okrs/2026-Q1/payments/many.yaml", "\"< 2500 ms\"", "\"< 2600 ms\"");
    environment.git(&["add", "--all"]);
    let second = environment.okr(&["hook", "pre-commit"]);
    assert!(second.stderr.contains("stood at HEAD already"), "{second}");
    forget(&environment);
    assert_eq!(environment.okr(&["hook", "pre-commit"]).to_string(), second.to_string());
}
