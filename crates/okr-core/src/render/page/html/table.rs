//! Tables, readable without a script and sortable with one: cells carry what they sort by.

use maud::{Markup, html};
use unicode_width::UnicodeWidthStr as _;

use super::prose;
use super::slug::Slugs;
use crate::page::{Cell, Column, Table};
use crate::render::escape::visible_line;

/// Words that take more columns are set in lines; shorter ones stay in one.
const LINE: usize = 32;

pub(super) fn draw(table: &Table, slugs: &mut Slugs) -> Markup {
    let id = slugs.claim(&format!("table-{}", table.id));
    let caption_id = format!("{id}-caption");
    html! {
        // A group and not a region: a report has many tables, too many for landmarks.
        div.scroll role="group" tabindex="0" aria-labelledby=(caption_id) {
            table.sortable id=(id) {
                caption id=(caption_id) { (visible_line(&table.caption)) }
                thead {
                    tr {
                        @for column in table.columns.iter().filter(|column| column.is_shown()) {
                            @if column.title.is_empty() { td {} } @else {
                                th.numeric[column.numeric] scope="col" { (visible_line(&column.title)) }
                            }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (at, (column, cell)) in table.columns.iter().zip(row).filter(|(column, _)| column.is_shown()).enumerate() {
                                (draw_cell(at, column, cell))
                            }
                        }
                    }
                    @if table.rows.is_empty() {
                        tr { td.quiet colspan=(table.columns.len().max(1)) { "Nothing to show." } }
                    }
                }
            }
        }
        @if table.omitted > 0 {
            p.quiet { "… " (table.omitted) " more not listed" }
        }
    }
}

fn draw_cell(at: usize, column: &Column, cell: &Cell) -> Markup {
    let key = sort_key(cell);
    let wrapped = matches!(cell, Cell::Text(words) if words.width() > LINE);
    let content = prose::value(cell);
    if at == 0 {
        html! { th.numeric[column.numeric] scope="row" data-key=[key] { (content) } }
    } else {
        html! { td.numeric[column.numeric] .words[wrapped] data-key=[key] { (content) } }
    }
}

/// What a cell sorts by where its words do not say it: quantities in the base unit of their kind.
fn sort_key(cell: &Cell) -> Option<String> {
    let number = match cell {
        Cell::Quantity(quantity) => quantity.base().to_f64(),
        Cell::Target(target) => target.goal(None).base().to_f64(),
        Cell::Score(value) | Cell::Gain(value) => value.to_f64(),
        Cell::Number(number) => number.exact().to_f64(),
        Cell::Count(count) => return Some(count.to_string()),
        Cell::Day(day, _) => return Some(day.to_string()),
        Cell::Spark(values) => *values.last()?,
        Cell::Empty
        | Cell::Text(_)
        | Cell::Word(..)
        | Cell::Date(_)
        | Cell::Verdict(_)
        | Cell::Reference(_)
        | Cell::Commit { .. } => return None,
    };
    number.is_finite().then(|| number.to_string())
}
