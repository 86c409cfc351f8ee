//! Example Pay as a whole: its settings and teams, who opens and closes each quarter, and the edits that touch every
//! team at once.

use super::story::{Edit, Event, Role, Team, on};
use super::{checkout, company, ledger, merchants, payments, platform, reliability, risk};

/// All teams, in the order of `teams.yaml`.
pub(super) const TEAMS: &[Team] = &[
    company::TEAM,
    merchants::TEAM,
    payments::TEAM,
    checkout::TEAM,
    risk::TEAM,
    ledger::TEAM,
    platform::TEAM,
    reliability::TEAM,
];

/// Who keeps the calendar.
pub(super) const COORDINATOR: Role =
    Role { name: "OKR coordinator", email: "okr-coordinator@example.com", clock: 8 };

/// The first commit.
pub(super) const FOUNDED: &str = "2025-09-22T10:00+08:00";

/// The last commit.
pub(super) const GUIDED: &str = "2026-10-12T09:20+08:00";

/// A quarter of the organisation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) cycle: &'static str,
    /// When all sheets are opened: the first quarter from the teams' plans, the others rolled over.
    pub(super) opened: &'static str,
    /// When the first day's readings of what is kept land; empty where nothing is kept yet.
    pub(super) first_read: &'static str,
    /// When the closing check-ins of all teams land, within the days for grading.
    pub(super) closed: &'static str,
    /// What is done to all teams.
    pub(super) events: &'static [Event],
}

pub(super) const TURNS: &[Turn] = &[
    Turn {
        cycle: "2025-Q4",
        opened: "2025-09-24T17:30+08:00",
        first_read: "",
        closed: "2026-01-08T10:40+08:00",
        events: &[],
    },
    Turn {
        cycle: "2026-Q1",
        opened: "2025-12-18T16:00+08:00",
        first_read: "",
        closed: "2026-04-08T11:10+08:00",
        events: &[],
    },
    Turn {
        cycle: "2026-Q2",
        opened: "2026-03-19T15:30+08:00",
        first_read: "2026-04-02T18:15+08:00",
        closed: "2026-07-08T10:15+08:00",
        events: &[],
    },
    Turn {
        cycle: "2026-Q3",
        opened: "2026-06-18T16:20+08:00",
        first_read: "2026-07-02T18:15+08:00",
        closed: "2026-10-09T11:45+08:00",
        events: &[
            on(
                "2026-06-24T09:30+08:00",
                COORDINATOR,
                "From this quarter on, a settled goal changes only with a reason\n\n\
                 Two quarters of watching have shown that most changes have one; now it is written down.",
                &[Edit::Policy { to: "calibrated" }],
            ),
            on(
                "2026-08-17T18:20+08:00",
                company::LEAD,
                "Two weeks are enough to call it held\n\nSo that the half-year letter can count this quarter's results.",
                &[Edit::Everywhere { field: "hold", from: "4w", to: "2w" }],
            ),
        ],
    },
];

/// `okr.yaml` with the policy of the day.
pub(super) fn settings(policy: &str) -> String {
    format!(
        "\
version: 1
organisation: Example Pay
calendar:
  timezone: Asia/Shanghai
  settle_days: 14
  grading_days: 14
  check_in_days: 14
policy: {policy}
reasons: [amendment, trailer]
"
    )
}

/// `teams.yaml`.
pub(super) const TEAMS_FILE: &str = "\
teams:
  - { id: company, name: Example Pay, kind: business, owner: \"@managing-director\" }
  - { id: merchants, name: Merchant growth, kind: business, parent: company, owner: \"@merchant-growth-lead\" }
  - { id: payments, name: Payments platform, kind: engineering, parent: company, owner: \"@payments-lead\" }
  - { id: checkout, name: Checkout, kind: engineering, parent: payments, owner: \"@checkout-lead\" }
  - { id: risk, name: Risk, kind: engineering, parent: payments, owner: \"@risk-lead\" }
  - { id: ledger, name: Ledger, kind: engineering, parent: company, owner: \"@ledger-lead\" }
  - { id: platform, name: Developer platform, kind: engineering, parent: company, owner: \"@platform-lead\" }
  - { id: reliability, name: Reliability, kind: engineering, parent: platform, owner: \"@reliability-lead\" }
";

/// `README.md` of the demo: where to look.
pub(super) const README: &str = include_str!("guide.md");
