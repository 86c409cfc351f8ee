//! Every shift: its day, direction, author, reason, and what it did to the score.

use std::cmp::Reverse;

use super::collective::Told;
use super::figures::loosens;
use super::reported::Reported;
use super::{HistoryReport, beside, bounded};
use crate::change::{ChangeKind, describe, value_text};
use crate::history::{Commit, CycleAccount, Shift};
use crate::model::Verdict;
use crate::page::{Bars, Block, Cell, Chart, Column, Inline, Section, Table, Text, Tone};
use crate::report::sentences::{asks_for_reason, count, one_line};
use crate::report::tones::{change_tone, loudness};

/// More rows than a reader would go through; the rest are counted.
const MOST: usize = 300;
/// Shifts that are told in a sentence; of more, those that weigh most.
const SENTENCES: usize = 60;
/// Organisation-wide edits whose places are listed, and places of each.
const EDITS: usize = 20;
const PLACES: usize = 60;

/// The shifts of a cycle; nothing where there were none.
pub(super) fn section(report: &HistoryReport<'_>, cycle: &Reported<'_>) -> Option<Section> {
    let Reported { account, edits, .. } = cycle;
    let settled: Vec<&Told<'_>> =
        edits.iter().filter(|told| told.first().is_some_and(Shift::is_settled)).collect();
    let drafts = edits.len() - settled.len();
    let others: Vec<&Shift> = report
        .history
        .other_shifts
        .iter()
        .filter(|shift| {
            let subject = &shift.change().subject;
            subject.cycle == account.cycle && report.wants(&subject.team) && shift.is_settled()
        })
        .collect();
    if settled.is_empty() && drafts == 0 && others.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if !settled.is_empty() {
        blocks.push(Block::Table(table(report, account, &settled)));
        blocks.extend(sentences(report, &settled));
        blocks.extend(collective_lists(&settled));
        blocks.extend(by_week(report, cycle, &settled));
    }
    if !others.is_empty() {
        blocks.push(Block::Paragraph(Text::plain("Objectives and guardrails:")));
        blocks
            .extend(bounded::list(others.into_iter().map(|shift| other(report, shift)).collect(), SENTENCES));
    }
    if drafts > 0 {
        let words = format!(
            "{} while the cycle was settling, when goals may be edited freely.",
            count(drafts, "more edit")
        );
        blocks.push(Block::Paragraph(Text::plain(words)));
    }
    Some(Section {
        id: format!("shifts-{}", account.cycle).to_lowercase(),
        title: "Shifts".to_owned(),
        blocks,
        ..Section::default()
    })
}

fn table(report: &HistoryReport<'_>, account: &CycleAccount<'_>, list: &[&Told<'_>]) -> Table {
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    Table {
        id: format!("shifts-{}", account.cycle).to_lowercase(),
        caption: format!("Shifts after the goals of {} had settled", account.cycle),
        columns: vec![
            column("key result", "key_result", false, 0),
            column("day", "day", true, 0),
            column("date", "date", false, Column::DATA),
            column("field", "field", false, 1),
            column("before", "before", false, 0),
            column("after", "after", false, 0),
            column("verdict", "direction", false, 0),
            column("score", "effect", true, 2),
            column("reason", "declared", false, 1),
            column("author", "author", false, Column::DATA),
            column("commit", "commit", false, 2),
            column("reason", "reason", false, Column::DATA),
        ],
        rows: list.iter().take(report.most(MOST)).filter_map(|told| row(report, told)).collect(),
        omitted: list.len().saturating_sub(report.most(MOST)),
    }
}

fn row(report: &HistoryReport<'_>, told: &Told<'_>) -> Option<Vec<Cell>> {
    let (account, shift, effect) = told.shifts.first()?;
    let change = shift.change();
    let name = match told.shifts.len() {
        1 => format!("{}/{}", account.reference().team, account.reference().id),
        many => format!("{many} key results"),
    };
    let value = |value: &Option<crate::change::Value>| {
        value.as_ref().map_or(Cell::Empty, |value| Cell::Text(value_text(value)))
    };
    Some(vec![
        Cell::Text(name),
        Cell::Day(shift.dated.day, shift.dated.days),
        Cell::Date(shift.date()),
        Cell::Text(change.field.map_or_else(|| change.kind.to_string(), |field| field.to_string())),
        value(&change.before),
        value(&change.after),
        verdict(shift),
        effect.filter(|_| told.shifts.len() == 1).map_or(Cell::Empty, |pair| Cell::Gain(pair.gain())),
        declared(shift),
        Cell::Text(shift.commit.author.clone()),
        commit(report, &shift.commit),
        change.declared.as_ref().map_or(Cell::Empty, |declared| Cell::Text(one_line(&declared.reason))),
    ])
}

fn verdict(shift: &Shift) -> Cell {
    let change = shift.change();
    match change.kind {
        ChangeKind::KeyResultDropped => Cell::Word(Tone::Quiet, "dropped".to_owned()),
        ChangeKind::KeyResultRemoved => Cell::Word(Tone::Bad, "removed".to_owned()),
        ChangeKind::CheckInRewritten | ChangeKind::CheckInRemoved => {
            Cell::Word(Tone::Bad, "rewritten".to_owned())
        }
        _ if change.direction == Verdict::Neutral => Cell::Text("changed".to_owned()),
        _ => Cell::Verdict(change.direction),
    }
}

/// Whether there is a reason; the sentences below the table have its words.
fn declared(shift: &Shift) -> Cell {
    match &shift.change().declared {
        Some(_) => Cell::Text("given".to_owned()),
        None if asks_for_reason(shift.change()) => Cell::Word(Tone::Bad, "none given".to_owned()),
        None => Cell::Empty,
    }
}

/// A commit, with a link where the workspace says where commits can be looked up.
pub(super) fn commit(report: &HistoryReport<'_>, commit: &Commit) -> Cell {
    Cell::Commit { id: commit.id.clone(), link: report.history.settings.commit_url(&commit.id) }
}

/// Who moved it, why, and what that did to the score: what a narrow table has no room for.
fn why(report: &HistoryReport<'_>, told: &Told<'_>) -> Option<(Tone, Text)> {
    let (account, shift, effect) = told.shifts.first()?;
    let change = shift.change();
    let name = match told.shifts.len() {
        1 => format!("{}/{}", account.reference().team, account.reference().id),
        many => format!("{many} key results"),
    };
    let mut text = Text::default()
        .then(Inline::Code(name))
        .then(Inline::Plain(format!(", {} by {} in ", shift.date(), shift.commit.author)))
        .then(Inline::Value(commit(report, &shift.commit)))
        .then(Inline::Plain(format!(": {}", describe(change))));
    text = match &change.declared {
        Some(declared) => text.then(Inline::Plain(format!("; reason: {}", one_line(&declared.reason)))),
        None if asks_for_reason(change) => text.then(Inline::Plain("; no reason given".to_owned())),
        None => text,
    };
    if let Some(words) = beside::words(account, shift).filter(|_| told.shifts.len() == 1) {
        text = text.then(Inline::Plain(format!(" ({words})")));
    }
    if let Some(pair) = effect.filter(|pair| told.shifts.len() == 1 && pair.original != pair.final_) {
        text = text
            .then(Inline::Plain("; score ".to_owned()))
            .then(Inline::Value(Cell::Score(pair.original.clone())))
            .then(Inline::Plain(" -> ".to_owned()))
            .then(Inline::Value(Cell::Score(pair.final_.clone())));
    }
    Some((change_tone(change), text))
}

/// The shifts in sentences, oldest first; of many, those that weigh most.
fn sentences(report: &HistoryReport<'_>, list: &[&Told<'_>]) -> Vec<Block> {
    let weight = |told: &Told<'_>| {
        let first = told.shifts.first();
        let loud = first.map_or(0, |(_, shift, _)| loudness(change_tone(shift.change())));
        let gain = first.and_then(|(.., effect)| Some((*effect)?.gain().abs()));
        (loud, told.shifts.len() > 1, gain)
    };
    let mut at: Vec<usize> = (0..list.len()).collect();
    at.sort_by_cached_key(|&at| (Reverse(weight(list[at])), at));
    at.truncate(SENTENCES);
    at.sort_unstable();
    let mut blocks = vec![Block::List(at.into_iter().filter_map(|at| why(report, list[at])).collect())];
    let more = list.len().saturating_sub(SENTENCES);
    if more > 0 {
        let words =
            format!("And {} of less weight; `--format json` has them all.", count(more, "more shift"));
        blocks.push(Block::Paragraph(Text::plain(words)));
    }
    blocks
}

/// The key results of each organisation-wide edit.
fn collective_lists(list: &[&Told<'_>]) -> Vec<Block> {
    list.iter()
        .filter(|told| told.shifts.len() > 1)
        .take(EDITS)
        .filter_map(|told| {
            let (_, shift, _) = told.shifts.first()?;
            let names: Vec<String> = told
                .shifts
                .iter()
                .map(|(account, _, _)| format!("{}/{}", account.reference().team, account.reference().id))
                .collect();
            let shown = names.iter().take(PLACES).cloned().collect::<Vec<_>>().join(", ");
            let more = names.len().saturating_sub(PLACES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Some(Block::Paragraph(
                Text::plain(format!("One edit of {}, \"{}\": ", shift.date(), shift.commit.subject))
                    .then(Inline::Plain(format!("{shown}{more}."))),
            ))
        })
        .collect()
}

/// When in the cycle goals moved, week by week; for three shifts or more.
fn by_week(report: &HistoryReport<'_>, cycle: &Reported<'_>, list: &[&Told<'_>]) -> Option<Block> {
    let account = cycle.account;
    let days = account.span.days();
    let weeks = usize::try_from(days / 7 + 1).ok()?;
    let mut loosened = vec![0_u32; weeks];
    let (mut total, mut late) = (0_u32, 0_u32);
    let shifts = list.iter().filter_map(|told| told.first()).filter(|shift| loosens(shift));
    for shift in shifts.chain(cycle.figures.rails.iter().copied()) {
        let week = usize::try_from((shift.dated.day.clamp(1, days) - 1) / 7).ok()?;
        loosened[week] += 1;
        total += 1;
        late += u32::from(shift.dated.day * 3 > shift.dated.days * 2);
    }
    if total < 3 {
        return None;
    }
    // The weeks in which goals settle have no shifts to show.
    let settled = usize::try_from(report.history.settings.calendar.settle_days / 7).ok()?.min(weeks - 1);
    let bars = loosened
        .iter()
        .enumerate()
        .skip(settled)
        .map(|(week, &number)| (format!("week {}", week + 1), f64::from(number), Tone::Plain))
        .collect();
    Some(Block::Chart(Chart::Bars(Bars {
        id: format!("weeks-{}", account.cycle).to_lowercase(),
        title: "Goals loosened, by week of the cycle".to_owned(),
        description: format!("{total} goals were loosened, {late} of them in the last third of the cycle."),
        unit: String::new(),
        bars,
    })))
}

fn other(report: &HistoryReport<'_>, shift: &Shift) -> (Tone, Text) {
    let change = shift.change();
    (
        change_tone(change),
        Text::default()
            .then(Inline::Code(format!("{}/{}", change.subject.team, change.subject.id)))
            .then(Inline::Plain(format!(", {} by {} in ", shift.date(), shift.commit.author)))
            .then(Inline::Value(commit(report, &shift.commit)))
            .then(Inline::Plain(format!(": {}", crate::report::sentences::sentence(&shift.dated)))),
    )
}
