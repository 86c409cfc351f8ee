//! Key results that came late, were dropped or removed.

use super::HistoryReport;
use crate::change::ChangeKind;
use crate::history::{CycleAccount, KeyResultAccount};
use crate::page::{Block, Inline, Section, Text, Tone};
use crate::report::sentences::one_line;
use crate::score::State;

/// The section; nothing where all key results stood from start to end.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    let items: Vec<(Tone, Text)> = account
        .key_results
        .iter()
        .filter(|own| report.wants(&own.reference().team))
        .flat_map(|own| sentences(own).into_iter().map(move |(tone, words)| (tone, text(own, &words))))
        .collect();
    (!items.is_empty()).then(|| Section {
        id: format!("ended-{}", account.cycle).to_lowercase(),
        title: "Came late, dropped, removed".to_owned(),
        blocks: vec![Block::List(items)],
        ..Section::default()
    })
}

fn text(own: &KeyResultAccount<'_>, words: &str) -> Text {
    Text::default()
        .then(Inline::Code(format!("{}/{}", own.reference().team, own.reference().id)))
        .then(Inline::Plain(format!(" {words}")))
}

fn sentences(own: &KeyResultAccount<'_>) -> Vec<(Tone, String)> {
    let mut list = Vec::new();
    if own.timeline.late {
        list.push((Tone::Caution, format!("was added on {}, after settling", own.timeline.born.date)));
    }
    let dropped =
        own.timeline.shifts.iter().rev().find(|shift| shift.change().kind == ChangeKind::KeyResultDropped);
    match (own.state, dropped, &own.timeline.removed) {
        (State::Dropped, Some(shift), _) => {
            let reason = match &shift.change().declared {
                Some(declared) => format!("; reason: {}", one_line(&declared.reason)),
                None => "; no reason given".to_owned(),
            };
            list.push((Tone::Quiet, format!("was dropped on {}{reason}", shift.date())));
        }
        (State::Dropped, None, _) => list.push((Tone::Quiet, "was dropped while it was a draft".to_owned())),
        (State::Removed, _, Some(commit)) => {
            list.push((Tone::Bad, format!("was removed on {} by {}", commit.date, commit.author)));
        }
        _ => {}
    }
    list
}
