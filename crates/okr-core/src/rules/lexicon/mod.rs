//! The words the wording rules go by: built-in lists, one file each, and what a workspace adds to
//! them or cuts from them under `lexicon:`.
//!
//! A list is a text file: one word or phrase a line, any language, `#` before a remark. A leading `…`
//! marks a verb that may stand at the end of its sentence.

mod inflect;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use self::inflect::Inflect;
use super::text::{Phrases, Sentence};
use crate::settings::WordList;

macro_rules! lists {
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

        impl Lexicon {
            fn built_in() -> Self {
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

lists! {
    output_verbs, Verb, "verbs that deliver a thing: launch, ship, build, 上线";
    output_metrics, Noun, "things that count work done: commits, pull requests, story points, 代码行数";
    output_artefacts, Noun, "things a team makes, which are output when counted: blog posts, dashboards";
    activity_verbs, Verb, "verbs that tell what people are busy with: support, research, 参与";
    activity_events, Noun, "what people hold, run or send: meetings, workshops, surveys";
    milestone_verbs, Verb, "verbs that say only that something will be over: finish, deprecate, 完成";
    milestone_states, Exact, "states that say only that something is so: done, live, 已上线";
    feature_verbs, Verb, "verbs that describe what a product does: allow, show";
    change_verbs, Verb, "verbs of movement, which need a number: improve, reduce, 提升";
    keeping_verbs, Verb, "verbs that keep or assure, which need a number as well: ensure, maintain, 保证";
    effect_verbs, Verb, "verbs that tell an effect, never a deed: reach, attract, satisfy";
    vague_words, Exact, "words that claim without measuring: better, seamless, world-class, 显著";
    intensifiers, Exact, "words that only turn a claim up: significantly, world-class, 显著";
    placeholders, Exact, "what stands where a decision is still to come: TBD, XXX, 待定";
    timing_metrics, Noun, "latencies, durations, rates and availabilities";
    measure_names, Exact, "nouns that are a measure by themselves: adoption, revenue, satisfaction";
    statistics, Exact, "which figure of a distribution: p95, median, 平均";
    populations, Exact, "whose values are counted: production, every, 线上";
    windows, Exact, "over which time: weekly, rolling, 每周";
    vanity_totals, Noun, "totals that only ever grow: followers, downloads, 累计";
    quality_conditions, Exact, "conditions that make a total say something: active, paying, 留存";
    individual_words, Exact, "work counted per head, and people ranked: per engineer, 人均";
    local_scope, Exact, "a metric cut down to what its team owns: our module";
    quality_metrics, Noun, "measures of quality: failures, incidents, satisfaction, 故障";
    throughput_metrics, Noun, "throughput in the sense of DORA: deployment frequency, lead time";
    instability_metrics, Noun, "instability in the sense of DORA: change failure rate, recovery time";
    counted_metrics, Exact, "metrics whose bare number says what it counts: score, ratio, number of";
    product_names, Exact, "names that hold digits and are no measure: Office 365";
    numbered_names, Exact, "words after which a number only tells which one: RFC, SOC, tier, phase";
    compound_heads, Exact, "nouns that make a noun of the verb before them: build time, release process";
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

impl Lexicon {
    /// The built-in lists with a workspace's own words.
    pub fn of(own: &BTreeMap<String, WordList>) -> Cow<'static, Self> {
        let mut lexicon = Cow::Borrowed(&*BUILT_IN);
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
        Sentence::read(text, &self.numbered_names, &self.product_names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text::tokens;

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
