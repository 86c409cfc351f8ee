//! prepare-commit-msg: offers, as comments in a message still to be written, what the commit does to the
//! goals and the trailers that would give the reasons. It never stands in a commit's way.

use std::fmt::Write as _;
use std::path::Path;

use okr_core::finding::Severity;
use okr_core::git::comment_mark;
use okr_core::render::escape::visible_lines;
use okr_core::rules::policy::Road;

use super::{staged, tell};
use crate::error::CommandError;
use crate::output::{self, Exit};
use crate::session::Session;

/// More lines than this nobody reads in a commit message.
const MOST: usize = 12;

pub(super) fn run(session: &Session, file: &Path, source: Option<&str>) -> Exit {
    // A message that comes from somewhere (-m, a template, a merge, another commit) is the writer's own, and
    // where no editor opens nobody would read the comments, and nothing would strip them.
    if source.is_none_or(str::is_empty)
        && !session.edits_nothing()
        && let Err(error) = offer(session, file)
    {
        output::remark(&format!("git okr: no summary for this message: {error}"));
    }
    Exit::Fine
}

fn offer(session: &Session, file: &Path) -> Result<(), CommandError> {
    let Some(mut step) = staged::look(session)? else { return Ok(()) };
    // Where comments stay in the message, none are added.
    let cleanup = step.workspace.repository.config("commit.cleanup")?;
    if cleanup.is_some_and(|mode| matches!(mode.as_str(), "verbatim" | "whitespace")) {
        return Ok(());
    }
    let path = session.path(file);
    let unreadable = |error| CommandError::new(format!("cannot read `{}`: {error}", file.display()));
    let message = std::fs::read_to_string(&path).map_err(unreadable)?;
    let mark = comment_mark(staged::comment_setting(&step.workspace.repository)?.as_deref(), &message);
    let judgement = step.judge(session, Road::BeforeMessage, None);
    let sentences = tell::sentences(&judgement);
    if sentences.is_empty() {
        return Ok(());
    }
    let mut lines = format!("{mark} What this commit does to the goals:\n");
    for sentence in sentences.iter().take(MOST) {
        let _ = writeln!(lines, "{mark}   {}", visible_lines(&sentence.replace('\n', " ")));
    }
    if sentences.len() > MOST {
        let _ = writeln!(lines, "{mark}   and {} more", sentences.len() - MOST);
    }
    let wanting: Vec<String> = judgement
        .judged
        .iter()
        .filter(|judged| judged.verdict.is_some_and(|(_, severity)| severity >= Severity::Warning))
        .filter(|judged| judged.help.as_deref().is_some_and(|help| help.contains("OKR-Reason: ")))
        .map(|judged| judged.dated.change.subject.to_string())
        .collect();
    if !wanting.is_empty() {
        let _ = writeln!(
            lines,
            "{mark} A reason can be given here, in the last paragraph, without the leading {mark}:"
        );
    }
    for subject in wanting.iter().take(MOST) {
        let _ = writeln!(lines, "{mark} OKR-Reason: {subject}: ");
    }
    let _ = writeln!(lines, "{mark}");
    output::write_whole(&path, insert(&message, &mark, &lines).as_bytes())
}

/// The message with `lines` before git's own comments, or at its end.
fn insert(message: &str, mark: &str, lines: &str) -> String {
    let mut at = 0;
    for line in message.split_inclusive('\n') {
        if line.starts_with(mark) {
            return format!("{}{lines}{}", &message[..at], &message[at..]);
        }
        at += line.len();
    }
    let gap = if message.is_empty() || message.ends_with('\n') { "" } else { "\n" };
    format!("{message}{gap}\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::insert;

    #[test]
    fn the_offer_stands_before_the_comments_of_git() {
        assert_eq!(insert("\n# Please\n#\n", "#", "# goals\n"), "\n# goals\n# Please\n#\n");
        assert_eq!(insert("", ";", "; goals\n"), "\n; goals\n");
        assert_eq!(insert("Title", "#", "# goals\n"), "Title\n\n# goals\n");
    }
}
