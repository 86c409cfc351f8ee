//! O205 vanity-total.

use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::text::{Bound, Form, Hit, Kind, Mark, Number, Sentence, Sort, Words};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a running total with no window and no condition of quality: followers, downloads, stars, 累计.
    ///
    /// "Per week", "active", "who came back" make another measure of it, and are not told; nor is a number in
    /// brackets, or a rating such as "4.7 stars". Whether a total is vain depends on the business, and the rule is not
    /// proven on lines nobody here had read: so by default it is a note.
    ///
    /// ## Why is this bad?
    /// *Outcome over output.* A total that can only grow grows by itself. It says that time has passed; it does not say
    /// whether anybody came back.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: sdk-downloads
    ///     title: The payment SDK reaches 50,000 downloads, up from 20,000
    ///     metric: downloads of the payment SDK
    ///     baseline: 20,000 downloads
    ///     target: ">= 50,000 downloads"
    ///     hold: 4w
    ///     source: https://registry.example/payment-sdk
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: sdk-in-use
    ///     title: Active shops on the payment SDK grow from 400 to 900 a week
    ///     metric: shops that took a payment through the SDK, weekly
    ///     baseline: 400 shops
    ///     target: ">= 900 shops"
    ///     hold: 4w
    ///     source: https://grafana.example/d/sdk
    /// ```
    pub(super) static VANITY_TOTAL = {
        code: "O205",
        name: "vanity-total",
        severity: Note,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    if words.at.key_result().is_none() {
        return;
    }
    let reading = words.reading;
    let conditioned = |sentence: &Sentence| {
        words.lexicon.windows.stand_in(&sentence.tokens)
            || words.lexicon.quality_conditions.stand_in(&sentence.tokens)
            || has_window(sentence)
    };
    if conditioned(&reading.title) || reading.metric.as_ref().is_some_and(conditioned) {
        return;
    }
    let of_metric = reading.metric.as_ref().and_then(|metric| {
        // A metric that is a sentence is read like one.
        let sentence = words.lexicon.change_verbs.at(&metric.tokens, 0).is_some()
            || metric
                .tokens
                .iter()
                .any(|token| ["is", "are", "can", "has", "have"].contains(&token.lower.as_str()));
        // `share of visitors with a basket`: of them, and not so many.
        let of_them = ["share", "ratio", "percentage", "rate", "median", "time", "cost", "average"]
            .contains(&metric.word(0));
        if sentence || of_them {
            return None;
        }
        let totals = words.lexicon.vanity_totals.all(&metric.tokens);
        let head = totals.filter(|hit| is_total(metric, *hit, words.lexicon)).find(|hit| hit.at <= 3)?;
        Some(("metric", metric.text(head.at, head.end)))
    });
    let of_title = || {
        let hit = total(&reading.title, words.lexicon)?;
        Some(("title", reading.title.text(hit.at, hit.end)))
    };
    let found = of_metric.or_else(of_title);
    let Some((field, thing)) = found else { return };
    sink.tell(
        words.at.spot(field),
        format!("{}: a running total says only that time has passed", quoted(&thing)),
    )
    .help("give it a window (per week) or a condition (active, paying, who came back)");
}

/// The running total a sentence counts.
fn total(sentence: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    // Whom one takes in by hand does not pile up by itself.
    const BY_HAND: Words =
        Words("onboard onboarding hire hiring recruit recruiting train mentor interview 招聘 培养");
    // `Cut the clicks to pay from 15 to 5`: what shall fall is no total.
    const FALLS: Words =
        Words("reduce reducing decrease cut lower minimise minimize shrink drop fewer 减少 降低 减 降");
    // 新增培养3名讲师: the second verb says how.
    let pair = |at: usize| format!("{}{}", sentence.word(at), sentence.word(at + 1));
    let opening = [sentence.word(0).to_owned(), pair(0), pair(2)];
    if opening.iter().any(|word| BY_HAND.has(word) || FALLS.has(word)) {
        return None;
    }
    let registered = registered(sentence);
    let listed = lexicon.vanity_totals.all(&sentence.tokens);
    listed.chain(registered).filter(|hit| is_total(sentence, *hit, lexicon)).find(|hit| {
        sentence.numbers.iter().any(|number| {
            number.sort == Sort::Count
                && number.digits
                && !number.signed
                && number.bound != Some(Bound::Below)
                && !is_rating(sentence, number)
                && depth(sentence, number.at) == depth(sentence, hit.at)
                && (stands_before(sentence, number, *hit) || leads_to(sentence, *hit, number))
        })
    })
}

/// `800 registered couriers`: whoever signs up stays counted.
fn registered(sentence: &Sentence) -> Option<Hit> {
    const SIGNED: Words =
        Words("registered signed-up enrolled inscrits registrados cadastrados registrierte");
    // Nobody boasts of these.
    const BAD: Words =
        Words("complaints incidents accidents defects bugs errors cases faults trademarks patents");
    // `4,000 new courier accounts`: nobody closes the old ones.
    let opened = |at: usize| {
        sentence.word(at) == "new"
            && (at + 1..at + 4).any(|at| ["accounts", "profiles", "sign-ups"].contains(&sentence.word(at)))
    };
    let at = (1..sentence.tokens.len()).find(|&at| SIGNED.has(sentence.word(at)) || opened(at))?;
    let noun = |at: usize| {
        sentence.tokens.get(at).is_some_and(|token| token.is_wordy() && token.lower.ends_with('s'))
    };
    let end = (at + 1..at + 4).find(|&at| noun(at))? + 1;
    if BAD.has(sentence.word(end - 1)) {
        return None;
    }
    Some(Hit { at, end, mark: Mark::default() })
}

/// Whether a listed word is the thing that piles up: not part of a ratio or a rating (`50k views per video`, `a 4.7
/// star rating`), nor what is done by hand (`tweet 100 times`, `install 3 scripts`).
fn is_total(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const VALUES: Words = Words(
        "per rate rates rating ratings conversion engagement retention satisfaction review reviews cost costs tweet",
    );
    let order = lexicon.output_verbs.at(&sentence.tokens, 0).is_some_and(|verb| verb.mark.form == Form::Base);
    let verb = hit.at == 0 && order || sentence.word(hit.at) == "tweet";
    // `9,000 subscriber badges` are badges.
    let next = sentence.word(hit.end);
    let head = next.ends_with('s') && !["counts", "numbers", "is", "has"].contains(&next);
    let describes =
        head && sentence.tokens[hit.end - 1].kind == Kind::Word && !sentence.word(hit.end - 1).ends_with('s');
    !VALUES.has(next) && !verb && !describes
}

/// A number with a decimal or two, and nothing that multiplies it.
fn is_rating(sentence: &Sentence, number: &Number) -> bool {
    let decimals = sentence.word(number.at).split_once('.').map_or(0, |(_, decimals)| decimals.len());
    number.end == number.at + 1 && (1..=2).contains(&decimals)
}

/// How deep in brackets a token stands: what is bracketed is said of something else.
fn depth(sentence: &Sentence, at: usize) -> usize {
    sentence.tokens[..at].iter().fold(0, |depth, token| match token.text.as_str() {
        "(" => depth + 1,
        ")" => depth.saturating_sub(1),
        _ => depth,
    })
}

/// `1,000 cumulative upvotes`, `300 (+100 % growth) subscribers`
fn stands_before(sentence: &Sentence, number: &Number, hit: Hit) -> bool {
    if number.end > hit.at {
        return false;
    }
    let mut words = 0;
    let mut depth = 0usize;
    for token in &sentence.tokens[number.end..hit.at] {
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            // The number counts something else: `3 talks with 20 followers`.
            if ["of", "with", "for", "and", "who", "to", "in", "on", "by", "from", "have", "has"]
                .contains(&token.lower.as_str())
            {
                return false;
            }
            words += 1;
        }
    }
    words <= 3
}

/// `followers reach 5,000`, `subscribers from 200 to 300`, 粉丝数达到1万
fn leads_to(sentence: &Sentence, hit: Hit, number: &Number) -> bool {
    let gap = number.at.checked_sub(hit.end);
    // 累计参与人数≥2000: what is summed up may stand between.
    if ["累", "cumulative"].contains(&sentence.word(hit.at)) && gap.is_some_and(|gap| gap <= 8) {
        return !sentence.tokens[hit.end..number.at].iter().any(|token| token.is(","));
    }
    gap.is_some_and(|gap| gap <= 4)
        && sentence.tokens[hit.end..number.at].iter().all(|token| {
            [
                "to", "from", "reach", "reaches", "at", "least", "over", "grow", "grows", "exceed",
                "exceeds", ">", "≥", ">=", ":", "=", "数", "量", "达", "到", "增", "长", "至", "超", "过",
                "突", "破", "the", "is", "are", "->", "more", "than", "auf", "à", "a", "para",
            ]
            .contains(&token.lower.as_str())
        })
}

/// `in the first month`, `within 30 days`, `over 7 days`
fn has_window(sentence: &Sentence) -> bool {
    sentence.numbers.iter().any(|number| matches!(number.sort, Sort::LongTime | Sort::ShortTime))
        || sentence.tokens.windows(2).any(|pair| {
            ["/", "per", "a", "each", "every", "the", "first", "this"].contains(&pair[0].lower.as_str())
                && ["day", "week", "month", "quarter", "year"].contains(&pair[1].lower.as_str())
        })
}
