//! The company's own goals: the business that all others serve. One objective is made a stretch with a reason, one
//! target follows the loss of a market.

use jiff::civil::Weekday;

use super::story::{
    ASPIRATIONAL, COMMITTED, EFFICIENCY, Head, QUALITY, Quarter, Rhythm, Role, SUSTAINABILITY, Team, amend,
    guard, measure, on, result,
};

pub(super) const LEAD: Role = Role { name: "Chief of staff", email: "chief-of-staff@example.com", clock: 8 };

pub(super) const TEAM: Team = Team {
    id: "company",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Monday, every: 28, rounds: 3, time: (18, 0) },
    measures: &[
        measure(
            "cart-conversion",
            "Carts that end in a payment rise from {baseline} to {target}",
            "share of carts that end in a payment, all markets, 28-day window",
            "business/carts",
        ),
        measure(
            "payment-complaints",
            "Complaints about paying fall from {baseline} to {target}",
            "complaints tagged payment, all markets, weekly",
            "business/complaints",
        ),
        measure(
            "time-to-first-payment",
            "Waiting for the first payment after signing falls from {baseline} to {target}",
            "median time from signed contract to first live payment, all merchants, 28-day window",
            "business/onboarding",
        ),
        measure(
            "lost-while-waiting",
            "Signed merchants lost before they go live fall from {baseline} to {target}",
            "share of signed merchants that leave before their first payment, all markets, 28-day window",
            "business/onboarding",
        ),
        measure(
            "early-fraud",
            "",
            "fraud losses as a share of volume, merchants younger than 90 days, 28-day window",
            "business/fraud",
        ),
        measure(
            "cost-per-payment",
            "Serving a payment falls from {baseline} to {target}",
            "mean cost of serving one payment, all markets, monthly",
            "business/unit-costs",
        ),
        measure(
            "largest-merchant",
            "The largest merchant's part of revenue falls from {baseline} to {target}",
            "share of revenue from the largest merchant, all markets, 90-day window",
            "business/revenue",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const GROW_CHECKOUT: Head = Head {
    id: "grow-checkout",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "",
    title: "More shoppers who fill a cart also pay for it",
    why: "Two carts in three are left at the till, and half of those at the payment page.",
};

const OPEN_MARKETS: Head = Head {
    id: "open-markets",
    dimension: EFFICIENCY,
    commitment: COMMITTED,
    supports: "",
    title: "A merchant who signs today takes payments this month",
    why: "One signed merchant in five goes to a competitor while waiting for us.",
};

const LASTING_MARGIN: Head = Head {
    id: "lasting-margin",
    dimension: SUSTAINABILITY,
    commitment: ASPIRATIONAL,
    supports: "",
    title: "Each payment earns more than it costs, in every market",
    why: "Two markets grow at a loss, and the loss grows with them.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        GROW_CHECKOUT.with(
            &[
                result("cart-conversion", "31 %", ">= 33 %").weighs("2").seen("31.2 31.9 32.6 32.8"),
                result("payment-complaints", "120 complaints", "< 100 complaints").seen("118 109 101 97"),
            ],
            &[],
        ),
        OPEN_MARKETS.with(
            &[
                result("time-to-first-payment", "45 days", "< 32 days").seen("44 41 37 34"),
                result("lost-while-waiting", "20 %", "<= 15 %").seen("20 18.5 17 16.2"),
            ],
            &[guard("early-fraud", "<= 0.2 %").seen("0.14 0.15 0.15 0.16")],
        ),
        LASTING_MARGIN.with(
            &[
                result("cost-per-payment", "$ 0.0420", "<= $ 0.0380").seen("0.0418 0.0409 0.0401 0.0394"),
                result("largest-merchant", "41 %", "<= 37 %").seen("41 40 39.5 39"),
            ],
            &[],
        ),
    ],
    events: &[],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2025-12-22T10:30+08:00",
    branch: "",
    objectives: &[
        GROW_CHECKOUT.with(
            &[
                result("cart-conversion", "32.8 %", ">= 35 %").weighs("2").seen("33.1 34.0 34.9 35.2"),
                result("payment-complaints", "97 complaints", "< 80 complaints").seen("92 86 81 78"),
            ],
            &[],
        ),
        OPEN_MARKETS.with(
            &[
                result("time-to-first-payment", "34 days", "< 25 days").seen("33 30 28 26"),
                result("lost-while-waiting", "16.2 %", "<= 12 %").seen("15.8 14.6 13.9 13.1"),
            ],
            &[guard("early-fraud", "<= 0.2 %").seen("0.16 0.17 0.16 0.17")],
        ),
        LASTING_MARGIN.with(
            &[
                result("cost-per-payment", "$ 0.0394", "<= $ 0.0350").seen("0.0388 0.0377 0.0369 0.0362"),
                result("largest-merchant", "39 %", "<= 36 %").seen("38.6 37.9 37.2 36.8"),
            ],
            &[],
        ),
    ],
    events: &[],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-03-23T11:20+08:00",
    branch: "",
    objectives: &[
        GROW_CHECKOUT.with(
            &[
                result("cart-conversion", "35.2 %", ">= 36.5 %").weighs("2").seen("35.4 35.9 36.1 36.2"),
                result("payment-complaints", "78 complaints", "< 60 complaints").seen("75 70 66 63"),
            ],
            &[],
        ),
        OPEN_MARKETS.with(
            &[
                result("time-to-first-payment", "26 days", "< 20 days").seen("26 25 23 22"),
                result("lost-while-waiting", "13.1 %", "<= 9 %").seen("12.9 12.4 11.6 11.0"),
            ],
            &[guard("early-fraud", "<= 0.2 %").seen("0.17 0.18 0.18 0.19")],
        ),
        LASTING_MARGIN.with(
            &[
                result("cost-per-payment", "$ 0.0362", "<= $ 0.0320").seen("0.0358 0.0351 0.0344 0.0338"),
                result("largest-merchant", "36.8 %", "<= 34 %").seen("36.5 36.1 35.2 34.6"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-05-11T15:15+08:00",
        LEAD,
        "company: opening markets becomes a stretch",
        &[amend(
            "open-markets",
            "commitment",
            "aspirational",
            "Two licences were put off by half a year; we go on, but cannot promise it.",
            "@ceo",
        )],
    )],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-06-22T10:50+08:00",
    branch: "",
    objectives: &[
        GROW_CHECKOUT.with(
            &[
                result("cart-conversion", "36.2 %", ">= 38 %")
                    .weighs("2")
                    .seen("36.4 36.7 36.8 36.9")
                    .sure("0.6 0.5 0.4 0.4"),
                result("payment-complaints", "63 complaints", "< 50 complaints").seen("61 64 69 66"),
            ],
            &[],
        ),
        OPEN_MARKETS.with(
            &[
                result("time-to-first-payment", "22 days", "< 18 days").seen("21 20 19 17.5"),
                result("lost-while-waiting", "11.0 %", "<= 8 %").seen("10.8 9.9 8.8 7.9"),
            ],
            &[guard("early-fraud", "<= 0.2 %").seen("0.18 0.19 0.19 0.18")],
        ),
        LASTING_MARGIN.with(
            &[
                result("cost-per-payment", "$ 0.0338", "<= $ 0.0300").seen("0.0334 0.0329 0.0325 0.0321"),
                result("largest-merchant", "34.6 %", "<= 33 %").seen("34.4 33.9 33.2 32.7"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-08-26T16:40+08:00",
        LEAD,
        "company: conversion without the market we left",
        &[amend(
            "cart-conversion",
            "target",
            ">= 37 %",
            "We left the market with the highest conversion in August; the rest of the goal stands.",
            "@ceo",
        )],
    )],
};
