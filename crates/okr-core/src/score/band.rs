//! Bands: red, yellow and green, cut at one decimal so that rounding never lifts a score over a bound.

use crate::model::{Commitment, Exact};

/// How good a score is, given how firmly it was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Not achieved.
    Red,
    /// Partly achieved.
    Yellow,
    /// Achieved.
    Green,
}

impl Band {
    /// The band of a score: a promise is green when whole and yellow from 0.7, a stretch green from 0.7 and
    /// yellow from 0.4. A score is cut at one decimal first; as every bound is one, that changes no band.
    pub fn of(score: &Exact, commitment: Commitment) -> Self {
        let (green, yellow) = match commitment {
            Commitment::Committed => (10, 7),
            Commitment::Aspirational => (7, 4),
        };
        let cut = score.floor_to(1).exact();
        if cut >= Exact::ratio(green, 10) {
            Self::Green
        } else if cut >= Exact::ratio(yellow, 10) {
            Self::Yellow
        } else {
            Self::Red
        }
    }

    /// The word that stands for it in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
        }
    }
}

impl std::fmt::Display for Band {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
