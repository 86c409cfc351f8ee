//! `git okr new`: writes an objective, a key result or a guardrail into the right sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::Subcommand;
use okr_core::import::{Ids, Noun};
use okr_core::model::{
    Commitment, Cycle, Decimal, Dimension, Direction, Form, Guardrail, Id, KeyResult, Objective, Ref,
    Reference, Sheet, Stated, Unit,
};
use okr_core::snapshot::Item;
use okr_core::yaml::{append_guardrail, append_key_result, append_objective, write_sheet};

use super::fit;
use crate::desk::{Desk, Draft, Found, not_edited};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Write a new objective, key result or guardrail into the right sheet.
///
/// The sheet of a team that has none for the cycle yet is made. What is written is what you gave: nothing is
/// filled in, and `git okr check` tells what a good goal has besides.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr new objective --team payments --cycle 2026-Q1 --dimension quality \\\n    \
    --title 'Paying feels instant, even at the evening peak' --supports company/grow-checkout\n  \
    git okr new key-result paying-feels-instant --baseline '300 ms' --target '< 200 ms' --hold 4w \\\n    \
    --title 'Payment round trip falls from 300 ms to under 200 ms' \\\n    \
    --metric 'p95 payment round-trip time, production, 7-day window'\n  \
    git okr new guardrail paying-feels-instant --metric 'change failure rate, monthly' --limit '<= 5 %'")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What a team wants to be true at the end of the cycle
    Objective(NewObjective),
    /// How everyone will see that an objective became true
    KeyResult(NewKeyResult),
    /// What must not get worse on the way to an objective
    Guardrail(NewGuardrail),
}

/// An objective.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr new objective --team payments --title 'Paying feels instant, even at the evening peak' \\\n    \
    --dimension quality --supports company/grow-checkout")]
struct NewObjective {
    /// Whose it is
    #[arg(long, value_name = "TEAM")]
    team: Id,
    /// The cycle [default: the one that runs today, where the workspace has one such]
    #[arg(long, value_name = "CYCLE")]
    cycle: Option<Cycle>,
    /// The objective in one sentence
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    title: String,
    /// Its id for good [default: from the title]
    #[arg(long, value_name = "ID")]
    id: Option<Id>,
    /// Why it matters now
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    why: Option<String>,
    /// What it serves: efficiency, quality or sustainability
    #[arg(long, value_name = "DIMENSION", value_parser = dimension)]
    dimension: Option<Dimension>,
    /// How firmly it is promised: committed or aspirational
    #[arg(long, value_name = "COMMITMENT", value_parser = commitment)]
    commitment: Option<Commitment>,
    /// An objective it serves; may be given several times
    #[arg(long, value_name = "REF")]
    supports: Vec<Reference>,
    /// The team that answers for it, where it is another
    #[arg(long, value_name = "TEAM", value_parser = super::said)]
    owner: Option<String>,
}

/// A key result.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  \
    git okr new key-result paying-feels-instant --baseline '300 ms' --target '< 200 ms' --hold 4w \\\n    \
    --title 'Payment round trip falls from 300 ms to under 200 ms' \\\n    \
    --metric 'p95 payment round-trip time, production, 7-day window'",
    override_usage = "git okr new key-result <OBJECTIVE> --title <TEXT> --metric <TEXT> \\\n           \
        --baseline <QUANTITY> --target <TARGET> [OPTIONS]"
)]
struct NewKeyResult {
    /// The objective: <cycle>/<team>/<id>, or as much of that as makes it clear
    #[arg(value_name = "OBJECTIVE")]
    objective: Reference,
    /// The key result in one sentence
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    title: String,
    /// What is measured: statistic, population, window
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    metric: String,
    /// Where it stands, with its unit; `unknown` until it is measured
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true)]
    baseline: String,
    /// Where it shall stand, such as '< 200 ms'
    #[arg(long, value_name = "TARGET", allow_hyphen_values = true)]
    target: String,
    /// Its id for good [default: from the title]
    #[arg(long, value_name = "ID")]
    id: Option<Id>,
    /// The unit, written once for all
    #[arg(long, value_name = "UNIT", value_parser = super::said)]
    unit: Option<String>,
    /// The way it shall move: increase, decrease or maintain
    #[arg(long, value_name = "DIRECTION", value_parser = direction)]
    direction: Option<Direction>,
    /// How long the target must be held to count, such as 4w
    #[arg(long, value_name = "TIME")]
    hold: Option<String>,
    /// Its weight in the objective
    #[arg(long, value_name = "NUMBER", value_parser = weight)]
    weight: Option<Decimal>,
    /// Where the number can be looked up
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    source: Option<String>,
    /// The key result of an earlier cycle that it goes on from
    #[arg(long, value_name = "REF")]
    continues: Option<Reference>,
    /// How firmly it is promised, where that differs from its objective
    #[arg(long, value_name = "COMMITMENT", value_parser = commitment)]
    commitment: Option<Commitment>,
}

/// A guardrail.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr new guardrail paying-feels-instant --metric 'change failure rate, monthly' --limit '<= 5 %'")]
struct NewGuardrail {
    /// The objective: <cycle>/<team>/<id>, or as much of that as makes it clear
    #[arg(value_name = "OBJECTIVE")]
    objective: Reference,
    /// What is measured: statistic, population, window
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    metric: String,
    /// What must hold at all times, such as '<= 5 %'
    #[arg(long, value_name = "LIMIT", allow_hyphen_values = true)]
    limit: String,
    /// A sentence
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    title: Option<String>,
    /// Its id for good [default: from the metric]
    #[arg(long, value_name = "ID")]
    id: Option<Id>,
    /// The unit, written once for all
    #[arg(long, value_name = "UNIT", value_parser = super::said)]
    unit: Option<String>,
    /// Where the number can be looked up
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    source: Option<String>,
    /// The key result of an earlier cycle whose win it guards
    #[arg(long, value_name = "REF")]
    continues: Option<Reference>,
}

fn dimension(text: &str) -> Result<Dimension, String> {
    Dimension::from_word(text).ok_or_else(|| "choose efficiency, quality or sustainability".to_owned())
}

fn commitment(text: &str) -> Result<Commitment, String> {
    Commitment::from_word(text).ok_or_else(|| "choose committed or aspirational".to_owned())
}

fn direction(text: &str) -> Result<Direction, String> {
    Direction::from_word(text).ok_or_else(|| "choose increase, decrease or maintain".to_owned())
}

fn weight(text: &str) -> Result<Decimal, String> {
    let weight = Decimal::parse(text).map_err(|error| error.to_string())?;
    if weight.is_zero() || weight.is_negative() {
        return Err("a weight is greater than 0".to_owned());
    }
    Ok(weight)
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let desk = Desk::open(session)?;
    let (draft, reference) = match &args.what {
        What::Objective(new) => objective(new, &desk)?,
        What::KeyResult(new) => key_result(new, &desk)?,
        What::Guardrail(new) => guardrail(new, &desk)?,
    };
    let path = draft.path.clone();
    let landed = desk.land(&[draft], &BTreeSet::from([reference.clone()]))?;
    output::print(&format!("{reference}: written into {path}\n"))?;
    landed.tell_findings(session);
    Ok(Exit::Fine)
}

fn objective(new: &NewObjective, desk: &Desk) -> Result<(Draft, Ref), CommandError> {
    desk.known_team(&new.team)?;
    let cycle = match new.cycle {
        Some(cycle) => cycle,
        None => running_cycle(desk)?,
    };
    for wanted in &new.supports {
        must_be_an_objective(desk, wanted, cycle, &new.team)?;
    }
    let id = own_id(desk, new.id.as_ref(), &new.title, Noun::Objective, cycle, &new.team)?;
    let objective = Objective {
        index: 0,
        id: id.clone(),
        title: Some(new.title.clone()),
        why: new.why.clone(),
        dimension: new.dimension,
        commitment: new.commitment,
        supports: new.supports.clone(),
        owner: new.owner.clone(),
        key_results: Vec::new(),
        guardrails: Vec::new(),
        amendments: Vec::new(),
        allow: Vec::new(),
    };
    let reference = Ref { cycle, team: new.team.clone(), id };
    // A team may have split its sheet: what is new goes into the last file.
    let last = desk.sheets_of(cycle, &new.team).last();
    let draft = if let Some((file, _)) = last {
        let text = append_objective(desk.text(&file.path)?, &objective)
            .map_err(|error| not_edited(&file.path, &error))?;
        Draft { path: file.path.clone(), text }
    } else {
        let objectives = vec![Arc::new(objective)];
        let sheet = Sheet { cycle, team: new.team.clone(), objectives, allow: Vec::new() };
        Draft { path: desk.new_path(cycle, &new.team)?, text: write_sheet(&sheet) }
    };
    Ok((draft, reference))
}

fn key_result(new: &NewKeyResult, desk: &Desk) -> Result<(Draft, Ref), CommandError> {
    let found = an_objective(desk, &new.objective)?;
    let id = part_id(desk, &found, new.id.as_ref(), &new.title, Noun::KeyResult)?;
    let reference = Ref { id: id.clone(), ..found.reference.clone() };
    let unit = unit(new.unit.as_deref())?;
    let baseline = match Stated::quantity(&new.baseline, unit.as_ref()) {
        Stated::Words { form: Form::Unknown, text } => Stated::Words { form: Form::Unknown, text },
        Stated::Words { .. } | Stated::Value(_) => Stated::Value(
            fit::quantity(&new.baseline, unit.as_ref(), None)
                .map_err(|misfit| misfit.of("the baseline", &reference))?,
        ),
    };
    let target = fit::target(&new.target, unit.as_ref(), baseline.value())
        .map_err(|misfit| misfit.of("the target", &reference))?;
    let hold =
        new.hold.as_deref().map(fit::hold).transpose().map_err(|misfit| misfit.of("the hold", &reference))?;
    let key_result = KeyResult {
        index: 0,
        id,
        title: Some(new.title.clone()),
        metric: Some(new.metric.clone()),
        baseline: Some(baseline),
        target: Some(Stated::Value(target)),
        unit: new.unit.clone(),
        direction: new.direction,
        hold,
        weight: new.weight,
        source: new.source.clone(),
        continues: continues(desk, new.continues.as_ref(), &reference)?,
        formerly: None,
        status: None,
        owner: None,
        commitment: new.commitment,
        check_ins: Vec::new(),
        amendments: Vec::new(),
        allow: Vec::new(),
    };
    let text = append_key_result(found.text, &found.item.doc_path(), &key_result)
        .map_err(|error| not_edited(found.path, &error))?;
    Ok((Draft { path: found.path.to_owned(), text }, reference))
}

fn guardrail(new: &NewGuardrail, desk: &Desk) -> Result<(Draft, Ref), CommandError> {
    let found = an_objective(desk, &new.objective)?;
    let id = part_id(desk, &found, new.id.as_ref(), &new.metric, Noun::Guardrail)?;
    let reference = Ref { id: id.clone(), ..found.reference.clone() };
    let unit = unit(new.unit.as_deref())?;
    let limit =
        fit::target(&new.limit, unit.as_ref(), None).map_err(|misfit| misfit.of("the limit", &reference))?;
    if limit.comparison(None).is_none() && !new.limit.contains("..") {
        return Err(CommandError::new(format!(
            "`{}` does not say which side of it is good; nothing was written",
            new.limit
        ))
        .hint(format!("write `<= {0}` or `>= {0}`", new.limit.trim())));
    }
    let guardrail = Guardrail {
        index: 0,
        id,
        title: new.title.clone(),
        metric: Some(new.metric.clone()),
        limit: Some(Stated::Value(limit)),
        unit: new.unit.clone(),
        source: new.source.clone(),
        continues: continues(desk, new.continues.as_ref(), &reference)?,
        formerly: None,
        check_ins: Vec::new(),
        amendments: Vec::new(),
        allow: Vec::new(),
    };
    let text = append_guardrail(found.text, &found.item.doc_path(), &guardrail)
        .map_err(|error| not_edited(found.path, &error))?;
    Ok((Draft { path: found.path.to_owned(), text }, reference))
}

/// The cycle that runs today and has goals, where there is only one.
fn running_cycle(desk: &Desk) -> Result<Cycle, CommandError> {
    let running: Vec<Cycle> = desk
        .snapshot()
        .cycles()
        .into_iter()
        .filter(|cycle| desk.calendar().span(cycle).contains(desk.today))
        .collect();
    match running.as_slice() {
        [only] => Ok(*only),
        [] => {
            Err(CommandError::new("no cycle of this workspace runs today")
                .hint("name one: `--cycle 2026-Q1`"))
        }
        several => {
            let names: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(CommandError::new(format!("{} run today", names.join(" and ")))
                .hint(format!("name one: `--cycle {}`", names[0])))
        }
    }
}

fn an_objective<'a>(desk: &'a Desk, wanted: &Reference) -> Result<Found<'a>, CommandError> {
    desk.find_among(wanted, |item| matches!(item, Item::Objective(_)))
}

/// What a sheet refers to must be there.
fn must_be_an_objective(
    desk: &Desk,
    wanted: &Reference,
    cycle: Cycle,
    team: &Id,
) -> Result<(), CommandError> {
    let reference = wanted.resolve(&cycle, team);
    match desk.snapshot().get(&reference) {
        Some(Item::Objective(_)) => Ok(()),
        Some(Item::KeyResult(..) | Item::Guardrail(..)) => {
            Err(CommandError::new(format!("`{reference}` is no objective; nothing was written"))
                .hint("an objective serves another objective, not one of its key results"))
        }
        None => {
            let known = desk.snapshot().items().filter(|(_, item)| matches!(item, Item::Objective(_)));
            Err(crate::naming::unknown(
                wanted,
                known.map(|(reference, _)| reference),
                "there is no objective",
            ))
        }
    }
}

fn continues(desk: &Desk, wanted: Option<&Reference>, own: &Ref) -> Result<Option<Reference>, CommandError> {
    let Some(wanted) = wanted else { return Ok(None) };
    match desk.snapshot().get(&wanted.resolve(&own.cycle, &own.team)) {
        Some(Item::KeyResult(..) | Item::Guardrail(..)) => Ok(Some(wanted.clone())),
        Some(Item::Objective(_)) | None => {
            let known = desk.snapshot().items().filter(|(_, item)| matches!(item, Item::KeyResult(..)));
            Err(crate::naming::unknown(
                wanted,
                known.map(|(reference, _)| reference),
                "there is no key result",
            ))
        }
    }
}

/// The id asked for, or one from the words; free in the team's cycle either way.
fn own_id(
    desk: &Desk,
    asked: Option<&Id>,
    words: &str,
    noun: Noun,
    cycle: Cycle,
    team: &Id,
) -> Result<Id, CommandError> {
    let in_sheet = |reference: &&Ref| reference.cycle == cycle && reference.team == *team;
    let known: Vec<&Ref> = desk.snapshot().items().map(|(reference, _)| reference).filter(in_sheet).collect();
    let mut ids = Ids::taken(known.iter().map(|reference| &reference.id));
    match asked {
        Some(id) if ids.take(id) => Ok(id.clone()),
        Some(id) => Err(CommandError::new(format!(
            "`{cycle}/{team}/{id}` stands already; nothing was written"
        ))
        .hint("objectives, key results and guardrails of a sheet share their ids; choose another one")),
        None => Ok(ids.coin(words, noun)),
    }
}

fn part_id(
    desk: &Desk,
    found: &Found<'_>,
    asked: Option<&Id>,
    words: &str,
    noun: Noun,
) -> Result<Id, CommandError> {
    own_id(desk, asked, words, noun, found.reference.cycle, &found.reference.team)
}

fn unit(text: Option<&str>) -> Result<Option<Unit>, CommandError> {
    let read = |text| {
        Unit::parse(text)
            .map_err(|error| CommandError::new(format!("{error}; nothing was written")).hint(error.help()))
    };
    text.map(read).transpose()
}
