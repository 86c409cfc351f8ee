//! Rules: what a good engineering goal looks like, one file a rule.
//!
//! ```text
//! Snapshot --walk, one rule at a time--> drafts --precedence, allow--> --yaml::locate--> Findings
//! ```
//!
//! A rule is a row of a table ([`Rule`]): what it is called, how much it weighs, its page, and one
//! function over what it looks at ([`Check`]). The engine drives, so that a rule never loops over the
//! world and never prints. To add one: a file in its family's folder and its line in the family.
//!
//! | letter | family | about |
//! |---|---|---|
//! | S | [`shape`] | files, ids and references |
//! | M | [`measurable`] | metric, unit, baseline, target |
//! | O | [`outcome`] | outcome over output |
//! | T | [`team`] | the team's result over the individual's |
//! | D | [`dimension`] | efficiency, quality, sustainability |
//! | H | [`hold`] | once is not enough |
//! | A | [`alignment`] | business first, but do not mirror |
//! | W | [`writing`] | how a sheet reads |
//! | C | [`check_in`] | values seen on the way |
//! | P | [`policy`] | changes between two states |

mod alignment;
mod allow;
mod brought;
mod check_in;
mod claim;
#[cfg(test)]
mod clause_tests;
mod deed;
mod dimension;
mod effect;
mod engine;
#[cfg(test)]
mod engine_tests;
#[cfg(test)]
mod examples;
mod framework;
#[cfg(test)]
mod good_goals_tests;
#[cfg(test)]
mod good_nouns_tests;
mod hold;
mod levels;
mod lexicon;
mod measurable;
mod outcome;
mod pages;
pub mod policy;
mod precedence;
mod prose;
mod quote;
mod reading;
mod registry;
mod remaining;
#[cfg(test)]
mod remaining_tests;
mod rule;
mod scene;
mod seen;
#[cfg(test)]
mod seen_tests;
mod shape;
mod sink;
mod stand_in;
mod state;
mod team;
mod text;
#[cfg(test)]
mod unseen_tests;
mod walk;
#[cfg(test)]
mod wording_tests;
mod writing;

pub use allow::Allowed;
pub use brought::Brought;
pub use engine::{CheckOptions, check, check_where};
pub use levels::Levels;
pub use lexicon::Lexicon;
pub use pages::{page, reference, text};
pub use reading::Reading;
pub use registry::{all, find, nearest};
pub use rule::{Check, Parameter, Rule, Sees, Yield};
pub use scene::{Measure, MeasureScene, ObjectiveScene, Saying, Scene, SheetScene, Wording};
pub use seen::Seen;
pub use sink::{Draft, Sink, Spot};
