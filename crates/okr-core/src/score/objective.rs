//! The score of an objective: the weighted mean of its key results, hollow where a guardrail is breached.

use super::{Band, GuardrailScore, State};
use crate::model::{Commitment, Decimal, Exact};

/// A key result's part in its objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member<'a> {
    /// Its score.
    pub score: &'a Exact,
    /// Its weight; 1 if not written.
    pub weight: Option<Decimal>,
    /// Its state: dropped and removed ones leave the mean.
    pub state: State,
}

/// What an objective has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveScore {
    /// The weighted mean of its key results; nothing where none is left to grade.
    pub score: Option<Exact>,
    /// Its band: red where it is hollow, whatever the score.
    pub band: Option<Band>,
    /// Whether a guardrail is breached.
    pub hollow: bool,
}

impl ObjectiveScore {
    /// From its key results and guardrails. An objective that says nothing is committed.
    pub fn of(members: &[Member<'_>], guardrails: &[GuardrailScore], commitment: Option<Commitment>) -> Self {
        let weighted: Vec<_> = members
            .iter()
            .filter(|member| member.state.is_graded())
            .map(|member| (member.score, weight(member.weight)))
            .collect();
        let score = Exact::weighted_mean(weighted.iter().map(|(score, weight)| (*score, weight)));
        let hollow = guardrails.iter().any(GuardrailScore::is_breached);
        let band = if hollow {
            Some(Band::Red)
        } else {
            score.as_ref().map(|score| Band::of(score, commitment.unwrap_or(Commitment::Committed)))
        };
        Self { score, band, hollow }
    }
}

/// A weight below zero is a malformed file; here it only must not turn a mean around.
fn weight(written: Option<Decimal>) -> Exact {
    written.map_or_else(Exact::one, |weight| weight.exact().max(Exact::zero()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn objective(members: &[(i64, &str, State)], breached: bool, commitment: Commitment) -> ObjectiveScore {
        let scores: Vec<_> = members.iter().map(|(percent, ..)| Exact::ratio(*percent, 100)).collect();
        let members: Vec<_> = members
            .iter()
            .zip(&scores)
            .map(|((_, weight, state), score)| Member {
                score,
                weight: Decimal::parse(weight).ok(),
                state: *state,
            })
            .collect();
        let guardrails = [GuardrailScore { breached: Some(breached), ..GuardrailScore::default() }];
        ObjectiveScore::of(&members, &guardrails, Some(commitment))
    }

    #[test]
    fn a_mean_by_weight_without_what_was_given_up() {
        use Commitment::{Aspirational, Committed};
        use State::{Attained, Behind, Dropped, Missed, Removed};
        let of = |members: &[_], commitment| {
            let found = objective(members, false, commitment);
            (found.score.map(|score| score.floor_to(4).to_string()), found.band)
        };
        let score = |text: &str| Some(text.to_owned());
        assert_eq!(
            of(&[(100, "", Attained), (50, "", Behind)], Committed),
            (score("0.7500"), Some(Band::Yellow))
        );
        assert_eq!(
            of(&[(100, "2", Attained), (40, "", Behind)], Aspirational),
            (score("0.8000"), Some(Band::Green))
        );
        assert_eq!(
            of(&[(100, "", Attained), (0, "", Dropped)], Committed),
            (score("1.0000"), Some(Band::Green))
        );
        assert_eq!(of(&[(0, "", Missed), (100, "", Removed)], Committed), (score("0.0000"), Some(Band::Red)));
        assert_eq!(
            of(&[(100, "0", Attained), (30, "0.5", Behind)], Committed),
            (score("0.3000"), Some(Band::Red))
        );
        assert_eq!(
            of(&[(100, "-1", Attained), (30, "1", Behind)], Committed),
            (score("0.3000"), Some(Band::Red))
        );
        assert_eq!(of(&[(100, "", Dropped)], Committed), (None, None));
        assert_eq!(of(&[(100, "0", Attained)], Committed), (None, None));
        assert_eq!(of(&[], Committed), (None, None));
    }

    #[test]
    fn a_breach_is_never_averaged_away() {
        let hollow = objective(&[(100, "", State::Held)], true, Commitment::Committed);
        assert_eq!(hollow, ObjectiveScore { score: Some(Exact::one()), band: Some(Band::Red), hollow: true });
    }
}
