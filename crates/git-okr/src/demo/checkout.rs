//! Checkout: a reading is rewritten, a guardrail is loosened inside a merge, and in the last weeks of the last quarter
//! a target falls to where the value already stands, without a word.

use jiff::civil::Weekday;

use super::story::{
    ASPIRATIONAL, COMMITTED, EFFICIENCY, Edit, Head, QUALITY, Quarter, Rhythm, Role, SUSTAINABILITY, Team,
    guard, measure, on, result, set,
};

pub(super) const LEAD: Role = Role { name: "Checkout lead", email: "checkout-lead@example.com", clock: 8 };

pub(super) const TEAM: Team = Team {
    id: "checkout",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Wednesday, every: 14, rounds: 6, time: (9, 45) },
    measures: &[
        measure(
            "page-load",
            "Painting the payment page falls from {baseline} to {target}",
            "p75 largest contentful paint, payment page, all devices, 28-day window",
            "checkout/paint",
        ),
        measure(
            "form-errors",
            "Checkouts with a form error fall from {baseline} to {target}",
            "share of checkouts with a form error, all devices, 7-day window",
            "checkout/forms",
        ),
        measure(
            "idea-to-shopper",
            "The way of an idea to its first shopper shrinks from {baseline} to {target}",
            "median time from accepted idea to first shopper, checkout experiments, 90-day window",
            "checkout/experiments",
        ),
        measure(
            "app-build-wait",
            "Waiting for an app build falls from {baseline} to {target}",
            "p90 time from merge to installable app build, checkout apps, 7-day window",
            "checkout/apps",
        ),
        measure(
            "rollback-share",
            "",
            "share of releases rolled back, checkout web and apps, 28-day window",
            "dora/checkout",
        ),
        measure(
            "unread-steps",
            "Payment steps that a screen reader cannot finish fall from {baseline} to {target}",
            "payment steps that fail the screen reader audit, all devices, monthly",
            "checkout/accessibility",
        ),
        measure(
            "old-apps",
            "Sessions on apps older than half a year fall from {baseline} to {target}",
            "share of sessions on app versions older than 180 days, all markets, 28-day window",
            "checkout/versions",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const ONE_SCREEN: Head = Head {
    id: "one-screen",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "company/grow-checkout",
    title: "A shopper never waits or types twice on the payment page",
    why: "Half of the carts that are lost at the till are lost on this page.",
};

const FRESH_IDEAS: Head = Head {
    id: "fresh-ideas",
    dimension: EFFICIENCY,
    commitment: ASPIRATIONAL,
    supports: "company/open-markets",
    title: "An idea meets its first shoppers while it is fresh",
    why: "What we learn from an experiment today was asked a season ago.",
};

const EVERY_SHOPPER: Head = Head {
    id: "every-shopper",
    dimension: SUSTAINABILITY,
    commitment: COMMITTED,
    supports: "company/lasting-margin",
    title: "Every shopper can pay on the device they own",
    why: "We carry four generations of apps, and lose those who cannot see the screen.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        ONE_SCREEN.with(
            &[
                result("page-load", "3.4 s", "< 2.8 s").seen("3.4 3.3 3.2 3.0 2.9 2.9 2.85"),
                result("form-errors", "11 %", "< 8 %").seen("10.8 10.2 9.7 9.1 8.6 8.3 8.1"),
            ],
            &[],
        ),
        FRESH_IDEAS.with(
            &[
                result("idea-to-shopper", "34 days", "< 25 days").seen("- 33 - 30 - 28 27"),
                result("app-build-wait", "95 min", "< 60 min").seen("94 88 80 74 69 66 64"),
            ],
            &[guard("rollback-share", "<= 3 %").seen("2.1 - 2.4 - 2.0 - 2.2")],
        ),
        EVERY_SHOPPER.with(
            &[
                result("unread-steps", "9 steps", "<= 3 steps").seen("9 9 8 7 7 6 6"),
                result("old-apps", "27 %", "< 20 %").seen("27 26 25 24 22 21 21"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2025-10-10T14:35+08:00",
        LEAD,
        "checkout: five steps are what two designers can mend",
        &[set("unread-steps", "target", "<= 5 steps")],
    )],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2026-01-05T11:15+08:00",
    branch: "",
    objectives: &[
        ONE_SCREEN.with(
            &[
                result("page-load", "2.85 s", "< 2.2 s").seen("2.8 2.7 2.6 2.5 2.4 2.35 2.3"),
                result("form-errors", "8.1 %", "< 6 %").seen("8.0 7.7 7.3 6.9 6.6 6.4 6.2"),
            ],
            &[],
        ),
        FRESH_IDEAS.with(
            &[
                result("idea-to-shopper", "27 days", "< 20 days").seen("- 26 - 24 - 22 21"),
                result("app-build-wait", "64 min", "< 40 min").seen("63 58 52 47 44 42 41"),
            ],
            &[guard("rollback-share", "<= 3 %").seen("2.2 - 2.5 - 2.6 - 2.3")],
        ),
        EVERY_SHOPPER.with(
            &[
                result("unread-steps", "6 steps", "<= 3 steps").seen("6 6 5 5 4 4 4"),
                result("old-apps", "21 %", "< 15 %").seen("21 20 19 18 17 16 16"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-03-02T18:10+08:00",
        LEAD,
        "checkout: correct an old reading",
        &[Edit::Rewrite { item: "page-load", date: "2026-02-11", to: "2.4 s" }],
    )],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-03-30T10:40+08:00",
    branch: "",
    objectives: &[
        ONE_SCREEN.with(
            &[
                result("page-load", "2.3 s", "< 1.8 s").seen("2.3 2.2 2.1 2.0 1.9 1.85 1.8"),
                result("form-errors", "6.2 %", "< 4.5 %").seen("6.1 5.8 5.5 5.2 5.0 4.9 4.8"),
            ],
            &[],
        ),
        FRESH_IDEAS.with(
            &[
                result("idea-to-shopper", "21 days", "< 15 days").seen("- 20 - 18 - 17 16"),
                result("app-build-wait", "41 min", "< 25 min").seen("40 36 32 29 27 25 24"),
            ],
            &[guard("rollback-share", "<= 3 %").seen("2.3 - 2.6 - 2.8 - 2.5")],
        ),
        EVERY_SHOPPER.with(
            &[
                result("unread-steps", "4 steps", "<= 1 step").seen("4 3 3 2 2 2 1"),
                result("old-apps", "16 %", "< 12 %").seen("16 15.5 15 14 13.5 13 12.5"),
            ],
            &[],
        ),
    ],
    events: &[],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-06-29T13:55+08:00",
    branch: "",
    objectives: &[
        ONE_SCREEN.with(
            &[
                result("page-load", "1.8 s", "< 1.5 s").seen("1.8 1.78 1.74 1.7 1.66 1.62 1.6"),
                result("form-errors", "4.8 %", "< 3 %")
                    .seen("4.8 4.7 4.7 4.6 4.5 4.4 4.4")
                    .sure("0.6 0.6 0.5 0.4 0.3 0.9 1.0"),
            ],
            &[],
        ),
        FRESH_IDEAS.with(
            &[
                result("idea-to-shopper", "16 days", "< 12 days").seen("- 15.5 - 14 - 13 12.5"),
                result("app-build-wait", "24 min", "< 25 min")
                    .titled("Waiting for an app build stays {target}")
                    .kept()
                    .seen("24 23 24 23 22 23 23"),
            ],
            &[guard("rollback-share", "<= 3 %").seen("2.4 - 2.9 - 3.6 - 4.2")],
        ),
        EVERY_SHOPPER.with(
            &[
                result("unread-steps", "1 step", "<= 1 step")
                    .titled("Payment steps that a screen reader cannot finish stay {target}")
                    .kept()
                    .seen("1 1 1 0 0 0 0"),
                result("old-apps", "12.5 %", "< 9 %").seen("12.4 11.8 11.0 10.3 9.7 9.2 8.9"),
            ],
            &[],
        ),
    ],
    events: &[
        on(
            "2026-08-04T11:20+08:00",
            LEAD,
            "checkout: say what an idea is",
            &[set(
                "idea-to-shopper",
                "title",
                "An accepted idea meets its first shopper in {target} instead of {baseline}",
            )],
        )
        .branch("checkout/wording"),
        // The branch was read by two people; the merge was not.
        on(
            "2026-08-06T18:45+08:00",
            LEAD,
            "Merge branch 'checkout/wording'",
            &[set("rollback-share", "limit", "<= 5 %")],
        )
        .merging("checkout/wording"),
        on(
            "2026-09-14T19:05+08:00",
            LEAD,
            "checkout: tidy the sheet",
            &[set("form-errors", "target", "< 4.5 %")],
        ),
    ],
};
