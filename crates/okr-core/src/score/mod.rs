//! Scores: what was achieved, from check-ins, a target and a day to look from. Pure functions over the
//! model; the same check-ins are scored against the goal as first written and as it ended by asking twice.
//!
//! ```text
//! Measurement x AsOf --progress, state--> KeyResultScore --weights, guardrails--> ObjectiveScore
//! ObjectiveScores --by dimension--> Dimensions --> Awesome
//! ```
//!
//! What the numbers leave open is decided here, once:
//!
//! - A key result with no commitment of its own has its objective's; an objective with none is committed:
//!   a promise is not softened by silence.
//! - Only check-ins from a cycle's first day to the last of its grading days count, and only those whose
//!   unit compares with the target. The last one by date (then by place in the file) is the value.
//! - A key result without a readable target has nothing to compare: it is not started, and missed at the end.
//! - A dimension without an objective counts as zero, in the sum and as the ground efficiency stands on.

mod as_of;
mod awesome;
mod band;
mod guardrail;
mod key_result;
mod measurement;
mod objective;
mod pair;
mod progress;
mod state;
#[cfg(test)]
mod table;

pub use as_of::AsOf;
pub use awesome::{Awesome, Dimensions};
pub use band::Band;
pub use guardrail::GuardrailScore;
pub use key_result::KeyResultScore;
pub use measurement::{Ended, Measurement};
pub use objective::{Member, ObjectiveScore};
pub use pair::Pair;
pub use state::State;
