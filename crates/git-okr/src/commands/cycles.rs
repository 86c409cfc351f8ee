//! Which cycles a report is about, and what to say where there is none: what `history` and `status` share.

use jiff::civil::Date;
use okr_core::history::{CycleAccount, Gap, History};
use okr_core::model::{Calendar, Cycle};
use okr_core::snapshot::FileRole;

use crate::error::CommandError;
use crate::workspace::Workspace;

/// More cycles or teams than a hint can carry.
const NAMES: usize = 12;

/// Nobody wrote goals for this cycle; the nearest one is likely meant.
pub(super) fn unknown(cycle: Cycle, all: &[CycleAccount<'_>], calendar: &Calendar) -> CommandError {
    let error = CommandError::new(format!("nobody wrote goals for {cycle}"));
    let wanted = calendar.span(&cycle);
    let apart = |a: Date, b: Date| (a - b).get_days().abs();
    let nearest = all.iter().min_by_key(|account| {
        let same_length = account.span.days() == wanted.days();
        (apart(account.span.starts, wanted.starts) + apart(account.span.ends, wanted.ends), !same_length)
    });
    match nearest {
        Some(near) => error.hint(format!("the nearest is {}; {}", near.cycle, known(all))),
        None => error.hint("there are no goals yet; `git okr new objective` writes the first"),
    }
}

/// The cycles there are, the newest ones where there are many.
pub(super) fn known(all: &[CycleAccount<'_>]) -> String {
    let names: Vec<String> = all.iter().map(|account| account.cycle.to_string()).collect();
    match names.len().checked_sub(NAMES) {
        None | Some(0) => format!("cycles with goals are: {}", names.join(", ")),
        Some(older) => format!("cycles with goals are: {older} older ones, {}", names[older..].join(", ")),
    }
}

/// The teams there are.
pub(super) fn teams(history: &History) -> String {
    let names: Vec<String> = history.teams.iter().map(|team| team.id.to_string()).collect();
    match names.len().checked_sub(NAMES) {
        _ if names.is_empty() => "teams stand in teams.yaml".to_owned(),
        None | Some(0) => format!("teams are: {}", names.join(", ")),
        Some(more) => format!("teams are: {} and {more} more", names[..NAMES].join(", ")),
    }
}

/// Why there is nothing to report, where that is because nothing could be read. `lost` are commits that
/// could not be, with what git said.
pub(super) fn unreadable(
    workspace: &Workspace,
    history: &History,
    lost: &[(String, String)],
) -> Option<CommandError> {
    if !history.timelines.is_empty() {
        return None;
    }
    let short = |commit: &str| commit.get(..10).unwrap_or(commit).to_owned();
    let error = |words: String| CommandError::new(format!("no sheet of this history could be read{words}"));
    let is_sheet = |gap: &&Gap| FileRole::of(&workspace.root, &gap.path) == Some(FileRole::Sheet);
    if let Some(first) = history.gaps.iter().find(is_sheet) {
        let states = match history.gaps.iter().filter(is_sheet).count() {
            1 => String::new(),
            many => format!(", in none of {many} states"),
        };
        let hint = format!("the first was {} in {}: {}", first.path, short(&first.commit.id), first.error);
        return Some(error(states).hint(hint));
    }
    let (commit, said) = lost.first()?;
    Some(error(format!(": commit {} could not be: {said}", short(commit))))
}
