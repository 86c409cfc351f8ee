//! Developer platform: one target is tightened early, the build time is won and then forgotten, and in the last
//! quarter speed is bought with failing changes.

use jiff::civil::Weekday;

use super::story::{
    COMMITTED, EFFICIENCY, Head, QUALITY, Quarter, Rhythm, Role, SUSTAINABILITY, Team, amend, guard, measure,
    on, result,
};

pub(super) const LEAD: Role = Role { name: "Platform lead", email: "platform-lead@example.com", clock: 8 };

pub(super) const TEAM: Team = Team {
    id: "platform",
    lead: LEAD,
    rhythm: Rhythm { weekday: Weekday::Monday, every: 14, rounds: 6, time: (11, 30) },
    measures: &[
        measure(
            "build-time",
            "From push to a finished build falls from {baseline} to {target}",
            "p90 time from push to finished build, main repositories, 7-day window",
            "platform/builds",
        ),
        measure(
            "lead-time",
            "Waiting from merge to production falls from {baseline} to {target}",
            "median lead time from merge to production, all services, 7-day window",
            "dora/all",
        ),
        measure(
            "review-wait",
            "Waiting for a first review falls from {baseline} to {target}",
            "median time from opened change to first review, all teams, 7-day window",
            "platform/reviews",
        ),
        measure("change-failures", "", "change failure rate, all services, 28-day window", "dora/all"),
        measure(
            "flaky-builds",
            "Builds that fail for no reason fall from {baseline} to {target}",
            "share of builds that pass when run again unchanged, main repositories, 7-day window",
            "platform/flaky",
        ),
        measure(
            "broken-main",
            "A main branch that cannot be released falls from {baseline} to {target}",
            "time the main branch cannot be released, main repositories, weekly mean over 28 days",
            "platform/main",
        ),
        measure(
            "old-runtimes",
            "Services on an unsupported runtime fall from {baseline} to {target}",
            "services on an unsupported runtime version, production, weekly count",
            "platform/runtimes",
        )
        .in_units("services"),
        measure(
            "patch-age",
            "The age of open security patches falls from {baseline} to {target}",
            "p90 age of open security patches, production images, 7-day window",
            "platform/patches",
        ),
    ],
    quarters: &[AUTUMN, WINTER, SPRING, SUMMER],
};

const QUICK: Head = Head {
    id: "quick-iterations",
    dimension: EFFICIENCY,
    commitment: COMMITTED,
    supports: "company/open-markets",
    title: "Engineers see the effect of a change while they still think about it",
    why: "A merchant's wish waits two days in our pipeline after it has been written.",
};

const TRUSTED: Head = Head {
    id: "trusted-builds",
    dimension: QUALITY,
    commitment: COMMITTED,
    supports: "company/grow-checkout",
    title: "A red build always means that something is broken",
    why: "Who has learned to press again also presses again on the day it is real.",
};

const PAVED: Head = Head {
    id: "paved-road",
    dimension: SUSTAINABILITY,
    commitment: COMMITTED,
    supports: "company/lasting-margin",
    title: "Old foundations no longer decide what we can offer",
    why: "Three markets ask for features that our oldest runtimes cannot carry.",
};

const AUTUMN: Quarter = Quarter {
    cycle: "2025-Q4",
    planned: "",
    branch: "",
    objectives: &[
        QUICK.with(
            &[
                result("build-time", "10 min", "< 6 min")
                    .weighs("2")
                    .seen("9.6 8.4 7.1 6.2 5.6 5.2 4.9")
                    .noted(&[(1, "The shared cache is on for half of the repositories.")]),
                result("lead-time", "48 h", "< 30 h").seen("47 44 41 38 35 32 31"),
            ],
            &[guard("change-failures", "<= 6 %").seen("5.2 - 5.4 - 5.0 - 5.3")],
        ),
        TRUSTED.with(
            &[
                result("flaky-builds", "7.5 %", "< 5 %").seen("7.4 7.1 6.6 6.2 5.8 5.5 5.2"),
                result("broken-main", "11 h/week", "< 7 h/week").seen("11 10.2 9.5 8.8 8.1 7.6 7.3"),
            ],
            &[],
        ),
        PAVED.with(
            &[
                result("old-runtimes", "17", "<= 12").seen("17 17 16 15 14 13 13"),
                result("patch-age", "41 days", "< 30 days").seen("41 40 38 36 34 33 32"),
            ],
            &[],
        ),
    ],
    events: &[on(
        "2025-11-14T10:20+08:00",
        LEAD,
        "platform: the cache came early, so ask for more",
        &[amend(
            "build-time",
            "target",
            "< 5 min",
            "The shared cache came a month early; six minutes would be reached without work.",
            "@cto",
        )],
    )],
};

const WINTER: Quarter = Quarter {
    cycle: "2026-Q1",
    planned: "2025-12-30T10:05+08:00",
    branch: "",
    objectives: &[
        QUICK.with(
            &[
                result("build-time", "4.9 min", "< 3 min").weighs("2").seen("4.7 4.4 4.0 3.7 3.5 3.4 3.4"),
                result("lead-time", "31 h", "< 18 h").seen("30 28 26 24 22 20 19.5"),
            ],
            &[guard("change-failures", "<= 6 %").seen("5.3 - 5.5 - 5.1 - 5.6")],
        ),
        TRUSTED.with(
            &[
                result("flaky-builds", "5.2 %", "< 3.5 %").seen("5.1 4.9 4.8 4.6 4.5 4.4 4.3"),
                result("broken-main", "7.3 h/week", "< 4 h/week").seen("7.2 6.7 6.1 5.6 5.1 4.8 4.6"),
            ],
            &[],
        ),
        PAVED.with(
            &[
                result("old-runtimes", "13", "<= 7").seen("13 12 11 10 9 9 8"),
                result("patch-age", "32 days", "< 21 days").seen("32 31 29 27 25 24 23"),
            ],
            &[],
        ),
    ],
    events: &[],
};

const SPRING: Quarter = Quarter {
    cycle: "2026-Q2",
    planned: "2026-03-30T17:20+08:00",
    branch: "",
    objectives: &[
        QUICK.with(
            &[
                result("build-time", "3.4 min", "< 2 min")
                    .weighs("2")
                    .seen("3.2 2.8 2.3 1.95 1.9 1.85 1.8")
                    .sure("0.6 0.7 0.8 0.9 1.0 1.0 1.0"),
                result("lead-time", "19.5 h", "< 9 h").seen("19 17 15 13 11.5 10 9.4"),
            ],
            &[guard("change-failures", "<= 6 %").seen("5.6 - 5.8 - 5.9 - 5.9")],
        ),
        TRUSTED.with(
            &[
                result("flaky-builds", "4.3 %", "< 2.5 %").seen("4.3 4.3 4.2 4.2 4.1 4.1 4.0"),
                result("broken-main", "4.6 h/week", "< 2 h/week").seen("4.6 4.5 4.3 4.2 4.0 3.9 3.8"),
            ],
            &[],
        ),
        PAVED.with(
            &[
                result("old-runtimes", "8", "<= 4").seen("8 7 7 6 5 5 4"),
                result("patch-age", "23 days", "< 14 days").seen("22 21 19 18 16 15 14.5"),
            ],
            &[],
        ),
    ],
    events: &[
        on(
            "2026-05-19T15:40+08:00",
            LEAD,
            "platform: the dashboards have moved",
            &[amend(
                "patch-age",
                "source",
                "https://numbers.example/security/patches",
                "The security team keeps the dashboard now; the query is the same.",
                "@platform-lead",
            )],
        )
        .branch("platform/dashboards"),
        on("2026-05-20T09:25+08:00", LEAD, "Merge branch 'platform/dashboards'", &[])
            .merging("platform/dashboards"),
    ],
};

const SUMMER: Quarter = Quarter {
    cycle: "2026-Q3",
    planned: "2026-06-30T11:40+08:00",
    branch: "",
    objectives: &[
        QUICK.with(
            &[
                result("lead-time", "9.4 h", "< 4 h")
                    .weighs("2")
                    .seen("9.0 8.1 7.0 6.0 5.2 4.6 4.3")
                    .sure("0.7 0.7 0.8 0.8 0.8 0.8 0.7"),
                result("review-wait", "9 h", "< 4 h").seen("8.8 8.1 7.2 6.2 5.4 4.8 4.5"),
            ],
            &[guard("change-failures", "<= 6 %")
                .seen("5.9 - 6.8 - 7.9 - 8.6")
                .noted(&[(2, "Two hotfixes a week; we look into it.")])],
        ),
        TRUSTED.with(
            &[
                result("flaky-builds", "4.0 %", "< 2 %").seen("4.0 4.1 4.3 4.2 4.1 3.9 3.8"),
                result("broken-main", "3.8 h/week", "< 1.5 h/week").seen("3.8 3.9 4.0 3.9 3.6 3.5 3.4"),
            ],
            &[],
        ),
        PAVED.with(
            &[
                result("old-runtimes", "4", "<= 4")
                    .titled("Services on an unsupported runtime stay {target}")
                    .kept()
                    .seen("4 4 3 3 3 2 2"),
                result("patch-age", "14.5 days", "< 10 days").seen("14.4 13.6 12.7 11.8 10.9 10.2 9.8"),
            ],
            &[],
        ),
    ],
    events: &[],
};
