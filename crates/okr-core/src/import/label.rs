//! Labels: what people write before a colon or over a column, and what it stands for.

use super::field::Field;

/// What stands before the colon of a line of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// `Objective 1:`, `O2 -`, 目标一：
    Objective,
    /// `KR1.2:`, `Key result:`
    KeyResult,
    /// `Key results:` with nothing behind it: what follows are key results.
    KeyResults,
    /// A field.
    Field(Field),
}

/// No label is longer, in characters: a long line is not searched again for each of its commas.
const NEAR: usize = 40;

/// The label of a line, and what follows it.
pub(super) fn label(text: &str) -> Option<(Label, &str)> {
    let text = text.trim();
    numbered(text)
        .or_else(|| {
            let at = text.char_indices().take(NEAR).find(|(_, c)| matches!(c, ':' | '：'))?.0;
            let colon = text[at..].chars().next()?.len_utf8();
            let (name, rest) = (&text[..at], text[at + colon..].trim());
            match Field::named(name)? {
                Field::Objective => Some((Label::Objective, rest)),
                Field::KeyResult if rest.is_empty() => Some((Label::KeyResults, rest)),
                Field::KeyResult => Some((Label::KeyResult, rest)),
                other => Some((Label::Field(other), rest)),
            }
        })
        .or_else(|| {
            let whole = Field::named(text.trim_end_matches([':', '：']));
            // Over a list, without a colon.
            (whole == Some(Field::KeyResult)).then_some((Label::KeyResults, ""))
        })
}

/// `Objective 1:`, `O2 -`, `KR 1.2)`, `Key Result #3.`: a noun with a number, and a mark behind it.
fn numbered(text: &str) -> Option<(Label, &str)> {
    const NOUNS: &[(&str, bool)] = &[
        ("key results", false),
        ("key result", false),
        ("关键结果", false),
        ("kr", false),
        ("objective", true),
        ("目标", true),
        ("obj", true),
        ("o", true),
    ];
    let (noun, is_objective) = NOUNS.iter().find(|(noun, _)| starts(text, noun))?;
    let rest = &text[noun.len()..];
    // `O 5` is no label, `O5` is.
    let rest = if *noun == "o" { rest } else { rest.trim_start() }.trim_start_matches('#');
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || "一二三四五六七八九十".contains(c)))?;
    let (number, rest) = rest.split_at(end);
    if number.is_empty() {
        return None;
    }
    let dotted = number.ends_with('.');
    let marked = rest.trim_start();
    let mark = marked.chars().next().filter(|c| [':', '：', '-', '–', '—', ')', '|'].contains(c));
    let rest = match mark {
        Some(mark) => &marked[mark.len_utf8()..],
        None if dotted || rest.starts_with([' ', '\u{3000}']) => rest,
        None => return None,
    };
    Some((if *is_objective { Label::Objective } else { Label::KeyResult }, rest.trim()))
}

fn starts(text: &str, noun: &str) -> bool {
    text.get(..noun.len()).is_some_and(|head| head.eq_ignore_ascii_case(noun))
}

/// The fields of a line that tells several: `300 ms | Target: < 200 ms, Owner: payments` behind `Baseline:`.
pub(super) fn fields(first: Field, text: &str) -> Vec<(Field, &str)> {
    let mut list = Vec::new();
    let (mut field, mut from) = (first, 0);
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '|' | ',' | ';' | '，' | '；')) {
        let behind = at + mark.len_utf8();
        if at >= from
            && let Some((Label::Field(next), rest)) = label(&text[behind..])
        {
            list.push((field, text[from..at].trim()));
            (field, from) = (next, text.len() - rest.len());
        }
    }
    list.push((field, text[from..].trim()));
    list
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_are_told_from_sentences() {
        use Label::{KeyResult, KeyResults, Objective};
        for (text, expected) in [
            ("Objective 1: Grow", Some((Objective, "Grow"))),
            ("Objective: Grow", Some((Objective, "Grow"))),
            ("O2 - Grow", Some((Objective, "Grow"))),
            ("目标一：增长", Some((Objective, "增长"))),
            ("KR1: 5 % to 3 %", Some((KeyResult, "5 % to 3 %"))),
            ("KR 1.2) Less churn", Some((KeyResult, "Less churn"))),
            ("Key Result 3. Less churn", Some((KeyResult, "Less churn"))),
            ("Key result: Less churn", Some((KeyResult, "Less churn"))),
            ("Key Results:", Some((KeyResults, ""))),
            ("Key Results", Some((KeyResults, ""))),
            ("Baseline: 5 %", Some((Label::Field(Field::Baseline), "5 %"))),
            ("Current status: 4 %", Some((Label::Field(Field::Value), "4 %"))),
            ("Open the door: quickly", None),
            ("Objectives and key results", None),
            ("Only 5 %: less", None),
            ("O 5 - 3", None),
            ("O1 Grow", Some((Objective, "Grow"))),
            ("O1：增长", Some((Objective, "增长"))),
            ("KR1 由10减少到5", Some((KeyResult, "由10减少到5"))),
            ("负责人：支付团队", Some((Label::Field(Field::Owner), "支付团队"))),
            ("Krakow: 5", None),
        ] {
            assert_eq!(label(text), expected, "{text}");
        }
    }

    #[test]
    fn a_line_may_tell_several_fields() {
        let told = fields(Field::Baseline, "300 ms, in production | Target: < 200 ms; 负责人：payments");
        assert_eq!(
            told,
            [
                (Field::Baseline, "300 ms, in production"),
                (Field::Target, "< 200 ms"),
                (Field::Owner, "payments")
            ]
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,30}|(O|KR|Key Result|[0-9]|[.:) -]|目标){0,8}") {
            let _ = (label(&text), fields(Field::Note, &text));
        }
    }
}
