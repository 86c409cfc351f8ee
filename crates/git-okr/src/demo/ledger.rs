//! Ledger: a baseline is moved in the middle of a quarter, a closed quarter is edited, a key result is dropped with its
//! reason, and one arrives from another team.

use jiff::civil::Weekday;

use super::story::{
    ASPIRATIONAL, COMMITTED, EFFICIENCY, Edit, Head, QUALITY, Quarter, Rhythm, Role, SUSTAINABILITY, Team,
    amend, guard, measure, on, result, set,
};

pub(super) const LEAD: Role = Role { name: "Ledger lead", email: "ledger-lead@example.com", clock: 8 };

pub(super) const TEAM: Team = Team {
    id: "ledger",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Friday, every: 14, rounds: 6, time: (14, 5) },
    measures: &[
        measure(
            "unmatched-entries",
            "Entries that nobody can match fall from {baseline} to {target}",
            "unmatched ledger entries older than one day, all books, daily mean over 7 days",
            "ledger/unmatched",
        ),
        measure(
            "reconciliation-time",
            "Reconciling a day falls from {baseline} to {target}",
            "p90 time from day's end to reconciled books, all markets, 28-day window",
            "ledger/reconciliation",
        ),
        measure(
            "refund-time",
            "Booking a refund falls from {baseline} to {target}",
            "p90 time from refund request to booking, all markets, 7-day window",
            "payments/refunds",
        ),
        measure(
            "month-close",
            "Closing a month falls from {baseline} to {target}",
            "median working time from month's end to closed books, all markets, 90-day window",
            "ledger/closing",
        ),
        measure(
            "payout-lag",
            "Waiting for a payout file falls from {baseline} to {target}",
            "p95 time from settlement to payout file, all markets, 7-day window",
            "ledger/payouts",
        ),
        measure(
            "restated-days",
            "",
            "days restated after their closing, all books, 28-day window",
            "ledger/restated",
        ),
        measure(
            "legacy-postings",
            "Postings to the old ledger fall from {baseline} to {target}",
            "share of postings written to the old ledger, all books, 28-day window",
            "ledger/legacy",
        ),
        measure(
            "rebuild-share",
            "Books that can be rebuilt from events rise from {baseline} to {target}",
            "share of books rebuilt from events without a difference, all books, monthly drill",
            "ledger/rebuild",
        ),
        measure(
            "restore-drill",
            "Restoring the ledger from its backup falls from {baseline} to {target}",
            "longest time to restore the ledger, production copy, monthly drill",
            "ledger/drills",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const BOOKS_AGREE: Head = Head {
    id: "books-agree",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "merchants/merchants-stay",
    title: "Every cent is found where the books say it is",
    why: "Merchants ask where their money is, and we ask the bank.",
};

const SAME_DAY: Head = Head {
    id: "same-day-books",
    dimension: EFFICIENCY,
    commitment: COMMITTED,
    supports: "company/open-markets",
    title: "Finance sees the money of yesterday before lunch",
    why: "A new market waits for its first closed month before it may grow.",
};

const ONE_LEDGER: Head = Head {
    id: "one-ledger",
    dimension: SUSTAINABILITY,
    commitment: ASPIRATIONAL,
    supports: "company/lasting-margin",
    title: "One ledger carries every market, and can be rebuilt",
    why: "Two ledgers cost twice, and neither can be trusted alone.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        BOOKS_AGREE.with(
            &[
                result("unmatched-entries", "140 entries", "< 90 entries").seen("138 131 122 114 107 102 99"),
                result("reconciliation-time", "26 h", "< 16 h").seen("26 25 24 22 21 20 19.5"),
            ],
            &[],
        ),
        SAME_DAY.with(
            &[
                result("month-close", "9 days", "< 6 days").seen("- 9 - 8 - 7 7"),
                result("payout-lag", "7 h", "< 5 h").seen("7 6.8 6.5 6.1 5.7 5.5 5.3"),
            ],
            &[guard("restated-days", "<= 1 day").seen("0 - 1 - 0 - 1")],
        ),
        ONE_LEDGER.with(
            &[
                result("legacy-postings", "44 %", "< 30 %").seen("44 43 41 39 37 35 34"),
                result("restore-drill", "55 min", "< 40 min").seen("- 55 - 51 - 47 44"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2025-11-19T17:30+08:00",
        LEAD,
        "ledger: use the average of October as the baseline",
        &[set("reconciliation-time", "baseline", "31 h")],
    )],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2026-01-05T16:50+08:00",
    branch: "",
    objectives: &[
        BOOKS_AGREE.with(
            &[
                result("unmatched-entries", "99 entries", "< 60 entries").seen("97 91 84 78 71 66 63"),
                result("reconciliation-time", "19.5 h", "< 12 h").seen("19 18 17 16 14.5 13.5 13"),
            ],
            &[],
        ),
        SAME_DAY.with(
            &[
                result("month-close", "7 days", "< 4 days").seen("- 7 - 6 - 5 5"),
                result("payout-lag", "5.3 h", "< 3.5 h").seen("5.2 5.0 4.7 4.3 4.0 3.8 3.7"),
            ],
            &[guard("restated-days", "<= 1 day").seen("1 - 0 - 0 - 1")],
        ),
        ONE_LEDGER.with(
            &[
                result("legacy-postings", "34 %", "< 20 %").seen("34 33 31 30 28 27 26"),
                result("restore-drill", "44 min", "< 30 min").seen("- 43 - 39 - 35 33"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-04-22T18:35+08:00",
        LEAD,
        "ledger: the last count of March was taken on the wrong day",
        &[Edit::Rewrite { item: "unmatched-entries", date: "2026-03-31", to: "58 entries" }],
    )],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-03-31T16:15+08:00",
    branch: "",
    objectives: &[
        BOOKS_AGREE.with(
            &[
                result("unmatched-entries", "63 entries", "< 40 entries").seen("62 60 56 52 49 46 44"),
                result("reconciliation-time", "13 h", "< 8 h").seen("12.8 12 11.2 10.3 9.5 8.8 8.4"),
            ],
            &[],
        ),
        SAME_DAY.with(
            &[
                result("month-close", "5 days", "< 3 days").seen("- 5 - 4 - 4 3.5"),
                result("payout-lag", "3.7 h", "< 2 h").seen("3.6 3.4 3.0 2.7 2.4 2.1 1.9"),
            ],
            &[guard("restated-days", "<= 1 day").seen("0 - 1 - 1 - 0")],
        ),
        ONE_LEDGER.with(
            &[
                result("legacy-postings", "26 %", "< 10 %").seen("26 25 25 24 - - -").sure("0.6 0.5 0.3 0.2"),
                result("restore-drill", "33 min", "< 30 min").seen("- 32 - 30 - 28 27"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-06-03T10:55+08:00",
        LEAD,
        "ledger: stop moving postings until the tax authority accepts the new books",
        &[amend(
            "legacy-postings",
            "status",
            "dropped",
            "The tax authority wants both ledgers for this fiscal year; moving the rest now would be undone.",
            "@cto",
        )],
    )],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-07-02T15:20+08:00",
    branch: "",
    objectives: &[
        BOOKS_AGREE.with(
            &[
                result("unmatched-entries", "44 entries", "< 25 entries").seen("44 42 40 37 35 33 32"),
                result("reconciliation-time", "8.4 h", "< 6 h").seen("8.3 8.0 7.6 7.2 6.9 6.6 6.4"),
                result("refund-time", "17 h", "< 12 h").seen("16.8 15.9 15.0 14.1 13.2 12.3 11.8"),
            ],
            &[],
        ),
        SAME_DAY.with(
            &[
                result("month-close", "3.5 days", "< 2 days").seen("- 3.5 - 3 - 3 2.5"),
                result("payout-lag", "1.9 h", "< 2 h")
                    .titled("Waiting for a payout file stays {target}")
                    .kept()
                    .seen("1.9 1.9 1.8 1.9 1.8 1.9 1.8"),
            ],
            &[guard("restated-days", "<= 1 day").seen("1 - 0 - 1 - 0")],
        ),
        ONE_LEDGER.with(
            &[
                result("rebuild-share", "20 %", ">= 60 %").seen("- 22 - 35 - 48 52"),
                result("restore-drill", "27 min", "< 30 min")
                    .titled("Restoring the ledger from its backup stays {target}")
                    .kept()
                    .seen("- 27 - 26 - 28 27"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2026-08-19T10:15+08:00",
        LEAD,
        "ledger: the drill ran on the full copy, so ask for more of it",
        &[amend(
            "rebuild-share",
            "target",
            ">= 70 %",
            "The drill of August rebuilt more books than planned; the old target would be reached without work.",
            "@cto",
        )],
    )],
};
