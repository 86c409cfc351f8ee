//! What is written reads back as the same nouns.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use proptest::prelude::*;

use super::*;
use crate::model::AmendedField;
use crate::yaml::arbitrary::sheets::sheet;
use crate::yaml::read_sheet;

fn read(text: &str) -> Sheet {
    let (sheet, problems) = read_sheet(text.as_bytes());
    assert_eq!(problems, [], "{text}");
    sheet.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_sheet_written_reads_as_itself(sheet in sheet()) {
        let text = write_sheet(&sheet);
        let (read, problems) = read_sheet(text.as_bytes());
        prop_assert_eq!(problems, vec![], "{}", &text);
        let read = read.unwrap();
        // `==` of quantities is by value; the text of each must stand as well.
        prop_assert_eq!(format!("{read:#?}"), format!("{sheet:#?}"), "{}", &text);
        prop_assert_eq!(write_sheet(&read), text);
    }
}

#[test]
fn a_sheet_is_written_as_people_write_it() {
    let text = r#"cycle: 2026-Q1
team: payments
objectives:
  - id: instant-pay
    title: Paying feels instant, even at the evening peak
    why: |-
      One cart in nine is abandoned.

      It was one in twenty last year.
    dimension: quality
    commitment: committed
    supports: [company/grow-checkout]
    key_results:
      - id: payment-rtt
        title: Payment round trip falls from 300 ms to under 200 ms
        baseline: 300 ms
        target: "< 200 ms"
        hold: 4w
        weight: 2
        continues: 2025-Q4/payments/payment-rtt
        check_ins:
          - { date: 2026-01-16, value: 282 ms, confidence: 0.6, note: "New pool, more connections." }
        amendments:
          - date: 2026-02-12
            field: target
            from: "< 180 ms"
            to: "< 200 ms"
            reason: The regulator's fraud check adds 20 ms.
            approved_by: "@cto"
        allow:
          - { rule: missing-source, reason: The dashboard moves next week. }
    guardrails:
      - id: change-failures
        limit: "<= 5 %"
"#;
    assert_eq!(write_sheet(&read(text)), text);
    let empty = "cycle: 2026\nteam: a\nobjectives: []\n";
    assert_eq!(write_sheet(&read(empty)), empty);
}

#[test]
fn an_amendment_to_paste() {
    let amendment = Amendment {
        index: 0,
        date: jiff::civil::date(2026, 2, 12),
        field: AmendedField::CheckIns,
        from: Some("282 ms".into()),
        to: Some("< 280 ms: nearly".into()),
        reason: Some("<why>".into()),
        approved_by: None,
        check_in: Some(jiff::civil::date(2026, 1, 16)),
    };
    insta::assert_snapshot!(amendment_snippet(&amendment), @r#"
    amendments:
      - date: 2026-02-12
        field: check_ins
        check_in: 2026-01-16
        from: 282 ms
        to: "< 280 ms: nearly"
        reason: "<why>"
    "#);
}
