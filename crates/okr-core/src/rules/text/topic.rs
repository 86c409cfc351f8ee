//! What a text is about, as a set of words: for telling whether two texts say the same.

use std::cmp::Ordering;

use super::fold::folded;
use super::token::{Kind, tokens};
use super::words::Words;

/// The words of a text that carry its matter: sorted, each once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(in crate::rules) struct Topic(Vec<String>);

const EMPTY: Words = Words(
    "a an and are as at be by for from in is it its of on or our so that the their this to we \
     with all even 的 了 在 与 和",
);

impl Topic {
    /// The topic of a text.
    pub(in crate::rules) fn of(text: &str) -> Self {
        let mut tokens = tokens(&folded(text));
        let mut words = Vec::with_capacity(tokens.len());
        for at in 0..tokens.len() {
            match tokens[at].kind {
                Kind::Mark => {}
                Kind::Han => {
                    // Two characters are about a word.
                    let (token, next) = (&tokens[at], tokens.get(at + 1));
                    let next = next.filter(|next| next.kind == Kind::Han);
                    let pair = next
                        .map_or_else(|| token.lower.clone(), |next| format!("{}{}", token.lower, next.lower));
                    if next.is_some() || at == 0 || tokens[at - 1].kind != Kind::Han {
                        words.push(pair);
                    }
                }
                Kind::Word | Kind::Name | Kind::Number => {
                    if !EMPTY.has(&tokens[at].lower) {
                        words.push(plain(std::mem::take(&mut tokens[at].lower)));
                    }
                }
            }
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
fn plain(mut word: String) -> String {
    let short = word.strip_suffix('s').filter(|short| short.len() >= 3 && !short.ends_with('s'));
    if let Some(length) = short.map(str::len) {
        word.truncate(length);
    }
    word
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
