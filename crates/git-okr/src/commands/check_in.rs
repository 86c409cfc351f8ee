//! `git okr check-in REF VALUE`: appends a value seen to its key result or guardrail.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use jiff::civil::Date;
use okr_core::model::{CheckIn, Decimal, Exact, Quantity, Reference, Stated, Target, Unit};
use okr_core::score::{AsOf, GuardrailScore, Measurement};
use okr_core::snapshot::Item;
use okr_core::yaml::append_check_in;

use super::fit;
use crate::args::day;
use crate::desk::{Desk, Draft, Found, Landed, not_edited};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// Write down a value that was seen.
///
/// Appends a check-in to a key result or a guardrail, in its sheet in the work tree, and leaves the rest of the
/// sheet as it is. Check-ins are only ever added, the newest last; one a day.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    git okr check-in payments/payment-rtt '262 ms'\n  \
    git okr check-in payment-rtt 262ms --confidence 0.7 --note 'New connection pool.'\n  \
    git okr check-in 2026-Q1/payments/change-failures '4.1 %' --date 2026-01-31 --commit")]
pub(crate) struct Args {
    /// The key result or guardrail: <cycle>/<team>/<id>, or as much of that as makes it clear
    #[arg(value_name = "REF")]
    reference: Reference,
    /// The value, with its unit
    #[arg(value_name = "VALUE", required = true, num_args = 1.., allow_negative_numbers = true)]
    value: Vec<String>,
    /// The day it was seen [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// How sure the team is to reach the target, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    confidence: Option<Decimal>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Commit the sheet, and nothing else
    #[arg(long)]
    commit: bool,
}

fn share(text: &str) -> Result<Decimal, String> {
    let number = Decimal::parse(text).map_err(|error| error.to_string())?;
    let exact = number.exact();
    if exact.is_negative() || exact > Exact::one() {
        return Err("a confidence goes from 0 to 1, such as 0.7".to_owned());
    }
    Ok(number)
}

/// What is measured, of a key result or a guardrail alike.
struct Measured<'a> {
    target: Option<&'a Target>,
    baseline: Option<&'a Quantity>,
    unit: Option<&'a str>,
    check_ins: &'a [CheckIn],
}

impl<'a> Measured<'a> {
    fn of(item: Item<'a>) -> Option<Self> {
        Some(match item {
            Item::Objective(_) => return None,
            Item::KeyResult(_, own) => Self {
                target: own.target_value(),
                baseline: own.baseline_quantity(),
                unit: own.unit.as_deref(),
                check_ins: &own.check_ins,
            },
            Item::Guardrail(_, own) => Self {
                target: own.limit.as_ref().and_then(Stated::value),
                baseline: None,
                unit: own.unit.as_deref(),
                check_ins: &own.check_ins,
            },
        })
    }

    /// What a value must be comparable with.
    fn like(&self) -> Option<&'a Quantity> {
        let last = || self.check_ins.iter().rev().find_map(|check_in| check_in.value.value());
        self.target.map(|target| target.goal(None)).or(self.baseline).or_else(last)
    }
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let desk = Desk::open(session)?;
    let found = desk.find(&args.reference)?;
    let measured = Measured::of(found.item).ok_or_else(|| {
        CommandError::new(format!(
            "`{}` is an objective, and only key results and guardrails are measured",
            found.reference
        ))
        .hint("check in to one of its key results")
    })?;
    let check_in = check_in(args, &desk, &found, &measured)?;
    let text = append_check_in(found.text, &found.item.doc_path(), &check_in)
        .map_err(|error| not_edited(found.path, &error))?;
    let draft = Draft { path: found.path.to_owned(), text };
    if args.commit {
        must_be_tracked(&desk, &draft.path)?;
    }
    let landed = desk.land(std::slice::from_ref(&draft), &BTreeSet::from([found.reference.clone()]))?;
    if args.commit
        && let Err(error) = commit(session, &desk, &found, &check_in)
    {
        desk.restore(&draft);
        return Err(error);
    }
    output::print(&sentence(&desk, &found, &landed, &check_in))?;
    landed.tell_findings(session);
    Ok(Exit::Fine)
}

fn check_in(
    args: &Args,
    desk: &Desk,
    found: &Found<'_>,
    measured: &Measured<'_>,
) -> Result<CheckIn, CommandError> {
    let text = args.value.join(" ");
    let unit = measured.unit.and_then(|unit| Unit::parse(unit).ok());
    let value = fit::quantity(&text, unit.as_ref(), measured.like())
        .map_err(|misfit| misfit.of("a value", found.reference))?;
    let date = args.date.unwrap_or(desk.today);
    if date > desk.today {
        return Err(CommandError::new(format!("{date} is after today, {}; nothing was written", desk.today))
            .hint("give the day on which the value was seen"));
    }
    if let Some(last) = measured.check_ins.iter().map(|check_in| check_in.date).max()
        && date <= last
    {
        let (words, hint) = if date == last {
            let hint = format!(
                "while it is not committed, change it by hand in {}; else the next day is the next",
                found.path
            );
            ("has a check-in of that day already", hint)
        } else {
            (
                "has a later one",
                "check-ins are only added, the newest last; `--date` gives another day".to_owned(),
            )
        };
        return Err(CommandError::new(format!(
            "a check-in of {date} cannot be added: `{}` {words} ({last}); nothing was written",
            found.reference
        ))
        .hint(hint));
    }
    Ok(CheckIn {
        index: measured.check_ins.len(),
        date,
        value: Stated::Value(value),
        confidence: args.confidence,
        note: args.note.as_ref().map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
    })
}

/// What was written, and what it means.
fn sentence(desk: &Desk, found: &Found<'_>, landed: &Landed, check_in: &CheckIn) -> String {
    let as_of = AsOf::new(desk.calendar(), &found.reference.cycle, desk.today);
    let meaning = match landed.after.snapshot.get(found.reference) {
        Some(Item::KeyResult(objective, own)) => {
            let score = Measurement::of(own, objective).score(&as_of);
            let target = own.target.as_ref().map(|target| format!(" against {}", target.text()));
            format!("{}, score {}{}", score.state, score.score.floor_to(2), target.unwrap_or_default())
        }
        Some(Item::Guardrail(_, own)) => {
            let limit = own.limit.as_ref().map_or("no limit", |limit| limit.text());
            let score = GuardrailScore::of(own, &as_of);
            match score.breached {
                Some(true) => format!("breaches {limit}"),
                Some(false) => format!("within {limit}"),
                None => "no limit to compare with".to_owned(),
            }
        }
        Some(Item::Objective(_)) | None => String::new(),
    };
    let counts =
        if as_of.counts(check_in.date) { "" } else { "\nIt lies outside the cycle and does not count." };
    format!("{} on {}: {}; {meaning}{counts}\n", found.reference, check_in.date, check_in.value.text())
}

/// git commits a path of its own only where it knows the file.
fn must_be_tracked(desk: &Desk, path: &str) -> Result<(), CommandError> {
    let known = git(desk)?
        .args(["ls-files", "--error-unmatch", "--", path])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match known {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(CommandError::new(format!("`{path}` is not known to git yet; nothing was written"))
            .hint(format!("`git add {path}` and commit it first, or leave out --commit"))),
        Err(error) => Err(CommandError::new(format!("git cannot be run: {error}"))),
    }
}

/// Commits the sheet alone, with the hooks that are in place. What else is staged stays staged.
fn commit(session: &Session, desk: &Desk, found: &Found<'_>, check_in: &CheckIn) -> Result<(), CommandError> {
    let reference = found.reference;
    let mut message = format!("Check in {}/{}: {}", reference.team, reference.id, check_in.value.text());
    if let Some(note) = &check_in.note {
        message.push_str("\n\n");
        message.push_str(note);
    }
    let mut command = git(desk)?;
    // Literal paths: a team's name is no pattern.
    command.args(["--literal-pathspecs", "commit", "--quiet", "--only", "-m", &message, "--", found.path]);
    if let Some(today) = session.fixed_today() {
        command.env("GIT_OKR_TODAY", today.to_string());
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(CommandError::new("git did not make the commit; the sheet is as it was")
            .hint("see what git said above; without --commit the check-in is only written")),
        Err(error) => Err(CommandError::new(format!("git cannot be run: {error}; the sheet is as it was"))),
    }
}

/// git at the top of the work tree.
fn git(desk: &Desk) -> Result<Command, CommandError> {
    let top = desk
        .workspace
        .repository
        .top()
        .ok_or_else(|| CommandError::new("a bare repository has no sheets to edit"))?;
    let mut command = Command::new("git");
    command.current_dir(top);
    Ok(command)
}
