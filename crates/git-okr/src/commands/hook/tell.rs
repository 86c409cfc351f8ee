//! What hooks say, all of it on standard error: git's own output stays clean, and a server sends it on.

use std::path::Path;

use okr_core::change::Dated;
use okr_core::finding::{Findings, Severity};
use okr_core::render::FindingFormat;
use serde_json::Map;

use crate::commands::options::draw_on;
use crate::judgement::Judgement;
use crate::output::{self, Exit};
use crate::session::Session;
use crate::workspace::State;

/// More changes than this are counted.
const MOST: usize = 20;

/// Errors refuse, all else passes.
pub(super) fn exit(judgement: &Judgement) -> Exit {
    match judgement.findings.worst() {
        Some(Severity::Error) => Exit::Findings,
        Some(Severity::Warning | Severity::Note) | None => Exit::Fine,
    }
}

/// All there is to say of a commit that is being made.
pub(super) fn commit(session: &Session, judgement: &Judgement, after: &State) {
    if !judgement.findings.list.is_empty() {
        output::complain(&full(session, &judgement.findings, after));
    }
    let told: Vec<String> = judgement
        .judged
        .iter()
        .filter(|judged| judged.verdict.is_none())
        .map(|judged| sentence(&judged.dated, &judged.message))
        .collect();
    if !told.is_empty() {
        output::remark("What this commit does to the goals:");
        for sentence in told.iter().take(MOST) {
            output::remark(&format!("  {sentence}"));
        }
        if told.len() > MOST {
            output::remark(&format!("  and {} more; `git okr diff --staged` tells all", told.len() - MOST));
        }
    }
    if judgement.old > 0 {
        let (findings, them) = if judgement.old == 1 { ("finding", "it") } else { ("findings", "them") };
        output::remark(&format!(
            "{} {findings} stood at HEAD already; `git okr check` tells {them}",
            judgement.old
        ));
    }
    if exit(judgement) == Exit::Findings {
        output::remark("git okr: not committed");
    }
}

/// Only what refuses a commit whose message is written.
pub(super) fn refusal(session: &Session, judgement: &Judgement, after: &State, message: &Path) {
    let errors = errors(judgement);
    if errors.list.is_empty() {
        return;
    }
    output::complain(&full(session, &errors, after));
    output::remark(&format!(
        "git okr: not committed; your message is kept, go on with it by `git commit --edit --file={}`",
        message.display()
    ));
}

/// The findings that refuse.
pub(super) fn errors(judgement: &Judgement) -> Findings {
    let list = judgement.findings.list.iter();
    let errors = list.filter(|finding| finding.severity == Severity::Error).cloned().collect();
    Findings::new(errors, judgement.findings.files)
}

/// Every change as one sentence with its subject.
pub(super) fn sentences(judgement: &Judgement) -> Vec<String> {
    judgement.judged.iter().map(|judged| sentence(&judged.dated, &judged.message)).collect()
}

fn sentence(dated: &Dated, message: &str) -> String {
    format!("{}: {message}", dated.change.subject)
}

fn full(session: &Session, found: &Findings, after: &State) -> String {
    draw_on(session.error_screen(), FindingFormat::Full, found, after, &Map::new())
}
