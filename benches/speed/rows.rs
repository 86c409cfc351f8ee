//! The rows: which repository, which command, beside which other, and the goal.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::Wanted;
use crate::measure::{Times, in_turn, in_turn_after};
use crate::repository::{Edit, Plan, Repository};
use crate::sheet;
use crate::table::{self, Goal};

const OKR: &str = env!("CARGO_BIN_EXE_git-okr");

/// How a command may end: well, or with findings.
pub(crate) const FINDINGS: &[i32] = &[0, 1];

pub(crate) fn okr(repository: &Repository, words: &[&str]) -> Command {
    let mut command = repository.command(OKR);
    command.args(words);
    command
}

pub(crate) fn git(repository: &Repository, words: &[&str]) -> Command {
    let mut command = repository.command("git");
    command.args(words);
    command
}

/// One command of ours and one of git's.
pub(crate) fn beside(own: Command, other: Command, rounds: usize) -> io::Result<(Times, Times)> {
    let times = in_turn(&mut [(own, FINDINGS), (other, FINDINGS)], rounds)?;
    Ok((times[0].clone(), times[1].clone()))
}

fn alone(own: Command, rounds: usize) -> io::Result<Times> {
    Ok(in_turn(&mut [(own, FINDINGS)], rounds)?.remove(0))
}

pub(crate) fn start_up(wanted: &Wanted) -> io::Result<()> {
    if wanted.wants("start-up") {
        let mut own = Command::new(OKR);
        own.arg("--version");
        let mut other = Command::new("git");
        other.arg("--version");
        let (own, other) = beside(own, other, 40)?;
        table::row("start-up: `--version`", "", &own, Some(("`git --version`", &other)), Goal::Under(5));
    }
    Ok(())
}

/// What a commit waits for, on repositories that grow in one way each; and what a push waits for.
pub(crate) fn hooks(wanted: &Wanted, folder: &Path) -> io::Result<()> {
    if !wanted.wants("hook") {
        return Ok(());
    }
    let few = Plan { sheets: wanted.size(300), other_files: wanted.size(1_700), commits: 20 };
    let files = Plan { other_files: wanted.size(49_700), ..few };
    let commits = Plan { commits: wanted.size(10_000), ..few };
    let sheets = Plan { sheets: wanted.size(2_000), ..few };
    for (name, plan) in
        [("hook-small", few), ("hook-files", files), ("hook-commits", commits), ("hook-sheets", sheets)]
    {
        let repository = Repository::make(folder, name, plan)?;
        let size = format!(
            "{} sheets, {} files, {} commits",
            plan.sheets,
            plan.sheets + plan.other_files,
            plan.commits
        );
        for (what, edit, kept) in [
            ("`hook pre-commit`, one check-in staged", Edit::CheckIn, true),
            ("`hook pre-commit`, one target staged", Edit::Target, true),
            ("`hook pre-commit`, the first time", Edit::CheckIn, false),
        ] {
            let raw = git(&repository, &["diff", "--cached", "--raw"]);
            let mut commands = [(okr(&repository, &["hook", "pre-commit"]), FINDINGS), (raw, FINDINGS)];
            let mut prepare = |round| {
                if !kept {
                    repository.forget()?;
                }
                repository.stage(edit, round)
            };
            let times = in_turn_after(&mut prepare, &mut commands, if kept { 30 } else { 9 })?;
            let goal = |goal| if kept { goal } else { Goal::Known };
            let other = Some(("`git diff --cached --raw`", &times[1]));
            table::row(what, &size, &times[0], other, goal(Goal::Times(2.0)));
            if kept {
                table::row(what, &size, &times[0], None, Goal::Under(25));
            }
        }
        repository.git(&["reset", "--quiet", "--hard"])?;
        std::fs::write(repository.path.join("services/new.txt"), "nobody's goal\n")?;
        repository.git(&["add", "services"])?;
        let raw = git(&repository, &["diff", "--cached", "--raw"]);
        let (own, other) = beside(okr(&repository, &["hook", "pre-commit"]), raw, 30)?;
        table::row(
            "`hook pre-commit`, no sheet staged",
            &size,
            &own,
            Some(("`git diff --cached --raw`", &other)),
            Goal::Times(2.0),
        );
        repository.git(&["reset", "--quiet", "--hard"])?;

        repository.edit(1, 1)?;
        repository.commit("One more check-in")?;
        let (before, after) =
            (repository.ask_git(&["rev-parse", "HEAD~1"])?, repository.ask_git(&["rev-parse", "HEAD"])?);
        // As on a server that takes it just now: no ref has it yet.
        repository.git(&["reset", "--quiet", "--soft", &before])?;
        let update = okr(&repository, &["hook", "update", "refs/heads/main", &before, &after]);
        let list = git(&repository, &["diff-tree", "-r", &before, &after]);
        let (own, other) = beside(update, list, 30)?;
        table::row(
            "a push of one commit (`hook update`)",
            &size,
            &own,
            Some(("`git diff-tree`", &other)),
            Goal::Known,
        );
        push_of_many(&repository, &size)?;
    }
    Ok(())
}

/// A server that takes many commits at once, each of one check-in, and has kept nothing yet.
fn push_of_many(repository: &Repository, size: &str) -> io::Result<()> {
    let before = repository.ask_git(&["rev-parse", "HEAD"])?;
    let mut after = before.clone();
    for count in [1, 50] {
        repository.git(&["reset", "--quiet", "--hard", &after])?;
        for round in 0..count {
            repository.stage(Edit::CheckIn, 1000 * count + round)?;
            repository.git(&["commit", "--quiet", "--no-verify", "--message", "One more check-in"])?;
        }
        after = repository.ask_git(&["rev-parse", "HEAD"])?;
        repository.git(&["reset", "--quiet", "--soft", &before])?;
        let update = okr(repository, &["hook", "update", "refs/heads/main", &before, &after]);
        let times = in_turn_after(&mut |_| repository.forget(), &mut [(update, FINDINGS)], 9)?;
        let commits = if count == 1 { "one commit" } else { "51 commits" };
        table::row(&format!("a push of {commits}, the first time"), size, &times[0], None, Goal::Known);
    }
    repository.git(&["reset", "--quiet", "--hard", &before])
}

/// A whole work tree, beside the linters that would read it otherwise.
pub(crate) fn check(wanted: &Wanted, folder: &Path) -> io::Result<()> {
    if !wanted.wants("check") {
        return Ok(());
    }
    let sheets = wanted.size(10_000);
    let all = Repository::make(folder, "check", Plan { sheets, other_files: 0, commits: 0 })?;
    let size = format!("{sheets} sheets");
    let concise = ["check", "--format", "concise"];
    let whole = alone(okr(&all, &[&concise[..], &["--no-cache"]].concat()), 5)?;
    table::row("`check --no-cache`", &size, &whole, None, Goal::Known);
    let whole = in_turn_after(&mut |_| all.forget(), &mut [(okr(&all, &concise), FINDINGS)], 5)?.remove(0);
    table::row("`check`, the first time", &size, &whole, None, Goal::Known);
    let whole = alone(okr(&all, &concise), 9)?;
    table::row("`check`, again", &size, &whole, None, Goal::Known);

    let part = wanted.size(1_000);
    let some = Repository::make(folder, "check-part", Plan { sheets: part, other_files: 0, commits: 0 })?;
    let own = alone(okr(&some, &[&concise[..], &["--no-cache"]].concat()), 9)?;
    let schema = folder.join("sheet.schema.json");
    let written = okr(&some, &["schema", "sheet", "--output"]).arg(&schema).status()?;
    debug_assert!(written.success(), "the schema is written");
    let mut files: Vec<_> = some.ask_git(&["ls-files", "okrs"])?.lines().map(str::to_owned).collect();
    files.sort();
    let size = format!("{} sheets", files.len());
    for name in ["yamllint", "check-jsonschema"] {
        let what = format!("`check --no-cache` beside {name}");
        if Command::new(name).arg("--version").output().is_err() {
            table::skipped(&what, &format!("`{name}` is not on PATH; `pip install {name}` brings it"));
            continue;
        }
        let mut peer = some.command(name);
        if name == "yamllint" {
            peer.args(["--config-data", "relaxed", "okrs"]);
        } else {
            peer.arg("--schemafile").arg(&schema).args(&files);
        }
        let other = in_turn(&mut [(peer, FINDINGS)], 0)?.remove(0);
        table::row(&what, &size, &own, Some((name, &other)), Goal::Faster(100));
    }
    Ok(())
}

pub(crate) fn review(wanted: &Wanted, folder: &Path) -> io::Result<()> {
    if !wanted.wants("review") {
        return Ok(());
    }
    let sheets = wanted.size(2_000);
    let repository = Repository::make(folder, "review", Plan { sheets, other_files: 0, commits: 20 })?;
    for (count, goal) in [(1, Goal::Known), (wanted.size(50), Goal::Under(150)), (sheets, Goal::Under(2_000))]
    {
        repository.git(&["checkout", "--quiet", "-B", "topic", "main"])?;
        repository.edit(count, 20)?;
        repository.commit("Move some targets")?;
        let size = format!("{count} of {sheets} sheets changed");
        for (what, more) in [("`review --no-cache`", &["--no-cache"][..]), ("`review`", &[])] {
            let raw = git(&repository, &["diff", "--raw", "main..topic"]);
            let words = ["review", "main..topic", "--format", "markdown"];
            let mut commands = [(okr(&repository, &[&words[..], more].concat()), FINDINGS), (raw, FINDINGS)];
            // Other targets each time, so that what is kept is what a branch leaves alone.
            let mut prepare = |round: usize| {
                if more.is_empty() {
                    repository.git(&["reset", "--quiet", "--hard", "main"])?;
                    repository.edit(count, 21 + round)?;
                    repository.commit("Move some targets")?;
                }
                Ok(())
            };
            let times = in_turn_after(&mut prepare, &mut commands, if count > 100 { 5 } else { 15 })?;
            let goal = if more.is_empty() || count > 100 { goal } else { Goal::Known };
            table::row(what, &size, &times[0], Some(("`git diff --raw`", &times[1])), goal);
        }
    }
    Ok(())
}

/// What someone asks for now and then, and what git asks for once a file.
pub(crate) fn reports(wanted: &Wanted, folder: &Path) -> io::Result<()> {
    let sheets = wanted.size(2_000);
    let plan = Plan { sheets, other_files: 0, commits: wanted.size(2_000) };
    if !["status", "log", "textconv", "diff"].iter().any(|word| wanted.wants(word)) {
        return Ok(());
    }
    let repository = Repository::make(folder, "reports", plan)?;
    let size = format!("{sheets} sheets, {} commits", plan.commits);
    let sheet = format!("okrs/{}/{}.yaml", sheet::CYCLES[7].0, sheet::name(0));
    if wanted.wants("textconv") {
        let own = alone(okr(&repository, &["textconv", &sheet]), 30)?;
        table::row("`textconv`", "one sheet", &own, None, Goal::Known);
    }
    if wanted.wants("status") {
        let own = alone(okr(&repository, &["status"]), 9)?;
        table::row("`status`", &size, &own, None, Goal::Known);
    }
    if wanted.wants("log") {
        let subject = format!("{}/{}/result-0", sheet::CYCLES[6].0, sheet::name(0));
        let own = alone(okr(&repository, &["log", &subject]), 5)?;
        table::row("`log`", &size, &own, None, Goal::Known);
    }
    if wanted.wants("diff") {
        repository.edit(1, 1)?;
        let own = alone(okr(&repository, &["diff"]), 9)?;
        table::row("`diff`, one sheet", &size, &own, None, Goal::Known);
    }
    Ok(())
}
