//! Settings through `git config`: read from all of git's files, written to the repository's own.

use std::path::PathBuf;
use std::process::Command;

use super::super::GitError;
use super::open::path;
use super::run::{Plumbing, failure, run};

impl Plumbing {
    /// The value of a setting, from all of git's configuration files and the command line.
    pub(in crate::git) fn config(&self, name: &str) -> Result<Option<String>, GitError> {
        let value = value(&mut self.config_command_with_parameters(&["-z", "--get", name]))?;
        Ok(value.map(|value| String::from_utf8_lossy(&value).into_owned()))
    }

    /// The value of a setting that names a path, `~` expanded, from all of git's configuration files.
    pub(in crate::git) fn config_path(&self, name: &str) -> Result<Option<PathBuf>, GitError> {
        let value = value(&mut self.config_command(&["-z", "--type=path", "--get", name]))?;
        Ok(value.map(|value| path(&value)))
    }

    /// The value of a setting in the repository's own file alone.
    pub(in crate::git) fn local_config(&self, name: &str) -> Result<Option<String>, GitError> {
        let value = value(&mut self.config_command(&["--local", "-z", "--get", name]))?;
        Ok(value.map(|value| String::from_utf8_lossy(&value).into_owned()))
    }

    /// Writes a setting to the repository's own file, or takes it out there.
    pub(in crate::git) fn set_local_config(&self, name: &str, value: Option<&str>) -> Result<(), GitError> {
        let mut command = match value {
            Some(value) => self.config_command(&["--local", "--replace-all", name, value]),
            None => self.config_command(&["--local", "--unset-all", name]),
        };
        let output = run(&mut command)?;
        // 5: there was nothing to take out.
        if output.status.success() || (value.is_none() && output.status.code() == Some(5)) {
            Ok(())
        } else {
            Err(failure(&["config", name], &output))
        }
    }
}

/// What `git config -z --get` prints; nothing where there is no such setting.
fn value(command: &mut Command) -> Result<Option<Vec<u8>>, GitError> {
    let output = run(command)?;
    match output.status.code() {
        Some(0) => Ok(Some(output.stdout.strip_suffix(b"\0").unwrap_or(&output.stdout).to_vec())),
        Some(1) => Ok(None),
        _ => Err(failure(&["config"], &output)),
    }
}
