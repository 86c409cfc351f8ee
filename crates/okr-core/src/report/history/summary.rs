//! What a director reads in one minute: sentences computed from the accounts, and only those with
//! something to say.

use super::HistoryReport;
use super::collective::{Told, told};
use super::wins::{Fate, fates};
use crate::change::Field;
use crate::history::{CycleAccount, KeyResultAccount, Shift};
use crate::model::{Commitment, Exact, Verdict};
use crate::page::{Block, Text, Tone};
use crate::report::sentences::{count, joined};
use crate::score::State;

/// The figures of a cycle that sentences are made of.
pub(super) struct Figures {
    pub(super) graded: usize,
    pub(super) on_target: usize,
    pub(super) on_first_target: usize,
    pub(super) committed: usize,
    pub(super) committed_first: usize,
    pub(super) loosened: usize,
    pub(super) undeclared: usize,
    pub(super) late_loosened: usize,
    /// Of the loosened: how many key results each organisation-wide edit touched.
    pub(super) wide: Vec<usize>,
    pub(super) gain: Option<Exact>,
}

/// The figures of a cycle, for the teams asked for.
pub(super) fn figures(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Figures {
    let own: Vec<&KeyResultAccount<'_>> = account
        .key_results
        .iter()
        .filter(|own| report.wants(&own.reference().team) && own.state.is_graded())
        .collect();
    let one = Exact::one();
    let number = |test: &dyn Fn(&KeyResultAccount<'_>) -> bool| own.iter().filter(|own| test(own)).count();
    // An organisation-wide edit counts once.
    let edits = told(account.key_results.iter().filter(|own| report.wants(&own.reference().team)));
    let loosens = |shift: &&Shift| {
        shift.is_settled()
            && shift.change().direction == Verdict::Loosened
            && shift.change().field.is_some_and(|field| field != Field::Status)
    };
    let shifts: Vec<&Shift> = edits.iter().filter_map(Told::first).filter(loosens).collect();
    let wide = edits
        .iter()
        .filter(|told| told.shifts.len() > 1)
        .filter(|told| told.first().is_some_and(|shift| loosens(&shift)));
    let last_third = |shift: &&&Shift| shift.dated.day * 3 > shift.dated.days * 2;
    let gains: Vec<Exact> = own.iter().map(|own| own.score.gain()).collect();
    Figures {
        graded: own.len(),
        on_target: number(&|own| own.score.final_ == one),
        on_first_target: number(&|own| own.score.original == one),
        committed: number(&|own| own.commitment == Commitment::Committed),
        committed_first: number(&|own| own.commitment == Commitment::Committed && own.score.original == one),
        loosened: shifts.len(),
        undeclared: shifts.iter().filter(|shift| shift.change().declared.is_none()).count(),
        late_loosened: shifts.iter().filter(last_third).count(),
        wide: wide.map(|told| told.shifts.len()).collect(),
        gain: Exact::mean(&gains),
    }
}

/// The lead of the whole report: its newest cycle that has something to grade, in a few sentences.
pub(super) fn lead(report: &HistoryReport<'_>) -> Vec<String> {
    let newest = report
        .cycles
        .iter()
        .rev()
        .copied()
        .find(|&at| report.all_cycles.get(at).is_some_and(|account| figures(report, account).graded > 0));
    let Some(at) = newest else {
        return vec!["There is nothing to report: no key result stands in these cycles.".to_owned()];
    };
    let mut sentences = sentences(report, at);
    if report.cycles.len() > 1
        && let Some(account) = report.all_cycles.get(at)
        && let Some(first) = sentences.first_mut()
    {
        *first = format!("{}: {first}", account.cycle);
    }
    sentences
}

/// The opening of a cycle's section: what runs, and what needs attention first.
pub(super) fn cycle(report: &HistoryReport<'_>, at: usize) -> Vec<Block> {
    let Some(account) = report.all_cycles.get(at) else { return Vec::new() };
    let mut blocks = Vec::new();
    let days = format!("{} to {}, {} days", account.span.starts, account.span.ends, account.span.days());
    let running = if account.is_over { "" } else { "; still running" };
    blocks.push(Block::Paragraph(Text::plain(format!("{days}{running}."))));
    if report.cycles.len() > 1 {
        blocks.push(Block::List(
            sentences(report, at).into_iter().map(|words| (Tone::Plain, Text::plain(words))).collect(),
        ));
    }
    blocks
}

fn sentences(report: &HistoryReport<'_>, at: usize) -> Vec<String> {
    let Some(account) = report.all_cycles.get(at) else { return Vec::new() };
    let figures = figures(report, account);
    if figures.graded == 0 {
        return vec!["No key result is left to grade.".to_owned()];
    }
    let mut list = vec![reached(account, &figures)];
    list.push(moved(&figures));
    list.extend(hollow(report, account));
    list.extend(held(report, at));
    list
}

fn reached(account: &CycleAccount<'_>, figures: &Figures) -> String {
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
    format!("{} of {all} {verb}; {first}.{committed}", figures.on_target)
}

fn moved(figures: &Figures) -> String {
    if figures.loosened == 0 {
        return "No settled goal was loosened.".to_owned();
    }
    let reasons = match figures.undeclared {
        0 => "all with a declared reason".to_owned(),
        all if all == figures.loosened => "none with a declared reason".to_owned(),
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
    let gain = figures
        .gain
        .as_ref()
        .filter(|gain| !gain.is_zero())
        .map(|gain| format!(" Shifts changed the mean score by {}.", signed(gain)))
        .unwrap_or_default();
    format!(
        "Settled goals were loosened {}{wide}, {reasons}{late}.{gain}",
        match figures.loosened {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            many => format!("{many} times"),
        }
    )
}

/// A gain with its sign, cut at two decimals.
fn signed(gain: &Exact) -> String {
    if gain.is_negative() { format!("-{}", gain.abs().floor_to(2)) } else { format!("+{}", gain.floor_to(2)) }
}

fn hollow(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<String> {
    let names: Vec<String> = account
        .objectives
        .iter()
        .filter(|own| own.hollow && report.wants(&own.reference.team))
        .map(|own| format!("{}/{}", own.reference.team, own.reference.id))
        .collect();
    match names.len() {
        0 => None,
        1..=4 => Some(format!("Hollow, with a breached guardrail: {}.", joined(&names))),
        many => Some(format!("{many} objectives are hollow, with a breached guardrail.")),
    }
}

fn held(report: &HistoryReport<'_>, at: usize) -> Option<String> {
    let account = report.all_cycles.get(at)?;
    let slipped = account
        .key_results
        .iter()
        .filter(|own| report.wants(&own.reference().team) && own.state == State::Slipped)
        .count();
    let fates = fates(report, at);
    let number = |wanted: Fate| fates.iter().filter(|(_, fate)| *fate == wanted).count();
    let mut parts = Vec::new();
    if !fates.is_empty() {
        let mut words = vec![format!("{} still hold", number(Fate::Holds))];
        for (fate, word) in
            [(Fate::Slipped, "slipped"), (Fate::Unmeasured, "not measured"), (Fate::Unguarded, "unguarded")]
        {
            if number(fate) > 0 {
                words.push(format!("{} {word}", number(fate)));
            }
        }
        parts.push(format!("Of {} of the cycle before, {}.", count(fates.len(), "win"), joined(&words)));
    }
    if slipped > 0 {
        parts.push(format!(
            "{} reached its target in this cycle and lost it again.",
            count(slipped, "key result")
        ));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}
