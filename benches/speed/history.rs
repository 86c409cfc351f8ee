//! The rows of the report from the whole history: read anew, asked for again, and after some more commits.

use std::io;
use std::path::Path;

use crate::Wanted;
use crate::measure::{Times, in_turn_after, peak_memory};
use crate::repository::Repository;
use crate::rows::{FINDINGS, beside, git, okr};
use crate::table::{self, Goal};

/// What git itself takes to tell every change of every sheet.
const LOG: [&str; 7] = ["log", "--raw", "-z", "--full-history", "--no-renames", "--", "okrs"];

pub(crate) fn history(wanted: &Wanted, folder: &Path) -> io::Result<()> {
    if !wanted.wants("history") {
        return Ok(());
    }
    let (repository, truth) =
        Repository::of_long_history(folder, "history", wanted.size(100_000), wanted.size(2_000))?;
    let size = format!(
        "{} commits, {} sheets, {} key results, {} blobs",
        truth.commits, truth.sheets, truth.key_results, truth.blobs
    );
    let log = || git(&repository, &LOG);
    let (cold, other) = beside(okr(&repository, &["history", "--no-cache"]), log(), 3)?;
    table::row("`history`, cold", &size, &cold, Some(("`git log --raw`", &other)), Goal::Times(1.2));
    growth(&repository, &cold)?;
    if let Some(bytes) = peak_memory(&mut okr(&repository, &["history", "--no-cache"]))? {
        table::said("`history`, cold, memory", &size, &format!("{} MB", bytes >> 20), "< 400 MB");
    }

    // What ended a thousand commits ago is kept, and what was reported since is forgotten before each round.
    let older = format!("main~{}", wanted.size(1_000));
    okr(&repository, &["history", "--rev", &older]).output()?;
    let times = in_turn_after(
        &mut |_| forget_reports(&repository),
        &mut [(okr(&repository, &["history"]), FINDINGS), (log(), FINDINGS)],
        9,
    )?;
    let what = format!("`history`, {} new commits", wanted.size(1_000));
    table::row(&what, &size, &times[0], Some(("`git log --raw`", &times[1])), Goal::Times(0.05));

    let (again, other) = beside(okr(&repository, &["history"]), log(), 3)?;
    table::row("`history`, again", &size, &again, Some(("`git log --raw`", &other)), Goal::Times(0.03));
    shifts(&repository, &size, truth.shifts)
}

/// How the cold walk grows: the same repository, an eighth of its commits and all.
fn growth(repository: &Repository, whole: &Times) -> io::Result<()> {
    let commits: usize =
        repository.ask_git(&["rev-list", "--first-parent", "--count", "main"])?.parse().unwrap_or(0);
    let older = format!("main~{}", commits - commits / 8);
    let words = ["history", "--no-cache", "--rev", &older];
    let log =
        git(repository, &["log", "--raw", "-z", "--full-history", "--no-renames", &older, "--", "okrs"]);
    let (part, other) = beside(okr(repository, &words), log, 3)?;
    let size = format!("an eighth of them, {} along first parents", commits / 8);
    table::row("`history`, cold", &size, &part, Some(("`git log --raw`", &other)), Goal::Known);
    let ratio = whole.median().as_secs_f64() / part.median().as_secs_f64();
    let exponent = ratio.log2() / 3.0;
    table::said("growth of the cold walk", "an eighth to all", &format!("exponent {exponent:.2}"), "<= 1.05");
    Ok(())
}

/// Whether the report tells the shifts that the history was written with: those on the line of first parents, which
/// merges bring once.
fn shifts(repository: &Repository, size: &str, written: usize) -> io::Result<()> {
    let output = okr(repository, &["history", "--format", "json"]).output()?;
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(io::Error::other)?;
    let lists = |value: &serde_json::Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let told: usize = lists(&report, "cycles")
        .iter()
        .flat_map(|cycle| lists(cycle, "key_results"))
        .map(|key_result| lists(&key_result, "shifts").len())
        .sum();
    table::said("shifts told", size, &told.to_string(), &format!("{written} written"));
    Ok(())
}

fn forget_reports(repository: &Repository) -> io::Result<()> {
    for entry in std::fs::read_dir(repository.path.join(".git/okr/cache"))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("report-") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
