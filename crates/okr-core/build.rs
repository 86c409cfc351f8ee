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
        pub mod fold;
        pub mod phrases;
        pub mod script;
        pub mod token;

        pub(in crate::rules) use phrases::{Beginnings, Form, Hit, Mark, Phrases, Table};
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
                    $(super::write(
                        &mut source,
                        stringify!($list),
                        &inflect::Inflect::$inflect
                            .list(include_str!(concat!("src/rules/lexicon/", stringify!($list), ".txt"))),
                    );)+
                    source
                }
            };
        }

        for_each_list!(tables);
    }

    /// One list as a static.
    fn write(source: &mut String, name: &str, phrases: &text::Phrases) {
        let (mut text, mut rows) = (String::new(), String::new());
        let mut beginnings = text::Beginnings::default();
        for (first, rest, mark) in phrases.all_of() {
            let start = text.len();
            text.push_str(&first);
            if !rest.is_empty() {
                text.push(' ');
                text.push_str(&rest);
            }
            beginnings.add(&first);
            let whole = u8::try_from(text.len() - start).expect("no phrase is that long");
            let _ = write!(rows, "({start}, {}, {whole}, {}), ", first.len(), mark.number());
        }
        let _ = writeln!(
            source,
            "#[allow(non_upper_case_globals, reason = \"named as the list is\")]\n\
             pub(super) static {name}: crate::rules::text::Table = crate::rules::text::Table {{\n    \
             text: {text:?},\n    rows: &[{rows}],\n    \
             beginnings: crate::rules::text::Beginnings({:?}),\n}};",
            beginnings.0
        );
    }

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
