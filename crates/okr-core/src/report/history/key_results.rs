//! Every key result: both targets, the value, both scores, and what the shifts were worth.

use std::collections::BTreeMap;

use super::{HistoryReport, bounded};
use crate::history::{CycleAccount, KeyResultAccount, ObjectiveAccount};
use crate::model::{Exact, Id, Ref, Stated, Target};
use crate::page::{Block, Cell, Column, Inline, Section, Table, Text, Tone};
use crate::report::sentences::count;
use crate::report::tones::{band_tone, state_tone};

/// More rows than a reader would go through; the rest are counted.
const MOST: usize = 400;
/// Objectives of one team that are listed; the rest are counted.
const OBJECTIVES: usize = 40;

/// The key results by team and objective.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    let mut by_team: BTreeMap<_, Vec<&KeyResultAccount<'_>>> = BTreeMap::new();
    for own in account.key_results.iter().filter(|own| report.wants(&own.reference().team)) {
        by_team.entry(&own.reference().team).or_default().push(own);
    }
    let mut left = report.most(MOST);
    let mut sections = Vec::new();
    let (mut more, mut more_teams) = (0, 0);
    for (team, mut list) in by_team {
        if left == 0 {
            more += list.len();
            more_teams += 1;
            continue;
        }
        list.sort_by(|a, b| place(a).cmp(&place(b)));
        let id = format!("key-results-{}-{team}", account.cycle).to_lowercase();
        let shown = list.len().min(left);
        left -= shown;
        let mut blocks = objectives(account, team);
        blocks.push(Block::Table(Table {
            caption: format!("Key results of {team} in {}", account.cycle),
            id: id.clone(),
            columns: columns(),
            rows: list[..shown].iter().map(|own| row(own)).collect(),
            omitted: list.len() - shown,
        }));
        sections.push(Section {
            id,
            title: report.history.teams.name(team).to_owned(),
            blocks,
            ..Section::default()
        });
    }
    (!sections.is_empty()).then(|| Section {
        id: format!("key-results-{}", account.cycle).to_lowercase(),
        title: "Key results".to_owned(),
        blocks: rest(more, more_teams).into_iter().collect(),
        sections,
        ..Section::default()
    })
}

/// Where a key result stands among those of its team and cycle: at its objective.
fn place<'a>(own: &'a KeyResultAccount<'_>) -> (&'a Id, &'a Id) {
    (&own.timeline.last.objective().id, &own.reference().id)
}

/// What there is beyond the bounds.
fn rest(key_results: usize, teams: usize) -> Option<Block> {
    let words = format!(
        "{} of {} are not listed here; `--team` shows a team, `--format json` all.",
        count(key_results, "key result"),
        count(teams, "more team")
    );
    (key_results > 0).then(|| Block::Paragraph(Text::plain(words)))
}

fn columns() -> Vec<Column> {
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    vec![
        column("key result", "key_result", false, 0),
        column("title", "title", false, 4),
        column("state", "state", false, 0),
        column("first goal", "target_original", true, 0),
        column("last goal", "target_moved", true, 0),
        column("value", "final_value", true, 0),
        column("first", "score_original", true, 0),
        column("last", "score_final", true, 0),
        column("gain", "shift_gain", true, 1),
        column("band", "band", false, 2),
        column("baseline", "baseline", true, 3),
        column("target", "target_final", true, Column::DATA),
    ]
}

fn row(own: &KeyResultAccount<'_>) -> Vec<Cell> {
    let (first, last) = (own.timeline.original.key_result(), own.timeline.last.key_result());
    let same = first.target == last.target;
    vec![
        Cell::Text(own.reference().id.to_string()),
        Cell::Text(own.title().to_owned()),
        Cell::Word(state_tone(own.state), own.state.as_str().to_owned()),
        target(first.target.as_ref()),
        if same { Cell::Text("same".to_owned()) } else { target(last.target.as_ref()) },
        own.final_value().cloned().map_or(Cell::Empty, Cell::Quantity),
        score(&own.score.original, own),
        score(&own.score.final_, own),
        gain(&own.score.gain()),
        own.band.map_or(Cell::Empty, |band| Cell::Word(band_tone(band), band.as_str().to_owned())),
        last.baseline.as_ref().map_or(Cell::Empty, |stated| match stated {
            Stated::Value(quantity) => Cell::Quantity(quantity.clone()),
            Stated::Words { text, .. } => Cell::Text(text.clone()),
        }),
        target(last.target.as_ref()),
    ]
}

fn target(stated: Option<&Stated<Target>>) -> Cell {
    match stated {
        None => Cell::Empty,
        Some(Stated::Value(target)) => Cell::Target(target.clone()),
        Some(Stated::Words { text, .. }) => Cell::Text(text.clone()),
    }
}

fn score(score: &Exact, own: &KeyResultAccount<'_>) -> Cell {
    if own.state.is_graded() { Cell::Score(score.clone()) } else { Cell::Empty }
}

fn gain(gain: &Exact) -> Cell {
    if gain.is_zero() { Cell::Empty } else { Cell::Gain(gain.clone()) }
}

/// The objectives of a team with their means.
fn objectives(account: &CycleAccount<'_>, team: &Id) -> Vec<Block> {
    let items: Vec<(Tone, Text)> = account
        .objectives
        .iter()
        .filter(|own| own.reference.team == *team)
        .map(|own| (own.band.map_or(Tone::Quiet, band_tone), sentence(&own.reference, own)))
        .collect();
    bounded::list(items, OBJECTIVES)
}

fn sentence(reference: &Ref, own: &ObjectiveAccount<'_>) -> Text {
    let title = own.objective.title.as_deref().unwrap_or(reference.id.as_str());
    let mut text = Text::default().then(Inline::Strong(title.to_owned()));
    text = match &own.score {
        Some(pair) => text
            .then(Inline::Plain(": ".to_owned()))
            .then(Inline::Value(Cell::Score(pair.final_.clone())))
            .then(Inline::Plain(", ".to_owned()))
            .then(Inline::Value(Cell::Score(pair.original.clone())))
            .then(Inline::Plain(" as first written".to_owned())),
        None => text.then(Inline::Plain(": nothing to grade".to_owned())),
    };
    if own.hollow { text.then(Inline::Plain("; hollow, a guardrail is breached".to_owned())) } else { text }
}
