//! From what teams have today: Markdown documents and CSV tables to the nouns of a sheet, with a list of what
//! could not be taken over. Pure: text in, nouns out; what the words mean is never guessed.

mod ids;

pub use ids::{Ids, Noun};
