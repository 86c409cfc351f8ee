//! M107 vague-wording.

use crate::rules::claim::{carries, claim};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::text::{Hit, Kind, Sentence};
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
    if carries(&reading.title) || reading.deed.is_some() {
        return;
    }
    let hit = if reading.carried {
        // The fields measure the movement, but nothing measures "world-class".
        words.lexicon.intensifiers.first(&reading.title.tokens)
    } else {
        claim(&reading.title, reading.verb, words.lexicon)
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
