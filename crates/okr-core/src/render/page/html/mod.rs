//! `html`: one file that works offline, without a script, on a phone, in the dark and on paper.
//!
//! Markup comes from `maud`, which escapes; names and titles pass through
//! [`visible_line`](crate::render::escape::visible_line) first. Nothing is loaded from anywhere, and the
//! page's own policy forbids it.

mod chart;
mod prose;
mod slug;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::page::{Block, Page, Section};
use crate::render::escape::{visible_line, visible_lines};
use slug::Slugs;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The hashes of the style and the script above, which alone may run; a test recomputes them.
const STYLE_HASH: &str = "7dll5jmCun4nhyt8pmyPSndD4GFRjLQKY660ZXDExh4=";
const SCRIPT_HASH: &str = "dGbSN3AsRnDjWNhbTdtVpYtCBkQZ4x58+7iH9ALRw/k=";

pub(super) fn draw(page: &Page) -> String {
    let mut slugs = Slugs::default();
    let contents = Contents::of(page, &mut slugs);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; \
         base-uri 'none'; form-action 'none'"
    );
    let title = visible_line(&page.title);
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header {
                    h1 { (title) }
                    @if !page.lead.is_empty() {
                        div.lead { @for text in &page.lead { p { (prose::text(text)) } } }
                    }
                }
                @if contents.entries.len() > 1 {
                    nav aria-label="Contents" {
                        ol {
                            @for entry in &contents.entries {
                                li {
                                    a href={ "#" (entry.anchor) } { (entry.title) }
                                    @if contents.are_few() && !entry.inner.is_empty() {
                                        ol {
                                            @for (anchor, title) in &entry.inner {
                                                li { a href={ "#" (anchor) } { (title) } }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                main id="main" tabindex="-1" {
                    @for (section, entry) in page.sections.iter().zip(&contents.entries) {
                        (draw_section(section, &entry.anchor, Some(&entry.inner), 2, &mut slugs))
                    }
                }
                footer { p { "Made by " strong { "git okr" } " from the history of the repository." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    let mut text = document.into_string();
    text.push('\n');
    text
}

/// More places than these are no longer taken in at a glance: then only the sections at the top are listed.
const PLACES: usize = 16;

/// The sections at the top and those within them.
struct Contents {
    entries: Vec<Entry>,
}

/// A section at the top, with the anchors and titles of those within it.
struct Entry {
    anchor: String,
    title: String,
    inner: Vec<(String, String)>,
}

impl Contents {
    fn of(page: &Page, slugs: &mut Slugs) -> Self {
        let mut named =
            |section: &Section| (slugs.claim(&section.id), visible_line(&section.title).into_owned());
        let entry = |section: &Section| {
            let (anchor, title) = named(section);
            Entry { anchor, title, inner: section.sections.iter().map(&mut named).collect() }
        };
        Self { entries: page.sections.iter().map(entry).collect() }
    }

    fn are_few(&self) -> bool {
        self.entries.iter().map(|entry| 1 + entry.inner.len()).sum::<usize>() <= PLACES
    }
}

/// A section; `inner` are the anchors of those within it, where they are known already.
fn draw_section(
    section: &Section,
    anchor: &str,
    inner: Option<&[(String, String)]>,
    level: u8,
    slugs: &mut Slugs,
) -> Markup {
    let heading_id = format!("{anchor}-title");
    let heading = heading(&section.title, &heading_id, level);
    let content = html! {
        @for block in &section.blocks { (draw_block(block, slugs)) }
        @for (at, within) in section.sections.iter().enumerate() {
            @let known = inner.and_then(|inner| inner.get(at)).map(|(anchor, _)| anchor.clone());
            @let anchor = known.unwrap_or_else(|| slugs.claim(&within.id));
            (draw_section(within, &anchor, None, level + 1, slugs))
        }
    };
    // Only the sections of the contents are landmarks; those within them have names that may recur.
    let landmark = (level == 2).then_some(&heading_id);
    html! {
        section id=(anchor) aria-labelledby=[landmark] {
            @if section.folded {
                details.fold { summary { (heading) } (content) }
            } @else {
                (heading)
                (content)
            }
        }
    }
}

fn heading(title: &str, id: &str, level: u8) -> Markup {
    let title = visible_line(title);
    match level {
        2 => html! { h2 id=(id) { (title) } },
        3 => html! { h3 id=(id) { (title) } },
        4 => html! { h4 id=(id) { (title) } },
        _ => html! { h5 id=(id) { (title) } },
    }
}

fn draw_block(block: &Block, slugs: &mut Slugs) -> Markup {
    match block {
        Block::Paragraph(text) => html! { p { (prose::text(text)) } },
        Block::List(items) => prose::list(items),
        Block::Table(table) => table::draw(table, slugs),
        Block::Chart(chart) => chart::draw(chart, slugs),
        Block::Cards(cards) => prose::cards(cards),
        Block::Code { text, .. } => {
            html! { pre tabindex="0" { code { (visible_lines(text.trim_end_matches('\n'))) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::render::page::sample;

    fn hash(text: &str) -> String {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in Sha256::digest(text.as_bytes()).chunks(3) {
            let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
                << (8 * (3 - three.len()));
            for at in 0..4 {
                let sextet = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or(0);
                out.push(if at <= three.len() { char::from(ALPHABET[sextet]) } else { '=' });
            }
        }
        out
    }

    #[test]
    fn only_our_own_style_and_script_may_run() {
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!((STYLE_HASH, SCRIPT_HASH), (hash(STYLE).as_str(), hash(SCRIPT).as_str()));
    }

    #[test]
    fn the_sample() {
        let text = draw(&sample::page());
        let body = text.split_once("</head>").map_or("", |(_, body)| body).replace(SCRIPT, "…");
        insta::assert_snapshot!(body.replace("><", ">\n<"));
    }

    #[test]
    fn nothing_gets_out_and_nothing_gets_in() {
        let text = draw(&sample::page());
        for word in
            ["<b>", "javascript:alert", "src=", "url(", "@import", "onload", " style=", "\u{1b}", "\u{202e}"]
        {
            assert!(!text.contains(word), "{word}");
        }
        let links = text.matches("href=\"").count();
        let known = text.matches("href=\"#").count() + text.matches("href=\"https://git.example/").count();
        assert_eq!(links, known);
    }

    #[test]
    fn every_id_stands_once() {
        let text = draw(&sample::page());
        let mut ids: Vec<&str> =
            text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
