//! Anchors: letters, digits and hyphens, and no two alike, whatever the names they came from.

use std::collections::{BTreeMap, BTreeSet};

/// The anchors that are taken.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    taken: BTreeSet<String>,
    /// How often a name was claimed, so that many tables of one name do not search from the start.
    claims: BTreeMap<String, usize>,
}

impl Slugs {
    /// An anchor like `name` that nothing else has.
    pub(super) fn claim(&mut self, name: &str) -> String {
        let mut stem = String::from("r-");
        for c in name.chars().take(80) {
            if c.is_ascii_alphanumeric() {
                stem.push(c.to_ascii_lowercase());
            } else if !stem.ends_with('-') {
                stem.push('-');
            }
        }
        let stem = stem.trim_end_matches('-').to_owned();
        let count = self.claims.entry(stem.clone()).or_insert(0);
        let mut slug = stem.clone();
        loop {
            *count += 1;
            if *count > 1 {
                slug = format!("{stem}-{count}");
            }
            if self.taken.insert(slug.clone()) {
                return slug;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike() {
        let mut slugs = Slugs::default();
        let claimed: Vec<String> = ["shifts", "Shifts!", "shifts-2", "", "支付", "\"><x", "shifts"]
            .iter()
            .map(|name| slugs.claim(name))
            .collect();
        assert_eq!(claimed, ["r-shifts", "r-shifts-2", "r-shifts-2-2", "r", "r-2", "r-x", "r-shifts-3"]);
    }
}
