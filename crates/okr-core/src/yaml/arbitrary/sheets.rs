//! Sheets at random, with every field of the format.
#![allow(clippy::expect_used, reason = "the texts stand in this file")]

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::model::{
    Allow, AmendedField, Amendment, CheckIn, Commitment, Decimal, Dimension, Direction, Guardrail, Id,
    KeyResult, Objective, Quantity, Sheet, Stated, Status, Target, Unit,
};

/// A sheet.
pub(crate) fn sheet() -> impl Strategy<Value = Sheet> {
    (cycle(), id(), list(objective(), 3), list(allow(), 2)).prop_map(|(cycle, team, objectives, allow)| {
        let objectives = objectives.into_iter().map(Arc::new).collect();
        let mut sheet = Sheet { cycle: cycle.parse().expect("a cycle"), team, objectives, allow };
        number(&mut sheet);
        sheet
    })
}

/// Gives every item its position.
pub(in crate::yaml) fn number(sheet: &mut Sheet) {
    fn count<T>(items: &mut [T], index: impl Fn(&mut T) -> &mut usize) {
        items.iter_mut().enumerate().for_each(|(at, item)| *index(item) = at);
    }
    count(&mut sheet.allow, |allow| &mut allow.index);
    count(&mut sheet.objectives, |objective| &mut Arc::make_mut(objective).index);
    for objective in sheet.objectives.iter_mut().map(Arc::make_mut) {
        count(&mut objective.key_results, |key_result| &mut Arc::make_mut(key_result).index);
        count(&mut objective.guardrails, |guardrail| &mut Arc::make_mut(guardrail).index);
        count(&mut objective.amendments, |amendment| &mut amendment.index);
        count(&mut objective.allow, |allow| &mut allow.index);
        for key_result in objective.key_results.iter_mut().map(Arc::make_mut) {
            count(&mut key_result.check_ins, |check_in| &mut check_in.index);
            count(&mut key_result.amendments, |amendment| &mut amendment.index);
            count(&mut key_result.allow, |allow| &mut allow.index);
        }
        for guardrail in objective.guardrails.iter_mut().map(Arc::make_mut) {
            count(&mut guardrail.check_ins, |check_in| &mut check_in.index);
            count(&mut guardrail.amendments, |amendment| &mut amendment.index);
            count(&mut guardrail.allow, |allow| &mut allow.index);
        }
    }
}

fn list<S: Strategy>(item: S, most: usize) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(item, 0..=most)
}

fn cycle() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["2026-Q1", "2026-H2", "2026", "FY26-Q4"])
}

pub(in crate::yaml) fn id() -> impl Strategy<Value = Id> {
    "[a-z0-9][a-z0-9-]{0,8}".prop_map(|text| text.parse().expect("an id"))
}

/// A sentence or anything else that fits a text field: trimmed, not empty.
pub(in crate::yaml) fn prose() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z ,.'0-9%-]{0,30}",
        "[ -~]{1,20}",
        "[!-~é好😀]([ -~é好😀]|\n){0,20}",
        prop::sample::select(vec![
            "42",
            "true",
            "yes",
            "null",
            "~",
            "1e3",
            "@cto",
            "2026-01-01",
            "- a",
            "a: b",
            "a #b",
            "好: 的"
        ])
        .prop_map(str::to_owned),
    ]
    .prop_map(|text| text.trim().to_owned())
    .prop_filter("not empty", |text| !text.is_empty())
}

pub(in crate::yaml) fn quantity() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "300 ms",
        "99.95 %",
        "$ 250,000",
        "1.2k requests/s",
        "¥3.5M",
        "4.6",
        "0 incidents",
        "20 deploys/week",
        "-3 points",
        "unknown",
        "TBD",
        "1,000 ms",
    ])
    .prop_map(str::to_owned)
}

pub(in crate::yaml) fn target() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "< 200 ms",
        "<= 5 %",
        "> 1",
        ">= 99.95 %",
        "40 % .. 60 %",
        "under 200 ms",
        "低于 5 %",
        "200 ms",
        "done",
        "≤ 3",
        "by 25 %",
    ])
    .prop_map(str::to_owned)
}

fn unit() -> impl Strategy<Value = Option<String>> {
    weighted(0.2, prop::sample::select(vec!["ms", "%", "deploys/week"]).prop_map(str::to_owned))
}

pub(in crate::yaml) fn day() -> impl Strategy<Value = Date> {
    (2024_i16..2028, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn share() -> impl Strategy<Value = Decimal> {
    prop::sample::select(vec!["0", "0.6", "1", "0.75"]).prop_map(|text| text.parse().expect("a number"))
}

fn reference() -> impl Strategy<Value = crate::model::Reference> {
    (weighted(0.3, cycle()), id(), id()).prop_map(|(cycle, team, id)| {
        let cycle = cycle.map_or_else(String::new, |cycle| format!("{cycle}/"));
        format!("{cycle}{team}/{id}").parse().expect("a reference")
    })
}

fn allow() -> impl Strategy<Value = Allow> {
    (prose(), weighted(0.8, prose())).prop_map(|(rule, reason)| Allow { index: 0, rule, reason })
}

fn stated_quantity(text: &str, unit: Option<&String>) -> Stated<Quantity> {
    Stated::quantity(text, unit.and_then(|unit| Unit::parse(unit).ok()).as_ref())
}

fn stated_target(text: &str, unit: Option<&String>) -> Stated<Target> {
    Stated::target(text, unit.and_then(|unit| Unit::parse(unit).ok()).as_ref())
}

/// Check-ins before the unit of what they belong to is known.
fn check_ins() -> impl Strategy<Value = Vec<(Date, String, Option<Decimal>, Option<String>)>> {
    list((day(), quantity(), weighted(0.5, share()), weighted(0.5, prose())), 3)
}

fn with_unit(
    check_ins: Vec<(Date, String, Option<Decimal>, Option<String>)>,
    unit: Option<&String>,
) -> Vec<CheckIn> {
    check_ins
        .into_iter()
        .map(|(date, value, confidence, note)| CheckIn {
            index: 0,
            date,
            value: stated_quantity(&value, unit),
            confidence,
            note,
        })
        .collect()
}

pub(in crate::yaml) fn amendment() -> impl Strategy<Value = Amendment> {
    let field = prop::sample::select(AmendedField::ALL.to_vec());
    (day(), field, weighted(0.8, target()), weighted(0.8, quantity()), prose(), weighted(0.3, prose()), day())
        .prop_map(|(date, field, from, to, reason, approved_by, check_in)| Amendment {
            index: 0,
            date,
            field,
            from,
            to,
            reason: Some(reason),
            approved_by,
            check_in: (field == AmendedField::CheckIns).then_some(check_in),
        })
}

pub(in crate::yaml) fn key_result() -> impl Strategy<Value = KeyResult> {
    let words =
        (id(), weighted(0.2, id()), weighted(0.8, prose()), weighted(0.8, prose()), weighted(0.3, prose()));
    let numbers = (
        weighted(0.8, quantity()),
        weighted(0.8, target()),
        unit(),
        weighted(0.3, prop::sample::select(vec!["4w", "30 days"])),
        weighted(0.3, prop::sample::select(vec!["1", "2", "0.5"])),
    );
    let choices = (
        weighted(0.3, prop::sample::select(Direction::ALL.to_vec())),
        weighted(0.3, prop::sample::select(Commitment::ALL.to_vec())),
        weighted(0.1, Just(Status::Dropped)),
        weighted(0.3, reference()),
        weighted(0.2, prose()),
    );
    let lists = (check_ins(), list(amendment(), 2), list(allow(), 1));
    (words, numbers, choices, lists).prop_map(|(words, numbers, choices, lists)| {
        let (id, formerly, title, metric, source) = words;
        let (baseline, target, unit, hold, weight) = numbers;
        let (direction, commitment, status, continues, owner) = choices;
        let (check_ins, amendments, allow) = lists;
        KeyResult {
            index: 0,
            id,
            title,
            metric,
            baseline: baseline.map(|text| stated_quantity(&text, unit.as_ref())),
            target: target.map(|text| stated_target(&text, unit.as_ref())),
            direction,
            hold: hold.map(|text| Quantity::parse(text).expect("a time")),
            weight: weight.map(|text| text.parse().expect("a number")),
            source,
            continues,
            formerly,
            status,
            owner,
            commitment,
            check_ins: with_unit(check_ins, unit.as_ref()),
            unit,
            amendments,
            allow,
        }
    })
}

fn guardrail() -> impl Strategy<Value = Guardrail> {
    let words =
        (id(), weighted(0.2, id()), weighted(0.5, prose()), weighted(0.8, prose()), weighted(0.3, prose()));
    let rest = (weighted(0.8, target()), unit(), weighted(0.2, reference()));
    (words, rest, check_ins(), list(amendment(), 1), list(allow(), 1)).prop_map(
        |(words, rest, check_ins, amendments, allow)| {
            let (id, formerly, title, metric, source) = words;
            let (limit, unit, continues) = rest;
            Guardrail {
                index: 0,
                id,
                title,
                metric,
                limit: limit.map(|text| stated_target(&text, unit.as_ref())),
                source,
                continues,
                formerly,
                check_ins: with_unit(check_ins, unit.as_ref()),
                unit,
                amendments,
                allow,
            }
        },
    )
}

pub(in crate::yaml) fn objective() -> impl Strategy<Value = Objective> {
    let words = (id(), weighted(0.8, prose()), weighted(0.5, prose()), weighted(0.3, prose()));
    let choices = (
        weighted(0.7, prop::sample::select(Dimension::ALL.to_vec())),
        weighted(0.5, prop::sample::select(Commitment::ALL.to_vec())),
        list(reference(), 2),
    );
    let lists = (list(key_result(), 3), list(guardrail(), 2), list(amendment(), 1), list(allow(), 1));
    (words, choices, lists).prop_map(|(words, choices, lists)| {
        let (id, title, why, owner) = words;
        let (dimension, commitment, supports) = choices;
        let (key_results, guardrails, amendments, allow) = lists;
        Objective {
            index: 0,
            id,
            title,
            why,
            dimension,
            commitment,
            supports,
            owner,
            key_results: key_results.into_iter().map(Arc::new).collect(),
            guardrails: guardrails.into_iter().map(Arc::new).collect(),
            amendments,
            allow,
        }
    })
}

/// A change that a person, a tool or a fuzzer could make to a line.
pub(crate) fn edit() -> impl Strategy<Value = (Index, u8, String)> {
    let line = prop_oneof![
        " {0,12}(- )?(\\{ date: 2026-0[1-9]-1[0-9], value: [0-9]{1,3} ms \\})",
        " {0,12}(id|title|target|unit|hold|note|check_ins|key_results): [a-z0-9\"'#:>|<&*! -]{0,8}",
        "[ a-z0-9\"'#:,{}\\[\\]&*!|>%?@`-]{0,14}",
        "---|\\.\\.\\.|%YAML 1.2|<<<<<<< a| {0,12}(<<: \\*a|- |\\? a|\"|'|#|\\[|\\}|- - a: 1|a:| {4})",
    ];
    (any::<Index>(), 0..6_u8, line)
}

/// The text after it.
pub(crate) fn edited(text: &str, (index, how, new): &(Index, u8, String)) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let at = index.index(lines.len());
    match how {
        0 => lines.insert(at, new.clone()),
        1 => lines[at] = new.clone(),
        2 => drop(lines.remove(at)),
        3 => lines[at].push_str(new),
        4 => {
            let again = lines[at].clone();
            lines.insert(at, again);
        }
        _ => {
            let indent: String = lines[at].chars().take_while(|c| *c == ' ').collect();
            lines.insert(at, format!("{indent}{}", new.trim_start()));
        }
    }
    lines.join("\n")
}
