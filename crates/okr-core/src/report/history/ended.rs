//! Key results that came late, were dropped or removed.

use super::{HistoryReport, bounded, shifts};
use crate::change::ChangeKind;
use crate::history::{Commit, CycleAccount, KeyResultAccount};
use crate::page::{Inline, Section, Text, Tone};
use crate::report::sentences::one_line;
use crate::score::State;

/// More lines than a reader would go through; the rest are counted.
const MOST: usize = 100;

/// The section; nothing where all key results stood from start to end.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    let items: Vec<(Tone, Text)> = account
        .key_results
        .iter()
        .filter(|own| report.wants(&own.reference().team))
        .flat_map(|own| {
            sentences(report, own)
                .into_iter()
                .map(move |(tone, words, commit)| (tone, text(report, own, &words, commit)))
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: format!("ended-{}", account.cycle).to_lowercase(),
        title: "Came late, dropped, removed".to_owned(),
        blocks: bounded::list(items, MOST),
        ..Section::default()
    })
}

fn text(
    report: &HistoryReport<'_>,
    own: &KeyResultAccount<'_>,
    words: &str,
    commit: Option<&Commit>,
) -> Text {
    let text = Text::default()
        .then(Inline::Code(format!("{}/{}", own.reference().team, own.reference().id)))
        .then(Inline::Plain(format!(" {words}")));
    match commit {
        Some(commit) => text
            .then(Inline::Plain(" (".to_owned()))
            .then(Inline::Value(shifts::commit(report, commit)))
            .then(Inline::Plain(")".to_owned())),
        None => text,
    }
}

fn sentences<'a>(
    report: &HistoryReport<'_>,
    own: &'a KeyResultAccount<'_>,
) -> Vec<(Tone, String, Option<&'a Commit>)> {
    let mut list = Vec::new();
    if own.timeline.late {
        list.push((
            Tone::Caution,
            format!("was added on {}, after settling", own.timeline.born.date),
            Some(&*own.timeline.born),
        ));
    }
    let dropped =
        own.timeline.shifts.iter().rev().find(|shift| shift.change().kind == ChangeKind::KeyResultDropped);
    match (own.state, dropped, &own.timeline.removed) {
        (State::Dropped, Some(shift), _) => {
            let reason = match &shift.change().declared {
                Some(declared) => format!("; reason: {}", one_line(&declared.reason)),
                None => "; no reason given".to_owned(),
            };
            list.push((
                Tone::Quiet,
                format!("was dropped on {}{reason}", shift.date()),
                Some(&*shift.commit),
            ));
        }
        (State::Dropped, None, _) => {
            list.push((Tone::Quiet, "was dropped while it was a draft".to_owned(), None));
        }
        (State::Removed, _, Some(commit)) => {
            let calendar = &report.history.settings.calendar;
            let draft = calendar.phase(&own.reference().cycle, commit.date).is_draft();
            let (tone, when) = if draft { (Tone::Quiet, ", while it was a draft") } else { (Tone::Bad, "") };
            list.push((
                tone,
                format!("was removed on {} by {}{when}", commit.date, commit.author),
                Some(&**commit),
            ));
        }
        _ => {}
    }
    list
}
