//! Running git. A child sees none of the caller's `GIT_` variables but those that name the repository,
//! and a configuration under which nothing that a repository says is executed: no hooks, no file system
//! monitor, no pager, no external diffs, no textconv, and no fetching of what a partial clone lacks.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::io::{BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use super::super::GitError;
use super::super::environment::Environment;
use super::super::error::Doing;
use super::super::layout::{Layout, read_shallow};
use crate::snapshot::BlobId;

/// Variables that would change what git reads, runs or prints.
const SCRUBBED: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ASKPASS",
    "GIT_ATTR_NOSYSTEM",
    "GIT_ATTR_SOURCE",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DEFAULT_HASH",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EDITOR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PAGER",
    "GIT_PREFIX",
    "GIT_PROXY_COMMAND",
    "GIT_QUARANTINE_PATH",
    "GIT_REDIRECT_STDERR",
    "GIT_REDIRECT_STDIN",
    "GIT_REDIRECT_STDOUT",
    "GIT_REF_PARANOIA",
    "GIT_REPLACE_REF_BASE",
    "GIT_SEQUENCE_EDITOR",
    "GIT_SHALLOW_FILE",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_TRACE",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
    "GIT_WORK_TREE",
];

/// As much of what a failing git says as is kept.
const LONGEST_COMPLAINT: u64 = 8 << 10;

/// Settings that outrank those of every file.
const SAFE: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "core.quotePath=false",
    "diff.external=",
    "log.showSignature=false",
    "protocol.allow=never",
];

/// A repository as git's own commands see it.
pub(in crate::git) struct Plumbing {
    /// Where the commands run: the work tree's top, else the git folder.
    folder: PathBuf,
    /// What names the repository to them.
    vars: Vec<(&'static str, OsString)>,
    /// What `git -c` said, for reading settings only.
    config_parameters: Option<OsString>,
    /// The length of an object id in bytes.
    pub(in crate::git) id_len: u8,
    /// The commits at which a shallow clone is cut, sorted.
    pub(super) shallow: Vec<BlobId>,
    /// Children that give the sizes and the contents of blobs, once there was a need.
    pub(super) blob_sessions: RefCell<Option<(Session, Session)>>,
}

impl Plumbing {
    /// The repository that `layout` describes, as `environment` has it read.
    pub(in crate::git) fn at(layout: &Layout, dir: &Path, environment: &Environment, id_len: u8) -> Self {
        let top = layout.top.as_deref();
        let from = top.unwrap_or(dir);
        let mut vars = vec![("GIT_DIR", layout.git_dir.clone().into_os_string())];
        if let Some(top) = top {
            vars.push(("GIT_WORK_TREE", top.into()));
        }
        let mut path = |name, value: &Option<PathBuf>, from: &Path| {
            if let Some(value) = value {
                vars.push((name, from.join(value).into_os_string()));
            }
        };
        path("GIT_INDEX_FILE", &environment.index_file, from);
        path("GIT_COMMON_DIR", &environment.common_dir, dir);
        path("GIT_OBJECT_DIRECTORY", &environment.object_directory, dir);
        if let Some(alternates) = &environment.alternates {
            vars.push(("GIT_ALTERNATE_OBJECT_DIRECTORIES", alternates.clone()));
        }
        Self {
            folder: top.unwrap_or(&layout.git_dir).to_path_buf(),
            vars,
            config_parameters: environment.config_parameters.clone(),
            id_len,
            shallow: read_shallow(&layout.common_dir),
            blob_sessions: RefCell::new(None),
        }
    }

    /// A git command on this repository.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(&self.folder);
        command.envs(self.vars.iter().map(|(name, value)| (name, value))).args(arguments);
        command
    }

    /// `git config` on this repository, with the settings as they stand.
    pub(super) fn config_command(&self, arguments: &[&str]) -> Command {
        let mut command = plain_command(&self.folder);
        command.envs(self.vars.iter().map(|(name, value)| (name, value))).arg("config").args(arguments);
        command
    }

    /// As [`config_command`](Self::config_command), with what `git -c` told our own process.
    pub(super) fn config_command_with_parameters(&self, arguments: &[&str]) -> Command {
        let mut command = self.config_command(arguments);
        if let Some(parameters) = &self.config_parameters {
            command.env("GIT_CONFIG_PARAMETERS", parameters);
        }
        command
    }

    /// What a command prints; it must end well.
    pub(super) fn print(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = run(&mut self.command(arguments))?;
        if output.status.success() { Ok(output.stdout) } else { Err(failure(arguments, &output)) }
    }

    /// What a command prints that is told something; it must end well.
    pub(super) fn print_with(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
        let output = run_with(&mut self.command(arguments), input)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failure(arguments, &output)) }
    }

    /// What a command prints; nothing where it ends with 1, which is how git says "there is none".
    pub(super) fn print_if_any(&self, arguments: &[&str]) -> Result<Option<Vec<u8>>, GitError> {
        let output = run(&mut self.command(arguments))?;
        match output.status.code() {
            Some(0) => Ok(Some(output.stdout)),
            Some(1) => Ok(None),
            _ => Err(failure(arguments, &output)),
        }
    }

    /// Starts a command and hands what it prints to `read`, which may stop early with an error.
    pub(super) fn stream<T>(
        &self,
        arguments: &[&str],
        read: impl FnOnce(&mut BufReader<ChildStdout>) -> Result<T, GitError>,
    ) -> Result<T, GitError> {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| not_started(&error))?;
        let (Some(output), Some(mut complaints)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(GitError::failed("running git", "no pipes"));
        };
        std::thread::scope(|scope| {
            // Beside the reading, or a child with much to complain of would wait for a reader forever.
            let listener = scope.spawn(move || {
                let mut said = Vec::new();
                let kept = complaints.by_ref().take(LONGEST_COMPLAINT).read_to_end(&mut said);
                let _ = kept.and_then(|_| std::io::copy(&mut complaints, &mut std::io::sink()));
                said
            });
            let answer = read(&mut BufReader::new(output));
            if answer.is_err() {
                let _ = child.kill();
            }
            let status = child.wait().doing(|| "running git")?;
            let stderr = listener.join().unwrap_or_default();
            match answer {
                Ok(_) if !status.success() => {
                    Err(failure(arguments, &Output { status, stdout: Vec::new(), stderr }))
                }
                answer => answer,
            }
        })
    }

    /// Starts a command that answers as it is asked.
    pub(super) fn session(&self, arguments: &[&str]) -> Result<Session, GitError> {
        let mut command = self.command(arguments);
        // A child that complains about every object would fill a pipe nobody reads; why one object failed is
        // asked again by itself.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| not_started(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Session { child, input, output: BufReader::new(output) }),
            _ => Err(GitError::failed("running git", "no pipes")),
        }
    }

    /// Whether `id` is where a shallow clone is cut.
    pub(super) fn is_cut(&self, id: BlobId) -> bool {
        self.shallow.binary_search(&id).is_ok()
    }

    /// Whether parts of the history are left out of this clone.
    pub(in crate::git) fn is_shallow(&self) -> bool {
        !self.shallow.is_empty()
    }
}

/// A running git with a question at a time.
pub(super) struct Session {
    child: Child,
    input: ChildStdin,
    pub(super) output: BufReader<ChildStdout>,
}

impl Session {
    pub(super) fn ask(&mut self, question: &[u8]) -> std::io::Result<()> {
        self.input.write_all(question)?;
        self.input.flush()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It waits for a question that will not come, or was left with an answer that nobody wants.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A git command in `folder` that knows of no repository yet.
pub(super) fn command(folder: &Path) -> Command {
    let mut command = plain_command(folder);
    for setting in SAFE {
        command.arg("-c").arg(setting);
    }
    command
}

/// As [`command`], with the settings as they stand: for reading and writing settings, which runs nothing.
fn plain_command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for name in SCRUBBED {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .arg("--no-pager");
    command
}

/// Runs a command to its end.
pub(super) fn run(command: &mut Command) -> Result<Output, GitError> {
    command.output().map_err(|error| not_started(&error))
}

/// Runs a command that is told something.
pub(super) fn run_with(command: &mut Command, input: &[u8]) -> Result<Output, GitError> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&error))?;
    let pipe = child.stdin.take();
    std::thread::scope(|scope| {
        // Beside the reading: both pipes may be longer than they hold.
        let writer = scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(input)));
        let output = child.wait_with_output().doing(|| "running git");
        // A child that ends early has its reasons; its status tells.
        let _ = writer.join();
        output
    })
}

/// What a command said when it failed.
pub(super) fn failure(arguments: &[impl AsRef<OsStr>], output: &Output) -> GitError {
    let name = arguments.first().map(|name| name.as_ref().to_string_lossy().into_owned());
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().trim_start_matches("fatal: ");
    let message = if said.is_empty() { format!("ended with {}", output.status) } else { said.to_owned() };
    GitError::failed(format!("git {}", name.unwrap_or_default()), message)
}

fn not_started(error: &std::io::Error) -> GitError {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            GitError::failed("running git", "the `git` command is not found, and this needs it")
        }
        _ => GitError::failed("running git", error),
    }
}

/// Reads and forgets `count` bytes.
pub(super) fn skip(reader: &mut impl std::io::Read, count: u64) -> std::io::Result<()> {
    std::io::copy(&mut reader.take(count), &mut std::io::sink()).map(|_| ())
}
