//! The words that stand where a measure belongs: placeholders, relative claims, milestones.
//! [`super::Stated::quantity`] and [`super::Stated::target`] are the only readers.
//!
//! A text that reads as a quantity is one. Only what does not is looked up here, so that no word can
//! hide a value.

use super::numeral::fold_width;
use super::quantity::MAX_TEXT;
use super::{Decimal, Form, Quantity, Stated, Target, Unit, target_words};

impl Stated<Quantity> {
    /// Reads a baseline or a check-in's value, with the unit written once for all. Never fails:
    /// what is no quantity stays as words, and [`Form::Unreadable`] is for the reader to tell, with
    /// the error of [`Quantity::parse`].
    pub fn quantity(text: &str, unit: Option<&Unit>) -> Self {
        match Quantity::parse(text) {
            Ok(quantity) => Self::Value(match unit {
                Some(unit) => quantity.or_unit(unit),
                None => quantity,
            }),
            Err(_) => Self::Words { text: text.trim().to_owned(), form: form(text) },
        }
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        match self {
            Self::Value(quantity) => quantity.text(),
            Self::Words { text, .. } => text,
        }
    }
}

impl Stated<Target> {
    /// Reads a target or a limit, with the unit written once for all; see [`Stated::quantity`].
    pub fn target(text: &str, unit: Option<&Unit>) -> Self {
        match Target::parse(text) {
            Ok(target) => Self::Value(match unit {
                Some(unit) => target.or_unit(unit),
                None => target,
            }),
            Err(_) => Self::Words { text: text.trim().to_owned(), form: form(text) },
        }
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        match self {
            Self::Value(target) => target.text(),
            Self::Words { text, .. } => text,
        }
    }
}

const UNKNOWN: &[&str] = &[
    "unknown",
    "not known",
    "not measured",
    "not measured yet",
    "not yet measured",
    "unmeasured",
    "no data",
    "n/a",
    "未知",
    "不详",
    "未测量",
    "尚未测量",
    "无数据",
    "暂无",
];

const PLACEHOLDER: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "tdb",
    "todo",
    "fixme",
    "to be defined",
    "to be decided",
    "to be determined",
    "to be confirmed",
    "to be announced",
    "to be done",
    "to do",
    "confidential",
    "internal only",
    "withheld",
    "redacted",
    "placeholder",
    "待定",
    "未定",
    "待确认",
    "待补充",
    "待填",
    "保密",
];

const MILESTONE: &[&str] = &[
    "done",
    "not done",
    "yes",
    "no",
    "true",
    "false",
    "complete",
    "completed",
    "finished",
    "shipped",
    "launched",
    "live",
    "released",
    "delivered",
    "deployed",
    "closed",
    "achieved",
    "started",
    "not started",
    "in progress",
    "in production",
    "pass",
    "passed",
    "\u{2713}",
    "\u{2714}",
    "\u{2705}",
    "是",
    "否",
    "完成",
    "已完成",
    "未完成",
    "上线",
    "已上线",
    "发布",
    "已发布",
    "交付",
    "已交付",
];

const RELATIVE: &[&str] = &[
    "double",
    "doubled",
    "doubles",
    "twice",
    "thrice",
    "triple",
    "tripled",
    "quadruple",
    "half",
    "halve",
    "halved",
    "half of it",
    "翻倍",
    "翻番",
    "翻一番",
    "减半",
    "加倍",
];

/// Behind a number: more or less of it than now.
const CHANGES: &[&str] = &[
    "more",
    "less",
    "fewer",
    "higher",
    "lower",
    "faster",
    "slower",
    "better",
    "worse",
    "increase",
    "decrease",
    "reduction",
    "improvement",
    "growth",
    "cheaper",
    "shorter",
    "longer",
];

/// Before a number, in Chinese: so much more or less.
const CHANGES_BEFORE: &[&str] = &["提升", "提高", "增长", "增加", "降低", "减少", "下降", "缩短", "上升"];

/// What sort of words stand where a quantity or a target could not be read.
fn form(text: &str) -> Form {
    if text.len() > MAX_TEXT {
        return Form::Unreadable;
    }
    let folded = fold_width(text.trim()).to_lowercase();
    let bare = target_words::split(folded.trim()).map_or(folded.trim(), |(_, rest)| rest);
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || "[](){}<>.!。".contains(c));
    let words: Vec<&str> = bare.split_whitespace().collect();
    let phrase = words.join(" ");
    let is = |list: &[&str]| list.contains(&phrase.as_str());
    if is(UNKNOWN) {
        Form::Unknown
    } else if is(PLACEHOLDER) || is_placeholder(&folded, &words) {
        Form::Placeholder
    } else if is(MILESTONE) || is_share_done(&phrase) {
        Form::Milestone
    } else if is(RELATIVE) || is_relative(&phrase, &words) {
        Form::Relative
    } else {
        Form::Unreadable
    }
}

/// `TBD by March`, `???`, `X %`, `$X`, `XX/10`, `< N ms`, `5 TBD`.
fn is_placeholder(folded: &str, words: &[&str]) -> bool {
    let marks = folded.trim();
    if !marks.is_empty() && marks.chars().all(|c| "?_.…-*#".contains(c)) {
        return true;
    }
    let tokens = || words.iter().map(|word| word.trim_matches(|c: char| "[](){}<>.,:;!?".contains(c)));
    if tokens().any(|word| ["tbd", "tba", "tbc", "todo", "fixme", "xxx", "待定"].contains(&word)) {
        return true;
    }
    let Some(first) = words.first() else { return false };
    let first = first.trim_start_matches(['$', '€', '£', '¥', '~']);
    let letters = first.find(|c: char| !"xyzn?_".contains(c)).unwrap_or(first.len());
    let (blank, rest) = first.split_at(letters);
    let one_letter = blank.chars().all(|c| blank.starts_with(c));
    let stands_alone = rest.is_empty() || rest.starts_with(['%', '/', ',']);
    !blank.is_empty() && one_letter && stands_alone
}

/// `100 % complete`, `0% done`, `100% 完成`, `完成 100%`, `fully live`: how far it is done, which nobody feels.
fn is_share_done(phrase: &str) -> bool {
    let percent = |number: &str| Decimal::parse(number.trim()).is_ok();
    let behind = phrase.split_once('%').or_else(|| phrase.split_once("percent"));
    let behind = behind.and_then(|(number, word)| percent(number).then_some(word));
    let word = behind.or_else(|| phrase.strip_prefix("fully "));
    let word = word.or_else(|| {
        let (word, number) = phrase.strip_suffix('%')?.trim_end().rsplit_once(' ')?;
        percent(number).then_some(word)
    });
    word.is_some_and(|word| MILESTONE.contains(&word.trim()))
}

/// `by 25 %`, `+10 %`, `2x`, `3 times faster`, `25 % more`, `降低 30%`
fn is_relative(phrase: &str, words: &[&str]) -> bool {
    let has_digit = phrase.contains(|c: char| c.is_ascii_digit());
    let starts_with_digit = phrase.starts_with(|c: char| c.is_ascii_digit());
    let by = matches!(words, ["by", ..]) || phrase.starts_with('+');
    let times = words.iter().any(|word| {
        let digits = word.trim_end_matches(['x', '×']);
        digits.len() < word.len() && Decimal::parse(digits).is_ok()
    });
    let times_apart = matches!(words, [_, "x" | "×" | "times", ..]) && starts_with_digit;
    let times_before = words.first().is_some_and(|word| {
        word.strip_prefix(['x', '×']).is_some_and(|digits| Decimal::parse(digits).is_ok())
    });
    // `decrease to 30 %` and 降低到 30% say where it ends, not how far it is.
    let ends = words.contains(&"to") || phrase.contains(['到', '至', '为']);
    let more = !ends && words.iter().any(|word| CHANGES.contains(word));
    let as_much = matches!(words, ["twice" | "half" | "double" | "triple", ..]);
    let chinese = !ends && CHANGES_BEFORE.iter().any(|word| phrase.contains(word)) || phrase.ends_with('倍');
    as_much || (has_digit && (by || times || times_apart || times_before || more || chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_form() {
        use Form::{Milestone, Placeholder, Relative, Unknown, Unreadable};
        for (form, texts) in [
            (Unknown, &["unknown", "Unknown", "not measured yet", "n/a", "未知"][..]),
            (
                Placeholder,
                &[
                    "TBD",
                    "tbd by March",
                    "XXX",
                    "???",
                    "?",
                    "…",
                    "待定",
                    "X %",
                    "XX%",
                    "$X",
                    "X/10",
                    "< X ms",
                    "N",
                    "[TBD]",
                    "5 TBD",
                    "TODO: ask",
                    "Confidential",
                    "[Internal only]",
                    "to be defined",
                    "≥ XX %",
                ],
            ),
            (
                Milestone,
                &[
                    "done",
                    "Yes",
                    "100 % complete",
                    "0 % complete",
                    "99.5 percent done",
                    "done 80 %",
                    "fully live",
                    "100% done",
                    "shipped",
                    "true",
                    "完成",
                    "100% 完成",
                    "✅",
                    "not done",
                ],
            ),
            (
                Relative,
                &[
                    "by 25 %",
                    "2x",
                    "2X",
                    "10×",
                    "x2",
                    "2 x",
                    "double",
                    "twice as fast",
                    "+10 %",
                    "25 % more",
                    "50% faster",
                    "3x faster",
                    "3 times faster",
                    "half",
                    "翻倍",
                    "降低 30%",
                    "提升20%",
                    "3倍",
                ],
            ),
            (
                Unreadable,
                &[
                    "fast",
                    "300 ms p95",
                    "better",
                    "Xerox",
                    "5 .. fast",
                    "1,5 %",
                    "",
                    "不错",
                    "no incidents",
                    "由10减少到5",
                    "decrease to 30 %",
                    "1d 4h",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(
                    Stated::<Quantity>::quantity(text, None).form(),
                    Some(form),
                    "{text} as a quantity"
                );
                assert_eq!(Stated::<Target>::target(text, None).form(), Some(form), "{text} as a target");
            }
        }
    }

    #[test]
    fn words_never_hide_a_value() {
        for text in ["5 x-rays", "3 times", "12 yes-votes", "40 completions", "0 unknowns"] {
            assert_eq!(Stated::<Quantity>::quantity(text, None).form(), None, "{text}");
        }
        let unit = Unit::parse("ms").ok();
        let stated = Stated::<Target>::target(" < 200 ", unit.as_ref());
        assert_eq!(stated.text(), "< 200");
        assert_eq!(stated.value().map(|target| target.goal(None).unit().text()), Some("ms"));
    }
}
