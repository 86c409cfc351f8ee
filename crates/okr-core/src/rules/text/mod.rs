//! Words and numbers of a sentence.
