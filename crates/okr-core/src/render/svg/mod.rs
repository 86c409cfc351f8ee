//! Charts as SVG that a page can style: no colour and no font stands in it, only classes, so that one
//! picture serves light, dark and paper. What is which is told by dashes, dots and labels at the line,
//! never by colour alone, and the words of the chart are its `<title>` and `<desc>`.
//!
//! `plotters` maps values to places and draws axes and grid; it draws on our own [`canvas`], which turns
//! the [`role`] of a stroke into a class. Ticks are our own, as calendars and hostile numbers need care.

mod bars;
mod canvas;
mod lines;
mod role;
mod scale;

use maud::{PreEscaped, html};

use crate::page::Chart;
use crate::render::escape::visible_line;

pub(super) use scale::is_drawn;

/// How much room there is for a picture: text keeps its size, so a phone needs another picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// A page.
    Wide,
    /// A phone.
    Narrow,
}

impl Room {
    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    fn width(self) -> u32 {
        match self {
            Self::Wide => 720,
            Self::Narrow => 360,
        }
    }
}

/// The picture as an `<svg>` element, or nothing where there is nothing to draw. `id` is the page's own
/// and unique in it.
pub(super) fn draw(chart: &Chart, id: &str, room: Room) -> Option<String> {
    let (picture, title, description) = match chart {
        Chart::Lines(chart) => (lines::draw(chart, room)?, &chart.title, &chart.description),
        Chart::Bars(chart) => (bars::draw(chart, room)?, &chart.title, &chart.description),
    };
    let (width, height) = picture.size;
    let title_id = format!("{id}-{}-title", room.class());
    let description_id = format!("{id}-{}-desc", room.class());
    let svg = html! {
        svg class=(room.class()) viewBox={ "0 0 " (width) " " (height) } role="img"
            aria-labelledby={ (title_id) " " (description_id) } {
            title id=(title_id) { (visible_line(title)) }
            desc id=(description_id) { (visible_line(description)) }
            (PreEscaped(picture.body))
        }
    };
    Some(svg.into_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::page::{Bars, Block, Tone};
    use crate::render::page::sample;

    fn charts() -> Vec<Chart> {
        let blocks = sample::page().sections.into_iter().flat_map(|section| section.blocks);
        blocks.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None }).collect()
    }

    #[test]
    fn lines_are_steps_dashes_and_dots() {
        insta::assert_snapshot!(draw(&charts()[0], "c", Room::Wide).unwrap().replace("><", ">\n<"));
    }

    #[test]
    fn bars_go_both_ways() {
        insta::assert_snapshot!(draw(&charts()[1], "c", Room::Narrow).unwrap().replace("><", ">\n<"));
    }

    #[test]
    fn no_colour_and_no_style_stands_in_a_picture() {
        for chart in charts() {
            for room in [Room::Wide, Room::Narrow] {
                let svg = draw(&chart, "c", room).unwrap();
                for word in ["fill=", "stroke=", "style=", "rgb", "<b>", "\u{1b}"] {
                    assert!(!svg.contains(word), "{word}: {svg}");
                }
            }
        }
    }

    #[test]
    fn nothing_to_draw_is_no_picture() {
        let mut bars = Bars {
            id: String::new(),
            title: String::new(),
            description: String::new(),
            unit: String::new(),
            bars: Vec::new(),
        };
        assert_eq!(draw(&Chart::Bars(bars.clone()), "c", Room::Wide), None);
        bars.bars = vec![(String::new(), f64::NAN, Tone::Plain)];
        assert_eq!(draw(&Chart::Bars(bars), "c", Room::Wide), None);
    }
}
