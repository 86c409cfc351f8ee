//! `git okr amend REF`: changes a definition and declares the change in one step.

use std::fmt::Write as _;

use std::collections::BTreeSet;

use clap::ArgGroup;
use okr_core::change::{Change, ItemKind, between};
use okr_core::model::{
    AmendedField, Amendment, Commitment, Decimal, Direction, Quantity, Ref, Reference, Stated, Unit,
};
use okr_core::retitle::retitle;
use okr_core::snapshot::Item;
use okr_core::yaml::{append_amendment, set_field};

use super::fit;
use crate::desk::{Desk, Draft, Found, not_edited};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::workspace::State;

/// Change a goal, and say why, in one step.
///
/// Sets one field or several of a key result, a guardrail or an objective, and adds an amendment with what it
/// was, what it is, the day and the reason. A field that was edited by hand already, and not committed, is
/// declared as it stands. Policy allows what is declared; the history tells it all the same.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "git okr amend <REF> --<FIELD> <VALUE>... --reason <TEXT> [OPTIONS]",
    group(ArgGroup::new("fields").multiple(true).required(true).args([
        "target", "baseline", "limit", "hold", "weight", "metric", "unit", "source", "direction", "commitment",
    ])),
    after_help = "Examples:\n  \
    git okr amend payments/payment-rtt --target '< 200 ms' --reason 'The fraud check adds 20 ms.'\n  \
    git okr amend payment-rtt --hold 6w --weight 2 --reason 'Twice a year is not enough.' --approved-by @cto\n  \
    git okr amend change-failures --limit '<= 6 %' --reason 'Counted with rollbacks from now on.'"
)]
pub(crate) struct Args {
    /// The key result, guardrail or objective: <cycle>/<team>/<id>, or as much of that as makes it clear
    #[arg(value_name = "REF")]
    reference: Reference,
    /// Why; it stands in the sheet for good
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    reason: String,
    /// Who agreed, such as @cto
    #[arg(long, value_name = "WHO", value_parser = super::said)]
    approved_by: Option<String>,
    #[command(flatten)]
    fields: Fields,
    /// The title from now on [default: with the old number in it made the new one, where it tells it once]
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    title: Option<String>,
}

/// The fields an amendment can change, with their new values.
#[derive(Debug, clap::Args)]
struct Fields {
    /// Where the metric shall stand
    #[arg(long, value_name = "TARGET", allow_hyphen_values = true)]
    target: Option<String>,
    /// Where it stood at the start
    #[arg(long, value_name = "QUANTITY", allow_hyphen_values = true)]
    baseline: Option<String>,
    /// What a guardrail must keep to
    #[arg(long, value_name = "LIMIT", allow_hyphen_values = true)]
    limit: Option<String>,
    /// How long the target must be held to count
    #[arg(long, value_name = "TIME")]
    hold: Option<String>,
    /// Its weight in the objective
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    weight: Option<String>,
    /// What is measured
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    metric: Option<String>,
    /// The unit, written once for all
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Where the number can be looked up
    #[arg(long, value_name = "TEXT", value_parser = super::said)]
    source: Option<String>,
    /// The way it shall move: increase, decrease or maintain
    #[arg(long, value_name = "DIRECTION")]
    direction: Option<String>,
    /// How firmly it is promised: committed or aspirational
    #[arg(long, value_name = "COMMITMENT")]
    commitment: Option<String>,
}

impl Fields {
    /// The fields asked for, the unit first, as the others are read with it.
    fn asked(&self) -> Vec<(AmendedField, &str)> {
        let Self { target, baseline, limit, hold, weight, metric, unit, source, direction, commitment } =
            self;
        [
            (AmendedField::Unit, unit),
            (AmendedField::Metric, metric),
            (AmendedField::Baseline, baseline),
            (AmendedField::Target, target),
            (AmendedField::Limit, limit),
            (AmendedField::Direction, direction),
            (AmendedField::Hold, hold),
            (AmendedField::Weight, weight),
            (AmendedField::Source, source),
            (AmendedField::Commitment, commitment),
        ]
        .into_iter()
        .filter_map(|(field, value)| Some((field, value.as_deref()?.trim())))
        .collect()
    }
}

pub(crate) fn run(args: &Args, session: &Session) -> Result<Exit, CommandError> {
    let desk = Desk::open(session)?;
    let found = desk.find(&args.reference)?;
    let asked = args.fields.asked();
    fits(&found, &asked)?;
    let doc = found.item.doc_path();
    let mut text = found.text.to_owned();
    for (field, value) in &asked {
        text =
            set_field(&text, &doc, field.as_str(), value).map_err(|error| not_edited(found.path, &error))?;
    }
    let amendments = amendments(args, &desk, &found, &asked, &text);
    if amendments.is_empty() {
        return Err(nothing_changes(&found, &asked));
    }
    let title = args.title.clone().or_else(|| title_after(found.item, &amendments));
    if let Some(title) = &title {
        text = set_field(&text, &doc, "title", title).map_err(|error| not_edited(found.path, &error))?;
    }
    for amendment in &amendments {
        text = append_amendment(&text, &doc, amendment).map_err(|error| not_edited(found.path, &error))?;
    }
    let draft = Draft { path: found.path.to_owned(), text };
    let landed = desk.land(&[draft], &BTreeSet::from([found.reference.clone()]))?;
    let mut told = String::new();
    for judged in landed.judged.iter().filter(|judged| is_told(judged.dated.change.field, &amendments)) {
        let _ = writeln!(told, "{}: {}", found.reference, judged.message);
    }
    if let Some(title) = &title {
        let _ = writeln!(told, "{}: title is now: {title}", found.reference);
    }
    output::print(&told)?;
    landed.tell_findings(session);
    if !desk.snapshot().settings.reasons.amendment {
        output::remark(&format!(
            "note: this workspace takes reasons from commit messages: `OKR-Reason: {}: {}`",
            found.reference, args.reason
        ));
    }
    Ok(Exit::Fine)
}

/// The title with the numbers that were amended, where it tells them and would be wrong with the old ones.
fn title_after(item: Item<'_>, amendments: &[Amendment]) -> Option<String> {
    let Item::KeyResult(_, key_result) = item else { return None };
    let unit = key_result.unit.as_deref().and_then(|unit| Unit::parse(unit).ok());
    let goal = |text: &Option<String>| {
        let target = Stated::target(text.as_deref()?, unit.as_ref());
        Some(target.value()?.goal(None).clone())
    };
    let before = key_result.title.as_deref()?;
    let mut title = before.to_owned();
    for amendment in amendments {
        let moves = matches!(amendment.field, AmendedField::Target | AmendedField::Baseline);
        if moves && let (Some(old), Some(new)) = (goal(&amendment.from), goal(&amendment.to)) {
            title = retitle(&title, &old, &new).unwrap_or(title);
        }
    }
    (title != before).then_some(title)
}

fn is_told(field: Option<okr_core::change::Field>, amendments: &[Amendment]) -> bool {
    amendments.iter().any(|amendment| Some(amendment.field.field()) == field)
}

/// What must be declared for git to show nothing undeclared: each change this edit makes, and what was edited
/// in the same fields by hand since the last commit.
fn amendments(
    args: &Args,
    desk: &Desk,
    found: &Found<'_>,
    asked: &[(AmendedField, &str)],
    text: &str,
) -> Vec<Amendment> {
    let edited = desk.with(&[Draft { path: found.path.to_owned(), text: text.to_owned() }]);
    let by_hand = changes(&desk.committed, &desk.state, found);
    let whole = changes(&desk.committed, &edited, found);
    let own = changes(&desk.state, &edited, found);
    AmendedField::ALL
        .iter()
        .filter_map(|&field| {
            let of = |list: &'_ [Change]| list.iter().position(|change| change.field == Some(field.field()));
            let undeclared = asked.iter().any(|(asked, _)| *asked == field)
                && of(&by_hand).is_some_and(|at| by_hand[at].declared.is_none());
            let change = if undeclared { &whole[of(&whole)?] } else { &own[of(&own)?] };
            let side = |value: &Option<okr_core::change::Value>| value.as_ref().map(|v| v.text().to_owned());
            Some(Amendment {
                index: 0,
                date: desk.today,
                field,
                from: side(&change.before),
                to: side(&change.after),
                reason: Some(args.reason.clone()),
                approved_by: args.approved_by.clone(),
                check_in: None,
            })
        })
        .collect()
}

/// The changes of the item's fields between two states.
fn changes(before: &State, after: &State, found: &Found<'_>) -> Vec<Change> {
    let kind = kind(found.item);
    between(&before.snapshot, &after.snapshot)
        .into_iter()
        .filter(|change| change.subject == *found.reference && change.item == kind)
        .filter(|change| change.field.is_some_and(|field| AmendedField::from_word(field.as_str()).is_some()))
        .filter(|change| change.check_in.is_none())
        .collect()
}

fn kind(item: Item<'_>) -> ItemKind {
    match item {
        Item::Objective(_) => ItemKind::Objective,
        Item::KeyResult(..) => ItemKind::KeyResult,
        Item::Guardrail(..) => ItemKind::Guardrail,
    }
}

fn nothing_changes(found: &Found<'_>, asked: &[(AmendedField, &str)]) -> CommandError {
    let fields: Vec<&str> = asked.iter().map(|(field, _)| field.as_str()).collect();
    CommandError::new(format!(
        "nothing changes: `{}` says that already in {}; nothing was written",
        found.reference,
        fields.join(", ")
    ))
    .hint(format!("`git okr log {}` shows how it came to be", found.reference))
}

/// Refuses fields the item does not have, and values that do not fit.
fn fits(found: &Found<'_>, asked: &[(AmendedField, &str)]) -> Result<(), CommandError> {
    let allowed = fields_of(found.item);
    if let Some((field, _)) = asked.iter().find(|(field, _)| !allowed.contains(field)) {
        let names: Vec<String> = allowed.iter().map(|field| format!("--{field}")).collect();
        return Err(CommandError::new(format!(
            "`{}` is {}, which has no `{field}`; nothing was written",
            found.reference,
            noun(found.item)
        ))
        .hint(format!("it has {}", names.join(", "))));
    }
    let new = |field: AmendedField| asked.iter().find(|(asked, _)| *asked == field).map(|(_, value)| *value);
    let unit = match new(AmendedField::Unit) {
        Some(unit) => Some(Unit::parse(unit).map_err(|error| {
            CommandError::new(format!("{error}; nothing was written")).hint(error.help())
        })?),
        None => unit_of(found.item).and_then(|unit| Unit::parse(unit).ok()),
    };
    let own = Measures::of(found.item);
    let misfit = |noun: &'static str| move |misfit: fit::Misfit| misfit.of(noun, found.reference);
    let baseline = new(AmendedField::Baseline);
    let target = new(AmendedField::Target).or(new(AmendedField::Limit));
    // A new unit redefines all, and so may a new pair of baseline and target.
    let redefined = new(AmendedField::Unit).is_some() || baseline.is_some() && target.is_some();
    let like = |other: Option<&'_ Quantity>| if redefined { None } else { other.cloned() };
    let new_baseline = baseline
        .map(|text| {
            fit::quantity(text, unit.as_ref(), like(own.target.as_ref().or(own.baseline.as_ref())).as_ref())
        })
        .transpose()
        .map_err(misfit("the baseline"))?;
    if let Some(text) = target {
        let like = new_baseline.or_else(|| like(own.baseline.as_ref().or(own.target.as_ref())));
        fit::target(text, unit.as_ref(), like.as_ref()).map_err(misfit("the target"))?;
    }
    if let Some(text) = new(AmendedField::Hold) {
        fit::hold(text).map_err(misfit("the hold"))?;
    }
    if let Some(text) = new(AmendedField::Weight)
        && !Decimal::parse(text).is_ok_and(|weight| !weight.is_zero() && !weight.is_negative())
    {
        return Err(word(found.reference, "weight", text, "a number greater than 0, such as 2"));
    }
    if let Some(text) = new(AmendedField::Direction)
        && Direction::from_word(text).is_none()
    {
        return Err(word(found.reference, "direction", text, "increase, decrease or maintain"));
    }
    if let Some(text) = new(AmendedField::Commitment)
        && Commitment::from_word(text).is_none()
    {
        return Err(word(found.reference, "commitment", text, "committed or aspirational"));
    }
    Ok(())
}

fn word(reference: &Ref, field: &str, text: &str, takes: &str) -> CommandError {
    CommandError::new(format!("`{text}` cannot be the {field} of `{reference}`; nothing was written"))
        .hint(format!("write {takes}"))
}

/// What the item is compared by today.
struct Measures {
    baseline: Option<Quantity>,
    target: Option<Quantity>,
}

impl Measures {
    fn of(item: Item<'_>) -> Self {
        match item {
            Item::Objective(_) => Self { baseline: None, target: None },
            Item::KeyResult(_, own) => Self {
                baseline: own.baseline_quantity().cloned(),
                target: own.target_value().map(|target| target.goal(None).clone()),
            },
            Item::Guardrail(_, own) => Self {
                baseline: None,
                target: own.limit.as_ref().and_then(Stated::value).map(|limit| limit.goal(None).clone()),
            },
        }
    }
}

fn unit_of(item: Item<'_>) -> Option<&str> {
    match item {
        Item::Objective(_) => None,
        Item::KeyResult(_, own) => own.unit.as_deref(),
        Item::Guardrail(_, own) => own.unit.as_deref(),
    }
}

fn fields_of(item: Item<'_>) -> &'static [AmendedField] {
    use AmendedField::{Baseline, Direction, Hold, Limit, Metric, Source, Target, Unit, Weight};
    match item {
        Item::Objective(_) => &[AmendedField::Commitment],
        Item::KeyResult(..) => {
            &[Target, Baseline, Hold, Weight, Metric, Unit, Source, Direction, AmendedField::Commitment]
        }
        Item::Guardrail(..) => &[Limit, Metric, Unit, Source],
    }
}

fn noun(item: Item<'_>) -> &'static str {
    match item {
        Item::Objective(_) => "an objective",
        Item::KeyResult(..) => "a key result",
        Item::Guardrail(..) => "a guardrail",
    }
}
