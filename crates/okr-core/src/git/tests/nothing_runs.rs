//! Nothing that a repository says is executed, whichever reader looks.

use super::super::{Environment, Repository, Source, WalkOptions};
use super::both_readers::{agree, walk};
use super::sandbox::{Sandbox, through_git, write};

#[cfg(unix)]
#[test]
fn no_setting_or_attribute_starts_a_program() {
    for format in ["sha1", "sha256"] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &["--object-format", format]);
        let trap = sandbox.path("trap");
        let ran = sandbox.path("ran");
        write(&sandbox.path(""), "trap", &format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", ran.display()));
        std::fs::set_permissions(&trap, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        write(&path, ".gitattributes", "*.yaml filter=trap diff=trap merge=trap\n");
        write(&path, "okrs/2026-Q1/payments.yaml", "changed\n");
        sandbox.git(&path, &["add", "."]);
        sandbox.git(&path, &["commit", "-q", "-m", "attributes"]);
        write(&path, "okrs/2026-Q1/payments.yaml", "changed again\n");
        std::fs::create_dir_all(path.join(".git/hooks")).unwrap();
        for hook in ["post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"] {
            std::os::unix::fs::symlink(&trap, path.join(".git/hooks").join(hook)).unwrap();
        }
        for setting in [
            "core.fsmonitor",
            "core.pager",
            "core.editor",
            "core.sshCommand",
            "core.alternateRefsCommand",
            "core.gitProxy",
            "diff.external",
            "diff.trap.command",
            "diff.trap.textconv",
            "filter.trap.clean",
            "filter.trap.smudge",
            "filter.trap.process",
            "merge.trap.driver",
            "gpg.program",
            "pager.log",
            "pager.diff",
            "pager.config",
            "uploadpack.packObjectsHook",
            "interactive.diffFilter",
            "credential.helper",
            "alias.log",
        ] {
            let value = if setting.starts_with("alias") {
                format!("!{}", trap.display())
            } else {
                trap.display().to_string()
            };
            sandbox.git(&path, &["config", setting, &value]);
        }
        sandbox.git(&path, &["config", "log.showSignature", "true"]);
        sandbox.git(&path, &["config", "diff.ignoreSubmodules", "none"]);
        // Setting the trap may have sprung it; reading must not.
        let _ = std::fs::remove_file(&ran);

        let repository = agree(&path);
        let head = repository.head().unwrap().unwrap();
        let files = repository.files(Source::WorkTree, "").unwrap().files;
        assert_eq!(files["okrs/2026-Q1/payments.yaml"].content.as_deref().unwrap(), b"changed again\n");
        assert_eq!(walk(&through_git(&path), &WalkOptions::default(), head).steps.len(), 2);
        assert!(!ran.exists(), "{}", std::fs::read_to_string(&ran).unwrap());

        // And the trap works: a git that is not held back steps into it.
        let _ = sandbox.command(&path).args(["diff"]).output().unwrap();
        assert!(ran.exists());
    }
}

#[test]
fn a_revision_is_never_an_option() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let out = sandbox.path("out");
    for repository in [
        Repository::open(&path, &Environment::default()).unwrap(),
        Repository::open_through_git(&path, &Environment::default()).unwrap(),
    ] {
        for rev in [
            "",
            "-",
            "--all",
            &format!("--output={}", out.display()),
            "--exec=x",
            "HEAD..HEAD",
            "HEAD HEAD",
            "^HEAD",
            "a\nb",
        ] {
            assert!(repository.resolve(rev).is_err(), "{rev:?}");
        }
    }
    assert!(!out.exists());
}

#[test]
fn replaced_objects_do_not_rewrite_the_record() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.commit(&path, "okr.yaml", "second");
    sandbox.git(&path, &["replace", "HEAD", "HEAD~1"]);
    let repository = agree(&path);
    let head = repository.head().unwrap().unwrap();
    assert_eq!(walk(&repository, &WalkOptions::default(), head).steps.len(), 2);
}
