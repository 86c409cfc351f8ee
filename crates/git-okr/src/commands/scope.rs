//! Which cycles and which team a verb is about, where the user may narrow that down.

use clap::Args;
use okr_core::history::{CycleAccount, History};
use okr_core::model::{Cycle, Id};

use crate::error::CommandError;

/// All cycles and teams, unless told otherwise.
#[derive(Debug, Args)]
pub(crate) struct Scope {
    /// This cycle only; may be given several times
    #[arg(long, value_name = "CYCLE")]
    pub(crate) cycle: Vec<Cycle>,
    /// This team only
    #[arg(long, value_name = "TEAM")]
    pub(crate) team: Option<Id>,
}

impl Scope {
    /// Positions of the cycles asked for; what does not exist is told.
    pub(crate) fn choose(
        &self,
        history: &History,
        all: &[CycleAccount<'_>],
    ) -> Result<Vec<usize>, CommandError> {
        if let Some(team) = &self.team {
            known_team(history, all, team)?;
        }
        self.cycle.iter().try_for_each(|cycle| known_cycle(all, *cycle).map(drop))?;
        let wanted =
            |account: &CycleAccount<'_>| self.cycle.is_empty() || self.cycle.contains(&account.cycle);
        Ok((0..all.len()).filter(|&at| wanted(&all[at])).collect())
    }
}

/// The position of a cycle that has goals.
pub(super) fn known_cycle(all: &[CycleAccount<'_>], cycle: Cycle) -> Result<usize, CommandError> {
    all.iter().position(|account| account.cycle == cycle).ok_or_else(|| {
        let names: Vec<String> = all.iter().map(|account| account.cycle.to_string()).collect();
        let error = CommandError::new(format!("nobody wrote goals for {cycle}"));
        if names.is_empty() {
            error.hint("`git okr new objective` writes the first")
        } else {
            error.hint(format!("cycles with goals are: {}", names.join(", ")))
        }
    })
}

/// A team that is known or has goals.
fn known_team(history: &History, all: &[CycleAccount<'_>], team: &Id) -> Result<(), CommandError> {
    let has_goals = all.iter().any(|account| account.teams.iter().any(|own| own.team == *team));
    if has_goals || history.teams.get(team).is_some() {
        return Ok(());
    }
    let names: Vec<String> = history.teams.iter().map(|team| team.id.to_string()).collect();
    let hint = if names.is_empty() {
        "teams stand in teams.yaml".to_owned()
    } else {
        format!("teams are: {}", names.join(", "))
    };
    Err(CommandError::new(format!("there is no team `{team}`")).hint(hint))
}
