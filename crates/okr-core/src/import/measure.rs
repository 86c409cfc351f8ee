//! The numbers of a sentence that measure something, with their unit and what compares them. Dates, names and
//! versions are none.

use crate::model::{Kind, Quantity, Target};
use crate::numerals::{Numeral, numeral};

/// A number that measures.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    /// Where it ends, comparison included.
    pub(super) end: usize,
    pub(super) quantity: Quantity,
    /// A target whose comparison stands before it.
    pub(super) bound: Option<Target>,
    /// Where its comparison starts.
    pub(super) led_from: usize,
    /// Whether it tells a change: `by 25 %`, `+3`, `2x`.
    pub(super) relative: bool,
    /// Whether the sentence plainly goes there: `to 60 %`, 提升到 99.9%, or it opens with the count: `Sign 12 partners`.
    pub(super) aimed: bool,
}

/// The numbers of a sentence that measure, in order.
pub(super) fn measures(text: &str) -> Vec<Measure> {
    let mut list = Vec::new();
    let mut from = 0;
    while let Some(numeral) = numeral(text, from) {
        from = numeral.digits;
        if let Some(measure) = measure(text, &numeral) {
            from = measure.end.max(from);
            list.push(measure);
        }
    }
    list
}

fn measure(text: &str, numeral: &Numeral) -> Option<Measure> {
    if is_name_or_date(text, numeral) {
        return None;
    }
    let (end, quantity) = quantity(text, numeral)?;
    let behind = text[end..].trim_start();
    let times = is_times(behind) || ["×", "times ", "fold"].iter().any(|word| behind.starts_with(word));
    let (led_from, bound) = bound(text, numeral.start, &text[numeral.start..end]);
    let (end, bound) = match bound {
        Some(bound) => (end, Some(bound)),
        None => bound_behind(text, numeral.start, end),
    };
    let before = text[..led_from].trim_end().to_lowercase();
    let last_words = |count: usize| before.rsplit(' ').take(count);
    let by = last_words(2).any(|word| word == "by")
        || last_words(1).any(|word| word == "um")
        || before.ends_with('了');
    let signed = text[..numeral.start].ends_with('+');
    // `used by at least 3 customers` tells no change, `by at least 20 %` does.
    let share = *quantity.unit().kind() == Kind::Percent;
    let relative = times || by && (bound.is_none() || share) || signed;
    let to = last_words(1).any(|word| ["to", "auf", "à"].contains(&word))
        || ["到", "至", "为", "达"].iter().any(|word| before.ends_with(word));
    let opens = before.split_whitespace().count() <= 1 && !quantity.unit().is_none();
    Some(Measure { end, quantity, bound, led_from, relative, aimed: to || opens })
}

/// The quantity at a numeral: with a known unit, else with a short noun, else bare.
fn quantity(text: &str, numeral: &Numeral) -> Option<(usize, Quantity)> {
    let read = |end: usize| Quantity::parse(&text[numeral.start..end]).ok().map(|quantity| (end, quantity));
    let known = numeral.ends.iter().filter_map(|&end| read(end)).find(|(_, quantity)| is_known(quantity));
    let magnitude = magnitude_end(text, numeral.digits);
    // `10s of millions` are no seconds.
    let of_such = |end: usize| &text[numeral.digits..end] == "s" && text[end..].starts_with(" of ");
    known
        .filter(|(end, _)| !of_such(*end))
        .or_else(|| {
            han_unit_ends(text, numeral.digits).into_iter().filter_map(read).find(|(_, q)| is_known(q))
        })
        .or_else(|| noun_end(text, magnitude).and_then(read))
        // A number with something glued to it that is no unit is a name: `30qps`, `10s of millions`.
        .or_else(|| {
            let glued = &text[magnitude..];
            let is_name = glued.starts_with(|c: char| c.is_ascii_alphanumeric()) && !is_times(glued);
            (!is_name).then(|| read(magnitude)).flatten()
        })
}

/// Whether it goes on as `x faster`.
fn is_times(behind: &str) -> bool {
    behind.strip_prefix('x').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Behind the `k` or `M` of a number: `80k repos`.
fn magnitude_end(text: &str, digits: usize) -> usize {
    let mut rest = text[digits..].chars();
    let magnitude = matches!(rest.next(), Some('k' | 'K' | 'M'));
    if magnitude && !rest.next().is_some_and(char::is_alphanumeric) { digits + 1 } else { digits }
}

fn is_known(quantity: &Quantity) -> bool {
    !matches!(quantity.unit().kind(), Kind::Number | Kind::Count(_))
}

fn is_han(c: char) -> bool {
    c >= '\u{3040}'
}

/// Where a unit may end in a script without spaces: 300 毫秒降到, the longest first.
fn han_unit_ends(text: &str, digits: usize) -> Vec<usize> {
    const LONGEST: usize = 4;
    let rest = text[digits..].trim_start();
    let from = text.len() - rest.len();
    let mut ends: Vec<usize> = rest
        .char_indices()
        .take(LONGEST)
        .take_while(|(_, c)| is_han(*c))
        .map(|(at, c)| from + at + c.len_utf8())
        .collect();
    ends.reverse();
    ends
}

/// What follows the digits where no space does: 10次, 5人.
const COUNTERS: &str = "次个人起件条份项家例笔单款名台篇场";

/// Where the noun behind the digits ends: a word or two, before a word that begins another phrase.
fn noun_end(text: &str, digits: usize) -> Option<usize> {
    const WORDS: usize = 3;
    const STOPS: &[&str] = &[
        "a", "an", "and", "are", "at", "before", "besides", "by", "can", "do", "does", "each", "every",
        "for", "from", "have", "has", "in", "into", "is", "of", "on", "or", "out", "per", "report", "than",
        "that", "the", "to", "towards", "until", "use", "uses", "using", "via", "were", "which", "who",
        "will", "with", "within",
    ];
    let rest = &text[digits..];
    if let Some(counter) = rest.chars().next().filter(|c| COUNTERS.contains(*c)) {
        return Some(digits + counter.len_utf8());
    }
    if !rest.starts_with(' ') {
        return None;
    }
    let mut end = None;
    let mut at = digits;
    for word in rest.split(' ').skip(1).take(WORDS) {
        at += 1;
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '!', '?']);
        let wordy = bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '/'))
            && bare.starts_with(|c: char| c.is_alphabetic() && !is_han(c));
        if !wordy || STOPS.contains(&bare.to_lowercase().as_str()) {
            break;
        }
        end = Some(at + bare.len());
        at += word.len();
        if bare.len() < word.len() {
            break;
        }
    }
    end
}

/// Digits that only name something: a date, a year, an ordinal, `SOC 2`, `#7148`, `Q3`.
fn is_name_or_date(text: &str, numeral: &Numeral) -> bool {
    const NAMES: &[&str] = &[
        "#",
        "rfc",
        "soc",
        "iso",
        "tier",
        "phase",
        "version",
        "priority",
        "level",
        "stage",
        "q",
        "fy",
        "h",
        "sprint",
        "kr",
        "objective",
        "top",
        "section",
        "step",
        "type",
        "web",
        "python",
        "java",
        "sev",
        "severity",
    ];
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ];
    let digits = &text[numeral.start..numeral.digits];
    let (before, after) = (&text[..numeral.start], &text[numeral.digits..]);
    let last = before
        .trim_end()
        .rsplit(|c: char| !c.is_alphanumeric() && c != '#')
        .next()
        .unwrap_or("")
        .to_lowercase();
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let glued_dash = before.ends_with(['-', '/', '#'])
        && before[..before.len() - 1].ends_with(|c: char| c.is_alphanumeric())
        || before.ends_with('#');
    let dashed = after.starts_with(['-', '/']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| after.starts_with(ending));
    let quarter =
        last.len() == 2 && last.starts_with(['q', 'h']) && last.ends_with(|c: char| c.is_ascii_digit());
    let year = digits.len() == 4
        && (digits.starts_with("20") || digits.starts_with("199"))
        && !digits.contains(['.', ','])
        && (["in", "by", "of", "end", "until", "for", "since", "year"].contains(&last.as_str())
            || quarter
            || after.starts_with('年'));
    let dated = MONTHS.contains(&last.as_str()) || MONTHS.contains(&next.as_str()) && digits.len() <= 2;
    glued_dash
        || dashed
        || ordinal
        || year
        || dated
        || NAMES.contains(&last.as_str())
        || after.starts_with('月')
}

/// The start of the last `count` words before `at`.
fn words_before(text: &str, at: usize, count: usize) -> Option<usize> {
    let mut start = text[..at].trim_end().len();
    for _ in 0..count {
        let head = text[..start].trim_end();
        if head.is_empty() {
            return None;
        }
        start = head.rfind(' ').map_or(0, |space| space + 1);
    }
    Some(start)
}

/// The comparison before a quantity, and where it starts.
fn bound(text: &str, start: usize, quantity: &str) -> (usize, Option<Target>) {
    let compared = |lead: &str| {
        let target = Target::parse(&format!("{} {quantity}", lead.trim())).ok()?;
        target.comparison(None).is_some().then_some(target)
    };
    // A sign may stand at the digits: `<200 ms`; so may the words of a script without spaces.
    let head = text[..start].trim_end();
    for length in 1..=4 {
        let Some((at, _)) = head.char_indices().rev().nth(length - 1) else { break };
        let lead = &head[at..];
        let arrow = lead.starts_with('>') && head[..at].ends_with(['-', '–', '—', '=']);
        let whole = !arrow && !lead.starts_with(|c: char| c.is_ascii_alphabetic());
        if whole
            && lead.trim() == lead
            && let Some(target) = compared(lead)
        {
            // `<=` before `<`.
            let wider = head[..at].chars().next_back().filter(|c| "<>≤≥不".contains(*c));
            match wider.and_then(|c| Some((at - c.len_utf8(), compared(&head[at - c.len_utf8()..])?))) {
                Some((at, target)) => return (at, Some(target)),
                None => return (at, Some(target)),
            }
        }
    }
    for words in (1..=3).rev() {
        let Some(at) = words_before(text, start, words) else { continue };
        if let Some(target) = compared(&text[at..start]) {
            return (at, Some(target));
        }
    }
    (start, None)
}

/// A comparison behind a quantity, and where it ends: `200 毫秒以内`, `5 or fewer`.
fn bound_behind(text: &str, start: usize, end: usize) -> (usize, Option<Target>) {
    const WORDS: &[&str] = &[
        "及以下",
        "及以上",
        "以内",
        "之内",
        "以下",
        "以上",
        "or less",
        "or fewer",
        "or lower",
        "or more",
        "or higher",
    ];
    let behind = text[end..].trim_start();
    if text[end..].strip_prefix('+').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        && let Ok(target) = Target::parse(&format!(">= {}", &text[start..end]))
    {
        return (end + 1, Some(target));
    }
    let found = WORDS.iter().find(|word| behind.starts_with(**word)).and_then(|word| {
        let end = text.len() - behind.len() + word.len();
        Some((end, Target::parse(&text[start..end]).ok()?))
    });
    found.map_or((end, None), |(end, target)| (end, Some(target)))
}
