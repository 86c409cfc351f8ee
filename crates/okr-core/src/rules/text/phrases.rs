//! Phrases looked up in a sentence, token by token: one look at each place, however long the list is.

use std::collections::HashMap;

use super::fold::folded;
use super::token::{Token, tokens};

/// A set of phrases.
#[derive(Debug, Clone, Default)]
pub(in crate::rules) struct Phrases {
    /// By first token (only looked up, never walked); each the tokens that follow, and what the phrase was marked with.
    by_first: HashMap<String, Vec<(Vec<String>, Mark)>>,
    beginnings: Beginnings,
}

/// A bit for the ends and the length of each first token: most tokens of a sentence begin no phrase, and this
/// tells before anything is hashed.
#[derive(Debug, Clone)]
struct Beginnings([u64; 64]);

impl Default for Beginnings {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Beginnings {
    fn bit(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
        let place = usize::from(first) * 73 + usize::from(last) * 19 + bytes.len() * 257;
        (place / 64 % 64, 1 << (place % 64))
    }

    fn add(&mut self, word: &str) {
        let (at, bit) = Self::bit(word);
        self.0[at] |= bit;
    }

    fn may_hold(&self, word: &str) -> bool {
        let (at, bit) = Self::bit(word);
        self.0[at] & bit != 0
    }
}

/// What a phrase is, beyond its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::rules) struct Mark {
    /// In the form of the list, or an inflection.
    pub(in crate::rules) form: Form,
    /// Also opens a sentence from its end, as verbs do in German and Japanese.
    pub(in crate::rules) closes: bool,
}

/// The form of a listed word that a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::rules) enum Form {
    /// As listed.
    #[default]
    Base,
    /// `launches`
    Third,
    /// `launched`
    Past,
    /// `launching`
    Gerund,
}

/// A phrase found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Hit {
    /// The first token.
    pub(in crate::rules) at: usize,
    /// Behind the last.
    pub(in crate::rules) end: usize,
    /// What it is.
    pub(in crate::rules) mark: Mark,
}

impl Phrases {
    /// Adds a phrase.
    pub(in crate::rules) fn add(&mut self, phrase: &str, mark: Mark) {
        let mut words = lowered(phrase).into_iter();
        if let Some(first) = words.next() {
            self.beginnings.add(&first);
            let entry = (words.collect(), mark);
            let list = self.by_first.entry(first).or_default();
            if !list.contains(&entry) {
                list.push(entry);
            }
        }
    }

    /// Takes a phrase out, with all its marks.
    pub(in crate::rules) fn remove(&mut self, phrase: &str) {
        let mut words = lowered(phrase).into_iter();
        if let Some(first) = words.next() {
            let rest: Vec<String> = words.collect();
            if let Some(list) = self.by_first.get_mut(&first) {
                list.retain(|(tail, _)| *tail != rest);
            }
        }
    }

    /// Whether this very phrase is in the set.
    pub(in crate::rules) fn has(&self, phrase: &str) -> bool {
        let mut words = lowered(phrase).into_iter();
        let Some(first) = words.next() else { return false };
        let rest: Vec<String> = words.collect();
        self.by_first.get(&first).is_some_and(|list| list.iter().any(|(tail, _)| *tail == rest))
    }

    /// The longest phrase that starts at a token.
    pub(in crate::rules) fn at(&self, sentence: &[Token], at: usize) -> Option<Hit> {
        let first = &sentence.get(at)?.lower;
        if !self.beginnings.may_hold(first) {
            return None;
        }
        let mut best: Option<Hit> = None;
        for (tail, mark) in self.by_first.get(first).into_iter().flatten() {
            let end = at + 1 + tail.len();
            let fits = sentence
                .get(at + 1..end)
                .is_some_and(|slice| slice.iter().map(|token| &token.lower).eq(tail.iter()));
            if fits && best.is_none_or(|hit| end > hit.end) {
                best = Some(Hit { at, end, mark: *mark });
            }
        }
        best
    }

    /// The first phrase of the sentence.
    pub(in crate::rules) fn first(&self, sentence: &[Token]) -> Option<Hit> {
        self.all(sentence).next()
    }

    /// Every phrase of the sentence, from left to right; they may overlap.
    pub(in crate::rules) fn all<'a>(&'a self, sentence: &'a [Token]) -> impl Iterator<Item = Hit> + 'a {
        (0..sentence.len()).filter_map(move |at| self.at(sentence, at))
    }

    /// Whether any phrase stands in the sentence.
    pub(in crate::rules) fn stand_in(&self, sentence: &[Token]) -> bool {
        self.first(sentence).is_some()
    }
}

fn lowered(phrase: &str) -> Vec<String> {
    // Most of the thousands of listed words, on every start: nothing to fold and nothing to take apart.
    if phrase.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
        return phrase.split_ascii_whitespace().map(ToOwned::to_owned).collect();
    }
    tokens(&folded(phrase)).into_iter().map(|token| token.lower).collect()
}
