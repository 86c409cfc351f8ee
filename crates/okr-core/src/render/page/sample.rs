//! One page with every kind of block and cell, names in Chinese, words too long for any column, and
//! strings that try to get out: what every format is tested on.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use jiff::civil::Date;

use crate::model::{Decimal, Exact, Quantity, Ref, Reference, Target, Verdict};
use crate::page::{
    Bars, Block, Card, Cell, Chart, Column, Inline, Line, LineChart, Page, Point, Section, Series, Shape,
    Table, Text, Tone,
};

/// A title that no format may fall for.
pub(in crate::render) const HOSTILE: &str =
    "| pipe ` tick <b>bold</b> [x](javascript:1) @everyone #12 https://evil.example \u{1b}[31m\u{202e}\nnext";

pub(in crate::render) fn page() -> Page {
    Page {
        title: "Payments platform, 2026-Q1".to_owned(),
        lead: vec![
            Text::plain("Four of five key results ended ")
                .then(Inline::Toned(Tone::Good, "better than they began".to_owned()))
                .then(Inline::Plain("; one target was loosened on ".to_owned()))
                .then(Inline::Value(Cell::Day(43, 90)))
                .then(Inline::Plain(", which is worth ".to_owned()))
                .then(Inline::Value(Cell::Gain(Exact::ratio(129, 1000))))
                .then(Inline::Plain(" to ".to_owned()))
                .then(Inline::Code("payment-rtt".to_owned()))
                .then(Inline::Plain(".".to_owned())),
            Text::plain("支付体验：").then(Inline::Strong("高峰期也要快".to_owned())).then(Inline::Plain(
                "，因为九分之一的购物车在转圈时被放弃。质量是效率的基础，没有质量的速度毫无意义，也不能长久。".to_owned(),
            )),
        ],
        sections: vec![summary(), shifts(), charts(), details()],
    }
}

fn summary() -> Section {
    Section {
        id: "summary".to_owned(),
        title: "In one minute".to_owned(),
        blocks: vec![
            Block::Cards(vec![
                card(
                    "awesome",
                    Cell::Score(Exact::ratio(251, 100)),
                    Tone::Good,
                    Some("2.31 as first written, of 3"),
                ),
                card(
                    "efficiency",
                    Cell::Score(Exact::ratio(996, 1000)),
                    Tone::Good,
                    Some("0.99 as first written"),
                ),
                card(
                    "quality",
                    Cell::Score(Exact::ratio(61, 100)),
                    Tone::Caution,
                    Some("0.42 as first written"),
                ),
                card("sustainability", Cell::Empty, Tone::Quiet, Some("no key result serves it")),
                card("hollow wins", Cell::Count(1), Tone::Bad, None),
            ]),
            Block::List(vec![
                (Tone::Good, Text::from("Held for four weeks: deploys are back under ten minutes")),
                (
                    Tone::Caution,
                    Text::plain("Loosened: ")
                        .then(Inline::Value(Cell::Target(Target::parse("< 180 ms").unwrap())))
                        .then(Inline::Plain(" to ".to_owned()))
                        .then(Inline::Value(Cell::Target(Target::parse("< 200 ms").unwrap()))),
                ),
                (Tone::Bad, Text::from(HOSTILE)),
                (Tone::Plain, Text::from("Three commits, two authors")),
                (Tone::Quiet, Text::from("1. A shallow clone shows no more")),
            ]),
        ],
        ..Section::default()
    }
}

fn shifts() -> Section {
    Section {
        id: "shifts".to_owned(),
        title: "Shifts | and their reasons".to_owned(),
        blocks: vec![
            Block::Paragraph(Text::from("Every settled target that moved, with the reason it was given.")),
            Block::Table(table()),
            Block::Table(Table {
                id: "gaps".to_owned(),
                caption: "Versions that could not be read".to_owned(),
                columns: vec![column("Commit", "commit", false, 0)],
                rows: Vec::new(),
                omitted: 0,
            }),
        ],
        ..Section::default()
    }
}

fn table() -> Table {
    let reference: Reference = "2026-Q1/payments/payment-rtt".parse().unwrap();
    let payments: Ref = reference.resolve(&"2026-Q1".parse().unwrap(), &"payments".parse().unwrap());
    let commit = |link: Option<&str>| Cell::Commit {
        id: "5f1d7a90c3b2e4f60718293a4b5c6d7e8f901234".to_owned(),
        link: link.map(str::to_owned),
    };
    Table {
        id: "shifts".to_owned(),
        caption: "Shifts of settled targets".to_owned(),
        columns: vec![
            column("Key result", "ref", false, 0),
            column("Verdict", "verdict", false, 0),
            column("Baseline", "baseline", true, 2),
            column("After", "after", true, 0),
            column("Day", "day", true, 1),
            column("Score", "score", true, 1),
            column("Gain", "gain", true, 1),
            column("State", "state", false, 2),
            column("Reason", "reason", false, 1),
            column("Trend", "trend", false, 3),
            column("Weight", "weight", true, 3),
            column("Commit", "commit", false, 2),
            column("Date", "date", false, 3),
        ],
        rows: vec![
            vec![
                Cell::Reference(payments.clone()),
                Cell::Verdict(Verdict::Loosened),
                Cell::Quantity(Quantity::parse("300 ms").unwrap()),
                Cell::Target(Target::parse("< 200 ms").unwrap()),
                Cell::Day(43, 90),
                Cell::Score(Exact::ratio(996, 1000)),
                Cell::Gain(Exact::ratio(129, 1000)),
                Cell::Word(Tone::Good, "held".to_owned()),
                Cell::Text("The regulator's fraud check adds 20 ms to every payment.".to_owned()),
                Cell::Spark(vec![300.0, 282.0, 260.0, 231.0, 205.0, 196.0, 190.0]),
                Cell::Number(Decimal::parse("2.50").unwrap()),
                commit(Some("https://git.example/pay/commit/5f1d7a90")),
                Cell::Date(Date::constant(2026, 2, 12)),
            ],
            vec![
                Cell::Reference(payments.clone()),
                Cell::Verdict(Verdict::Tightened),
                Cell::Quantity(Quantity::parse("$ 250,000").unwrap()),
                Cell::Target(Target::parse("99.95 % .. 100 %").unwrap()),
                Cell::Day(-4, 90),
                Cell::Score(Exact::one()),
                Cell::Gain(Exact::ratio(-1, 10)),
                Cell::Word(Tone::Bad, "missed".to_owned()),
                Cell::Text(
                    "支付链路增加了监管要求的风控检查，每笔支付多花二十毫秒，目标因此放宽。".to_owned(),
                ),
                Cell::Spark(vec![1.0, f64::NAN, 3.0]),
                Cell::Count(3),
                commit(Some("javascript:alert(1)")),
                Cell::Date(Date::constant(2026, 1, 1)),
            ],
            vec![
                Cell::Reference(payments),
                Cell::Verdict(Verdict::Neutral),
                Cell::Empty,
                Cell::Empty,
                Cell::Day(95, 90),
                Cell::Score(Exact::zero()),
                Cell::Gain(Exact::zero()),
                Cell::Word(Tone::Caution, "=at-risk".to_owned()),
                Cell::Text(HOSTILE.to_owned()),
                Cell::Spark(Vec::new()),
                Cell::Empty,
                commit(None),
                Cell::Empty,
            ],
        ],
        omitted: 12,
    }
}

fn charts() -> Section {
    let series = |name: &str, shape, points: &[(i8, i8, f64)]| Series {
        name: name.to_owned(),
        shape,
        points: points
            .iter()
            .map(|&(month, day, value)| Point { date: Date::constant(2026, month, day), value })
            .collect(),
    };
    Section {
        id: "lineages".to_owned(),
        title: "Lineages".to_owned(),
        blocks: vec![
            Block::Chart(Chart::Lines(LineChart {
                id: "payment-rtt".to_owned(),
                title: "Payment round trip".to_owned(),
                description: "Fell from 300 ms to 190 ms; the target moved from 180 ms to 200 ms on day 43."
                    .to_owned(),
                unit: "ms".to_owned(),
                series: vec![
                    series(
                        "value",
                        Shape::Line(Line::Solid),
                        &[
                            (1, 5, 300.0),
                            (1, 16, 282.0),
                            (2, 3, 260.0),
                            (2, 20, 205.0),
                            (3, 6, 196.0),
                            (3, 20, 190.0),
                        ],
                    ),
                    series(
                        "target",
                        Shape::Steps(Line::Dashed),
                        &[(1, 1, 180.0), (2, 12, 200.0), (3, 31, 200.0)],
                    ),
                    series("baseline", Shape::Steps(Line::Dotted), &[(1, 1, 300.0), (3, 31, 300.0)]),
                ],
                marks: vec![(Date::constant(2026, 2, 12), "loosened".to_owned())],
                bounds: vec![(Date::constant(2026, 1, 1), "2026-Q1".to_owned())],
            })),
            Block::Chart(Chart::Bars(Bars {
                id: "gain".to_owned(),
                title: "Shift gain by team".to_owned(),
                description: "Payments gained 0.42 by moving targets; Platform lost 0.1.".to_owned(),
                unit: String::new(),
                bars: vec![
                    ("Payments platform".to_owned(), 0.42, Tone::Bad),
                    ("支付体验".to_owned(), 0.08, Tone::Caution),
                    (HOSTILE.to_owned(), 0.0, Tone::Quiet),
                    ("Platform".to_owned(), -0.1, Tone::Good),
                ],
            })),
        ],
        ..Section::default()
    }
}

fn details() -> Section {
    Section {
        id: "details".to_owned(),
        title: "Details <for> the curious".to_owned(),
        folded: true,
        blocks: vec![
            Block::Paragraph(Text::from("Say why, and nothing blocks:")),
            Block::Code {
                language: "yaml",
                text: "amendments:\n  - date: 2026-02-12\n    field: target # ``` </pre>\n".to_owned(),
            },
        ],
        sections: vec![Section {
            id: "hostile".to_owned(),
            title: HOSTILE.to_owned(),
            blocks: vec![Block::Paragraph(Text(vec![
                Inline::Code(HOSTILE.to_owned()),
                Inline::Plain(" and a word longer than any line: ".to_owned()),
                Inline::Strong("pneumonoultramicroscopicsilicovolcanoconiosis".repeat(3)),
            ]))],
            ..Section::default()
        }],
    }
}

fn card(label: &str, value: Cell, tone: Tone, detail: Option<&str>) -> Card {
    Card { label: label.to_owned(), value, detail: detail.map(Text::from), tone }
}

fn column(title: &str, key: &'static str, numeric: bool, priority: u8) -> Column {
    Column { title: title.to_owned(), key, numeric, priority }
}
