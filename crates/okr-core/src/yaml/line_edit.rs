//! The lines that differ between two versions of a text.

use crate::agreement;

/// The lines that differ between two texts: from `start` to `old_end` in the one, to `new_end` in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineEdit {
    pub(super) start: usize,
    pub(super) old_end: usize,
    pub(super) new_end: usize,
}

impl LineEdit {
    /// The lines that differ. Where lines were only added, they begin at the first place they could.
    pub fn between(old: &[u8], new: &[u8]) -> Self {
        let same = agreement::from_start(old, new);
        // Back to the line it lies in, as it is lines that are added.
        let start = line_start(old, same);
        let most = old.len().min(new.len()) - start;
        let behind = agreement::from_end(old, new).min(most);
        // And on to the next whole line that is the same in both.
        let is_line = |text: &[u8], at: usize| at == start || text.get(at - 1) == Some(&b'\n');
        let (old_from, new_from) = (old.len() - behind, new.len() - behind);
        let skip = if is_line(old, old_from) && is_line(new, new_from) {
            0
        } else {
            old[old_from..].iter().position(|&byte| byte == b'\n').map_or(behind, |at| at + 1)
        };
        Self { start, old_end: old_from + skip, new_end: new_from + skip }
    }

    /// What the new text has in the place of the old lines.
    pub fn lines<'t>(&self, new: &'t [u8]) -> &'t [u8] {
        new.get(self.start..self.new_end).unwrap_or_default()
    }

    /// The new text, from the old one and the lines in which it differs; nothing where they are not of this edit.
    pub fn apply(&self, old: &[u8], lines: &[u8]) -> Option<Vec<u8>> {
        let (head, tail) = (old.get(..self.start)?, old.get(self.old_end..)?);
        (self.start + lines.len() == self.new_end && self.start <= self.old_end)
            .then(|| [head, lines, tail].concat())
    }

    /// Where in the new text a place behind the edit stands.
    pub(super) fn shifted(&self, place: usize) -> usize {
        place - self.old_end + self.new_end
    }
}

/// The start of the line that holds the byte at `at`.
fn line_start(text: &[u8], at: usize) -> usize {
    text[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |before| before + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_added_begin_where_a_line_begins() {
        for (old, new, edit) in [
            ("a\n  b\nc\n", "a\n  b\n  x\nc\n", (6, 6, 10)),
            // The added line begins as the next one does.
            ("- a\n- c\n", "- a\n- b\n- c\n", (4, 4, 8)),
            ("a\nb\nc\n", "a\nx\nc\n", (2, 4, 4)),
            ("a\nb\n", "a\n", (2, 4, 2)),
            ("a\na\n", "a\na\na\n", (4, 4, 6)),
            ("a\n", "a\n", (2, 2, 2)),
            ("a", "b", (0, 1, 1)),
            ("", "a\n", (0, 0, 2)),
        ] {
            let (start, old_end, new_end) = edit;
            assert_eq!(
                LineEdit::between(old.as_bytes(), new.as_bytes()),
                LineEdit { start, old_end, new_end },
                "{old:?} {new:?}"
            );
        }
    }

    #[test]
    fn long_texts_are_compared_to_the_byte() {
        let line = "0123456789".repeat(20) + "\n";
        let old = line.repeat(5);
        for at in 0..old.len() {
            let mut new = old.clone().into_bytes();
            new[at] = if new[at] == b'\n' { b' ' } else { b'x' };
            let edit = LineEdit::between(old.as_bytes(), &new);
            assert!(edit.start <= at && at < edit.old_end, "{at}");
            assert_eq!(edit.apply(old.as_bytes(), edit.lines(&new)), Some(new));
        }
    }
}
