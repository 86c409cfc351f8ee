//! The log of one key result: every version, newest first, across renames and cycles.

use std::sync::Arc;

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::changes::change_value;
use super::sentences::sentence;
use super::tones::change_tone;
use crate::change::Dated;
use crate::history::{Commit, History, Lineages};
use crate::model::Ref;
use crate::page::{Block, Cell, Inline, Page, Section, Text};
use crate::render::json as write;

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
    /// The workspace's time zone.
    pub zone: TimeZone,
    /// Where commits can be looked up.
    pub repository_url: Option<String>,
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
        let mut entries: Vec<LogEntry> = Vec::new();
        for &at in &members {
            let timeline = history.timelines.get(at)?;
            for (commit, change) in &timeline.log {
                let dated = Dated::on(change.clone(), calendar, commit.date);
                match entries.last_mut().filter(|entry| entry.commit.id == commit.id) {
                    Some(entry) => entry.changes.push(dated),
                    None => entries.push(LogEntry { commit: Arc::clone(commit), changes: vec![dated] }),
                }
            }
        }
        // A walk is oldest first within each member.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.commit.committed));
        let timeline = history.timelines.get(position)?;
        Some(Self {
            reference: timeline.reference.clone(),
            lineage: history.timelines.get(root)?.reference.clone(),
            title: timeline.last.key_result().title.clone(),
            entries,
            zone: calendar.timezone.clone(),
            repository_url: history.settings.repository_url.clone(),
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
        let link = self
            .repository_url
            .as_deref()
            .map(|url| format!("{}/commit/{}", url.trim_end_matches('/'), commit.id));
        let head = Text::default()
            .then(Inline::Value(Cell::Commit { id: commit.id.clone(), link }))
            .then(Inline::Plain(format!(" {} ", commit.author)))
            .then(Inline::Plain(format!("— {}", commit.subject)));
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
            title: commit.date.to_string(),
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
                    "committed": write::moment(entry.commit.committed, &self.zone),
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
