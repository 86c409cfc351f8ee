//! The words the wording rules go by: built-in lists, one file each, and what a workspace adds to
//! them or cuts from them.

use std::collections::BTreeMap;

use crate::settings::WordList;

/// All lists of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The built-in lists with a workspace's own words.
    pub fn of(own: &BTreeMap<String, WordList>) -> Self {
        let _ = own;
        Self {}
    }

    /// The names of the lists.
    pub fn list_names() -> impl Iterator<Item = &'static str> {
        ["output_verbs", "output_metrics", "product_names"].into_iter()
    }

    /// Whether there is a list of this name.
    pub fn has_list(name: &str) -> bool {
        Self::list_names().any(|list| list == name)
    }
}
