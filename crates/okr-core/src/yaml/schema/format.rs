//! The format itself: every object of the three files and every field of it, told once.

use super::shape::{Field, Object, Shape};
use crate::model::{AmendedField, Commitment, Dimension, Direction, Status, TeamKind};

macro_rules! words_of {
    ($type:ty) => {
        || <$type>::ALL.iter().map(|value| value.as_str()).collect()
    };
}

/// A file of a workspace whose shape the format tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `okr.yaml`
    Settings,
    /// `teams.yaml`
    Teams,
    /// `okrs/<cycle>/<team>.yaml`
    Sheet,
}

impl Format {
    /// Every file of the format.
    pub const ALL: &[Self] = &[Self::Settings, Self::Teams, Self::Sheet];

    /// The word that stands for it on a command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "okr",
            Self::Teams => "teams",
            Self::Sheet => "sheet",
        }
    }

    /// The object the file holds.
    pub fn object(self) -> &'static Object {
        match self {
            Self::Settings => &SETTINGS,
            Self::Teams => &TEAMS,
            Self::Sheet => &SHEET,
        }
    }
}

const ALLOW_FIELD: Field = Field::may(
    "allow",
    Shape::Objects(&ALLOW),
    "Findings that are allowed here, each with its reason.",
    "[{ rule: missing-source, reason: The dashboard moves next week. }]",
);
const AMENDMENTS_FIELD: Field = Field::may(
    "amendments",
    Shape::Objects(&AMENDMENT),
    "The declared reasons of shifts; only ever added to.",
    "[{ date: 2026-02-12, field: target, from: \"< 180 ms\", to: \"< 200 ms\", reason: Fraud checks add 20 ms. }]",
);
const CHECK_INS_FIELD: Field = Field::may(
    "check_ins",
    Shape::Objects(&CHECK_IN),
    "The values seen, oldest first; only ever added to.",
    "[{ date: 2026-01-16, value: 282 ms }]",
);
const ID_FIELD: Field = Field::must(
    "id",
    Shape::Id,
    "Its name for good, unique among all objectives, key results and guardrails of the sheet.",
    "payment-rtt",
);
const FORMERLY_FIELD: Field =
    Field::may("formerly", Shape::Id, "The id it had before a rename.", "payment-latency");
const CONTINUES_FIELD: Field = Field::may(
    "continues",
    Shape::Reference,
    "The key result of an earlier cycle that it goes on from; implied when team and id are the same.",
    "2025-Q4/payments/payment-rtt",
);
const SOURCE_FIELD: Field = Field::may(
    "source",
    Shape::Prose,
    "Where the number can be looked up.",
    "https://grafana.example/d/pay?panel=2",
);
const UNIT_FIELD: Field =
    Field::may("unit", Shape::Unit, "The unit, written once for all bare numbers.", "ms");

/// A sheet.
pub(in crate::yaml) static SHEET: Object = Object {
    name: "sheet",
    noun: "a sheet",
    doc: "One team's objectives for one cycle.",
    fields: &[
        Field::must("cycle", Shape::Cycle, "The cycle: a quarter, a half or a year.", "2026-Q1"),
        Field::must("team", Shape::Id, "The team, by its id in teams.yaml.", "payments"),
        Field::may(
            "objectives",
            Shape::Objects(&OBJECTIVE),
            "What the team wants to be true at the end of the cycle.",
            "[]",
        ),
        ALLOW_FIELD,
    ],
};

/// An objective.
pub(super) static OBJECTIVE: Object = Object {
    name: "objective",
    noun: "an objective",
    doc: "What a team wants to be true at the end of the cycle.",
    fields: &[
        ID_FIELD,
        Field::may("title", Shape::Prose, "The objective in one sentence.", "Paying feels instant"),
        Field::may(
            "why",
            Shape::Prose,
            "Why it matters now.",
            "One cart in nine is abandoned while the spinner turns.",
        ),
        Field::may(
            "dimension",
            Shape::Word(words_of!(Dimension)),
            "The dimension of awesome it serves.",
            "quality",
        ),
        Field::may(
            "commitment",
            Shape::Word(words_of!(Commitment)),
            "Promised (green only when whole) or a stretch (green from 0.7).",
            "committed",
        ),
        Field::may(
            "supports",
            Shape::OneOrList(&Shape::Reference),
            "The objectives it serves.",
            "[company/grow-checkout]",
        ),
        Field::may("owner", Shape::Prose, "The team that answers for it.", "payments"),
        Field::may(
            "key_results",
            Shape::Objects(&KEY_RESULT),
            "How everyone will see that it became true.",
            "[]",
        ),
        Field::may("guardrails", Shape::Objects(&GUARDRAIL), "What must not get worse on the way.", "[]"),
        AMENDMENTS_FIELD,
        ALLOW_FIELD,
    ],
};

/// A key result.
pub(super) static KEY_RESULT: Object = Object {
    name: "key_result",
    noun: "a key result",
    doc: "A measurable result: a metric that moves from a baseline to a target.",
    fields: &[
        ID_FIELD,
        FORMERLY_FIELD,
        Field::may(
            "title",
            Shape::Prose,
            "The key result in one sentence.",
            "Payment round trip falls from 300 ms to under 200 ms",
        ),
        Field::may(
            "metric",
            Shape::Prose,
            "What is measured: statistic, population and window.",
            "p95 payment round-trip time, production, 7-day window",
        ),
        Field::may(
            "baseline",
            Shape::Quantity,
            "Where the metric stands at the start, or `unknown`.",
            "300 ms",
        ),
        Field::may("target", Shape::Target, "Where it shall stand at the end.", "\"< 200 ms\""),
        UNIT_FIELD,
        Field::may(
            "direction",
            Shape::Word(words_of!(Direction)),
            "The way the metric shall move; by default from baseline to target.",
            "decrease",
        ),
        Field::may("hold", Shape::Hold, "How long the target must be held to count.", "4w"),
        Field::may("weight", Shape::Positive, "Its weight in the objective; 1 by default.", "2"),
        SOURCE_FIELD,
        CONTINUES_FIELD,
        Field::may(
            "status",
            Shape::Word(words_of!(Status)),
            "Whether it was given up; an amendment says why.",
            "dropped",
        ),
        Field::may(
            "owner",
            Shape::Prose,
            "The team that answers for it, where it is not the objective's.",
            "payments",
        ),
        Field::may(
            "commitment",
            Shape::Word(words_of!(Commitment)),
            "Promised or a stretch, where it differs from the objective.",
            "aspirational",
        ),
        CHECK_INS_FIELD,
        AMENDMENTS_FIELD,
        ALLOW_FIELD,
    ],
};

/// A guardrail.
pub(super) static GUARDRAIL: Object = Object {
    name: "guardrail",
    noun: "a guardrail",
    doc: "A counter-metric: what must not get worse while the key results move.",
    fields: &[
        ID_FIELD,
        FORMERLY_FIELD,
        Field::may("title", Shape::Prose, "The guardrail in one sentence.", "Changes do not break payments"),
        Field::may(
            "metric",
            Shape::Prose,
            "What is measured: statistic, population and window.",
            "change failure rate, payments services, monthly",
        ),
        Field::may("limit", Shape::Target, "What must hold at all times.", "\"<= 5 %\""),
        UNIT_FIELD,
        SOURCE_FIELD,
        CONTINUES_FIELD,
        CHECK_INS_FIELD,
        AMENDMENTS_FIELD,
        ALLOW_FIELD,
    ],
};

/// A check-in.
pub(super) static CHECK_IN: Object = Object {
    name: "check_in",
    noun: "a check-in",
    doc: "A value seen on a day.",
    fields: &[
        Field::must("date", Shape::Date, "The day it was seen.", "2026-01-16"),
        Field::must("value", Shape::Quantity, "The value.", "282 ms"),
        Field::may(
            "confidence",
            Shape::Share,
            "How sure the team is to reach the target, from 0 to 1.",
            "0.6",
        ),
        Field::may("note", Shape::Prose, "A remark.", "New connection pool."),
    ],
};

/// An amendment.
pub(super) static AMENDMENT: Object = Object {
    name: "amendment",
    noun: "an amendment",
    doc: "The declared reason of a shift.",
    fields: &[
        Field::must("date", Shape::Date, "The day of the decision.", "2026-02-12"),
        Field::must("field", Shape::Word(words_of!(AmendedField)), "The field that changed.", "target"),
        Field::may(
            "check_in",
            Shape::Date,
            "The date of the check-in that changed, where `field` is `check_ins`.",
            "2026-01-16",
        ),
        Field::may("from", Shape::Value, "Its value before, as it was written.", "\"< 180 ms\""),
        Field::may("to", Shape::Value, "Its value after, as it is written.", "\"< 200 ms\""),
        Field::must(
            "reason",
            Shape::Prose,
            "Why.",
            "The regulator's fraud check adds 20 ms to every payment.",
        ),
        Field::may("approved_by", Shape::Prose, "Who agreed.", "\"@cto\""),
    ],
};

/// An allow.
pub(super) static ALLOW: Object = Object {
    name: "allow",
    noun: "an allow",
    doc: "A finding that is allowed, and why.",
    fields: &[
        Field::must("rule", Shape::Prose, "The rule's name, or its code.", "missing-source"),
        // Not a must: `allow-without-reason` is the rule that asks for it.
        Field::may("reason", Shape::Prose, "Why it is allowed.", "The dashboard moves next week."),
    ],
};

/// `teams.yaml`
pub(super) static TEAMS: Object = Object {
    name: "teams",
    noun: "teams.yaml",
    doc: "The teams, their kind and their parent.",
    fields: &[Field::must("teams", Shape::Objects(&TEAM), "The teams.", "[]")],
};

/// A team.
pub(super) static TEAM: Object = Object {
    name: "team",
    noun: "a team",
    doc: "One team of the organisation.",
    fields: &[
        Field::must("id", Shape::Id, "Its name for good, as sheets write it.", "payments"),
        Field::may("name", Shape::Prose, "Its name for people.", "Payments platform"),
        Field::may(
            "kind",
            Shape::Word(|| vec![TeamKind::Business.as_str(), TeamKind::Engineering.as_str()]),
            "Business teams own business objectives, engineering teams serve them.",
            "engineering",
        ),
        Field::may("parent", Shape::Id, "The team it belongs to.", "company"),
        Field::may("owner", Shape::Prose, "Who answers for it.", "\"@li.wei\""),
    ],
};

/// `okr.yaml`
pub(super) static SETTINGS: Object = Object {
    name: "okr",
    noun: "okr.yaml",
    doc: "The settings of a workspace; all optional but the version.",
    fields: &[
        Field::must("version", Shape::Version, "The version of the format.", "1"),
        Field::may("organisation", Shape::Prose, "The organisation's name.", "Example Pay"),
        Field::may(
            "repository_url",
            Shape::Prose,
            "Where commits can be looked up; links in reports start with it.",
            "https://git.example/okrs",
        ),
        Field::may(
            "calendar",
            Shape::Object(&CALENDAR),
            "The calendar of the cycles.",
            "{ settle_days: 14 }",
        ),
        Field::may(
            "policy",
            Shape::Word(|| super::settings::POLICIES.iter().map(|(word, _)| *word).collect()),
            "What happens to a shift of a settled goal: blocked, blocked without a reason, or only told.",
            "calibrated",
        ),
        Field::may(
            "profile",
            Shape::Word(|| super::settings::PROFILES.iter().map(|(word, _)| *word).collect()),
            "The severities the rules start from.",
            "standard",
        ),
        Field::may(
            "reasons",
            Shape::OneOrList(&Shape::Word(|| vec!["amendment", "trailer"])),
            "Where a reason for a shift may stand.",
            "[amendment, trailer]",
        ),
        Field::may(
            "rules",
            Shape::Map(&Shape::RuleSetting),
            "Per rule: a severity, or a map with a severity and parameters.",
            "{ missing-source: off }",
        ),
        Field::may(
            "lexicon",
            Shape::Map(&Shape::WordList),
            "Words added to the built-in lists, or cut from them.",
            "{ output_verbs: [上线] }",
        ),
    ],
};

/// Changes to one list of words.
pub(super) static WORD_LIST: Object = Object {
    name: "word_list",
    noun: "a list of words",
    doc: "Changes to one built-in list of words.",
    fields: &[
        Field::may("add", Shape::List(&Shape::Prose), "Words added to the built-in list.", "[上线]"),
        Field::may("remove", Shape::List(&Shape::Prose), "Words cut from the built-in list.", "[launch]"),
    ],
};

/// The calendar of the settings.
pub(super) static CALENDAR: Object = Object {
    name: "calendar",
    noun: "the calendar",
    doc: "Which days a cycle has, and when a goal settles.",
    fields: &[
        Field::may(
            "year_starts",
            Shape::YearStart,
            "Month and day on which a fiscal year starts, MM-DD.",
            "01-01",
        ),
        Field::may(
            "year_named_by",
            Shape::Word(|| vec!["end", "start"]),
            "Whether a fiscal year takes the name of the calendar year it ends or starts in.",
            "end",
        ),
        Field::may(
            "timezone",
            Shape::Timezone,
            "An IANA name; decides which day a commit falls on.",
            "Asia/Shanghai",
        ),
        Field::may(
            "settle_days",
            Shape::Whole(0),
            "A cycle's first days, in which goals may still be edited freely.",
            "14",
        ),
        Field::may(
            "grading_days",
            Shape::Whole(0),
            "Days after a cycle's end in which last check-ins and grades may land.",
            "14",
        ),
        Field::may("check_in_days", Shape::Whole(1), "The expected rhythm of check-ins, in days.", "7"),
    ],
};
