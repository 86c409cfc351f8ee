//! The text of a workspace's files: sheets as a team would write them, of some 3 KB, with few findings.

use std::fmt::Write as _;

/// The quarters that have sheets, newest last. Today is in the last one.
pub(crate) const CYCLES: [(&str, &str); 8] = [
    ("2024-Q2", "2024-04"),
    ("2024-Q3", "2024-07"),
    ("2024-Q4", "2024-10"),
    ("2025-Q1", "2025-01"),
    ("2025-Q2", "2025-04"),
    ("2025-Q3", "2025-07"),
    ("2025-Q4", "2025-10"),
    ("2026-Q1", "2026-01"),
];

/// The day on which everything is looked at: settled, and not over.
pub(crate) const TODAY: &str = "2026-01-18";

pub(crate) const SETTINGS: &str = "version: 1\norganisation: Example Pay\n";

/// What one key result says: title, metric, unit, and where it starts and is to go.
const GOALS: [(&str, &str, &str, usize, usize); 6] = [
    ("Payment round trip falls", "p95 payment round-trip time, production, 7-day window", "ms", 300, 200),
    (
        "The peak hour is as fast as the rest",
        "p95 round-trip time at the evening peak, 28-day window",
        "ms",
        420,
        240,
    ),
    (
        "From merge to production in less time",
        "median lead time from merge to production, all services, 28-day window",
        "min",
        90,
        30,
    ),
    (
        "A failed build is known sooner",
        "p90 time from push to a red build, all repositories, 28-day window",
        "min",
        25,
        8,
    ),
    (
        "Fewer calls at night",
        "pages between 22:00 and 06:00, everyone on call, weekly mean over 28 days",
        "pages",
        12,
        3,
    ),
    (
        "Repair by hand becomes rare",
        "hours of manual repair, everyone on call, weekly mean over 28 days",
        "hours",
        30,
        10,
    ),
];

const OBJECTIVES: [(&str, &str); 3] = [
    ("quality", "Paying feels instant for whoever waits at the till"),
    ("efficiency", "A finished change reaches its users while it is fresh"),
    ("sustainability", "Whoever is on call sleeps through the night"),
];

/// The company, whose objectives the teams support, and `teams` teams.
pub(crate) fn teams(teams: usize) -> String {
    let mut text = "teams:\n  - { id: company, name: Example Pay, kind: business }\n".to_owned();
    for team in 0..teams {
        let _ = writeln!(
            text,
            "  - {{ id: {0}, name: Team {team}, kind: engineering, parent: company }}",
            name(team)
        );
    }
    text
}

pub(crate) fn name(team: usize) -> String {
    format!("team-{team:04}")
}

/// The company's sheet of a cycle.
pub(crate) fn company(cycle: &str) -> String {
    format!(
        "cycle: {cycle}\nteam: company\nobjectives:\n  - id: grow-checkout\n    \
         title: More shoppers who fill a cart also pay for it\n    why: Two carts in three are left at the till.\n    \
         dimension: quality\n    commitment: committed\n    key_results:\n      - id: cart-conversion\n        \
         title: Carts that end in a payment rise from 31 % to 36 %\n        \
         metric: share of carts that end in a payment, all markets, 28-day window\n        baseline: 31 %\n        \
         target: \">= 36 %\"\n        hold: 4w\n        source: https://numbers.example/carts\n      \
         - id: complaints\n        title: Complaints about paying fall from 90 to under 60 a week\n        \
         metric: complaints tagged payment, all markets, weekly\n        baseline: 90 complaints\n        \
         target: \"< 60 complaints\"\n        hold: 4w\n        source: https://numbers.example/complaints\n"
    )
}

/// A team's sheet. `edits` makes another state of it: so many more check-ins, and a looser target from the
/// second on.
pub(crate) fn sheet(cycle: (&str, &str), team: usize, edits: usize) -> String {
    let (cycle, month) = cycle;
    let id = name(team);
    let mut text = format!("cycle: {cycle}\nteam: {id}\nobjectives:\n");
    for (o, (dimension, title)) in OBJECTIVES.iter().enumerate() {
        let _ = write!(
            text,
            "  - id: objective-{o}\n    title: {title}\n    why: One cart in nine is abandoned while the spinner turns.\n    \
             dimension: {dimension}\n    commitment: committed\n    supports: [company/grow-checkout]\n    key_results:\n"
        );
        for (k, (title, metric, unit, from, to)) in GOALS.iter().enumerate().skip(o * 2).take(2) {
            // Numbers of their own, or every team would claim the same movement.
            let from = from * 2_000 + team;
            let to = to * 2_000 + team + if k == 0 && edits > 1 { edits } else { 0 };
            let _ = write!(
                text,
                "      - id: result-{k}\n        title: {title} from {from} to under {to} {unit} in {id}\n        \
                 metric: {metric}, {id}\n        baseline: {from} {unit}\n        target: \"< {to} {unit}\"\n        \
                 hold: 4w\n        source: https://numbers.example/{id}/{k}\n        check_ins:\n"
            );
            for day in 0..4 + usize::from(k == 0) * edits.min(6) {
                let value = from - (day + k) * 7;
                let _ = writeln!(
                    text,
                    "          - {{ date: {month}-{:02}, value: {value} {unit}, confidence: 0.6 }}",
                    5 + day * 2
                );
            }
        }
        let _ = write!(
            text,
            "    guardrails:\n      - id: guard-{o}\n        metric: change failure rate, all services of {id}, monthly\n        \
             limit: \"<= 5 %\"\n        source: https://numbers.example/{id}/failures\n"
        );
    }
    text
}
