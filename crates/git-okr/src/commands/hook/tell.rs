//! What hooks say, all of it on standard error: git's own output stays clean, and a server sends it on.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use okr_core::change::{Dated, loosened as loosened_settings};
use okr_core::finding::{Findings, Severity};
use okr_core::git::{CommitId, Revision};
use okr_core::render::FindingFormat;
use serde_json::Map;

use super::pushed::Advice;
use crate::commands::options::draw_on;
use crate::judgement::{Judgement, had_settings};
use crate::output::{self, Exit};
use crate::session::Session;
use crate::workspace::State;

/// More changes than this are counted.
const MOST: usize = 20;

/// The one workspace that stands in a subfolder. Of several none is chosen, and that is said: which one is
/// meant is for `okr.root` to say.
pub(super) fn only(mut workspaces: Vec<String>) -> Option<String> {
    if workspaces.len() > 1 {
        let folders: Vec<&str> = workspaces.iter().map(|root| root.trim_end_matches('/')).collect();
        output::remark(&format!(
            "git okr: nothing is judged, as this repository holds several workspaces ({}); \
             `git config okr.root FOLDER` says which is meant",
            folders.join(", ")
        ));
        return None;
    }
    workspaces.pop()
}

/// Errors refuse, all else passes.
pub(super) fn exit(judgement: &Judgement) -> Exit {
    match judgement.findings.worst() {
        Some(Severity::Error) => Exit::Findings,
        Some(Severity::Warning | Severity::Note) | None => Exit::Fine,
    }
}

/// All there is to say of a commit that is being made.
pub(super) fn commit(session: &Session, judgement: &Judgement, before: &State, after: &State) {
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
    if had_settings(before) && had_settings(after) {
        let loosened = loosened_settings(&before.snapshot.settings, &after.snapshot.settings);
        if !loosened.is_empty() {
            output::remark(&format!(
                "settings loosened: {}; this commit is judged by those before",
                loosened.join(", ")
            ));
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

/// A commit that a push may not bring.
pub(super) struct Refused {
    pub(super) revision: Revision,
    pub(super) findings: Findings,
    pub(super) after: Rc<State>,
}

/// Settings that a commit makes milder: legitimate, and nothing that may pass without a word.
pub(super) fn loosened(revision: &Revision, settings: &[String]) {
    if !settings.is_empty() {
        output::remark(&format!(
            "git okr: commit {} {}: settings loosened: {}",
            short(revision.id),
            subject(revision),
            settings.join(", ")
        ));
    }
}

/// What is wrong with which commits of a push, and what to do.
pub(super) fn refused(
    session: &Session,
    refused: &[Refused],
    judged: usize,
    tips: &BTreeSet<CommitId>,
    advice: Advice,
) {
    for Refused { revision, findings, after } in refused.iter().take(MOST) {
        output::remark(&format!("commit {} {}", short(revision.id), subject(revision)));
        let drawn = draw_on(session.error_screen(), FindingFormat::Concise, findings, after, &Map::new());
        output::complain(&drawn);
        for help in helps(findings) {
            output::remark(&format!("  help: {}", help.replace('\n', "\n    ")));
        }
    }
    if refused.len() > MOST {
        output::remark(&format!("… and {} commits more", refused.len() - MOST));
    }
    let commits = if judged == 1 { "commit that touches" } else { "commits that touch" };
    let done = match advice {
        Advice::Rewritten => "as they stand now, a push will be refused",
        Advice::BeforePush => "nothing was pushed",
        Advice::Refused => "the push is refused",
    };
    output::remark(&format!("git okr: {} of {judged} {commits} goals refused; {done}", refused.len()));
    let Some(first) = refused.first() else { return };
    let only_tip = refused.len() == 1 && tips.contains(&first.revision.id);
    output::remark(&if only_tip {
        "mend the goals or give the reason, then `git commit --amend`, and push again".to_owned()
    } else if first.revision.parents.is_empty() {
        "mend the commits: `git rebase --interactive --root`, mark them `edit` (or `reword`, to give a reason \
         in the message), and push again"
            .to_owned()
    } else {
        format!(
            "mend the commits: `git rebase --interactive {}^`, mark them `edit` (or `reword`, to give a reason \
             in the message), and push again",
            short(first.revision.id)
        )
    });
}

/// What to do about the errors, each once.
fn helps(findings: &Findings) -> Vec<&str> {
    let mut helps: Vec<&str> = Vec::new();
    for finding in findings.list.iter().filter(|finding| finding.severity == Severity::Error) {
        if let Some(help) = finding.help.as_deref()
            && !helps.contains(&help)
        {
            helps.push(help);
        }
    }
    helps
}

fn short(id: CommitId) -> String {
    id.to_string().chars().take(10).collect()
}

fn subject(revision: &Revision) -> &str {
    revision.message.lines().next().unwrap_or_default().trim()
}
