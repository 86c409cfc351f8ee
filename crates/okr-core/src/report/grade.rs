//! The grades of a cycle that is over: what each key result came to against its goal as first written and as it
//! ended, and what is missing before the cycle can be closed.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::history::HistoryReport;
use super::tones::{band_tone, state_tone};
use crate::history::{CycleAccount, KeyResultAccount};
use crate::model::{Calendar, CheckIn, Quantity, Ref};
use crate::page::{Block, Cell, Column, Inline, Page, Section, Table, Text, Tone};
use crate::render::json as write;
use crate::score::{Band, State};

/// The grades of one cycle.
#[derive(Debug)]
pub struct GradeReport<'a> {
    /// The cycle asked for, and the team if one was, as for the history.
    pub report: HistoryReport<'a>,
    /// The day.
    pub today: Date,
}

/// What a goal lacks before its cycle can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// No value was ever seen.
    Unmeasured,
    /// The last value is older than the end of the cycle, by more than the rhythm of check-ins.
    Stale(Date),
}

impl Lack {
    fn as_str(self) -> &'static str {
        match self {
            Self::Unmeasured => "unmeasured",
            Self::Stale(_) => "stale",
        }
    }

    fn words(self) -> String {
        match self {
            Self::Unmeasured => "was never measured".to_owned(),
            Self::Stale(date) => format!("was last measured on {date}"),
        }
    }
}

impl GradeReport<'_> {
    fn account(&self) -> Option<&CycleAccount<'_>> {
        self.report.reported().next()
    }

    fn calendar(&self) -> &Calendar {
        &self.report.history.settings.calendar
    }

    fn own(&self) -> Vec<&KeyResultAccount<'_>> {
        let Some(account) = self.account() else { return Vec::new() };
        account
            .key_results
            .iter()
            .filter(|own| self.report.wants(&own.reference().team) && own.state != State::Removed)
            .collect()
    }

    /// From which day on a value is the last one of its cycle.
    fn last_days(&self, account: &CycleAccount<'_>) -> Date {
        account
            .span
            .ends
            .saturating_sub(i64::from(self.calendar().check_in_days).days())
            .max(account.span.starts)
    }

    /// The last day on which anything can be added.
    fn closes(&self, account: &CycleAccount<'_>) -> Date {
        account.span.ends.saturating_add(i64::from(self.calendar().grading_days).days())
    }

    fn lack(&self, account: &CycleAccount<'_>, check_ins: &[CheckIn]) -> Option<Lack> {
        let closes = self.closes(account);
        let counts = |day: &Date| *day >= account.span.starts && *day <= closes && *day <= self.today;
        let last = check_ins
            .iter()
            .filter(|check_in| check_in.value.value().is_some())
            .map(|check_in| check_in.date)
            .filter(counts)
            .max();
        match last {
            None => Some(Lack::Unmeasured),
            Some(date) if date < self.last_days(account) => Some(Lack::Stale(date)),
            Some(_) => None,
        }
    }

    /// Every key result and guardrail that lacks its last value.
    fn lacking(&self) -> Vec<(&Ref, Lack)> {
        let Some(account) = self.account() else { return Vec::new() };
        let key_results = self
            .own()
            .into_iter()
            .filter(|own| own.state.is_graded())
            .map(|own| (own.reference(), own.timeline.last.key_result().check_ins.as_slice()));
        let guardrails = account
            .guardrails
            .iter()
            .filter(|own| self.report.wants(&own.reference.team))
            .map(|own| (&own.reference, own.guardrail.check_ins.as_slice()));
        key_results
            .chain(guardrails)
            .filter_map(|(reference, check_ins)| Some((reference, self.lack(account, check_ins)?)))
            .collect()
    }

    /// Whether anything is missing.
    pub fn is_whole(&self) -> bool {
        self.lacking().is_empty()
    }

    /// Wins that ask to be held and were not seen for as long.
    fn unheld(&self) -> Vec<&KeyResultAccount<'_>> {
        let asks = |own: &&KeyResultAccount<'_>| {
            own.state == State::Attained && own.timeline.last.key_result().hold.is_some()
        };
        self.own().into_iter().filter(asks).collect()
    }

    /// The page of `grade`.
    pub fn page(&self) -> Page {
        let Some(account) = self.account() else { return Page::default() };
        let organisation = self.report.history.settings.organisation.as_deref().unwrap_or("OKRs");
        let mut sections = vec![self.grades(account)];
        sections.extend(self.missing_section(account));
        sections.extend(self.unheld_section());
        Page {
            title: format!("{organisation}: grades of {}", account.cycle),
            lead: vec![Text::plain(self.lead(account))],
            sections,
        }
    }

    fn lead(&self, account: &CycleAccount<'_>) -> String {
        let closes = self.closes(account);
        let missing = self.lacking().len();
        let window = if self.today <= closes {
            format!("{} ended on {} and can be completed until {closes}.", account.cycle, account.span.ends)
        } else {
            format!("{} ended on {} and was closed after {closes}.", account.cycle, account.span.ends)
        };
        match missing {
            _ if self.own().is_empty() => format!("{window} There is nothing to grade."),
            0 => format!("{window} Every last value is there."),
            1 => format!("{window} One last value is missing."),
            _ => format!("{window} {missing} last values are missing."),
        }
    }

    fn grades(&self, account: &CycleAccount<'_>) -> Section {
        let column =
            |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
        let band = |band: Option<Band>| match band {
            Some(band) => Cell::Word(band_tone(band), band.as_str().to_owned()),
            None => Cell::Empty,
        };
        let rows = self
            .own()
            .into_iter()
            .map(|own| {
                let last = own.timeline.last.key_result();
                vec![
                    Cell::Text(format!("{}/{}", own.reference().team, own.reference().id)),
                    Cell::Word(state_tone(own.state), own.state.as_str().to_owned()),
                    own.final_value().cloned().map_or(Cell::Empty, Cell::Quantity),
                    last.target_value().cloned().map_or(Cell::Empty, Cell::Target),
                    Cell::Score(own.score.original.clone()),
                    Cell::Score(own.score.final_.clone()),
                    Cell::Gain(own.score.gain()),
                    band(own.band),
                    own.value.map_or(Cell::Empty, |check_in| Cell::Date(check_in.date)),
                ]
            })
            .collect();
        let table = Table {
            id: format!("grades-{}", account.cycle).to_lowercase(),
            caption: format!("What each key result of {} came to", account.cycle),
            columns: vec![
                column("key result", "key_result", false, 0),
                column("state", "state", false, 1),
                column("value", "value", true, 1),
                column("target", "target", true, 2),
                column("first written", "score_original", true, 0),
                column("as ended", "score_final", true, 0),
                column("shift gain", "shift_gain", true, 2),
                column("grade", "band", false, 0),
                column("measured", "last_check_in", false, 3),
            ],
            rows,
            omitted: 0,
        };
        Section {
            id: "grades".to_owned(),
            title: "Grades".to_owned(),
            blocks: vec![Block::Table(table)],
            ..Section::default()
        }
    }

    fn missing_section(&self, account: &CycleAccount<'_>) -> Option<Section> {
        let lacking = self.lacking();
        let list: Vec<(Tone, Text)> =
            lacking.iter().map(|(reference, lack)| (Tone::Bad, told(reference, &lack.words()))).collect();
        let (first, _) = lacking.first()?;
        let mut blocks = vec![Block::List(list)];
        if self.today <= self.closes(account) {
            blocks.push(Block::Paragraph(Text::plain(format!(
                "Add the value on the last day, by {}:",
                self.closes(account)
            ))));
            blocks.push(Block::Code {
                language: "sh",
                text: format!("git okr check-in {first} VALUE --date {}", account.span.ends),
            });
        } else {
            blocks.push(Block::Paragraph(Text::plain(
                "The cycle is closed: what is missing stays missing, and what was never measured scores 0.",
            )));
        }
        Some(Section { id: "missing".to_owned(), title: "Missing".to_owned(), blocks, ..Section::default() })
    }

    fn unheld_section(&self) -> Option<Section> {
        let list: Vec<(Tone, Text)> = self
            .unheld()
            .into_iter()
            .map(|own| {
                let hold = own.timeline.last.key_result().hold.as_ref().map_or("", Quantity::text);
                let words = format!("attained, and not seen to hold for {hold}");
                (Tone::Caution, told(own.reference(), &words))
            })
            .collect();
        if list.is_empty() {
            return None;
        }
        let blocks = vec![
            Block::List(list),
            Block::Paragraph(Text::plain("Once is not enough: guard these in the next cycle.")),
        ];
        Some(Section { id: "unheld".to_owned(), title: "Not held".to_owned(), blocks, ..Section::default() })
    }

    /// The grades as JSON.
    pub fn value(&self) -> Value {
        let Some(account) = self.account() else { return Value::Null };
        let unheld: Vec<&Ref> = self.unheld().into_iter().map(KeyResultAccount::reference).collect();
        let key_results: Vec<Value> = self
            .own()
            .into_iter()
            .map(|own| {
                json!({
                    "ref": own.reference().to_string(),
                    "title": own.timeline.last.key_result().title,
                    "state": own.state.as_str(),
                    "final_value": own.final_value().map_or(Value::Null, write::quantity),
                    "last_check_in": own.value.map(|check_in| check_in.date.to_string()),
                    "score": {
                        "original": write::score(&own.score.original),
                        "final": write::score(&own.score.final_),
                    },
                    "shift_gain": write::gain(&own.score.gain()),
                    "original_band": own.original_band.map(Band::as_str),
                    "band": own.band.map(Band::as_str),
                    "unheld": unheld.contains(&own.reference()),
                })
            })
            .collect();
        let missing: Vec<Value> = self
            .lacking()
            .into_iter()
            .map(|(reference, lack)| {
                let date = match lack {
                    Lack::Unmeasured => None,
                    Lack::Stale(date) => Some(date.to_string()),
                };
                json!({ "ref": reference.to_string(), "why": lack.as_str(), "last_check_in": date })
            })
            .collect();
        json!({
            "cycle": account.cycle.to_string(),
            "starts": account.span.starts.to_string(),
            "ends": account.span.ends.to_string(),
            "closes": self.closes(account).to_string(),
            "closed": self.today > self.closes(account),
            "key_results": key_results,
            "missing": missing,
        })
    }
}

fn told(reference: &Ref, words: &str) -> Text {
    Text::default()
        .then(Inline::Code(format!("{}/{}", reference.team, reference.id)))
        .then(Inline::Plain(format!(": {words}")))
}
