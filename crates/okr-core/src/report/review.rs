//! The review of a pull request: what it does to the goals, in one glance.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::changes::{change_value, headline};
use super::sentences::{count, sentence};
use super::tones::change_tone;
use crate::change::{ChangeKind, Dated, Field, ItemKind};
use crate::finding::{Findings, Severity};
use crate::history::{CycleAccount, DimensionScores};
use crate::model::{Dimension, Ref, Teams};
use crate::page::{Block, Cell, Column, Inline, Page, Section, Table, Text, Tone};
use crate::render::json as write;
use crate::rules::policy::Judged;
use crate::score::Pair;

/// More sentences of one section than a reader would go through; the rest are counted.
const MOST: usize = 100;

/// What a review is made from.
#[derive(Debug)]
pub struct ReviewReport<'a> {
    /// What is compared, in words: `main..topic`.
    pub range: String,
    /// Every change of the whole range, judged.
    pub judged: &'a [Judged],
    /// The commits that made each change, in the order of `judged`.
    pub commits: Vec<Vec<String>>,
    /// Changes made and undone within the range, with their commits.
    pub undone: Vec<(Dated, Vec<String>)>,
    /// New findings and those about changes.
    pub findings: &'a Findings,
    /// Findings that stood before.
    pub old: usize,
    /// The accounts before and after, by cycle.
    pub before: &'a [CycleAccount<'a>],
    /// The same after.
    pub after: &'a [CycleAccount<'a>],
    /// The teams after.
    pub teams: &'a Teams,
}

impl ReviewReport<'_> {
    fn changes(&self) -> impl Iterator<Item = (&Judged, &Vec<String>)> {
        // A reason that a squash would lose is told beside its change, as a finding.
        self.judged
            .iter()
            .zip(&self.commits)
            .filter(|(judged, _)| judged.verdict.is_none_or(|(rule, _)| rule.code != "P917"))
    }

    /// All in one sentence.
    pub fn headline(&self) -> String {
        let changes: Vec<Dated> = self.changes().map(|(judged, _)| judged.dated.clone()).collect();
        headline(&changes)
    }

    /// The page of `review`.
    pub fn page(&self) -> Page {
        let mut lead = vec![Text::plain(self.headline())];
        lead.push(Text::plain(self.verdict()));
        let mut sections = self.teams_sections();
        sections.extend(self.undone_section());
        sections.extend(self.findings_section());
        sections.extend(self.scores_section());
        sections.extend(self.check_ins_section());
        Page { title: format!("Review of {}", self.range), lead, sections }
    }

    /// What stands in the way, and what was there before.
    fn verdict(&self) -> String {
        let errors = self.findings.count(Severity::Error);
        let warnings = self.findings.count(Severity::Warning);
        let new = match (errors, warnings) {
            (0, 0) => "No new errors or warnings".to_owned(),
            (0, warnings) => count(warnings, "new warning"),
            (errors, 0) => count(errors, "new error"),
            (errors, warnings) => {
                format!("{} and {}", count(errors, "new error"), count(warnings, "warning"))
            }
        };
        match self.old {
            0 => format!("{new}."),
            old => format!(
                "{new}; {} stood before and {} not told here.",
                count(old, "finding"),
                if old == 1 { "is" } else { "are" }
            ),
        }
    }

    /// The changes by team and objective, worst first; check-ins have a list of their own.
    fn teams_sections(&self) -> Vec<Section> {
        let mut by_team: BTreeMap<_, BTreeMap<Ref, Vec<&Judged>>> = BTreeMap::new();
        for (judged, _) in self.changes() {
            let change = &judged.dated.change;
            if change.kind != ChangeKind::CheckInAdded && change.kind != ChangeKind::AmendmentAdded
                || judged.verdict.is_some()
            {
                let objective = &change.objective;
                by_team
                    .entry((objective.cycle, objective.team.clone()))
                    .or_default()
                    .entry(objective.clone())
                    .or_default()
                    .push(judged);
            }
        }
        by_team
            .into_iter()
            .map(|((cycle, team), objectives)| {
                let mut blocks = Vec::new();
                let mut left = MOST;
                let mut cut = 0;
                for (objective, mut list) in objectives {
                    list.sort_by_key(|judged| {
                        (std::cmp::Reverse(loudness(judged)), judged.dated.change.subject.clone())
                    });
                    let shown = list.len().min(left);
                    left -= shown;
                    cut += list.len() - shown;
                    if shown > 0 {
                        blocks.push(Block::Paragraph(
                            Text::plain("Objective ").then(Inline::Code(objective.id.to_string())),
                        ));
                        blocks.push(Block::List(list[..shown].iter().map(|judged| item(judged)).collect()));
                    }
                }
                if cut > 0 {
                    blocks.push(Block::Paragraph(Text::plain(format!("And {}.", count(cut, "more change")))));
                }
                Section {
                    id: format!("{cycle}-{team}").to_lowercase(),
                    title: format!("{}, {cycle}", self.teams.name(&team)),
                    blocks,
                    ..Section::default()
                }
            })
            .collect()
    }

    fn undone_section(&self) -> Option<Section> {
        let items: Vec<(Tone, Text)> = self
            .undone
            .iter()
            .take(MOST)
            .map(|(dated, commits)| {
                let text = Text::default().then(Inline::Code(dated.change.subject.to_string())).then(
                    Inline::Plain(format!(
                        ": {} in {}, and undone again",
                        crate::change::describe(&dated.change),
                        commits.iter().map(|id| id.get(..10).unwrap_or(id)).collect::<Vec<_>>().join(", ")
                    )),
                );
                (Tone::Quiet, text)
            })
            .collect();
        (!items.is_empty()).then(|| Section {
            id: "undone".to_owned(),
            title: "Made and undone within the range".to_owned(),
            blocks: vec![Block::List(items)],
            folded: true,
            ..Section::default()
        })
    }

    /// Findings about the state: those about changes stand beside the changes already.
    fn findings_section(&self) -> Option<Section> {
        let mut list: Vec<_> = self
            .findings
            .list
            .iter()
            .filter(|finding| !finding.code.starts_with('P') || finding.code == "P917")
            .collect();
        if list.is_empty() {
            return None;
        }
        list.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let mut items: Vec<(Tone, Text)> = list
            .iter()
            .take(MOST)
            .map(|finding| {
                let text = Text::default()
                    .then(Inline::Code(format!("{}:{}", finding.place.path, finding.place.span.line)))
                    .then(Inline::Plain(format!(
                        " {} {}: {}",
                        finding.severity, finding.rule, finding.message
                    )));
                (severity_tone(finding.severity), text)
            })
            .collect();
        if list.len() > MOST {
            items.push((Tone::Quiet, Text::plain(format!("and {} more", list.len() - MOST))));
        }
        Some(Section {
            id: "findings".to_owned(),
            title: "New findings".to_owned(),
            blocks: vec![Block::List(items)],
            ..Section::default()
        })
    }

    /// What the range does to the card and to the scores it touches.
    fn scores_section(&self) -> Option<Section> {
        let mut rows = Vec::new();
        for (cycle, before, after) in self.cards() {
            let (old, new) = (before.awesome().1, after.awesome().1);
            if old != new {
                rows.push(vec![
                    Cell::Text(format!("awesome, {cycle}")),
                    Cell::Score(old.score.clone()),
                    Cell::Score(new.score.clone()),
                    Cell::Gain(&new.score - &old.score),
                    hollow(old.hollow, new.hollow),
                ]);
            }
            for &dimension in Dimension::ALL {
                if let (Some(old), Some(new)) = (before.pair(dimension), after.pair(dimension))
                    && old.final_ != new.final_
                {
                    rows.push(vec![
                        Cell::Text(format!("{dimension}, {cycle}")),
                        Cell::Score(old.final_.clone()),
                        Cell::Score(new.final_.clone()),
                        Cell::Gain(&new.final_ - &old.final_),
                        Cell::Empty,
                    ]);
                }
            }
        }
        for (reference, pair) in self.key_results().into_iter().take(MOST) {
            rows.push(vec![
                Cell::Reference(reference),
                Cell::Score(pair.original.clone()),
                Cell::Score(pair.final_.clone()),
                Cell::Gain(pair.gain()),
                Cell::Empty,
            ]);
        }
        if rows.is_empty() {
            return None;
        }
        let column =
            |title: &str, key, numeric| Column { title: title.to_owned(), key, numeric, priority: 0 };
        Some(Section {
            id: "scores".to_owned(),
            title: "Effect on scores".to_owned(),
            blocks: vec![Block::Table(Table {
                id: "scores".to_owned(),
                caption: "Scores that differ after the change".to_owned(),
                columns: vec![
                    column("score", "score", false),
                    column("before", "before", true),
                    column("after", "after", true),
                    column("difference", "difference", true),
                    column("", "hollow", false),
                ],
                rows,
                omitted: 0,
            })],
            ..Section::default()
        })
    }

    /// The cards of the cycles that stand on both sides.
    fn cards(&self) -> Vec<(crate::model::Cycle, &DimensionScores, &DimensionScores)> {
        self.after
            .iter()
            .filter_map(|after| {
                let before = self.before.iter().find(|before| before.cycle == after.cycle)?;
                Some((after.cycle, &before.dimensions, &after.dimensions))
            })
            .collect()
    }

    /// Key results whose score differs: before and after.
    fn key_results(&self) -> Vec<(Ref, Pair)> {
        let before: BTreeMap<&Ref, _> = self
            .before
            .iter()
            .flat_map(|account| &account.key_results)
            .map(|own| (own.reference(), own))
            .collect();
        self.after
            .iter()
            .flat_map(|account| &account.key_results)
            .filter_map(|own| {
                let old = before.get(own.reference())?;
                (old.score.final_ != own.score.final_).then(|| {
                    let pair = Pair { original: old.score.final_.clone(), final_: own.score.final_.clone() };
                    (own.reference().clone(), pair)
                })
            })
            .collect()
    }

    fn check_ins_section(&self) -> Option<Section> {
        let list: Vec<&Judged> = self
            .changes()
            .map(|(judged, _)| judged)
            .filter(|judged| judged.dated.change.kind == ChangeKind::CheckInAdded)
            .collect();
        if list.is_empty() {
            return None;
        }
        let mut items: Vec<(Tone, Text)> = list
            .iter()
            .take(MOST)
            .map(|judged| {
                let change = &judged.dated.change;
                let text = Text::default()
                    .then(Inline::Code(format!("{}/{}", change.subject.team, change.subject.id)))
                    .then(Inline::Plain(format!(" {}", sentence(&judged.dated))));
                (Tone::Plain, text)
            })
            .collect();
        if list.len() > MOST {
            items.push((Tone::Quiet, Text::plain(format!("and {} more", list.len() - MOST))));
        }
        Some(Section {
            id: "check-ins".to_owned(),
            title: format!("Check-ins ({})", list.len()),
            blocks: vec![Block::List(items)],
            folded: list.len() > 10,
            ..Section::default()
        })
    }

    /// What `json` adds to the findings.
    pub fn extra(&self) -> Map<String, Value> {
        let changes: Vec<Value> = self
            .changes()
            .map(|(judged, commits)| {
                let mut map = change_value(&judged.dated);
                map.insert("commits".to_owned(), json!(commits));
                Value::Object(map)
            })
            .collect();
        let undone: Vec<Value> = self
            .undone
            .iter()
            .map(|(dated, commits)| {
                let mut map = change_value(dated);
                map.insert("commits".to_owned(), json!(commits));
                Value::Object(map)
            })
            .collect();
        let scores: Vec<Value> = self
            .key_results()
            .into_iter()
            .map(|(reference, pair)| {
                json!({
                    "ref": reference.to_string(),
                    "before": write::score(&pair.original),
                    "after": write::score(&pair.final_),
                })
            })
            .collect();
        let awesome: Vec<Value> = self
            .cards()
            .into_iter()
            .map(|(cycle, before, after)| {
                let side = |scores: &DimensionScores| {
                    let sum = scores.awesome().1;
                    json!({ "score": write::score(&sum.score), "hollow": sum.hollow })
                };
                json!({ "cycle": cycle.to_string(), "before": side(before), "after": side(after) })
            })
            .collect();
        let mut map = Map::new();
        map.insert("headline".to_owned(), json!(self.headline()));
        map.insert("range".to_owned(), json!(self.range));
        map.insert("changes".to_owned(), Value::Array(changes));
        map.insert("undone".to_owned(), Value::Array(undone));
        map.insert("old_findings".to_owned(), json!(self.old));
        map.insert("scores".to_owned(), Value::Array(scores));
        map.insert("awesome".to_owned(), Value::Array(awesome));
        map
    }
}

fn hollow(before: bool, after: bool) -> Cell {
    match (before, after) {
        (false, true) => Cell::Word(Tone::Bad, "now hollow".to_owned()),
        (true, false) => Cell::Word(Tone::Good, "no longer hollow".to_owned()),
        (true, true) | (false, false) => Cell::Empty,
    }
}

fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Caution,
        Severity::Note => Tone::Quiet,
    }
}

/// Errors first, then what loosens, then the rest.
fn loudness(judged: &Judged) -> (Option<Severity>, bool, bool) {
    let change = &judged.dated.change;
    (
        judged.verdict.map(|(_, severity)| severity),
        change.field == Some(Field::Target),
        change.item == ItemKind::Objective,
    )
}

fn item(judged: &Judged) -> (Tone, Text) {
    let change = &judged.dated.change;
    let mut text = Text::default();
    if change.item != ItemKind::Objective {
        text = text.then(Inline::Code(change.subject.id.to_string())).then(Inline::Plain(": ".to_owned()));
    }
    text = text.then(Inline::Plain(judged.message.clone()));
    let tone = match judged.verdict {
        Some((rule, severity)) => {
            text = text.then(Inline::Plain(format!(" [{} {}]", rule.code, rule.name)));
            if severity == Severity::Note { change_tone(change) } else { severity_tone(severity) }
        }
        None => match change_tone(change) {
            Tone::Bad | Tone::Caution => Tone::Plain,
            tone @ (Tone::Plain | Tone::Good | Tone::Quiet) => tone,
        },
    };
    (tone, text)
}
