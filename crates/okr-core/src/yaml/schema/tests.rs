//! What the readers understand, and what they say of the rest.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed unwrap is a failed test")]

use proptest::prelude::*;

use super::fields::MOST_FIELDS;
use super::{Format, Object, Shape, read_settings, read_sheet, read_teams};
use crate::finding::Severity;
use crate::model::{AmendedField, Dimension, Direction, Form, NamedBy, Status, TeamKind};
use crate::settings::{Level, Policy};
use crate::yaml::Problem;

const SHEET: &str = r#"cycle: 2026-Q1                # a quarter
team: payments
objectives:
  - id: instant-pay
    title: Paying feels instant, even at the evening peak
    why: One cart in nine is abandoned while the spinner turns.
    dimension: quality
    commitment: committed
    supports: [company/grow-checkout]
    owner: payments
    key_results:
      - id: payment-rtt
        title: Payment round trip falls from 300 ms to under 200 ms
        metric: p95 payment round-trip time, production, 7-day window
        baseline: 300 ms
        target: "< 200 ms"
        direction: decrease
        hold: 4w
        weight: 2
        source: https://grafana.example/d/pay?panel=2
        continues: 2025-Q4/payments/payment-rtt
        allow:
          - { rule: missing-source, reason: The dashboard moves next week. }
        check_ins:
          - { date: 2026-01-16, value: 282 ms, confidence: 0.6, note: New connection pool. }
        amendments:
          - date: 2026-02-12
            field: target
            from: "< 180 ms"
            to: "< 200 ms"
            reason: The regulator's fraud check adds 20 ms to every payment.
            approved_by: "@cto"
    guardrails:
      - id: change-failures
        metric: change failure rate, payments services, monthly
        limit: "<= 5 %"
        source: https://grafana.example/d/dora
        check_ins:
          - { date: 2026-01-31, value: 4.1 % }
"#;

fn told(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| {
            let span = problem.span;
            let help = problem.help.as_deref().unwrap_or("-");
            format!(
                "{}:{}-{}:{} {} | {help}",
                span.line, span.column, span.end_line, span.end_column, problem.message
            )
        })
        .collect()
}

fn sheet_says(text: &str) -> Vec<String> {
    told(&read_sheet(text.as_bytes()).1)
}

/// A key result with these lines in it, in a sheet that is otherwise right. The lines start on line 6.
fn key_result_says(lines: &str) -> Vec<String> {
    let lines = lines.replace('\n', "\n        ");
    sheet_says(&format!(
        "cycle: 2026-Q1\nteam: a\nobjectives:\n  - id: o\n    key_results: \n      - id: k\n        {lines}\n"
    ))
}

#[test]
fn a_whole_sheet_is_read() {
    let (sheet, problems) = read_sheet(SHEET.as_bytes());
    assert_eq!(told(&problems), Vec::<String>::new());
    let sheet = sheet.unwrap();
    assert_eq!((sheet.cycle.to_string().as_str(), sheet.team.as_str()), ("2026-Q1", "payments"));
    let objective = &sheet.objectives[0];
    assert_eq!(objective.dimension, Some(Dimension::Quality));
    assert_eq!(objective.supports[0].to_string(), "company/grow-checkout");
    let key_result = &objective.key_results[0];
    assert_eq!(key_result.baseline.as_ref().unwrap().text(), "300 ms");
    assert_eq!(key_result.target_value().unwrap().text(), "< 200 ms");
    assert_eq!(key_result.direction, Some(Direction::Decrease));
    assert_eq!(key_result.hold.as_ref().unwrap().text(), "4w");
    assert_eq!(key_result.continues.as_ref().unwrap().to_string(), "2025-Q4/payments/payment-rtt");
    assert_eq!(key_result.allow[0].rule, "missing-source");
    assert_eq!(key_result.check_ins[0].note.as_deref(), Some("New connection pool."));
    assert_eq!(key_result.amendments[0].field, AmendedField::Target);
    assert_eq!(key_result.amendments[0].approved_by.as_deref(), Some("@cto"));
    assert_eq!(objective.guardrails[0].limit.as_ref().unwrap().text(), "<= 5 %");
    assert_eq!(objective.guardrails[0].check_ins[0].value.text(), "4.1 %");
}

#[test]
fn all_shape_errors_of_a_sheet_are_told_in_one_run_and_siblings_stand() {
    let text = r"cycle: 2026-Q9
tem: a
objectives:
  - title: no id here
    dimension: qualty
    key_results:
      - { id: k1, target: fast, weight: -1 }
      - { title: nameless, hold: soon }
      - id: k3
        status: droped
        check_ins:
          - { date: 2026-02-30, value: 1 ms }
          - { date: 2026-02-28, value: 1 ms, confidence: 1.5 }
  - 7
";
    let (sheet, problems) = read_sheet(text.as_bytes());
    assert_eq!(sheet, None);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.span.line).collect();
    assert_eq!(lines, [1, 1, 2, 4, 5, 7, 7, 8, 8, 10, 12, 13, 14], "{:#?}", told(&problems));
}

#[test]
fn an_item_without_an_id_is_left_out_and_its_siblings_keep_their_index() {
    let text = "cycle: 2026-Q1\nteam: a\nobjectives:\n  - title: x\n  - id: o\n    key_results:\n      - {title: y}\n      - {id: k, check_ins: [{value: 1}, {date: 2026-01-01, value: 2}]}\n";
    let (sheet, problems) = read_sheet(text.as_bytes());
    let sheet = sheet.unwrap();
    assert_eq!(problems.len(), 3, "{:#?}", told(&problems));
    assert_eq!((sheet.objectives.len(), sheet.objectives[0].index), (1, 1));
    let key_results = &sheet.objectives[0].key_results;
    assert_eq!((key_results.len(), key_results[0].index), (1, 1));
    assert_eq!((key_results[0].check_ins.len(), key_results[0].check_ins[0].index), (1, 1));
}

#[test]
fn what_is_no_quantity_stays_as_words_and_only_the_unreadable_is_told() {
    let text = "cycle: 2026-Q1\nteam: a\nobjectives:\n  - id: o\n    key_results:\n      - {id: k1, baseline: unknown, target: done}\n      - {id: k2, baseline: 1e3, target: TBD}\n";
    let (sheet, problems) = read_sheet(text.as_bytes());
    let key_results = &sheet.unwrap().objectives[0].key_results;
    assert_eq!(key_results[0].baseline.as_ref().unwrap().form(), Some(Form::Unknown));
    assert_eq!(key_results[0].target.as_ref().unwrap().form(), Some(Form::Milestone));
    assert_eq!(key_results[1].baseline.as_ref().unwrap().form(), Some(Form::Unreadable));
    assert_eq!(key_results[1].target.as_ref().unwrap().form(), Some(Form::Placeholder));
    assert_eq!(problems.len(), 1, "{:#?}", told(&problems));
    assert_eq!((problems[0].span.line, problems[0].span.column), (7, 28));
}

#[test]
fn numbers_that_only_look_right_are_told() {
    for wrong in [
        "weight: -1",
        "weight: 0",
        "weight: .inf",
        "weight: .nan",
        "weight: 1e3",
        "weight: 0x10",
        "weight: 1_000",
        "weight: heavy",
        "weight: [1]",
        "weight: \"2\"",
        "baseline: 1e3 ms",
        "baseline: 0x10 ms",
        "baseline: 1_000 ms",
        "baseline: .inf",
        "baseline: .nan ms",
        "hold: 0w",
        "hold: -4w",
        "hold: 4",
        "hold: 4 apples",
        "hold: long",
        "check_ins: [{date: 2026-01-01, value: 1, confidence: 1.01}]",
        "check_ins: [{date: 2026-01-01, value: 1, confidence: -0.1}]",
        "check_ins: [{date: 2026-01-01, value: 1, confidence: 60 %}]",
        "check_ins: [{date: 2026-1-1, value: 1}]",
        "check_ins: [{date: 2026-02-30, value: 1}]",
    ] {
        assert_eq!(key_result_says(wrong).len(), 1, "{wrong}: {:#?}", key_result_says(wrong));
    }
    for right in [
        "weight: 2",
        "weight: 0.5",
        "baseline: 300",
        "baseline: -3 points",
        "baseline: \"300\"",
        "hold: 4w",
        "hold: 30 days",
    ] {
        assert_eq!(key_result_says(right), Vec::<String>::new(), "{right}");
    }
}

#[test]
fn problems_say_where_what_and_what_instead() {
    insta::assert_debug_snapshot!(key_result_says(
        "titel: x\ntarget: \"fast\"\nstatus: drop\nhold: 4 apples\nmetric:\nformerly: Old_Id\ncontinues: a/b/c/d\ncheck_ins: {date: 2026-01-01, value: 1,000 ms}\namendments: [{date: 2026-01-01, field: targets}]\nsource: 42\nweight: \"2\""
    ), @r#"
    [
        "7:9-7:14 a key result has no field `titel` | did you mean `title`?",
        "8:17-8:23 `fast` is not a quantity | write a comparison, a number and a unit, such as `< 200 ms`, or a range such as `40 % .. 60 %`",
        "9:17-9:21 `drop` is no value of `status` | write `dropped`",
        "10:15-10:23 `4 apples` is not a time that can be held | write a number and a unit of time: `hold: 4w`",
        "11:9-11:15 `metric` is empty | write `metric: p95 payment round-trip time, production, 7-day window`, or leave the field out",
        "12:19-12:25 `Old_Id` is not an id: `O` is not allowed | write `old-id`; an id has small letters, digits and `-`",
        "13:20-13:27 `a/b/c/d` is not a reference: a reference has at most three parts, <cycle>/<team>/<id> | write <cycle>/<team>/<id>, <team>/<id> within the cycle, or <id> within the sheet",
        "14:21-14:25 `check_ins` is a list, not a map | start each element with `- `, as in `check_ins: [{ date: 2026-01-16, value: 282 ms }]`",
        "15:23-15:27 an amendment needs `reason` | add `reason: The regulator's fraud check adds 20 ms to every payment.`",
        "15:48-15:55 `targets` is no value of `field` | did you mean `target`?",
        "16:17-16:19 `source` takes a text, and YAML reads `42` as a number | quote it: `source: \"42\"`",
        "17:17-17:20 `weight` takes a number, and quotes make `2` a text | write `weight: 2`",
    ]
    "#);
    insta::assert_debug_snapshot!(sheet_says("[1, 2]"), @r#"
    [
        "1:2-1:3 a sheet is a map of fields, not a list | write `{ cycle: 2026-Q1, team: payments }`",
    ]
    "#);
    insta::assert_debug_snapshot!(sheet_says("cycle: 2026\nteam: [a]\nobjectives: none\nallow:\n  - rule: x\n    rule: y\n  -\n"), @r#"
    [
        "2:8-2:9 `team` takes a single value, not a list | write `team: payments`",
        "3:13-3:17 `objectives` is a list, not a single value | start each element with `- `, as in `objectives: []`",
        "6:5-6:9 `rule` stands twice; the first is on line 5 | delete one of the two",
        "7:4-7:4 an element of `allow` is empty | fill it in, or delete its line",
    ]
    "#);
}

#[test]
fn an_amendment_of_a_check_in_names_it() {
    assert_eq!(key_result_says("amendments: [{date: 2026-01-01, field: check_ins, reason: r}]").len(), 1);
    assert_eq!(
        key_result_says(
            "amendments: [{date: 2026-01-01, field: check_ins, check_in: 2026-01-01, reason: r}]"
        )
        .len(),
        0
    );
    assert_eq!(
        key_result_says("amendments: [{date: 2026-01-01, field: hold, check_in: 2026-01-01, reason: r}]")
            .len(),
        1
    );
    assert_eq!(
        key_result_says("amendments: [{date: 2026-01-01, field: hold, from: 4w, to: ~, reason: r}]").len(),
        0
    );
}

#[test]
fn one_string_supports_like_a_list_of_one() {
    let read = |supports: &str| {
        let text = format!("cycle: 2026\nteam: a\nobjectives: [{{id: o, supports: {supports}}}]");
        let (sheet, problems) = read_sheet(text.as_bytes());
        assert_eq!(told(&problems), Vec::<String>::new());
        sheet.unwrap().objectives[0].supports.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(read("company/grow"), ["company/grow"]);
    assert_eq!(read("[company/grow, own]"), ["company/grow", "own"]);
}

#[test]
fn a_status_is_read() {
    let (sheet, _) = read_sheet(SHEET.replace("direction: decrease", "status: dropped").as_bytes());
    assert_eq!(sheet.unwrap().objectives[0].key_results[0].status, Some(Status::Dropped));
}

#[test]
fn every_field_of_the_table_is_read_by_someone() {
    // Each reader asserts, when it is done, that it asked for every field of its table; here each of them
    // runs once over an object with every field in it, filled with the table's own example.
    fn text_of(object: &Object) -> String {
        let fields = object.fields.iter().map(|field| {
            let value = match field.shape {
                Shape::Objects(of) => format!("[{}]", text_of(of)),
                Shape::Object(of) => text_of(of),
                Shape::Prose if !field.example.starts_with('"') => format!("\"{}\"", field.example),
                _ => field.example.to_owned(),
            };
            // A guardrail amends no target, but the field is the same for all.
            let value = if field.name == "field" { "check_ins".to_owned() } else { value };
            format!("{}: {value}", field.name)
        });
        format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
    }
    fn widest(object: &Object) -> usize {
        let inner = object.fields.iter().map(|field| match field.shape {
            Shape::Objects(of) | Shape::Object(of) => widest(of),
            _ => 0,
        });
        inner.max().unwrap_or(0).max(object.fields.len())
    }
    for format in Format::ALL {
        let text = text_of(format.object());
        let problems = match format {
            Format::Sheet => read_sheet(text.as_bytes()).1,
            Format::Teams => read_teams(text.as_bytes()).1,
            Format::Settings => read_settings(text.as_bytes()).1,
        };
        assert_eq!(told(&problems), Vec::<String>::new(), "{text}");
        assert!(widest(format.object()) <= MOST_FIELDS);
    }
}

#[test]
fn teams_are_read_and_a_second_of_one_id_is_told() {
    let text = "teams:\n  - { id: company, name: Example Pay, kind: business }\n  - { id: payments, parent: company, owner: \"@li.wei\" }\n  - id: payments\n  - { id: x, kind: sales }\n";
    let (teams, problems) = read_teams(text.as_bytes());
    let names: Vec<(&str, TeamKind)> = teams.iter().map(|team| (team.name.as_str(), team.kind)).collect();
    assert_eq!(
        names,
        [
            ("Example Pay", TeamKind::Business),
            ("payments", TeamKind::Engineering),
            ("x", TeamKind::Engineering)
        ]
    );
    insta::assert_debug_snapshot!(told(&problems), @r#"
    [
        "4:9-4:17 the team `payments` stands twice; the first is on line 3 | give it an id of its own, or delete it",
        "5:20-5:25 `sales` is no value of `kind` | write one of business, engineering",
    ]
    "#);
}

#[test]
fn settings_are_read() {
    let text = "version: 1\norganisation: Example Pay\ncalendar:\n  year_starts: 02-01\n  year_named_by: start\n  timezone: Asia/Shanghai\n  settle_days: 7\npolicy: frozen\nreasons: [amendment]\nrules:\n  objective-count: { severity: warning, max: 4 }\n  missing-source: off\nlexicon:\n  output_verbs: [上线]\n  vague_words: { add: [synergy], remove: [better] }\n";
    let (settings, problems) = read_settings(text.as_bytes());
    assert_eq!(told(&problems), Vec::<String>::new());
    assert_eq!(settings.calendar.year_starts, (2, 1));
    assert_eq!(settings.calendar.named_by, NamedBy::Start);
    assert_eq!(settings.calendar.timezone.iana_name(), Some("Asia/Shanghai"));
    assert_eq!((settings.calendar.settle_days, settings.calendar.grading_days), (7, 14));
    assert_eq!(settings.policy, Policy::Frozen);
    assert!(settings.reasons.amendment && !settings.reasons.trailer);
    let count = &settings.rules["objective-count"];
    assert_eq!((count.level, count.parameters["max"]), (Some(Level::At(Severity::Warning)), 4));
    assert_eq!(settings.rules["missing-source"].level, Some(Level::Off));
    assert_eq!(settings.lexicon["output_verbs"].add, ["上线"]);
    assert_eq!(settings.lexicon["vague_words"].remove, ["better"]);
}

#[test]
fn a_wrong_setting_is_told_and_the_rest_holds() {
    let text = "version: 2\ncalendar:\n  year_starts: 13-01\n  timezone: Mars/Olympus\n  settle_days: -3\n  check_in_days: 0\npolicy: strict\nreasons: [trailers]\nrules:\n  a: loud\n  b: { severity: note, max: -1 }\n  c:\nlexicon: [x]\norganisation: Still here\n";
    let (settings, problems) = read_settings(text.as_bytes());
    assert_eq!(settings.organisation.as_deref(), Some("Still here"));
    assert_eq!(settings.rules.keys().collect::<Vec<_>>(), ["b"]);
    assert_eq!(settings.calendar, crate::model::Calendar::default());
    insta::assert_debug_snapshot!(told(&problems), @r#"
    [
        "1:10-1:11 version 2 of the format is not known to this program | write `version: 1`, or update git-okr",
        "3:16-3:21 `13-01` is not a day of every year, MM-DD | write MM-DD, 02-01 say",
        "4:13-4:25 `Mars/Olympus` is not an IANA time zone | write a name such as Asia/Shanghai, Europe/Berlin or UTC",
        "5:16-5:18 `settle_days` takes a whole number from 0 on, not `-3` | write `settle_days: 14`",
        "6:18-6:19 `check_in_days` takes a whole number from 1 on, not `0` | write `check_in_days: 7`",
        "7:9-7:15 `strict` is no value of `policy` | write one of open, calibrated, frozen",
        "8:11-8:19 `trailers` is no value of `reasons` | did you mean `trailer`?",
        "10:6-10:10 `loud` is no severity | write one of error, warning, note, off",
        "11:29-11:31 `max` takes a whole number from 0 on, not `-1` | write `max: 4`",
        "12:3-12:4 `c` is empty | write a value, or delete it",
        "13:11-13:12 `lexicon` is a map, not a list | write `lexicon: { output_verbs: [上线] }`",
    ]
    "#);
}

#[test]
fn a_setting_is_not_missing_when_the_file_is_no_map() {
    insta::assert_debug_snapshot!(told(&read_settings(b"hello").1), @r#"
    [
        "1:1-1:6 okr.yaml is a map of fields, not a single value | write `{ version: 1 }`",
    ]
    "#);
    insta::assert_debug_snapshot!(told(&read_settings(b"").1), @r#"
    [
        "1:1-1:1 the file is empty | write its first field, or delete the file",
    ]
    "#);
    insta::assert_debug_snapshot!(told(&read_settings(b"calendar: {}").1), @r#"
    [
        "1:1-1:9 okr.yaml needs `version` | add `version: 1`",
    ]
    "#);
}

proptest! {
    #[test]
    fn no_damage_to_a_sheet_breaks_a_reader(
        at in 0..SHEET.len(),
        cut in 0..40_usize,
        put in "([\\[\\]{},:?&*!|>'\"%@`#\\- \n\ta-z0-9<é]|: |- |\n  |: \\[|\n---\n){0,6}",
    ) {
        // The sheet is ASCII, so every position is one between characters.
        let end = (at + cut).min(SHEET.len());
        let text = format!("{}{put}{}", &SHEET[..at], &SHEET[end..]);
        let last = text.split('\n').count();
        let problems = [read_sheet(text.as_bytes()).1, read_teams(text.as_bytes()).1, read_settings(text.as_bytes()).1];
        for problem in problems.iter().flatten() {
            let span = problem.span;
            prop_assert!(span.line >= 1 && span.column >= 1 && span.end_line <= last + 1, "{:?}", problem);
            prop_assert!((span.line, span.column) <= (span.end_line, span.end_column), "{:?}", problem);
            prop_assert!(!problem.message.is_empty() && !problem.message.ends_with('.'), "{:?}", problem);
        }
    }
}
