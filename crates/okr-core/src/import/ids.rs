//! Ids for goals that have none yet: a few words of the title, unlike any id that is taken.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Id;

/// The ids of a sheet's namespace, with more to give.
#[derive(Debug, Default)]
pub struct Ids {
    taken: BTreeSet<Id>,
    /// The number to try next for a slug that was given before: many titles may be alike.
    next: BTreeMap<String, usize>,
}

/// Words that say nothing about which goal it is.
const EMPTY: &[&str] = &[
    "a", "an", "the", "our", "all", "of", "in", "on", "for", "and", "or", "with", "that", "who", "we", "it",
];

/// Verbs a title opens with, which its id need not tell.
const OPENING: &[&str] = &[
    "achieve", "cut", "decrease", "get", "grow", "halve", "have", "improve", "increase", "keep", "lower",
    "make", "raise", "reach", "reduce", "shorten",
];

/// Where a title stops to say what and starts to say how much.
const MOVEMENT: &[&str] = &[
    "above", "at", "below", "by", "down", "drop", "drops", "fall", "falls", "from", "go", "goes", "grow",
    "grows", "is", "are", "over", "rise", "rises", "stay", "stays", "take", "takes", "to", "under", "until",
    "up", "within",
];

/// An id has no more words than these, and no more characters than those.
const WORDS: usize = 4;
const CHARACTERS: usize = 40;

impl Ids {
    /// A namespace in which these are taken.
    pub fn taken<'a>(ids: impl IntoIterator<Item = &'a Id>) -> Self {
        Self { taken: ids.into_iter().cloned().collect(), next: BTreeMap::new() }
    }

    /// Takes an id, if nobody has it.
    pub fn take(&mut self, id: &Id) -> bool {
        self.taken.insert(id.clone())
    }

    /// A new id for a title; the noun stands in where the title has no letters an id can have.
    pub fn coin(&mut self, title: &str, noun: Noun) -> Id {
        let slug = slug(title);
        let key = if slug.is_empty() { noun.as_str().to_owned() + "-" } else { slug.clone() };
        let mut count = self.next.get(&key).copied().unwrap_or(1);
        loop {
            let text = match (count, slug.as_str()) {
                (_, "") => format!("{}-{count}", noun.as_str()),
                (1, slug) => slug.to_owned(),
                (_, slug) => format!("{slug}-{count}"),
            };
            // A slug and a noun are ids by their making, so this ends after as many tries as ids are taken.
            if let Ok(id) = text.parse::<Id>()
                && self.take(&id)
            {
                self.next.insert(key, count + 1);
                return id;
            }
            count += 1;
        }
    }
}

/// What gets an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// An objective.
    Objective,
    /// A key result.
    KeyResult,
    /// A guardrail.
    Guardrail,
}

impl Noun {
    fn as_str(self) -> &'static str {
        match self {
            Self::Objective => "objective",
            Self::KeyResult => "key-result",
            Self::Guardrail => "guardrail",
        }
    }
}

/// The title without what stands behind it in brackets, such as a grade or a ticket.
fn plain(title: &str) -> &str {
    let mut rest = title.trim_end();
    while let Some(open) = rest.ends_with([')', ']']).then(|| rest.rfind(['(', '['])).flatten()
        && open > 0
    {
        rest = rest[..open].trim_end();
    }
    rest
}

fn slug(title: &str) -> String {
    let whole = Id::suggestion(plain(title));
    let words: Vec<&str> = whole.split('-').filter(|word| !word.is_empty()).collect();
    // Numbers alone name nothing: 由10减少到5 is no `10-5`.
    let first = words.iter().position(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
    let words = first.map_or(&[][..], |first| &words[first..]);
    let telling = |words: &[&str]| -> Vec<String> {
        let mut chosen: Vec<String> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let opens = chosen.is_empty() && at == 0 && OPENING.contains(word);
            if opens || EMPTY.contains(word) {
                continue;
            }
            let full = chosen.len() == WORDS || chosen.join("-").len() + word.len() >= CHARACTERS;
            if full || !chosen.is_empty() && MOVEMENT.contains(word) {
                break;
            }
            chosen.push((*word).to_owned());
        }
        chosen
    };
    let mut slug = telling(words).join("-");
    if slug.is_empty() {
        slug = words.join("-");
    }
    slug.truncate(CHARACTERS);
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_gives_a_few_telling_words() {
        for (title, id) in [
            ("Paying feels instant (0.6)", "paying-feels-instant"),
            ("Refunds [in days] land soon [27/38] (#7148)", "refunds-days-land-soon"),
            ("Payment round trip falls from 300 ms to under 200 ms", "payment-round-trip"),
            ("Paying feels instant, even at the evening peak", "paying-feels-instant-even"),
            ("Increase the test coverage from 46 % to 60 %", "test-coverage"),
            ("Reduce", "reduce"),
            ("At least 3 customers", "at-least-3-customers"),
            ("p95 of search under 2 s", "p95-search"),
            ("3 customers run 10 campaigns", "customers-run-10-campaigns"),
            ("用户支付即时", "key-result-1"),
            ("告警由10次减少到5次", "key-result-1"),
            ("用户支付 P95", "p95"),
            ("", "key-result-1"),
            ("The", "the"),
        ] {
            assert_eq!(Ids::default().coin(title, Noun::KeyResult).as_str(), id, "{title}");
        }
    }

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::taken([&Ids::default().coin("Build time", Noun::KeyResult)]);
        let given: Vec<String> = ["Build time", "Build time", "", ""]
            .map(|title| ids.coin(title, Noun::Objective).to_string())
            .into();
        assert_eq!(given, ["build-time-2", "build-time-3", "objective-1", "objective-2"]);
    }

    proptest! {
        #[test]
        fn any_title_gives_an_id(title in any::<String>()) {
            let id = Ids::default().coin(&title, Noun::Objective);
            prop_assert!(id.as_str().len() <= CHARACTERS + 2);
        }
    }
}
