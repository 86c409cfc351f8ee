//! What people put around a key result's sentence and that is no part of the goal: `[P0]` before it, `(#14)`, a grade
//! or what it came to behind it. Its numbers are not the goal's.

use super::measure::measures;

/// The sentence without what was put around it.
pub(super) fn bare(text: &str) -> &str {
    let sentence = without_tags(text);
    let sentence = without_outcome(sentence);
    let sentence = without_grade(sentence);
    sentence.trim().trim_end_matches(['-', '–', '—', ':']).trim_end()
}

/// `[P0]`, `[INFRA]`, `(WIP)` at either end.
fn without_tags(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let before = rest;
        for (open, close) in [('[', ']'), ('(', ')')] {
            if rest.starts_with(open)
                && let Some(end) = rest.find(close)
                && is_tag(&rest[1..end], open)
            {
                rest = rest[end + 1..].trim_start();
            }
            if rest.ends_with(close)
                && let Some(start) = rest.rfind(open)
                && is_tag(&rest[start + 1..rest.len() - 1], open)
            {
                rest = rest[..start].trim_end();
            }
        }
        if rest == before {
            return rest;
        }
    }
}

fn is_tag(text: &str, open: char) -> bool {
    let short = !text.is_empty() && text.len() <= 20;
    let capital = text
        .chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '/' | ' '))
        && text.contains(|c: char| c.is_ascii_uppercase());
    let ticket = text.strip_prefix('#').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    short && (capital && (open == '[' || text == "WIP") || ticket)
}

/// `… => 75 %`: what it came to; `57 % => 65 %` is a movement.
fn without_outcome(text: &str) -> &str {
    let cut = |arrow: &str| {
        let (sentence, outcome) = text.split_once(arrow)?;
        (!is_movement(sentence, outcome)).then(|| sentence.trim_end().trim_end_matches('=').trim_end())
    };
    ["=>", "⇒"].into_iter().find_map(cut).unwrap_or(text)
}

fn is_movement(sentence: &str, outcome: &str) -> bool {
    let sentence = sentence.trim_end();
    match (measures(sentence).as_slice(), measures(outcome.trim_start()).first()) {
        ([from], Some(to)) => {
            let joined = from.end == sentence.len() && to.led_from == 0;
            joined && from.bound.is_none() && from.quantity.is_like(&to.quantity)
        }
        _ => false,
    }
}

/// `(100%)`, `[0.7]`, `✅` at the end.
fn without_grade(text: &str) -> &str {
    let text = text.trim_end();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if text.ends_with(close)
            && let Some(start) = text.rfind(open)
            && is_grade(&text[start + 1..text.len() - 1])
        {
            return text[..start].trim_end();
        }
    }
    let marks = ["✅", "❌", "☑️", "✔️", "✔", "🟢", "🟡", "🔴"];
    marks.iter().find_map(|mark| text.strip_suffix(mark)).map_or(text, str::trim_end)
}

/// A bare share of the whole: `75%`, `0.7`, `27/38`, `done`.
fn is_grade(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let number = |text: &str| {
        text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.contains(|c: char| c.is_ascii_digit())
    };
    let share = text.strip_suffix('%').map(str::trim_end).is_some_and(number);
    let fraction = text.split_once('/').is_some_and(|(a, b)| number(a.trim()) && number(b.trim()));
    let score = number(text) && (text.starts_with("0.") || text == "0" || text == "1" || text == "1.0");
    let word = ["done", "complete", "completed", "achieved", "missed", "not done", "partial"];
    share || fraction || score || word.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_put_around_a_sentence_is_none_of_it() {
        for (text, sentence) in [
            ("[P0] Ship it [INFRA][DR]", "Ship it"),
            ("Ship it (#14)", "Ship it"),
            ("Coverage from 46% to 60% => 75%", "Coverage from 46% to 60%"),
            ("Coverage from 46% to 60%. => Increased to 58.3%.", "Coverage from 46% to 60%."),
            ("At least 3 customers use it ==> 4 customers", "At least 3 customers use it"),
            ("Coverage 46 % => 60 %", "Coverage 46 % => 60 %"),
            ("Publish 8 guides (100%)", "Publish 8 guides"),
            ("Publish 8 guides => 27/38", "Publish 8 guides"),
            ("Publish 8 guides [0.7]", "Publish 8 guides"),
            ("Publish 8 guides ✅", "Publish 8 guides"),
            ("Publish 8 guides (in German)", "Publish 8 guides (in German)"),
        ] {
            assert_eq!(bare(text), sentence, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,40}|([\\[\\]()0-9.%/# ]|=>|P0|WIP|✅|支){0,20}") {
            prop_assert!(text.contains(bare(&text)));
        }
    }
}
