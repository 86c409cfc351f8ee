//! Sentences, lists and cards.

use maud::{Markup, html};

use crate::page::{Card, Cell, Inline, Text, Tone};
use crate::render::escape::{visible_line, web_link};
use crate::render::words;

/// A sentence.
pub(super) fn text(text: &Text) -> Markup {
    html! {
        @for inline in &text.0 {
            @match inline {
                Inline::Plain(words) => (spaced(words)),
                Inline::Strong(words) => strong { (spaced(words)) },
                Inline::Code(words) => code { (visible_line(words)) },
                Inline::Toned(tone, words) => (toned(*tone, words)),
                Inline::Value(cell) => (value(cell)),
            }
        }
    }
}

/// Words whose spaces at the ends join them to their neighbours.
fn spaced(words: &str) -> String {
    let line = visible_line(words).into_owned();
    if words.ends_with(['\n', '\t']) { line + " " } else { line }
}

/// Words with the mark and the class of a tone.
pub(super) fn toned(tone: Tone, words: &str) -> Markup {
    let words = visible_line(words);
    match mark(tone) {
        Some(mark) if !words.is_empty() => {
            html! { span class={ "tone " (name(tone)) } { (mark) " " (words) } }
        }
        _ if tone == Tone::Quiet => html! { span.quiet { (words) } },
        _ => html! { (words) },
    }
}

/// The mark of a tone, with a word for those who do not see it.
fn mark(tone: Tone) -> Option<Markup> {
    let mark = words::mark(tone, true)?;
    Some(html! { span.mark role="img" aria-label=(name(tone)) { (mark) } })
}

/// The class of a tone, which is a word for it too.
pub(super) fn name(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
        Tone::Quiet => "quiet",
    }
}

/// A value in a sentence or a cell.
pub(super) fn value(cell: &Cell) -> Markup {
    match cell {
        Cell::Empty => html! { span.quiet { "–" } },
        Cell::Commit { id, link } => commit(id, link.as_deref()),
        Cell::Reference(reference) => {
            // A narrow column may break it between its parts, not within.
            html! { code { (reference.cycle) "/" wbr; (reference.team) "/" wbr; (reference.id) } }
        }
        Cell::Spark(values) => super::chart::spark(values),
        Cell::Date(date) => html! { time datetime=(date) { (date) } },
        Cell::Text(_)
        | Cell::Word(..)
        | Cell::Quantity(_)
        | Cell::Target(_)
        | Cell::Score(_)
        | Cell::Gain(_)
        | Cell::Number(_)
        | Cell::Count(_)
        | Cell::Day(..)
        | Cell::Verdict(_) => toned(words::tone(cell), &words::cell(cell)),
    }
}

fn commit(id: &str, link: Option<&str>) -> Markup {
    let short = words::short(id);
    let short = visible_line(&short);
    if let Some(link) = link.and_then(web_link) {
        html! { a href=(link) rel="noreferrer" title=(visible_line(id)) { code { (short) } } }
    } else {
        html! { code title=(visible_line(id)) { (short) } }
    }
}

/// A list of sentences with what they mean.
pub(super) fn list(items: &[(Tone, Text)]) -> Markup {
    html! {
        ul.points {
            @for (tone, sentence) in items {
                li class=(name(*tone)) {
                    @if let Some(mark) = mark(*tone) { (mark) }
                    div { (text(sentence)) }
                }
            }
        }
    }
}

/// Figures side by side.
pub(super) fn cards(cards: &[Card]) -> Markup {
    html! {
        ul.cards {
            @for card in cards {
                li class=(name(card.tone)) {
                    p.label { (visible_line(&card.label)) }
                    p.figure {
                        (value(&card.value))
                        @if card.value != Cell::Empty { @if let Some(mark) = mark(card.tone) { " " (mark) } }
                    }
                    @if let Some(detail) = &card.detail { p.detail { (text(detail)) } }
                }
            }
        }
    }
}
