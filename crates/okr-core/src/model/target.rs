//! Targets and limits: a comparison before a quantity, a range, or a bare quantity to be reached.
//! What a move from one target to another does is in [`super::Verdict`].

use std::cmp::Ordering;

use super::numeral::fold_width;
use super::quantity::MAX_TEXT;
use super::{Direction, Quantity, QuantityError, Unit, target_words};

/// A target or a limit as written.
///
/// `==` is by meaning: `< 200 ms == < 0.2 s`, comparison included.
#[derive(Debug, Clone)]
pub struct Target {
    text: Box<str>,
    bound: Bound,
}

/// What a target demands.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// Reach it, in the direction away from the baseline.
    Reach(Quantity),
    /// Stay on the right side of it.
    Compare(Comparison, Quantity),
    /// Stay within, both ends included.
    Range(Quantity, Quantity),
}

/// `<`, `<=`, `>`, `>=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// Why a text is not a target; [`TargetError::help`] says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// The quantity in it is wrong.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A sign that is no comparison here.
    #[error("`{sign}` is not a comparison")]
    Sign {
        /// The sign.
        sign: String,
        /// The comparison it may stand for; empty where there is none.
        instead: String,
    },
    /// Two comparisons.
    #[error("`{0}` compares twice")]
    Twice(String),
    /// `40-60 %`: two quantities with something other than `..` between them.
    #[error("`{0}` looks like a range")]
    RangeMark(String),
    /// A comparison before a range.
    #[error("`{0}` compares with a range")]
    ComparedRange(String),
    /// The ends cannot be compared.
    #[error("`{0}` and `{1}` are the ends of no range: their units differ in kind")]
    RangeUnits(String, String),
    /// The low end is above the high one.
    #[error("`{0}` is above `{1}`")]
    RangeOrder(String, String),
}

impl Comparison {
    /// The sign.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether the bound itself does not satisfy it.
    pub fn is_strict(self) -> bool {
        matches!(self, Self::Less | Self::Greater)
    }

    /// Whether lower values satisfy it.
    pub fn is_upper_bound(self) -> bool {
        matches!(self, Self::Less | Self::AtMost)
    }

    /// Whether a value in this order to the bound satisfies it.
    fn admits(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

impl Target {
    /// Reads a target: ASCII, `≤ ≥`, and the English and Chinese words of the format.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let text = text.trim();
        if text.len() > MAX_TEXT {
            return Err(QuantityError::TooMuch.into());
        }
        let folded = fold_width(text);
        let bound = read(folded.trim())?;
        Ok(Self { text: text.into(), bound })
    }

    /// What was read from `text` before: for what kept it.
    pub(crate) fn from_parts(text: Box<str>, bound: Bound) -> Self {
        Self { text, bound }
    }

    /// The same target with `unit` where its quantities had none.
    #[must_use]
    pub fn or_unit(self, unit: &Unit) -> Self {
        let bound = match self.bound {
            Bound::Reach(goal) => Bound::Reach(goal.or_unit(unit)),
            Bound::Compare(comparison, bound) => Bound::Compare(comparison, bound.or_unit(unit)),
            // The ends of a range are alike: both have a unit or none has.
            Bound::Range(low, high) => Bound::Range(low.or_unit(unit), high.or_unit(unit)),
        };
        Self { text: self.text, bound }
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it demands.
    pub fn bound(&self) -> &Bound {
        &self.bound
    }

    /// The direction it implies from a baseline; see [`super::KeyResult::direction`].
    pub fn implied_direction(&self, baseline: Option<&Quantity>) -> Option<Direction> {
        match &self.bound {
            Bound::Range(..) => Some(Direction::Maintain),
            Bound::Compare(comparison, bound) => {
                let order = baseline.and_then(|baseline| baseline.compare(bound));
                if order.is_some_and(|order| comparison.admits(order)) {
                    Some(Direction::Maintain)
                } else if comparison.is_upper_bound() {
                    Some(Direction::Decrease)
                } else {
                    Some(Direction::Increase)
                }
            }
            Bound::Reach(goal) => Some(match goal.compare(baseline?)? {
                Ordering::Greater => Direction::Increase,
                Ordering::Less => Direction::Decrease,
                Ordering::Equal => Direction::Maintain,
            }),
        }
    }

    /// The comparison it stands for when the metric moves in `direction` (a bare target is `<=` or `>=`);
    /// nothing for a range, or for a bare target that has no direction to move in.
    pub fn comparison(&self, direction: Option<Direction>) -> Option<Comparison> {
        match (&self.bound, direction) {
            (Bound::Compare(comparison, _), _) => Some(*comparison),
            (Bound::Reach(_), Some(Direction::Increase)) => Some(Comparison::AtLeast),
            (Bound::Reach(_), Some(Direction::Decrease)) => Some(Comparison::AtMost),
            (Bound::Reach(_), Some(Direction::Maintain) | None) | (Bound::Range(..), _) => None,
        }
    }

    /// Whether `value` satisfies it; nothing for unlike units or a bare target without a direction.
    ///
    /// A bare target to maintain is satisfied by its own value only: it does not say which side is good.
    pub fn is_met_by(&self, value: &Quantity, direction: Option<Direction>) -> Option<bool> {
        match &self.bound {
            Bound::Range(low, high) => Some(value.compare(low)?.is_ge() && value.compare(high)?.is_le()),
            Bound::Compare(_, bound) | Bound::Reach(bound) => {
                let order = value.compare(bound)?;
                match self.comparison(direction) {
                    Some(comparison) => Some(comparison.admits(order)),
                    None => direction.map(|_| order.is_eq()),
                }
            }
        }
    }

    /// The quantity to reach: the bound, or for a range the end nearer to `from`.
    pub fn goal(&self, from: Option<&Quantity>) -> &Quantity {
        match &self.bound {
            Bound::Reach(goal) | Bound::Compare(_, goal) => goal,
            Bound::Range(low, high) => match from.filter(|from| from.is_like(low)).map(Quantity::base) {
                Some(from) if (&high.base() - &from).abs() < (&from - &low.base()).abs() => high,
                _ => low,
            },
        }
    }
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.bound == other.bound
    }
}

fn read(text: &str) -> Result<Bound, TargetError> {
    let (comparison, rest) = target_words::split(text)?;
    if let Some((low, high)) = rest.split_once("..") {
        if comparison.is_some() {
            return Err(TargetError::ComparedRange(text.to_owned()));
        }
        return range(low, high);
    }
    match (comparison, Quantity::parse(rest)) {
        (None, Ok(goal)) => Ok(Bound::Reach(goal)),
        (Some(comparison), Ok(bound)) => Ok(Bound::Compare(comparison, bound)),
        (_, Err(_)) if looks_like_range(rest) => Err(TargetError::RangeMark(rest.to_owned())),
        (_, Err(error)) => Err(error.into()),
    }
}

/// The unit may stand once, at either end.
fn range(low: &str, high: &str) -> Result<Bound, TargetError> {
    let (low, high) = (Quantity::parse(low)?, Quantity::parse(high)?);
    let (low, high) = (low.clone().or_unit(high.unit()), high.or_unit(low.unit()));
    match low.compare(&high) {
        None => Err(TargetError::RangeUnits(low.text().to_owned(), high.text().to_owned())),
        Some(Ordering::Greater) => {
            Err(TargetError::RangeOrder(low.text().to_owned(), high.text().to_owned()))
        }
        Some(Ordering::Less | Ordering::Equal) => Ok(Bound::Range(low, high)),
    }
}

/// `40-60 %`, `10~12`, `40 to 60 %`, `between 40 and 60 %`, `从 40 到 60`
fn looks_like_range(text: &str) -> bool {
    ["-", "–", "—", "~", "～", " to ", " and ", "至", "到"].iter().any(|mark| {
        text.split_once(mark).is_some_and(|(low, high)| {
            let low = low.trim().trim_start_matches(['从', '由']).trim_start_matches("between ");
            Quantity::parse(low).is_ok() && Quantity::parse(high).is_ok()
        })
    })
}

impl TargetError {
    /// What to write instead, as a sentence without a full stop.
    pub fn help(&self) -> String {
        match self {
            Self::Quantity(QuantityError::Empty | QuantityError::TooMuch | QuantityError::Shape(_)) => {
                "write a comparison, a number and a unit, such as `< 200 ms`, or a range such as `40 % .. 60 %`"
                    .to_owned()
            }
            Self::Quantity(error) => error.help(),
            Self::Sign { instead, .. } if instead.is_empty() => {
                "write `<`, `<=`, `>` or `>=` before the quantity, or the quantity alone".to_owned()
            }
            Self::Sign { instead, .. } => format!("write `{instead}` before the quantity"),
            Self::Twice(_) => "write one comparison, such as `<= 200 ms`".to_owned(),
            Self::RangeMark(_) | Self::ComparedRange(_) | Self::RangeUnits(..) => {
                "write a range as `40 % .. 60 %`".to_owned()
            }
            Self::RangeOrder(low, high) => format!("write the lower end first, `{high} .. {low}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
    use super::*;
    use Direction::{Decrease, Increase, Maintain};

    fn target(text: &str) -> Target {
        Target::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    #[test]
    fn every_spelling_is_the_same_target() {
        for (same, texts) in [
            (
                "< 200 ms",
                &["<200ms", "under 200 ms", "Below 0.2 s", "less than 200 ms", "低于200毫秒", "＜ 200 ms"][..],
            ),
            (
                "<= 5 %",
                &[
                    "≤5%",
                    "at most 5 %",
                    "no more than 5%",
                    "up to 5 percent",
                    "不超过 5 %",
                    "5%以内",
                    "5 % 以下",
                ],
            ),
            (
                "> 1k requests/s",
                &["over 1,000 requests/s", "above 1000 requests per second", "more than 1k rps"],
            ),
            (">= 99.95 %", &["≥ 99.95 %", "at least 99.95%", "不低于 99.95 %", "至少99.95%", "99.95% 以上"]),
            ("40 % .. 60 %", &["40..60 %", "40 % .. 60", "40%..60%", "400 ‰ .. 60 %"]),
            ("$40k .. $60k", &["$40k..60k", "40k .. 60k USD"]),
            ("200 ms", &["0.2 s"]),
        ] {
            for text in texts {
                assert_eq!(target(text), target(same), "{text}");
                assert_eq!(target(text).text(), *text);
            }
        }
        for (a, b) in [("< 5", "<= 5"), ("5", "<= 5"), ("5 .. 5", "5"), ("5 s", "5 %")] {
            assert_ne!(target(a), target(b));
        }
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        use TargetError as E;
        type Is = fn(&E) -> bool;
        let table: &[(&str, Is)] = &[
            ("", |e| matches!(e, E::Quantity(QuantityError::Empty))),
            ("<", |e| matches!(e, E::Quantity(QuantityError::Empty))),
            ("< fast", |e| matches!(e, E::Quantity(QuantityError::Shape(_)))),
            ("=> 75 %", |e| matches!(e, E::Sign { .. })),
            ("= 5", |e| matches!(e, E::Sign { .. })),
            ("~ 5", |e| matches!(e, E::Sign { .. })),
            ("< < 5", |e| matches!(e, E::Quantity(_))),
            ("< 5 以内", |e| matches!(e, E::Twice(_))),
            ("40-60 %", |e| matches!(e, E::RangeMark(_))),
            ("40 to 60 %", |e| matches!(e, E::RangeMark(_))),
            ("between 40 and 60 %", |e| matches!(e, E::RangeMark(_))),
            ("10~12", |e| matches!(e, E::RangeMark(_))),
            ("< 40 .. 60 %", |e| matches!(e, E::ComparedRange(_))),
            ("60 .. 40 %", |e| matches!(e, E::RangeOrder(..))),
            ("40 % .. 60 ms", |e| matches!(e, E::RangeUnits(..))),
            ("1..2..3", |e| matches!(e, E::Quantity(_))),
            ("5+", |e| matches!(e, E::Sign { .. })),
        ];
        for (text, is) in table {
            let error = Target::parse(text).expect_err(text);
            assert!(is(&error), "{text}: {error:?}");
            assert!(!error.help().is_empty());
        }
        assert_eq!(
            Target::parse("60 .. 40 %").unwrap_err().help(),
            "write the lower end first, `40 % .. 60`"
        );
    }

    #[test]
    fn direction_comes_from_the_comparison_or_the_baseline() {
        for (text, baseline, direction) in [
            ("< 200 ms", Some("300 ms"), Some(Decrease)),
            ("< 200 ms", Some("0.1 s"), Some(Maintain)),
            ("< 200 ms", Some("200 ms"), Some(Decrease)),
            ("<= 200 ms", Some("200 ms"), Some(Maintain)),
            ("< 200 ms", None, Some(Decrease)),
            ("< 200 ms", Some("5 %"), Some(Decrease)),
            (">= 99.9 %", Some("99 %"), Some(Increase)),
            ("> 99.9 %", None, Some(Increase)),
            ("40 .. 60 %", Some("10 %"), Some(Maintain)),
            ("200 ms", Some("300 ms"), Some(Decrease)),
            ("400 ms", Some("0.3 s"), Some(Increase)),
            ("0 incidents", Some("0 incidents"), Some(Maintain)),
            ("200 ms", None, None),
            ("200 ms", Some("5 %"), None),
        ] {
            let baseline = baseline.map(quantity);
            assert_eq!(
                target(text).implied_direction(baseline.as_ref()),
                direction,
                "{text} from {baseline:?}"
            );
        }
    }

    #[test]
    fn a_value_satisfies_it_or_not_or_cannot_be_told() {
        for (text, direction, value, met) in [
            ("< 200 ms", None, "199.9 ms", Some(true)),
            ("< 200 ms", None, "0.2 s", Some(false)),
            ("<= 200 ms", None, "0.2 s", Some(true)),
            (">= 99.95 %", None, "99.949 %", Some(false)),
            ("> 5", Some(Maintain), "5", Some(false)),
            ("40 .. 60 %", None, "40 %", Some(true)),
            ("40 .. 60 %", None, "60.1 %", Some(false)),
            ("200 ms", Some(Decrease), "200 ms", Some(true)),
            ("200 ms", Some(Decrease), "201 ms", Some(false)),
            ("200 ms", Some(Increase), "201 ms", Some(true)),
            ("200 ms", Some(Maintain), "0.2 s", Some(true)),
            ("200 ms", Some(Maintain), "201 ms", Some(false)),
            ("200 ms", None, "200 ms", None),
            ("< 200 ms", None, "5 %", None),
            ("40 .. 60 %", None, "50", None),
        ] {
            assert_eq!(target(text).is_met_by(&quantity(value), direction), met, "{value} {text}");
        }
    }

    #[test]
    fn the_goal_of_a_range_is_its_nearer_end() {
        let range = target("40 .. 60 %");
        assert_eq!(range.goal(Some(&quantity("10 %"))).text(), "40");
        assert_eq!(range.goal(Some(&quantity("90 %"))).text(), "60 %");
        assert_eq!(range.goal(None).text(), "40");
        assert_eq!(target("< 5 s").goal(None).text(), "5 s");
    }

    #[test]
    fn a_unit_written_once_serves_all() {
        let ms = Unit::parse("ms").unwrap();
        assert_eq!(target("< 200").or_unit(&ms), target("< 200 ms"));
        assert_eq!(target("1 .. 2").or_unit(&ms), target("1 .. 2 ms"));
        assert_eq!(target("< 2 s").or_unit(&ms), target("< 2 s"));
    }
}
