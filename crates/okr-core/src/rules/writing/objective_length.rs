//! W703 objective-length.

use crate::rules::rule::rule;
use crate::rules::text::{Kind, Sentence};
use crate::rules::{Check, Saying, Sink};

rule! {
    /// Tells an objective's title that is too short to say something, or too long to be remembered.
    ///
    /// Words are counted where the script puts spaces between them, and characters where it does not.
    ///
    /// ## Why is this bad?
    /// *Business first.* An objective is what people can say by heart. "Performance" wants nothing yet; forty words want
    /// everything.
    ///
    /// ## Example
    /// ```yaml,fires
    /// title: Checkout performance
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// title: Paying feels instant, even at the evening peak
    /// ```
    pub(super) static OBJECTIVE_LENGTH = {
        code: "W703",
        name: "objective-length",
        severity: Note,
        parameters: [
            ("min_words", 4, "words that are enough"),
            ("max_words", 18, "words that are not too many"),
            ("min_characters", 6, "characters that are enough, in Chinese and the like"),
            ("max_characters", 40, "characters that are not too many, in Chinese and the like"),
        ],
        check: Check::Saying(check),
    }
}

fn check(Saying { at, title: sentence, .. }: Saying<'_>, sink: &mut Sink<'_>) {
    let Some(title) = &at.objective.title else { return };
    let (count, unit, min, max) = match length(title, sentence) {
        Length::Words(count) => (count, "word", sink.parameter("min_words"), sink.parameter("max_words")),
        Length::Characters(count) => {
            (count, "character", sink.parameter("min_characters"), sink.parameter("max_characters"))
        }
    };
    let plural = if count == 1 { "" } else { "s" };
    if count < min {
        sink.tell(
            at.spot("title"),
            format!("a title of {count} {unit}{plural} says too little of what is wanted"),
        )
        .help("say in one sentence what will be true for whom");
    } else if count > max {
        sink.tell(at.spot("title"), format!("a title of {count} {unit}{plural} is not remembered"))
            .help(format!("say it in at most {max} {unit}s; what explains it belongs into `why`"));
    }
}

/// How long a title is, in what its script counts by.
enum Length {
    Words(usize),
    Characters(usize),
}

fn length(title: &str, sentence: &Sentence) -> Length {
    let words = title.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let han = sentence.tokens.iter().filter(|token| token.kind == Kind::Han).count();
    if han >= words {
        Length::Characters(title.chars().filter(|c| !c.is_whitespace()).count())
    } else {
        Length::Words(words)
    }
}
