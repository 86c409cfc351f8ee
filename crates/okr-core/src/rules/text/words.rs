//! A handful of words of the grammar, written as one line: not a list that anyone would extend.

/// Words, spaces between them.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Words(pub(in crate::rules) &'static str);

impl Words {
    /// Whether it is one of them.
    pub(in crate::rules) fn has(self, word: &str) -> bool {
        !word.is_empty() && self.0.contains(word) && self.0.split(' ').any(|one| one == word)
    }
}
