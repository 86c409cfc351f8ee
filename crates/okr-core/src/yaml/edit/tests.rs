//! Edits change what they mean to and leave the rest of the text as a person wrote it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is a failed test")]

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{AmendedField, Objective, Sheet, Stated};
use crate::snapshot::Item;
use crate::yaml::arbitrary::sheets;
use crate::yaml::write::{self, block_lines};
use crate::yaml::{DocPath, read_sheet};

const TEXT: &str = r#"# the payments team
cycle: 2026-Q1   # day 43 of 90
team: payments

objectives:
  - id: instant
    title: 'Paying feels instant'
    key_results:
      # the one that matters
      - id: rtt
        target: "< 200 ms"   # was 180
        baseline: 300 ms
        check_ins:
          - { date: 2026-01-16, value: 282 ms }   # pool
          # more to come
      - { id: flow, target: "> 5 %", check_ins: [], }
      - id: bare
        title: >-
          Over
          two lines
    guardrails: []

# the end
"#;

fn key_result(at: usize) -> DocPath {
    DocPath::default().field("objectives").index(0).field("key_results").index(at)
}

fn check_in(value: &str, note: Option<&str>) -> CheckIn {
    CheckIn {
        index: 0,
        date: date(2026, 1, 23),
        value: Stated::quantity(value, None),
        confidence: None,
        note: note.map(str::to_owned),
    }
}

fn amendment(reason: &str) -> Amendment {
    Amendment {
        index: 0,
        date: date(2026, 2, 12),
        field: AmendedField::Target,
        from: Some("< 200 ms".into()),
        to: Some("< 220 ms".into()),
        reason: Some(reason.into()),
        approved_by: None,
        check_in: None,
    }
}

/// The lines that an edit took out and put in.
fn diff(before: &str, after: &Result<String, EditError>) -> String {
    let after = match after {
        Ok(after) => after,
        Err(error) => return format!("{error:?}"),
    };
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[same..], &after[same..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let cut = old[..old.len() - tail].iter().map(|line| format!("-{line}\n"));
    let put = new[..new.len() - tail].iter().map(|line| format!("+{line}\n"));
    format!("@{}\n{}", same + 1, cut.chain(put).collect::<String>())
}

#[test]
fn a_value_is_set_in_the_quotes_it_had() {
    let set = |item: &DocPath, field, value| diff(TEXT, &set_field(TEXT, item, field, value));
    insta::assert_snapshot!(set(&key_result(0), "target", "< 220 ms"), @r#"
    @11
    -        target: "< 200 ms"   # was 180
    +        target: "< 220 ms"   # was 180
    "#);
    insta::assert_snapshot!(set(&key_result(0), "baseline", "310 ms"), @"
    @12
    -        baseline: 300 ms
    +        baseline: 310 ms
    ");
    insta::assert_snapshot!(set(&key_result(1), "target", "> 1,000 %"), @r#"
    @16
    -      - { id: flow, target: "> 5 %", check_ins: [], }
    +      - { id: flow, target: "> 1,000 %", check_ins: [], }
    "#);
    insta::assert_snapshot!(set(&key_result(2), "title", "In one: line"), @r#"
    @18
    -        title: >-
    -          Over
    -          two lines
    +        title: "In one: line"
    "#);
    insta::assert_snapshot!(set(&DocPath::default().field("objectives").index(0), "title", "It's instant"), @"
    @7
    -    title: 'Paying feels instant'
    +    title: 'It''s instant'
    ");
    insta::assert_snapshot!(set(&DocPath::default(), "cycle", "2026-Q2"), @"
    @2
    -cycle: 2026-Q1   # day 43 of 90
    +cycle: 2026-Q2   # day 43 of 90
    ");
}

#[test]
fn a_field_that_was_not_there_is_put_where_the_format_has_it() {
    let set = |item: &DocPath, field, value| diff(TEXT, &set_field(TEXT, item, field, value));
    insta::assert_snapshot!(set(&key_result(0), "hold", "4w"), @"
    @13
    +        hold: 4w
    ");
    insta::assert_snapshot!(set(&key_result(0), "metric", "p95, production"), @"
    @11
    +        metric: p95, production
    ");
    insta::assert_snapshot!(set(&key_result(1), "metric", "p95, production"), @r#"
    @16
    -      - { id: flow, target: "> 5 %", check_ins: [], }
    +      - { id: flow, metric: "p95, production", target: "> 5 %", check_ins: [], }
    "#);
    insta::assert_snapshot!(set(&key_result(2), "status", "dropped"), @"
    @21
    +        status: dropped
    ");
    insta::assert_snapshot!(set(&DocPath::default().field("objectives").index(0), "why", "Because: 1"), @r#"
    @8
    +    why: "Because: 1"
    "#);
}

#[test]
fn a_check_in_is_appended_in_the_style_of_its_siblings() {
    let append = |item: &DocPath| diff(TEXT, &append_check_in(TEXT, item, &check_in("280 ms", Some("a, b"))));
    insta::assert_snapshot!(append(&key_result(0)), @r#"
    @15
    +          - { date: 2026-01-23, value: 280 ms, note: "a, b" }
    "#);
    insta::assert_snapshot!(append(&key_result(1)), @r#"
    @16
    -      - { id: flow, target: "> 5 %", check_ins: [], }
    +      - { id: flow, target: "> 5 %", check_ins: [{ date: 2026-01-23, value: 280 ms, note: "a, b" }], }
    "#);
    insta::assert_snapshot!(append(&key_result(2)), @r#"
    @21
    +        check_ins:
    +          - { date: 2026-01-23, value: 280 ms, note: "a, b" }
    "#);
    let block = TEXT.replace(
        "- { date: 2026-01-16, value: 282 ms }   # pool",
        "- date: 2026-01-16\n            value: 282 ms   # pool",
    );
    insta::assert_snapshot!(diff(&block, &append_check_in(&block, &key_result(0), &check_in("280 ms", Some("a, b")))), @"
    @16
    +          - date: 2026-01-23
    +            value: 280 ms
    +            note: a, b
    ");
}

#[test]
fn an_amendment_is_appended_and_a_drop_says_why() {
    insta::assert_snapshot!(diff(TEXT, &append_amendment(TEXT, &key_result(0), &amendment("It's the regulator: 20 ms"))), @r#"
    @16
    +        amendments:
    +          - date: 2026-02-12
    +            field: target
    +            from: "< 200 ms"
    +            to: "< 220 ms"
    +            reason: "It's the regulator: 20 ms"
    "#);
    insta::assert_snapshot!(diff(TEXT, &append_amendment(TEXT, &key_result(1), &amendment("x"))), @r#"
    @16
    -      - { id: flow, target: "> 5 %", check_ins: [], }
    +      - { id: flow, target: "> 5 %", check_ins: [], amendments: [{ date: 2026-02-12, field: target, from: "< 200 ms", to: "< 220 ms", reason: x }], }
    "#);
    let twice = append_amendment(TEXT, &key_result(2), &amendment("one")).unwrap();
    insta::assert_snapshot!(diff(&twice, &append_amendment(&twice, &key_result(2), &amendment("two"))), @r#"
    @27
    +          - date: 2026-02-12
    +            field: target
    +            from: "< 200 ms"
    +            to: "< 220 ms"
    +            reason: two
    "#);
    insta::assert_snapshot!(diff(TEXT, &drop_key_result(TEXT, &key_result(2), &amendment("No longer needed"))), @r#"
    @21
    +        status: dropped
    +        amendments:
    +          - date: 2026-02-12
    +            field: target
    +            from: "< 200 ms"
    +            to: "< 220 ms"
    +            reason: No longer needed
    "#);
    insta::assert_snapshot!(diff(TEXT, &amend(TEXT, &key_result(0), "target", "< 220 ms", &amendment("r"))), @r#"
    @11
    -        target: "< 200 ms"   # was 180
    -        baseline: 300 ms
    -        check_ins:
    -          - { date: 2026-01-16, value: 282 ms }   # pool
    -          # more to come
    +        target: "< 220 ms"   # was 180
    +        baseline: 300 ms
    +        check_ins:
    +          - { date: 2026-01-16, value: 282 ms }   # pool
    +          # more to come
    +        amendments:
    +          - date: 2026-02-12
    +            field: target
    +            from: "< 200 ms"
    +            to: "< 220 ms"
    +            reason: r
    "#);
}

#[test]
fn new_items_are_appended() {
    let (sheet, _) = read_sheet(TEXT.as_bytes());
    let mut objective = Objective::clone(&sheet.unwrap().objectives[0]);
    objective.id = "second".parse().unwrap();
    objective.key_results.truncate(1);
    let rtt = objective.key_results[0].clone();
    insta::assert_snapshot!(diff(TEXT, &append_objective(TEXT, &objective)), @r#"
    @22
    +  - id: second
    +    title: Paying feels instant
    +    key_results:
    +      - id: rtt
    +        baseline: 300 ms
    +        target: "< 200 ms"
    +        check_ins:
    +          - { date: 2026-01-16, value: 282 ms }
    "#);
    let first = DocPath::default().field("objectives").index(0);
    insta::assert_snapshot!(diff(TEXT, &append_key_result(TEXT, &first, &rtt)), @r#"
    @21
    +      - id: rtt
    +        baseline: 300 ms
    +        target: "< 200 ms"
    +        check_ins:
    +          - { date: 2026-01-16, value: 282 ms }
    "#);
    let empty = "cycle: 2026-Q1\nteam: a\nobjectives: []   # soon\n";
    insta::assert_snapshot!(append_objective(empty, &objective).unwrap(), @r#"
    cycle: 2026-Q1
    team: a
    objectives:   # soon
      - id: second
        title: Paying feels instant
        key_results:
          - id: rtt
            baseline: 300 ms
            target: "< 200 ms"
            check_ins:
              - { date: 2026-01-16, value: 282 ms }
    "#);
    let no_list = "cycle: 2026-Q1\nteam: a";
    insta::assert_snapshot!(append_objective(no_list, &objective).unwrap(), @r#"
    cycle: 2026-Q1
    team: a
    objectives:
      - id: second
        title: Paying feels instant
        key_results:
          - id: rtt
            baseline: 300 ms
            target: "< 200 ms"
            check_ins:
              - { date: 2026-01-16, value: 282 ms }
    "#);
    let null = "cycle: 2026-Q1\nteam: a\nobjectives:   # soon\n";
    assert!(
        append_objective(null, &objective)
            .unwrap()
            .starts_with("cycle: 2026-Q1\nteam: a\nobjectives:   # soon\n  - id: second\n")
    );
}

#[test]
fn a_blank_item_starts_with_its_id() {
    let text = "cycle: 2026\nteam: a\nobjectives: []\n";
    let text = append_objective(text, &Objective::blank("o".parse().unwrap())).unwrap();
    let first = DocPath::default().field("objectives").index(0);
    let text = append_key_result(&text, &first, &KeyResult::blank("k".parse().unwrap())).unwrap();
    let text = append_guardrail(&text, &first, &Guardrail::blank("g".parse().unwrap())).unwrap();
    let expected = "cycle: 2026\nteam: a\nobjectives:\n  - id: o\n    key_results:\n      - id: k\n    guardrails:\n      - id: g\n";
    assert_eq!(text, expected);
}

#[test]
fn what_cannot_be_edited_is_told_and_nothing_changes() {
    let set = |text: &str, item: &DocPath, field, value| {
        set_field(text, item, field, value).unwrap_err().to_string()
    };
    insta::assert_snapshot!(set(TEXT, &key_result(7), "target", "1"), @"there is no `[7]` in the sheet");
    insta::assert_snapshot!(set(TEXT, &key_result(0), "limit", "1"), @"there is no `limit` in the sheet");
    insta::assert_snapshot!(set(TEXT, &key_result(0), "check_ins", "1"), @"line 13: `check_ins` is a list");
    insta::assert_snapshot!(set(TEXT, &key_result(0), "target", "fast"), @"`fast` is not a quantity");
    insta::assert_snapshot!(set(TEXT, &key_result(0), "weight", "-1"), @"`weight` takes a number greater than 0, not -1");
    insta::assert_snapshot!(set(TEXT, &key_result(0), "target", ""), @"`target` is empty");
    insta::assert_snapshot!(set(TEXT, &key_result(0), "title", "a\u{9b}b"), @"the sheet is written in a way that cannot be edited safely; make this change by hand");
    insta::assert_snapshot!(set("a: [", &key_result(0), "title", "b"), @"line 1: a value is missing here, or a bracket is not closed");
    insta::assert_snapshot!(set("a: 1\na: 2\n", &DocPath::default(), "team", "b"), @"line 2: `a` stands twice; the first is on line 1");
    let shared = "cycle: 2026\nteam: a\nobjectives:\n  - &o { id: o }\n  - *o\n";
    insta::assert_snapshot!(set(shared, &DocPath::default().field("objectives").index(0), "title", "b"), @"the sheet is written in a way that cannot be edited safely; make this change by hand");
}

#[test]
fn problems_that_were_there_do_not_stop_an_edit() {
    let text = TEXT.replace("baseline: 300 ms", "baselin: 300 ms");
    assert!(set_field(&text, &key_result(0), "hold", "4w").is_ok());
}

#[test]
fn byte_order_mark_line_ends_and_a_missing_last_one_stay() {
    let text = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
    let after = append_check_in(&text, &key_result(0), &check_in("280 ms", None)).unwrap();
    assert!(after.starts_with('\u{feff}'));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    let text = "cycle: 2026\nteam: a\nobjectives:\n- id: o\n  key_results:\n  - id: k";
    let after = append_check_in(text, &key_result(0), &check_in("280 ms", None)).unwrap();
    assert_eq!(after, format!("{text}\n    check_ins:\n    - {{ date: 2026-01-23, value: 280 ms }}"));
}

/// How the text of a random sheet is written.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
struct Manner {
    flow: bool,
    dashes: usize,
    windows: bool,
    cut_end: bool,
    comments: bool,
}

fn manner() -> impl Strategy<Value = Manner> {
    (prop::bool::weighted(0.2), 0..=2_usize, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(flow, dashes, windows, cut_end, comments)| Manner {
            flow,
            dashes: dashes * 2 % 3,
            windows,
            cut_end,
            comments,
        },
    )
}

impl Manner {
    fn write(self, sheet: &Sheet) -> String {
        let said = said::sheet(sheet);
        if self.flow {
            return write::flow(&said);
        }
        let lines = block_lines(&said, self.dashes);
        let literal = lines.iter().any(|line| line.ends_with("|-"));
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            text.push_str(line);
            if self.comments && !literal {
                text.push_str(["", "  # note", "\n# note", "\n\n"][at % 4]);
            }
            text.push('\n');
        }
        let text = if self.cut_end { text.trim_end().to_owned() } else { text };
        if self.windows { text.replace('\n', "\r\n") } else { text }
    }
}

fn read(text: &str) -> Sheet {
    let (sheet, problems) = read_sheet(text.as_bytes());
    assert_eq!(problems, [], "{text}");
    sheet.unwrap()
}

/// The text after an edit that must go well.
fn done(before: &str, edited: Result<String, EditError>) -> String {
    edited.unwrap_or_else(|error| panic!("{error:?}\n{before}"))
}

/// The two texts differ in one place only, where at most one line of the first is gone.
fn keeps_lines(before: &str, after: &str) -> bool {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let tail =
        before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    before.len() - head - tail <= 1
}

/// The first key result of the sheet that a number picks, with its path.
fn pick(sheet: &mut Sheet, at: usize) -> Option<(DocPath, &mut KeyResult)> {
    let mut all = Vec::new();
    for objective in sheet.objectives.iter_mut().map(Arc::make_mut) {
        let path = Item::Objective(&*objective).doc_path().field("key_results");
        for key_result in objective.key_results.iter_mut().map(Arc::make_mut) {
            all.push((path.index(key_result.index), key_result));
        }
    }
    let count = all.len();
    if count == 0 { None } else { all.into_iter().nth(at % count) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_edit_of_the_text_is_the_edit_of_the_model(
        mut sheet in sheets::sheet(),
        manner in manner(),
        at: usize,
        target in sheets::target(),
        title in sheets::prose(),
        mut amendment in sheets::amendment(),
        (day, value, note) in (sheets::day(), sheets::quantity(), sheets::prose()),
        mut new in sheets::key_result(),
    ) {
        let text = manner.write(&sheet);
        prop_assert_eq!(read(&text), sheet.clone());
        let Some((path, key_result)) = pick(&mut sheet, at) else { return Ok(()) };
        let unit = key_result.unit.as_ref().and_then(|unit| crate::model::Unit::parse(unit).ok());
        let mut check_in = CheckIn { index: 0, date: day, value: Stated::quantity(&value, unit.as_ref()), confidence: None, note: Some(note) };

        let mut edited = done(&text, set_field(&text, &path, "target", &target));
        prop_assert!(keeps_lines(&text, &edited), "{}\n---\n{}", text, edited);
        edited = done(&edited, set_field(&edited, &path, "title", &title));
        for _ in 0..2 {
            let before = edited;
            edited = done(&before, append_check_in(&before, &path, &check_in));
            prop_assert!(manner.flow || keeps_lines(&before, &edited), "{}\n---\n{}", before, edited);
            check_in.index = key_result.check_ins.len();
            key_result.check_ins.push(check_in.clone());
        }
        let before = edited;
        edited = done(&before, append_amendment(&before, &path, &amendment));
        prop_assert!(manner.flow || keeps_lines(&before, &edited), "{}\n---\n{}", before, edited);
        amendment.index = key_result.amendments.len();
        key_result.amendments.push(amendment);
        key_result.target = Some(Stated::target(&target, unit.as_ref()));
        key_result.title = Some(title);

        let objective = Arc::make_mut(&mut sheet.objectives[0]);
        edited = done(&edited, append_key_result(&edited, &Item::Objective(objective).doc_path(), &new));
        new.index = objective.key_results.len();
        objective.key_results.push(Arc::new(new));
        let mut copy: Objective = objective.clone();
        edited = done(&edited, append_objective(&edited, &copy));
        copy.index = sheet.objectives.len();
        sheet.objectives.push(Arc::new(copy));

        sheets::number(&mut sheet);
        let same = format!("{:?}", read(&edited)) == format!("{sheet:?}");
        prop_assert!(same, "{}", edited);
        if manner.windows && !manner.flow {
            prop_assert_eq!(edited.matches('\n').count(), edited.matches("\r\n").count());
        }
    }
}
