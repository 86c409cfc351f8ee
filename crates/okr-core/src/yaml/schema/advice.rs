//! What a reader says of a value it cannot take, and what it suggests instead.

use super::fields::Scalar;
use super::shape::{Field, Object, Shape};
use crate::finding::Span;
use crate::model::{Id, IdError};
use crate::yaml::Problem;
use crate::yaml::node::{Entry, Kind, Style};

/// A text that is no id.
pub(super) fn bad_id(text: &str, span: Span, error: &IdError) -> Problem {
    let suggestion = Id::suggestion(text);
    let help = if suggestion.is_empty() {
        "an id has small letters, digits and `-`, and starts with no `-`".to_owned()
    } else {
        format!("write `{suggestion}`; an id has small letters, digits and `-`")
    };
    Problem::malformed(span, error.to_string()).with_help(help)
}

/// A word that is none of those the field takes.
pub(super) fn bad_word(scalar: &Scalar<'_>, field: &Field) -> Problem {
    let words = match field.shape {
        Shape::Word(words) => words(),
        Shape::OneOrList(Shape::Word(words)) => words(),
        _ => Vec::new(),
    };
    let message = format!("`{}` is no value of `{}`", scalar.text, field.name);
    Problem::malformed(scalar.span, message).with_help(suggest(scalar.text, &words))
}

/// A field the object does not have.
pub(super) fn unknown(entry: &Entry<'_>, object: &Object, style: Style) -> Problem {
    let names: Vec<&str> = object.fields.iter().map(|field| field.name).collect();
    let key = &entry.key.text;
    let problem = Problem::malformed(entry.key.span(), format!("{} has no field `{key}`", object.noun));
    // `{ value: 1,000 ms }` is a value of 1 and a key `000 ms`.
    let cut_at_a_comma = style == Style::Flow && entry.value.kind == Kind::Null;
    if cut_at_a_comma {
        problem.with_help("quote a value that holds a comma: in braces a comma ends it")
    } else {
        problem.with_help(suggest(key, &names))
    }
}

/// The nearest of the words that would do, or all of them.
pub(super) fn suggest(text: &str, words: &[&str]) -> String {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
    };
    let wanted = plain(text);
    let nearest = words
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&wanted, &plain(word)), word))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, word)| *distance <= 1.max(word.len() / 3));
    match nearest {
        Some((_, word)) => format!("did you mean `{word}`?"),
        None => match words {
            [only] => format!("write `{only}`"),
            _ => format!("write one of {}", words.join(", ")),
        },
    }
}

/// The least an object must say, in one line.
pub(super) fn skeleton(object: &Object) -> String {
    let required: Vec<String> = object
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| format!("{}: {}", field.name, field.example))
        .collect();
    if required.is_empty() {
        "write `field: value` lines".to_owned()
    } else {
        format!("write `{{ {} }}`", required.join(", "))
    }
}
