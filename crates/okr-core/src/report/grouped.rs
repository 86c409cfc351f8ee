//! Sentences about changes, grouped by team and objective, worst first. The same edit in many places is told
//! once, with its list; and there is an end to everything.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::sentences::{count, one_line};
use crate::change::{Change, ChangeKind, ItemKind};
use crate::model::{Cycle, Id, Ref, Teams};
use crate::page::{Block, Inline, Section, Text, Tone};
use crate::snapshot::{Item, Snapshot};

/// From this many places on, the same edit is one.
const MANY: usize = 5;
/// Sentences of one team; the rest are counted.
const SENTENCES: usize = 40;
/// Teams; the rest are counted.
const TEAMS: usize = 40;
/// Places of one edit that are listed.
const PLACES: usize = 60;

/// A change with what is said of it.
pub(super) struct Told<'a> {
    pub(super) change: &'a Change,
    pub(super) tone: Tone,
    /// How much it weighs: the heaviest is told first.
    pub(super) weight: u8,
    /// What is said, without the subject.
    pub(super) words: String,
    /// What is said of it and its like, where they may be told as one.
    pub(super) collective: Option<String>,
    /// The commits that made it, where they are known.
    pub(super) commits: &'a [String],
}

/// Where titles are looked up: after the change, else before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Titles<'a> {
    pub(super) before: &'a Snapshot,
    pub(super) after: &'a Snapshot,
}

impl Titles<'_> {
    fn of(&self, objective: &Ref) -> Option<String> {
        let title = |snapshot: &Snapshot| match snapshot.get(objective)? {
            Item::Objective(objective) => objective.title.clone(),
            Item::KeyResult(..) | Item::Guardrail(..) => None,
        };
        title(self.after).or_else(|| title(self.before)).map(|title| one_line(&title))
    }
}

/// The sections: what is the same in many places, then team by team.
pub(super) fn sections(told: Vec<Told<'_>>, teams: &Teams, titles: Titles<'_>) -> Vec<Section> {
    let (collective, single) = collect(told);
    let mut sections: Vec<Section> = collective_section(&collective).into_iter().collect();
    let mut by_team: BTreeMap<(Cycle, &Id), Vec<&Told<'_>>> = BTreeMap::new();
    for one in &single {
        let objective = &one.change.objective;
        by_team.entry((objective.cycle, &objective.team)).or_default().push(one);
    }
    let mut by_team: Vec<_> = by_team.into_iter().collect();
    by_team.sort_by_key(|(of, told)| (Reverse(heaviest(told)), *of));
    let rest = by_team.split_off(by_team.len().min(TEAMS));
    sections.extend(by_team.into_iter().map(|((cycle, team), told)| Section {
        id: format!("{cycle}-{team}").to_lowercase(),
        title: format!("{}, {cycle}", teams.name(team)),
        blocks: team_blocks(told, titles),
        ..Section::default()
    }));
    if !rest.is_empty() {
        let changes: usize = rest.iter().map(|(_, told)| told.len()).sum();
        sections.push(Section {
            id: "more-teams".to_owned(),
            title: format!("{} more", count(rest.len(), "team")),
            blocks: vec![rest_elsewhere(&format!("{} of less weight", count(changes, "more change")))],
            ..Section::default()
        });
    }
    sections
}

/// Where a reader finds what is only counted.
fn rest_elsewhere(counted: &str) -> Block {
    let text = Text::plain(format!("{counted}; ")).then(Inline::Code("--format json".to_owned()));
    Block::Paragraph(text.then(Inline::Plain(" has them all.".to_owned())))
}

fn heaviest(told: &[&Told<'_>]) -> u8 {
    told.iter().map(|one| one.weight).max().unwrap_or(0)
}

/// Edits that are the same in many places, and all others.
fn collect(told: Vec<Told<'_>>) -> (Vec<Vec<Told<'_>>>, Vec<Told<'_>>) {
    let mut groups: BTreeMap<(Reverse<u8>, &str, String, String), Vec<Told<'_>>> = BTreeMap::new();
    let mut single = Vec::new();
    for one in told {
        match &one.collective {
            Some(words) => {
                // Check-ins land one by one, whoever brings them.
                let commits =
                    if noun(one.change) == CHECK_IN { String::new() } else { one.commits.join(" ") };
                let key = (Reverse(one.weight), noun(one.change), words.clone(), commits);
                groups.entry(key).or_default().push(one);
            }
            None => single.push(one),
        }
    }
    let mut collective = Vec::new();
    for group in groups.into_values() {
        if group.len() >= MANY { collective.push(group) } else { single.extend(group) }
    }
    (collective, single)
}

const CHECK_IN: &str = "check-in";

/// What there are many of.
fn noun(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::CheckInAdded => CHECK_IN,
        _ => change.item.as_str(),
    }
}

fn collective_section(groups: &[Vec<Told<'_>>]) -> Option<Section> {
    let blocks = groups
        .iter()
        .take(SENTENCES)
        .filter_map(|group| {
            let first = group.first()?;
            let said = first.collective.as_deref().unwrap_or_default();
            let what = format!("{}: {said}", count(group.len(), noun(first.change)));
            let mut places: Vec<String> = group
                .iter()
                .map(|one| format!("{}/{}", one.change.subject.team, one.change.subject.id))
                .collect();
            places.sort();
            places.dedup();
            let mut list = Text::default();
            for (at, place) in places.iter().take(PLACES).enumerate() {
                if at > 0 {
                    list = list.then(Inline::Plain(", ".to_owned()));
                }
                list = list.then(Inline::Code(place.clone()));
            }
            if places.len() > PLACES {
                list = list.then(Inline::Plain(format!(" and {} more", places.len() - PLACES)));
            }
            Some([Block::List(vec![(first.tone, Text::plain(what))]), Block::Paragraph(list)])
        })
        .flatten()
        .collect::<Vec<_>>();
    (!blocks.is_empty()).then(|| Section {
        id: "collective".to_owned(),
        title: "The same edit in many places".to_owned(),
        blocks,
        ..Section::default()
    })
}

/// The sentences of one team in one cycle, by objective.
fn team_blocks(told: Vec<&Told<'_>>, titles: Titles<'_>) -> Vec<Block> {
    let all = told.len();
    let mut objectives: BTreeMap<&Ref, Vec<&Told<'_>>> = BTreeMap::new();
    for one in told {
        objectives.entry(&one.change.objective).or_default().push(one);
    }
    let mut objectives: Vec<_> = objectives.into_iter().collect();
    objectives.sort_by_key(|(reference, told)| (Reverse(heaviest(told)), *reference));
    let mut blocks = Vec::new();
    let mut shown = 0;
    for (objective, mut told) in objectives {
        told.sort_by_key(|one| {
            (Reverse(one.weight), one.change.item, &one.change.subject, one.change.field, one.change.check_in)
        });
        let items: Vec<(Tone, Text)> = told.iter().take(SENTENCES - shown).map(|one| item(one)).collect();
        if items.is_empty() {
            break;
        }
        shown += items.len();
        let id = Inline::Code(objective.id.to_string());
        let heading = match titles.of(objective) {
            Some(title) => Text::default()
                .then(Inline::Strong(title))
                .then(Inline::Plain(" (".into()))
                .then(id)
                .then(Inline::Plain(")".into())),
            None => Text::default().then(id),
        };
        blocks.push(Block::Paragraph(heading));
        blocks.push(Block::List(items));
    }
    if shown < all {
        blocks.push(rest_elsewhere(&format!("And {}", count(all - shown, "more change"))));
    }
    blocks
}

fn item(one: &Told<'_>) -> (Tone, Text) {
    let change = one.change;
    let mut text = Text::default();
    if change.item != ItemKind::Objective {
        text = text.then(Inline::Code(change.subject.id.to_string())).then(Inline::Plain(": ".into()));
    }
    text = text.then(Inline::Plain(one.words.clone()));
    let comes_or_goes = matches!(
        change.kind,
        ChangeKind::KeyResultAdded
            | ChangeKind::KeyResultRemoved
            | ChangeKind::KeyResultDropped
            | ChangeKind::GuardrailAdded
            | ChangeKind::GuardrailRemoved
    );
    if comes_or_goes && let Some(title) = &change.title {
        text = text.then(Inline::Plain(format!(" — {}", one_line(title))));
    }
    (one.tone, text)
}
