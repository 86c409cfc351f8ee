//! The rules' pages in `docs/` say what the program says. After a change that you mean:
//! `UPDATE_PAGES=1 cargo test --test main rule_pages`, and read the diff.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use okr_core::rules;

/// Every generated page by its path under `docs/`.
fn pages() -> BTreeMap<PathBuf, String> {
    let mut pages: BTreeMap<PathBuf, String> = rules::all()
        .map(|rule| (PathBuf::from(format!("rules/{}.md", rule.name)), rules::page(rule)))
        .collect();
    pages.insert("rules.md".into(), rules::reference());
    pages
}

#[test]
fn pages_are_up_to_date() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let pages = pages();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::create_dir_all(docs.join("rules")).unwrap();
        for (path, text) in &pages {
            fs::write(docs.join(path), text).unwrap();
        }
    }
    let stale: Vec<_> = pages
        .iter()
        .filter(|(path, text)| fs::read_to_string(docs.join(path)).ok().as_ref() != Some(text))
        .map(|(path, _)| path)
        .collect();
    let left: Vec<PathBuf> = fs::read_dir(docs.join("rules"))
        .unwrap()
        .map(|entry| Path::new("rules").join(entry.unwrap().file_name()))
        .filter(|path| !pages.contains_key(path))
        .collect();
    assert!(
        stale.is_empty() && left.is_empty(),
        "stale: {stale:?}, of no rule: {left:?}; see the top of this test"
    );
}
