//! Quantities: an exact number and a unit, as written.

use std::cmp::Ordering;

use super::numeral::{self, fold_width};
use super::unit::may_touch_digits;
use super::unit_words::money_before;
use super::{Decimal, Exact, Unit, UnitError};

/// `300 ms`, `99.95 %`, `$ 250,000`, `1.2k requests/s`, `0 incidents`, `4.6`.
///
/// `==` is by value: `10 min == 600 s`. Unlike kinds are never equal.
#[derive(Debug, Clone)]
pub struct Quantity {
    text: Box<str>,
    number: Decimal,
    unit: Unit,
}

/// Why a text is not a quantity; [`QuantityError::help`] says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// Nothing was written.
    #[error("a quantity is empty")]
    Empty,
    /// Longer than any quantity.
    #[error("a quantity is longer than 200 characters")]
    TooMuch,
    /// Not a quantity at all.
    #[error("`{0}` is not a quantity")]
    Shape(String),
    /// More digits than are kept exactly.
    #[error("a number has more than 30 digits")]
    TooLong,
    /// `1e5`, `0x10`.
    #[error("`{0}` is not a plain decimal number")]
    Notation(String),
    /// `1,5`, `1_000`: a separator that is none, or groups that are not of three.
    #[error("`{0}` is not a number with thousands separators")]
    Separators(String),
    /// `5 k`: a multiplier that stands alone.
    #[error("the multiplier `{0}` stands apart from its digits")]
    Loose(String),
    /// `5B`.
    #[error("`B` may be bytes or billions here")]
    BytesOrBillions,
    /// `+5 %`, `2x`: how much more, not how much.
    #[error("`{0}` is a change, not a value")]
    Relative(String),
    /// `5incidents`, `1h30m`.
    #[error("`{0}` follows the digits without a space and is no unit")]
    Glued(String),
    /// What follows the number is no unit.
    #[error(transparent)]
    Unit(#[from] UnitError),
}

/// No quantity is longer, in bytes.
pub(super) const MAX_TEXT: usize = 200;

impl Quantity {
    /// Reads a quantity: a number, its unit behind it, or money before it.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(QuantityError::Empty);
        }
        if text.len() > MAX_TEXT {
            return Err(QuantityError::TooMuch);
        }
        let folded = fold_width(text);
        let (number, unit) = read(folded.trim())?;
        Ok(Self { text: text.into(), number, unit })
    }

    /// What was read from `text` before: for what kept it.
    pub(crate) fn from_parts(text: Box<str>, number: Decimal, unit: Unit) -> Self {
        Self { text, number, unit }
    }

    /// The same number with `unit`, if it had none of its own.
    #[must_use]
    pub fn or_unit(mut self, unit: &Unit) -> Self {
        if self.unit.is_none() {
            self.unit = unit.clone();
        }
        self
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number, multipliers applied (`1.2k` is 1200).
    pub fn number(&self) -> &Decimal {
        &self.number
    }

    /// The unit.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The value in base units of its kind.
    pub fn base(&self) -> Exact {
        &self.number.exact() * self.unit.factor()
    }

    /// Whether the two can be compared.
    pub fn is_like(&self, other: &Self) -> bool {
        self.unit.is_like(&other.unit)
    }

    /// Order by value; nothing for unlike units.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        self.is_like(other).then(|| {
            // Mostly they are of one unit, which is above zero, and need not be converted.
            if self.unit.factor() == other.unit.factor() {
                return self.number.order(&other.number);
            }
            self.base().cmp(&other.base())
        })
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.compare(other) == Some(Ordering::Equal)
    }
}

/// `-$ 5k/month`: sign, money, number, multiplier, unit.
fn read(text: &str) -> Result<(Decimal, Unit), QuantityError> {
    if text.starts_with('+') {
        return Err(QuantityError::Relative(text.to_owned()));
    }
    let (negative, rest) = unsigned(text);
    let (money, rest) = match money_before(rest) {
        Some((money, rest)) => (Some(money), rest),
        None => (None, rest),
    };
    let (negative, rest) = if negative || money.is_none() { (negative, rest) } else { unsigned(rest) };
    let read = numeral::read_with(rest, money.is_some())?;
    let number = if negative { read.number.negated() } else { read.number };
    let rest = read.rest.trim();
    let unit = match money {
        None if is_times(rest) => return Err(QuantityError::Relative(text.to_owned())),
        None if read.touches && !may_touch_digits(rest) => return Err(QuantityError::Glued(rest.to_owned())),
        None => Unit::parse(rest)?,
        Some(money) if rest.is_empty() => Unit::parse(money)?,
        Some(money) if rest.starts_with('/') => Unit::parse(&format!("{money}{rest}"))?,
        Some(money) => Unit::parse(&format!("{money} {rest}"))?,
    };
    Ok((number, unit))
}

fn unsigned(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

/// `2x`, `3 × faster`
fn is_times(rest: &str) -> bool {
    let word = rest.split(' ').next().unwrap_or(rest);
    ["x", "X", "×", "倍"].contains(&word)
}

impl QuantityError {
    /// What to write instead, as a sentence without a full stop.
    pub fn help(&self) -> String {
        match self {
            Self::Empty | Self::TooMuch | Self::Shape(_) => {
                "write a number and a unit, such as `300 ms`, `99.95 %` or `0 incidents`".to_owned()
            }
            Self::TooLong => "write the number in a larger unit".to_owned(),
            Self::Notation(_) => "write the digits out, such as `100000` or `100k`".to_owned(),
            Self::Separators(_) => {
                "write a decimal point (`1.5`) or commas between groups of three (`1,500`)".to_owned()
            }
            Self::Loose(word) => format!("write the multiplier at the digits, such as `5{word}`"),
            Self::BytesOrBillions => "write `5 B` for bytes, or `5bn` for billions".to_owned(),
            Self::Relative(_) => {
                "write the value itself, such as `200 ms`, and the baseline beside it".to_owned()
            }
            Self::Glued(_) => {
                "write a space before the thing counted (`5 incidents`) and one unit only (`90 min`)"
                    .to_owned()
            }
            Self::Unit(error) => error.help(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
    use super::*;

    fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// Text, number, unit as written, kind.
    #[test]
    fn reads_what_people_write() {
        for (text, number, unit, kind) in [
            ("300 ms", "300", "ms", "time"),
            ("300ms", "300", "ms", "time"),
            ("10 min", "10", "min", "time"),
            ("10m", "10", "m", "time"),
            ("4w", "4", "w", "time"),
            ("99.95 %", "99.95", "%", "percent"),
            ("99.95%", "99.95", "%", "percent"),
            ("９９.９５％", "99.95", "%", "percent"),
            ("-3 %", "-3", "%", "percent"),
            ("\u{2212}3 %", "-3", "%", "percent"),
            ("5 pp", "5", "pp", "a count of `percentage point`"),
            ("4.10", "4.10", "", "a bare number"),
            ("1.2k", "1200", "", "a bare number"),
            ("10M", "10000000", "", "a bare number"),
            ("1.2k requests/s", "1200", "requests/s", "a count of `request` per time"),
            ("1.2345k", "1234.5", "", "a bare number"),
            ("10M requests", "10000000", "requests", "a count of `request`"),
            ("5 million users", "5000000", "users", "a count of `user`"),
            ("5B requests", "5000000000", "requests", "a count of `request`"),
            ("5 B", "5", "B", "data size"),
            ("5 MB", "5", "MB", "data size"),
            ("5MB", "5", "MB", "data size"),
            ("100 Mbit/s", "100", "Mbit/s", "data size per time"),
            ("$ 250,000", "250000", "$", "USD"),
            ("$250k", "250000", "$", "USD"),
            ("$5m", "5000000", "$", "USD"),
            ("$5B", "5000000000", "$", "USD"),
            ("-$5", "-5", "$", "USD"),
            ("$-5", "-5", "$", "USD"),
            ("¥3.5M", "3500000", "¥", "¥"),
            ("￥3.5M", "3500000", "¥", "¥"),
            ("250,000 USD", "250000", "USD", "USD"),
            ("EUR 3.5M", "3500000", "EUR", "EUR"),
            ("5k€", "5000", "€", "EUR"),
            ("$120k/month", "120000", "$/month", "USD per time"),
            ("$ 3 per user", "3", "$ per user", "USD per a count of `user`"),
            ("0 incidents", "0", "incidents", "a count of `incident`"),
            ("20 deploys/week", "20", "deploys/week", "a count of `deploy` per time"),
            ("20 deploys per week", "20", "deploys per week", "a count of `deploy` per time"),
            (
                "3 Failed Payments per day",
                "3",
                "Failed Payments per day",
                "a count of `failed payment` per time",
            ),
            ("350万元", "3500000", "元", "CNY"),
            ("1.5 亿", "150000000", "", "a bare number"),
            ("200毫秒", "200", "毫秒", "time"),
            ("3 个月", "3", "个月", "time"),
            ("20次/天", "20", "次/天", "a count of `次` per time"),
            ("0 out of memory crashes", "0", "out of memory crashes", "a count of `out of memory crash`"),
            ("70 NPS", "70", "NPS", "a count of `nps`"),
            ("2 SOC 2 findings", "2", "SOC 2 findings", "a count of `soc 2 finding`"),
            ("12 P1 incidents", "12", "P1 incidents", "a count of `p1 incident`"),
        ] {
            let read = quantity(text);
            let found = (read.number().to_string(), read.unit().text(), read.unit().kind().to_string());
            assert_eq!((found.0.as_str(), found.1, found.2.as_str()), (number, unit, kind), "{text}");
            assert_eq!(read.text(), text);
        }
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        use QuantityError as E;
        type Is = fn(&E) -> bool;
        let table: &[(&str, Is)] = &[
            ("", |e| matches!(e, E::Empty)),
            ("ms", |e| matches!(e, E::Shape(_))),
            ("1,5", |e| matches!(e, E::Separators(_))),
            ("0,500", |e| matches!(e, E::Separators(_))),
            ("1,50,000", |e| matches!(e, E::Separators(_))),
            ("1_000", |e| matches!(e, E::Separators(_))),
            ("1 500 ms", |e| matches!(e, E::Unit(_))),
            ("1e5", |e| matches!(e, E::Notation(_))),
            ("1.5E-3 s", |e| matches!(e, E::Notation(_))),
            ("0x10", |e| matches!(e, E::Notation(_))),
            ("nan", |e| matches!(e, E::Shape(_))),
            ("inf", |e| matches!(e, E::Shape(_))),
            (".inf", |e| matches!(e, E::Shape(_))),
            (".5 %", |e| matches!(e, E::Shape(_))),
            ("5. %", |e| matches!(e, E::Shape(_))),
            ("5B", |e| matches!(e, E::BytesOrBillions)),
            ("5B/s", |e| matches!(e, E::BytesOrBillions)),
            ("5 k", |e| matches!(e, E::Loose(_))),
            ("$3.5 M", |e| matches!(e, E::Loose(_))),
            ("+10 %", |e| matches!(e, E::Relative(_))),
            ("2x", |e| matches!(e, E::Relative(_))),
            ("2 x faster", |e| matches!(e, E::Relative(_))),
            ("3倍", |e| matches!(e, E::Relative(_))),
            ("1h30m", |e| matches!(e, E::Glued(_))),
            ("5incidents", |e| matches!(e, E::Glued(_))),
            ("1h 30m", |e| matches!(e, E::Unit(UnitError::Trailing { .. }))),
            ("300 ms p95", |e| matches!(e, E::Unit(UnitError::Trailing { .. }))),
            ("100 % complete", |e| matches!(e, E::Unit(UnitError::Trailing { .. }))),
            ("25 % more", |e| matches!(e, E::Unit(UnitError::Trailing { .. }))),
            ("$5 USD", |e| matches!(e, E::Unit(UnitError::Trailing { .. }))),
            ("5 Mb", |e| matches!(e, E::Unit(UnitError::Ambiguous(_)))),
            ("5 a/b/c", |e| matches!(e, E::Unit(UnitError::Rate(_)))),
            ("4.6/5", |e| matches!(e, E::Unit(UnitError::Rate(_)))),
            ("2026-03-01", |e| matches!(e, E::Unit(_))),
            ("1.2.3", |e| matches!(e, E::Shape(_))),
            ("4.5 out of 5", |e| matches!(e, E::Unit(_))),
            ("8 of ten users", |e| matches!(e, E::Unit(_))),
            ("5 H", |e| matches!(e, E::Unit(_))),
            ("5 TBD", |e| matches!(e, E::Unit(_))),
            ("5 more users", |e| matches!(e, E::Unit(_))),
            ("1234567890123456789012345678901", |e| matches!(e, E::TooLong)),
            ("123456789012345678901234567890k", |e| matches!(e, E::TooLong)),
        ];
        for (text, is) in table {
            let error = Quantity::parse(text).expect_err(text);
            assert!(is(&error), "{text}: {error:?}");
            assert!(!error.to_string().ends_with('.') && !error.help().is_empty());
        }
    }

    #[test]
    fn converts_within_a_kind_and_never_across() {
        for (a, b) in [
            ("10 min", "600 s"),
            ("300 ms", "0.3 s"),
            ("1.5 h", "90 min"),
            ("1 year", "12 months"),
            ("1 quarter", "3 months"),
            ("1 KiB", "1024 B"),
            ("1 Gbit", "125 MB"),
            ("1 %", "10 ‰"),
            ("$1.5k", "1,500 USD"),
            ("1.2k requests/s", "72000 requests per minute"),
            ("1 deploy/day", "7 deploys/week"),
            ("3 incidents per 1,000 deploys", "0.003 incidents/deploy"),
            ("100 qps", "100 queries/s"),
            ("1 incident", "1 incidents"),
            ("5 万", "50k"),
        ] {
            assert_eq!(quantity(a), quantity(b), "{a} = {b}");
        }
        for (a, b) in [
            ("1 s", "1 %"),
            ("1", "1 %"),
            ("1 USD", "1 EUR"),
            ("¥1", "1 CNY"),
            ("1 pp", "1 %"),
            ("1 deploy", "1 deploy/week"),
            ("1 deploy", "1 incident"),
        ] {
            assert_eq!(quantity(a).compare(&quantity(b)), None, "{a} and {b}");
        }
        assert_eq!(quantity("99.949 %").compare(&quantity("99.95 %")), Some(Ordering::Less));
    }
}
