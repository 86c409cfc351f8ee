//! The log of one key result: every version, newest first, across renames and cycles.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::changes::change_value;
use super::sentences::sentence;
use super::tones::change_tone;
use crate::change::Dated;
use crate::history::{Commit, History, Lineages};
use crate::model::Ref;
use crate::page::{Block, Cell, Inline, Page, Section, Text};
use crate::render::json as write;
use crate::settings::Settings;

/// Characters of a commit's subject that a heading carries.
const SUBJECT: usize = 100;

/// One commit that changed the key result, with what it changed.
#[derive(Debug)]
pub struct LogEntry {
    /// The commit.
    pub commit: Arc<Commit>,
    /// What changed, each on its day.
    pub changes: Vec<Dated>,
}

/// The lineage of one key result, newest version first.
#[derive(Debug)]
pub struct LogReport {
    /// The key result asked for.
    pub reference: Ref,
    /// The oldest member of its lineage.
    pub lineage: Ref,
    /// Its title.
    pub title: Option<String>,
    /// Its versions.
    pub entries: Vec<LogEntry>,
    /// The workspace's settings at the end: they say where commits can be looked up.
    pub settings: Settings,
}

impl LogReport {
    /// The log of the timeline at `position`, from a history that kept it.
    pub fn of(history: &History, lineages: &Lineages, position: usize) -> Option<Self> {
        let calendar = &history.settings.calendar;
        let root = lineages.root(position);
        // From this one upward: its forks are others' history.
        let mut members = vec![position];
        while let Some(parent) = members.last().and_then(|&at| lineages.parent(at)) {
            members.push(parent);
        }
        let mut entries: Vec<(Timestamp, LogEntry)> = Vec::new();
        for &at in members.iter().rev() {
            let timeline = history.timelines.get(at)?;
            // A clock that went back must not put a version before the one it follows.
            let mut clock = Timestamp::MIN;
            for (commit, change) in &timeline.log {
                clock = clock.max(commit.committed);
                let dated = Dated::on(change.clone(), calendar, commit.date);
                if let Some((_, entry)) = entries.last_mut().filter(|(_, entry)| entry.commit.id == commit.id)
                {
                    entry.changes.push(dated);
                } else {
                    let entry = LogEntry { commit: Arc::clone(commit), changes: vec![dated] };
                    entries.push((clock, entry));
                }
            }
        }
        // A walk is oldest first within each member, and so it stays where two stand at one moment.
        entries.sort_by_key(|(clock, _)| *clock);
        let entries = entries.into_iter().rev().map(|(_, entry)| entry).collect();
        let timeline = history.timelines.get(position)?;
        Some(Self {
            reference: timeline.reference.clone(),
            lineage: history.timelines.get(root)?.reference.clone(),
            title: timeline.last.key_result().title.clone(),
            entries,
            settings: history.settings.clone(),
        })
    }

    /// The page of `log`.
    pub fn page(&self) -> Page {
        let title = match &self.title {
            Some(title) => format!("{}: {title}", self.reference),
            None => self.reference.to_string(),
        };
        let sections = self.entries.iter().map(|entry| self.section(entry)).collect();
        let mut lead = Vec::new();
        if self.lineage != self.reference {
            lead.push(Text::plain("Goes on from ").then(Inline::Code(self.lineage.to_string())));
        }
        Page { title, lead, sections }
    }

    fn section(&self, entry: &LogEntry) -> Section {
        let commit = &entry.commit;
        let link = self.settings.commit_url(&commit.id);
        let head = Text::default()
            .then(Inline::Value(Cell::Commit { id: commit.id.clone(), link }))
            .then(Inline::Plain(format!(" by {}", commit.author)));
        let items = entry
            .changes
            .iter()
            .map(|dated| {
                let words = format!("{}: {}", dated.change.subject.cycle, sentence(dated));
                (change_tone(&dated.change), Text::plain(words))
            })
            .collect();
        Section {
            id: format!("commit-{}", commit.id.get(..12).unwrap_or(&commit.id)),
            title: format!("{}: {}", commit.date, cut(&commit.subject)),
            blocks: vec![Block::Paragraph(head), Block::List(items)],
            ..Section::default()
        }
    }

    /// The log as JSON.
    pub fn value(&self) -> Value {
        let versions: Vec<Value> = self
            .entries
            .iter()
            .map(|entry| {
                json!({
                    "commit": entry.commit.id,
                    "date": entry.commit.date.to_string(),
                    "committed": write::moment(entry.commit.committed, &self.settings.calendar.timezone),
                    "author": entry.commit.author,
                    "subject": entry.commit.subject,
                    "changes": entry
                        .changes
                        .iter()
                        .map(|dated| Value::Object(change_value(dated)))
                        .collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "ref": self.reference.to_string(),
            "lineage": self.lineage.to_string(),
            "title": self.title,
            "versions": versions,
        })
    }
}

/// A subject that is short enough for a heading.
fn cut(subject: &str) -> String {
    match subject.char_indices().nth(SUBJECT) {
        Some((end, _)) => format!("{}…", subject[..end].trim_end()),
        None => subject.to_owned(),
    }
}
