//! The words the demo's story is told in: what a team wanted each quarter, the values it saw, and what it did to
//! its goals on the way. Only data stands here; [`super::teller`] makes commits of it.

/// Somebody who commits. Roles only: the demo has no persons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// `Payments lead`
    pub(super) name: &'static str,
    /// `payments-lead@example.com`
    pub(super) email: &'static str,
    /// The role's clock, hours east of UTC.
    pub(super) clock: i8,
}

/// A team's part of the story.
#[derive(Debug, Clone, Copy)]
pub(super) struct Team {
    /// Its id in `teams.yaml`.
    pub(super) id: &'static str,
    /// Who commits its check-ins.
    pub(super) lead: Role,
    /// When it checks in.
    pub(super) rhythm: Rhythm,
    /// What it measures, quarter after quarter.
    pub(super) measures: &'static [Measure],
    /// Its quarters, in order.
    pub(super) quarters: &'static [Quarter],
}

/// When a team checks in: from the second week of a quarter on. After the last round comes the closing one, on
/// the quarter's last day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    /// The first round is on the first such weekday from the quarter's eighth day on.
    pub(super) weekday: jiff::civil::Weekday,
    /// Days between two rounds.
    pub(super) every: i64,
    /// Rounds, the closing one not counted.
    pub(super) rounds: usize,
    /// The time of day, by the lead's own clock.
    pub(super) time: (i8, i8),
}

/// What stays the same about a number while quarters pass.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// The id of its key results and guardrails.
    pub(super) id: &'static str,
    /// The usual title; `{baseline}` and `{target}` stand for those of the quarter.
    pub(super) title: &'static str,
    /// What is measured.
    pub(super) metric: &'static str,
    /// Where: the last part of the address.
    pub(super) source: &'static str,
    /// The unit, where it is written once instead of with each number.
    pub(super) unit: &'static str,
}

/// What a team plans for a quarter, and what happens to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quarter {
    /// `2026-Q1`
    pub(super) cycle: &'static str,
    /// When the plan is committed; empty where it comes with everyone's, or with the roll-over.
    pub(super) planned: &'static str,
    /// The branch the plan is committed on; empty for the main one.
    pub(super) branch: &'static str,
    /// The plan.
    pub(super) objectives: &'static [Objective],
    /// All that is no check-in.
    pub(super) events: &'static [Event],
}

/// An objective without its key results: the same in several quarters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) id: &'static str,
    pub(super) dimension: &'static str,
    pub(super) commitment: &'static str,
    pub(super) supports: &'static str,
    pub(super) title: &'static str,
    pub(super) why: &'static str,
}

/// An objective as planned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Objective {
    pub(super) head: Head,
    pub(super) key_results: &'static [Aim],
    pub(super) guardrails: &'static [Aim],
}

/// A key result or a guardrail as planned, with the values that will be seen. Empty text: not written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim {
    /// The id of its [`Measure`].
    pub(super) measure: &'static str,
    /// In place of the measure's title.
    pub(super) title: &'static str,
    pub(super) baseline: &'static str,
    /// The target of a key result, the limit of a guardrail.
    pub(super) bound: &'static str,
    /// A value a round, `-` where nothing was seen; the unit is that of baseline or limit.
    pub(super) seen: &'static str,
    /// A confidence a round.
    pub(super) sure: &'static str,
    /// Remarks, by round, counted from 0.
    pub(super) notes: &'static [(usize, &'static str)],
    pub(super) direction: &'static str,
    pub(super) hold: &'static str,
    pub(super) weight: &'static str,
    pub(super) continues: &'static str,
}

/// One commit that is no check-in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    /// `2026-02-12T17:40+08:00`
    pub(super) at: &'static str,
    pub(super) by: Role,
    pub(super) message: &'static str,
    pub(super) edits: &'static [Edit],
    /// The branch it is committed on; empty for the main one.
    pub(super) branch: &'static str,
    /// The branch that it merges; its own edits then stand in no other commit.
    pub(super) merges: &'static str,
}

/// What a commit does to the sheet of its team and quarter.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edit {
    /// Writes a field, or takes it away where `to` is empty.
    Set { item: &'static str, field: &'static str, to: &'static str },
    /// Writes a field and declares why.
    Amend { item: &'static str, field: &'static str, to: &'static str, declared: Declared },
    /// Deletes a key result or guardrail.
    Remove { item: &'static str },
    /// Adds a key result.
    Add { objective: &'static str, aim: Aim },
    /// Takes a key result to another team's sheet of the same quarter.
    Move { item: &'static str, team: &'static str, objective: &'static str },
    /// Gives a key result another id and writes the old one to `formerly`.
    Rename { item: &'static str, to: &'static str },
    /// Changes a check-in that stands already.
    Rewrite { item: &'static str, date: &'static str, to: &'static str },
    /// Puts an objective into a file of its own.
    OwnFile { objective: &'static str },
    /// Breaks the text of the sheet's file, until [`Edit::Mend`].
    Break { from: &'static str, to: &'static str },
    /// Mends it.
    Mend,
    /// Writes a field wherever it has the value `from`, in all sheets of the quarter.
    Everywhere { field: &'static str, from: &'static str, to: &'static str },
    /// Sets the policy in `okr.yaml`.
    Policy { to: &'static str },
}

/// The reason of an amendment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    pub(super) reason: &'static str,
    pub(super) approved_by: &'static str,
    /// What the amendment claims to have stood there before; empty for the truth.
    pub(super) claims: &'static str,
}

pub(super) const EFFICIENCY: &str = "efficiency";
pub(super) const QUALITY: &str = "quality";
pub(super) const SUSTAINABILITY: &str = "sustainability";
pub(super) const COMMITTED: &str = "committed";
pub(super) const ASPIRATIONAL: &str = "aspirational";

/// A number that is followed through quarters.
pub(super) const fn measure(
    id: &'static str,
    title: &'static str,
    metric: &'static str,
    source: &'static str,
) -> Measure {
    Measure { id, title, metric, source, unit: "" }
}

/// A key result that moves.
pub(super) const fn result(measure: &'static str, baseline: &'static str, target: &'static str) -> Aim {
    Aim { baseline, hold: "4w", ..guard(measure, target) }
}

/// A guardrail.
pub(super) const fn guard(measure: &'static str, limit: &'static str) -> Aim {
    Aim {
        measure,
        title: "",
        baseline: "",
        bound: limit,
        seen: "",
        sure: "",
        notes: &[],
        direction: "",
        hold: "",
        weight: "",
        continues: "",
    }
}

/// A commit of its own.
pub(super) const fn on(at: &'static str, by: Role, message: &'static str, edits: &'static [Edit]) -> Event {
    Event { at, by, message, edits, branch: "", merges: "" }
}

/// A field with another value.
pub(super) const fn set(item: &'static str, field: &'static str, to: &'static str) -> Edit {
    Edit::Set { item, field, to }
}

/// A field with another value, and the reason declared.
pub(super) const fn amend(
    item: &'static str,
    field: &'static str,
    to: &'static str,
    reason: &'static str,
    approved_by: &'static str,
) -> Edit {
    Edit::Amend { item, field, to, declared: Declared { reason, approved_by, claims: "" } }
}

impl Measure {
    /// With the unit written once.
    pub(super) const fn in_units(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }
}

impl Head {
    /// The objective with what it aims at this quarter.
    pub(super) const fn with(self, key_results: &'static [Aim], guardrails: &'static [Aim]) -> Objective {
        Objective { head: self, key_results, guardrails }
    }
}

impl Aim {
    /// The values seen.
    pub(super) const fn seen(self, seen: &'static str) -> Self {
        Self { seen, ..self }
    }

    /// How sure the team was.
    pub(super) const fn sure(self, sure: &'static str) -> Self {
        Self { sure, ..self }
    }

    /// Remarks with the values.
    pub(super) const fn noted(self, notes: &'static [(usize, &'static str)]) -> Self {
        Self { notes, ..self }
    }

    /// Under a title of its own.
    pub(super) const fn titled(self, title: &'static str) -> Self {
        Self { title, ..self }
    }

    /// With a weight.
    pub(super) const fn weighs(self, weight: &'static str) -> Self {
        Self { weight, ..self }
    }

    /// Not to be moved but kept.
    pub(super) const fn kept(self) -> Self {
        Self { direction: "maintain", hold: "", ..self }
    }

    /// Without `hold`, as a range has none to wait for.
    pub(super) const fn unheld(self) -> Self {
        Self { hold: "", ..self }
    }

    /// Goes on from a key result of another id.
    pub(super) const fn continues(self, reference: &'static str) -> Self {
        Self { continues: reference, ..self }
    }
}

impl Event {
    /// Committed on a branch.
    pub(super) const fn branch(self, branch: &'static str) -> Self {
        Self { branch, ..self }
    }

    /// Merges a branch.
    pub(super) const fn merging(self, branch: &'static str) -> Self {
        Self { merges: branch, ..self }
    }
}
