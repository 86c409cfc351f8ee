//! `markdown`: GitHub-flavoured, for a comment, a wiki or a step summary. Those have a largest size, and
//! one that is too long is refused or cut anywhere; so whole sections are left out, and named.

use std::fmt::Write as _;

use super::inline::{Emphasis, Piece, pieces};
use crate::page::{Bars, Block, Card, Cell, Chart, LineChart, Page, Section, Table, Text, Tone};
use crate::render::escape::{
    Spot, markdown_block, markdown_code, markdown_code_block, markdown_html, markdown_text, web_link,
};
use crate::render::words::{self, figure};

/// Room kept for the line that names what was left out.
const TAIL: usize = 600;
/// Rows of a chart's data that are listed.
const POINTS: usize = 400;

pub(super) fn draw(page: &Page, limit: Option<usize>, marker: Option<&str>) -> String {
    let room = limit.map_or(usize::MAX, |limit| limit.saturating_sub(TAIL));
    let mut out = String::new();
    if let Some(marker) = marker {
        // Writing to a string cannot fail, here and below.
        let _ =
            writeln!(out, "<!-- {} -->\n", marker.replace("--", "__").replace(['<', '>', '\n', '\r'], ""));
    }
    let _ = writeln!(out, "# {}", markdown_text(&page.title));
    for text in &page.lead {
        let _ = writeln!(out, "\n{}", paragraph(text));
    }
    let mut length = out.chars().count();
    let mut left_out = Vec::new();
    for section in &page.sections {
        let mut part = String::new();
        draw_section(&mut part, section, 2);
        let more = part.chars().count();
        if length.saturating_add(more) > room {
            left_out.push(section.title.as_str());
        } else {
            length += more;
            out.push_str(&part);
        }
    }
    if !left_out.is_empty() {
        out.push_str(&tail(&left_out));
    }
    out
}

fn tail(left_out: &[&str]) -> String {
    let mut names = String::new();
    for (at, title) in left_out.iter().enumerate() {
        let title = markdown_text(title);
        if names.chars().count() + title.chars().count() > TAIL - 100 {
            let _ = write!(names, " and {} more", left_out.len() - at);
            break;
        }
        let _ = write!(names, "{}{title}", if at == 0 { "" } else { ", " });
    }
    format!("\n_Left out for length: {names}._\n")
}

fn draw_section(out: &mut String, section: &Section, level: usize) {
    if section.folded {
        let _ = writeln!(
            out,
            "\n<details>\n<summary><strong>{}</strong></summary>",
            markdown_html(&section.title)
        );
    } else {
        let _ = writeln!(out, "\n{} {}", "#".repeat(level.min(6)), markdown_text(&section.title));
    }
    for block in &section.blocks {
        out.push('\n');
        draw_block(out, block);
    }
    for inner in &section.sections {
        draw_section(out, inner, level + 1);
    }
    if section.folded {
        out.push_str("\n</details>\n");
    }
}

fn draw_block(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(text) => {
            let _ = writeln!(out, "{}", paragraph(text));
        }
        Block::List(items) => {
            for (tone, text) in items {
                let mark = words::mark(*tone, true).map_or_else(String::new, |mark| format!("{mark} "));
                let first = if mark.is_empty() { paragraph(text) } else { sentence(text) };
                let _ = writeln!(out, "- {mark}{first}");
            }
        }
        Block::Table(table) => draw_table(out, table),
        Block::Chart(Chart::Lines(lines)) => draw_lines(out, lines),
        Block::Chart(Chart::Bars(bars)) => draw_bars(out, bars),
        Block::Cards(cards) => draw_cards(out, cards),
        Block::Code { language, text } => out.push_str(&markdown_code_block(language, text)),
    }
}

/// A sentence that opens a block.
fn paragraph(text: &Text) -> String {
    let pieces = pieces(text);
    let opens = pieces.first().filter(|piece| piece.emphasis == Emphasis::None && piece.tone == Tone::Plain);
    match opens {
        Some(first) => {
            let rest: String = pieces.iter().skip(1).map(|piece| inline(piece, Spot::Line)).collect();
            markdown_block(&first.words) + &rest
        }
        None => sentence(text),
    }
}

fn sentence(text: &Text) -> String {
    pieces(text).iter().map(|piece| inline(piece, Spot::Line)).collect()
}

fn inline(piece: &Piece, spot: Spot) -> String {
    if piece.words.trim().is_empty() {
        return piece.words.clone();
    }
    let words = markdown_text(&piece.words);
    let words = match piece.emphasis {
        Emphasis::Code => markdown_code(&piece.words, spot),
        Emphasis::Strong => strong(&words),
        Emphasis::None => words,
    };
    let words = match piece.link.as_deref().and_then(web_link) {
        Some(link) => format!("[{words}]({link})"),
        None => words,
    };
    match words::mark(piece.tone, true) {
        Some(mark) => format!("{mark} {words}"),
        None => words,
    }
}

/// Spaces within the marks would keep them from being read as such.
fn strong(words: &str) -> String {
    let inner = words.trim();
    let start = words.len() - words.trim_start().len();
    let end = words.trim_end().len();
    format!("{}**{inner}**{}", &words[..start], &words[end..])
}

fn draw_table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "**{}**\n", markdown_text(&table.caption));
    if table.rows.is_empty() {
        out.push_str("_Nothing to show._\n");
        return;
    }
    let columns = || table.columns.iter().filter(|column| column.is_shown());
    row(out, columns().map(|column| markdown_text(&column.title)));
    row(out, columns().map(|column| if column.numeric { "---:" } else { "---" }.to_owned()));
    for cells in &table.rows {
        let shown = cells.iter().zip(&table.columns).filter(|(_, column)| column.is_shown());
        row(out, shown.map(|(of, _)| cell(of)));
    }
    if table.omitted > 0 {
        let _ = writeln!(out, "\n_… {} more not listed_", table.omitted);
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        let _ = write!(out, " {} |", if cell.is_empty() { "–" } else { &cell });
    }
    out.push('\n');
}

fn cell(cell: &Cell) -> String {
    let words = words::cell(cell);
    match cell {
        Cell::Commit { id, link } => {
            let code = markdown_code(&words::short(id), Spot::Cell);
            match link.as_deref().and_then(web_link) {
                Some(link) => format!("[{code}]({link})"),
                None => code,
            }
        }
        Cell::Reference(_) => markdown_code(&words, Spot::Cell),
        _ => match words::mark(words::tone(cell), true) {
            Some(mark) if !words.is_empty() => format!("{mark} {}", markdown_text(&words)),
            _ => markdown_text(&words),
        },
    }
}

fn draw_cards(out: &mut String, cards: &[Card]) {
    row(out, cards.iter().map(|card| markdown_text(&card.label)));
    row(out, cards.iter().map(|_| "---".to_owned()));
    row(
        out,
        cards.iter().map(|card| {
            let words = words::cell(&card.value);
            let mark = words::mark(card.tone, true).filter(|_| !words.is_empty());
            let mark = mark.map_or_else(String::new, |mark| format!("{mark} "));
            if words.is_empty() { words } else { format!("{mark}**{}**", markdown_text(&words)) }
        }),
    );
    if cards.iter().any(|card| card.detail.is_some()) {
        row(
            out,
            cards.iter().map(|card| {
                let detail = card.detail.iter().flat_map(pieces);
                let detail: String = detail.map(|piece| inline(&piece, Spot::Cell)).collect();
                // A cell without a detail is not a value that is missing.
                if detail.is_empty() { " ".to_owned() } else { detail }
            }),
        );
    }
}

fn draw_lines(out: &mut String, chart: &LineChart) {
    let _ = writeln!(out, "**{}**: {}\n", markdown_text(&chart.title), markdown_text(&chart.description));
    let unit =
        if chart.unit.is_empty() { String::new() } else { format!(" ({})", markdown_text(&chart.unit)) };
    let _ = writeln!(out, "<details>\n<summary>The figures</summary>\n");
    row(out, ["Day".to_owned(), "Series".to_owned(), format!("Value{unit}")].into_iter());
    row(out, ["---", "---", "---:"].into_iter().map(str::to_owned));
    let points =
        chart.series.iter().flat_map(|series| series.points.iter().map(|point| (&series.name, point)));
    let count = points.clone().count();
    for (name, point) in points.take(POINTS) {
        row(out, [point.date.to_string(), markdown_text(name), figure(point.value)].into_iter());
    }
    for (date, mark) in chart.bounds.iter().chain(&chart.marks).take(POINTS) {
        row(out, [date.to_string(), markdown_text(mark), " ".to_owned()].into_iter());
    }
    if count > POINTS {
        let _ = writeln!(out, "\n_… {} more not listed_", count - POINTS);
    }
    out.push_str("\n</details>\n");
}

fn draw_bars(out: &mut String, chart: &Bars) {
    let _ = writeln!(out, "**{}**: {}\n", markdown_text(&chart.title), markdown_text(&chart.description));
    let unit = if chart.unit.is_empty() { "Value".to_owned() } else { markdown_text(&chart.unit) };
    row(out, [" ".to_owned(), unit].into_iter());
    row(out, ["---", "---:"].into_iter().map(str::to_owned));
    let values = || chart.bars.iter().map(|bar| bar.1).filter(|value| value.is_finite());
    let span = values().fold(0.0, f64::max) - values().fold(0.0, f64::min);
    for (name, value, tone) in chart.bars.iter().take(POINTS) {
        let mark = words::mark(*tone, true).map_or_else(String::new, |mark| format!("{mark} "));
        row(out, [markdown_text(name), format!("{mark}{}", words::brief(*value, span))].into_iter());
    }
    if chart.bars.len() > POINTS {
        let _ = writeln!(out, "\n_… {} more not listed_", chart.bars.len() - POINTS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::sample;

    #[test]
    fn the_sample() {
        insta::assert_snapshot!(draw(&sample::page(), None, Some("git-okr review --> x")));
    }

    #[test]
    fn it_stays_within_the_limit_and_names_what_it_left_out() {
        let whole = draw(&sample::page(), None, None).chars().count();
        for limit in [1_500, 2_000, 3_000, whole - 1] {
            let text = draw(&sample::page(), Some(limit), None);
            assert!(text.chars().count() <= limit, "{limit}");
            assert!(text.contains("_Left out for length: "), "{limit}");
        }
        assert_eq!(draw(&sample::page(), Some(whole + TAIL), None).chars().count(), whole);
    }

    #[test]
    fn strong_words_keep_their_spaces_outside() {
        assert_eq!(strong(" a b "), " **a b** ");
    }
}
