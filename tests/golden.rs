//! Golden reports: the demo's last quarter as people read it. A change here is to be read, not waved through.

use crate::environment::TestEnvironment;

fn said(arguments: &[&str]) -> String {
    TestEnvironment::demo().okr(&[&["-C", "demo"], arguments].concat()).expect(0).stdout
}

#[test]
fn a_quarter_on_a_terminal() {
    insta::assert_snapshot!(said(&["history", "--cycle", "2026-Q3"]));
}

#[test]
fn a_quarter_in_markdown() {
    insta::assert_snapshot!(said(&["history", "--cycle", "2026-Q3", "--format", "markdown"]));
}

#[test]
fn the_year_of_one_team() {
    insta::assert_snapshot!(said(&["history", "--team", "reliability"]));
}

#[test]
fn the_log_of_a_key_result() {
    insta::assert_snapshot!(said(&["log", "2026-Q3/reliability/time-to-restore"]));
}

#[test]
fn a_day_in_the_quarter() {
    insta::assert_snapshot!(said(&["status", "--cycle", "2026-Q3", "--today", "2026-08-20"]));
}

#[test]
fn the_tables_of_a_quarter() {
    insta::assert_snapshot!(said(&[
        "history",
        "--cycle",
        "2026-Q3",
        "--team",
        "reliability",
        "--format",
        "csv"
    ]));
}
