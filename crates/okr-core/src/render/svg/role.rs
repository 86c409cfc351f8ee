//! What a stroke or a text is for. `plotters` knows colours only, so a role travels to the canvas as a
//! colour that nobody sees, and comes out of it as a class.

use plotters::style::RGBColor;

use crate::page::{Line, Tone};

/// What a stroke or a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A line of the grid.
    Grid,
    /// A line of an axis, or the line of zero.
    Axis,
    /// A number, day or name at an axis.
    Tick,
    /// The line of a day that is marked.
    Mark,
    /// Its word.
    MarkLabel,
    /// The stroke of a series, by its place among them.
    Stroke(u8, Line),
    /// A dot of a series.
    Dot(u8),
    /// The name of a series, at its line.
    Name(u8),
    /// A bar.
    Bar(Tone),
    /// The value of a bar.
    Value(Tone),
}

/// How many series have a look of their own; more than these share.
const LOOKS: u8 = 6;

const LINES: [(Line, &str); 3] = [(Line::Solid, "solid"), (Line::Dashed, "dashed"), (Line::Dotted, "dotted")];
const TONES: [(Tone, &str); 5] = [
    (Tone::Plain, "plain"),
    (Tone::Good, "good"),
    (Tone::Caution, "caution"),
    (Tone::Bad, "bad"),
    (Tone::Quiet, "quiet"),
];

impl Role {
    /// The colour it travels as: what it is, which one, how it looks.
    pub(super) fn colour(self) -> RGBColor {
        let line = |line: Line| LINES.iter().take_while(|(one, _)| *one != line).map(|_| 1).sum();
        let tone = |tone: Tone| TONES.iter().take_while(|(one, _)| *one != tone).map(|_| 1).sum();
        match self {
            Self::Grid => RGBColor(0, 0, 0),
            Self::Axis => RGBColor(1, 0, 0),
            Self::Tick => RGBColor(2, 0, 0),
            Self::Mark => RGBColor(3, 0, 0),
            Self::MarkLabel => RGBColor(4, 0, 0),
            Self::Stroke(series, look) => RGBColor(5, series % LOOKS, line(look)),
            Self::Dot(series) => RGBColor(6, series % LOOKS, 0),
            Self::Name(series) => RGBColor(7, series % LOOKS, 0),
            Self::Bar(look) => RGBColor(8, 0, tone(look)),
            Self::Value(look) => RGBColor(9, 0, tone(look)),
        }
    }

    /// The class that a colour comes out as.
    pub(super) fn class((kind, series, look): (u8, u8, u8)) -> String {
        let line = LINES.get(usize::from(look)).map_or("solid", |(_, word)| word);
        let tone = TONES.get(usize::from(look)).map_or("plain", |(_, word)| word);
        match kind {
            0 => "grid".to_owned(),
            1 => "axis".to_owned(),
            2 => "tick".to_owned(),
            3 => "mark".to_owned(),
            4 => "mark-label".to_owned(),
            5 => format!("stroke s{series} {line}"),
            6 => format!("dot s{series}"),
            7 => format!("name s{series}"),
            8 => format!("bar {tone}"),
            _ => format!("value {tone}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_arrives_as_its_class() {
        let class = |role: Role| {
            let RGBColor(r, g, b) = role.colour();
            Role::class((r, g, b))
        };
        assert_eq!(class(Role::Grid), "grid");
        assert_eq!(class(Role::Stroke(1, Line::Dashed)), "stroke s1 dashed");
        assert_eq!(class(Role::Stroke(7, Line::Dotted)), "stroke s1 dotted");
        assert_eq!(class(Role::Bar(Tone::Bad)), "bar bad");
        assert_eq!(class(Role::Value(Tone::Plain)), "value plain");
    }
}
