//! What a terminal can show, as a value: the binary looks, the core draws.

use anstyle::{AnsiColor, Style};

use crate::finding::Severity;
use crate::page::Tone;

/// What a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Whether ANSI colours may be used.
    pub colour: bool,
    /// Whether characters beyond ASCII may be used for lines, marks and bars. Words from files are
    /// shown as they are either way.
    pub unicode: bool,
}

impl Default for Screen {
    /// A pipe: 80 columns, no colour, Unicode.
    fn default() -> Self {
        Self { width: 80, colour: false, unicode: true }
    }
}

impl Screen {
    /// `text` in `style`, or plain where there is no colour.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() && style != Style::new() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// One of two texts, by what can be shown.
    pub(crate) fn pick<T>(&self, unicode: T, ascii: T) -> T {
        if self.unicode { unicode } else { ascii }
    }
}

/// The colour of a severity; the word always stands beside it.
pub(crate) fn severity_style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// The colour of a tone; a mark or a word always stands beside it.
pub(crate) fn tone_style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Caution => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Quiet => Style::new().dimmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_nothing_is_added() {
        assert_eq!(Screen::default().paint(severity_style(Severity::Error), "x"), "x");
    }

    #[test]
    fn with_colour_the_style_is_opened_and_closed() {
        let screen = Screen { colour: true, ..Screen::default() };
        assert_eq!(screen.paint(tone_style(Tone::Good), "x"), "\u{1b}[32mx\u{1b}[0m");
        assert_eq!(screen.paint(tone_style(Tone::Plain), "x"), "x");
    }
}
