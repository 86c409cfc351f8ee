//! `csv`: the tables, RFC 4180 with line feeds. A page with one table is that table. One with several is
//! still one rectangle, as readers of CSV want it: a column `table` says which one a row is from, and a
//! row is empty under the columns that its table does not have.

use crate::page::{Block, Cell, Page, Section, Table};
use crate::render::escape::csv_field;
use crate::render::words;

pub(super) fn draw(page: &Page) -> String {
    let mut tables = Vec::new();
    collect(&page.sections, &mut tables);
    match tables.as_slice() {
        [] => String::new(),
        [table] => one(table),
        several => all(several),
    }
}

fn collect<'a>(sections: &'a [Section], tables: &mut Vec<&'a Table>) {
    for section in sections {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                tables.push(table);
            }
        }
        collect(&section.sections, tables);
    }
}

fn one(table: &Table) -> String {
    let mut out = String::new();
    record(&mut out, table.columns.iter().map(|column| column.key.to_owned()));
    for row in &table.rows {
        record(&mut out, row.iter().map(value));
    }
    out
}

fn all(tables: &[&Table]) -> String {
    let mut keys: Vec<&str> = Vec::new();
    for column in tables.iter().flat_map(|table| &table.columns) {
        if !keys.contains(&column.key) {
            keys.push(column.key);
        }
    }
    let mut out = String::new();
    record(&mut out, std::iter::once("table").chain(keys.iter().copied()).map(str::to_owned));
    for table in tables {
        let place = |key: &str| table.columns.iter().position(|column| column.key == key);
        let places: Vec<Option<usize>> = keys.iter().map(|key| place(key)).collect();
        for row in &table.rows {
            let cells =
                places.iter().map(|place| place.and_then(|at| row.get(at)).map_or_else(String::new, value));
            record(&mut out, std::iter::once(table.id.clone()).chain(cells));
        }
    }
    out
}

fn record(out: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&csv_field(&field));
    }
    out.push('\n');
}

/// What a program wants of a cell: whole hashes, bare numbers, scores with the four decimals of JSON.
fn value(cell: &Cell) -> String {
    match cell {
        Cell::Commit { id, .. } => id.clone(),
        Cell::Day(day, _) => day.to_string(),
        Cell::Score(score) => score.floor_to(4).to_string(),
        Cell::Gain(gain) => words::signed(gain, 4),
        Cell::Spark(values) => {
            let figures: Vec<String> = values.iter().copied().map(words::figure).collect();
            figures.join(" ")
        }
        Cell::Empty
        | Cell::Text(_)
        | Cell::Word(..)
        | Cell::Quantity(_)
        | Cell::Target(_)
        | Cell::Number(_)
        | Cell::Count(_)
        | Cell::Date(_)
        | Cell::Verdict(_)
        | Cell::Reference(_) => words::cell(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Column;
    use crate::render::page::sample;

    fn table(id: &str, keys: &[&'static str], rows: Vec<Vec<Cell>>) -> Block {
        let column = |&key: &&'static str| Column { title: String::new(), key, numeric: false, priority: 0 };
        let columns = keys.iter().map(column).collect();
        Block::Table(Table { id: id.to_owned(), caption: String::new(), columns, rows, omitted: 0 })
    }

    fn page(blocks: Vec<Block>) -> Page {
        Page { sections: vec![Section { blocks, ..Section::default() }], ..Page::default() }
    }

    #[test]
    fn one_table_stands_alone() {
        let rows = vec![vec![Cell::Count(1), Cell::Text("a,b".to_owned())]];
        assert_eq!(draw(&page(vec![table("t", &["n", "text"], rows)])), "n,text\n1,\"a,b\"\n");
        assert_eq!(draw(&Page::default()), "");
    }

    #[test]
    fn several_tables_are_one_rectangle() {
        let first = table("first", &["ref", "n"], vec![vec![Cell::Text("x".to_owned()), Cell::Count(1)]]);
        let second = table("second", &["note", "ref"], vec![vec![Cell::Empty, Cell::Text("y".to_owned())]]);
        assert_eq!(draw(&page(vec![first, second])), "table,ref,n,note\nfirst,x,1,\nsecond,y,,\n");
    }

    #[test]
    fn the_sample() {
        insta::assert_snapshot!(draw(&sample::page()));
    }
}
