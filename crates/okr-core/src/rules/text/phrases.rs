//! Phrases looked up in a sentence, token by token: one look at each place, however long the list is.

use std::collections::HashMap;

use super::fold::folded;
use super::token::{Token, tokens};

/// A set of phrases.
#[derive(Debug, Clone, Default)]
pub(in crate::rules) struct Phrases {
    /// As the build script wrote it, until somebody changes it.
    table: Option<&'static Table>,
    /// As it is made now.
    own: Option<Box<Own>>,
}

/// Phrases in static memory: numbers and one text, so that the program has nothing to do at its start.
#[derive(Debug)]
pub(in crate::rules) struct Table {
    /// The tokens of all phrases, spaces between those of one.
    pub(in crate::rules) text: &'static str,
    /// Where each phrase starts in the text, how long its first token is, how long all of it, and its mark as a
    /// number; by first token.
    pub(in crate::rules) rows: &'static [(u32, u8, u8, u8)],
    /// Its bit among the lists of [`Opens`](super::openings::Opens).
    pub(in crate::rules) list: u32,
}

impl Table {
    fn phrase(&self, row: (u32, u8, u8, u8)) -> (&'static str, &'static str, Mark) {
        let (start, first, whole, mark) = row;
        let phrase = self.text.get(start as usize..start as usize + usize::from(whole)).unwrap_or_default();
        let (first, rest) = phrase.split_at_checked(usize::from(first)).unwrap_or((phrase, ""));
        (first, rest, Mark::of_number(mark))
    }

    /// The first row that begins with a token.
    fn first_row(&self, token: &str) -> usize {
        self.rows.partition_point(|row| self.phrase(*row).0 < token)
    }

    /// The phrases from a row on that begin with a token, in the order of the list: what follows it, and the mark.
    fn from(&self, row: usize, token: &str) -> impl Iterator<Item = (&'static str, Mark)> {
        let rows = self.rows[row..].iter().map(|row| self.phrase(*row));
        rows.take_while(move |(first, ..)| *first == token).map(|(_, rest, mark)| (rest, mark))
    }
}

/// A set of phrases that grows.
#[derive(Debug, Clone, Default)]
pub(in crate::rules) struct Own {
    /// By first token (only looked up, never walked); each the tokens that follow, and what the phrase was marked with.
    by_first: HashMap<String, Vec<(Vec<String>, Mark)>>,
}

impl Own {
    /// What a table holds.
    fn of(table: &Table) -> Self {
        let mut own = Self::default();
        for row in table.rows {
            let (first, rest, mark) = table.phrase(*row);
            let rest = rest.split_ascii_whitespace().map(ToOwned::to_owned).collect();
            own.by_first.entry(first.to_owned()).or_default().push((rest, mark));
        }
        own
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

impl Mark {
    const FORMS: [Form; 4] = [Form::Base, Form::Third, Form::Past, Form::Gerund];

    /// The mark as a number, for a table.
    #[allow(dead_code, reason = "the build script calls it")]
    pub(in crate::rules) fn number(self) -> u8 {
        self.form as u8 | u8::from(self.closes) << 2
    }

    fn of_number(number: u8) -> Self {
        Self { form: Self::FORMS[usize::from(number & 3)], closes: number & 4 != 0 }
    }
}

impl Phrases {
    /// The phrases of a table.
    pub(in crate::rules) const fn of(table: &'static Table) -> Self {
        Self { table: Some(table), own: None }
    }

    /// The set, to be changed.
    fn own(&mut self) -> &mut Own {
        let table = self.table.take();
        self.own.get_or_insert_with(|| Box::new(table.map_or_else(Own::default, Own::of)))
    }

    /// Every phrase, in order of its first token and within that as listed: what begins it, what follows, its mark.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script calls it"))]
    pub(in crate::rules) fn all_of(&self) -> Vec<(String, String, Mark)> {
        let mut all: Vec<(String, String, Mark)> = Vec::new();
        if let Some(table) = self.table {
            let phrases = table.rows.iter().map(|row| table.phrase(*row));
            all.extend(
                phrases.map(|(first, rest, mark)| (first.to_owned(), rest.trim_start().to_owned(), mark)),
            );
        }
        for (first, list) in self.own.iter().flat_map(|own| &own.by_first) {
            all.extend(list.iter().map(|(rest, mark)| (first.clone(), rest.join(" "), *mark)));
        }
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    /// Adds a phrase.
    pub(in crate::rules) fn add(&mut self, phrase: &str, mark: Mark) {
        let own = self.own();
        let mut words = lowered(phrase).into_iter();
        if let Some(first) = words.next() {
            let entry = (words.collect(), mark);
            let list = own.by_first.entry(first).or_default();
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
            if let Some(list) = self.own().by_first.get_mut(&first) {
                list.retain(|(tail, _)| *tail != rest);
            }
        }
    }

    /// Whether this very phrase is in the set.
    pub(in crate::rules) fn has(&self, phrase: &str) -> bool {
        let mut words = lowered(phrase).into_iter();
        let Some(first) = words.next() else { return false };
        let rest: Vec<String> = words.collect();
        let mut listed = self.table.into_iter().flat_map(|table| table.from(table.first_row(&first), &first));
        let own = self.own.as_ref().and_then(|own| own.by_first.get(&first));
        listed.any(|(tail, _)| tail.split_ascii_whitespace().eq(rest.iter().map(String::as_str)))
            || own.is_some_and(|list| list.iter().any(|(tail, _)| *tail == rest))
    }

    /// The longest phrase that starts at a token.
    #[inline]
    pub(in crate::rules) fn at(&self, sentence: &[Token], at: usize) -> Option<Hit> {
        let token = sentence.get(at)?;
        let row = self.table.and_then(|table| match token.opens {
            Some(opens) => opens.row(table.list),
            None => Some(table.first_row(&token.lower)),
        });
        if row.is_none() && self.own.is_none() { None } else { self.longest(sentence, at, row) }
    }

    fn longest(&self, sentence: &[Token], at: usize, row: Option<usize>) -> Option<Hit> {
        let first = sentence[at].lower.as_str();
        let listed = self.table.zip(row).map(|(table, row)| table.from(row, first));
        let own = self.own.as_ref().and_then(|own| own.by_first.get(first));
        let mut best: Option<Hit> = None;
        let mut take = |end: Option<usize>, mark| {
            if let Some(end) = end
                && best.is_none_or(|hit| end > hit.end)
            {
                best = Some(Hit { at, end, mark });
            }
        };
        for (tail, mark) in listed.into_iter().flatten() {
            take(follows(sentence, at + 1, tail.split_ascii_whitespace()), mark);
        }
        for (tail, mark) in own.into_iter().flatten() {
            take(follows(sentence, at + 1, tail.iter().map(String::as_str)), *mark);
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

/// Where some tokens end, if they stand at this place.
fn follows<'a>(sentence: &[Token], at: usize, mut tokens: impl Iterator<Item = &'a str>) -> Option<usize> {
    tokens.try_fold(at, |at, token| (sentence.get(at)?.lower == token).then_some(at + 1))
}

fn lowered(phrase: &str) -> Vec<String> {
    // Most of the thousands of listed words, on every start: nothing to fold and nothing to take apart.
    if phrase.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
        return phrase.split_ascii_whitespace().map(ToOwned::to_owned).collect();
    }
    tokens(&folded(phrase)).into_iter().map(|token| token.lower.into()).collect()
}
