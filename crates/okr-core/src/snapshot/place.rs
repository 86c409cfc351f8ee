//! Where a sheet should stand: `okrs/<cycle>/<team>.yaml`, or a file in `okrs/<cycle>/<team>/`.

use crate::model::{Cycle, Id};

/// The cycle and the team that a sheet's path names, as its folders spell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetPlace<'a> {
    /// The folder below `okrs/`.
    pub cycle: &'a str,
    /// The file's name without its ending, or the folder it stands in.
    pub team: &'a str,
    /// Whether it is one of several files in the team's own folder.
    pub in_folder: bool,
}

impl<'a> SheetPlace<'a> {
    /// What `path` names in a workspace at `root`; nothing where it names no cycle and team.
    pub fn of(root: &str, path: &'a str) -> Option<Self> {
        let rest = path.strip_prefix(root)?.strip_prefix("okrs/")?;
        let (cycle, rest) = rest.split_once('/')?;
        Some(match rest.split_once('/') {
            Some((team, _)) => Self { cycle, team, in_folder: true },
            None => Self { cycle, team: stem(rest), in_folder: false },
        })
    }

    /// Whether the place is that of `team`'s sheet for `cycle`.
    pub fn is_of(&self, cycle: &Cycle, team: &Id) -> bool {
        self.team == team.as_str() && self.cycle.parse::<Cycle>().is_ok_and(|named| named == *cycle)
    }

    /// The path of `team`'s sheet for `cycle` in a workspace at `root`.
    pub fn path(root: &str, cycle: &Cycle, team: &Id) -> String {
        format!("{root}okrs/{cycle}/{team}.yaml")
    }
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    #[test]
    fn a_path_names_a_cycle_and_a_team() {
        let place = |root, path| SheetPlace::of(root, path).map(|p| (p.cycle, p.team, p.in_folder));
        assert_eq!(place("", "okrs/2026-Q1/payments.yaml"), Some(("2026-Q1", "payments", false)));
        assert_eq!(place("", "okrs/2026-Q1/payments.yml"), Some(("2026-Q1", "payments", false)));
        assert_eq!(place("", "okrs/2026-Q1/payments/a/b.yaml"), Some(("2026-Q1", "payments", true)));
        assert_eq!(place("goals/", "goals/okrs/2026/a.yaml"), Some(("2026", "a", false)));
        assert_eq!(place("", "okrs/payments.yaml"), None);
        assert_eq!(place("goals/", "okrs/2026/a.yaml"), None);
    }

    #[test]
    fn cycles_are_compared_by_value() {
        let (cycle, team) = ("2026-Q1".parse().unwrap(), "payments".parse().unwrap());
        let path = SheetPlace::path("", &cycle, &team);
        assert_eq!(path, "okrs/2026-Q1/payments.yaml");
        assert!(SheetPlace::of("", &path).unwrap().is_of(&cycle, &team));
        assert!(!SheetPlace::of("", "okrs/2026-Q2/payments.yaml").unwrap().is_of(&cycle, &team));
        assert!(!SheetPlace::of("", "okrs/2026-Q1/search.yaml").unwrap().is_of(&cycle, &team));
        assert!(!SheetPlace::of("", "okrs/soon/payments.yaml").unwrap().is_of(&cycle, &team));
    }
}
