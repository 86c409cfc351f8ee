//! M107 vague-wording.

use crate::rules::deed::{finite, is_by_the_way};
use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::text::{Form, Hit, Kind, Number, Sentence, Sort};
use crate::rules::{Check, Sink, Wording, Yield};

rule! {
    /// Tells a claim that no number carries: improve, ensure, better, significantly, world-class, 提升, 显著.
    ///
    /// A number in the sentence, or a target of the metric in the fields, carries it; but no field carries
    /// "world-class" or "significantly". Priorities, quarters, versions,
    /// tickets, dates and grades are no numbers in this sense.
    ///
    /// ## Why is this bad?
    /// *Measurable.* "Improve development efficiency" is not a key result: nobody can say when it is reached, and at
    /// the end of the quarter everybody can say that it was.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: build-speed
    ///     title: Significantly improve the build for all developers
    ///     baseline: 0 %
    ///     target: 100 %
    ///     hold: 4w
    ///     source: https://ci.example/durations
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: build-speed
    ///     title: The build falls from 10 min to under 2 min
    ///     metric: median duration of builds on the main branch, weekly
    ///     baseline: 10 min
    ///     target: "< 2 min"
    ///     hold: 4w
    ///     source: https://ci.example/durations
    /// ```
    pub(super) static VAGUE_WORDING = {
        code: "M107",
        name: "vague-wording",
        severity: Warning,
        yields_to: [Yield::Field("placeholder"), Yield::Subject("relative-target")],
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = words.at.key_result() else { return };
    let reading = words.reading;
    // A deed without effect has a rule of its own, whatever adjective it carries.
    if is_measured(&reading.title) || reading.deed.is_some() {
        return;
    }
    let hit = if reading.carried {
        // The fields measure the movement, but nothing measures "world-class".
        words.lexicon.intensifiers.first(&reading.title.tokens)
    } else {
        claim(&reading.title, words.lexicon)
    };
    let Some(hit) = hit else { return };
    let claim = reading.title.text(hit.at, hit.end);
    let what = key_result.metric.as_deref().map_or_else(
        || {
            format!(
                "say what {} changes by, with the values of today and of the end",
                about(&reading.title, hit)
            )
        },
        |metric| format!("say from where to where {} shall move", quoted(metric)),
    );
    sink.tell(words.at.spot("title"), format!("{} claims without a number", quoted(&claim)))
        .help(format!("{what}: \"… falls from <today> to under <target>\""));
}

/// Whether a number carries the claim; `(rolling 90 days)` only says how one counts.
fn is_measured(title: &Sentence) -> bool {
    let window = |number: &Number| number.sort == Sort::LongTime && is_bracketed(title, number);
    // `improve the top 10 pages`: which of them, and not by how much.
    let which = |number: &Number| number.at > 0 && title.word(number.at - 1) == "top";
    title.numbers.iter().any(|number| !window(number) && !which(number))
}

/// Whether a number stands within brackets: `the wait of couriers (trainees) of 2 days` has some, and it does not.
fn is_bracketed(title: &Sentence, number: &Number) -> bool {
    let last = title.tokens[..number.at].iter().rfind(|token| token.is("(") || token.is(")"));
    last.is_some_and(|token| token.is("("))
}

/// The word that claims: a movement or a praise.
fn claim(title: &Sentence, lexicon: &Lexicon) -> Option<Hit> {
    const DEGREES: &[&str] = &["more", "less", "fewer", "lower", "higher"];
    let opens = |hit: &Hit| hit.at <= 1 && hit.mark.form != Form::Third || hit.mark.closes;
    let keeps = lexicon.keeping_verbs.all(&title.tokens).find(opens);
    let moves = lexicon.change_verbs.all(&title.tokens).find(|hit| moves(title, *hit)).or(keeps);
    // `more women in our team` far back is no claim of its own.
    // and neither are `best practices`, `one more` and `high-level`.
    let degree = |hit: &Hit| {
        let next = title.word(hit.end);
        let named = next.starts_with("practice") || next == "level" || next == "effort";
        let before = hit.at.checked_sub(1).map_or("", |at| title.word(at));
        !named && before != "one" && (!DEGREES.contains(&title.word(hit.at)) || hit.at <= 2)
    };
    let praises = lexicon
        .vague_words
        .all(&title.tokens)
        .find(degree)
        .or_else(|| lexicon.intensifiers.first(&title.tokens))
        .filter(|hit| !is_by_the_way(title, *hit, finite(title, lexicon), lexicon));
    match (moves, praises) {
        (Some(moves), Some(praises)) => Some(if praises.at < moves.at { praises } else { moves }),
        (moves, praises) => moves.or(praises),
    }
}

/// Whether a word of movement is the verb here: it opens, is inflected, or follows another verb.
fn moves(title: &Sentence, hit: Hit) -> bool {
    // `Drag-and-drop upload`: part of a name.
    let part = title.tokens[hit.at].kind == Kind::Word
        && hit.at > 0
        && title.tokens[hit.at - 1].kind == Kind::Word
        && !title.tokens[hit.at].spaced;
    if part {
        return false;
    }
    let opens = hit.at <= 2;
    let inflected = hit.mark.form != Form::Base;
    let follows =
        hit.at > 0 && ["to", "and", "will", "must", "should", "can"].contains(&title.word(hit.at - 1));
    let closes = hit.mark.closes || title.tokens[hit.at].kind == Kind::Han;
    opens || inflected || follows || closes
}

/// What the claim is about, as written: the words behind it, or those before.
fn about(title: &Sentence, hit: Hit) -> String {
    let end = (hit.end + 5).min(title.tokens.len());
    let stop = title.tokens[hit.end..end]
        .iter()
        .position(|token| token.kind == Kind::Mark)
        .map_or(end, |at| hit.end + at);
    let mut from = hit.end;
    while ["the", "our", "of", "in", "a"].contains(&title.word(from)) && from < stop {
        from += 1;
    }
    if from < stop {
        return quoted(&title.text(from, stop));
    }
    match title.text(hit.at.saturating_sub(4), hit.at) {
        before if before.is_empty() => "this".to_owned(),
        before => quoted(&before),
    }
}
