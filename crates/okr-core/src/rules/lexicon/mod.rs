//! The words the wording rules go by: built-in lists, one file each, and what a workspace adds to
//! them or cuts from them under `lexicon:`.
//!
//! A list is a text file: one word or phrase a line, any language, `#` before a remark. A leading `…`
//! marks a verb that may stand at the end of its sentence. `build.rs` inflects them when the program is built.

mod inflect;
#[macro_use]
mod lists;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::inflect::Inflect;
use super::text::{Phrases, Sentence, Token};
use crate::settings::WordList;

macro_rules! lexicon {
    ($($list:ident, $inflect:ident, $about:literal;)+) => {
        /// All lists of a workspace.
        #[derive(Debug, Clone)]
        pub struct Lexicon {
            $(#[doc = $about] pub(super) $list: Phrases,)+
        }

        /// The lists: name, how its words are inflected, what it is, its text.
        static LISTS: &[(&str, &str, &str)] = &[
            $((stringify!($list), $about, include_str!(concat!(stringify!($list), ".txt"))),)+
        ];

        /// In static memory: the program reads and inflects nothing at its start.
        static BUILT_IN: Lexicon = Lexicon { $($list: Phrases::of(&tables::$list),)+ };

        impl Lexicon {
            /// The lists as their texts say, read now.
            #[cfg(test)]
            fn read_now() -> Self {
                Self {
                    $($list: Inflect::$inflect.list(include_str!(concat!(stringify!($list), ".txt"))),)+
                }
            }

            fn list(&self, name: &str) -> Option<&Phrases> {
                match name {
                    $(stringify!($list) => Some(&self.$list),)+
                    _ => None,
                }
            }

            fn change(&mut self, name: &str, own: &WordList) {
                match name {
                    $(stringify!($list) => Inflect::$inflect.change(&mut self.$list, own),)+
                    // A name that is no list is told by `unknown-reference`.
                    _ => {}
                }
            }
        }
    };
}

for_each_list!(lexicon);

/// Written by the build script.
#[allow(clippy::unreadable_literal, reason = "nobody reads them")]
mod tables {
    include!(concat!(env!("OUT_DIR"), "/word_lists.rs"));
}

impl Lexicon {
    /// The built-in lists with a workspace's own words.
    pub fn of(own: &BTreeMap<String, WordList>) -> Cow<'static, Self> {
        let mut lexicon = Cow::Borrowed(&BUILT_IN);
        for (name, list) in own {
            lexicon.to_mut().change(name, list);
        }
        lexicon
    }

    /// The names of the lists.
    pub fn list_names() -> impl Iterator<Item = &'static str> {
        LISTS.iter().map(|(name, ..)| *name)
    }

    /// Whether there is a list of this name.
    pub fn has_list(name: &str) -> bool {
        Self::list_names().any(|list| list == name)
    }

    /// The words of a built-in list, as listed.
    pub(super) fn words(list: &str) -> impl Iterator<Item = &'static str> {
        let text = LISTS.iter().find(|(name, ..)| *name == list).map_or("", |(.., text)| *text);
        inflect::entries(text).map(|entry| entry.trim_start_matches('…'))
    }

    /// Whether a built-in list has a word, in any of the forms it knows.
    pub(super) fn has_word(list: &str, word: &str) -> bool {
        BUILT_IN.list(list).is_some_and(|phrases| phrases.has(word.trim_start_matches('…')))
    }

    /// Name, meaning and number of entries of each list, for the reference.
    pub(super) fn lists() -> impl Iterator<Item = (&'static str, &'static str, usize)> {
        LISTS.iter().map(|(name, about, text)| (*name, *about, inflect::entries(text).count()))
    }

    /// Takes a text apart with the names this workspace knows.
    pub(super) fn read(&self, text: &str) -> Sentence {
        Sentence::read(text, &tables::OPENINGS, &self.numbered_names, &self.product_names)
    }

    /// Only the pieces of a text.
    pub(super) fn tokens(text: &str) -> Vec<Token> {
        Sentence::tokens_of(text, &tables::OPENINGS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text::tokens;

    #[test]
    fn the_build_wrote_what_the_texts_say() {
        let now = Lexicon::read_now();
        for name in Lexicon::list_names() {
            let (built, read) =
                (BUILT_IN.list(name).map(Phrases::all_of), now.list(name).map(Phrases::all_of));
            assert!(built.as_ref().is_some_and(|built| built.len() > 5), "{name}");
            assert_eq!(built, read, "{name}");
        }
    }

    #[test]
    fn every_list_has_words_and_opens_with_what_it_is() {
        for (name, _, text) in LISTS {
            assert!(text.starts_with("# "), "{name}");
            assert!(inflect::entries(text).count() > 5, "{name}");
        }
    }

    #[test]
    fn a_workspace_adds_and_cuts_words() {
        let own = WordList { add: vec!["sling".into(), "甩出".into()], remove: vec!["launch".into()] };
        let lexicon = Lexicon::of(&BTreeMap::from([("output_verbs".to_owned(), own)]));
        let has = |text: &str| lexicon.output_verbs.at(&tokens(text), 0).is_some();
        assert!(has("sling") && has("甩出新版"));
        assert!(!has("launch") && !has("launched"));
        assert!(has("ship"), "the other words stay");
    }

    #[test]
    fn words_are_known_in_their_forms() {
        let lexicon = Lexicon::of(&BTreeMap::new());
        for form in
            ["ship", "ships", "shipped", "shipping", "migrated", "publishing", "rolls out", "rolled out"]
        {
            assert!(lexicon.output_verbs.at(&tokens(form), 0).is_some(), "{form}");
        }
        for form in ["pull request", "Pull Requests", "pull-requests", "user stories", "代码行数"] {
            assert!(lexicon.output_metrics.at(&tokens(form), 0).is_some(), "{form}");
        }
    }
}
