//! Pictures as data. A chart always carries a sentence that says what it shows.

use jiff::civil::Date;

use super::Tone;

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Values over days.
    Lines(LineChart),
    /// Bars side by side.
    Bars(Bars),
}

/// Values over days: a lineage with its value, its stepped target and its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    /// A stable slug.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same in words, for those who do not see it.
    pub description: String,
    /// The unit of the vertical axis.
    pub unit: String,
    /// The lines.
    pub series: Vec<Series>,
    /// Days to mark with a thin vertical line and a word: shifts.
    pub marks: Vec<(Date, String)>,
    /// Days on which a cycle begins, marked likewise; where there is little room they go first.
    pub bounds: Vec<(Date, String)>,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// How it is drawn.
    pub shape: Shape,
    /// Its points, by day.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The day.
    pub date: Date,
    /// The value in the chart's unit.
    pub value: f64,
}

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Joined dots: seen values.
    Line(Line),
    /// Stays until the next point: a target.
    Steps(Line),
}

/// The stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Solid.
    Solid,
    /// Dashed.
    Dashed,
    /// Dotted.
    Dotted,
}

/// Bars side by side: teams by shift gain, shifts by day of the cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// A stable slug.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same in words.
    pub description: String,
    /// The unit of the value axis.
    pub unit: String,
    /// Label, value and tone of each bar, in order.
    pub bars: Vec<(String, f64, Tone)>,
}
