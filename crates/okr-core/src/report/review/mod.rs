//! The review of a pull request: what it does to the goals, and whether that is all right, in one glance.

mod json;
mod policy;
mod scores;

use super::changes::{changes_table, is_told_with_its_change, may_be_collective};
use super::grouped::{Titles, Told, sections};
use super::headline::headline;
use super::sentences::{count, day, joined, one_line};
use super::tones::{change_tone, loudness, severity_tone};
use crate::change::{ChangeKind, Dated, SettingChange, describe, describe_on, unread};
use crate::finding::{Finding, Findings, Severity};
use crate::history::CycleAccount;
use crate::model::Verdict;
use crate::page::{Block, Inline, Page, Section, Text, Tone};
use crate::rules::policy::Judged;
use crate::settings::Policy;
use crate::snapshot::Snapshot;

/// More sentences of one section than a reader would go through; the rest are counted.
const MOST: usize = 50;

/// What a review is made from.
#[derive(Debug)]
pub struct ReviewReport<'a> {
    /// What is compared, in words: `main..topic`.
    pub range: String,
    /// The commits compared: the merge base and the head.
    pub ends: [String; 2],
    /// Every change of the whole range, judged.
    pub judged: &'a [Judged],
    /// The commits that made each change, in the order of `judged`.
    pub commits: Vec<Vec<String>>,
    /// Shifts made and undone within the range, with their commits.
    pub undone: Vec<(Dated, Vec<String>)>,
    /// Settings and teams that change with the range. It was judged by those before.
    pub settings: Vec<SettingChange>,
    /// New findings and those about changes.
    pub findings: &'a Findings,
    /// Findings that stood before.
    pub old: usize,
    /// The goals before.
    pub before: &'a Snapshot,
    /// The goals after.
    pub after: &'a Snapshot,
    /// What the goals scored before, by cycle.
    pub old_scores: &'a [CycleAccount<'a>],
    /// What they score after.
    pub new_scores: &'a [CycleAccount<'a>],
}

impl ReviewReport<'_> {
    /// The changes with their commits; a second verdict on a change is no second change.
    fn changes(&self) -> impl Iterator<Item = (&Judged, &Vec<String>)> {
        self.judged
            .iter()
            .zip(&self.commits)
            .filter(|(judged, _)| judged.verdict.is_none_or(|(rule, _)| rule.code != "P917"))
    }

    /// All in one sentence.
    pub fn headline(&self) -> String {
        let changes: Vec<Dated> = self.changes().map(|(judged, _)| judged.dated.clone()).collect();
        let said = headline(&changes);
        let (teams, settings): (Vec<_>, Vec<_>) =
            self.settings.iter().partition(|change| change.name.starts_with("team "));
        let parts: Vec<String> = [(settings.len(), "setting"), (teams.len(), "team")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, noun)| count(number, noun))
            .collect();
        if parts.is_empty() {
            return said;
        }
        format!("{}; {} changed.", said.trim_end_matches('.'), joined(&parts))
    }

    /// The page of `review`.
    pub fn page(&self) -> Page {
        let mut lead = vec![Text::plain(self.headline()), self.verdict()];
        lead.extend(self.only_told());
        lead.extend(self.untold());
        let titles = Titles { before: self.before, after: self.after };
        let mut sections = sections(self.told(), &self.after.teams, titles);
        sections.extend(self.scores_section());
        sections.extend(self.policy_section());
        sections.extend(self.findings_section());
        sections.extend(self.settings_section());
        sections.extend(self.undone_section());
        sections.extend(self.check_ins_section());
        Page { title: format!("Review of {}", self.range), lead, sections }
    }

    /// The changes as a table, for formats that hold nothing else.
    pub fn table(&self) -> Page {
        changes_table(
            self.changes().map(|(judged, _)| (&judged.dated, judged.verdict.map(|(rule, _)| rule.code))),
        )
    }

    /// Why a shift without a reason stands in nobody's way, where the policy is the cause.
    fn only_told(&self) -> Option<Text> {
        let unanswered = |judged: &Judged| judged.verdict.is_some() && judged.dated.change.declared.is_none();
        let open = self.before.settings.policy == Policy::Open;
        (open && self.judged.iter().any(unanswered)).then(|| {
            Text::plain("The change policy is ")
                .then(Inline::Code("open".to_owned()))
                .then(Inline::Plain(": shifts are told, and nothing blocks.".to_owned()))
        })
    }

    /// The sheets that can be read now and never could before: nothing is known of what changed in them.
    fn untold(&self) -> Option<Text> {
        let before = unread(self.before);
        let readable = self.after.readable().map(|(file, _)| file.path.as_str());
        let paths: Vec<&str> = readable.filter(|path| before.contains(path)).collect();
        let (first, rest) = paths.split_first()?;
        let others = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        let text = Text::plain("What changed in ").then(Inline::Code((*first).to_owned()));
        Some(text.then(Inline::Plain(format!("{others} is not known: it could not be read before."))))
    }

    /// What stands in the way, and what was there before.
    fn verdict(&self) -> Text {
        let errors = self.findings.count(Severity::Error);
        let warnings = self.findings.count(Severity::Warning);
        let (tone, new) = match (errors, warnings) {
            (0, 0) => (Tone::Good, "No new errors or warnings".to_owned()),
            (0, warnings) => (Tone::Caution, count(warnings, "new warning")),
            (errors, 0) => (Tone::Bad, count(errors, "new error")),
            (errors, warnings) => {
                (Tone::Bad, format!("{} and {}", count(errors, "new error"), count(warnings, "warning")))
            }
        };
        let old = match self.old {
            0 => ".".to_owned(),
            1 => "; 1 finding stood before and is not told here.".to_owned(),
            old => format!("; {old} findings stood before and are not told here."),
        };
        Text::default().then(Inline::Toned(tone, new)).then(Inline::Plain(old))
    }

    /// The changes in words. Check-ins have a list of their own, unless there is something to say of them.
    fn told(&self) -> Vec<Told<'_>> {
        self.changes()
            .filter(|(judged, _)| {
                let change = &judged.dated.change;
                judged.verdict.is_some()
                    || (change.kind != ChangeKind::CheckInAdded && !is_told_with_its_change(change))
            })
            .map(|(judged, commits)| told(judged, commits))
            .collect()
    }

    fn undone_section(&self) -> Option<Section> {
        let items = self.undone.iter().map(|(dated, commits)| {
            let short = |id: &String| id.chars().take(10).collect::<String>();
            let (last, makers) = commits.split_last()?;
            let makers: Vec<String> = makers.iter().map(short).collect();
            let when = format!(" in {}, undone in {}", makers.join(", "), short(last));
            let words = format!(": {}", describe_on(&dated.change, &when));
            let subject = Inline::Code(dated.change.subject.to_string());
            Some((Tone::Quiet, Text::default().then(subject).then(Inline::Plain(words))))
        });
        let items = bounded(items.flatten());
        (!items.is_empty()).then(|| Section {
            id: "undone".to_owned(),
            title: "Made and undone within the range".to_owned(),
            blocks: vec![Block::List(items)],
            ..Section::default()
        })
    }

    /// Findings about the state: those about changes have a section of their own.
    fn findings_section(&self) -> Option<Section> {
        let mut list: Vec<&Finding> =
            self.findings.list.iter().filter(|finding| !finding.code.starts_with('P')).collect();
        list.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let items = bounded(list.into_iter().map(|finding| {
            let text = Text::default()
                .then(Inline::Plain(format!("{} ", finding.severity)))
                .then(Inline::Code(format!("{} {}", finding.code, finding.rule)))
                .then(Inline::Plain(format!(": {} (", one_line(&finding.message))))
                .then(Inline::Code(format!("{}:{}", finding.place.path, finding.place.span.line)))
                .then(Inline::Plain(")".to_owned()));
            (severity_tone(finding.severity), text)
        }));
        (!items.is_empty()).then(|| Section {
            id: "findings".to_owned(),
            title: "New findings".to_owned(),
            blocks: vec![Block::List(items)],
            ..Section::default()
        })
    }

    fn settings_section(&self) -> Option<Section> {
        let items = bounded(self.settings.iter().map(|change| {
            let side = |text: &Option<String>| text.as_deref().map_or("not set".to_owned(), one_line);
            let mut words = format!(": from {} to {}", side(&change.before), side(&change.after));
            if change.direction == Verdict::Loosened {
                words.push_str("; loosened");
            }
            (
                Tone::Caution,
                Text::default().then(Inline::Code(change.name.clone())).then(Inline::Plain(words)),
            )
        }));
        (!items.is_empty()).then(|| Section {
            id: "settings".to_owned(),
            title: "Settings and teams".to_owned(),
            blocks: vec![
                Block::Paragraph("These change with the range; it was judged by those before.".into()),
                Block::List(items),
            ],
            ..Section::default()
        })
    }

    fn check_ins_section(&self) -> Option<Section> {
        let list: Vec<_> = self
            .changes()
            .map(|(judged, _)| &judged.dated.change)
            .filter(|change| change.kind == ChangeKind::CheckInAdded)
            .collect();
        let items = bounded(list.iter().map(|change| {
            let text = Text::default()
                .then(Inline::Code(format!("{}/{}", change.subject.team, change.subject.id)))
                .then(Inline::Plain(format!(": {}", describe(change))));
            (Tone::Plain, text)
        }));
        (!items.is_empty()).then(|| Section {
            id: "check-ins".to_owned(),
            title: format!("Check-ins ({})", list.len()),
            blocks: vec![Block::List(items)],
            folded: list.len() > 10,
            ..Section::default()
        })
    }
}

/// As many items as a reader goes through, and the number of the rest.
fn bounded(items: impl Iterator<Item = (Tone, Text)>) -> Vec<(Tone, Text)> {
    let mut items = items;
    let mut list: Vec<(Tone, Text)> = items.by_ref().take(MOST).collect();
    let rest = items.count();
    if rest > 0 {
        list.push((Tone::Quiet, Text::plain(format!("and {rest} more"))));
    }
    list
}

fn told<'a>(judged: &'a Judged, commits: &'a [String]) -> Told<'a> {
    let change = &judged.dated.change;
    let (tone, said) = match judged.verdict {
        Some((rule, severity)) => {
            let tone = if severity == Severity::Note { change_tone(change) } else { severity_tone(severity) };
            (tone, format!(" [{} {}]", rule.code, rule.name))
        }
        // Nobody asks anything of it: a draft, or a change without weight.
        None => match change_tone(change) {
            Tone::Bad | Tone::Caution => (Tone::Plain, String::new()),
            tone @ (Tone::Plain | Tone::Good | Tone::Quiet) => (tone, String::new()),
        },
    };
    let weight = match judged.verdict {
        Some((_, Severity::Error)) => 10,
        Some((_, Severity::Warning)) => 9,
        Some((_, Severity::Note)) | None => loudness(tone),
    };
    let words = format!("{}{said}", judged.message);
    let collective = if change.kind == ChangeKind::CheckInAdded {
        Some(format!("{}{said}", day(&judged.dated)))
    } else {
        may_be_collective(change).then(|| words.clone())
    };
    Told { change, tone, weight, words, collective, commits }
}
