//! Words and numbers of a sentence, as the wording rules see them: what is a number with a meaning and
//! what only looks like one, in languages with and without spaces. Knows no word lists of the rules.

mod affix;
mod fnv;
mod fold;
mod number;
mod number_word;
mod openings;
mod phrases;
mod script;
mod sentence;
mod token;
mod topic;
mod unit_name;
mod words;

pub(super) use number::{Bound, Lead, Number, Sort};
pub(super) use openings::Openings;
pub(super) use phrases::{Form, Hit, Mark, Phrases, Table};
pub(super) use sentence::Sentence;
#[cfg(test)]
pub(super) use token::tokens;
pub(super) use token::{Kind, Token};
pub(super) use topic::Topic;
pub(super) use words::Words;
