//! Figures side by side.

use anstyle::Style;

use super::layout::{Lose, Run, Scribe, cut, width};
use super::{marked, runs};
use crate::page::{Card, Tone};
use crate::render::Screen;
use crate::render::escape::visible_line;
use crate::render::screen::tone_style;
use crate::render::words;

/// Columns between cards.
const GUTTER: usize = 2;
/// No card is wider.
const WIDEST: usize = 32;

pub(super) fn draw(scribe: &mut Scribe, cards: &[Card]) {
    let screen = scribe.screen();
    let drawn: Vec<[Run; 3]> = cards.iter().map(|card| lines(card, screen)).collect();
    let widths: Vec<usize> = drawn.iter().map(|card| widest(card).min(WIDEST).min(screen.width)).collect();
    let mut from = 0;
    while from < drawn.len() {
        let mut to = from;
        let mut used = 0;
        while let Some(&next) = widths.get(to) {
            let needed = next + if to > from { GUTTER } else { 0 };
            if to > from && used + needed > screen.width {
                break;
            }
            used += needed;
            to += 1;
        }
        if from > 0 {
            scribe.gap();
        }
        for level in 0..3 {
            let line: Vec<Run> = drawn
                .iter()
                .zip(&widths)
                .take(to)
                .skip(from)
                .filter_map(|(card, &width)| Some(padded(card.get(level)?, width, screen)))
                .collect();
            if !line.iter().all(Run::is_blank) {
                scribe.line(&line);
            }
        }
        from = to;
    }
}

fn lines(card: &Card, screen: Screen) -> [Run; 3] {
    let quiet = tone_style(Tone::Quiet);
    let value = match &card.value {
        crate::page::Cell::Empty => screen.pick("–", "-").to_owned(),
        value => marked(&words::cell(value), card.tone, screen),
    };
    let detail: String =
        card.detail.iter().flat_map(|text| runs(text, screen)).map(|run| run.text().to_owned()).collect();
    [
        Run::new(visible_line(&card.label), quiet),
        Run::new(value, tone_style(card.tone).bold()),
        Run::new(detail, quiet),
    ]
}

fn widest(card: &[Run; 3]) -> usize {
    card.iter().map(|run| width(run.text())).max().unwrap_or(0)
}

fn padded(run: &Run, room: usize, screen: Screen) -> Run {
    let mut text = cut(run.text(), room, Lose::End, screen);
    text.push_str(&" ".repeat((room + GUTTER).saturating_sub(width(&text))));
    let style = if run.is_blank() { Style::new() } else { run.style() };
    Run::new(text, style)
}
