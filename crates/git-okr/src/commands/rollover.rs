//! `git okr rollover FROM TO`: opens the next cycle from the last one.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use okr_core::model::{Cycle, Id};
use okr_core::rollover::{Fate, Rolled, Step, roll_over};
use okr_core::yaml::{ProblemKind, write_sheet};

use crate::desk::{Desk, Draft, references};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Open the next cycle from the last one.
///
/// Writes a sheet for TO for each team that has one for FROM. A key result that is unfinished goes on under its
/// id, from its last value to the same target; one that was won is guarded, as a guardrail or as a key result to
/// maintain, for a win counts when it is held; one that was dropped stays behind. Check-ins and amendments stay
/// with their cycle. A sheet that is there already is never written over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr rollover 2026-Q1 2026-Q2\n  \
    git okr rollover 2026-Q1 2026-Q2 --team payments\n  \
    git okr rollover 2026-Q1 2026-Q2 --dry-run     only tell what would become of each")]
pub(crate) struct Args {
    /// The cycle that ends
    #[arg(value_name = "FROM")]
    from: Cycle,
    /// The cycle that opens
    #[arg(value_name = "TO")]
    to: Cycle,
    /// This team only; may be given several times
    #[arg(long, value_name = "TEAM")]
    team: Vec<Id>,
    /// Tell what would become of each goal, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let desk = Desk::open(session)?;
    let calendar = desk.calendar();
    let (from, to) = (calendar.span(&args.from), calendar.span(&args.to));
    if to.starts <= from.starts {
        return Err(CommandError::new(format!("{} does not come after {}", args.to, args.from))
            .hint(format!("the next one is {}: `git okr rollover {0} {}`", args.from, args.from.next())));
    }
    let teams = teams(args, &desk)?;
    let step = Step { from: args.from, to: args.to, today: desk.today };
    let rolled = roll_over(desk.snapshot(), &teams, step);
    let (written, empty): (Vec<&Rolled>, Vec<&Rolled>) =
        rolled.iter().partition(|rolled| !rolled.sheet.objectives.is_empty());
    let mut drafts = Vec::new();
    let mut about = BTreeSet::new();
    let mut told = String::new();
    for rolled in written {
        let path = desk.new_path(args.to, &rolled.sheet.team)?;
        about.extend(references(&rolled.sheet));
        told.push_str(&story(&path, rolled, args.from));
        drafts.push(Draft { path, text: write_sheet(&rolled.sheet) });
    }
    for rolled in empty {
        let _ = writeln!(told, "{}: nothing is left to do; no sheet for {}", rolled.sheet.team, args.to);
    }
    if desk.today <= from.ends {
        output::remark(&format!(
            "note: {} runs until {}; what is seen until then is not in the baselines",
            args.from, from.ends
        ));
    }
    if args.dry_run {
        output::print(&told)?;
        return Ok(Exit::Fine);
    }
    let landed = desk.land(&drafts, &about)?;
    output::print(&told)?;
    let count = landed.findings().len();
    if count > 0 {
        let what = if count == 1 { "one finding".to_owned() } else { format!("{count} findings") };
        output::remark(&format!(
            "note: {what}; `git okr check {}okrs/{}` tells what a new quarter's goals want",
            desk.workspace.root, args.to
        ));
    }
    Ok(Exit::Fine)
}

/// The teams to roll over: those asked for, or all that have goals in FROM and none in TO.
fn teams(args: &Args, desk: &Desk) -> Result<Vec<Id>, CommandError> {
    let snapshot = desk.snapshot();
    let with = |cycle: Cycle| -> BTreeSet<Id> {
        snapshot
            .team_cycles()
            .into_iter()
            .filter(|(own, _)| *own == cycle)
            .map(|(_, team)| team.clone())
            .collect()
    };
    let (before, after) = (with(args.from), with(args.to));
    if before.is_empty() {
        let cycles: Vec<String> = snapshot.cycles().iter().map(ToString::to_string).collect();
        let error = CommandError::new(format!("nobody has goals for {}", args.from));
        return Err(if cycles.is_empty() {
            error.hint("`git okr new objective` writes the first")
        } else {
            error.hint(format!("cycles with goals are: {}", cycles.join(", ")))
        });
    }
    for team in &args.team {
        desk.known_team(team)?;
        if !before.contains(team) {
            return Err(CommandError::new(format!("`{team}` has no goals for {}", args.from)));
        }
        if after.contains(team) {
            return Err(CommandError::new(format!(
                "`{team}` has goals for {} already; nothing was written",
                args.to
            ))
            .hint("a sheet is never written over: take it away first, or add to it with `git okr new`"));
        }
    }
    let teams: Vec<Id> = if args.team.is_empty() {
        for team in before.intersection(&after) {
            output::remark(&format!("note: {team} has goals for {} already; they stay as they are", args.to));
        }
        before.difference(&after).cloned().collect()
    } else {
        before.into_iter().filter(|team| args.team.contains(team)).collect()
    };
    if teams.is_empty() {
        return Err(CommandError::new(format!(
            "every team of {} has goals for {} already; nothing was written",
            args.from, args.to
        )));
    }
    for team in &teams {
        must_be_read_in_full(desk, args.from, team)?;
    }
    Ok(teams)
}

/// What cannot be read would stay behind without a word.
fn must_be_read_in_full(desk: &Desk, cycle: Cycle, team: &Id) -> Result<(), CommandError> {
    for (file, _) in desk.sheets_of(cycle, team) {
        let malformed = file.read.problems.iter().find(|problem| problem.kind == ProblemKind::Malformed);
        if let Some(problem) = malformed {
            return Err(CommandError::new(format!(
                "{}:{}: {}; nothing was written",
                file.path, problem.span.line, problem.message
            ))
            .hint("what cannot be read would be lost: mend it first, `git okr check` tells how"));
        }
    }
    Ok(())
}

/// What became of each goal of a team.
fn story(path: &str, rolled: &Rolled, from: Cycle) -> String {
    let width = rolled.fates.iter().map(|(id, _)| id.as_str().len()).max().unwrap_or(0);
    let mut text = format!("{path}\n");
    for (id, fate) in &rolled.fates {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:width$}  {}", id.as_str(), words(fate, from));
    }
    text
}

fn words(fate: &Fate, from: Cycle) -> String {
    let said = |text: &Option<String>, none: &str| text.as_deref().unwrap_or(none).to_owned();
    match fate {
        Fate::Carried { baseline, target, measured: true } => {
            format!("goes on from {} to {}", said(baseline, "nothing"), said(target, "no target"))
        }
        Fate::Carried { baseline, target, measured: false } => format!(
            "was never measured: goes on from {} to {}",
            said(baseline, "no baseline"),
            said(target, "no target")
        ),
        Fate::Guarded(limit) => format!("was won: guarded at {limit}"),
        Fate::Maintained(target) => format!("was won: to be maintained at {target}"),
        Fate::Kept => "guardrail: goes on".to_owned(),
        Fate::Dropped => format!("was dropped: stays in {from}"),
        Fate::Finished => format!("objective with nothing left to do: stays in {from}"),
    }
}
