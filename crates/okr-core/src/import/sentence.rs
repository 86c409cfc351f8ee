//! What the sentence of a key result says in numbers: from where, to where. Only what is plain is taken; what could
//! mean two things is left to a person.

use super::appended::bare;
use super::measure::{Measure, measures};
use crate::model::{Direction, Quantity};

/// What a sentence says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The sentence without tags and grades, which say nothing about the goal.
    pub(super) sentence: String,
    /// Where the metric stands, as a sheet writes it.
    pub(super) baseline: Option<String>,
    /// Where it shall stand.
    pub(super) target: Option<String>,
    /// The way it moves, where the numbers do not say.
    pub(super) direction: Option<Direction>,
    /// Why there is no target though there are numbers.
    pub(super) unclear: Option<&'static str>,
}

// The title keeps every number that is not taken.
const RELATIVE: &str = "no target taken, since a change alone says neither from where nor to where";
const NOT_SAID: &str = "no target taken, since nothing says that the number is one";
const SEVERAL: &str = "no target taken, since several numbers may be it";
const LONG: &str = "no target taken, since a paragraph is not taken apart";
const UNLIKE: &str = "no target taken, since the units of the two numbers do not compare";

/// A longer text is not taken apart.
const LONGEST: usize = 2_000;

/// Reads a sentence.
pub(super) fn read(text: &str) -> Said {
    let sentence = bare(text).to_owned();
    let mut said = Said { sentence, ..Said::default() };
    if text.len() > LONGEST {
        return Said { unclear: Some(LONG), ..said };
    }
    let measures = measures(&said.sentence);
    if let Some((from, to)) = movement(&said.sentence, &measures) {
        take_movement(&mut said, from, to);
    } else {
        take_single(&mut said, &measures);
    }
    said
}

/// The two ends of a movement: `from 300 ms to under 200 ms`, `46 % -> 60 %`, 由10减少到5.
fn movement<'a>(text: &str, measures: &'a [Measure]) -> Option<(&'a Measure, &'a Measure)> {
    measures.windows(2).find_map(|pair| {
        let [from, to] = pair else { return None };
        let between = text.get(from.end..to.led_from)?.trim();
        let lead = text[..from.led_from].trim_end().to_lowercase();
        let departs = ["from", "von", "de", "desde", "从", "由", "at"].iter().any(|word| {
            lead.strip_suffix(word).is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_alphanumeric()))
        });
        let arrow = ["->", "→", "-->", "=>", "–>", "➜"].contains(&between);
        let last = between.rsplit(' ').next().unwrap_or(between).to_lowercase();
        let onward = ["to", "auf", "à", "a", "para", "down to", "until"].contains(&last.as_str())
            || ["到", "至", "为"].iter().any(|word| between.ends_with(word));
        let near = between.split(' ').count() <= 5;
        (arrow || departs && onward && near).then_some((from, to))
    })
}

fn take_movement(said: &mut Said, from: &Measure, to: &Measure) {
    let (mut baseline, mut goal) = (from.quantity.clone(), to.quantity.clone());
    // The unit may stand once, at either end.
    baseline = baseline.or_unit(goal.unit());
    goal = goal.or_unit(from.quantity.unit());
    if !baseline.is_like(&goal) {
        said.unclear = Some(UNLIKE);
        return;
    }
    let comparison = to.bound.as_ref().and_then(|target| target.comparison(None));
    said.baseline = Some(written(&from.quantity, &baseline));
    let goal = written(&to.quantity, &goal);
    said.target = Some(match comparison {
        Some(comparison) => format!("{} {goal}", comparison.as_str()),
        None => goal,
    });
}

/// The one number that is said to be the goal: the one with a comparison, else the one that the sentence goes to.
fn take_single(said: &mut Said, measures: &[Measure]) {
    let absolute: Vec<&Measure> = measures.iter().filter(|measure| !measure.relative).collect();
    let bounds: Vec<&Measure> = absolute.iter().copied().filter(|measure| measure.bound.is_some()).collect();
    let aims: Vec<&Measure> = absolute.iter().copied().filter(|measure| measure.aimed).collect();
    let only = match (bounds.as_slice(), aims.as_slice()) {
        ([bound], [aim]) if std::ptr::eq(*bound, *aim) => bound,
        ([only], []) => only,
        ([], [only]) if absolute.len() == 1 => only,
        _ => {
            said.unclear = match (measures.len(), absolute.len()) {
                (0, _) => None,
                (_, 0) => Some(RELATIVE),
                (_, 1) => Some(NOT_SAID),
                (_, _) => Some(SEVERAL),
            };
            return;
        }
    };
    let goal = written(&only.quantity, &only.quantity);
    let comparison = only.bound.as_ref().and_then(|target| target.comparison(None));
    said.target = Some(match comparison {
        Some(comparison) => format!("{} {goal}", comparison.as_str()),
        None => goal,
    });
    if comparison.is_none() {
        said.direction = direction(&said.sentence);
    }
}

/// A quantity as a sheet writes it: its own text, with the unit that another told for it.
fn written(own: &Quantity, with_unit: &Quantity) -> String {
    if own.unit().is_none() && !with_unit.unit().is_none() {
        format!("{} {}", own.text(), with_unit.unit().text())
    } else {
        own.text().to_owned()
    }
}

/// The way a sentence says that its metric moves.
fn direction(title: &str) -> Option<Direction> {
    const UP: &[&str] =
        &["increase", "grow", "raise", "rise", "rises", "boost", "gain", "提升", "提高", "增加"];
    const DOWN: &[&str] = &[
        "decrease", "reduce", "lower", "cut", "shorten", "fall", "falls", "drop", "drops", "降低", "减少",
        "缩短",
    ];
    let lower = title.to_lowercase();
    let says = |words: &[&str]| {
        words.iter().any(|word| {
            if word.is_ascii() {
                lower.split(|c: char| !c.is_alphanumeric()).any(|own| own == *word)
            } else {
                lower.contains(word)
            }
        })
    };
    match (says(UP), says(DOWN)) {
        (true, false) => Some(Direction::Increase),
        (false, true) => Some(Direction::Decrease),
        (true, true) | (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Target;

    /// baseline | target | direction
    fn numbers(text: &str) -> String {
        let said = read(text);
        let direction = said.direction.map_or("", Direction::as_str);
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        format!("{} | {} | {direction}", or(&said.baseline), or(&said.target)).trim_end().to_owned()
    }

    #[test]
    fn plain_numbers_are_taken() {
        for (text, expected) in [
            ("Round trip falls from 300 ms to under 200 ms", "300 ms | < 200 ms |"),
            ("Round trip falls from 300ms to <200ms", "300ms | < 200ms |"),
            ("Coverage grows from 46% to 60%", "46% | 60% |"),
            ("Coverage grows from 46 to at least 60 %", "46 % | >= 60 % |"),
            ("Reviews: 72.3 -> 45 hours", "72.3 hours | 45 hours |"),
            ("Churn 5 % → ≤ 3 %", "5 % | <= 3 % |"),
            ("Revenue from $1.2M to $2M a year", "$1.2M | $2M |"),
            ("Deploys rise from 3 to 10 deploys per week", "3 deploys per week | 10 deploys per week |"),
            ("Fehler von 38% auf 40%", "38% | 40% |"),
            ("告警由10次减少到5次", "10次 | 5次 |"),
            ("支付耗时从 300 毫秒降到 200 毫秒以内", "300 毫秒 | <= 200 毫秒 |"),
            ("Searches answer in under 2 s", "- | < 2 s |"),
            ("At least 3 customers use it", "- | >= 3 customers |"),
            ("Keep it at 5 incidents or fewer", "- | <= 5 incidents |"),
            ("No more than 5 incidents, in production", "- | <= 5 incidents |"),
            ("Merged changes are live within 25 minutes", "- | <= 25 minutes |"),
            ("Uptime ≥99.95%", "- | >= 99.95% |"),
            ("Uptime >= 99.95 %", "- | >= 99.95 % |"),
            ("可用性不低于 99.95%", "- | >= 99.95% |"),
            ("Increase test coverage to 60 %", "- | 60 % | increase"),
            ("Reduce open bugs to 20 bugs", "- | 20 bugs | decrease"),
            ("Sign 12 new partners by 31 March 2026", "- | 12 new partners |"),
            ("70% of key users", "- | 70% |"),
            ("80%+ positive feedback", "- | >= 80% |"),
            ("Results over 5.5M repos", "- | > 5.5M repos |"),
            ("Ends in under 30mins of work", "- | < 30mins |"),
            ("Answers in under 2s on instances with 80k repos", "- | < 2s |"),
            ("P95 < 200ms", "- | < 200ms |"),
            ("成功率提升到 99.9%", "- | 99.9% | increase"),
            ("告警由10减少到5", "10 | 5 |"),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left() {
        for (text, unclear) in [
            ("Cut the waiting time by 25 %", Some(RELATIVE)),
            ("Make builds 2x faster", Some(RELATIVE)),
            ("Subscribers +3 %", Some(RELATIVE)),
            ("3 customers run 10 campaigns", Some(SEVERAL)),
            ("From 3 incidents to 5 %", Some(UNLIKE)),
            ("Cut overhead by minimum 20%", Some(RELATIVE)),
            ("A cluster of 60 machines carries this", Some(NOT_SAID)),
            ("No tier 1 or 2 customers are blocked", Some(NOT_SAID)),
            ("95% of releases need no patch within 7 days", Some(SEVERAL)),
            ("Answers in a second (10x)", Some(RELATIVE)),
            ("Large deployments, 10s of millions of them", None),
            ("Ship the new console", None),
            ("Pass SOC 2 by Q3 2026 with HTTP2 on 2026-03-31", None),
            ("The 99th percentile is tracked", None),
        ] {
            let said = read(text);
            assert_eq!((&said.target, said.sentence.as_str()), (&None, text));
            assert_eq!(said.unclear, unclear, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_can_be_read(text in "\\PC{0,60}|(from |to |under |[0-9]{1,3}|[ %,.x]|ms|支|<|=>|\\[P0\\]){0,16}") {
            let said = read(&text);
            for target in said.target.iter().chain(&said.baseline) {
                prop_assert!(Target::parse(target).is_ok(), "{} in {}", target, text);
            }
        }
    }
}
