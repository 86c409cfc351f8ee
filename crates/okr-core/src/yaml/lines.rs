//! From the lines and columns of a text to its bytes. A column counts characters, a slice counts bytes.

/// A point in a text: line and column, 1-based; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    /// The line.
    pub(super) line: u32,
    /// The column.
    pub(super) column: u32,
}

impl Mark {
    /// The first character of a text.
    pub(super) const START: Self = Self { line: 1, column: 1 };
}

/// Where each line of a text starts.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Self { text, starts }
    }

    /// The byte that `mark` stands before; the end of the line, or of the text, for one that lies beyond.
    pub(super) fn offset(&self, mark: Mark) -> usize {
        let line = mark.line.saturating_sub(1) as usize;
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let skip = mark.column.saturating_sub(1) as usize;
        let text = self.text.get(start..end).unwrap_or_default();
        text.char_indices().nth(skip).map_or(end, |(at, _)| start + at)
    }

    /// The mark that stands before the byte at `offset`.
    pub(super) fn mark(&self, offset: usize) -> Mark {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |text| text.chars().count()) + 1;
        Mark { line: bounded(line), column: bounded(column) }
    }
}

/// Files are bounded to a mebibyte, so this never cuts.
pub(super) fn bounded(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_offsets_are_inverse() {
        let text = "a: é\r\n\nü: 你好\nlast";
        let lines = Lines::new(text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(lines.offset(lines.mark(offset)), offset);
        }
        assert_eq!(lines.mark(text.find('好').unwrap_or_default()), Mark { line: 3, column: 5 });
        assert_eq!(lines.offset(Mark { line: 99, column: 1 }), text.len());
    }
}
