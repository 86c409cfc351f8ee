//! Where output goes: standard output, a pager or a file; and how the program ends.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use okr_core::render::escape::visible_lines;

use crate::error::CommandError;
use crate::session::Session;

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the threshold.
    Fine,
    /// Findings, or differences where they were asked for.
    Findings,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Findings => Self::from(1),
        }
    }
}

/// Ends after a wrong command line; help and version are no error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    // A closed pipe leaves nobody to tell.
    let _ = if text.contains("Usage: git okr [OPTIONS] <COMMAND>\n\nFor more information") {
        // `git okr --help` is taken by git itself, which looks for a manual page.
        io::stderr().write_all(text.replace("'--help'", "'git okr help'").as_bytes())
    } else {
        error.print()
    };
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// Ends after a command that could not run.
pub(crate) fn failure(error: &CommandError, color: bool) -> ExitCode {
    let (red, bold, reset) = if color { ("\x1b[1;31m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
    let mut out = io::stderr().lock();
    let _ = writeln!(out, "{red}error{reset}{bold}:{reset} {}", visible_lines(&error.message));
    if let Some(hint) = &error.hint {
        let _ = writeln!(out, "  {bold}hint:{reset} {}", visible_lines(hint));
    }
    ExitCode::from(2)
}

/// A remark beside the output: progress, a count, the next step.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr(), "{}", visible_lines(text));
}

/// Writes what is drawn already, such as findings, to standard error.
pub(crate) fn complain(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes to standard output. A reader that went away (`| head`) is no error.
pub(crate) fn print(text: &str) -> Result<(), CommandError> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CommandError::new(format!("cannot write to standard output: {error}")))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a report: whole into `file` or not at all, through the pager on a terminal, or plainly.
pub(crate) fn deliver(
    session: &Session,
    file: Option<&Path>,
    pager: Option<String>,
    text: &str,
) -> Result<(), CommandError> {
    match (file, session.pager(pager)) {
        (Some(file), _) => write_whole(&session.path(file), text.as_bytes()),
        (None, Some(pager)) if text.lines().count() > 20 => page(&pager, text),
        (None, Some(_) | None) => print(text),
    }
}

/// Writes a file so that readers see the old one or the new one, never a part.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    // By its kind: the error itself would name the temporary file.
    let failed = |error: &io::Error| {
        CommandError::new(format!("cannot write `{}`: {}", path.display(), error.kind()))
            .hint("nothing was written; check that the folder exists and can be written to")
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    temporary.write_all(bytes).map_err(|error| failed(&error))?;
    keep_mode(path, temporary.path()).map_err(|error| failed(&error))?;
    temporary.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// The mode of the file that is replaced, or that of any new file.
#[cfg(unix)]
fn keep_mode(path: &Path, temporary: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o644, |meta| meta.permissions().mode());
    std::fs::set_permissions(temporary, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_mode(_path: &Path, _temporary: &Path) -> io::Result<()> {
    Ok(())
}

/// Sends text through the pager, as git does: through the shell, with less told to leave short output be.
fn page(pager: &str, text: &str) -> Result<(), CommandError> {
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return print(text) };
    if let Some(mut input) = child.stdin.take() {
        // The reader may leave before the end.
        let _ = input.write_all(text.as_bytes());
    }
    let _ = child.wait();
    Ok(())
}
