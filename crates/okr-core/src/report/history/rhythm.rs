//! How often values were written down, and how well confidence foresaw the outcome.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::HistoryReport;
use crate::history::{CycleAccount, KeyResultAccount};
use crate::model::Exact;
use crate::page::{Block, Cell, Column, Section, Table, Text};
use crate::report::sentences::count;

/// More teams than a reader would compare; the rest are counted.
const MOST: usize = 200;

/// Check-ins of one team.
#[derive(Default)]
struct Rhythm {
    check_ins: usize,
    silent: usize,
    key_results: usize,
    gaps: Vec<i32>,
}

/// The section; nothing where nothing is graded.
pub(super) fn section(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<Section> {
    let mut teams: BTreeMap<_, Rhythm> = BTreeMap::new();
    let graded =
        account.key_results.iter().filter(|own| report.wants(&own.reference().team) && own.state.is_graded());
    for own in graded {
        teams.entry(&own.reference().team).or_default().add(own, account);
    }
    if teams.is_empty() {
        return None;
    }
    let omitted = teams.len().saturating_sub(report.most(MOST));
    let rows = teams
        .into_iter()
        .take(report.most(MOST))
        .map(|(team, rhythm)| {
            vec![
                Cell::Text(report.history.teams.name(team).to_owned()),
                Cell::Count(rhythm.key_results as u64),
                Cell::Count(rhythm.check_ins as u64),
                Cell::Count(rhythm.silent as u64),
                rhythm.median().map_or(Cell::Empty, days),
                rhythm.gaps.iter().max().copied().map_or(Cell::Empty, days),
            ]
        })
        .collect();
    let column =
        |title: &str, key, numeric, priority| Column { title: title.to_owned(), key, numeric, priority };
    let id = format!("check-ins-{}", account.cycle).to_lowercase();
    let mut blocks = vec![Block::Table(Table {
        id: id.clone(),
        caption: format!("Check-ins in {}", account.cycle),
        columns: vec![
            column("team", "team", false, 0),
            column("key results", "key_results", true, 1),
            column("check-ins", "check_ins", true, 0),
            column("never measured", "never_measured", true, 0),
            column("usual gap", "median_gap_days", true, 1),
            column("longest gap", "longest_gap_days", true, 0),
        ],
        rows,
        omitted,
    })];
    blocks.extend(confidence(report, account).map(|words| Block::Paragraph(Text::plain(words))));
    Some(Section {
        id,
        title: "Check-ins and confidence".to_owned(),
        blocks,
        folded: true,
        ..Section::default()
    })
}

impl Rhythm {
    fn add(&mut self, own: &KeyResultAccount<'_>, account: &CycleAccount<'_>) {
        self.key_results += 1;
        let mut dates: Vec<Date> = own
            .timeline
            .last
            .key_result()
            .check_ins
            .iter()
            .map(|check_in| check_in.date)
            .filter(|date| account.span.contains(*date))
            .collect();
        dates.sort_unstable();
        self.check_ins += dates.len();
        if dates.is_empty() {
            self.silent += 1;
        }
        let day = |date: &Date| account.span.day_of(*date);
        self.gaps.extend(dates.windows(2).map(|pair| day(&pair[1]) - day(&pair[0])));
    }

    fn median(&self) -> Option<i32> {
        let mut gaps = self.gaps.clone();
        gaps.sort_unstable();
        gaps.get(gaps.len() / 2).copied()
    }
}

fn days(days: i32) -> Cell {
    Cell::Text(format!("{days} d"))
}

/// What the confidence at half-time said, against what came of it.
fn confidence(report: &HistoryReport<'_>, account: &CycleAccount<'_>) -> Option<String> {
    if !account.is_over {
        return None;
    }
    let half = account.span.days() / 2;
    let (mut sure, mut sure_won, mut unsure, mut unsure_won) = (0_usize, 0_usize, 0_usize, 0_usize);
    for own in account.key_results.iter().filter(|own| report.wants(&own.reference().team)) {
        let at_half =
            own.timeline.last.key_result().check_ins.iter().rfind(|check_in| {
                account.span.day_of(check_in.date) <= half && check_in.confidence.is_some()
            });
        let Some(confidence) = at_half.and_then(|check_in| check_in.confidence) else { continue };
        let won = own.state.is_won();
        if confidence.exact() >= Exact::ratio(7, 10) {
            sure += 1;
            sure_won += usize::from(won);
        } else {
            unsure += 1;
            unsure_won += usize::from(won);
        }
    }
    if sure + unsure == 0 {
        return None;
    }
    Some(format!(
        "At half-time, confidence was 0.7 or more for {}, of which {sure_won} ended on target; \
         and lower for {unsure}, of which {unsure_won} did.",
        count(sure, "key result")
    ))
}
