//! What git's environment variables say about which repository is meant. The core never reads the
//! process's environment; the binary hands the variables over here.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The variables by which git tells a hook, or a user tells git, where the repository is.
///
/// The default says nothing: the repository is then looked for from a folder upward.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `GIT_DIR`
    pub git_dir: Option<PathBuf>,
    /// `GIT_WORK_TREE`
    pub work_tree: Option<PathBuf>,
    /// `GIT_COMMON_DIR`
    pub common_dir: Option<PathBuf>,
    /// `GIT_INDEX_FILE`: `.git/index`, `…/.git/index.lock` or `…/.git/next-index-PID.lock` in hooks.
    pub index_file: Option<PathBuf>,
    /// `GIT_OBJECT_DIRECTORY`: the quarantine in pre-receive.
    pub object_directory: Option<PathBuf>,
    /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`, as it stands.
    pub alternates: Option<OsString>,
    /// `GIT_CEILING_DIRECTORIES`, as it stands.
    pub ceilings: Option<OsString>,
    /// `GIT_CONFIG_PARAMETERS`: what `git -c name=value okr …` said.
    pub config_parameters: Option<OsString>,
}

impl Environment {
    /// Picks the variables that matter from all there are. An empty one counts as unset.
    pub fn from_vars(vars: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let mut environment = Self::default();
        for (name, value) in vars {
            if value.is_empty() {
                continue;
            }
            match name.to_str() {
                Some("GIT_DIR") => environment.git_dir = Some(value.into()),
                Some("GIT_WORK_TREE") => environment.work_tree = Some(value.into()),
                Some("GIT_COMMON_DIR") => environment.common_dir = Some(value.into()),
                Some("GIT_INDEX_FILE") => environment.index_file = Some(value.into()),
                Some("GIT_OBJECT_DIRECTORY") => environment.object_directory = Some(value.into()),
                Some("GIT_ALTERNATE_OBJECT_DIRECTORIES") => environment.alternates = Some(value),
                Some("GIT_CEILING_DIRECTORIES") => environment.ceilings = Some(value),
                Some("GIT_CONFIG_PARAMETERS") => environment.config_parameters = Some(value),
                _ => {}
            }
        }
        environment
    }

    /// The folders in which git looks for objects besides the repository's own, made absolute.
    pub(super) fn object_folders(&self, from: &Path) -> Vec<PathBuf> {
        self.object_directory
            .iter()
            .map(|folder| from.join(folder))
            .chain(self.alternates.as_deref().into_iter().flat_map(|list| split_list(list, from)))
            .collect()
    }

    /// The folders above which no repository is looked for.
    pub(super) fn ceiling_folders(&self) -> Vec<PathBuf> {
        // An empty element only switches off the resolving of symbolic links in what follows.
        self.ceilings
            .as_deref()
            .map(|list| elements(list).map(PathBuf::from).filter(|path| path.is_absolute()).collect())
            .unwrap_or_default()
    }
}

/// A list of folders as git writes one; elements may stand in double quotes.
fn split_list<'a>(list: &'a OsStr, from: &'a Path) -> impl Iterator<Item = PathBuf> + 'a {
    elements(list).filter(|path| !path.is_empty()).map(|path| {
        match path.strip_prefix('"').and_then(|path| path.strip_suffix('"')) {
            Some(quoted) => from.join(quoted.replace("\\\"", "\"").replace("\\\\", "\\")),
            None => from.join(path),
        }
    })
}

/// The elements of a list that is separated as `PATH` is.
fn elements(list: &OsStr) -> impl Iterator<Item = &str> {
    let separator = if cfg!(windows) { ';' } else { ':' };
    list.to_str().unwrap_or_default().split(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_locates_a_repository_is_kept() {
        let vars = [("GIT_DIR", "."), ("GIT_EDITOR", "vi"), ("GIT_INDEX_FILE", ""), ("HOME", "/home/x")];
        let environment =
            Environment::from_vars(vars.map(|(name, value)| (OsString::from(name), OsString::from(value))));
        assert_eq!(environment, Environment { git_dir: Some(".".into()), ..Environment::default() });
    }

    #[test]
    #[cfg(unix)]
    fn alternates_may_be_relative_and_quoted() {
        let environment = Environment {
            object_directory: Some("objects/incoming".into()),
            alternates: Some("/a/objects:\"/b \\\"c\\\"\":".into()),
            ..Environment::default()
        };
        let folders = environment.object_folders(Path::new("/r.git"));
        assert_eq!(
            folders,
            ["/r.git/objects/incoming", "/a/objects", "/b \"c\""].map(PathBuf::from).to_vec()
        );
    }
}
