//! Units: what converts into what. Time, data size, percent, currency and rates convert within
//! their kind; any other noun is a count of that thing; unlike units never compare.

use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, LazyLock};

use super::numeral::{self, fold_width};
use super::{Exact, noun, unit_words};

/// A unit as written, with the kind it belongs to and its size in the kind's base unit.
///
/// `==` is by meaning: `min == minutes`, `requests/s == request per second`. Cheap to clone, as every
/// quantity of a sheet has one.
#[derive(Clone)]
pub struct Unit(Arc<Meaning>);

struct Meaning {
    text: String,
    kind: Kind,
    factor: Exact,
}

thread_local! {
    /// The units this thread read last.
    static RECENT: RefCell<Recent> = const { RefCell::new(Recent { units: Vec::new(), next: 0 }) };
}

/// Some units: thousands of quantities are written in the same few, and share them.
struct Recent {
    units: Vec<Unit>,
    /// Which of them is forgotten next.
    next: usize,
}

impl Recent {
    const MOST: usize = 16;

    /// The unit of this text, read by `read` if it is none of them.
    fn get(&mut self, text: &str, read: impl FnOnce() -> Result<Unit, UnitError>) -> Result<Unit, UnitError> {
        if let Some(known) = self.units.iter().find(|unit| unit.text() == text) {
            return Ok(known.clone());
        }
        let unit = read()?;
        if self.units.len() < Self::MOST {
            self.units.push(unit.clone());
        } else {
            self.units[self.next] = unit.clone();
            self.next = (self.next + 1) % Self::MOST;
        }
        Ok(unit)
    }
}

/// The unit of a bare number.
static NONE: LazyLock<Unit> = LazyLock::new(|| Unit::new("", Kind::Number, Exact::one()));

/// What a unit measures. Two units convert into each other exactly when their kinds are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// No unit: a score, an index, a bare number.
    Number,
    /// Parts of a whole; base `%`.
    Percent,
    /// Base second.
    Time,
    /// Base byte.
    Data,
    /// An ISO 4217 code, or `¥`, which may be two of them; currencies do not convert into each other.
    Currency(String),
    /// A count of a thing; the singular noun, lower case. Percentage points are counted too: they are
    /// differences of percentages, not percentages.
    Count(String),
    /// One kind per another (`requests/s`, `$/month`); base is base per base.
    Rate(Box<Kind>, Box<Kind>),
}

/// Why a text is not a unit; [`UnitError::help`] says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Characters or words no unit has.
    #[error("`{0}` is not a unit")]
    Shape(String),
    /// Longer than any unit or noun.
    #[error("a unit is longer than 60 characters or 5 words")]
    TooLong,
    /// A known unit with words after it.
    #[error("`{rest}` follows the unit `{unit}`")]
    Trailing {
        /// The unit.
        unit: String,
        /// The words after it.
        rest: String,
    },
    /// Several readings.
    #[error("`{0}` may be bits or bytes")]
    Ambiguous(String),
    /// More than one `/` or `per`, or nothing behind it.
    #[error("`{0}` is not one unit per another")]
    Rate(String),
}

/// A noun has at most so many characters …
const MAX_CHARS: usize = 60;
/// … and so many words; more is a sentence.
const MAX_WORDS: usize = 5;

/// Words that begin or end a phrase about a number, and so no noun: `5 more users`, `8 of ten`.
const PHRASES: &[&str] = &[
    "and",
    "at",
    "better",
    "by",
    "decrease",
    "during",
    "each",
    "every",
    "faster",
    "fewer",
    "for",
    "from",
    "higher",
    "improvement",
    "in",
    "increase",
    "less",
    "lower",
    "more",
    "of",
    "or",
    "reduction",
    "slower",
    "than",
    "to",
    "until",
    "vs",
    "with",
    "within",
    "worse",
];

/// Words that are no part of a noun anywhere: marks of what is not written yet, and multipliers.
const MARKS: &[&str] =
    &["bn", "done", "fixme", "mn", "per", "tba", "tbc", "tbd", "todo", "xx", "xxx", "yes", "×"];

impl Unit {
    /// The unit of a bare number.
    pub fn none() -> Self {
        NONE.clone()
    }

    fn new(text: &str, kind: Kind, factor: Exact) -> Self {
        Self(Arc::new(Meaning { text: text.to_owned(), kind, factor }))
    }

    /// Reads a unit: `ms`, `%`, `deploys/week`, `USD`, `incidents`; an empty text is no unit.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        if text.trim().len() > MAX_CHARS * 4 {
            return Err(UnitError::TooLong);
        }
        let folded = fold_width(text.trim());
        let text = folded.trim();
        if text.is_empty() {
            return Ok(Self::none());
        }
        if text.chars().count() > MAX_CHARS {
            return Err(UnitError::TooLong);
        }
        RECENT.with_borrow_mut(|recent| recent.get(text, || Self::parse_anew(text)))
    }

    fn parse_anew(text: &str) -> Result<Self, UnitError> {
        let (kind, factor) = match split_rate(text)? {
            None => simple(text)?,
            Some((above, below)) => rate(text, above, below)?,
        };
        Ok(Self::new(text, kind, factor))
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// What it measures.
    pub fn kind(&self) -> &Kind {
        &self.0.kind
    }

    /// Its size in base units of its kind.
    pub fn factor(&self) -> &Exact {
        &self.0.factor
    }

    /// Whether values in the two can be compared.
    pub fn is_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.kind == other.0.kind
    }

    /// Whether it is the unit of a bare number.
    pub fn is_none(&self) -> bool {
        self.0.kind == Kind::Number
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.kind == other.0.kind && self.0.factor == other.0.factor
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Meaning { text, kind, factor } = &*self.0;
        f.debug_struct("Unit").field("text", text).field("kind", kind).field("factor", factor).finish()
    }
}

/// Whether the text begins with a unit of the table, or with a noun of a script that puts no space
/// between number and noun: only these may stand directly at the digits.
pub(super) fn may_touch_digits(text: &str) -> bool {
    let above = text.split(['/', ' ']).next().unwrap_or(text);
    !above.starts_with(|c: char| c.is_ascii_alphabetic()) || unit_words::known(above).is_some()
}

fn shape(text: &str) -> UnitError {
    UnitError::Shape(text.to_owned())
}

/// The two sides of `a/b` or `a per b`.
fn split_rate(text: &str) -> Result<Option<(&str, &str)>, UnitError> {
    let mut sides = text.split('/');
    if let (Some(above), Some(below)) = (sides.next(), sides.next()) {
        return if sides.next().is_some() {
            Err(UnitError::Rate(text.to_owned()))
        } else {
            Ok(Some((above, below)))
        };
    }
    let lower = text.to_ascii_lowercase();
    if ["per cent", "per mille"].contains(&lower.as_str()) {
        return Ok(None);
    }
    let at = if lower.starts_with("per ") { Some(0) } else { lower.find(" per ").map(|at| at + 1) };
    Ok(at.map(|at| (&text[..at], &text[at + 4..])))
}

fn rate(text: &str, above: &str, below: &str) -> Result<(Kind, Exact), UnitError> {
    let error = || UnitError::Rate(text.to_owned());
    let (above, below) = (above.trim(), below.trim());
    let (upper, up) = if above.is_empty() { (Kind::Number, Exact::one()) } else { simple(above)? };
    // `incidents per 1,000 deploys`
    let (times, below) = match numeral::read(below) {
        Ok(read) if below.starts_with(|c: char| c.is_ascii_digit()) => {
            (read.number.exact(), read.rest.trim_start())
        }
        _ => (Exact::one(), below),
    };
    if below.is_empty() {
        return Err(error());
    }
    let (lower, down) = simple(below)?;
    let nested = matches!(upper, Kind::Rate(..)) || matches!(lower, Kind::Rate(..));
    let factor = up.checked_div(&(&down * &times)).filter(|_| !nested).ok_or_else(error)?;
    Ok((Kind::Rate(Box::new(upper), Box::new(lower)), factor))
}

/// A unit of the table, else a noun.
fn simple(text: &str) -> Result<(Kind, Exact), UnitError> {
    if let Some(known) = unit_words::known(text) {
        return Ok(known);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [first, _, ..] = words.as_slice()
        && unit_words::known(first).is_some()
        && unit_words::known(&words.join(" ")).is_none()
    {
        return Err(UnitError::Trailing {
            unit: (*first).to_owned(),
            rest: text.trim_start()[first.len()..].trim().to_owned(),
        });
    }
    if let Some(known) = unit_words::known(&words.join(" ")) {
        return Ok(known);
    }
    if ["b", "Kb", "Mb", "Gb", "Tb", "Pb", "Eb", "bps"].contains(&text) {
        return Err(UnitError::Ambiguous(text.to_owned()));
    }
    if words.len() > MAX_WORDS {
        return Err(UnitError::TooLong);
    }
    if !is_noun(text, &words) {
        return Err(shape(text));
    }
    Ok((Kind::Count(noun::singular(text)), Exact::one()))
}

/// Whether a text can name a thing counted: words, not a sentence, not a number, not a single letter.
fn is_noun(text: &str, words: &[&str]) -> bool {
    let known = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    let within = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '’' | '.' | '&' | '+' | '°' | '·')
    };
    let last_is_number = words.last().is_some_and(|word| word.chars().all(char::is_numeric));
    text.starts_with(char::is_alphabetic)
        && text.chars().all(within)
        && !last_is_number
        && text.len() > 1
        && !words.iter().any(|word| known(MARKS, word))
        && !words.iter().take(1).chain(words.last()).any(|word| known(PHRASES, word))
}

impl UnitError {
    /// What to write instead, as a sentence without a full stop.
    pub fn help(&self) -> String {
        match self {
            Self::Shape(_) => {
                "write a unit such as `ms`, `%`, `USD`, `incidents` or `deploys/week`".to_owned()
            }
            Self::TooLong => {
                "name the thing counted in a word or two; the rest belongs in `metric`".to_owned()
            }
            Self::Trailing { rest, .. } if rest.starts_with(|c: char| c.is_ascii_digit()) => {
                "write it in one unit, such as `90 min` for an hour and a half".to_owned()
            }
            Self::Trailing { unit, rest } => {
                format!("end the quantity at `{unit}`; `{rest}` belongs in `metric`")
            }
            Self::Ambiguous(text) if text == "bps" => {
                "write `bit/s`, or `pp` for percentage points".to_owned()
            }
            Self::Ambiguous(text) => {
                let prefix = text.trim_end_matches('b');
                format!("write `{prefix}B` for bytes or `{}bit` for bits", prefix.replace('K', "k"))
            }
            Self::Rate(_) => {
                "write one unit per another, such as `requests/s` or `incidents per month`".to_owned()
            }
        }
    }
}

/// For a sentence such as "time does not convert into percent".
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => f.write_str("a bare number"),
            Self::Percent => f.write_str("percent"),
            Self::Time => f.write_str("time"),
            Self::Data => f.write_str("data size"),
            Self::Currency(code) => f.write_str(code),
            Self::Count(noun) => write!(f, "a count of `{noun}`"),
            Self::Rate(above, below) => write!(f, "{above} per {below}"),
        }
    }
}
