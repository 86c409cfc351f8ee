//! The files on disk. Nothing is followed out of the workspace: no symbolic links, no nested
//! repositories; and none of git's filters is run.

use std::fs::{self, File, Metadata};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::GitError;
use crate::abreast::in_order;
use crate::snapshot::{FileProblem, FileRole};

/// Deeper folders hold no sheets of anyone's.
const DEEPEST: usize = 64;

/// A path of the workspace with its content.
pub(super) struct Found {
    /// Relative to the repository's top.
    pub(super) path: String,
    /// As the system names it; `path` may be no more than readable.
    pub(super) on_disk: PathBuf,
    pub(super) content: Result<Vec<u8>, FileProblem>,
}

/// The workspace's files below `top`, in no particular order. Files larger than `largest` are not read.
pub(super) fn files(top: &Path, root: &str, largest: u64) -> Result<Vec<Found>, GitError> {
    if !is_folder_within(top, root)? {
        return Ok(Vec::new());
    }
    let folder = top.join(root);
    let mut found = Vec::new();
    for name in ["okr.yaml", "teams.yaml"] {
        let on_disk = folder.join(name);
        let content = match fs::symlink_metadata(&on_disk) {
            Ok(metadata) if metadata.is_dir() => continue,
            Ok(metadata) => read(&on_disk, &metadata, largest),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => Err(FileProblem::Absent(error.to_string())),
        };
        found.push(Found { path: format!("{root}{name}"), on_disk, content });
    }
    let sheets = folder.join("okrs");
    if !fs::symlink_metadata(&sheets).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(found);
    }
    let walk =
        WalkDir::new(&sheets).follow_links(false).max_depth(DEEPEST).into_iter().filter_entry(|entry| {
            // A `.git` inside marks another repository (a submodule, say): its files are not ours.
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            let foreign = entry.file_type().is_dir() && entry.path().join(".git").exists();
            !hidden && !foreign
        });
    let mut sheets = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| GitError::failed("reading the work tree", error))?;
        let Ok(below) = entry.path().strip_prefix(&folder) else { continue };
        let path = format!("{root}{}", slashes(below));
        if entry.file_type().is_dir() || FileRole::of(root, &path).is_none() {
            continue;
        }
        sheets.push((path, entry.into_path()));
    }
    let contents = in_order(&sheets, |(_, on_disk)| match fs::symlink_metadata(on_disk) {
        Ok(metadata) => read(on_disk, &metadata, largest),
        Err(error) => Err(FileProblem::Absent(error.to_string())),
    });
    let sheets = sheets.into_iter().zip(contents);
    found.extend(sheets.map(|((path, on_disk), content)| Found { path, on_disk, content }));
    Ok(found)
}

/// Whether `top`/`root` is a folder that is reached through folders only. A symbolic link on the way
/// would lead the reader out of the repository.
pub(super) fn is_folder_within(top: &Path, root: &str) -> Result<bool, GitError> {
    let mut at = top.to_path_buf();
    for name in root.split('/').filter(|name| !name.is_empty()) {
        at.push(name);
        match fs::symlink_metadata(&at) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) if metadata.is_symlink() => {
                return Err(GitError::failed(
                    format!("reading {}", at.display()),
                    "it is a symbolic link, and those are not followed",
                ));
            }
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// The path with `/` between its parts, as git writes it.
pub(super) fn slashes(path: &Path) -> String {
    let parts: Vec<String> =
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

fn read(path: &Path, metadata: &Metadata, largest: u64) -> Result<Vec<u8>, FileProblem> {
    // Only a regular file: a pipe would be waited for, a link followed.
    if !metadata.is_file() {
        return Err(FileProblem::NotAFile);
    }
    if metadata.len() > largest {
        return Err(FileProblem::TooLarge(metadata.len()));
    }
    let absent = |error: std::io::Error| FileProblem::Absent(error.to_string());
    // One more than it holds, so that reading finds its end without asking for more room.
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).map_or(0, |size| size + 1));
    let file = File::open(path).map_err(absent)?;
    file.take(largest + 1).read_to_end(&mut bytes).map_err(absent)?;
    // It may have grown since it was measured.
    match u64::try_from(bytes.len()) {
        Ok(size) if size <= largest => Ok(bytes),
        size => Err(FileProblem::TooLarge(size.unwrap_or(u64::MAX))),
    }
}
