//! What a director reads in one minute: sentences computed from the accounts, and only those with
//! something to say.

use super::HistoryReport;
use super::figures::Figures;
use super::reported::Reported;
use super::wins::Fate;
use crate::change::describe;
use crate::history::{CycleAccount, DimensionScores, KeyResultAccount};
use crate::model::{Dimension, Exact, Ref};
use crate::page::{Block, Text, Tone};
use crate::report::sentences::{asks_for_reason, count, joined};
use crate::score::State;

/// More names than a sentence can carry; the sections below have them all.
const NAMES: usize = 3;

/// The lead of the whole report: its newest cycle that has something to grade, in a few sentences, and one
/// over all cycles.
pub(super) fn lead(
    report: &HistoryReport<'_>,
    cycles: &[Reported<'_>],
    newest: Option<usize>,
) -> Vec<String> {
    let Some(cycle) = newest.and_then(|at| cycles.get(at)) else {
        return vec!["There is nothing to report: no key result stands in these cycles.".to_owned()];
    };
    let mut sentences = sentences(report, cycle);
    if cycles.len() > 1
        && let Some(first) = sentences.first_mut()
    {
        *first = format!("{}: {first}", cycle.account.cycle);
        sentences.push(over_all(cycles));
    }
    sentences
}

/// The newest cycle that has something to grade: the one people open the report for.
pub(super) fn newest(cycles: &[Reported<'_>]) -> Option<usize> {
    cycles.iter().rposition(|cycle| cycle.figures.graded > 0)
}

/// The opening of a cycle's section: its days, and its sentences where they do not open the report already.
pub(super) fn cycle(report: &HistoryReport<'_>, cycle: &Reported<'_>, told_above: bool) -> Vec<Block> {
    let account = cycle.account;
    let mut blocks = Vec::new();
    let days = format!("{} to {}, {} days", account.span.starts, account.span.ends, account.span.days());
    let running = if account.is_over { "" } else { "; still running" };
    blocks.push(Block::Paragraph(Text::plain(format!("{days}{running}."))));
    if !told_above {
        blocks.push(Block::List(
            sentences(report, cycle).into_iter().map(|words| (Tone::Plain, Text::plain(words))).collect(),
        ));
    }
    blocks
}

fn sentences(report: &HistoryReport<'_>, cycle: &Reported<'_>) -> Vec<String> {
    let Reported { account, figures, .. } = cycle;
    if figures.graded == 0 {
        return vec!["No key result is left to grade.".to_owned()];
    }
    let mut list = vec![reached(account, figures), moved(figures)];
    list.extend(most_gained(figures));
    list.extend(left(figures));
    list.extend(hollow(report, account));
    list.extend(held(report, cycle));
    list
}

fn reached(account: &CycleAccount<'_>, figures: &Figures<'_>) -> String {
    let verb = if account.is_over { "ended on target" } else { "are on target so far" };
    let all = count(figures.graded, "key result");
    let first = if figures.on_first_target == figures.on_target {
        "the same as against the targets first written".to_owned()
    } else {
        format!("{} against the targets first written", figures.on_first_target)
    };
    let committed = if figures.committed == 0 {
        String::new()
    } else {
        format!(
            " Of {} committed, {} {} delivered as first written.",
            figures.committed,
            figures.committed_first,
            if figures.committed_first == 1 { "was" } else { "were" }
        )
    };
    let silent = unscored(figures);
    format!("{} of {all} {verb}; {first}.{committed}{silent}", figures.on_target)
}

/// Key results whose score of 0 says nothing of the work.
fn unscored(figures: &Figures<'_>) -> String {
    let was = |number: usize| if number == 1 { "was" } else { "were" };
    let parts: Vec<String> = [
        (
            figures.without_target,
            format!("{} no target to measure by", if figures.without_target == 1 { "has" } else { "have" }),
        ),
        (figures.unmeasured, format!("{} never measured", was(figures.unmeasured))),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, words)| {
        format!("{} {words}", if number == figures.graded { "all".to_owned() } else { number.to_string() })
    })
    .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" Of the {}, {}, which scores 0.", figures.graded, joined(&parts))
    }
}

fn moved(figures: &Figures<'_>) -> String {
    let loosened = figures.loosened();
    let gain = gained(figures);
    if loosened == 0 {
        return format!("No settled goal was loosened.{gain}");
    }
    let reasons = match figures.undeclared {
        0 => "all with a declared reason".to_owned(),
        all if all == loosened => "none with a declared reason".to_owned(),
        some => format!("{some} with no reason given"),
    };
    let late = match figures.late_loosened {
        0 => String::new(),
        some => format!(", {some} in the last third of the cycle"),
    };
    let wide = match figures.wide.as_slice() {
        [] => String::new(),
        [only] => format!(" (one edit touched {only} key results at once)"),
        many => format!(" ({} edits touched {} key results)", many.len(), many.iter().sum::<usize>()),
    };
    let rails = match figures.rails.as_slice() {
        [] => String::new(),
        some => {
            let said = |shift: &&crate::history::Shift| {
                let change = shift.change();
                format!("{}, {}", short(&change.subject), describe(change))
            };
            format!(" Among them {}.", listed(some.iter().map(said).collect(), "; "))
        }
    };
    format!("Settled goals were loosened {}{wide}, {reasons}{late}.{rails}{gain}", times(loosened))
}

/// What all shifts were worth together.
fn gained(figures: &Figures<'_>) -> String {
    match figures.gain.as_ref().filter(|gain| !gain.is_zero()) {
        None => String::new(),
        Some(gain) if gain.abs().floor_to(2).exact().is_zero() => {
            " Shifts changed the mean score by less than 0.01.".to_owned()
        }
        Some(gain) => format!(" Shifts changed the mean score by {}.", signed(gain)),
    }
}

/// The shifts that were worth most to the score of their key result.
fn most_gained(figures: &Figures<'_>) -> Option<String> {
    let names: Vec<String> = figures
        .gains
        .iter()
        .take(NAMES)
        .map(|(own, shift, pair)| {
            let reason = match &shift.change().declared {
                Some(_) => "with a reason",
                None if asks_for_reason(shift.change()) => "no reason given",
                None => "no reason asked",
            };
            format!(
                "{} ({} on day {}, {} to {}, {reason})",
                short(own.reference()),
                describe(shift.change()),
                shift.dated.day,
                pair.original.floor_to(2),
                pair.final_.floor_to(2),
            )
        })
        .collect();
    (!names.is_empty()).then(|| format!("Most was gained by {}.", joined(&names)))
}

/// Key results that left after settling: the surest way to a better mean.
fn left(figures: &Figures<'_>) -> Option<String> {
    let part = |list: &[(&KeyResultAccount<'_>, bool)], word: &str| {
        let silent = list.iter().filter(|(_, declared)| !declared).count();
        let names = listed(list.iter().map(|(own, _)| short(own.reference())).collect(), ", ");
        let reason = match silent {
            0 => "with a reason".to_owned(),
            all if all == list.len() => "with no reason given".to_owned(),
            some => format!("{some} of them with no reason given"),
        };
        let was = if list.len() == 1 { "was" } else { "were" };
        (!list.is_empty()).then(|| format!("{} {was} {word}, {reason} ({names})", list.len()))
    };
    let parts: Vec<String> =
        part(&figures.dropped, "dropped").into_iter().chain(part(&figures.removed, "removed")).collect();
    (!parts.is_empty()).then(|| format!("Of the settled key results {}.", joined(&parts)))
}

/// What the cycles reported come to together.
fn over_all(cycles: &[Reported<'_>]) -> String {
    let (mut graded, mut on_target, mut first, mut loosened, mut undeclared) = (0, 0, 0, 0, 0);
    for own in cycles.iter().map(|cycle| &cycle.figures) {
        graded += own.graded;
        on_target += own.on_target;
        first += own.on_first_target;
        loosened += own.loosened();
        undeclared += own.undeclared;
    }
    let goals = match loosened {
        0 => "no settled goal was loosened".to_owned(),
        some => format!("settled goals were loosened {}, {undeclared} with no reason given", times(some)),
    };
    format!(
        "Over all {} cycles: {on_target} of {} ended on target, {first} against the targets first written; \
         {goals}.",
        cycles.len(),
        count(graded, "key result"),
    )
}

fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    }
}

/// A gain with its sign, cut at two decimals.
fn signed(gain: &Exact) -> String {
    if gain.is_negative() { format!("-{}", gain.abs().floor_to(2)) } else { format!("+{}", gain.floor_to(2)) }
}

fn short(reference: &Ref) -> String {
    format!("{}/{}", reference.team, reference.id)
}

/// The first names, and how many more.
fn listed(mut names: Vec<String>, between: &str) -> String {
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let names = names.join(between);
    if more > 0 { format!("{names} and {more} more") } else { names }
}

fn hollow(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<String> {
    let names: Vec<String> = account
        .objectives
        .iter()
        .filter(|own| own.hollow && report.wants(&own.reference.team))
        .map(|own| short(&own.reference))
        .collect();
    let objectives = match names.len() {
        0 => None,
        1..=4 => Some(format!("Hollow, with a breached guardrail: {}.", joined(&names))),
        many => Some(format!("{many} objectives are hollow, with a breached guardrail.")),
    };
    let parts: Vec<String> =
        objectives.into_iter().chain(report.scores(account).and_then(hollow_whole)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Speed that stands on too little quality.
fn hollow_whole(scores: &DimensionScores) -> Option<String> {
    let (_, last) = scores.awesome();
    if !last.hollow || scores.is_empty() {
        return None;
    }
    let speed = scores.pair(Dimension::Efficiency)?.final_.floor_to(2);
    let ground = match scores.pair(Dimension::Quality) {
        Some(pair) => format!("quality of {}", pair.final_.floor_to(2)),
        None => "no quality objective".to_owned(),
    };
    Some(format!("The whole is hollow: efficiency of {speed} stands on {ground}."))
}

fn held(report: &HistoryReport<'_>, cycle: &Reported<'_>) -> Option<String> {
    let slipped: Vec<String> = report
        .key_results(cycle.account)
        .filter(|own| own.state == State::Slipped)
        .map(|own| short(own.reference()))
        .collect();
    let fates = &cycle.fates;
    let of = |wanted: Fate| -> Vec<String> {
        let own = fates.iter().filter(|(_, fate)| *fate == wanted);
        own.map(|(win, _)| short(win.reference())).collect()
    };
    let mut parts = Vec::new();
    if !fates.is_empty() {
        let mut words = vec![format!("{} still hold", of(Fate::Holds).len())];
        for (fate, word) in
            [(Fate::Slipped, "slipped"), (Fate::Unmeasured, "not measured"), (Fate::Unguarded, "unguarded")]
        {
            let names = of(fate);
            if !names.is_empty() {
                words.push(format!("{} {word} ({})", names.len(), listed(names, ", ")));
            }
        }
        parts.push(format!("Of {} of the cycle before, {}.", count(fates.len(), "win"), joined(&words)));
    }
    if !slipped.is_empty() {
        parts.push(format!(
            "{} reached {} target in this cycle and lost it again: {}.",
            count(slipped.len(), "key result"),
            if slipped.len() == 1 { "its" } else { "their" },
            listed(slipped, ", ")
        ));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}
