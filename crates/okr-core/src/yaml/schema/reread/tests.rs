//! The shortcut says what the full reader says.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
use proptest::prelude::*;

use super::super::read_sheet;
use super::*;
use crate::yaml::arbitrary::sheets::{edit, edited, sheet};
use crate::yaml::write_sheet;

const SHEET: &str = "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: fast\n    key_results:\n      \
    - id: rtt\n        target: \"< 200 ms\"\n        check_ins:\n          \
    - { date: 2026-01-05, value: 300 ms }\n\n      # The second.\n      - id: uptime\n        target: \
    \">= 99 %\"\n    guardrails:\n      - id: errors\n        limit: \"<= 2 %\"\n";

fn next(before: &str, after: &str) -> Option<Arc<Sheet>> {
    KnownSheet::read(before.as_bytes()).2.unwrap().next(after.as_bytes())
}

#[test]
fn reads_items_that_changed_and_keeps_the_others() {
    let line = "          - { date: 2026-01-05, value: 300 ms }\n";
    let more = SHEET.replace(line, &format!("{line}          - {{ date: 2026-02-05, value: 250 ms }}\n"));
    let changes = [
        more.clone(),
        SHEET.replace("< 200 ms", "< 220 ms"),
        more.replace("<= 2 %", "<= 3 %").replace("id: uptime", "id: up"),
        SHEET.replace("        target: \">= 99 %\"\n", ""),
    ];
    for after in changes {
        let (sheet, problems) = read_sheet(after.as_bytes());
        assert_eq!(next(SHEET, &after).as_deref(), sheet.as_ref());
        assert!(sheet.is_some() && problems.is_empty());
    }
}

#[test]
fn leaves_all_else_to_the_full_reader() {
    let others = [
        SHEET.replace("2026-Q1", "2026-Q2"),
        SHEET.replace("id: fast", "id: slow"),
        SHEET.replace("< 200 ms", "< 200 what ms ?"),
        SHEET.replace("      - id: uptime\n        target: \">= 99 %\"\n", ""),
        SHEET.replace("target: \"< 200 ms\"", "target: &t \"< 200 ms\""),
        SHEET.replace("id: uptime\n", "id: uptime\n        title: |\n          a\n"),
        SHEET.replace("id: uptime\n", "id: uptime\n        unknown: 1\n"),
        SHEET.replace("300 ms }", "300 ms"),
        SHEET.trim_end().to_owned(),
    ];
    for after in others {
        assert!(after != SHEET);
        assert_eq!(next(SHEET, &after), None, "{after}");
    }
}

proptest! {
    #[test]
    fn says_what_the_full_reader_says(sheet in sheet(), edits in prop::collection::vec(edit(), 1..6)) {
        let mut text = write_sheet(&sheet);
        let mut known = KnownSheet::read(text.as_bytes()).2;
        for edit in edits {
            text = edited(&text, &edit);
            let whole = read_sheet(text.as_bytes());
            if let Some(last) = &mut known
                && let Some(next) = last.next(text.as_bytes())
            {
                prop_assert_eq!((Some(Sheet::clone(&next)), Vec::new()), whole, "{}", text);
                continue;
            }
            let (sheet, problems, next) = KnownSheet::read(text.as_bytes());
            prop_assert_eq!((sheet.as_deref().cloned(), problems), whole);
            known = next;
        }
    }
}
