//! How much alike two items are in words. Bounded: comparing is quadratic in the words and in the items, and
//! a hostile sheet holds many of both.

/// Longer words say no more about likeness.
const WORDS: usize = 300;

/// Compares words, and stops when it has compared enough.
#[derive(Debug)]
pub(super) struct Likeness {
    /// How many more pairs are looked at.
    looks: usize,
    /// How many more are compared letter by letter.
    comparisons: usize,
}

impl Default for Likeness {
    fn default() -> Self {
        Self { looks: 200_000, comparisons: 4_000 }
    }
}

impl Likeness {
    /// From here on (0 to 1) two items under different ids are one that changed its id.
    pub(super) const NEARLY_IDENTICAL: f64 = 0.85;

    /// How much alike, from 0 to 1; nothing for less than `least`, for no words, and once enough was compared.
    pub(super) fn of(&mut self, a: [Option<&str>; 2], b: [Option<&str>; 2], least: f64) -> Option<f64> {
        self.looks = self.looks.checked_sub(1)?;
        let (a, b) = (words(a), words(b));
        if a.is_empty() || b.is_empty() || at_most(&a, &b) < least {
            return None;
        }
        self.comparisons = self.comparisons.checked_sub(1)?;
        let alike = strsim::normalized_levenshtein(&a, &b);
        (alike >= least).then_some(alike)
    }
}

/// What the letters allow, whatever their order.
fn at_most(a: &str, b: &str) -> f64 {
    let mut counts = [0_i32; 64];
    let (mut left, mut right) = (0_u32, 0_u32);
    for c in a.chars() {
        counts[slot(c)] += 1;
        left += 1;
    }
    for c in b.chars() {
        counts[slot(c)] -= 1;
        right += 1;
    }
    let surplus: i32 = counts.iter().filter(|count| **count > 0).sum();
    let want: i32 = counts.iter().filter(|count| **count < 0).map(|count| -count).sum();
    // Each letter that one side has too many of is replaced by one the other lacks, put in or taken out.
    let edits = surplus.max(want);
    1.0 - f64::from(edits) / f64::from(left.max(right).max(1))
}

fn slot(c: char) -> usize {
    (c as usize) % 64
}

fn words(texts: [Option<&str>; 2]) -> String {
    texts.into_iter().flatten().flat_map(str::chars).take(WORDS).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_quick_look_never_says_less_than_the_comparison(a in "[a-f 支付]{0,30}", b in "[a-f 支付]{0,30}") {
            prop_assert!(at_most(&a, &b) >= strsim::normalized_levenshtein(&a, &b) - 1e-9);
        }
    }

    #[test]
    fn case_says_nothing_and_there_is_an_end() {
        let mut likeness = Likeness { looks: 3, comparisons: 1 };
        assert_eq!(likeness.of([Some("P95"), None], [None, Some("p95")], 0.85), Some(1.0));
        assert_eq!(likeness.of([Some("p95"), None], [Some("xyz"), None], 0.85), None, "no comparison");
        assert_eq!(likeness.of([Some("p95"), None], [Some("p95"), None], 0.85), None, "enough was compared");
    }
}
