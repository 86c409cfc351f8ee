//! Whether a value that a user typed fits the measure it is meant for: readable, and in a unit that compares.

use okr_core::model::{Kind, Quantity, Ref, Target, Unit};

use crate::error::CommandError;

/// Why a value does not fit.
#[derive(Debug)]
pub(super) struct Misfit {
    text: String,
    why: String,
    instead: String,
}

impl Misfit {
    /// As an error about `noun` ("a value", "the target") of a goal.
    pub(super) fn of(self, noun: &str, reference: &Ref) -> CommandError {
        CommandError::new(format!(
            "`{}` cannot be {noun} of `{reference}`: {}; nothing was written",
            self.text, self.why
        ))
        .hint(self.instead)
    }
}

/// Reads a quantity that compares with `like`. `unit` is the one written once for all.
pub(super) fn quantity(text: &str, unit: Option<&Unit>, like: Option<&Quantity>) -> Result<Quantity, Misfit> {
    let quantity = Quantity::parse(text).map_err(|error| misfit(text, error.to_string(), error.help()))?;
    let quantity = match unit {
        Some(unit) => quantity.or_unit(unit),
        None => quantity,
    };
    compares(text, &quantity, like)?;
    Ok(quantity)
}

/// Reads a target or a limit whose bound compares with `like`.
pub(super) fn target(text: &str, unit: Option<&Unit>, like: Option<&Quantity>) -> Result<Target, Misfit> {
    let target = Target::parse(text).map_err(|error| misfit(text, error.to_string(), error.help()))?;
    let target = match unit {
        Some(unit) => target.or_unit(unit),
        None => target,
    };
    compares(text, target.goal(None), like)?;
    Ok(target)
}

/// Reads how long something must be held: a time, more than none.
pub(super) fn hold(text: &str) -> Result<Quantity, Misfit> {
    let hold = quantity(text, None, None)?;
    if *hold.unit().kind() == Kind::Time && !hold.number().is_zero() && !hold.number().is_negative() {
        return Ok(hold);
    }
    Err(misfit(
        text,
        "it is no time that passes".to_owned(),
        "write a time, such as 4w or 30 days".to_owned(),
    ))
}

fn compares(text: &str, quantity: &Quantity, like: Option<&Quantity>) -> Result<(), Misfit> {
    let Some(like) = like.filter(|like| !like.is_like(quantity)) else { return Ok(()) };
    let (kind, other) = (quantity.unit().kind(), like.unit().kind());
    let instead = match (kind, other) {
        (Kind::Number, _) => format!("write the unit: `{} {}`", quantity.number(), like.unit().text()),
        (_, Kind::Number) => format!("write the bare number, such as `{}`", quantity.number()),
        (_, _) => format!("write it in {}, or in a unit that converts", like.unit().text()),
    };
    Err(misfit(text, format!("it is {kind}, and `{}` is {other}", like.text()), instead))
}

fn misfit(text: &str, why: String, instead: String) -> Misfit {
    Misfit { text: text.trim().to_owned(), why, instead }
}
