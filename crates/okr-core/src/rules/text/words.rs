//! A handful of words of the grammar, written as one line: not a list that anyone would extend.

/// Words, spaces between them. Made by the function of the same name, so that a list stays one literal.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Words {
    text: &'static str,
    /// A bit for the ends and the length of each word: most words asked for are none of the list, and this
    /// tells at once.
    hints: [u64; 16],
}

/// Words, spaces between them.
#[expect(non_snake_case, reason = "it reads as a constructor, and works in a `const`")]
pub(in crate::rules) const fn Words(text: &'static str) -> Words {
    let bytes = text.as_bytes();
    let mut hints = [0; 16];
    let mut start = 0;
    while start < bytes.len() {
        let mut end = start;
        while end < bytes.len() && bytes[end] != b' ' {
            end += 1;
        }
        if end > start {
            let bit = bit(bytes[start], bytes[end - 1], end - start);
            hints[bit / 64] |= 1 << (bit % 64);
        }
        start = end + 1;
    }
    Words { text, hints }
}

/// Which of the bits a word sets.
const fn bit(first: u8, last: u8, length: usize) -> usize {
    (first as usize * 73 + last as usize * 19 + length * 257) % 1024
}

impl Words {
    /// Whether it is one of them.
    pub(in crate::rules) fn has(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return false };
        let bit = bit(first, last, word.len());
        self.hints[bit / 64] >> (bit % 64) & 1 == 1
            && self.text.as_bytes().split(|byte| *byte == b' ').any(|one| one == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_and_parts_of_them_are_not() {
        const SOME: Words = Words("to auf à para 到 -> reach");
        for word in SOME.text.split(' ') {
            assert!(SOME.has(word), "{word}");
        }
        for word in ["", " ", "t", "too", "par", "reaches", "至", "to auf", "-"] {
            assert!(!SOME.has(word), "{word}");
        }
    }
}
