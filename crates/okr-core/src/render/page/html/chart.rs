//! Charts: a picture for a page and one for a phone, and the figures as a table for who cannot see either.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use super::prose;
use super::slug::Slugs;
use crate::page::{Bars, Chart, LineChart};
use crate::render::escape::visible_line;
use crate::render::svg::{self, Room};
use crate::render::words::figure;

/// Figures of one chart that are listed.
const POINTS: usize = 2_000;
/// The size of a small line of values.
const SPARK: (f64, f64) = (96.0, 20.0);

pub(super) fn draw(chart: &Chart, slugs: &mut Slugs) -> Markup {
    let (id, title, description) = match chart {
        Chart::Lines(chart) => (&chart.id, &chart.title, &chart.description),
        Chart::Bars(chart) => (&chart.id, &chart.title, &chart.description),
    };
    let id = slugs.claim(&format!("chart-{id}"));
    html! {
        figure id=(id) {
            figcaption { strong { (visible_line(title)) } " " (visible_line(description)) }
            @for room in [Room::Wide, Room::Narrow] {
                @if let Some(picture) = svg::draw(chart, &id, room) { (PreEscaped(picture)) }
            }
            details {
                summary { "The figures" }
                div.scroll role="group" tabindex="0" aria-label={ "Figures of " (visible_line(title)) } {
                    @match chart {
                        Chart::Lines(chart) => (line_figures(chart)),
                        Chart::Bars(chart) => (bar_figures(chart)),
                    }
                }
            }
        }
    }
}

fn line_figures(chart: &LineChart) -> Markup {
    let points =
        chart.series.iter().flat_map(|series| series.points.iter().map(|point| (&series.name, point)));
    let more = points.clone().count().saturating_sub(POINTS);
    html! {
        table {
            caption { (visible_line(&chart.title)) }
            thead {
                tr {
                    th scope="col" { "Series" }
                    th scope="col" { "Day" }
                    th.numeric scope="col" {
                        "Value" @if !chart.unit.is_empty() { " (" (visible_line(&chart.unit)) ")" }
                    }
                }
            }
            tbody {
                @for (name, point) in points.take(POINTS) {
                    tr {
                        th scope="row" { (visible_line(name)) }
                        td { (point.date) }
                        td.numeric { (figure(point.value)) }
                    }
                }
                @for (date, word) in chart.bounds.iter().chain(&chart.marks).take(POINTS) {
                    tr { th scope="row" { (visible_line(word)) } td { (date) } td {} }
                }
            }
        }
        @if more > 0 { p.quiet { "… " (more) " more not listed" } }
    }
}

fn bar_figures(chart: &Bars) -> Markup {
    let more = chart.bars.len().saturating_sub(POINTS);
    html! {
        table {
            caption { (visible_line(&chart.title)) }
            thead {
                tr {
                    th scope="col" { "Name" }
                    th.numeric scope="col" {
                        "Value" @if !chart.unit.is_empty() { " (" (visible_line(&chart.unit)) ")" }
                    }
                }
            }
            tbody {
                @for (name, value, tone) in chart.bars.iter().take(POINTS) {
                    tr {
                        th scope="row" { (visible_line(name)) }
                        td.numeric { (prose::toned(*tone, &figure(*value))) }
                    }
                }
            }
        }
        @if more > 0 { p.quiet { "… " (more) " more not listed" } }
    }
}

/// Values as one small line.
pub(super) fn spark(values: &[f64]) -> Markup {
    let seen: Vec<f64> = values.iter().copied().filter(|value| svg::is_drawn(*value)).collect();
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else {
        return html! { span.quiet { "–" } };
    };
    let low = seen.iter().copied().fold(f64::INFINITY, f64::min);
    let high = seen.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (width, height) = SPARK;
    let steps = f64::from(u32::try_from(seen.len().saturating_sub(1).max(1)).unwrap_or(u32::MAX));
    let mut points = String::new();
    let mut end = (0.0, 0.0);
    for (value, at) in seen.iter().zip(0_u32..) {
        let share = (value - low) / (high - low);
        let share = if share.is_finite() { share } else { 0.5 };
        end = (3.0 + f64::from(at) / steps * (width - 6.0), 3.0 + (1.0 - share) * (height - 6.0));
        // Writing to a string cannot fail.
        let _ = write!(points, "{:.1},{:.1} ", end.0, end.1);
    }
    let label = format!("{} values from {} to {}", seen.len(), figure(*first), figure(*last));
    html! {
        svg.spark viewBox={ "0 0 " (width) " " (height) } role="img" aria-label=(label) {
            polyline points=(points.trim_end()) {}
            circle cx={ (format!("{:.1}", end.0)) } cy={ (format!("{:.1}", end.1)) } r="2.2" {}
        }
    }
}
