//! The records of a CSV text, as RFC 4180 has it and as spreadsheets write it: with commas, semicolons or tabs, a byte
//! order mark, quoted line breaks. By hand, since a record must know its line and a quote that is never closed must
//! be told, not swallow the rest.

/// A record, or a row of a table in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it starts on, 1-based.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

impl Row {
    /// Whether no cell says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// All that it says, in one line.
    pub(super) fn words(&self) -> String {
        let cells: Vec<&str> =
            self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        cells.join(", ")
    }
}

/// A quote that is opened on this line and never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {0}: a quote is opened and never closed")]
pub struct RecordError(pub usize);

/// The records of a CSV text; empty lines are none.
pub(super) fn records(text: &str) -> Result<Vec<Row>, RecordError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let mut rows = Vec::new();
    let mut row = Row { line: 1, cells: Vec::new() };
    let mut cell = String::new();
    let mut line = 1;
    let mut quoted_at = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            line += 1;
        }
        match (c, quoted_at) {
            ('"', Some(_)) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', Some(_)) => quoted_at = None,
            ('"', None) if cell.trim().is_empty() => {
                cell.clear();
                quoted_at = Some(line);
            }
            ('\r', None) if chars.peek() == Some(&'\n') => {}
            ('\n', None) => {
                row.cells.push(unguarded(&cell));
                cell.clear();
                end_row(&mut rows, &mut row, line);
            }
            (c, None) if c == separator => {
                row.cells.push(unguarded(&cell));
                cell.clear();
            }
            (c, _) => cell.push(c),
        }
    }
    if let Some(line) = quoted_at {
        return Err(RecordError(line));
    }
    if !cell.is_empty() || !row.cells.is_empty() {
        row.cells.push(unguarded(&cell));
        end_row(&mut rows, &mut row, line);
    }
    Ok(rows)
}

fn end_row(rows: &mut Vec<Row>, row: &mut Row, next_line: usize) {
    let done = std::mem::replace(row, Row { line: next_line, cells: Vec::new() });
    if !done.is_empty() {
        rows.push(done);
    }
}

/// The mark that separates the headings.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0_usize), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ if !quoted => {
                for (mark, count) in &mut counts {
                    *count += usize::from(c == *mark);
                }
            }
            _ => {}
        }
    }
    // Of equal counts the comma.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(mark, _)| *mark)
}

/// A cell without the quote that keeps a spreadsheet from computing it.
fn unguarded(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        Some(_) | None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        records(text).unwrap().into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn records_are_read_as_spreadsheets_write_them() {
        let row = |line: usize, cells: &[&str]| (line, cells.iter().map(|cell| (*cell).to_owned()).collect());
        assert_eq!(
            read("\u{feff}a;b\r\n\"x;\n\"\"y\"\"\";'=1\r\n\r\n;\r\nlast"),
            [row(1, &["a", "b"]), row(2, &["x;\n\"y\"", "=1"]), row(6, &["last"])]
        );
        assert_eq!(read("a\tb,c\n"), [row(1, &["a\tb", "c"])]);
        assert_eq!(read("a\tb\n1\t2"), [row(1, &["a", "b"]), row(2, &["1", "2"])]);
        assert_eq!(records("a,b\n\"open,\n"), Err(RecordError(2)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(cells in proptest::collection::vec("[a-z\", \n]{1,6}x", 1..5)) {
            let line: Vec<String> =
                cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let text = format!("h{}\n{}\n", ",h".repeat(cells.len() - 1), line.join(","));
            prop_assert_eq!(&read(&text)[1].1, &cells);
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}|[\",;\t\r\na]{0,40}") {
            let _ = records(&text);
        }
    }
}
