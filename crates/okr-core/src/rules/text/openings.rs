//! With which words the phrases of the built-in lists begin. Each word of a sentence is looked for in dozens of lists,
//! most are in none, and one look here tells for all of them.

use super::fnv::fnv;
use super::token::Token;

/// The first words of all lists.
#[derive(Debug)]
pub(in crate::rules) struct Openings {
    /// The words, one after the other.
    pub(in crate::rules) text: &'static str,
    /// Each word: where it ends in the text, its lists (a bit each), and behind which of `rows` its own end.
    pub(in crate::rules) words: &'static [(u32, u32, u32)],
    /// Of each word and each of its lists, the first row of the list's table that begins so.
    pub(in crate::rules) rows: &'static [u16],
    /// Which word it is, counted from one: at the place its hash says or the next that is not taken; a power of two.
    pub(in crate::rules) places: &'static [u16],
}

/// Where phrases that begin with a token stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Opens {
    /// The lists that have some, a bit each.
    lists: u32,
    /// The first row in each of these.
    rows: &'static [u16],
}

impl Opens {
    const NOTHING: Self = Self { lists: 0, rows: &[] };

    /// The first row of the list with this bit that begins so.
    pub(super) fn row(&self, list: u32) -> Option<usize> {
        if self.lists & list == 0 {
            return None;
        }
        let before = (self.lists & (list - 1)).count_ones() as usize;
        self.rows.get(before).map(|row| usize::from(*row))
    }
}

impl Openings {
    /// Tells each token which phrases it may begin.
    pub(in crate::rules) fn mark(&self, tokens: &mut [Token]) {
        for token in tokens {
            token.opens = Some(self.of(&token.lower));
        }
    }

    fn of(&self, word: &str) -> Opens {
        let mut place = first_place(word, self.places.len());
        loop {
            let at = match self.places.get(place).map_or(0, |word| usize::from(*word)) {
                0 => return Opens::NOTHING,
                number => number - 1,
            };
            if let Some(found) = self.word(at).filter(|(known, _)| *known == word) {
                return found.1;
            }
            place = (place + 1) % self.places.len();
        }
    }

    fn word(&self, at: usize) -> Option<(&'static str, Opens)> {
        let (start, _, first) = at.checked_sub(1).map_or((0, 0, 0), |before| self.words[before]);
        let (end, lists, last) = *self.words.get(at)?;
        let rows = self.rows.get(first as usize..last as usize)?;
        Some((self.text.get(start as usize..end as usize)?, Opens { lists, rows }))
    }

    /// The places of the words.
    #[allow(dead_code, reason = "the build script calls it")]
    pub(in crate::rules) fn places<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Vec<u16> {
        // A third of them stays free, so that a word of no list soon meets one.
        let mut places = vec![0; (words.len() * 3 / 2).next_power_of_two()];
        for (number, word) in (1..).zip(words) {
            let mut at = first_place(word, places.len());
            while places[at] != 0 {
                at = (at + 1) % places.len();
            }
            places[at] = number;
        }
        places
    }
}

/// Where a word is looked for first, of a power of two of places.
fn first_place(word: &str, places: usize) -> usize {
    let hash = fnv(word.bytes());
    usize::try_from((hash ^ hash >> 32) & 0xFFFF_FFFF).unwrap_or_default() & places.wrapping_sub(1)
}
