//! Anchors: letters, digits and hyphens, and no two alike, whatever the names they came from.

use std::collections::BTreeSet;

/// The anchors that are taken.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    taken: BTreeSet<String>,
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
        // A name ends in no number of its own here, so that one count cannot run into another.
        let mut slug = stem.clone();
        let mut count = 1;
        while !self.taken.insert(slug.clone()) {
            count += 1;
            slug = format!("{stem}-{count}");
        }
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike() {
        let mut slugs = Slugs::default();
        let claimed: Vec<String> = ["shifts", "Shifts!", "shifts-2", "", "支付", "\"><x"]
            .iter()
            .map(|name| slugs.claim(name))
            .collect();
        assert_eq!(claimed, ["r-shifts", "r-shifts-2", "r-shifts-2-2", "r", "r-2", "r-x"]);
    }
}
