//! The table that a run prints, a row as soon as it is known.

#![expect(clippy::print_stdout, reason = "the table is what a bench is for")]

use std::time::Duration;

use crate::measure::Times;

/// What a row is to reach.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// At most this many milliseconds.
    Under(u64),
    /// At most this many times what the other takes.
    Times(f64),
    /// The other takes at least this many times as long.
    Faster(u32),
    /// To be known, no more.
    Known,
}

pub(crate) fn head() {
    println!("| what | size | git-okr, ms (best) | beside it | ms (best) | ratio | goal |  |");
    println!("|---|---|---|---|---|---|---|---|");
}

/// One row: what was run on what, beside what else.
pub(crate) fn row(what: &str, size: &str, own: &Times, other: Option<(&str, &Times)>, goal: Goal) {
    let (name, beside, ratio) = match other {
        None => ("", String::new(), String::new()),
        Some((name, times)) => (name, shown(times), ratio(own, times, goal)),
    };
    let reached = reached(own, other.map(|(_, times)| times), goal);
    let verdict = match reached {
        None => "",
        Some(true) => "reached",
        Some(false) => "missed",
    };
    println!(
        "| {what} | {size} | {} | {name} | {beside} | {ratio} | {} | {verdict} |",
        shown(own),
        goal.words()
    );
}

/// A row about something else than time.
pub(crate) fn said(what: &str, size: &str, words: &str, goal: &str) {
    println!("| {what} | {size} | {words} | | | | {goal} | |");
}

/// A row that could not be measured, and why.
pub(crate) fn skipped(what: &str, why: &str) {
    println!("| {what} | | | | | | | skipped: {why} |");
}

impl Goal {
    fn words(self) -> String {
        match self {
            Self::Under(limit) => format!("< {limit} ms"),
            Self::Times(most) => format!("<= {most}x"),
            Self::Faster(least) => format!(">= {least}x faster"),
            Self::Known => String::new(),
        }
    }
}

fn shown(times: &Times) -> String {
    format!("{:.1} ({:.1})", millis(times.median()), millis(times.best()))
}

fn ratio(own: &Times, other: &Times, goal: Goal) -> String {
    let (own, other) = (own.median().as_secs_f64(), other.median().as_secs_f64());
    match goal {
        Goal::Faster(_) => format!("{:.0}x faster", other / own),
        Goal::Under(_) | Goal::Times(_) | Goal::Known if own * 10.0 < other => format!("{:.3}x", own / other),
        Goal::Under(_) | Goal::Times(_) | Goal::Known => format!("{:.2}x", own / other),
    }
}

fn reached(own: &Times, other: Option<&Times>, goal: Goal) -> Option<bool> {
    let own = own.median();
    match (goal, other) {
        (Goal::Under(limit), _) => Some(own < Duration::from_millis(limit)),
        (Goal::Times(most), Some(other)) => Some(own <= other.median().mul_f64(most)),
        (Goal::Faster(least), Some(other)) => Some(own * least <= other.median()),
        (Goal::Times(_) | Goal::Faster(_), None) | (Goal::Known, _) => None,
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
