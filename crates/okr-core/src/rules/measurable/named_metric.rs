//! The metric of a distribution that a sentence names: by a listed name, by a verb of duration, or by "time".

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Hit, Mark, Sentence, Sort, Words};

/// How a sentence names a metric that has a distribution.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// By its name.
    Metric(Hit),
    /// `Exports take less than 20 minutes`: the verb stands here.
    Takes(usize),
}

/// The metric of a distribution that a sentence names, if it names one.
pub(super) fn named(sentence: &Sentence, lexicon: &Lexicon) -> Option<Named> {
    // `high availability` is a praise, and no metric.
    let praised = |hit: &Hit| {
        let before = hit.at.checked_sub(1).map_or("", |at| sentence.word(at));
        // `zero unplanned downtime` counts it.
        let counted = sentence
            .numbers
            .iter()
            .any(|number| number.sort == Sort::Count && number.end <= hit.at && hit.at - number.end <= 1);
        counted || ["high", "高", "better"].contains(&before)
    };
    if let Some(hit) = lexicon.timing_metrics.all(&sentence.tokens).find(|hit| !praised(hit)) {
        return Some(Named::Metric(hit));
    }
    if let Some(hit) = any_time(sentence, lexicon) {
        return Some(Named::Metric(hit));
    }
    if let Some(at) = done_in(sentence) {
        return Some(Named::Takes(at));
    }
    let takes = sentence.tokens.iter().position(|token| {
        ["take", "takes", "took", "lasts", "last", "dauert", "dauern"].contains(&token.lower.as_str())
    })?;
    let timed = sentence.numbers.iter().any(|number| {
        number.at > takes && number.at <= takes + 4 && matches!(number.sort, Sort::ShortTime | Sort::LongTime)
    });
    (timed && takes > 0 && takes <= 3).then_some(Named::Takes(takes))
}

/// `The page loads in under 2 s`: the verb of a duration, and the number right behind it.
fn done_in(sentence: &Sentence) -> Option<usize> {
    const DONE: Words = Words(
        "load loads respond responds return returns render renders start starts boot boots build builds deploy deploys \
         complete completes finish finishes run runs open opens compile compiles execute executes",
    );
    (1..sentence.tokens.len().min(6)).find(|&at| {
        let number = sentence.numbers.iter().find(|number| number.sort == Sort::ShortTime);
        DONE.has(sentence.word(at))
            && number.is_some_and(|number| number.at <= at + 5)
            && ["in", "within", "under"].contains(&sentence.word(at + 1))
    })
}

/// `checkout time is 2 s or less`, `time to first payment`, 排队耗时: a duration that no list knows by its name.
fn any_time(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const NO_NAMES: Words = Words(
        "a all any at each enough every extra first free full in less long more much no of on one over part per real right \
         same save saved os dos nos aos entre short some spare spend spent that the this what working",
    );
    const NO_EVENTS: Words = Words("be do get have make the time use work spend think talk");
    let moved = lexicon.change_verbs.at(&sentence.tokens, 0).is_some();
    let timed = sentence.numbers.iter().any(|number| number.sort == Sort::ShortTime)
        || moved && !sentence.numbers.iter().any(|number| number.sort == Sort::Count);
    let hit = |at: usize, end: usize| Some(Hit { at, end, mark: Mark::default() });
    (0..sentence.tokens.len()).find_map(|at| {
        let before = at.checked_sub(1).map_or("", |at| sentence.word(at));
        match sentence.word(at) {
            // `the time to generate a build`, but not `time to think`
            "time" if sentence.word(at + 1) == "to" && sentence.word(at + 2).len() > 2 => {
                let free = !NO_EVENTS.has(sentence.word(at + 2));
                if free && (timed || sentence.movement().is_some()) { hit(at, at + 3) } else { None }
            }
            "time" | "times"
                if timed && at > 0 && sentence.tokens[at - 1].is_wordy() && !NO_NAMES.has(before) =>
            {
                hit(at - 1, at + 1)
            }
            "耗" | "时" if timed && ["时", "间"].contains(&sentence.word(at + 1)) => hit(at, at + 2),
            _ => None,
        }
    })
}
