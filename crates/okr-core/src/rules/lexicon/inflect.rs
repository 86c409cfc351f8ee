//! A list read from its text, each word in the forms a sentence may hold it in.

use crate::rules::text::{Form, Mark, Phrases};
use crate::settings::WordList;

/// How the words of a list are inflected. English only: other languages list the forms they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inflect {
    /// `launch`: launches, launched, launching; of a phrase, its first word.
    Verb,
    /// `user story`: user stories; of a phrase, its last word.
    Noun,
    /// As listed.
    Exact,
}

/// The entries of a list's text.
pub(super) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Inflect {
    /// The list in a text.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script calls it"))]
    pub(super) fn list(self, text: &str) -> Phrases {
        let mut phrases = Phrases::default();
        for entry in entries(text) {
            self.add(&mut phrases, entry);
        }
        phrases
    }

    /// A workspace's own words; what it cuts goes last, and in all its forms.
    pub(super) fn change(self, phrases: &mut Phrases, own: &WordList) {
        for entry in &own.add {
            self.add(phrases, entry);
        }
        for entry in &own.remove {
            for (form, _) in self.forms(entry.trim_start_matches('…')) {
                phrases.remove(&form);
            }
        }
    }

    fn add(self, phrases: &mut Phrases, entry: &str) {
        let bare = entry.trim_start_matches('…');
        let closes = bare != entry;
        for (phrase, form) in self.forms(bare) {
            phrases.add(&phrase, Mark { form, closes });
        }
    }

    fn forms(self, entry: &str) -> Vec<(String, Form)> {
        let entry = entry.trim().to_lowercase();
        let mut list = vec![(entry.clone(), Form::Base)];
        match self {
            Self::Exact => {}
            Self::Verb => {
                let (verb, rest) = entry.split_once(' ').unwrap_or((&entry, ""));
                if is_plain(verb) {
                    let join = |form: String| if rest.is_empty() { form } else { format!("{form} {rest}") };
                    list.extend(verb_forms(verb).into_iter().map(|(text, form)| (join(text), form)));
                }
            }
            Self::Noun => {
                let (before, noun) = entry.rsplit_once(' ').unwrap_or(("", &entry));
                if is_plain(noun) {
                    let join =
                        |form: String| if before.is_empty() { form } else { format!("{before} {form}") };
                    list.push((join(third(noun)), Form::Base));
                }
            }
        }
        list
    }
}

fn is_plain(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

fn verb_forms(verb: &str) -> Vec<(String, Form)> {
    let mut list = vec![(third(verb), Form::Third)];
    let stem = verb.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(verb);
    list.push((past(verb), Form::Past));
    list.push((format!("{stem}ing"), Form::Gerund));
    if let Some(doubled) = doubled(verb) {
        list.push((format!("{doubled}ed"), Form::Past));
        list.push((format!("{doubled}ing"), Form::Gerund));
    }
    list
}

/// `-s`, also of nouns.
fn third(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if hisses { format!("{word}es") } else { format!("{word}s") }
}

fn past(verb: &str) -> String {
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ied"),
        _ => format!("{verb}ed"),
    }
}

/// `ship`: `shipp`, where a short vowel stands before the last letter.
fn doubled(verb: &str) -> Option<String> {
    let mut last = verb.chars().rev();
    let (end, vowel, before) = (last.next()?, last.next()?, last.next()?);
    let is_vowel = |c: char| "aeiou".contains(c);
    let short = !is_vowel(end) && !"wxyhc".contains(end) && is_vowel(vowel) && !is_vowel(before);
    short.then(|| format!("{verb}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_forms() {
        let of = |verb: &str| verb_forms(verb).into_iter().map(|(form, _)| form).collect::<Vec<_>>();
        assert_eq!(of("launch"), ["launches", "launched", "launching"]);
        assert_eq!(of("migrate"), ["migrates", "migrated", "migrating"]);
        assert_eq!(of("deploy"), ["deploys", "deployed", "deploying"]);
        assert_eq!(of("study"), ["studies", "studied", "studying"]);
        assert!(of("ship").contains(&"shipped".to_owned()));
        assert_eq!(third("box"), "boxes");
    }
}
