//! T301 individual-owner.

use crate::model::{Id, Teams};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::{Check, ObjectiveScene, Sink, Spot};

rule! {
    /// Tells an objective or key result whose owner is a person: a handle, an e-mail address, a name.
    ///
    /// A team is written by its id. `owner` of a team in `teams.yaml` is a person by rights: who answers for the team.
    ///
    /// ## Why is this bad?
    /// *The team's result over the individual's.* A goal that belongs to one person is helped by one person, and its
    /// score becomes that person's grade. Then targets are set so that they can be met.
    ///
    /// ## Example
    /// ```yaml,fires
    /// owner: "@payments-lead"
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// owner: payments
    /// ```
    pub(super) static INDIVIDUAL_OWNER = {
        code: "T301",
        name: "individual-owner",
        severity: Warning,
        check: Check::Objective(check),
    }
}

fn check(at: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    let teams = &at.file.scene.snapshot.teams;
    let team = at.file.sheet.team.as_str();
    let mut tell = |owner: Option<&str>, spot: Spot| {
        if let Some(owner) = owner.map(str::trim)
            && is_person(owner, teams)
        {
            sink.tell(spot, format!("{} is a person, and goals belong to a team", quoted(owner)))
                .help(format!("write `owner: {team}`, or leave it out: the sheet's team is the owner"));
        }
    };
    tell(at.objective.owner.as_deref(), at.spot("owner"));
    for measure in at.measures() {
        if let Some(key_result) = measure.key_result() {
            tell(key_result.owner.as_deref(), measure.spot("owner"));
        }
    }
}

/// A handle, an address, a name with spaces: anything but a team's id or its name.
fn is_person(owner: &str, teams: &Teams) -> bool {
    if owner.is_empty() {
        return false;
    }
    let bare = owner.strip_prefix('@').unwrap_or(owner);
    // `@organisation/team` is how forges write a team.
    let last = bare.rsplit('/').next().unwrap_or(bare);
    let is_team = |name: &str| {
        name.to_lowercase().parse::<Id>().is_ok_and(|id| teams.get(&id).is_some())
            || teams.iter().any(|team| team.name.eq_ignore_ascii_case(name))
    };
    if is_team(bare) || is_team(last) || (bare.contains('/') && owner.starts_with('@')) {
        return false;
    }
    // A word like an id may be a team that is not written down; another rule looks it up.
    owner.starts_with('@') || owner.contains('@') || owner.parse::<Id>().is_err() && !reads_like_a_team(owner)
}

/// `Payments team`, `Platform squad`, 支付团队
fn reads_like_a_team(owner: &str) -> bool {
    let lower = owner.to_lowercase();
    ["team", "squad", "group", "guild", "tribe", "department", "engineering", "团队", "部门", "小组", "组"]
        .iter()
        .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_persons_from_teams() {
        let teams = Teams::default();
        for person in ["@li.wei", "lead@pay.example", "Payments Lead", "李伟"] {
            assert!(is_person(person, &teams), "{person}");
        }
        for team in ["payments", "Payments team", "@example/payments", "支付团队", ""] {
            assert!(!is_person(team, &teams), "{team}");
        }
    }
}
