//! Where each team stands today: state, pace, confidence, staleness, and what needs attention first.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::history::HistoryReport;
use super::sentences::{count, joined};
use super::tones::state_tone;
use crate::history::{CycleAccount, KeyResultAccount};
use crate::model::CheckIn;
use crate::page::{Block, Cell, Column, Inline, Page, Section, Table, Text, Tone};
use crate::render::json as write;
use crate::score::State;

/// Where the cycles asked for stand on a day.
#[derive(Debug)]
pub struct StatusReport<'a> {
    /// The cycles and teams, as for the history.
    pub report: HistoryReport<'a>,
    /// The day.
    pub today: Date,
}

impl StatusReport<'_> {
    /// The page of `status`.
    pub fn page(&self) -> Page {
        let organisation = self.report.history.settings.organisation.as_deref().unwrap_or("OKRs");
        let sections = self.report.cycles.iter().filter_map(|&at| self.cycle(at)).collect();
        Page { title: format!("{organisation} on {}", self.today), lead: Vec::new(), sections }
    }

    fn cycle(&self, at: usize) -> Option<Section> {
        let account = self.report.all_cycles.get(at)?;
        let mut own = self.own(account);
        own.sort_by_key(|own| (urgency(own.state), own.reference().clone()));
        let day = account.span.day_of(self.today);
        let days = account.span.days();
        let place = if day < 1 {
            format!("begins on {}", account.span.starts)
        } else if day > days {
            format!("ended on {}", account.span.ends)
        } else {
            format!("day {day} of {days}")
        };
        let attention: Vec<(Tone, Text)> =
            own.iter().filter_map(|own| self.attention(account, own)).take(10).collect();
        let mut blocks = Vec::new();
        blocks.extend(self.counts(account, &own).map(|words| Block::Paragraph(Text::plain(words))));
        if attention.is_empty() {
            blocks.push(Block::Paragraph(Text::plain("Nothing needs attention.")));
        } else {
            blocks.push(Block::Paragraph(Text::plain("What needs attention first:")));
            blocks.push(Block::List(attention));
        }
        blocks.push(Block::Table(self.table(account, &own)));
        Some(Section {
            id: format!("status-{}", account.cycle).to_lowercase(),
            title: format!("{}, {place}", account.cycle),
            blocks,
            ..Section::default()
        })
    }

    fn own<'b>(&self, account: &'b CycleAccount<'b>) -> Vec<&'b KeyResultAccount<'b>> {
        account
            .key_results
            .iter()
            .filter(|own| self.report.wants(&own.reference().team) && own.state.is_graded())
            .collect()
    }

    /// How many stand where, in one sentence.
    fn counts(&self, account: &CycleAccount<'_>, own: &[&KeyResultAccount<'_>]) -> Option<String> {
        let number = |state: State| own.iter().filter(|own| own.state == state).count();
        // From the best to what needs a person.
        let mut states: Vec<State> = State::ALL.iter().copied().filter(|&state| number(state) > 0).collect();
        states.sort_by_key(|&state| std::cmp::Reverse(urgency(state)));
        let parts: Vec<String> = states
            .iter()
            .map(|&state| format!("{} {}", number(state), state.as_str().replace('-', " ")))
            .collect();
        let silent = own.iter().filter(|own| self.stale(account, own).is_some()).count();
        let rhythm = count(self.report.history.settings.calendar.check_in_days as usize, "day");
        let silent = match silent {
            0 => String::new(),
            some => format!("; {some} without a check-in for more than {rhythm}"),
        };
        let all = count(own.len(), "key result");
        (!own.is_empty()).then(|| format!("Of {all}, {}{silent}.", joined(&parts)))
    }

    /// One sentence for a key result that somebody should look at.
    fn attention(&self, account: &CycleAccount<'_>, own: &KeyResultAccount<'_>) -> Option<(Tone, Text)> {
        let stale = self.stale(account, own);
        let words = match own.state {
            State::Behind | State::AtRisk | State::Slipped | State::Missed => {
                let value = match own.final_value() {
                    Some(value) => format!("{}, last at {}", own.state, value.text()),
                    None => format!("{}, never measured", own.state),
                };
                match stale {
                    Some(days) if own.value.is_some() => format!("{value}, {days} days ago"),
                    Some(_) | None => value,
                }
            }
            State::NotStarted | State::OnTrack | State::Attained | State::Held => match (stale, own.value) {
                (Some(days), Some(_)) => format!("no check-in for {days} days"),
                (Some(_), None) => "no check-in yet".to_owned(),
                (None, _) => return None,
            },
            State::Dropped | State::Removed => return None,
        };
        let text = Text::default()
            .then(Inline::Code(format!("{}/{}", own.reference().team, own.reference().id)))
            .then(Inline::Plain(format!(": {words}")));
        let tone = match state_tone(own.state) {
            Tone::Good | Tone::Plain | Tone::Quiet => Tone::Caution,
            tone @ (Tone::Caution | Tone::Bad) => tone,
        };
        Some((tone, text))
    }

    /// Days since the last check-in, where that is longer than the rhythm and the cycle runs.
    fn stale(&self, account: &CycleAccount<'_>, own: &KeyResultAccount<'_>) -> Option<i32> {
        let day = account.span.day_of(self.today);
        if day < 1 || account.is_over {
            return None;
        }
        let last = last_check_in(own, self.today).map_or(0, |check_in| account.span.day_of(check_in.date));
        let days = day - last.max(0);
        let rhythm = i32::try_from(self.report.history.settings.calendar.check_in_days).unwrap_or(i32::MAX);
        (days > rhythm).then_some(days)
    }

    fn table(&self, account: &CycleAccount<'_>, own: &[&KeyResultAccount<'_>]) -> Table {
        let column =
            |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
        let rows = own
            .iter()
            .map(|own| {
                let last = last_check_in(own, self.today);
                let target = own.timeline.last.key_result().target_value().cloned();
                let values = own.timeline.last.key_result().check_ins.iter();
                let spark: Vec<f64> = values
                    .filter(|check_in| check_in.date <= self.today)
                    .filter_map(|check_in| Some(check_in.value.value()?.base().to_f64()))
                    .collect();
                vec![
                    Cell::Text(format!("{}/{}", own.reference().team, own.reference().id)),
                    Cell::Word(state_tone(own.state), own.state.as_str().to_owned()),
                    own.final_value().cloned().map_or(Cell::Empty, Cell::Quantity),
                    target.map_or(Cell::Empty, Cell::Target),
                    Cell::Score(own.score.final_.clone()),
                    own.pace.clone().map_or(Cell::Empty, Cell::Score),
                    last.and_then(|last| last.confidence).map_or(Cell::Empty, Cell::Number),
                    last.map_or(Cell::Empty, |last| Cell::Date(last.date)),
                    if spark.len() < 2 { Cell::Empty } else { Cell::Spark(spark) },
                ]
            })
            .collect();
        Table {
            id: format!("status-{}", account.cycle).to_lowercase(),
            caption: format!("Key results of {}, those that need attention first", account.cycle),
            columns: vec![
                column("key result", "key_result", false, 0),
                column("state", "state", false, 0),
                column("value", "value", true, 0),
                column("target", "target", true, 0),
                column("score", "score", true, 1),
                column("pace", "pace", true, 2),
                column("conf.", "confidence", true, 1),
                column("checked in", "last_check_in", false, 1),
                column("trend", "trend", false, 3),
            ],
            rows,
            omitted: 0,
        }
    }

    /// The status as JSON.
    pub fn value(&self) -> Value {
        let cycles: Vec<Value> = self
            .report
            .reported()
            .map(|account| {
                let key_results: Vec<Value> =
                    self.own(account).into_iter().map(|own| self.key_result(account, own)).collect();
                json!({
                    "cycle": account.cycle.to_string(),
                    "starts": account.span.starts.to_string(),
                    "ends": account.span.ends.to_string(),
                    "day": account.span.day_of(self.today),
                    "days": account.span.days(),
                    "key_results": key_results,
                })
            })
            .collect();
        json!({ "today": self.today.to_string(), "cycles": cycles })
    }

    fn key_result(&self, account: &CycleAccount<'_>, own: &KeyResultAccount<'_>) -> Value {
        let last = last_check_in(own, self.today);
        json!({
            "ref": own.reference().to_string(),
            "title": own.timeline.last.key_result().title,
            "team": own.reference().team.to_string(),
            "objective": own.objective().to_string(),
            "state": own.state.as_str(),
            "band": own.band.map(crate::score::Band::as_str),
            "value": own.final_value().map_or(Value::Null, write::quantity),
            "target": own.timeline.last.key_result().target.as_ref().map_or(Value::Null, write::stated_target),
            "score": {
                "original": write::score(&own.score.original),
                "final": write::score(&own.score.final_),
            },
            "pace": own.pace.as_ref().map(write::score),
            "confidence": last.and_then(|last| last.confidence).map_or(Value::Null, |c| write::decimal(&c)),
            "last_check_in": last.map(|last| last.date.to_string()),
            "stale_days": self.stale(account, own),
        })
    }
}

fn last_check_in<'a>(own: &KeyResultAccount<'a>, today: Date) -> Option<&'a CheckIn> {
    let check_ins = &own.timeline.last.key_result().check_ins;
    check_ins.iter().filter(|check_in| check_in.date <= today).max_by_key(|check_in| check_in.date)
}

/// What a person should look at first.
fn urgency(state: State) -> u8 {
    match state {
        State::Slipped => 0,
        State::Missed => 1,
        State::Behind => 2,
        State::AtRisk => 3,
        State::NotStarted => 4,
        State::OnTrack => 5,
        State::Attained => 6,
        State::Held => 7,
        State::Dropped | State::Removed => 8,
    }
}
