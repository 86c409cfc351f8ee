//! Tables that fit: first the least important columns go, then long words are cut, and where even that
//! is not enough each row becomes a list of its fields. Numbers are never cut.

use anstyle::Style;

use super::layout::{Lose, Run, Scribe, cut, width};
use super::marked;
use crate::page::{Cell, Table, Tone};
use crate::render::Screen;
use crate::render::escape::visible_line;
use crate::render::screen::tone_style;
use crate::render::words;

/// Columns between columns.
const GUTTER: usize = 2;
/// Words are cut down to this before a column is left out.
const COMFORTABLE: usize = 18;
/// The same for a column that always stays, as it names what the row is about.
const NAMES: usize = 28;
/// Words are cut down to this before a table is given up for lists.
const LEAST: usize = 10;

/// A cell ready to be placed.
struct Drawn {
    text: String,
    style: Style,
    lose: Lose,
}

/// What one column needs.
struct Need {
    index: usize,
    priority: u8,
    natural: usize,
    /// Whether it holds words that may be cut.
    cuttable: bool,
}

impl Need {
    fn least(&self, cramped: bool) -> usize {
        let floor = match self.priority {
            _ if cramped => LEAST,
            0 => NAMES,
            _ => COMFORTABLE,
        };
        if self.cuttable { self.natural.min(floor) } else { self.natural }
    }
}

pub(super) fn draw(scribe: &mut Scribe, table: &Table) {
    let screen = scribe.screen();
    let quiet = tone_style(Tone::Quiet);
    scribe.prose(&[Run::new(visible_line(&table.caption), quiet.italic())], "", "");
    if table.rows.is_empty() {
        scribe.prose(&[Run::new("nothing to show", quiet)], "", "");
        return;
    }
    let rows: Vec<Vec<Drawn>> = table.rows.iter().map(|row| drawn_row(row, screen)).collect();
    match fit(table, &rows, screen.width) {
        Some(columns) => {
            grid(scribe, table, &rows, &columns);
            not_shown(scribe, table, &columns);
        }
        None => lists(scribe, table, &rows),
    }
    if table.omitted > 0 {
        let more = format!("{} {} more not listed", screen.pick("…", "..."), table.omitted);
        scribe.prose(&[Run::new(more, quiet)], "", "");
    }
}

fn drawn_row(row: &[Cell], screen: Screen) -> Vec<Drawn> {
    row.iter()
        .map(|cell| {
            let tone = words::tone(cell);
            let text = match cell {
                Cell::Empty => screen.pick("–", "-").to_owned(),
                Cell::Spark(values) => words::spark(values, screen.unicode),
                _ => marked(&words::cell(cell), tone, screen),
            };
            let lose = if matches!(cell, Cell::Reference(_)) { Lose::Start } else { Lose::End };
            Drawn { text, style: tone_style(tone), lose }
        })
        .collect()
}

fn title(table: &Table, index: usize) -> String {
    table.columns.get(index).map_or_else(String::new, |column| visible_line(&column.title).into_owned())
}

fn is_shown(table: &Table, index: usize) -> bool {
    table.columns.get(index).is_some_and(crate::page::Column::is_shown)
}

/// The columns to show with their widths, or nothing where the room is too short for a table.
fn fit(table: &Table, rows: &[Vec<Drawn>], room: usize) -> Option<Vec<(usize, usize)>> {
    let shown = (0..table.columns.len()).filter(|&index| is_shown(table, index));
    let mut needs: Vec<Need> = shown.map(|index| need(table, rows, index)).collect();
    loop {
        // Of equals the rightmost goes first.
        let least = needs.iter().enumerate().max_by_key(|(at, need)| (need.priority, *at));
        let least = least.filter(|(_, need)| need.priority > 0).map(|(at, _)| at);
        let cramped = least.is_none();
        let gutters = needs.len().saturating_sub(1) * GUTTER;
        let needed: usize = needs.iter().map(|need| need.least(cramped)).sum::<usize>() + gutters;
        if needed <= room {
            return Some(shared(&needs, cramped, room - needed));
        }
        needs.remove(least?);
    }
}

fn need(table: &Table, rows: &[Vec<Drawn>], index: usize) -> Need {
    let cells = rows.iter().filter_map(|row| row.get(index));
    let natural = cells.map(|cell| width(&cell.text)).max().unwrap_or(0).max(width(&title(table, index)));
    let (numeric, priority) =
        table.columns.get(index).map_or((false, 0), |column| (column.numeric, column.priority));
    let words = table.rows.iter().filter_map(|row| row.get(index)).all(|cell| {
        matches!(cell, Cell::Empty | Cell::Text(_) | Cell::Word(..) | Cell::Reference(_) | Cell::Spark(_))
    });
    Need { index, priority, natural, cuttable: words && !numeric }
}

/// Shares the room that is left among the columns that were cut, evenly.
fn shared(needs: &[Need], cramped: bool, mut spare: usize) -> Vec<(usize, usize)> {
    let mut widths: Vec<usize> = needs.iter().map(|need| need.least(cramped)).collect();
    loop {
        let wanting = needs.iter().zip(&widths).filter(|(need, width)| need.natural > **width).count();
        if wanting == 0 || spare == 0 {
            break;
        }
        let each = (spare / wanting).max(1);
        for (need, width) in needs.iter().zip(&mut widths) {
            let more = each.min(need.natural - *width).min(spare);
            *width += more;
            spare -= more;
        }
    }
    needs.iter().zip(widths).map(|(need, width)| (need.index, width)).collect()
}

fn grid(scribe: &mut Scribe, table: &Table, rows: &[Vec<Drawn>], columns: &[(usize, usize)]) {
    let screen = scribe.screen();
    let numeric = |index: usize| table.columns.get(index).is_some_and(|column| column.numeric);
    let mut heading = Vec::new();
    let mut rule = Vec::new();
    for &(index, room) in columns {
        let title = Drawn { text: title(table, index), style: Style::new().bold(), lose: Lose::End };
        place(&mut heading, &title, room, numeric(index), screen);
        let dashes = screen.pick("─", "-").repeat(room);
        let dashes = Drawn { text: dashes, style: tone_style(Tone::Quiet), lose: Lose::End };
        place(&mut rule, &dashes, room, false, screen);
    }
    scribe.line(&heading);
    scribe.line(&rule);
    for row in rows {
        let mut line = Vec::new();
        let mut rest = Vec::new();
        for (at, &(index, room)) in columns.iter().enumerate() {
            let Some(cell) = row.get(index) else { continue };
            // A name is what the row is about, and what one types next: it goes on below rather than be cut.
            if at == 0 && !numeric(index) && width(&cell.text) > room {
                let mut parts = parted(&cell.text, room).into_iter();
                let first = Drawn { text: parts.next().unwrap_or_default(), ..*cell };
                place(&mut line, &first, room, false, screen);
                rest.extend(
                    parts.map(|part| Run::new(cut(&part, screen.width, cell.lose, screen), cell.style)),
                );
            } else {
                place(&mut line, cell, room, numeric(index), screen);
            }
        }
        scribe.line(&line);
        for part in rest {
            scribe.line(&[part]);
        }
    }
}

/// Lines that a name goes on for at most.
const LINES: usize = 4;

/// A name in parts that fit, broken behind a hyphen, a slash or a space where there is one; the last is what
/// is left, however long.
fn parted(name: &str, room: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut left = name;
    while parts.len() + 1 < LINES && width(left) > room {
        let ends = left.char_indices().map(|(at, letter)| (at + letter.len_utf8(), letter));
        let fitting: Vec<(usize, char)> =
            ends.take_while(|&(end, _)| left.get(..end).is_some_and(|part| width(part) <= room)).collect();
        let broken = fitting.iter().rev().find(|(_, letter)| matches!(letter, '-' | '/' | ' '));
        let Some(&(end, _)) = broken.or(fitting.last()) else { break };
        let (part, rest) = left.split_at(end);
        parts.push(part.trim_end().to_owned());
        left = rest;
    }
    parts.push(left.to_owned());
    parts
}

fn place(line: &mut Vec<Run>, cell: &Drawn, room: usize, right: bool, screen: Screen) {
    let text = cut(&cell.text, room, cell.lose, screen);
    let pad = " ".repeat(room.saturating_sub(width(&text)));
    let gutter = if line.is_empty() { String::new() } else { " ".repeat(GUTTER) };
    let (before, after) = if right { (gutter + &pad, String::new()) } else { (gutter, pad) };
    line.push(Run::new(before, Style::new()));
    line.push(Run::new(text, cell.style));
    line.push(Run::new(after, Style::new()));
}

fn not_shown(scribe: &mut Scribe, table: &Table, columns: &[(usize, usize)]) {
    let shown = |index: usize| columns.iter().any(|&(column, _)| column == index);
    let hidden: Vec<String> = (0..table.columns.len())
        .filter(|&index| is_shown(table, index) && !shown(index))
        .map(|index| title(table, index))
        .collect();
    if !hidden.is_empty() {
        let words = format!("not shown at this width: {}", hidden.join(", "));
        scribe.prose(&[Run::new(words, tone_style(Tone::Quiet))], "", "");
    }
}

/// Each row as a list: the first column as its heading, the others below with their titles.
fn lists(scribe: &mut Scribe, table: &Table, rows: &[Vec<Drawn>]) {
    for (row, cells) in rows.iter().zip(&table.rows) {
        let mut fields = row.iter().zip(cells).enumerate();
        if let Some((_, (first, _))) = fields.next() {
            scribe.prose(&[Run::new(first.text.clone(), first.style.bold())], "", "");
        }
        for (index, (field, cell)) in fields {
            if *cell == Cell::Empty || !is_shown(table, index) {
                continue;
            }
            let label = format!("{}: ", title(table, index));
            let runs = [Run::new(label, tone_style(Tone::Quiet)), Run::new(field.text.clone(), field.style)];
            scribe.prose(&runs, "  ", "  ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Column;

    fn column(title: &str, numeric: bool, priority: u8) -> Column {
        Column { title: title.to_owned(), key: "key", numeric, priority }
    }

    fn table() -> Table {
        Table {
            id: "t".to_owned(),
            caption: "Scores".to_owned(),
            columns: vec![
                column("Key result", false, 0),
                column("Owner", false, 3),
                column("Why", false, 1),
                column("Score", true, 0),
            ],
            rows: vec![vec![
                Cell::Text("payment-rtt".to_owned()),
                Cell::Text("payments".to_owned()),
                Cell::Text("The regulator adds a check of 20 ms to every payment".to_owned()),
                Cell::Count(123_456),
            ]],
            omitted: 0,
        }
    }

    fn at(width: usize) -> String {
        let mut scribe = Scribe::new(Screen { width, ..Screen::default() });
        draw(&mut scribe, &table());
        scribe.finish()
    }

    #[test]
    fn with_room_all_is_shown() {
        insta::assert_snapshot!(at(100), @r"
        Scores
        Key result   Owner     Why                                                    Score
        ───────────  ────────  ────────────────────────────────────────────────────  ──────
        payment-rtt  payments  The regulator adds a check of 20 ms to every payment  123456
        ");
    }

    #[test]
    fn words_are_cut_before_columns_go() {
        insta::assert_snapshot!(at(60), @r"
        Scores
        Key result   Owner     Why                             Score
        ───────────  ────────  ─────────────────────────────  ──────
        payment-rtt  payments  The regulator adds a check o…  123456
        ");
    }

    #[test]
    fn the_least_important_goes_first() {
        insta::assert_snapshot!(at(46), @r"
        Scores
        Key result   Why                         Score
        ───────────  ─────────────────────────  ──────
        payment-rtt  The regulator adds a che…  123456
        not shown at this width: Owner
        ");
    }

    #[test]
    fn without_room_a_row_is_a_list() {
        insta::assert_snapshot!(at(17), @r"
        Scores
        payment-rtt
          Owner: payments
          Why: The
          regulator adds
          a check of 20
          ms to every
          payment
          Score: 123456
        ");
    }

    #[test]
    fn a_name_goes_on_below_and_is_never_cut() {
        let name = |name: &str| vec![Cell::Text(name.to_owned()), Cell::Empty, Cell::Empty, Cell::Count(7)];
        let rows = vec![
            name("reliability/time-to-restore-a-service-at-night"),
            name("payments/rtt"),
            name("anamewithouthyphensthatislongerthantheroomthereis"),
        ];
        for (width, expected) in [
            (36, vec!["reliability/time-to-restore-", "a-service-at-night", "payments/rtt"]),
            (24, vec!["reliability/time-", "to-restore-a-", "service-at-night"]),
        ] {
            let mut scribe = Scribe::new(Screen { width, ..Screen::default() });
            draw(&mut scribe, &Table { rows: rows.clone(), ..table() });
            let text = scribe.finish();
            let names: Vec<&str> =
                text.lines().map(|line| line.split_whitespace().next().unwrap_or_default()).collect();
            let at = names.iter().position(|name| *name == expected[0]);
            assert_eq!(at.map(|at| &names[at..at + expected.len()]), Some(&expected[..]), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
    }

    #[test]
    fn a_column_for_programs_is_not_shown() {
        let mut table = table();
        table.columns[2].priority = Column::DATA;
        let mut scribe = Scribe::new(Screen { width: 40, ..Screen::default() });
        draw(&mut scribe, &table);
        let text = scribe.finish();
        assert!(!text.contains("regulator") && !text.contains("Why"), "{text}");
    }

    #[test]
    fn an_empty_table_says_so() {
        let mut scribe = Scribe::new(Screen::default());
        draw(&mut scribe, &Table { rows: Vec::new(), ..table() });
        assert_eq!(scribe.finish(), "Scores\nnothing to show\n");
    }
}
