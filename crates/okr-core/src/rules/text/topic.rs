//! What a text is about, as a set of words: for telling whether two texts say the same.

use std::cmp::Ordering;

use super::fnv::fnv;
use super::fold::folded;
use super::token::{Kind, Piece, lowered, pieces};
use super::words::Words;

/// The words of a text that carry its matter, sorted, each once: by their hashes, as all that is ever asked is whether
/// two are the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::rules) struct Topic(Vec<u64>);

const EMPTY: Words = Words(
    "a an and are as at be by for from in is it its of on or our so that the their this to we \
     with all even 的 了 在 与 和",
);

impl Topic {
    /// The topic of a text.
    pub(in crate::rules) fn of(text: &str) -> Self {
        let text = folded(text);
        let mut words = Vec::with_capacity(text.len() / 6);
        let mut add = |word: &[&str]| words.push(fnv(word.iter().flat_map(|part| part.bytes())));
        let mut before: Option<Piece<'_>> = None;
        let mut pieces = pieces(&text).peekable();
        while let Some(piece) = pieces.next() {
            match piece.kind {
                Kind::Mark => {}
                Kind::Han => {
                    // Two characters are about a word.
                    let next = pieces.peek().filter(|next| next.kind == Kind::Han);
                    if next.is_some() || before.is_none_or(|before| before.kind != Kind::Han) {
                        let lower = |piece: &Piece<'_>| lowered(Kind::Han, piece.text);
                        add(&[&lower(&piece), &next.map(lower).unwrap_or_default()]);
                    }
                }
                Kind::Word | Kind::Name | Kind::Number => {
                    let word = lowered(piece.kind, piece.text);
                    if !EMPTY.has(&word) {
                        add(&[plain(&word)]);
                    }
                }
            }
            before = Some(piece);
        }
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether there is too little to compare.
    pub(in crate::rules) fn is_slight(&self) -> bool {
        self.0.len() < 2
    }

    /// How much two topics share, in hundredths: 100 when all of it.
    pub(in crate::rules) fn likeness(&self, other: &Self) -> usize {
        let (mut shared, mut ours, mut theirs) = (0, self.0.as_slice(), other.0.as_slice());
        while let ([a, left @ ..], [b, right @ ..]) = (ours, theirs) {
            let order = a.cmp(b);
            shared += usize::from(order == Ordering::Equal);
            if order != Ordering::Greater {
                ours = left;
            }
            if order != Ordering::Less {
                theirs = right;
            }
        }
        (200 * shared).checked_div(self.0.len() + other.0.len()).unwrap_or(0)
    }
}

/// Without the ending of a plural or a third person.
fn plain(word: &str) -> &str {
    word.strip_suffix('s').filter(|short| short.len() >= 3 && !short.ends_with('s')).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_small_words_do_not_matter() {
        let a = Topic::of("Customers check out in under a minute");
        assert_eq!(a.likeness(&Topic::of("In under a minute the customer checks out")), 100);
        assert!(a.likeness(&Topic::of("Invoices leave no ledger in doubt")) < 20);
    }

    #[test]
    fn reads_scripts_without_spaces() {
        let a = Topic::of("结账在一分钟内完成");
        assert_eq!(a.likeness(&Topic::of("结账在一分钟内完成")), 100);
        assert!(a.likeness(&Topic::of("账单没有差错")) < 20);
    }
}
