//! Repositories to measure on: made anew in a temporary folder, the same ones each time.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};

use crate::long_history::{self, Truth};
use crate::sheet::{self, CYCLES};

/// What a repository shall hold.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// Sheets of teams, over all cycles.
    pub(crate) sheets: usize,
    /// Files that are nobody's goals.
    pub(crate) other_files: usize,
    /// Commits after the first, each of one sheet.
    pub(crate) commits: usize,
}

/// What is staged in one sheet.
#[derive(Clone, Copy)]
pub(crate) enum Edit {
    CheckIn,
    Target,
}

pub(crate) struct Repository {
    pub(crate) path: PathBuf,
    teams: usize,
}

impl Repository {
    /// Makes it below `folder`, with everything committed on `main` and checked out.
    pub(crate) fn make(folder: &Path, name: &str, plan: Plan) -> io::Result<Self> {
        let own = Self { path: folder.join(name), teams: plan.sheets.div_ceil(CYCLES.len()).max(1) };
        own.import(|out| own.write(out, plan))?;
        Ok(own)
    }

    /// Makes one of a long history below `folder`, with what is true of it.
    pub(crate) fn of_long_history(
        folder: &Path,
        name: &str,
        commits: usize,
        sheets: usize,
    ) -> io::Result<(Self, Truth)> {
        let own = Self { path: folder.join(name), teams: 0 };
        let truth = own.import(|out| long_history::write(out, commits, sheets, 1))?;
        Ok((own, truth))
    }

    fn import<T>(&self, write: impl FnOnce(&mut BufWriter<ChildStdin>) -> io::Result<T>) -> io::Result<T> {
        std::fs::create_dir_all(&self.path)?;
        self.git(&["init", "--quiet", "--initial-branch=main"])?;
        let mut import =
            self.command("git").args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
        let pipe = import.stdin.take().ok_or_else(|| io::Error::other("git fast-import does not listen"))?;
        let written = write(&mut BufWriter::new(pipe))?;
        if !import.wait()?.success() {
            return Err(io::Error::other("git fast-import failed"));
        }
        self.git(&["reset", "--quiet", "--hard", "main"])?;
        Ok(written)
    }

    fn write(&self, out: &mut impl Write, plan: Plan) -> io::Result<()> {
        let start = 1_770_000_000; // 2026-02-02
        commit(out, "main", start, "The goals of all teams")?;
        file(out, "okr.yaml", sheet::SETTINGS)?;
        file(out, "teams.yaml", &sheet::teams(self.teams))?;
        for (nth, cycle) in CYCLES.into_iter().enumerate() {
            file(out, &format!("okrs/{}/company.yaml", cycle.0), &sheet::company(cycle.0))?;
            for team in 0..self.teams {
                if team * CYCLES.len() + nth < plan.sheets {
                    file(out, &path(cycle.0, team), &sheet::sheet(cycle, team, 0))?;
                }
            }
        }
        for other in 0..plan.other_files {
            let name =
                format!("services/area-{:02}/part-{:03}/file-{other:05}.txt", other % 40, other % 1000);
            file(out, &name, &format!("File {other} of a large repository.\n"))?;
        }
        for nth in 0..plan.commits {
            commit(out, "main", start + nth + 1, &format!("One more check-in, number {nth}"))?;
            let (cycle, team) = (CYCLES[nth % 7], nth / 7 % self.teams);
            // Back and forth, so that the last state is the same however many there are.
            let edits = usize::from((nth / 7 / self.teams).is_multiple_of(2));
            file(out, &path(cycle.0, team), &sheet::sheet(cycle, team, edits))?;
        }
        out.flush()
    }

    /// Gives the newest sheets of `count` teams, or more cycles' where there are not as many, another state.
    pub(crate) fn edit(&self, count: usize, edits: usize) -> io::Result<()> {
        let newest_first = CYCLES.into_iter().rev();
        let all = newest_first.flat_map(|cycle| (0..self.teams).map(move |team| (cycle, team)));
        let there = all.filter(|(cycle, team)| self.path.join(path(cycle.0, *team)).is_file());
        for (cycle, team) in there.take(count) {
            std::fs::write(self.path.join(path(cycle.0, team)), sheet::sheet(cycle, team, edits))?;
        }
        Ok(())
    }

    /// Stages a state of the newest sheet of the first team that was never there: one more check-in, or a target that
    /// moves.
    pub(crate) fn stage(&self, edit: Edit, round: usize) -> io::Result<()> {
        let cycle = CYCLES[CYCLES.len() - 1];
        let text = sheet::sheet(cycle, 0, 0);
        let text = match edit {
            Edit::CheckIn => {
                let last = "confidence: 0.6 }\n";
                let more =
                    format!("{last}          - {{ date: {}-17, value: {} ms }}\n", cycle.1, 590_000 - round);
                text.replacen(last, &more, 1)
            }
            Edit::Target => {
                text.replacen("target: \"< 400000 ms\"", &format!("target: \"< {} ms\"", 399_999 - round), 1)
            }
        };
        let path = path(cycle.0, 0);
        std::fs::write(self.path.join(&path), text)?;
        self.git(&["add", &path])
    }

    /// Takes away what our commands keep of earlier runs.
    pub(crate) fn forget(&self) -> io::Result<()> {
        let kept = self.path.join(".git/okr");
        if kept.exists() { std::fs::remove_dir_all(kept) } else { Ok(()) }
    }

    /// Commits all of the work tree.
    pub(crate) fn commit(&self, message: &str) -> io::Result<()> {
        self.git(&["add", "--all"])?;
        self.git(&["commit", "--quiet", "--no-verify", "--message", message])
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> io::Result<()> {
        let status = self.command("git").args(arguments).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("git {arguments:?} failed"))) }
    }

    /// What git prints, in one line.
    pub(crate) fn ask_git(&self, arguments: &[&str]) -> io::Result<String> {
        let output = self.command("git").args(arguments).stderr(Stdio::inherit()).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// A program in this repository, with nothing of the user's own settings.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_OKR_TODAY", sheet::TODAY)
            .env("GIT_AUTHOR_NAME", "A maintainer")
            .env("GIT_AUTHOR_EMAIL", "maintainer@example.org")
            .env("GIT_COMMITTER_NAME", "A maintainer")
            .env("GIT_COMMITTER_EMAIL", "maintainer@example.org");
        command
    }
}

fn path(cycle: &str, team: usize) -> String {
    format!("okrs/{cycle}/{}.yaml", sheet::name(team))
}

fn commit(out: &mut impl Write, branch: &str, at: usize, message: &str) -> io::Result<()> {
    writeln!(out, "commit refs/heads/{branch}\ncommitter A maintainer <maintainer@example.org> {at} +0000")?;
    writeln!(out, "data {}\n{message}", message.len())
}

fn file(out: &mut impl Write, path: &str, text: &str) -> io::Result<()> {
    writeln!(out, "M 100644 inline {path}\ndata {}\n{text}", text.len())
}
