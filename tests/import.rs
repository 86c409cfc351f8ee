//! `git okr import`: sheets from a Markdown page or a CSV table.

use crate::environment::TestEnvironment;

const PAGE: &str = "\
# Payments, Q2 2026

## Objective 1: Paying feels instant

- KR1: Payment round trip falls from 300 ms to under 200 ms
  - Owner: payments
  - ask the network team
- KR2: 可用性提升到 99.9%
- [x] Cut complaints by half
";

const NEXT: &str = "okrs/2026-Q2/payments.yaml";

#[test]
fn a_page_becomes_a_sheet_and_what_is_left_is_told() {
    let environment = TestEnvironment::workspace();
    environment.write("okrs.md", PAGE);
    let arguments = ["import", "markdown", "okrs.md", "--team", "payments", "--cycle", "Q2 2026"];
    let output = environment.okr(&arguments).expect(0);
    assert_eq!(output.stdout, "okrs/2026-Q2/payments.yaml: 1 objective, 3 key results\n");
    assert_eq!(
        environment.read(NEXT),
        "\
cycle: 2026-Q2
team: payments
objectives:
  - id: paying-feels-instant
    title: Paying feels instant
    key_results:
      - id: payment-round-trip
        title: Payment round trip falls from 300 ms to under 200 ms
        baseline: 300 ms
        target: \"< 200 ms\"
        owner: payments
      - id: key-result-1
        title: 可用性提升到 99.9%
        target: 99.9%
        direction: increase
      - id: complaints
        title: Cut complaints by half
"
    );
    let told: Vec<&str> = output.stderr.lines().take(4).collect();
    assert_eq!(
        told,
        [
            "okrs.md:1: a heading with no key results below it: Payments, Q2 2026",
            "okrs.md:7: a detail below a key result has no place in a sheet: ask the network team",
            "okrs.md:9: a ticked box is no value of the metric; a check-in wants the value itself: Cut complaints by half",
            "note: `git okr check okrs/2026-Q2/payments.yaml` asks next for:",
        ]
    );
    assert!(output.stderr.contains("missing-target"), "{output}");
    // The program reads what it wrote: findings, and no malformed file.
    let check = environment.okr(&["check", NEXT]);
    assert!(!check.stdout.contains("malformed-file"), "{check}");
}

#[test]
fn nothing_is_written_over_and_nothing_in_part() {
    let environment = TestEnvironment::workspace();
    environment.write("okrs.md", PAGE);
    let before = environment.read(crate::environment::SHEET);
    let arguments = ["import", "markdown", "okrs.md", "--team", "payments", "--cycle", "2026-Q1"];
    let output = environment.okr(&arguments).expect(2);
    assert!(output.stderr.contains("holds goals of that team and cycle already"), "{output}");
    assert_eq!(environment.read(crate::environment::SHEET), before);
    // Of two sheets, one that cannot be written keeps the other from being written.
    environment.write(
        "okrs.csv",
        "Team,Cycle,Objective,Key result\ncompany,2026-Q2,Grow,More carts\npayments,2026-Q1,Pay,Faster\n",
    );
    environment.okr(&["import", "csv", "okrs.csv"]).expect(2);
    assert!(!environment.root().join("okrs/2026-Q2").exists());
}

#[test]
fn a_table_tells_teams_and_cycles_and_may_come_from_a_pipe() {
    let environment = TestEnvironment::workspace();
    let table = "\u{feff}季度;部门;目标;关键结果;起始值;目标值;Wer\r\n\
        2026 Q2;Payments platform;支付即时;支付耗时由300毫秒降到200毫秒以内;300 毫秒;< 200 毫秒;@payments-lead\r\n\
        2026 Q2;company;多卖;订单增长;10 orders;20 orders;\r\n";
    let arguments = ["import", "csv", "-", "--column", "Wer=owner", "--dry-run"];
    let output = environment.okr_with_input(&arguments, table).expect(0);
    assert!(output.stdout.starts_with("# okrs/2026-Q2/company.yaml\ncycle: 2026-Q2\n"), "{output}");
    assert!(output.stdout.contains("# okrs/2026-Q2/payments.yaml\n"), "{output}");
    assert!(output.stdout.contains("owner: \"@payments-lead\"\n"), "{output}");
    assert!(!environment.root().join(NEXT).exists());
    let arguments = ["import", "csv", "-", "--column", "Wer=owner"];
    environment.okr_with_input(&arguments, table).expect(0);
    assert!(environment.read(NEXT).contains("target: \"< 200 毫秒\"\n"));
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let environment = TestEnvironment::workspace();
    environment.write("empty.md", "Hello.\n").write("page.md", PAGE).write("t.csv", "KR\nFaster\n");
    environment.write("large.md", &"x".repeat((1 << 20) + 1));
    std::fs::write(environment.root().join("latin.csv"), b"KR\nGr\xf6\xdfer\n").unwrap();
    for (arguments, told) in [
        (&["markdown", "empty.md", "--team", "payments", "--cycle", "2026-Q2"][..], "no objective was found"),
        (&["markdown", "none.md", "--team", "payments", "--cycle", "2026-Q2"], "cannot read `none.md`"),
        (&["markdown", "large.md", "--team", "payments", "--cycle", "2026-Q2"], "larger than 1 MiB"),
        (&["markdown", "page.md", "--cycle", "2026-Q2"], "`--team payments`"),
        (&["markdown", "page.md", "--team", "payments"], "`--cycle 2026-Q1`"),
        (&["markdown", "page.md", "--team", "payment", "--cycle", "2026-Q2"], "there is no team `payment`"),
        (&["markdown", "page.md", "--team", "payments", "--cycle", "spring"], "write it as 2026-Q1"),
        (&["csv", "t.csv", "--cycle", "2026-Q2"], "no column tells the team"),
        (
            &["csv", "t.csv", "--team", "payments", "--cycle", "2026-Q2", "--column", "X=owner"],
            "no column `X`",
        ),
        (&["csv", "t.csv", "--column", "KR=colour"], "there is no field `colour`; fields are: objective"),
        (&["csv", "latin.csv", "--team", "payments", "--cycle", "2026-Q2"], "is not UTF-8"),
        (&["csv"], "<FILE>"),
    ] {
        let arguments: Vec<&str> = ["import"].iter().chain(arguments).copied().collect();
        let output = environment.okr(&arguments).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
    }
    assert!(!environment.root().join("okrs/2026-Q2").exists());
    let output = environment.okr(&["import", "--columns"]).expect(0);
    assert!(output.stdout.contains("目标值"), "{output}");
}
