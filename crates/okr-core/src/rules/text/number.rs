//! The numbers of a sentence that measure something, with what the words around them make of them.
//! Priorities, quarters, versions, tickets, dates and numbered names are none.

use super::number_word;
use super::phrases::Phrases;
use super::token::{Kind, Token};
use super::unit_name;
pub(in crate::rules) use super::unit_name::Sort;
use super::words::Words;

/// A number that measures something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Number {
    /// Its token.
    pub(in crate::rules) at: usize,
    /// Behind its unit.
    pub(in crate::rules) end: usize,
    /// What it measures.
    pub(in crate::rules) sort: Sort,
    /// The comparison before it (or behind: `80 %+`).
    pub(in crate::rules) bound: Option<Bound>,
    /// The preposition before it.
    pub(in crate::rules) lead: Lead,
    /// Whether it is written with a sign, as a change: `+20 %`.
    pub(in crate::rules) signed: bool,
    /// Whether it is written in digits.
    pub(in crate::rules) digits: bool,
}

/// The side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Bound {
    /// Under, at most.
    Below,
    /// Over, at least.
    Above,
}

/// What a number is led by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Lead {
    /// Nothing that tells.
    None,
    /// `from 300 ms`
    From,
    /// `to 200 ms`
    To,
    /// `by 25 %`
    By,
}

const FROM: &[&str] = &["from", "von", "desde", "从", "由"];
const TO: Words = Words("to auf à al para 到 至 为 -> → => reach reaches reaching reached 达");
const BY: &[&str] = &["by", "um", "em", "了"];
const BELOW: Words = Words(
    "under below within < <= ≤ =< max maximum unter höchstens maximal sous moins menos máximo 不超 \
     于",
);
const ABOVE: Words = Words(
    "over above exceed exceeds exceeding > >= ≥ min minimum über mindestens plus más mais mínimo \
     至少 beyond",
);
/// Comparisons of more than one token, the last first.
const PHRASES: &[(&[&str], Bound)] = &[
    (&["than", "less"], Bound::Below),
    (&["than", "fewer"], Bound::Below),
    (&["than", "lower"], Bound::Below),
    (&["than", "faster"], Bound::Below),
    (&["than", "more", "no"], Bound::Below),
    (&["than", "longer", "no"], Bound::Below),
    (&["most", "at"], Bound::Below),
    (&["to", "up"], Bound::Below),
    (&["than", "more"], Bound::Above),
    (&["than", "greater"], Bound::Above),
    (&["than", "higher"], Bound::Above),
    (&["least", "at"], Bound::Above),
    (&["als", "weniger"], Bound::Below),
    (&["als", "mehr"], Bound::Above),
    (&["de", "moins"], Bound::Below),
    (&["de", "plus"], Bound::Above),
    (&["moins", "au"], Bound::Above),
    (&["de", "menos"], Bound::Below),
    (&["del", "menos"], Bound::Below),
    (&["de", "más"], Bound::Above),
    (&["del", "más"], Bound::Above),
    (&["de", "mais"], Bound::Above),
    (&["menos", "al"], Bound::Above),
    (&["menos", "pelo"], Bound::Above),
    (&["过", "超", "不"], Bound::Below),
    (&["于", "低", "不"], Bound::Above),
    (&["于", "少", "不"], Bound::Above),
    (&["于", "低"], Bound::Below),
    (&["于", "小"], Bound::Below),
    (&["于", "少"], Bound::Below),
    (&["多", "至"], Bound::Below),
    (&["于", "高"], Bound::Above),
    (&["于", "大"], Bound::Above),
    (&["过", "超"], Bound::Above),
    (&["少", "至"], Bound::Above),
    (&["内", "以"], Bound::Below),
];
/// What may stand between a preposition or comparison and its number.
const BETWEEN: Words = Words(
    "the a an about around approximately roughly another only just ~ ≈ ( $ € £ ¥ + - ca circa \
     rund etwa 约 additional further minimum weitere environ",
);
const MONTHS: Words = Words(
    "january february march april may june july august september october november december jan \
     feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober \
     dezember janvier février mars avril juin juillet août septembre octobre novembre décembre",
);
const DATE_LEADS: Words = Words(
    "in by end of since until during fy year for before after ende bis fin im jahr gj from mid \
     early late through cy den calendar q1 q2 q3 q4 h1 h2 q year's",
);

/// The measuring numbers of a sentence. `numbered` are the words after which a number only tells which
/// one; `names` are names that hold numbers.
pub(super) fn numbers(tokens: &[Token], numbered: &Phrases, names: &Phrases) -> Vec<Number> {
    let mut list: Vec<Number> = Vec::new();
    let in_name: Vec<bool> = covered(tokens, names);
    let mut at = 0;
    while at < tokens.len() {
        let read = match tokens[at].kind {
            _ if in_name[at] => None,
            Kind::Number if is_measure(tokens, at, numbered) => {
                let (sort, length) = fraction(tokens, at)
                    .or_else(|| clock(tokens, at))
                    .unwrap_or_else(|| unit_name::after(tokens, at));
                Some((sort, length + 1, true))
            }
            Kind::Word | Kind::Han => number_word::at(tokens, at).map(|(sort, length)| {
                // "zero %", "two weeks"
                match (sort, unit_name::after(tokens, at + length - 1)) {
                    (Sort::Count, (unit, more)) if unit != Sort::Count => (unit, length + more, false),
                    _ => (sort, length, false),
                }
            }),
            Kind::Number | Kind::Name | Kind::Mark => None,
        };
        let Some((sort, length, digits)) = read else {
            at += 1;
            continue;
        };
        let end = at + length;
        let (lead, bound, signed) = before(tokens, at);
        let bound = bound.or_else(|| behind(tokens, end));
        list.push(Number { at, end, sort, bound, lead, signed, digits });
        at = end;
    }
    pair_up(tokens, &mut list);
    list
}

/// `de 9 jours à 2`, `de 30 a 20`: words that lead many things, and together from one value to the other.
fn pair_up(tokens: &[Token], list: &mut [Number]) {
    const TO_ITS_END: Words = Words("à a al ao para até");
    for at in 1..list.len() {
        let (from, to) = (list[at - 1], list[at]);
        let led = from.at > 0 && ["de", "du"].contains(&tokens[from.at - 1].lower.as_str());
        let joined =
            to.at - from.end <= 4 && tokens.get(from.end).is_some_and(|token| TO_ITS_END.has(&token.lower));
        if led && joined && from.end < to.at {
            list[at - 1].lead = Lead::From;
            list[at].lead = Lead::To;
        }
    }
}

/// Which tokens belong to a phrase of the set.
fn covered(tokens: &[Token], phrases: &Phrases) -> Vec<bool> {
    let mut list = vec![false; tokens.len()];
    for hit in phrases.all(tokens) {
        list[hit.at..hit.end].fill(true);
    }
    list
}

/// `2/3 of users`
fn fraction(tokens: &[Token], at: usize) -> Option<(Sort, usize)> {
    let (slash, below) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    (slash.is("/") && below.kind == Kind::Number && !below.spaced).then_some((Sort::Fraction, 2))
}

/// `08:00`, `17:30`
fn clock(tokens: &[Token], at: usize) -> Option<(Sort, usize)> {
    let (colon, minutes) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    let glued = !colon.spaced && !minutes.spaced && minutes.kind == Kind::Number;
    (colon.is(":") && glued && minutes.text.len() == 2).then_some((Sort::ShortTime, 2))
}

/// Whether digits measure something.
fn is_measure(tokens: &[Token], at: usize, numbered: &Phrases) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let glued = next.filter(|next| !next.spaced && next.kind != Kind::Mark);
    if let Some(glued) = glued {
        let (sort, length) = unit_name::after(tokens, at);
        let ordinal = ["st", "nd", "rd", "th", "er", "e"].contains(&glued.lower.as_str());
        let multiplied = length > 0 || sort != Sort::Count;
        // 4G, 3D, 5xx; but 0投诉, and 7-day whose hyphen only joins
        let alien = glued.kind == Kind::Word && !multiplied && glued.text.len() <= 2;
        if ordinal || alien {
            return false;
        }
    }
    // 24/7
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    if token.text == "24" && text(at + 1) == "/" && text(at + 2) == "7" {
        return false;
    }
    if before.is_some_and(|before| before.is("/")) && token.text == "7" && at >= 2 && text(at - 2) == "24" {
        return false;
    }
    let is_label = |upto: usize| {
        if upto == 0 {
            return false;
        }
        // `EN 301549`; but `en 40 %` in Spanish and French.
        tokens[upto - 1].text != "en"
            && (0..3.min(upto))
                .any(|back| numbered.at(tokens, upto - 1 - back).is_some_and(|hit| hit.end == upto))
    };
    if is_label(at) || follows_label(tokens, at, &is_label) {
        return false;
    }
    !is_date(tokens, at)
}

/// `tier 1 or 2`, `tiers 1-3`, `phase 1/2`
fn follows_label(tokens: &[Token], at: usize, is_label: &dyn Fn(usize) -> bool) -> bool {
    at >= 2
        && ["or", "and", "-", "/", "&", ",", "to", "."].contains(&tokens[at - 1].lower.as_str())
        && tokens[at - 2].kind == Kind::Number
        && is_label(at - 2)
}

/// Years, days of a month, Chinese dates.
fn is_date(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let lower = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.lower.as_str());
    let (before, next) = (lower(at.checked_sub(1)), lower(Some(at + 1)));
    // `may` is a month only with a capital.
    let month = |at: usize, word: &str| MONTHS.has(word) && (word != "may" || tokens[at].is_capital());
    if at > 0 && month(at - 1, before) || at + 1 < tokens.len() && month(at + 1, next) {
        return true;
    }
    // 3月底, 2024年, 12日前; but 3个月, and 30日内 is a duration
    if next == "月" || (next == "号" && before != "第") || (next == "日" && before == "月") {
        return true;
    }
    let is_year = token.text.len() == 4
        && token.text.chars().all(|c| c.is_ascii_digit())
        && (token.text.starts_with("20") || token.text.starts_with("199"));
    if is_year {
        if next == "年" {
            return true;
        }
        let (sort, length) = unit_name::after(tokens, at);
        let has_unit = length > 0 || sort != Sort::Count;
        let last = tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Mark);
        let led =
            DATE_LEADS.has(before) || at >= 1 && tokens[at - 1].kind == Kind::Name || MONTHS.has(before);
        return !has_unit
            && (led || last && !["to", "over", "under", "than", ">", "<", "least"].contains(&before));
    }
    // FY'25
    if before == "'" && token.text.len() == 2 {
        return true;
    }
    // Q 3, FY 24, GJ 24/25
    if ["q", "fy", "gj", "h", "quarter", "quartal", "cy"].contains(&before) {
        return true;
    }
    // the second year of GJ 24/25
    before == "/" && at >= 3 && ["fy", "gj"].contains(&lower(at.checked_sub(3)))
}

/// The preposition and the comparison before a number, and whether a sign stands at it.
fn before(tokens: &[Token], at: usize) -> (Lead, Option<Bound>, bool) {
    let mut lead = Lead::None;
    let mut bound = None;
    // A sign stands at its digits; a dash between spaces, or after another number, is none.
    let signed = at >= 1
        && (tokens[at - 1].is("+") || tokens[at - 1].is("-") && tokens[at - 1].spaced)
        && !tokens[at].spaced
        && (at < 2 || tokens[at - 2].kind != Kind::Number && !tokens[at - 2].is("%"));
    let mut end = at;
    for _ in 0..4 {
        let Some(last) = end.checked_sub(1) else { break };
        let word = tokens[last].lower.as_str();
        if bound.is_none()
            && let Some((phrase, found)) = PHRASES.iter().find(|(phrase, _)| {
                phrase
                    .iter()
                    .enumerate()
                    .all(|(back, word)| last.checked_sub(back).is_some_and(|at| tokens[at].lower == *word))
            })
        {
            bound = Some(*found);
            end -= phrase.len();
        } else if bound.is_none() && BELOW.has(word) {
            bound = Some(Bound::Below);
            end -= 1;
        } else if bound.is_none() && ABOVE.has(word) {
            bound = Some(Bound::Above);
            end -= 1;
        } else if FROM.contains(&word) {
            lead = Lead::From;
            break;
        } else if BY.contains(&word) {
            lead = Lead::By;
            break;
        } else if TO.has(word) {
            lead = Lead::To;
            break;
        } else if BETWEEN.has(word) {
            end -= 1;
        } else {
            break;
        }
    }
    (lead, bound, signed)
}

/// `80 %+`, `5 or more`, `10以内`, `90%以上`
fn behind(tokens: &[Token], end: usize) -> Option<Bound> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
    match (word(end), word(end + 1)) {
        ("+", _) | ("or", "more" | "higher" | "better" | "above") | ("以", "上") => Some(Bound::Above),
        ("or", "less" | "fewer" | "lower" | "below" | "faster") | ("以", "内" | "下") | ("max" | "内", _) => {
            Some(Bound::Below)
        }
        _ => None,
    }
}
