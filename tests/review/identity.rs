//! What is the same thing, and what is another: files that move, ids that change, sheets that cannot be read.

use super::{changes, findings, review, topic};
use crate::environment::SHEET;

#[test]
fn files_may_be_renamed_split_and_reordered() {
    let environment = topic();
    let text = environment.read(SHEET);
    let (head, rest) = text.split_once("      - id: payment-success\n").unwrap();
    let (success, rails) = rest.split_once("    guardrails:\n").unwrap();
    let (top, first) = head.split_once("      - id: payment-rtt\n").unwrap();
    let turned = format!(
        "{top}      - id: payment-success\n{success}      - id: payment-rtt\n{first}    guardrails:\n{rails}"
    );
    environment.git(&["rm", "--quiet", SHEET]);
    environment.write("okrs/2026-Q1/payments/instant.yml", &format!("# another place\n{turned}"));
    environment.commit("Tidy");
    let told = review(&environment);
    assert_eq!((changes(&told), findings(&told)), (vec![], vec![]));
    assert_eq!(told["headline"], "Nothing changed in the goals.");
}

#[test]
fn a_declared_rename_keeps_the_goal_and_its_old_findings() {
    let environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.edit(SHEET, "        source: https://numbers.example/pay\n", "");
    environment.commit("Forget the source");
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    environment.edit(
        SHEET,
        "      - id: payment-rtt\n",
        "      - id: round-trip\n        formerly: payment-rtt\n",
    );
    environment.edit(SHEET, "< 200 ms\"", "< 220 ms\"");
    environment.commit("Rename, and more");
    let told = review(&environment);
    assert_eq!(changes(&told), ["target-changed round-trip", "renamed round-trip"]);
    assert_eq!(findings(&told), ["error P901 round-trip"]);
    assert_eq!(told["old_findings"], 1, "the missing source is no new one");
    assert_eq!(told["changes"][0]["formerly"], "2026-Q1/payments/payment-rtt");
}

#[test]
fn a_key_result_may_move_to_another_objective_or_another_team() {
    let environment = topic();
    let text = environment.read(SHEET);
    let start = text.find("      - id: payment-success\n").unwrap();
    let end = text.find("    guardrails:\n").unwrap();
    let (without, moved) = (format!("{}{}", &text[..start], &text[end..]), &text[start..end]);
    environment.write(SHEET, &without);
    let company = environment.read("okrs/2026-Q1/company.yaml");
    environment.write("okrs/2026-Q1/company.yaml", &format!("{company}{moved}"));
    environment.commit("Give it to the company");
    let told = review(&environment);
    assert_eq!(changes(&told), ["key-result-moved payment-success"]);
    let of_changes: Vec<String> =
        findings(&told).into_iter().filter(|finding| finding.contains(" P9")).collect();
    assert_eq!(of_changes, [""; 0]);

    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    let other = "  - id: sure-pay\n    title: Every payment that can succeed does\n    why: Each retry costs a shopper.\n    dimension: quality\n    commitment: committed\n    supports: [company/grow-checkout]\n    key_results:\n";
    environment.write(SHEET, &format!("{without}{other}{moved}"));
    environment.commit("Give it its own objective");
    let told = review(&environment);
    assert_eq!(changes(&told), ["objective-added sure-pay", "key-result-regrouped payment-success"]);
}

#[test]
fn what_a_malformed_sheet_no_longer_shows_is_not_removed() {
    let environment = topic();
    for (from, to) in [
        ("cycle: 2026-Q1", "cycle: [2026-Q1"),
        ("id: payment-success", "id: Payment Success"),
        ("key_results:", "key_result:"),
        ("target: \"< 200 ms\"", "target: { at: 200 ms }"),
        ("2026-01-09", "2026-01-99"),
    ] {
        environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
        environment.edit(SHEET, from, to);
        environment.commit("Slip");
        let told = review(&environment);
        let found = findings(&told);
        assert!(found.iter().any(|finding| finding.starts_with("error S001")), "{to}: {found:?}");
        assert!(!found.iter().any(|finding| finding.contains(" P9")), "{to}: {found:?}");
        assert_eq!(changes(&told), [""; 0], "{to}");
    }
}

#[test]
fn a_goal_does_not_move_behind_a_sheet_that_is_broken_and_mended() {
    let broken = ("cycle: 2026-Q1", "cycle: [2026-Q1");
    let partly = ("target: \"< 200 ms\"", "target: { at: 200 ms }");
    for (from, to) in [broken, partly] {
        let environment = topic();
        environment.git(&["switch", "--quiet", "main"]);
        environment.edit(SHEET, from, to);
        environment.commit("Slip");
        environment.edit(SHEET, "97.2 %\n", "97.3 %\n");
        environment.commit("Slip on");
        environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
        environment.edit(SHEET, to, from);
        environment.edit(SHEET, "< 200 ms\"", "< 220 ms\"");
        environment.edit(SHEET, "97.3 %\n", "97.2 %\n");
        let mended = environment.commit("Mend\n\nOKR-Reason: payment-rtt: The fraud check adds 20 ms.");
        environment.write("README.md", "Words.\n");
        environment.commit("Go on");
        let told = review(&environment);
        assert_eq!(changes(&told)[0], "target-changed payment-rtt", "{to}");
        assert_eq!(findings(&told)[..2], ["note P901 payment-rtt", "warning P917 payment-rtt"], "{to}");
        assert_eq!(told["changes"][0]["commits"], serde_json::json!([mended]), "{to}");
        assert_eq!(told["changes"][0]["before"]["text"], "< 200 ms", "{to}");
    }
}

#[test]
fn a_sheet_that_never_could_be_read_has_changes_nobody_knows() {
    let environment = topic();
    environment.git(&["switch", "--quiet", "main"]);
    environment.write("okrs/2026-Q1/payments/more.yaml", "cycle: [\n");
    environment.commit("Begin badly");
    environment.git(&["switch", "--quiet", "--force-create", "topic", "main"]);
    let sheet = "cycle: 2026-Q1\nteam: payments\nobjectives: []\n";
    environment.write("okrs/2026-Q1/payments/more.yaml", sheet);
    environment.commit("Begin");
    let text = super::shown(&environment, &[]).expect(0).stdout;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("What changed in okrs/2026-Q1/payments/more.yaml is not known"), "{text}");
}

#[test]
fn what_is_gone_is_told_at_a_line_that_is_there() {
    let environment = topic();
    let text = environment.read(SHEET);
    let start = text.find("      - id: payment-success\n").unwrap();
    let end = text.find("    guardrails:\n").unwrap();
    environment.write(SHEET, &format!("{}{}", &text[..start], &text[end..]));
    environment.commit("Remove");
    let told = review(&environment);
    let finding = &told["findings"][0];
    assert_eq!((&finding["code"], &finding["path"]), (&"P904".into(), &SHEET.into()));
    let line = text.lines().position(|line| line.contains("id: instant-pay")).unwrap() + 1;
    assert_eq!(finding["line"], line, "its objective");

    environment.git(&["rm", "--quiet", SHEET]);
    environment.commit("Remove the sheet");
    let told = review(&environment);
    let finding = &told["findings"][0];
    assert_eq!(findings(&told)[0], "error P914 instant-pay");
    assert_eq!(finding["path"], "teams.yaml", "its team");
    let line =
        environment.read("teams.yaml").lines().position(|line| line.contains("id: payments")).unwrap() + 1;
    assert_eq!(finding["line"], line);
}
