//! M108 ambiguous-metric.

use super::named_metric::{Named, named};
use std::ops::Range;

use crate::rules::deed::finite;
use crate::rules::lexicon::Lexicon;
use crate::rules::quote::{plain, quoted};
use crate::rules::rule::rule;
use crate::rules::text::{Hit, Kind, Sentence, Sort, Words};
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
    // `Log each order (cost, duration)`: what is logged of it, in a sentence about something else.
    let remark = |at: usize| {
        let before = &sentence.tokens[..at];
        let opens = before.iter().rposition(|token| token.is("("));
        field == "title" && opens > before.iter().rposition(|token| token.is(")")) && opens != Some(0)
    };
    if matches!(named, Named::Metric(hit) if remark(hit.at)) {
        return;
    }
    let verb = if field == "title" { reading.verb } else { finite(sentence, words.lexicon) };
    // `Page loads need no second try`, `Deploys happen without downtime`: a state, and no measure of it.
    if matches!(named, Named::Metric(_))
        && !sentence.is_measured()
        && verb.is_some_and(|verb| words.lexicon.change_verbs.at(&sentence.tokens, verb).is_none())
    {
        return;
    }
    // The title may say what the metric leaves out.
    let own = match named {
        Named::Metric(hit) => hit.at..hit.end,
        Named::Takes(at) => at..at,
    };
    let aside = reading.metric.as_ref().map(|_| &reading.title);
    if is_qualified(sentence, &own, words.lexicon)
        || aside.is_some_and(|title| is_qualified(title, &(0..0), words.lexicon))
    {
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
fn is_qualified(sentence: &Sentence, name: &Range<usize>, lexicon: &Lexicon) -> bool {
    let tokens = &sentence.tokens;
    // The `min` of `5 min` is no minimum.
    let is_unit = |at: usize| sentence.numbers.iter().any(|number| (number.at + 1..number.end).contains(&at));
    // 客户端 is no customer.
    let listed = [&lexicon.statistics, &lexicon.populations, &lexicon.windows]
        .iter()
        .any(|list| list.all(tokens).any(|hit| sentence.word(hit.end) != "端" && !is_unit(hit.at)));
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
    }) || is_first_days(sentence);
    // `metric: response time, checkout API`: the second part says of what.
    let parts = tokens.iter().position(|token| token.is(",") || token.is("(") || token.is("|"));
    // `lead time, the time from …`, `lead time, e.g. …` only say the name again.
    let parted = parts.is_some_and(|at| {
        let again = ["the", "e", "e.g", "i", "i.e", "that"].contains(&sentence.word(at + 1));
        // `before 9 May, 2026` has a comma as well.
        let said = tokens.get(at + 1).is_some_and(|token| token.kind != Kind::Number);
        said && sentence.numbers.is_empty() && !again
    });
    listed || ordinal || percentile || share || window || parted || is_placed(sentence, name)
}

/// `nos primeiros 30 dias`, `les 30 premiers jours`, `in the first 30 days`: over which time.
fn is_first_days(sentence: &Sentence) -> bool {
    const FIRST: Words = Words(
        "first last next past primeiros primeiras últimos últimas próximos primeros primeras próximas premiers premières \
         derniers \
         dernières prochains ersten letzten nächsten kommenden",
    );
    sentence.numbers.iter().any(|number| {
        number.sort == Sort::LongTime
            && (number.at.saturating_sub(1)..number.end).any(|at| FIRST.has(sentence.word(at)))
    })
}

/// `of the checkout`, `for Pro customers`, `in Frankfurt`; but neither `in Q3` nor `of 1 week`, nor what is part of the
/// name itself.
fn is_placed(sentence: &Sentence, name: &Range<usize>) -> bool {
    const PREPOSITIONS: Words = Words(
        "of for on across per at in during when while among via through between from für bei beim von pour \
         para des du der aller del do da à au aux chez en em nas",
    );
    const NO_PLACES: Words = Words(
        "under below less more over above fewer no time order total general end the least most first last year quarter \
         half q fy spring summer \
         autumn winter than now today once minimum trimestre semestre año ano mes mês année mois quartal jahr juin \
         juillet moins \
         plus menos más mais moyenne promedio média media total général general primer primeiro premier erste ersten segundo",
    );
    const ARTICLES: Words = Words("the our a an this all el la los las o os as le les der die das den dem");
    sentence.tokens.windows(2).enumerate().any(|(at, pair)| {
        let article = ARTICLES.has(&pair[1].lower);
        let noun = if article { sentence.tokens.get(at + 2) } else { Some(&pair[1]) };
        let measured = sentence.numbers.iter().any(|number| number.at == at + 1);
        // `for 60-90 s clips`: which of them.
        let range = measured
            && pair[0].lower == "for"
            && (at + 2..at + 5).any(|at| {
                let clip = sentence.tokens.get(at + 1);
                sentence.numbers.iter().any(|number| number.end == at + 1)
                    && clip.is_some_and(|noun| {
                        noun.is_wordy() && !NO_PLACES.has(&noun.lower) && noun.lower.ends_with('s')
                    })
            });
        range
            || PREPOSITIONS.has(&pair[0].lower)
                && !measured
                && !name.contains(&at)
                && !name.contains(&(at + 1))
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
