//! Payments platform: the round trip is brought down over three quarters, held once, and slips when everyone looks
//! elsewhere. One target is loosened with a reason that is declared.

use jiff::civil::Weekday;

use super::story::{
    ASPIRATIONAL, COMMITTED, EFFICIENCY, Edit, Head, QUALITY, Quarter, Rhythm, Role, SUSTAINABILITY, Team,
    amend, guard, measure, on, result, set,
};

pub(super) const LEAD: Role = Role { name: "Payments lead", email: "payments-lead@example.com", clock: 8 };

pub(super) const TEAM: Team = Team {
    id: "payments",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Tuesday, every: 14, rounds: 6, time: (10, 20) },
    measures: &[
        measure(
            "payment-rtt",
            "Payment round trip falls from {baseline} to {target}",
            "p95 payment round-trip time, production, 7-day window",
            "payments/round-trip",
        ),
        measure(
            "first-try",
            "Payments that succeed at the first try rise from {baseline} to {target}",
            "share of payments that succeed at the first try, production, 7-day window",
            "payments/first-try",
        ),
        measure(
            "refund-time",
            "Booking a refund falls from {baseline} to {target}",
            "p90 time from refund request to booking, all markets, 7-day window",
            "payments/refunds",
        ),
        measure(
            "double-charges",
            "",
            "payments charged twice, production, monthly",
            "payments/double-charges",
        ),
        measure(
            "method-lead-time",
            "Adding a payment method falls from {baseline} to {target}",
            "median time from agreed interface to first live payment, new payment methods, 90-day window",
            "payments/methods",
        ),
        measure(
            "deployment-frequency",
            "Deployments of payments services rise from {baseline} to {target}",
            "deployments to production, payments services, weekly mean over 28 days",
            "dora/payments",
        ),
        measure(
            "deployments-kept",
            "",
            "deployments to production, payments services, weekly mean over 28 days",
            "dora/payments",
        ),
        measure(
            "sandbox-share",
            "Partners who test without our help rise from {baseline} to {target}",
            "share of partner integrations tested without our help, all markets, 90-day window",
            "payments/sandbox",
        ),
        measure(
            "change-failures",
            "",
            "change failure rate, payments services, 28-day window",
            "dora/payments",
        ),
        measure(
            "manual-repair",
            "Repairing payments by hand falls from {baseline} to {target}",
            "time spent on manual payment repair, payments on-call, weekly mean over 28 days",
            "payments/toil",
        ),
        measure(
            "alert-noise",
            "Pages that need no action fall from {baseline} to {target}",
            "share of pages closed without action, payments on-call, 28-day window",
            "payments/pages",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const INSTANT: Head = Head {
    id: "instant-pay",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "company/grow-checkout",
    title: "Paying feels instant, even at the evening peak",
    why: "One cart in nine is abandoned while the spinner turns.",
};

const METHODS: Head = Head {
    id: "next-method",
    dimension: EFFICIENCY,
    commitment: ASPIRATIONAL,
    supports: "company/open-markets",
    title: "The next payment method is a small step, not a project",
    why: "Five signed methods wait for us, and each brings a market with it.",
};

const HEROICS: Head = Head {
    id: "no-heroics",
    dimension: SUSTAINABILITY,
    commitment: COMMITTED,
    supports: "company/lasting-margin",
    title: "Keeping payments running takes no heroics at night",
    why: "The engineer on call repairs payments by hand, and is too tired to mend the cause.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        INSTANT.with(
            &[
                result("payment-rtt", "300 ms", "< 250 ms")
                    .unheld()
                    .weighs("2")
                    .seen("296 288 276 268 259 253 252")
                    .sure("0.7 0.7 0.6 0.6 0.5 0.4 0.3"),
                result("first-try", "97.2 %", ">= 99.5 %").seen("97.3 97.4 97.8 98.1 98.2 98.4 98.6"),
                result("refund-time", "52 h", "< 30 h").seen("50 47 44 41 36 33 31"),
            ],
            &[guard("double-charges", "<= 2 payments").seen("1 - 2 - 1 - 1")],
        ),
        METHODS.with(
            &[
                result("method-lead-time", "70 days", "< 55 days").seen("- 69 - 64 - 60 58"),
                result("deployment-frequency", "3 deployments/week", ">= 6 deployments/week")
                    .seen("3 3.5 4 4.5 5 5.5 5.5"),
            ],
            &[guard("change-failures", "<= 5 %").seen("4.1 - 4.4 - 3.9 - 4.2")],
        ),
        HEROICS.with(
            &[
                result("manual-repair", "14 h/week", "< 10 h/week").seen("13.5 13 12 11.5 10.5 9.8 9.6"),
                result("alert-noise", "38 %", "< 30 %").seen("38 37 36 34 33 32 31"),
            ],
            &[],
        ),
    ],
    events: &[
        on(
            "2025-09-29T11:05+08:00",
            LEAD,
            "payments: once is not enough\n\nThe round trip was under 250 ms for one week in August, and nobody noticed it go.",
            &[set("payment-rtt", "hold", "4w")],
        ),
        on(
            "2025-10-09T16:40+08:00",
            LEAD,
            "payments: a first-try target that the acquirers can follow",
            &[set("first-try", "target", ">= 98.5 %")],
        ),
    ],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2025-12-29T15:10+08:00",
    branch: "payments/q1-plan",
    objectives: &[
        INSTANT.with(
            &[
                result("payment-rtt", "252 ms", "< 180 ms")
                    .weighs("2")
                    .seen("246 238 229 221 212 206 204")
                    .sure("0.6 0.6 0.4 0.5 0.5 0.5 0.4")
                    .noted(&[
                        (0, "New connection pool."),
                        (2, "Fraud check of the regulator is live: + 20 ms."),
                    ]),
                result("first-try", "98.6 %", ">= 99.2 %").seen("98.6 98.7 98.7 98.8 98.9 98.9 98.9"),
                result("refund-time", "31 h", "< 24 h").seen("31 30 28 27 26 25 25"),
            ],
            &[guard("double-charges", "<= 2 payments").seen("1 - 1 - 2 - 1")],
        ),
        METHODS.with(
            &[
                result("method-lead-time", "58 days", "< 40 days").seen("- 57 - 52 - 47 45"),
                result("deployment-frequency", "5.5 deployments/week", ">= 10 deployments/week")
                    .seen("5.5 6 7 8 9 10 10.5"),
            ],
            &[guard("change-failures", "<= 5 %").seen("4.2 - 4.0 - 4.6 - 4.4")],
        ),
        HEROICS.with(
            &[
                result("manual-repair", "9.6 h/week", "< 7 h/week").seen("9.5 9.1 8.6 8.2 7.7 7.4 7.2"),
                result("alert-noise", "31 %", "< 20 %").seen("30 29 27 26 25 24 23"),
            ],
            &[],
        ),
    ],
    events: &[
        on(
            "2026-01-06T10:30+08:00",
            LEAD,
            "payments: take the review's word on first tries",
            &[set("first-try", "target", ">= 99 %")],
        )
        .branch("payments/q1-plan"),
        on(
            "2026-01-07T17:15+08:00",
            LEAD,
            "Merge branch 'payments/q1-plan'\n\nRead together with risk and checkout.",
            &[],
        )
        .merging("payments/q1-plan"),
        on(
            "2026-02-12T17:40+08:00",
            LEAD,
            "payments: make room for the regulator's fraud check",
            &[amend(
                "payment-rtt",
                "target",
                "< 200 ms",
                "The regulator's fraud check adds 20 ms to every payment.",
                "@cto",
            )],
        ),
    ],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-03-27T14:20+08:00",
    branch: "",
    objectives: &[
        INSTANT.with(
            &[
                result("payment-rtt", "204 ms", "< 180 ms")
                    .weighs("2")
                    .seen("200 194 187 179 174 172 171")
                    .sure("0.5 0.6 0.7 0.8 0.9 0.9 1.0")
                    .noted(&[(3, "Verdicts now run beside the authorisation, not before it.")]),
                result("first-try", "98.9 %", ">= 99.2 %").seen("98.9 99.0 99.0 99.1 99.1 99.2 99.2"),
                result("refund-time", "25 h", "< 18 h").seen("24 23 22 20 19 17.5 17"),
            ],
            &[guard("double-charges", "<= 2 payments").seen("2 - 1 - 1 - 1")],
        ),
        METHODS.with(
            &[
                result("method-lead-time", "45 days", "< 30 days").seen("- 44 - 40 - 37 35"),
                result("sandbox-share", "12 %", ">= 40 %").seen("12 16 21 27 31 34 36"),
            ],
            &[
                guard("change-failures", "<= 5 %").seen("4.5 - 4.3 - 4.1 - 4.0"),
                guard("deployments-kept", ">= 10 deployments/week")
                    .continues("2026-Q1/payments/deployment-frequency")
                    .seen("10.5 - 11 - 10.8 - 11.2"),
            ],
        ),
        HEROICS.with(
            &[
                result("manual-repair", "7.2 h/week", "< 5 h/week").seen("7.0 6.6 6.1 5.7 5.3 5.0 4.8"),
                result("alert-noise", "23 %", "< 15 %").seen("22 21 19 18 17 16 15.5"),
            ],
            &[],
        ),
    ],
    events: &[
        on(
            "2026-04-07T11:25+08:00",
            LEAD,
            "payments: a file for each objective\n\nThe sheet has grown past one screen; nothing in it changes.",
            &[
                Edit::OwnFile { objective: "instant-pay" },
                Edit::OwnFile { objective: "next-method" },
                Edit::OwnFile { objective: "no-heroics" },
            ],
        )
        .branch("payments/split"),
        on("2026-04-08T09:50+08:00", LEAD, "Merge branch 'payments/split'", &[]).merging("payments/split"),
        on(
            "2026-05-04T15:30+08:00",
            LEAD,
            "Refunds are the ledger's now\n\nBooking moved there in April; the goal moves along, unchanged.",
            &[Edit::Move { item: "refund-time", team: "ledger", objective: "books-agree" }],
        ),
    ],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-06-26T16:05+08:00",
    branch: "",
    objectives: &[
        INSTANT.with(
            &[
                result("payment-rtt", "171 ms", "< 180 ms")
                    .titled("Payment round trip stays {target}")
                    .kept()
                    .seen("172 174 177 183 191 196 193")
                    .sure("0.9 0.9 0.8 0.5 0.4 0.3 0.3")
                    .noted(&[(4, "Three new markets route through one acquirer.")]),
                result("first-try", "99.2 %", ">= 99.4 %").seen("99.2 99.2 99.3 99.3 99.3 99.3 99.3"),
            ],
            &[guard("double-charges", "<= 2 payments").seen("1 - 1 - 2 - 1")],
        ),
        METHODS.with(
            &[
                result("method-lead-time", "35 days", "< 25 days").seen("- 34 - 31 - 28 27"),
                result("sandbox-share", "36 %", ">= 60 %").seen("37 42 47 52 56 59 61"),
            ],
            &[
                guard("change-failures", "<= 5 %").seen("4.0 - 4.4 - 4.7 - 4.6"),
                guard("deployments-kept", ">= 10 deployments/week").seen("11 - 11.4 - 11 - 10.6"),
            ],
        ),
        HEROICS.with(
            &[
                result("manual-repair", "4.8 h/week", "< 3 h/week").seen("4.7 4.4 4.0 3.6 3.3 3.0 2.9"),
                result("alert-noise", "15.5 %", "< 10 %").seen("15 14 13 11.8 10.6 9.9 9.7"),
            ],
            &[],
        ),
    ],
    events: &[],
};
