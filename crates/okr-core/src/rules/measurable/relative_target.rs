//! M110 relative-target.

use crate::model::{Form, Quantity, Stated, Target};
use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::text::{Bound, Hit, Lead, Number, Sentence, Sort, Token, Words};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a target that only says by how much: "by 25 %", "2x", "by 500", 翻倍, with no number to start from.
    ///
    /// A target that only copies the change its title tells is one as well: `target: 25 %` under "Returning shoppers
    /// grow by 25 %" is told, unless a baseline says what the 25 % are of.
    ///
    /// ## Why is this bad?
    /// *Measurable: metric, unit, baseline, target.* A quarter less of what? Where the start is not written down it is
    /// chosen at the end, and the goal was met whichever way it went.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls by a third
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: by 33 %
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: payment-rtt
    ///     title: Payment round trip falls by a third
    ///     metric: p95 payment round-trip time, production, 7-day window
    ///     baseline: 300 ms
    ///     target: "< 200 ms"
    ///     hold: 4w
    ///     source: https://grafana.example/d/pay
    /// ```
    pub(super) static RELATIVE_TARGET = {
        code: "M110",
        name: "relative-target",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let measure = words.at.measure;
    let baseline = measure.baseline();
    let from_fields = baseline.and_then(Stated::value);
    let mut told = false;
    if let Some(target) = measure.target()
        && target.form() == Some(Form::Relative)
    {
        let field = measure.target_field();
        let help = match from_fields {
            Some(baseline) => {
                format!("write the value that this makes of the baseline {}", quoted(baseline.text()))
            }
            None => format!("write `baseline:` and the value itself, such as `{field}: \"< 200 ms\"`"),
        };
        sink.tell(words.at.spot(field), format!("{} is a change, not a value", quoted(target.text())))
            .help(help);
        told = true;
    }
    if let Some(baseline) = baseline
        && baseline.form() == Some(Form::Relative)
    {
        sink.tell(words.at.spot("baseline"), format!("{} is a change, not a value", quoted(baseline.text())))
            .help("write the value of today");
        told = true;
    }
    if told || words.at.key_result().is_none() || from_fields.is_some() {
        return;
    }
    let Some(number) = relative(&words.reading.title, words.lexicon) else { return };
    let written = words.reading.title.written(number);
    let target = measure.target().and_then(Stated::value);
    if target.is_some_and(|target| !repeats(target, &written)) {
        return;
    }
    let field = if target.is_some() { measure.target_field() } else { "title" };
    sink.tell(
        words.at.spot(field),
        format!("{} of what: there is no number to start from", quoted(&written)),
    )
    .help("write today's value as `baseline:` and the value it shall reach as `target:`");
}

/// Whether a target only copies the change that the title tells: `by 25 %`, and `25 %` or `-25 %` as the target.
fn repeats(target: &Target, change: &str) -> bool {
    let Ok(change) = Quantity::parse(change) else { return false };
    let goal = target.goal(None);
    goal.is_like(&change) && goal.base().abs() == change.base().abs()
}

/// The number that only tells a change, where nothing tells what it starts from or arrives at.
fn relative<'a>(title: &'a Sentence, lexicon: &Lexicon) -> Option<&'a Number> {
    let found = title.numbers.iter().find(|number| is_change(title, number, lexicon))?;
    let absolute = title.numbers.iter().any(|number| {
        number.at != found.at
            && !is_elsewhere(title, found, number)
            && !is_change(title, number, lexicon)
            && number.sort != Sort::Multiple
            && (matches!(number.lead, Lead::From | Lead::To)
                || says_today(title, number)
                // `300 visits a day (+20 % vs. spring)`: the value stands before how much more that is.
                || number.at < found.at && title.is_in_brackets(found.at) && !title.is_in_brackets(number.at))
    });
    (!absolute && title.movement().is_none()).then_some(found)
}

/// Whether another number stands in a clause of its own: `up by 8 points, and the rating was 4.5`.
fn is_elsewhere(title: &Sentence, found: &Number, number: &Number) -> bool {
    let (from, to) = (found.end.min(number.end), number.at.max(found.at));
    let between = title.tokens.get(from..to).unwrap_or_default();
    between.windows(2).any(|pair| pair[0].is(",") && pair[1].lower == "and")
}

/// `current is 125k`, `vs. 80 today`
fn says_today(title: &Sentence, number: &Number) -> bool {
    const TODAY: &[&str] = &["current", "currently", "now", "today", "vs", "baseline", "was", "目前", "当前"];
    let near = number.at.saturating_sub(3)..(number.end + 2).min(title.tokens.len());
    title.tokens[near].iter().any(|token| TODAY.contains(&token.lower.as_str()))
}

/// Whether a number tells a change: `by 25 %`, `2x`, `+20 %`, `30 % faster`, 降低30%.
fn is_change(title: &Sentence, number: &Number, lexicon: &Lexicon) -> bool {
    const COMPARED: Words = Words(
        "more less fewer faster slower higher lower better increase decrease reduction growth \
         improvement drop uplift cheaper shorter longer mehr weniger schneller plus moins más menos \
         mais 增长 yoy qoq",
    );
    // `while orders double`: under which condition, and no target.
    if title.tokens[number.at.saturating_sub(4)..number.at].iter().any(|token| token.lower == "while") {
        return false;
    }
    // `No burnt batch (oven up > 9 min late)`: what counts as one.
    if is_defining(title, number) {
        return false;
    }
    let movements: Vec<Hit> =
        lexicon.change_verbs.all(&title.tokens).filter(|hit| hit.at < number.at || hit.mark.closes).collect();
    let moved = !movements.is_empty();
    let next = title.word(number.end);
    let compared = COMPARED.has(next)
        || ["增", "提", "降", "下"].contains(&next)
            && ["长", "升", "低", "降"].contains(&title.word(number.end + 1));
    let reached =
        || movements.iter().any(|hit| reaches(title, hit.end, number)) || is_of_a_change(title, number);
    if number.sort == Sort::Multiple {
        // `2x`, `double`; `up to twice` is a limit.
        // `0.7x of the best model`: a part of what is named.
        let part = title.word(number.at).starts_with("0.")
            && title.tokens.get(number.end).is_some_and(Token::is_wordy);
        return !part && number.lead != Lead::From && (number.bound.is_none() || number.digits);
    }
    // `cut … in half`
    if number.sort == Sort::Fraction
        && !number.digits
        && moved
        && title.word(number.at - number.at.min(1)) == "in"
    {
        return true;
    }
    match number.lead {
        Lead::From | Lead::To => false,
        // `by 60 machines` needs a verb of movement; a share by which something is covered is none.
        Lead::By => moved || number.sort == Sort::Percent && title.word(number.end) != "of",
        Lead::None => match number.sort {
            Sort::Percent => compared || number.signed || reached() || is_by_elsewhere(title, number),
            // 减少一半
            Sort::Fraction => !number.digits && reached() || number.signed && moved,
            // `+1 manager` is a count.
            Sort::Count | Sort::Multiple => false,
            // `4 Wochen weniger`
            Sort::Money | Sort::ShortTime | Sort::LongTime => {
                number.signed && moved || ["weniger", "mehr", "kürzer", "schneller"].contains(&next)
            }
        },
    }
}

/// Whether a number in brackets says what is counted before them.
fn is_defining(title: &Sentence, number: &Number) -> bool {
    let counted = title.numbers.first().is_some_and(|first| first.at == 0 && first.sort == Sort::Count);
    let open = title.tokens[..number.at].iter().rposition(|token| token.is("("));
    let closed = title.tokens[..number.at].iter().rposition(|token| token.is(")"));
    counted && open.is_some() && open > closed
}

/// `Bajar las devoluciones en 12 %`, `baisser les retours de 12 %`, `bajar las devoluciones un 12 %`: behind a verb of
/// movement these words say by how much, and elsewhere something else.
fn is_by_elsewhere(title: &Sentence, number: &Number) -> bool {
    const MOVES: Words = Words(
        "reducir reduciendo reducción disminuir disminución aumentar aumento incrementar incremento mejorar mejora bajar \
         subir crecer acortar optimizar réduire réduction diminuer diminution augmenter augmentation accroître améliorer \
         amélioration baisser baisse accélérer raccourcir abaisser reduzir redução diminuir melhorar elevar crescer baixar \
         ridurre aumentare migliorare diminuire",
    );
    const PARTS: Words = Words("de of des du del dos das los las");
    let Some(before) = number.at.checked_sub(1) else { return false };
    let back = |words: usize| before.checked_sub(words).map_or("", |at| title.word(at));
    // `con una tasa de 90 %`, `a un 40 %`: values.
    let lead = match title.word(before) {
        "de" => !["un", "une", "una", "uma"].contains(&back(2)),
        "un" | "del" if ["a", "al", "à", "hasta", "até"].contains(&back(1)) => false,
        "en" | "un" | "del" | "in" => !PARTS.has(title.word(number.end)),
        _ => false,
    };
    let from = before.saturating_sub(12);
    lead && number.bound.is_none() && title.tokens[from..before].iter().any(|token| MOVES.has(&token.lower))
}

/// `a cost reduction of 20 %`
fn is_of_a_change(title: &Sentence, number: &Number) -> bool {
    const CHANGES: Words = Words("increase decrease reduction growth improvement drop uplift rise cut");
    const BETWEEN: Words = Words("of at least > >= ≥ ~ over more than about around");
    let before = title.tokens[..number.at].iter().rev().find(|token| !BETWEEN.has(&token.lower));
    number.lead != Lead::From
        && number.lead != Lead::To
        && before.is_some_and(|token| CHANGES.has(&token.lower) && title.word(0) != token.lower)
}

/// `increase retention 5 %`, `降低30%`: a verb of movement right before the number, with nothing between
/// them that makes the number a value.
fn reaches(title: &Sentence, verb_end: usize, number: &Number) -> bool {
    let between = title.tokens.get(verb_end..number.at).unwrap_or_default();
    let value = |word: &str| {
        [
            "to", "at", "under", "below", "above", "over", "of", "is", "are", "from", "than", "on", "in",
            "with", "for", "until", "con", "com", "avec", "mit", "hasta", "até", "al", "au", "à", "到", "为",
        ]
        .contains(&word)
    };
    // `at least 10 % more` is a change still, `above 99 %` a value.
    let least =
        number.at > 0 && ["least", "少", "minimum", "mindestens"].contains(&title.word(number.at - 1));
    (number.bound.is_none() || number.bound == Some(Bound::Above) && least)
        && between.len() <= 8
        // `a un 12 %`
        && !between.windows(2).any(|pair| pair[0].lower == "a" && ["un", "una"].contains(&pair[1].lower.as_str()))
        && !between.iter().any(|token| value(&token.lower) || token.is(":") || token.is("(") || token.is(","))
        && !["of"].contains(&title.word(number.end))
}
