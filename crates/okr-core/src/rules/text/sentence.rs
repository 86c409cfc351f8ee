//! A sentence taken apart: its pieces without tags, labels and grades, and the numbers that measure.

use super::affix::{self, Cut};
use super::fold::folded;
use super::number::{Lead, Number, numbers};
use super::openings::Openings;
use super::phrases::Phrases;
use super::token::{Kind, Token, tokens};
use super::unit_name::Sort;
use super::words::Words;

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

    /// Where the first round bracket opens, or the end.
    pub(in crate::rules) fn before_brackets(&self) -> usize {
        let opens = self.tokens.iter().position(|token| token.is("("));
        opens.filter(|&at| at > 1).unwrap_or(self.tokens.len())
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

    /// A stretch of it for a message, which ends at a word that says something: small words and marks behind `least` are
    /// left out.
    pub(in crate::rules) fn stretch(&self, at: usize, least: usize, end: usize) -> String {
        const SMALL: Words = Words(
            "a an and as at for from in into of on one or our some that the their this to what which with within",
        );
        let small = |token: &Token| SMALL.has(&token.lower) || token.kind == Kind::Mark && !token.is("\"");
        let mut end = end.min(self.tokens.len());
        while end > least && small(&self.tokens[end - 1]) {
            end -= 1;
        }
        self.text(at, end)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Sentence {
        Sentence { tokens: tokens(&folded(text)), ..Sentence::default() }
    }

    #[test]
    fn a_stretch_ends_at_a_word_that_says_something() {
        let prices = sentence("Every price is told in one place");
        assert_eq!(prices.stretch(0, 4, 6), "Every price is told");
        assert_eq!(prices.stretch(0, 5, 6), "Every price is told in", "no shorter than asked for");
        assert_eq!(prices.stretch(0, 4, 99), "Every price is told in one place");
        assert_eq!(sentence("Write the guide, and").stretch(0, 1, 5), "Write the guide");
    }

    #[test]
    fn brackets_hold_what_explains_the_rest() {
        let wait = sentence("Wait (of guests) at the desk (mornings)");
        let inside: Vec<&str> =
            (0..wait.tokens.len()).filter(|&at| wait.is_in_brackets(at)).map(|at| wait.word(at)).collect();
        assert_eq!(inside, ["of", "guests", ")", "mornings", ")"]);
        assert_eq!(sentence("Wait at the desk (mornings)").before_brackets(), 4);
        assert_eq!(sentence("Every price").before_brackets(), 2);
    }
}
