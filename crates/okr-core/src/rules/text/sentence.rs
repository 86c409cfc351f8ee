//! A sentence taken apart: its pieces without tags, labels and grades, and the numbers that measure.

use super::affix::{self, Cut};
use super::fold::folded;
use super::number::{Lead, Number, numbers};
use super::openings::Openings;
use super::phrases::Phrases;
use super::token::{Kind, Token, tokens};
use super::unit_name::Sort;

/// A sentence taken apart.
#[derive(Debug, Clone, Default)]
pub(in crate::rules) struct Sentence {
    /// The sentence proper.
    pub(in crate::rules) tokens: Vec<Token>,
    /// What stood in square brackets, and the label before a colon.
    pub(in crate::rules) tags: Vec<Vec<Token>>,
    /// Its numbers that measure something.
    pub(in crate::rules) numbers: Vec<Number>,
}

impl Sentence {
    /// Takes a text apart; see [`numbers`] for the two lists.
    pub(in crate::rules) fn read(
        text: &str,
        openings: &Openings,
        numbered: &Phrases,
        names: &Phrases,
    ) -> Self {
        let Cut { mut body, tags } = affix::cut(tokens(&folded(text)));
        openings.mark(&mut body);
        let numbers = numbers(&body, numbered, names);
        Self { tokens: body, tags, numbers }
    }

    /// Only the pieces of the sentence proper, where its numbers do not matter.
    pub(in crate::rules) fn tokens_of(text: &str, openings: &Openings) -> Vec<Token> {
        let mut body = affix::cut(tokens(&folded(text))).body;
        openings.mark(&mut body);
        body
    }

    /// The word at a position, in lower case; empty past the end.
    pub(in crate::rules) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    /// Whether a place stands in round brackets: what is told there explains the rest.
    pub(in crate::rules) fn is_in_brackets(&self, at: usize) -> bool {
        let before = &self.tokens[..at.min(self.tokens.len())];
        let count = |mark: &str| before.iter().filter(|token| token.is(mark)).count();
        count("(") > count(")")
    }

    /// Whether anything in it measures.
    pub(in crate::rules) fn is_measured(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// The two ends of a movement it tells: `from 300 ms to under 200 ms`, `46 % -> 60 %`, 由10减少到5.
    pub(in crate::rules) fn movement(&self) -> Option<(&Number, &Number)> {
        self.numbers.windows(2).find_map(|pair| {
            let [from, to] = pair else { return None };
            let arrow = self.tokens[from.end..to.at]
                .iter()
                .any(|token| token.is("->") || token.is("→") || token.is("=>"));
            let led = from.lead == Lead::From && to.lead == Lead::To;
            let plain = !matches!(from.sort, Sort::Multiple) && !matches!(to.sort, Sort::Multiple);
            (plain && (led || arrow)).then_some((from, to))
        })
    }

    /// A number with its unit, as written.
    pub(in crate::rules) fn written(&self, number: &Number) -> String {
        self.text(number.at, number.end)
    }

    /// A stretch of it, as written; past the end there is nothing.
    pub(in crate::rules) fn text(&self, at: usize, end: usize) -> String {
        let mut out = String::new();
        for token in self.tokens.get(at..end.min(self.tokens.len())).unwrap_or_default() {
            if token.spaced && !out.is_empty() {
                out.push(' ');
            } else if !out.is_empty() && token.kind == Kind::Word && out.ends_with(char::is_alphabetic) {
                out.push('-');
            }
            out.push_str(&token.text);
        }
        out
    }
}
