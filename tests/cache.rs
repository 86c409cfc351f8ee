//! What `git okr history` keeps in the git folder: the same report with it and without, and never in the way.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::environment::{SHEET, TestEnvironment};

fn shifted() -> TestEnvironment {
    let mut environment = TestEnvironment::workspace();
    environment.on("2026-02-12").edit(SHEET, "target: \"< 200 ms\"", "target: \"< 220 ms\"");
    environment.commit("Give the fraud check room");
    environment.on("2026-05-01");
    environment
}

fn history(environment: &TestEnvironment, arguments: &[&str]) -> String {
    let all: Vec<&str> = ["history", "--format", "json"].iter().chain(arguments).copied().collect();
    environment.okr(&all).expect(0).stdout
}

fn folder(environment: &TestEnvironment) -> PathBuf {
    environment.root().join(".git/okr/cache")
}

fn entries(environment: &TestEnvironment) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(folder(environment)) else { return Vec::new() };
    listed.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_report_is_the_same_with_it_and_without() {
    let mut environment = shifted();
    let without = history(&environment, &["--no-cache"]);
    assert!(entries(&environment).is_empty(), "--no-cache keeps nothing");
    assert_eq!(history(&environment, &[]), without);
    assert!(!entries(&environment).is_empty());
    assert_eq!(history(&environment, &[]), without);

    // Another question, another day, another tip: another answer.
    assert_ne!(history(&environment, &["--team", "payments", "--today", "2026-02-20"]), without);
    environment.on("2026-05-02").edit(SHEET, "target: \"< 220 ms\"", "target: \"< 230 ms\"");
    environment.commit("Too late");
    let later = history(&environment, &[]);
    assert_ne!(later, without);
    assert_eq!(history(&environment, &["--no-cache"]), later);

    // A branch that is rewritten is another tip, too.
    environment.git(&["reset", "-q", "--hard", "HEAD~1"]);
    environment.git(&["commit", "-q", "--amend", "-m", "Give it room"]);
    assert_eq!(history(&environment, &[]), history(&environment, &["--no-cache"]));
}

#[test]
fn a_damaged_one_is_made_again_without_a_word() {
    let environment = shifted();
    let told = history(&environment, &[]);
    for damage in [&b""[..], b"okrcache", b"\xff\xfe\x00nonsense"] {
        for entry in entries(&environment) {
            fs::write(entry, damage).unwrap();
        }
        let again = environment.okr(&["history", "--format", "json"]).expect(0);
        assert_eq!((again.stdout.as_str(), again.stderr.as_str()), (told.as_str(), ""));
    }
    fs::remove_dir_all(folder(&environment)).unwrap();
    fs::write(folder(&environment), "in the way").unwrap();
    assert_eq!(history(&environment, &[]), told);
}

#[test]
fn a_shallow_clone_that_learns_more_tells_more() {
    let mut environment = shifted();
    environment.on("2026-05-02").edit(SHEET, "target: \"< 220 ms\"", "target: \"< 230 ms\"");
    environment.commit("Too late");
    let source = format!("file://{}", environment.root().display());
    let clone = environment.outside().join("clone");
    let clone = clone.to_str().unwrap();
    environment.git(&["clone", "-q", "--depth", "1", &source, clone]);
    let ask = || environment.okr(&["-C", clone, "history", "--format", "json"]).expect(0).json();
    assert_eq!(ask()["complete"], false);
    environment.git(&["-C", clone, "fetch", "-q", "--unshallow"]);
    assert_eq!(ask()["complete"], true);
}

/// More commits than are walked again rather than kept.
const MANY: usize = 2_100;

/// Adds a commit for each number, in one go: one more check-in every other day, and now and then a looser target.
fn add(environment: &TestEnvironment, numbers: std::ops::Range<usize>) {
    let plain = environment.git(&["show", &format!("HEAD:{SHEET}")]).stdout;
    let mut stream = String::new();
    for number in numbers {
        let at = 1_768_000_000 + number * 3_000; // from 2026-01-09 on, for some 70 days
        let text = plain.replace("< 200 ms", &format!("< {} ms", 200 + number / 500));
        let text = format!("{text}# {number}\n");
        let from = if stream.is_empty() { "from refs/heads/main^0\n" } else { "" };
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter Payments lead <lead@pay.example> {at} +0000\n\
             data 1\nx\n{from}M 100644 inline {SHEET}\ndata {}\n{text}\n",
            text.len()
        );
    }
    let mut import = environment.command("git");
    let mut import = import
        .args(["fast-import", "--quiet", "--force"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut import.stdin.take().unwrap(), stream.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    environment.git(&["reset", "-q", "--hard", "main"]);
}

fn walks(environment: &TestEnvironment) -> Vec<PathBuf> {
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("walk-");
    entries(environment).into_iter().filter(name).collect()
}

#[test]
fn a_long_history_goes_on_from_where_it_ended() {
    let mut environment = TestEnvironment::workspace();
    environment.on("2026-05-01");
    add(&environment, 0..MANY);
    let first = history(&environment, &[]);
    assert_eq!(first, history(&environment, &["--no-cache"]));
    let kept = fs::read(&walks(&environment)[0]).unwrap();

    // A few more: told from there, and not worth keeping.
    add(&environment, MANY..MANY + 300);
    let more = history(&environment, &[]);
    assert!(more != first && more == history(&environment, &["--no-cache"]));
    assert_eq!(fs::read(&walks(&environment)[0]).unwrap(), kept);
    assert_eq!(
        history(&environment, &["--all-parents"]),
        history(&environment, &["--all-parents", "--no-cache"])
    );

    // What was kept is damaged: in the commit where it ended, beyond what is looked at first, at its end.
    let ended = environment.git(&["rev-parse", "main~300"]).stdout;
    let tip = kept.windows(40).position(|bytes| bytes == ended.trim().as_bytes()).unwrap();
    let bent = |at: usize| {
        let mut bytes = kept.clone();
        bytes[at] ^= 1;
        bytes
    };
    let other = environment.git(&["rev-parse", "main~299"]).stdout;
    let elsewhere = [&kept[..tip], other.trim().as_bytes(), &kept[tip + 40..]].concat();
    let cut = kept[..kept.len() - 1].to_vec();
    for damaged in [bent(tip), bent(kept.len() / 2), bent(kept.len() - 1), elsewhere, cut] {
        for entry in entries(&environment) {
            fs::remove_file(entry).unwrap();
        }
        assert_eq!(history(&environment, &["--rev", "main~300"]), first);
        fs::write(&walks(&environment)[0], damaged).unwrap();
        assert_eq!(history(&environment, &[]), more);
    }

    // The branch is rewritten before that place.
    environment.git(&["reset", "-q", "--hard", "main~1000"]);
    add(&environment, 5_000..5_100);
    let rewritten = history(&environment, &[]);
    assert!(rewritten != more && rewritten == history(&environment, &["--no-cache"]));

    // One thread tells the same as two.
    environment.set("GIT_OKR_THREADS", "1");
    assert_eq!(history(&environment, &["--no-cache"]), history(&environment, &[]));
}
