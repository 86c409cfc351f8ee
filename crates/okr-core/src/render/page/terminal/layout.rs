//! Lines of styled words, measured and broken by the columns they take on a screen.

use anstyle::Style;
use unicode_width::UnicodeWidthChar as _;

use crate::render::Screen;

/// Which end of a text that is too long may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lose {
    /// The end of a reference says most.
    Start,
    /// The start of a sentence says most.
    End,
}

/// The columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// `text`, cut to `most` columns with an ellipsis.
pub(super) fn cut(text: &str, most: usize, lose: Lose, screen: Screen) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    if most == 0 {
        return String::new();
    }
    let ellipsis = screen.pick("…", if most < 3 { "." } else { "..." });
    let room = most.saturating_sub(width(ellipsis));
    let mut used = 0;
    let mut fits = |c: &char| {
        used += columns(*c);
        used <= room
    };
    match lose {
        Lose::End => {
            let kept: String = text.chars().take_while(|c| fits(c)).collect();
            format!("{}{ellipsis}", kept.trim_end())
        }
        Lose::Start => {
            let kept: Vec<char> = text.chars().rev().take_while(|c| fits(c)).collect();
            let kept: String = kept.into_iter().rev().collect();
            format!("{ellipsis}{}", kept.trim_start())
        }
    }
}

/// Words in one style.
#[derive(Debug, Clone)]
pub(super) struct Run {
    text: String,
    style: Style,
}

impl Run {
    /// Words that are safe to print.
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// Whether there is nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Collects lines.
pub(super) struct Scribe {
    screen: Screen,
    out: String,
    gap_due: bool,
}

impl Scribe {
    pub(super) fn new(screen: Screen) -> Self {
        Self { screen, out: String::new(), gap_due: false }
    }

    pub(super) fn screen(&self) -> Screen {
        self.screen
    }

    /// An empty line before whatever comes next.
    pub(super) fn gap(&mut self) {
        self.gap_due = !self.out.is_empty();
    }

    /// One line as it is; spaces at its end are left out.
    pub(super) fn line(&mut self, runs: &[Run]) {
        if std::mem::take(&mut self.gap_due) {
            self.out.push('\n');
        }
        let start = self.out.len();
        let last = runs.iter().rposition(|run| !run.text.trim_end().is_empty());
        for (at, run) in runs.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let text = if Some(at) == last { run.text.trim_end() } else { &run.text };
            self.out.push_str(&self.screen.paint(run.style, text));
        }
        debug_assert!(!self.out[start..].ends_with(' '), "{:?}", &self.out[start..]);
        self.out.push('\n');
    }

    /// What another scribe wrote.
    pub(super) fn lines(&mut self, text: &str) {
        if !text.is_empty() && std::mem::take(&mut self.gap_due) {
            self.out.push('\n');
        }
        self.out.push_str(text);
    }

    /// Words broken into lines no longer than the screen or a comfortable measure; the first line opens
    /// with `first`, the others with `rest`, which take equal columns.
    pub(super) fn prose(&mut self, runs: &[Run], first: &str, rest: &str) {
        let room = self.screen.width.min(super::MEASURE).saturating_sub(width(rest)).max(1);
        let mut lead = first;
        for line in broken(runs, room) {
            let mut all = vec![Run::new(lead, Style::new())];
            all.extend(line);
            self.line(&all);
            lead = rest;
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A word with the space after it: what may not be broken, if it can be helped.
struct Word {
    runs: Vec<Run>,
    columns: usize,
    space: bool,
}

/// Lines of at most `room` columns. Broken at spaces and between wide characters; a word that is longer
/// than a line is broken anywhere.
fn broken(runs: &[Run], room: usize) -> Vec<Vec<Run>> {
    let mut lines = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    let (mut used, mut space) = (0, false);
    for word in words(runs, room) {
        let needed = word.columns + usize::from(space);
        if !line.is_empty() && used + needed > room {
            lines.push(std::mem::take(&mut line));
            (used, space) = (0, false);
        }
        if space {
            line.push(Run::new(" ", Style::new()));
            used += 1;
        }
        used += word.columns;
        space = word.space;
        line.extend(word.runs);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn words(runs: &[Run], room: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for run in runs {
        for c in run.text.chars() {
            if c == ' ' {
                if let Some(word) = words.last_mut() {
                    word.space = true;
                }
                open = false;
                continue;
            }
            let columns = columns(c);
            let fits = words.last().is_some_and(|word| word.columns + columns <= room);
            // What takes no column belongs to the letter before it, wherever that is.
            let joins = columns == 0 || (fits && columns < 2);
            if !(open && joins) {
                words.push(Word { runs: Vec::new(), columns: 0, space: false });
            }
            if let Some(word) = words.last_mut() {
                word.columns += columns;
                match word.runs.last_mut() {
                    Some(last) if last.style == run.style => last.text.push(c),
                    _ => word.runs.push(Run::new(c, run.style)),
                }
            }
            open = columns < 2;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn broken_plain(text: &str, room: usize) -> Vec<String> {
        let runs = [Run::new(text, Style::new())];
        let join = |line: Vec<Run>| line.into_iter().map(|run| run.text).collect();
        broken(&runs, room).into_iter().map(join).collect()
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(broken_plain("one two  three", 7), ["one two", "three"]);
        assert_eq!(broken_plain("one two", 80), ["one two"]);
        assert!(broken_plain("", 5).is_empty());
    }

    #[test]
    fn wide_characters_take_two_columns_and_break_anywhere() {
        assert_eq!(broken_plain("支付体验", 5), ["支付", "体验"]);
        assert_eq!(broken_plain("p95 支付", 80), ["p95 支付"]);
    }

    #[test]
    fn a_long_word_is_broken() {
        assert_eq!(broken_plain("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn a_word_may_change_its_style() {
        let bold = Style::new().bold();
        let runs = [Run::new("a", Style::new()), Run::new("b, ", bold), Run::new("c", Style::new())];
        assert_eq!(broken(&runs, 80).len(), 1);
        assert_eq!(broken(&runs, 3).len(), 2);
    }

    #[test]
    fn a_cut_says_so() {
        let screen = Screen::default();
        assert_eq!(cut("payments", 8, Lose::End, screen), "payments");
        assert_eq!(cut("payments", 5, Lose::End, screen), "paym…");
        assert_eq!(cut("支付体验", 5, Lose::End, screen), "支付…");
        assert_eq!(cut("支付体验", 4, Lose::End, screen), "支…");
        assert_eq!(cut("payments", 5, Lose::End, Screen { unicode: false, ..screen }), "pa...");
        assert_eq!(cut("payments", 0, Lose::End, screen), "");
        assert_eq!(cut("2026-Q1/payments/rtt", 8, Lose::Start, screen), "…nts/rtt");
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_word_lost(text in "[a-z支 \u{301}]{0,60}", room in 2_usize..20) {
            let lines = broken_plain(&text, room);
            for line in &lines {
                prop_assert!(width(line) <= room, "{:?}", line);
            }
            let letters = |text: &str| text.chars().filter(|&c| c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn a_cut_fits(text in "[a-z支]{0,30}", most in 0_usize..20) {
            for lose in [Lose::Start, Lose::End] {
                prop_assert!(width(&cut(&text, most, lose, Screen::default())) <= most);
            }
        }
    }
}
