//! Guardrails: whether a counter-metric stays within its limit.

use super::AsOf;
use crate::model::{CheckIn, Guardrail, Stated, Target};

/// How a guardrail held on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuardrailScore {
    /// Whether the last known value violates the limit; nothing where none is known.
    pub breached: Option<bool>,
    /// [`CheckIn::index`] of every value that violates the limit, oldest first, the last one included.
    pub breaches: Vec<usize>,
    /// [`CheckIn::index`] of the last known value.
    pub value: Option<usize>,
}

impl GuardrailScore {
    /// A guardrail as its sheet says it.
    pub fn of(guardrail: &Guardrail, as_of: &AsOf) -> Self {
        let limit = guardrail.limit.as_ref().and_then(Stated::value);
        Self::against(limit, &guardrail.check_ins, as_of)
    }

    /// The same values against the limit of another version. A limit without a comparison names no side
    /// that is bad and is never violated.
    pub fn against(limit: Option<&Target>, check_ins: &[CheckIn], as_of: &AsOf) -> Self {
        let Some(limit) = limit else { return Self::default() };
        let mut score = Self::default();
        for check_in in as_of.counted(check_ins) {
            let Some(holds) = check_in.value.value().and_then(|value| limit.is_met_by(value, None)) else {
                continue;
            };
            score.breached = Some(!holds);
            score.value = Some(check_in.index);
            if !holds {
                score.breaches.push(check_in.index);
            }
        }
        score
    }

    /// Whether the last known value violates the limit.
    pub fn is_breached(&self) -> bool {
        self.breached == Some(true)
    }
}
