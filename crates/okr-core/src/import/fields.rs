//! The fields of one goal, read from words: each taken once, and what cannot be taken told with its line.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Left;
use super::draft::Found;
use super::field::Field;
use super::sentence;
use crate::model::{CheckIn, Decimal, Exact, Form, Kind, Quantity, Reference, Stated, Status, Target, Unit};

const NO_QUANTITY: &str = "no quantity; write a number and a unit";
const NO_TARGET: &str = "no target; write a comparison, a number and a unit";
const NO_TIME: &str = "no time, such as 4w";
const NO_WEIGHT: &str = "no number greater than 0";
const NO_STATUS: &str = "a sheet knows `dropped` alone; how a key result stands is computed";
const NO_WORD: &str = "none of the words the field takes";
const NO_REFERENCE: &str = "no reference to an objective (<cycle>/<team>/<id>)";
const NO_DATE: &str = "no date, YYYY-MM-DD";
const NO_DAY: &str = "a value without a day is no check-in; `--date` gives the day";
const NO_VALUE: &str = "it belongs to a value, and there is none";
const NO_SHARE: &str = "no share from 0 to 1";
const NO_UNIT: &str = "no unit";
const NO_FIELD: &str = "a sheet has no such field here";
const TWICE: &str = "the same a second time";
const GRADE: &str = "a grade is no value of the metric; a check-in wants the value itself";

/// The fields of one goal, each taken once.
pub(super) struct Fields<'a> {
    found: Vec<Option<&'a Found>>,
    taken: BTreeSet<Field>,
    left: &'a mut Vec<Left>,
}

impl<'a> Fields<'a> {
    /// The fields that say something.
    pub(super) fn of(found: &'a [Found], left: &'a mut Vec<Left>) -> Self {
        let found = found.iter().filter(|found| !found.text.trim().is_empty()).map(Some).collect();
        Self { found, taken: BTreeSet::new(), left }
    }

    fn peek(&self, field: Field) -> Option<&'a Found> {
        self.found.iter().flatten().copied().find(|found| found.field == field)
    }

    fn take(&mut self, field: Field) -> Option<&'a Found> {
        self.taken.insert(field);
        self.found.iter_mut().find(|found| found.is_some_and(|found| found.field == field))?.take()
    }

    /// Takes a field as `read` understands it, or leaves it and tells why.
    fn read<T>(
        &mut self,
        field: Field,
        why: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let found = self.take(field)?;
        let value = read(found.text.trim());
        if value.is_none() {
            self.left.push(found.left(why));
        }
        value
    }

    /// Any words.
    pub(super) fn text(&mut self, field: Field) -> Option<String> {
        self.read(field, NO_WORD, |text| Some(text.to_owned()))
    }

    /// One of a few words.
    pub(super) fn word<T>(&mut self, field: Field, of: fn(&str) -> Option<T>) -> Option<T> {
        self.read(field, NO_WORD, |text| of(&text.to_lowercase()))
    }

    /// A unit.
    pub(super) fn unit(&mut self, field: Field) -> Option<Unit> {
        self.read(field, NO_UNIT, |text| Unit::parse(text).ok().filter(|unit| !unit.is_none()))
    }

    /// A number with its unit, or words that stand for one (`unknown`, `TBD`).
    pub(super) fn quantity(&mut self, field: Field, unit: Option<&Unit>) -> Option<Stated<Quantity>> {
        self.read(field, NO_QUANTITY, |text| {
            Some(Stated::quantity(text, unit)).filter(|stated| stated.form() != Some(Form::Unreadable))
        })
    }

    /// A target, or the one that a sentence there tells.
    pub(super) fn target(&mut self, field: Field, unit: Option<&Unit>) -> Option<Stated<Target>> {
        self.read(field, NO_TARGET, |text| {
            let stated = Stated::target(text, unit);
            if stated.form() != Some(Form::Unreadable) {
                return Some(stated);
            }
            // `reduce to under 200 ms by June` says it in a sentence.
            let said = sentence::read(text).target?;
            Some(Stated::target(&said, unit))
        })
    }

    /// A time that passes.
    pub(super) fn hold(&mut self, field: Field) -> Option<Quantity> {
        self.read(field, NO_TIME, |text| {
            let positive = |hold: &Quantity| !hold.number().is_zero() && !hold.number().is_negative();
            Quantity::parse(text).ok().filter(|hold| *hold.unit().kind() == Kind::Time && positive(hold))
        })
    }

    /// A number greater than none.
    pub(super) fn weight(&mut self, field: Field) -> Option<Decimal> {
        self.read(field, NO_WEIGHT, |text| {
            Decimal::parse(text).ok().filter(|weight| !weight.is_zero() && !weight.is_negative())
        })
    }

    /// References, all of them or none.
    pub(super) fn references(&mut self, field: Field) -> Vec<Reference> {
        let Some(found) = self.take(field) else { return Vec::new() };
        let mut list = Vec::new();
        for text in found.text.split([',', ';', ' ']).map(str::trim).filter(|text| !text.is_empty()) {
            let Ok(reference) = text.parse() else {
                self.left.push(found.left(NO_REFERENCE));
                return Vec::new();
            };
            list.push(reference);
        }
        list
    }

    /// Dropped, by a word or by being struck through.
    pub(super) fn status(&mut self, struck: bool) -> Option<Status> {
        const DROPPED: &[&str] =
            &["dropped", "cancelled", "canceled", "abandoned", "deprioritised", "deprioritized"];
        let word = self.read(Field::Status, NO_STATUS, |text| {
            DROPPED.contains(&text.to_lowercase().as_str()).then_some(Status::Dropped)
        });
        word.or(struck.then_some(Status::Dropped))
    }

    /// The value now, as the first check-in. What belongs to a value goes with it, or is left with it.
    pub(super) fn check_in(&mut self, unit: Option<&Unit>, day: Option<Date>) -> Option<CheckIn> {
        let found = self.peek(Field::Value)?;
        let value = self.quantity(Field::Value, unit)?;
        let own_day = self.read(Field::Date, NO_DATE, |text| text.parse::<Date>().ok());
        let Some(date) = own_day.or(day) else {
            self.left.push(found.left(NO_DAY));
            return None;
        };
        let confidence = self.read(Field::Confidence, NO_SHARE, share);
        Some(CheckIn { index: 0, date, value, confidence, note: self.text(Field::Note) })
    }

    /// Tells of what nobody took; `spent` has been used elsewhere.
    pub(super) fn leave_the_rest(self, spent: &[Field]) {
        for found in self.found.into_iter().flatten().filter(|found| !spent.contains(&found.field)) {
            let why = match found.field {
                Field::Grade => GRADE,
                Field::Date | Field::Confidence | Field::Note => NO_VALUE,
                other if self.taken.contains(&other) => TWICE,
                _ => NO_FIELD,
            };
            self.left.push(found.left(why));
        }
    }
}

/// `0.7`, `70 %`, `7/10`
fn share(text: &str) -> Option<Decimal> {
    let part = |text: &str| Decimal::parse(text.trim()).ok().map(|part| part.exact());
    let exact = if let Some(percent) = text.strip_suffix('%') {
        &part(percent)? * &Exact::ratio(1, 100)
    } else if let Some((some, whole)) = text.split_once('/') {
        part(some)?.checked_div(&part(whole)?)?
    } else {
        part(text)?
    };
    if exact.is_negative() || exact > Exact::one() {
        return None;
    }
    // As few decimals as it takes, two at most.
    let cut = (0..2).map(|places| exact.floor_to(places)).find(|cut| cut.exact() == exact);
    Some(cut.unwrap_or_else(|| exact.floor_to(2)))
}
