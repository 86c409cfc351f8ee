//! M108 ambiguous-metric.

use crate::rules::lexicon::Lexicon;
use crate::rules::quote::{plain, quoted};
use crate::rules::rule::rule;
use crate::rules::text::{Hit, Kind, Mark, Sentence, Sort, Words};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a latency, duration, rate or availability that names neither its statistic, nor its population, nor its
    /// window.
    ///
    /// One of the three is enough to be silent: the rule finds metrics that say nothing of all this. Rates that
    /// name both of their parts (conversion, retention, churn) are not looked at.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* The mean of one test machine and the 95th percentile of
    /// production are both "latency", and one of them always looks good. *Quality is the foundation*: customers feel the
    /// slow tail, not the mean.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment latency falls from 300 ms to under 200 ms
    ///     metric: payment latency
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment latency falls from 300 ms to under 200 ms
    ///     metric: p95 payment latency, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static AMBIGUOUS_METRIC = {
        code: "M108",
        name: "ambiguous-metric",
        severity: Warning,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let reading = words.reading;
    let (field, sentence) = match &reading.metric {
        Some(metric) => ("metric", metric),
        // What will be done to a latency is told by the rules of deeds.
        None if reading.deed.as_ref().is_some_and(|deed| reading.mere(deed.sort).is_some()) => return,
        None => ("title", &reading.title),
    };
    let Some(named) = named(sentence, words.lexicon) else { return };
    // The title may say what the metric leaves out.
    let both = [Some(sentence), reading.metric.as_ref().map(|_| &reading.title)];
    if both.into_iter().flatten().any(|sentence| is_qualified(sentence, words.lexicon)) {
        return;
    }
    let parts = |named: &str| {
        format!(
            "say which statistic, of what and over which time: `metric: p95 {named}, production, 7-day window`"
        )
    };
    let (message, help) = match named {
        Named::Metric(hit) => {
            let name = sentence.text(whole(sentence, hit), hit.end);
            (
                format!("{} names no statistic, no population and no window", quoted(&name)),
                parts(&lowered(&plain(&name))),
            )
        }
        Named::Takes(at) => {
            let subject = sentence.text(0, at);
            let message = format!("how long {} take says neither for whom nor how often", quoted(&subject));
            (message, parts(&format!("duration of {}", lowered(&plain(&subject)))))
        }
    };
    sink.tell(words.at.spot(field), message).help(help);
}

/// How a sentence names a metric that has a distribution.
#[derive(Debug, Clone, Copy)]
enum Named {
    /// By its name.
    Metric(Hit),
    /// `Upgrades take less than 30 minutes`: the verb stands here.
    Takes(usize),
}

fn named(sentence: &Sentence, lexicon: &Lexicon) -> Option<Named> {
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

/// `checkout time is 2 s or less`, `time to first payment`, 回归耗时: a duration that no list knows by its name.
fn any_time(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const NO_NAMES: Words = Words(
        "a all any at each enough every extra first free full in less long more much no of on one over part per real right \
         same save saved short some spare spend spent that the this what working",
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

/// Where the name of the metric begins: with the nouns before the word that was found.
fn whole(sentence: &Sentence, hit: Hit) -> usize {
    const BREAKS: Words = Words(
        "the our of and with to a an in is reduce increase improve decrease lower cut raise keep \
         reducing increasing improving get bring shorten halve double average",
    );
    let mut at = hit.at;
    while at > 0 && hit.at - at < 3 {
        let before = &sentence.tokens[at - 1];
        if !before.is_wordy() || BREAKS.has(&before.lower) {
            break;
        }
        at -= 1;
    }
    at
}

/// Whether the sentence names a statistic, a population or a window.
fn is_qualified(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    let tokens = &sentence.tokens;
    // 客户端 is no customer.
    let listed = [&lexicon.statistics, &lexicon.populations, &lexicon.windows]
        .iter()
        .any(|list| list.all(tokens).any(|hit| sentence.word(hit.end) != "端"));
    // A window (`7-day`), a percentile (`99th`), a share that stands for one (`90% of queries under 30 min`).
    let ordinal = tokens.windows(2).any(|pair| {
        pair[0].kind == Kind::Number && ["st", "nd", "rd", "th"].contains(&pair[1].lower.as_str())
    });
    let percentile = tokens.iter().any(|token| {
        token.kind == Kind::Name
            && token.lower.trim_start_matches("tp").trim_start_matches('p').parse::<u16>().is_ok()
    });
    let share = sentence.numbers.iter().any(|number| {
        matches!(number.sort, Sort::Percent | Sort::Fraction | Sort::Count)
            && sentence.word(number.end) == "of"
    });
    let window = sentence.numbers.iter().any(|number| {
        number.sort == Sort::LongTime
            && number.at > 0
            && ["over", "last", "trailing", "rolling", "past", "every", "each", "per"]
                .contains(&sentence.word(number.at - 1))
    });
    // `metric: response time, checkout API`: the second part says of what.
    let parts = tokens.iter().position(|token| token.is(",") || token.is("(") || token.is("|"));
    let parted = parts.is_some_and(|at| at + 1 < tokens.len() && sentence.numbers.is_empty());
    listed || ordinal || percentile || share || window || parted || is_placed(sentence)
}

/// `of the checkout`, `for Pro customers`, `in Frankfurt`; but neither `in Q3` nor `of 1 week`.
fn is_placed(sentence: &Sentence) -> bool {
    const PREPOSITIONS: Words = Words(
        "of for on across per at in during when while among via through between from für bei von pour \
         para des du der aller del do da",
    );
    const NO_PLACES: Words = Words(
        "under below less more over above fewer no time order total general end the least most first last year quarter half q fy spring summer \
         autumn winter than now today once minimum",
    );
    sentence.tokens.windows(2).enumerate().any(|(at, pair)| {
        let article = ["the", "our", "a", "an", "this", "all"].contains(&pair[1].lower.as_str());
        let noun = if article { sentence.tokens.get(at + 2) } else { Some(&pair[1]) };
        let measured = sentence.numbers.iter().any(|number| number.at == at + 1);
        PREPOSITIONS.has(&pair[0].lower)
            && !measured
            && noun.is_some_and(|noun| noun.is_wordy() && !NO_PLACES.has(&noun.lower))
    })
}

/// With a small first letter, unless the word is written in capitals.
fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
