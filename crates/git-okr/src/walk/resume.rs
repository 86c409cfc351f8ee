//! Where the last walk ended, kept in the repository's cache: the next one goes on from there.

use okr_core::git::{CommitId, Repository};
use okr_core::history::Recorder;
use okr_core::settings::Settings;

use crate::cache::{Cache, Entry};

/// Commits that are walked again rather than kept: they take less time than writing everything down.
const FEW: usize = 2_000;

/// A walk that ended.
pub(super) struct Ended {
    pub(super) tip: CommitId,
    pub(super) commits: usize,
    entry: Entry,
}

impl Ended {
    /// The recorder as it was, under the settings it was kept for; nothing where the bytes are odd. It takes a while,
    /// and what is new can be looked for meanwhile.
    pub(super) fn recorder(self, settings: &Settings) -> Option<Recorder> {
        let bytes = self.entry.answer()?;
        let (_tip, rest) = line(&bytes)?;
        let (_commits, rest) = line(rest)?;
        let (lengths, mut rest) = line(rest)?;
        let mut runs = Vec::new();
        for length in lengths.split(' ') {
            let (run, others) = rest.split_at_checked(length.parse().ok()?)?;
            runs.push(run);
            rest = others;
        }
        Recorder::recall(settings, &runs)
    }
}

/// What a kept walk depends on, beside the commits and the program: of the settings only what days and reasons are
/// judged by.
fn question(root: &str, settings: &Settings) -> String {
    format!("{root:?}\n{:?}\n{}", settings.calendar, settings.reasons.trailer)
}

/// The walk that was kept last.
pub(super) fn find(cache: &Cache, repository: &Repository, root: &str, settings: &Settings) -> Option<Ended> {
    let entry = cache.find("walk", &question(root, settings))?;
    let (tip, rest) = line(entry.beginning())?;
    let (commits, _) = line(rest)?;
    // It may be one that no ref leads to any more.
    let tip = repository.resolve(tip).ok()?;
    let commits = commits.parse().ok()?;
    Some(Ended { tip, commits, entry })
}

/// Keeps a walk that went over `new` commits since the last one that was kept.
pub(super) fn keep(
    cache: &Cache,
    root: &str,
    settings: &Settings,
    (tip, commits): (CommitId, usize),
    new: usize,
    recorder: &Recorder,
) {
    if new < FEW {
        return;
    }
    let runs = recorder.keep();
    let lengths: Vec<String> = runs.iter().map(|run| run.len().to_string()).collect();
    let mut bytes = format!("{tip}\n{commits}\n{}\n", lengths.join(" ")).into_bytes();
    bytes.extend(runs.into_iter().flatten());
    cache.put("walk", &question(root, settings), &bytes);
}

fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    Some((std::str::from_utf8(bytes.get(..end)?).ok()?, bytes.get(end + 1..)?))
}
