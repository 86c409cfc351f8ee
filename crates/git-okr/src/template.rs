//! What `init` writes: the files of `okr-repo-template/`, embedded, with their cycle and day made the current
//! ones. Where they go, and that nothing is overwritten, is for the command to see to.
//!
//! The template is a real workspace of a fixed quarter, so that it can be read, checked and diffed as it stands.

use jiff::civil::Date;
use okr_core::model::{Cycle, CycleError};

/// One file for a new OKR repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TemplateFile {
    /// Relative to the workspace's folder.
    pub(crate) path: String,
    /// Its content.
    pub(crate) text: String,
}

/// What the template writes for the quarter before its own, its own, the next one, and a day in its own.
const BEFORE: &str = "2025-Q4";
const CYCLE: &str = "2026-Q1";
const AFTER: &str = "2026-Q2";
const DAY: &str = "2026-01-05";

macro_rules! embedded {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../../okr-repo-template/", $path)))),+]
    };
}

const FILES: &[(&str, &str)] = embedded![
    ".editorconfig",
    ".gitattributes",
    ".github/workflows/okr.yaml",
    "README.md",
    "okr.yaml",
    "okrs/2026-Q1/company.yaml",
    "okrs/2026-Q1/payments.yaml",
    "okrs/2026-Q1/platform.yaml",
    "teams.yaml",
];

/// The files of a new OKR repository whose first cycle is the quarter of `today`.
pub(crate) fn files(today: Date) -> Result<Vec<TemplateFile>, CycleError> {
    let quarter = (today.month() + 2) / 3;
    let cycle: Cycle = format!("{:04}-Q{quarter}", today.year()).parse()?;
    let starts = Date::new(today.year(), (quarter - 1) * 3 + 1, 1).unwrap_or(today);
    let words = [
        (BEFORE, cycle.previous().to_string()),
        (CYCLE, cycle.to_string()),
        (AFTER, cycle.next().to_string()),
        // The day before, so that a first value can be checked in today.
        (DAY, today.yesterday().ok().filter(|day| starts <= *day).unwrap_or(today).to_string()),
    ];
    let file = |&(path, text): &(&str, &str)| TemplateFile {
        path: retold(path, &words),
        text: retold(text, &words),
    };
    Ok(FILES.iter().map(file).collect())
}

/// `text` with each word replaced by its own, in one pass: what was put in is never replaced again.
fn retold(text: &str, words: &[(&str, String)]) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some((word, replacement)) = words.iter().find(|(word, _)| rest.starts_with(word)) {
            told.push_str(replacement);
            rest = &rest[word.len()..];
        } else {
            told.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    told
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use std::path::Path;

    use super::*;

    use okr_core::rules::{CheckOptions, check};
    use okr_core::snapshot::{FileRole, FileSet, Parses, Snapshot};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("okr-repo-template");
        let mut found = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(&folder).unwrap();
                    found.push(path.to_str().unwrap().replace('\\', "/"));
                }
            }
        }
        found.sort();
        let embedded: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(embedded, found);
    }

    #[test]
    fn on_the_day_after_its_own_the_template_stands_as_it_is() {
        for (file, (path, text)) in files(day(DAY).tomorrow().unwrap()).unwrap().iter().zip(FILES) {
            assert_eq!((file.path.as_str(), file.text.as_str()), (*path, *text));
        }
    }

    #[test]
    fn cycle_and_day_become_the_current_ones() {
        let files = files(day("2026-05-02")).unwrap();
        let sheet = files.iter().find(|file| file.path == "okrs/2026-Q2/payments.yaml").unwrap();
        assert!(sheet.text.contains("\ncycle: 2026-Q2\n"));
        assert!(sheet.text.contains("{ date: 2026-05-01, value: 300 ms,"));
        assert!(sheet.text.contains("continues: 2026-Q1/payments/payment-rtt"), "the quarter before, once");
        let readme = files.iter().find(|file| file.path == "README.md").unwrap();
        assert!(readme.text.contains("git okr rollover 2026-Q2 2026-Q3"));
        let all: String = files.iter().map(|file| file.path.as_str()).collect();
        assert!(!all.contains(CYCLE));
    }

    #[test]
    fn a_year_has_its_first_and_last_quarter() {
        for (today, folder) in
            [("2027-01-01", "2027-Q1"), ("2026-12-31", "2026-Q4"), ("2028-09-30", "2028-Q3")]
        {
            let files = files(day(today)).unwrap();
            assert!(files.iter().any(|file| file.path == format!("okrs/{folder}/company.yaml")), "{today}");
        }
        assert!(files(day("9999-01-01")).is_err());
        let first = files(day("2026-04-01")).unwrap();
        assert!(first.iter().any(|file| file.text.contains("{ date: 2026-04-01, value: 300 ms,")));
    }

    #[test]
    fn the_goals_stand_up_to_every_rule_on_the_day_they_are_written() {
        for today in ["2026-01-01", "2026-05-02", "2026-12-31", "2028-02-29"].map(day) {
            let written = files(today).unwrap();
            let workspace = written.iter().filter(|file| FileRole::of("", &file.path).is_some());
            let files = FileSet::from_texts(workspace.map(|file| (file.path.as_str(), file.text.as_str())));
            let snapshot = Snapshot::read(&files, &mut Parses::default());
            let findings =
                check(&snapshot, &files, &CheckOptions { today: Some(today), ..CheckOptions::default() });
            assert_eq!(findings.files, 5, "settings, teams and three sheets");
            assert_eq!(findings.list, [], "{today}");
        }
    }
}
