//! Merchant growth, a business team: a key result that went the wrong way is quietly removed, and a quarter later the
//! weights move to the one that goes well.

use jiff::civil::Weekday;

use super::story::{
    ASPIRATIONAL, COMMITTED, EFFICIENCY, Edit, Head, QUALITY, Quarter, Rhythm, Role, SUSTAINABILITY, Team,
    guard, measure, on, result, set,
};

pub(super) const LEAD: Role =
    Role { name: "Merchant growth lead", email: "merchant-growth-lead@example.com", clock: 8 };

pub(super) const TEAM: Team = Team {
    id: "merchants",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Wednesday, every: 28, rounds: 3, time: (17, 10) },
    measures: &[
        measure(
            "self-serve-share",
            "New merchants that go live without a call rise from {baseline} to {target}",
            "share of new merchants that go live without a call, all markets, 28-day window",
            "merchants/self-serve",
        ),
        measure(
            "catalogue-time",
            "Listing the first goods of a shop falls from {baseline} to {target}",
            "median time from account to first listed product, new merchants, 28-day window",
            "merchants/catalogue",
        ),
        measure(
            "support-wait",
            "",
            "p90 waiting time for merchant support, all markets, 28-day window",
            "merchants/support",
        ),
        measure(
            "payouts-on-time",
            "Payouts that arrive on the promised day rise from {baseline} to {target}",
            "share of payouts that arrive on the promised day, all markets, 28-day window",
            "merchants/payouts",
        ),
        measure(
            "merchant-churn",
            "Merchants who leave within a year fall from {baseline} to {target}",
            "share of merchants that leave within 12 months, all markets, 90-day window",
            "merchants/churn",
        ),
        measure(
            "merchant-rating",
            "The rating that merchants give us rises from {baseline} to {target}",
            "mean rating in the merchant survey, all markets, monthly score of 5",
            "merchants/survey",
        ),
        measure(
            "second-market",
            "Volume outside the home market rises from {baseline} to {target}",
            "share of payment volume outside the home market, all merchants, 28-day window",
            "merchants/markets",
        ),
        measure(
            "dispute-rate",
            "Payments that shoppers dispute fall from {baseline} to {target}",
            "share of payments disputed by shoppers, all merchants, 28-day window",
            "merchants/disputes",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const FIRST_WEEK: Head = Head {
    id: "first-week",
    dimension: EFFICIENCY,
    commitment: ASPIRATIONAL,
    supports: "company/open-markets",
    title: "Small shops start to sell in their first week",
    why: "A shop that has not sold after a week seldom sells at all.",
};

const STAY: Head = Head {
    id: "merchants-stay",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "company/grow-checkout",
    title: "Merchants stay because their money arrives as promised",
    why: "Late money is the first reason they name when they leave.",
};

const BALANCED: Head = Head {
    id: "balanced-growth",
    dimension: SUSTAINABILITY,
    commitment: COMMITTED,
    supports: "company/lasting-margin",
    title: "Growth does not hang on one market or on bad sales",
    why: "One regulator could stop four fifths of our volume in a week.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        FIRST_WEEK.with(
            &[
                result("self-serve-share", "22 %", ">= 30 %").seen("22 25 27 28"),
                result("catalogue-time", "6 days", "< 4 days").seen("5.8 5.2 4.7 4.3"),
            ],
            &[guard("support-wait", "<= 10 min").seen("8 9 9 8")],
        ),
        STAY.with(
            &[
                result("payouts-on-time", "94.1 %", ">= 96 %").seen("94.4 95.0 95.6 95.9"),
                result("merchant-churn", "11 %", "< 9.5 %").seen("11 10.7 10.4 10.2"),
                result("merchant-rating", "3.6", ">= 3.9").seen("3.6 3.7 3.7 3.8"),
            ],
            &[],
        ),
        BALANCED.with(
            &[
                result("second-market", "18 %", ">= 21 %").seen("18.4 19.1 19.9 20.3"),
                result("dispute-rate", "0.62 %", "< 0.5 %").seen("0.61 0.58 0.55 0.52"),
            ],
            &[],
        ),
    ],
    events: &[],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2026-01-05T17:55+08:00",
    branch: "",
    objectives: &[
        FIRST_WEEK.with(
            &[
                result("self-serve-share", "28 %", ">= 38 %").seen("29 32 34 36"),
                result("catalogue-time", "4.3 days", "< 3 days").seen("4.1 3.7 3.3 3.1"),
            ],
            &[guard("support-wait", "<= 10 min").seen("8 9 10 9")],
        ),
        STAY.with(
            &[
                result("payouts-on-time", "95.9 %", ">= 97.5 %").seen("96.1 96.8 97.3 97.6"),
                result("merchant-churn", "10.2 %", "< 8.5 %").seen("10.3 10.6 10.9 11.2").sure("0.5 0.3"),
                result("merchant-rating", "3.8", ">= 4.1").seen("3.8 3.9 4.0 4.0"),
            ],
            &[],
        ),
        BALANCED.with(
            &[
                result("second-market", "20.3 %", ">= 23 %").seen("20.5 21.2 21.8 22.1"),
                result("dispute-rate", "0.52 %", "< 0.45 %").seen("0.51 0.49 0.48 0.47"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-02-27T18:30+08:00",
        LEAD,
        "merchants: clean up the sheet",
        &[Edit::Remove { item: "merchant-churn" }],
    )],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-04-01T14:45+08:00",
    branch: "",
    objectives: &[
        FIRST_WEEK.with(
            &[
                result("self-serve-share", "36 %", ">= 45 %").seen("37 40 42 44"),
                result("catalogue-time", "3.1 days", "< 2.5 days").seen("3.0 2.8 2.6 2.4"),
            ],
            &[guard("support-wait", "<= 10 min").seen("9 9 8 9")],
        ),
        STAY.with(
            &[
                result("payouts-on-time", "97.6 %", ">= 98.5 %").seen("97.7 97.9 98.0 98.1"),
                result("merchant-rating", "4.0", ">= 4.2").seen("4.0 4.1 4.1 4.2"),
            ],
            &[],
        ),
        BALANCED.with(
            &[
                result("second-market", "22.1 %", ">= 25 %").weighs("2").seen("22.3 22.8 23.1 23.4"),
                result("dispute-rate", "0.47 %", "< 0.4 %").seen("0.46 0.43 0.41 0.39"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-06-01T16:25+08:00",
        LEAD,
        "merchants: weigh disputes as much as they deserve",
        &[set("second-market", "weight", ""), set("dispute-rate", "weight", "3")],
    )],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-06-30T15:00+08:00",
    branch: "",
    objectives: &[
        FIRST_WEEK.with(
            &[
                result("self-serve-share", "44 %", ">= 52 %").seen("45 48 51 53"),
                result("catalogue-time", "2.4 days", "< 2.5 days")
                    .titled("Listing the first goods of a shop stays {target}")
                    .kept()
                    .seen("2.3 2.4 2.4 2.3"),
            ],
            &[guard("support-wait", "<= 10 min").seen("9 8 9 9")],
        ),
        STAY.with(
            &[
                result("payouts-on-time", "98.1 %", ">= 98.8 %").seen("98.2 98.4 98.7 98.8"),
                result("merchant-churn", "9.8 %", "< 8.5 %").seen("9.8 9.5 9.1 8.9"),
                result("merchant-rating", "4.2", ">= 4.3").seen("4.2 4.2 4.1 4.2"),
            ],
            &[],
        ),
        BALANCED.with(
            &[
                result("second-market", "23.4 %", ">= 26 %").seen("23.6 24.5 25.1 25.6"),
                result("dispute-rate", "0.39 %", "< 0.4 %")
                    .titled("Payments that shoppers dispute stay {target}")
                    .kept()
                    .seen("0.39 0.38 0.41 0.39"),
            ],
            &[],
        ),
    ],
    events: &[],
};
