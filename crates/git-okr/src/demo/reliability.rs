//! Reliability, committed from another time zone: a key result is renamed, its metric redefined until the number looks
//! good, a target loosened on a day that had already ended in the organisation's zone, and an amendment that says what
//! git does not show.

use jiff::civil::Weekday;

use super::story::{
    ASPIRATIONAL, COMMITTED, Declared, EFFICIENCY, Edit, Head, QUALITY, Quarter, Rhythm, Role,
    SUSTAINABILITY, Team, guard, measure, on, result, set,
};

pub(super) const LEAD: Role =
    Role { name: "Reliability lead", email: "reliability-lead@example.com", clock: 0 };

pub(super) const TEAM: Team = Team {
    id: "reliability",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Thursday, every: 14, rounds: 6, time: (9, 15) },
    measures: &[
        measure(
            "found-first",
            "Incidents that monitoring finds first rise from {baseline} to {target}",
            "share of severity 1 and 2 incidents found by monitoring before a report, all services, 90-day window",
            "reliability/incidents",
        ),
        measure(
            "mttr",
            "Restoring service falls from {baseline} to {target}",
            "median time to restore service, severity 1 and 2 incidents, 90-day window",
            "reliability/restore",
        ),
        measure(
            "time-to-restore",
            "Restoring service falls from {baseline} to {target}",
            "median time to restore service, severity 1 and 2 incidents, 90-day window",
            "reliability/restore",
        ),
        measure(
            "capacity-wait",
            "Waiting for capacity falls from {baseline} to {target}",
            "median time from request to usable capacity, all teams, 28-day window",
            "reliability/capacity",
        ),
        measure(
            "self-healing",
            "Pages that heal without a person rise from {baseline} to {target}",
            "share of pages resolved by automation, production, 28-day window",
            "reliability/healing",
        ),
        measure(
            "lost-requests",
            "",
            "share of requests lost during automated repair, production, 28-day window",
            "reliability/lost",
        ),
        measure(
            "night-pages",
            "Pages at night fall from {baseline} to {target}",
            "pages between midnight and six, all rotations, weekly mean over 28 days",
            "reliability/nights",
        ),
        measure(
            "peak-load",
            "Peak load of the clusters comes down into {target} and stays there",
            "p95 processor utilisation, production clusters, evening peak, 7-day window",
            "reliability/load",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const NOTICED: Head = Head {
    id: "noticed-by-us",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "company/grow-checkout",
    title: "We notice an incident before a shopper does",
    why: "Support hears of most outages first, and the till stands still until then.",
};

const CAPACITY: Head = Head {
    id: "capacity-at-once",
    dimension: EFFICIENCY,
    commitment: ASPIRATIONAL,
    supports: "company/open-markets",
    title: "A new market never waits for machines or for us",
    why: "Each opening starts with a week of tickets between four teams.",
};

const RESTED: Head = Head {
    id: "rested-on-call",
    dimension: SUSTAINABILITY,
    commitment: COMMITTED,
    supports: "company/lasting-margin",
    title: "The engineer on call sleeps through an ordinary night",
    why: "Three engineers left the rotation this year, and took what they knew along.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        NOTICED.with(
            &[
                result("found-first", "61 %", ">= 72 %").seen("61 63 65 67 69 70 71"),
                result("mttr", "74 min", "< 55 min").seen("73 71 68 64 60 58 57"),
            ],
            &[],
        ),
        CAPACITY.with(
            &[
                result("capacity-wait", "6 days", "< 4 days").seen("- 5.8 - 5.2 - 4.6 4.4"),
                result("self-healing", "12 %", ">= 20 %").seen("12 13 14 15 17 18 18"),
            ],
            &[guard("lost-requests", "<= 0.01 %").seen("0.004 - 0.005 - 0.004 - 0.006")],
        ),
        RESTED.with(
            &[
                result("night-pages", "21 pages/week", "< 14 pages/week").seen("21 20 19 18 16 15 15"),
                result("peak-load", "71 %", "40 % .. 60 %").unheld().seen("71 70 68 66 64 62 61"),
            ],
            &[],
        ),
    ],
    events: &[],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2025-12-31T12:10+00:00",
    branch: "",
    objectives: &[
        NOTICED.with(
            &[
                result("found-first", "71 %", ">= 80 %").seen("71 73 74 76 77 78 79"),
                result("mttr", "57 min", "< 42 min").seen("57 56 55 54 53 41 39"),
            ],
            &[],
        ),
        CAPACITY.with(
            &[
                result("capacity-wait", "4.4 days", "< 3 days").seen("- 4.3 - 3.9 - 3.5 3.3"),
                result("self-healing", "18 %", ">= 30 %").seen("18 20 22 24 26 27 28"),
            ],
            &[guard("lost-requests", "<= 0.01 %").seen("0.006 - 0.005 - 0.007 - 0.006")],
        ),
        RESTED.with(
            &[
                result("night-pages", "15 pages/week", "< 10 pages/week").seen("15 14 13 13 12 11 11"),
                result("peak-load", "61 %", "40 % .. 60 %").unheld().seen("61 60 59 58 57 57 56"),
            ],
            &[],
        ),
    ],
    events: &[
        on(
            "2026-01-28T10:45+00:00",
            LEAD,
            "reliability: call it what it is\n\n\"MTTR\" is a mean; we have measured a median all along.",
            &[Edit::Rename { item: "mttr", to: "time-to-restore" }],
        ),
        on(
            "2026-03-05T15:30+00:00",
            LEAD,
            "reliability: look at what matters most",
            &[set(
                "time-to-restore",
                "metric",
                "median time to restore service, severity 1 incidents, 90-day window",
            )],
        ),
    ],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-04-01T08:40+00:00",
    branch: "",
    objectives: &[
        NOTICED.with(
            &[
                result("found-first", "79 %", ">= 90 %").seen("79 80 82 83 84 85 86"),
                result("time-to-restore", "52 min", "< 36 min")
                    .seen("52 50 47 44 41 39 37")
                    .noted(&[(0, "Both severities again, as in the autumn.")]),
            ],
            &[],
        ),
        CAPACITY.with(
            &[
                result("capacity-wait", "3.3 days", "< 2 days").seen("- 3.2 - 2.8 - 2.4 2.2"),
                result("self-healing", "28 %", ">= 40 %").seen("28 30 33 35 37 38 39"),
            ],
            &[guard("lost-requests", "<= 0.01 %").seen("0.007 - 0.006 - 0.006 - 0.008")],
        ),
        RESTED.with(
            &[
                result("night-pages", "11 pages/week", "< 7 pages/week").seen("11 10 10 9 8 8 7.5"),
                result("peak-load", "56 %", "40 % .. 60 %")
                    .titled("Peak load of the clusters stays within {target}")
                    .kept()
                    .seen("56 55 54 55 56 55 54"),
            ],
            &[],
        ),
    ],
    // The fourteenth day where it was written; in the organisation's zone the fifteenth, and the goal settled.
    events: &[on(
        "2026-04-14T16:20+00:00",
        LEAD,
        "reliability: last words before the goals settle",
        &[set("found-first", "target", ">= 85 %")],
    )],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-06-25T13:35+00:00",
    branch: "reliability/q3-plan",
    objectives: &[
        NOTICED.with(
            &[
                result("found-first", "86 %", ">= 92 %").seen("86 87 88 88 89 90 90"),
                result("time-to-restore", "37 min", "< 25 min").seen("37 36 35 34 34 33 32.5"),
            ],
            &[],
        ),
        CAPACITY.with(
            &[
                result("capacity-wait", "2.2 days", "< 1.5 days").seen("- 2.1 - 1.9 - 1.8 1.7"),
                result("self-healing", "39 %", ">= 50 %").seen("39 41 43 44 46 47 48"),
            ],
            &[guard("lost-requests", "<= 0.01 %").seen("0.008 - 0.007 - 0.009 - 0.008")],
        ),
        RESTED.with(
            &[
                result("night-pages", "7.5 pages/week", "< 5 pages/week").seen("7.5 7 6.5 6 5.5 5 4.8"),
                result("peak-load", "54 %", "40 % .. 60 %")
                    .titled("Peak load of the clusters stays within {target}")
                    .kept()
                    .seen("54 55 57 59 61 60 58"),
            ],
            &[],
        ),
    ],
    events: &[
        on("2026-06-30T09:10+00:00", LEAD, "Merge branch 'reliability/q3-plan'", &[])
            .merging("reliability/q3-plan"),
        on(
            "2026-08-27T14:55+00:00",
            LEAD,
            "reliability: a time to restore that the new markets allow",
            &[Edit::Amend {
                item: "time-to-restore",
                field: "target",
                to: "< 33 min",
                declared: Declared {
                    reason: "Three new markets share one rotation until October.",
                    approved_by: "@cto",
                    claims: "< 30 min",
                },
            }],
        ),
    ],
};
