//! Pages as text, one file or folder a format.

mod csv;
mod html;
mod inline;
mod markdown;
mod terminal;

#[cfg(test)]
pub(super) mod sample;

use super::{PageFormat, Screen};
use crate::page::Page;

/// What a format needs to know besides the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageOptions<'a> {
    /// What the terminal can show.
    pub screen: Screen,
    /// The most characters `markdown` may take: a comment holds 65,536, a step summary about a million.
    pub limit: Option<usize>,
    /// A hidden line at the top of `markdown`, by which a bot finds its own comment again.
    pub marker: Option<&'a str>,
}

/// The page in one format. `json` gives the same report as JSON, the one format that is for programs and not drawn
/// from a page. Text ends with a line feed, or is empty.
pub fn draw(
    format: PageFormat,
    page: &Page,
    json: impl FnOnce() -> String,
    options: PageOptions<'_>,
) -> String {
    match format {
        PageFormat::Terminal => terminal::draw(page, options.screen),
        PageFormat::Markdown => markdown::draw(page, options.limit, options.marker),
        PageFormat::Json => json(),
        PageFormat::Csv => csv::draw(page),
        PageFormat::Html => html::draw(page),
    }
}
