//! The stories of all teams put in order of time: what is committed when, by whom, and on which branch.

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use okr_core::model::{Calendar, Cycle};

use super::organisation::{COORDINATOR, FOUNDED, GUIDED, TEAMS, TURNS, Turn};
use super::story::{Event, Quarter, Role, Team};
use super::workspace::Act;
use super::{DemoError, story_error};

/// A commit to come.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub(super) at: Timestamp,
    /// The author's clock.
    pub(super) offset: Offset,
    pub(super) by: Role,
    pub(super) message: String,
    /// Empty for the main branch.
    pub(super) branch: &'static str,
    /// Empty unless it is a merge.
    pub(super) merges: &'static str,
    pub(super) acts: Vec<Act>,
}

/// Every commit of the demo, oldest first.
pub(super) fn deeds() -> Result<Vec<Deed>, DemoError> {
    let mut deeds = vec![deed(
        FOUNDED,
        COORDINATOR,
        "Goals become files\n\nOne place where everyone sees what was promised, what moved, and why.",
        vec![Act::Found],
    )?];
    let mut before: Option<&Turn> = None;
    for turn in TURNS {
        deeds.push(opening(turn, before)?);
        for team in TEAMS {
            if let Some(quarter) = team.quarters.iter().find(|quarter| quarter.cycle == turn.cycle) {
                deeds.extend(of_team(team, quarter)?);
            }
        }
        if !turn.first_read.is_empty() {
            deeds.push(first_reading(turn)?);
        }
        for event in turn.events {
            deeds.push(of_event("", turn.cycle, event)?);
        }
        deeds.push(closing(turn)?);
        before = Some(turn);
    }
    deeds.push(deed(GUIDED, COORDINATOR, "A guide for those who come to look", vec![Act::Guide])?);
    deeds.sort_by_key(|deed| deed.at);
    Ok(deeds)
}

fn opening(turn: &'static Turn, before: Option<&Turn>) -> Result<Deed, DemoError> {
    if let Some(Turn { cycle: from, .. }) = before {
        let acts = vec![Act::RollOver { from, to: turn.cycle }];
        return deed(turn.opened, COORDINATOR, &format!("Roll {from} over to {}", turn.cycle), acts);
    }
    let plans = TEAMS.iter().flat_map(|team| {
        team.quarters.iter().filter(|quarter| quarter.cycle == turn.cycle).map(move |q| Act::Plan(team, q))
    });
    let message = format!("Take the goals of {} over from the slides", turn.cycle);
    deed(turn.opened, COORDINATOR, &message, plans.collect())
}

fn first_reading(turn: &'static Turn) -> Result<Deed, DemoError> {
    let (date, _) = days(turn.cycle)?;
    let message = format!("Open {}: what is kept is read from the first day on", turn.cycle);
    deed(turn.first_read, COORDINATOR, &message, vec![Act::FirstReading { cycle: turn.cycle, date }])
}

fn closing(turn: &'static Turn) -> Result<Deed, DemoError> {
    let (_, ends) = days(turn.cycle)?;
    let act = |team: &Team| Act::CheckIn {
        team: team.id,
        cycle: turn.cycle,
        round: team.rhythm.rounds,
        date: ends,
    };
    let message = format!("Close {}: the last check-ins of all teams", turn.cycle);
    deed(turn.closed, COORDINATOR, &message, TEAMS.iter().map(act).collect())
}

fn of_team(team: &'static Team, quarter: &'static Quarter) -> Result<Vec<Deed>, DemoError> {
    let mut deeds = Vec::new();
    if !quarter.planned.is_empty() {
        let message = format!("{}: plan {}", team.id, quarter.cycle);
        let plan = deed(quarter.planned, team.lead, &message, vec![Act::Plan(team, quarter)])?;
        deeds.push(Deed { branch: quarter.branch, ..plan });
    }
    for event in quarter.events {
        deeds.push(of_event(team.id, quarter.cycle, event)?);
    }
    let (starts, _) = days(quarter.cycle)?;
    let mut date = starts.saturating_add(7.days());
    while date.weekday() != team.rhythm.weekday {
        date = date.saturating_add(1.day());
    }
    for round in 0..team.rhythm.rounds {
        deeds.push(check_in(team, quarter.cycle, round, date)?);
        date = date.saturating_add(team.rhythm.every.days());
    }
    Ok(deeds)
}

fn check_in(team: &Team, cycle: &'static str, round: usize, date: Date) -> Result<Deed, DemoError> {
    let (hour, minute) = team.rhythm.time;
    let offset = Offset::constant(team.lead.clock);
    let time = Time::new(hour, minute, 0, 0).map_err(|error| story_error(team.id, &error.to_string()))?;
    let at = offset.to_timestamp(date.to_datetime(time));
    Ok(Deed {
        at: at.map_err(|error| story_error(team.id, &error.to_string()))?,
        offset,
        by: team.lead,
        message: format!("{}: check-ins of {}\n", team.id, date.strftime("%-d %B")),
        branch: "",
        merges: "",
        acts: vec![Act::CheckIn { team: team.id, cycle, round, date }],
    })
}

fn of_event(team: &'static str, cycle: &'static str, event: &'static Event) -> Result<Deed, DemoError> {
    let plain = deed(event.at, event.by, event.message, Vec::new())?;
    let date = home(plain.at);
    let acts = event.edits.iter().map(|edit| Act::Edit { team, cycle, edit, date }).collect();
    Ok(Deed { branch: event.branch, merges: event.merges, acts, ..plain })
}

fn deed(at: &'static str, by: Role, message: &str, acts: Vec<Act>) -> Result<Deed, DemoError> {
    let wrong = |_| story_error("a moment", at);
    let offset = Pieces::parse(at).map_err(wrong)?.to_numeric_offset();
    Ok(Deed {
        at: at.parse().map_err(wrong)?,
        offset: offset.ok_or_else(|| story_error("a moment without its offset", at))?,
        by,
        message: format!("{message}\n"),
        branch: "",
        merges: "",
        acts,
    })
}

/// The day in the organisation's own zone, which has no summer time.
fn home(at: Timestamp) -> Date {
    Offset::constant(8).to_datetime(at).date()
}

/// A quarter's first and last day.
fn days(cycle: &str) -> Result<(Date, Date), DemoError> {
    let cycle: Cycle = cycle.parse().map_err(|_| story_error("a cycle", cycle))?;
    let span = Calendar::default().span(&cycle);
    Ok((span.starts, span.ends))
}
