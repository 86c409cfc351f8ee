//! The layers: imports run downward only, and every file says what lives in it.
//!
//! Not a matter of taste: a core that knows no terminal and no clock can be tested on string literals, and a
//! report that knows no format serves all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The modules of the core, each with the modules it may import. `lib.rs` draws the same picture.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("abreast", &[]),
    ("agreement", &[]),
    ("numerals", &[]),
    ("retitle", &["model", "numerals"]),
    ("import", &["model", "numerals"]),
    ("rollover", &["model", "retitle", "score", "snapshot"]),
    ("finding", &["model"]),
    ("settings", &["finding", "model"]),
    ("yaml", &["agreement", "finding", "model", "settings"]),
    ("keep", &["finding", "model", "yaml"]),
    ("snapshot", &["abreast", "finding", "keep", "model", "settings", "yaml"]),
    ("git", &["abreast", "agreement", "snapshot"]),
    ("score", &["model", "snapshot"]),
    ("change", &["finding", "keep", "model", "settings", "snapshot", "yaml"]),
    ("rules", &["abreast", "change", "finding", "keep", "model", "score", "settings", "snapshot", "yaml"]),
    (
        "history",
        &["abreast", "change", "finding", "keep", "model", "rules", "score", "settings", "snapshot", "yaml"],
    ),
    ("page", &["finding", "model"]),
    ("render", &["abreast", "finding", "model", "page"]),
    (
        "report",
        &[
            "abreast", "change", "finding", "history", "model", "page", "render", "rules", "score",
            "settings", "snapshot", "yaml",
        ],
    ),
];

/// A file longer than this has more than one purpose.
const LONGEST_FILE: usize = 500;

#[test]
fn imports_run_downward_only() {
    let layers: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut wrong = String::new();
    for source in program("crates/okr-core/src") {
        let Some(module) = source.module() else { continue };
        let Some(allowed) = layers.get(module.as_str()) else {
            writeln!(wrong, "{}: `{module}` has no place in the table of layers", source.path).unwrap();
            continue;
        };
        for (line, used) in source.imports() {
            if used != module && !allowed.contains(&used.as_str()) {
                writeln!(wrong, "{}:{line}: `{module}` must not know `{used}`", source.path).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_table_of_layers_has_no_circle() {
    for (place, (module, allowed)) in LAYERS.iter().enumerate() {
        for below in *allowed {
            let rank = |name: &str| LAYERS.iter().position(|(other, _)| *other == name);
            assert!(rank(below).unwrap() != place && !reaches(below, module), "{module} and {below}");
        }
    }
}

fn reaches(from: &str, to: &str) -> bool {
    let allowed = LAYERS.iter().find(|(module, _)| *module == from).map_or(&[][..], |(_, allowed)| allowed);
    allowed.iter().any(|next| *next == to || reaches(next, to))
}

#[test]
fn every_file_opens_with_what_lives_in_it() {
    let silent: Vec<String> = everything()
        .filter(|source| {
            source.text.lines().next().is_none_or(|line| line.len() < 12 || !line.starts_with("//! "))
        })
        .map(|source| source.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` sentence at the top of {silent:#?}");
}

#[test]
fn no_file_grows_out_of_its_purpose() {
    let long: Vec<String> = everything()
        .map(|source| (source.text.lines().count(), source.path))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_core_has_no_terminal_clock_or_environment() {
    let world = [
        "println!",
        "eprintln!",
        "print!(",
        "std::env",
        "Zoned::now",
        "Timestamp::now",
        "SystemTime::now",
        "stdout()",
    ];
    let mut wrong = String::new();
    for source in program("crates/okr-core/src") {
        for (line, text) in source.code() {
            if let Some(found) = world.iter().find(|word| text.contains(**word)) {
                writeln!(wrong, "{}:{line}: {found}", source.path).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "the core reaches for the world:\n{wrong}");
}

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    let drawers: Vec<String> = everything()
        .filter(|source| {
            let stem = Path::new(&source.path).file_stem().unwrap().to_string_lossy().into_owned();
            let words: Vec<&str> = stem.split('_').collect();
            ["util", "utils", "helper", "helpers", "common", "misc"].iter().any(|word| words.contains(word))
        })
        .map(|source| source.path)
        .collect();
    assert!(drawers.is_empty(), "a homeless function names a missing type: {drawers:?}");
}

/// A source file, its path relative to the project.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The top module of the core it belongs to; nothing for `lib.rs`.
    fn module(&self) -> Option<String> {
        let inside = self.path.strip_prefix("crates/okr-core/src/")?;
        let first = inside.split('/').next()?.trim_end_matches(".rs");
        (first != "lib").then(|| first.to_owned())
    }

    /// Where its modules stand: its own folder for `mod.rs` and `lib.rs`, else a folder of its name.
    fn folder(&self) -> String {
        let own = self.path.strip_suffix("/mod.rs").or_else(|| self.path.strip_suffix("/lib.rs"));
        let folder = own.or_else(|| self.path.strip_suffix(".rs")).unwrap_or(&self.path);
        format!("{folder}/")
    }

    /// Lines of code with their number: no comments, and nothing from the test module on.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
    }

    /// The modules of the core that its code names, with the line.
    fn imports(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (line, text) in self.code() {
            for rest in text.split("crate::").skip(1) {
                let group =
                    rest.strip_prefix('{').map(|names| names.split(['}', ';']).next().unwrap_or(names));
                for name in
                    group.unwrap_or(rest).split(", ").take(if group.is_some() { usize::MAX } else { 1 })
                {
                    let name: String =
                        name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                    if !name.is_empty() {
                        found.push((line, name));
                    }
                }
            }
        }
        found
    }
}

/// The sources without those that are only compiled for tests: a test may reach for anything.
fn program(folder: &str) -> Vec<Source> {
    let all = sources(folder);
    let declared = |source: &Source| -> Vec<String> {
        let after = source.text.split("#[cfg(test)]").skip(1);
        let lines = after.filter_map(|rest| rest.trim_start().lines().next());
        let names = lines.filter_map(|line| line.strip_suffix(';')?.split_once("mod ").map(|(_, name)| name));
        names.map(|name| source.folder() + name).collect()
    };
    let tests: Vec<String> = all.iter().flat_map(declared).collect();
    let is_test = |source: &Source| {
        tests.iter().any(|test| {
            source.path.strip_prefix(test.as_str()).is_some_and(|rest| rest.starts_with(['.', '/']))
        })
    };
    all.into_iter().filter(|source| !is_test(source)).collect()
}

fn everything() -> impl Iterator<Item = Source> {
    ["crates", "tests"].into_iter().flat_map(sources)
}

fn sources(folder: &str) -> Vec<Source> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![project.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(project).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    assert!(!found.is_empty(), "no sources under {folder}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

#[test]
fn the_import_reader_sees_what_it_must() {
    let source = Source {
        path: "crates/okr-core/src/model/example.rs".to_owned(),
        text: "use crate::{git, page::Cell};\nfn f() { crate::render::x() } // crate::history\n#[cfg(test)]\nuse crate::rules;\n"
            .to_owned(),
    };
    assert_eq!(source.module().as_deref(), Some("model"));
    let seen: Vec<(usize, String)> = source.imports();
    assert_eq!(seen, [(1, "git".to_owned()), (1, "page".to_owned()), (2, "render".to_owned())]);
}
