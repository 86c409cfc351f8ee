//! The driver: what the rules tell on their `walk` of the workspace, turned into
//! findings: precedence, `allow`, settings, and last the places, one look per file that has any.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::brought::Brought;
use super::levels::Levels;
use super::lexicon::Lexicon;
use super::scene::Scene;
use super::seen::Seen;
use super::shape::{MALFORMED_FILE, UNKNOWN_REFERENCE};
use super::sink::Draft;
use super::walk::walk;
use super::{Rule, allow, precedence};
use crate::abreast::in_order;
use crate::finding::{Finding, Findings, Place, Span};
use crate::snapshot::{FileProblem, FileSet, Snapshot};
use crate::yaml::{self, DocPath, Problem, ProblemKind};

/// How a workspace is to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckOptions {
    /// Today, where the command may look at it; without it nothing is stale and nothing lies ahead.
    pub today: Option<Date>,
    /// Tell only of these files and folders, relative to the repository's top; empty: of all.
    pub only_paths: Vec<String>,
    /// By which day check-ins were committed, where a commit is looked at.
    pub brought: Brought,
}

impl CheckOptions {
    fn wants(&self, path: &str) -> bool {
        self.only_paths.is_empty()
            || self.only_paths.iter().any(|only| {
                let only = only.trim_end_matches('/');
                only.is_empty()
                    || only == "."
                    || path.strip_prefix(only).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    }
}

/// Checks a workspace. `files` are what `snapshot` was read from: places are found in their bytes.
pub fn check(snapshot: &Snapshot, files: &FileSet, options: &CheckOptions) -> Findings {
    check_where(snapshot, files, options, &mut Seen::default(), &mut |_| true)
}

/// As [`check`], keeping only what `keep` wants: of two states mostly the same, few findings are told, and only
/// for those a place is looked for. `keep` sees a finding before it has its lines and columns; `seen` is what was
/// found in the files of the states looked at before.
pub fn check_where(
    snapshot: &Snapshot,
    files: &FileSet,
    options: &CheckOptions,
    seen: &mut Seen,
    keep: &mut dyn FnMut(&Finding) -> bool,
) -> Findings {
    let levels = Levels::of(&snapshot.settings);
    let lexicon = Lexicon::of(&snapshot.settings.lexicon);
    let scene = Scene { snapshot, lexicon: &lexicon, today: options.today, brought: &options.brought };
    let wants = |path: &str| options.wants(path);

    let mut drafts = walk(scene, &levels, &wants, seen);
    let yielded = precedence::yielded(&drafts);
    let allowed = allow::apply(scene, &levels, &mut drafts, &wants);

    let told = drafts.into_iter().enumerate().filter(|(at, draft)| {
        let silent = yielded.get(*at).copied().unwrap_or(false) || allowed.get(*at).copied().unwrap_or(false);
        !silent && wants(&draft.spot.file)
    });
    let mut list = placed(told.map(|(_, draft)| draft), files, keep);
    list.extend(
        shape_findings(snapshot, &levels).filter(|finding| wants(&finding.place.path) && keep(finding)),
    );
    Findings::new(list, snapshot.file_count())
}

/// Findings of drafts: the files that have any are looked at once more, for lines and columns.
fn placed(
    drafts: impl Iterator<Item = Draft>,
    files: &FileSet,
    keep: &mut dyn FnMut(&Finding) -> bool,
) -> Vec<Finding> {
    let mut by_file: BTreeMap<String, Vec<(DocPath, Finding)>> = BTreeMap::new();
    for draft in drafts {
        let finding = Finding {
            code: draft.rule.code,
            rule: draft.rule.name,
            severity: draft.severity,
            place: Place { path: draft.spot.file, span: Span::START },
            subject: draft.spot.subject,
            message: draft.message,
            help: draft.help,
        };
        if keep(&finding) {
            by_file.entry(finding.place.path.clone()).or_default().push((draft.spot.doc, finding));
        }
    }
    let by_file: Vec<_> = by_file.into_iter().collect();
    let spans = in_order(&by_file, |(path, drafts)| {
        let docs: Vec<DocPath> = drafts.iter().map(|(doc, _)| doc.clone()).collect();
        files.bytes(path).map_or_else(Vec::new, |bytes| yaml::locate(bytes, &docs))
    });
    let mut list = Vec::new();
    for ((_, drafts), spans) in by_file.into_iter().zip(spans) {
        let mut spans = spans.into_iter();
        list.extend(drafts.into_iter().map(|(_, mut finding)| {
            finding.place.span = spans.next().unwrap_or(Span::START);
            finding
        }));
    }
    list
}

/// What the readers could not take: their problems, under the rule that tells each sort.
fn shape_findings(snapshot: &Snapshot, levels: &Levels) -> impl Iterator<Item = Finding> {
    let finding = |path: &str, rule: &'static Rule, problem: &Problem| {
        Some(Finding {
            code: rule.code,
            rule: rule.name,
            severity: levels.severity(rule)?,
            place: Place { path: path.to_owned(), span: problem.span },
            subject: None,
            message: problem.message.clone(),
            help: problem.help.clone(),
        })
    };
    let told = |path: &str, problem: &Problem| {
        let rule = match problem.kind {
            ProblemKind::Malformed => &MALFORMED_FILE,
            ProblemKind::UnknownReference => &UNKNOWN_REFERENCE,
        };
        finding(path, rule, problem)
    };
    let mut list = Vec::new();
    for (path, problem) in &snapshot.problems {
        list.extend(told(path, problem));
    }
    for file in snapshot.sheets.iter().filter(|file| !file.read.is_whole()) {
        list.extend(file.read.problems.iter().filter_map(|problem| told(&file.path, problem)));
    }
    for (path, problem) in &snapshot.unreadable {
        list.extend(finding(path, &MALFORMED_FILE, &unreadable(problem)));
    }
    list.into_iter()
}

fn unreadable(problem: &FileProblem) -> Problem {
    let (message, help) = match problem {
        FileProblem::TooLarge(bytes) => (
            format!("the file is too large to be read ({bytes} bytes)"),
            "split the sheet over several files",
        ),
        FileProblem::NotAFile => (
            "this is a link or a submodule, and those are not followed".to_owned(),
            "put the file itself here",
        ),
        FileProblem::Absent(why) => {
            (format!("the content could not be read: {why}"), "fetch the missing objects, then try again")
        }
        FileProblem::Unmerged => (
            "the file is in conflict: a merge is not resolved yet".to_owned(),
            "resolve the conflict, then `git add` the file",
        ),
    };
    Problem { kind: ProblemKind::Malformed, span: Span::START, message, help: Some(help.to_owned()) }
}
