//! `terminal`: pages for reading where the command was typed. The width is given; nothing is wider,
//! but for text that is there to be copied.

mod cards;
mod chart;
mod layout;
mod table;

use anstyle::Style;

use super::inline::{Emphasis, Piece, pieces};
use crate::abreast;
use crate::page::{Block, Page, Section, Text, Tone};
use crate::render::Screen;
use crate::render::escape::{visible_line, visible_lines};
use crate::render::screen::tone_style;
use crate::render::words;
use layout::{Run, Scribe};

/// Prose gets hard to read beyond this many columns.
const MEASURE: usize = 100;
/// Nothing sensible fits into less.
const NARROWEST: usize = 20;

/// The page; its sections side by side, as each begins on a line of its own.
pub(super) fn draw(page: &Page, screen: Screen) -> String {
    let screen = Screen { width: screen.width.max(NARROWEST), ..screen };
    let mut scribe = Scribe::new(screen);
    let bold = Style::new().bold();
    scribe.prose(&[Run::new(visible_line(&page.title), bold)], "", "");
    for paragraph in &page.lead {
        scribe.gap();
        scribe.prose(&runs(paragraph, screen), "", "");
    }
    let sections = abreast::few_in_order(&page.sections, |section| {
        let mut scribe = Scribe::new(screen);
        draw_section(&mut scribe, section, 1);
        scribe.finish()
    });
    for section in sections {
        scribe.gap();
        scribe.lines(&section);
    }
    scribe.finish()
}

fn draw_section(scribe: &mut Scribe, section: &Section, depth: usize) {
    scribe.gap();
    let title = visible_line(&section.title).into_owned();
    let rule = layout::width(&title).min(scribe.screen().width);
    scribe.prose(&[Run::new(title, Style::new().bold())], "", "");
    if depth == 1 {
        let line = scribe.screen().pick("─", "-").repeat(rule);
        scribe.line(&[Run::new(line, tone_style(Tone::Quiet))]);
    }
    for (at, block) in section.blocks.iter().enumerate() {
        if at > 0 || depth > 1 {
            scribe.gap();
        }
        draw_block(scribe, block);
    }
    for inner in &section.sections {
        draw_section(scribe, inner, depth + 1);
    }
}

fn draw_block(scribe: &mut Scribe, block: &Block) {
    let screen = scribe.screen();
    match block {
        Block::Paragraph(text) => scribe.prose(&runs(text, screen), "", ""),
        Block::List(items) => {
            for (tone, text) in items {
                let bullet = words::mark(*tone, screen.unicode).unwrap_or(screen.pick("•", "*"));
                let bullet = screen.paint(tone_style(*tone), bullet);
                scribe.prose(&runs(text, screen), &format!("{bullet} "), "  ");
            }
        }
        Block::Table(table) => table::draw(scribe, table),
        Block::Chart(chart) => chart::draw(scribe, chart),
        Block::Cards(cards) => cards::draw(scribe, cards),
        Block::Code { text, .. } => {
            for line in visible_lines(text).lines() {
                scribe.line(&[Run::new(format!("    {line}"), Style::new())]);
            }
        }
    }
}

/// A sentence as styled runs, safe to print.
fn runs(text: &Text, screen: Screen) -> Vec<Run> {
    pieces(text).into_iter().map(|piece| run(&piece, screen)).collect()
}

fn run(piece: &Piece, screen: Screen) -> Run {
    let style = match piece.emphasis {
        Emphasis::None => tone_style(piece.tone),
        Emphasis::Strong => tone_style(piece.tone).bold(),
        Emphasis::Code => anstyle::AnsiColor::Cyan.on_default(),
    };
    Run::new(marked(&piece.words, piece.tone, screen), style)
}

/// Words with the mark of their tone before them.
fn marked(words: &str, tone: Tone, screen: Screen) -> String {
    let words = visible_line(words);
    match words::mark(tone, screen.unicode) {
        Some(mark) if !words.is_empty() => format!("{mark} {words}"),
        _ => words.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::sample;

    #[test]
    fn at_80_columns() {
        insta::assert_snapshot!(draw(&sample::page(), Screen::default()));
    }

    #[test]
    fn at_40_columns_in_ascii() {
        let screen = Screen { width: 40, unicode: false, ..Screen::default() };
        insta::assert_snapshot!(draw(&sample::page(), screen));
    }

    #[test]
    fn at_100_columns_in_colour() {
        let screen = Screen { width: 100, colour: true, ..Screen::default() };
        insta::assert_snapshot!(draw(&sample::page(), screen).replace('\u{1b}', "␛"));
    }

    #[test]
    fn nothing_is_wider_than_the_screen() {
        for width in [20, 31, 40, 57, 80, 133] {
            let screen = Screen { width, ..Screen::default() };
            for line in draw(&sample::page(), screen).lines() {
                // Code is there to be copied.
                assert!(layout::width(line) <= width || line.starts_with("    "), "{width}: {line}");
                assert!(!line.ends_with(' '), "{line:?}");
            }
        }
    }

    #[test]
    fn colour_only_adds_to_what_is_said() {
        let plain = draw(&sample::page(), Screen::default());
        let coloured = draw(&sample::page(), Screen { colour: true, ..Screen::default() });
        let mut stripped = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            stripped.push_str(before);
            rest = after.split_once('m').map_or("", |(_, after)| after);
        }
        stripped.push_str(rest);
        assert_eq!(stripped, plain);
    }
}
