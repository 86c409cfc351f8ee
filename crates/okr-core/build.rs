//! Inflects the word lists when the program is built: thousands of words in all their forms, which every start of
//! the program would otherwise make anew. The same code reads them that reads a workspace's own words.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    missing_docs,
    reason = "most of that code is for the program"
)]
#![allow(clippy::pedantic, reason = "it is judged where the program is built from it")]
#![allow(clippy::expect_used, reason = "a build that goes wrong stops")]

use std::fmt::Write as _;
use std::path::Path;

#[path = "src/rules"]
mod rules {
    #[path = "text"]
    pub mod text {
        pub mod fnv;
        pub mod fold;
        pub mod openings;
        pub mod phrases;
        pub mod script;
        pub mod token;

        pub(in crate::rules) use openings::Openings;
        pub(in crate::rules) use phrases::{Form, Hit, Mark, Phrases, Table};
        pub(in crate::rules) use token::{Kind, Token};
    }

    #[path = "lexicon"]
    pub mod lexicon {
        pub mod inflect;
        #[macro_use]
        pub mod lists;

        macro_rules! tables {
            ($($list:ident, $inflect:ident, $about:literal;)+) => {
                /// The tables of all lists, as the source of the program.
                pub fn tables() -> String {
                    let mut source = String::new();
                    let mut words = std::collections::BTreeMap::new();
                    let mut lists = 0..u32::BITS;
                    $(super::write(
                        &mut source,
                        &mut words,
                        1 << lists.next().expect("a token has a bit for each list"),
                        stringify!($list),
                        &inflect::Inflect::$inflect
                            .list(include_str!(concat!("src/rules/lexicon/", stringify!($list), ".txt"))),
                    );)+
                    super::write_openings(&mut source, &words);
                    source
                }
            };
        }

        for_each_list!(tables);
    }

    /// One list as a static.
    fn write(
        source: &mut String,
        words: &mut BTreeMap<String, Vec<(u32, usize)>>,
        list: u32,
        name: &str,
        phrases: &text::Phrases,
    ) {
        let (mut text, mut rows) = (String::new(), String::new());
        for (row, (first, rest, mark)) in phrases.all_of().into_iter().enumerate() {
            let start = text.len();
            text.push_str(&first);
            if !rest.is_empty() {
                text.push(' ');
                text.push_str(&rest);
            }
            let whole = u8::try_from(text.len() - start).expect("no phrase is that long");
            let _ = write!(rows, "({start}, {}, {whole}, {}), ", first.len(), mark.number());
            let lists = words.entry(first).or_default();
            if lists.last().is_none_or(|(last, _)| *last != list) {
                lists.push((list, row));
            }
        }
        let _ = writeln!(
            source,
            "#[allow(non_upper_case_globals, reason = \"named as the list is\")]\n\
             pub(super) static {name}: crate::rules::text::Table = crate::rules::text::Table {{\n    \
             text: {text:?},\n    rows: &[{rows}],\n    \
             list: {list},\n}};"
        );
    }

    /// The words that begin the phrases of any list, each with the first rows in its lists.
    fn write_openings(source: &mut String, openings: &BTreeMap<String, Vec<(u32, usize)>>) {
        let (mut text, mut words, mut rows) = (String::new(), Vec::new(), Vec::new());
        for (word, lists) in openings {
            text.push_str(word);
            rows.extend(lists.iter().map(|(_, row)| *row));
            let bits = lists.iter().fold(0, |bits, (list, _)| bits | list);
            words.push((text.len(), bits, rows.len()));
        }
        let places = text::Openings::places(openings.keys().map(String::as_str));
        let _ = writeln!(
            source,
            "pub(super) static OPENINGS: crate::rules::text::Openings = crate::rules::text::Openings {{\n    \
             text: {text:?},\n    words: &{words:?},\n    rows: &{rows:?},\n    places: &{places:?},\n}};",
        );
    }

    use std::collections::BTreeMap;
    use std::fmt::Write as _;
}

/// What the reader of lists asks for and the build has none of.
mod settings {
    pub struct WordList {
        pub add: Vec<String>,
        pub remove: Vec<String>,
    }
}

fn main() -> std::io::Result<()> {
    for source in ["src/rules/lexicon", "src/rules/text", "build.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let folder = std::env::var_os("OUT_DIR").ok_or_else(|| std::io::Error::other("cargo names no folder"))?;
    std::fs::write(Path::new(&folder).join("word_lists.rs"), rules::lexicon::tables())
}
