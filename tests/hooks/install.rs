//! Putting the hooks in, taking them out, and whether they fire.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::{check_in, guarded, passed, refused, spoil};
use crate::environment::TestEnvironment;

/// Every file below `folder` that an install may touch, with its bytes and mode.
fn files(folder: &Path) -> BTreeMap<String, (Vec<u8>, u32)> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(at) = left.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let mode = path.metadata().unwrap().permissions().mode();
                found.insert(path.display().to_string(), (std::fs::read(&path).unwrap(), mode));
            }
        }
    }
    found
}

fn write_hook(environment: &TestEnvironment, name: &str, text: &str) {
    let path = format!(".git/hooks/{name}");
    environment.write(&path, text);
    let path = environment.root().join(path);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn uninstall_leaves_all_as_it_was() {
    let environment = TestEnvironment::workspace();
    write_hook(&environment, "pre-commit", "#!/bin/sh\necho before >&2\n");
    environment.write(".git/info/attributes", "*.png binary\n");
    let before = files(&environment.root().join(".git"));
    environment.okr(&["install"]).expect(0);
    assert_ne!(files(&environment.root().join(".git")), before);
    let installed = files(&environment.root().join(".git"));
    environment.okr(&["install"]).expect(0);
    assert_eq!(files(&environment.root().join(".git")), installed, "a second install changes nothing");
    environment.okr(&["uninstall"]).expect(0);
    assert_eq!(files(&environment.root().join(".git")), before);
    environment.okr(&["uninstall"]).expect(0);
    assert_eq!(files(&environment.root().join(".git")), before);
}

#[test]
fn a_hook_that_was_there_goes_first_and_keeps_its_say() {
    let environment = TestEnvironment::workspace();
    write_hook(&environment, "pre-commit", "#!/bin/sh\necho was here >&2\ntest ! -e stop\n");
    environment.okr(&["install"]).expect(0);
    check_in(&environment);
    environment.write("stop", "");
    assert_ne!(environment.try_git(&["commit", "-a", "-m", "Check in"]).code, 0);
    std::fs::remove_file(environment.root().join("stop")).unwrap();
    let output = environment.try_git(&["commit", "-a", "-m", "Check in"]);
    passed(&output);
    assert!(output.stderr.contains("was here"), "{output}");
    spoil(&environment);
    refused(&environment.try_git(&["commit", "-a", "-m", "Spoil"]), "S001");
}

#[test]
fn hooks_of_another_manager_are_not_touched() {
    let environment = TestEnvironment::workspace();
    let shared = environment.outside().join("team-hooks");
    std::fs::create_dir(&shared).unwrap();
    environment.git(&["config", "core.hooksPath", &shared.to_string_lossy()]);
    let before = files(&environment.root().join(".git"));
    let output = environment.okr(&["install"]).expect(2);
    assert!(output.stderr.contains("git okr hook"), "{output}");
    assert_eq!(files(&environment.root().join(".git")), before);
    assert!(std::fs::read_dir(&shared).unwrap().next().is_none());
}

#[test]
fn a_missing_program_is_told_and_refuses() {
    let mut environment = guarded();
    spoil(&environment);
    environment.git(&["add", "--all"]);
    environment.set("PATH", "/usr/bin:/bin");
    let output = environment.try_git(&["commit", "-m", "Spoil"]);
    assert_ne!(output.code, 0, "{output}");
    assert!(output.stderr.contains("git-okr is not on the PATH"), "{output}");
}

#[test]
fn doctor_tells_what_fires() {
    let environment = TestEnvironment::workspace();
    let output = environment.okr(&["doctor"]).expect(1);
    assert!(output.stdout.contains("not installed"), "{output}");
    environment.okr(&["install"]).expect(0);
    let output = environment.okr(&["doctor"]).expect(0);
    for words in ["pre-commit       fires", "pre-push         fires", "--no-verify", "cherry-pick", "git am"]
    {
        assert!(output.stdout.contains(words), "{words}: {output}");
    }
    let hook = environment.root().join(".git/hooks/pre-commit");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = environment.okr(&["doctor"]).expect(1);
    assert!(output.stdout.contains("chmod +x"), "{output}");
}

#[test]
fn a_bare_repository_gets_pre_receive_and_nothing_else() {
    let environment = TestEnvironment::new();
    environment.git(&["init", "--quiet", "--bare", "../server.git"]);
    let hooks = environment.outside().join("server.git/hooks");
    let before = files(&environment.outside().join("server.git"));
    let output = environment.okr(&["-C", "../server.git", "install"]).expect(0);
    assert!(output.stdout.contains("pre-receive: put in"), "{output}");
    assert!(hooks.join("pre-receive").is_file());
    assert!(!hooks.join("pre-commit").exists());
    environment.okr(&["-C", "../server.git", "doctor"]).expect(0);
    environment.okr(&["-C", "../server.git", "uninstall"]).expect(0);
    assert_eq!(files(&environment.outside().join("server.git")), before);
}

#[test]
fn a_work_tree_can_be_a_server() {
    let environment = TestEnvironment::workspace();
    environment.okr(&["install", "--server"]).expect(0);
    assert!(environment.root().join(".git/hooks/pre-receive").is_file());
    assert!(!environment.root().join(".git/hooks/pre-commit").exists());
    environment.okr(&["install", "--hook", "post-merge"]).expect(2);
}
