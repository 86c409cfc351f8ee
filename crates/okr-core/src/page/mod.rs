//! The narrow waist between reports and formats: a report builds a [`Page`] of typed blocks, a format
//! draws it. N reports and M formats cost N + M.
//!
//! Nothing here knows git, rules or files; nothing here escapes or colours. Cells carry values, so that
//! a format can align, link, sort and round them its own way.

mod block;
mod cell;
mod chart;

pub use block::{Block, Card, Column, Page, Section, Table, Tone};
pub use cell::{Cell, Inline, Text};
pub use chart::{Bars, Chart, Line, LineChart, Point, Series, Shape};
