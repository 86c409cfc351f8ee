//! What a move of a target does to the goal: easier, harder, another goal, or nothing.

use std::cmp::Ordering;

use super::{Bound, Comparison, Direction, Quantity, Target};

/// What a move of a target (or a limit, a hold, a weight …) does to the goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Easier to reach.
    Loosened,
    /// Harder to reach.
    Tightened,
    /// Another goal: not comparable.
    Redefined,
    /// Says nothing about how hard it is.
    Neutral,
}

impl Verdict {
    /// The word that stands for it in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Tightened => "tightened",
            Self::Redefined => "redefined",
            Self::Neutral => "neutral",
        }
    }

    /// The verdict on the move back.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Loosened => Self::Tightened,
            Self::Tightened => Self::Loosened,
            Self::Redefined | Self::Neutral => self,
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl Target {
    /// What the move from `self` to `after` does. The directions are those of the key result before and
    /// after; a limit, and any target with a comparison, needs none.
    ///
    /// A bare target is judged as the comparison it stands for. One that has no direction of its own (its
    /// baseline is not known) takes the other target's side.
    pub fn verdict(
        &self,
        after: &Self,
        before_direction: Option<Direction>,
        after_direction: Option<Direction>,
    ) -> Verdict {
        let (Some(old), Some(new)) = (point(self), point(after)) else {
            // A range on either side: nothing but the same range is comparable.
            return if self == after { Verdict::Neutral } else { Verdict::Redefined };
        };
        let sides = (self.comparison(before_direction), after.comparison(after_direction));
        let (before, after_side) = match sides {
            (Some(before), Some(after)) => (before, after),
            (Some(known), None) => (known, loose(known)),
            (None, Some(known)) => (loose(known), known),
            (None, None) => return if self == after { Verdict::Neutral } else { Verdict::Redefined },
        };
        if before.is_upper_bound() != after_side.is_upper_bound() {
            return Verdict::Redefined;
        }
        let order = match new.compare(old) {
            None => return Verdict::Redefined,
            Some(Ordering::Equal) => strictness(after_side).cmp(&strictness(before)),
            Some(order) if before.is_upper_bound() => order.reverse(),
            Some(order) => order,
        };
        match order {
            Ordering::Less => Verdict::Loosened,
            Ordering::Equal => Verdict::Neutral,
            Ordering::Greater => Verdict::Tightened,
        }
    }
}

fn point(target: &Target) -> Option<&Quantity> {
    match target.bound() {
        Bound::Reach(quantity) | Bound::Compare(_, quantity) => Some(quantity),
        Bound::Range(..) => None,
    }
}

/// What a bare target on the side of `comparison` stands for.
fn loose(comparison: Comparison) -> Comparison {
    if comparison.is_upper_bound() { Comparison::AtMost } else { Comparison::AtLeast }
}

fn strictness(comparison: Comparison) -> u8 {
    u8::from(comparison.is_strict())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;
    use Direction::{Decrease, Increase, Maintain};
    use Verdict::{Loosened, Neutral, Redefined, Tightened};

    #[test]
    fn tells_easier_from_harder_from_other() {
        for (before, was, after, is, verdict) in [
            ("< 180 ms", None, "< 200 ms", None, Loosened),
            ("< 200 ms", None, "< 0.18 s", None, Tightened),
            ("< 200 ms", None, "< 0.2 s", None, Neutral),
            ("< 200 ms", None, "<= 200 ms", None, Loosened),
            ("<= 200 ms", None, "< 201 ms", None, Loosened),
            ("> 5", None, ">= 5", None, Loosened),
            (">= 5", None, "> 5", None, Tightened),
            (">= 99.9 %", None, ">= 99.5 %", None, Loosened),
            (">= 99.9 %", Some(Maintain), ">= 99.95 %", Some(Maintain), Tightened),
            ("<= 5 %", None, "<= 8 %", None, Loosened),
            ("200 ms", Some(Decrease), "220 ms", Some(Decrease), Loosened),
            ("200 ms", Some(Decrease), "<= 200 ms", Some(Decrease), Neutral),
            ("200 ms", Some(Decrease), "< 200 ms", Some(Decrease), Tightened),
            ("8 posts", Some(Increase), "6 posts", Some(Increase), Loosened),
            ("8 posts", Some(Increase), "6 posts", Some(Decrease), Redefined),
            ("8 posts", Some(Increase), "8 posts", Some(Decrease), Redefined),
            ("8 posts", None, "6 posts", None, Redefined),
            ("8 posts", None, "8 post", None, Neutral),
            ("8 posts", None, "6 posts", Some(Increase), Loosened),
            (">= 8 posts", None, "6 posts", None, Loosened),
            ("> 8 posts", None, "8 posts", None, Loosened),
            ("< 200 ms", None, "> 200 ms", None, Redefined),
            ("< 200 ms", None, "< 5 %", None, Redefined),
            ("< 200 ms", None, "100 .. 200 ms", None, Redefined),
            ("40 .. 60 %", None, "30 .. 60 %", None, Redefined),
            ("40 .. 60 %", None, "45 .. 55 %", None, Redefined),
            ("40 .. 60 %", None, "40 % .. 60 %", None, Neutral),
        ] {
            let (old, new) = (Target::parse(before).unwrap(), Target::parse(after).unwrap());
            assert_eq!(old.verdict(&new, was, is), verdict, "{before} to {after}");
            assert_eq!(new.verdict(&old, is, was), verdict.reversed(), "{after} back to {before}");
        }
    }
}
