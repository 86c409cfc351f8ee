//! Hooks put into real repositories, called by git itself, and taken out again without a trace.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Output;

use super::super::{
    Hook, HookError, HookManager, HookState, HooksFolder, InstallOptions, InstallStep, Repository,
    Uninstalled,
};
use super::sandbox::{Sandbox, open, write};

const AT_TOP: InstallOptions<'static> = InstallOptions { root: "", textconv: true, hooks: None };

fn install(repository: &Repository, options: InstallOptions<'_>) {
    repository.install(&repository.plan_install(options).unwrap()).unwrap();
}

/// Every file below a folder: its mode and bytes, or where it leads.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let metadata = entry.path().symlink_metadata().unwrap();
            let bytes = if metadata.is_symlink() {
                std::fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes()
            } else if metadata.is_file() {
                std::fs::read(entry.path()).unwrap()
            } else {
                Vec::new()
            };
            (entry.path().to_path_buf(), (metadata.permissions().mode(), bytes))
        })
        .collect()
}

fn script(path: &Path, text: &str, mode: u32) {
    write(
        path.parent().unwrap(),
        path.file_name().unwrap().to_str().unwrap(),
        &format!("#!/bin/sh\n{text}\n"),
    );
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// A `git-okr` that writes down how it was called, and ends with 7 where a file `refuse` lies about.
fn stand_in(sandbox: &Sandbox) -> PathBuf {
    let folder = sandbox.path("bin");
    let said = sandbox.path("said");
    let refuse = sandbox.path("refuse");
    let text = format!(
        "echo \"git-okr $*\" >> '{0}'\ncase $2 in pre-push | pre-receive) cat >> '{0}' ;; esac\n\
         test ! -e '{1}' || exit 7",
        said.display(),
        refuse.display()
    );
    script(&folder.join("git-okr"), &text, 0o755);
    folder
}

fn said(sandbox: &Sandbox) -> Vec<String> {
    let text = std::fs::read_to_string(sandbox.path("said")).unwrap_or_default();
    let _ = std::fs::remove_file(sandbox.path("said"));
    text.lines().map(str::to_owned).collect()
}

/// Runs git with our stand-in on the PATH, or without.
fn run(sandbox: &Sandbox, folder: &Path, with: bool, arguments: &[&str]) -> Output {
    let mut path = "/usr/local/bin:/usr/bin:/bin".to_owned();
    if with {
        path = format!("{}:{path}", sandbox.path("bin").display());
    }
    let mut command = sandbox.command(folder);
    command.env("PATH", path).args(arguments).output().unwrap()
}

#[test]
fn git_calls_us_at_each_moment() {
    let sandbox = Sandbox::new();
    stand_in(&sandbox);
    let path = sandbox.repository("r", &[]);
    install(&open(&path), AT_TOP);
    let git = |arguments: &[&str]| {
        let output = run(&sandbox, &path, true, arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        said(&sandbox)
    };
    write(&path, "okrs/a.yaml", "a");
    git(&["add", "."]);
    let commit = ["git-okr hook pre-commit", "git-okr hook commit-msg .git/COMMIT_EDITMSG"];
    assert_eq!(git(&["commit", "-q", "-m", "a"]), commit);
    git(&["checkout", "-q", "-b", "topic", "HEAD~1"]);
    git(&["commit", "-q", "--allow-empty", "-m", "b"]);
    let merge = git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(merge[0], "git-okr hook pre-merge-commit");
    assert!(merge[1].starts_with("git-okr hook commit-msg "), "{merge:?}");

    git(&["clone", "-q", "--bare", ".", "../server.git"]);
    let server = sandbox.path("server.git");
    install(&open(&server), InstallOptions { root: "", textconv: true, hooks: None });
    write(&path, "okrs/b.yaml", "b");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "c"]);
    let head = sandbox.git(&path, &["rev-parse", "HEAD"]);
    let parent = sandbox.git(&path, &["rev-parse", "HEAD~1"]);
    let push = git(&["push", "-q", "../server.git", "HEAD:topic"]);
    assert_eq!(
        push,
        [
            "git-okr hook pre-push ../server.git ../server.git".to_owned(),
            format!("HEAD {head} refs/heads/topic {parent}"),
            "git-okr hook pre-receive".to_owned(),
            format!("{parent} {head} refs/heads/topic"),
        ]
    );
}

#[test]
fn a_refusal_and_a_missing_binary_stop_git() {
    let sandbox = Sandbox::new();
    stand_in(&sandbox);
    let path = sandbox.repository("r", &[]);
    install(&open(&path), AT_TOP);
    let head = sandbox.git(&path, &["rev-parse", "HEAD"]);
    write(&sandbox.path(""), "refuse", "");
    assert!(!run(&sandbox, &path, true, &["commit", "--allow-empty", "-m", "x"]).status.success());
    let without = run(&sandbox, &path, false, &["commit", "--allow-empty", "-m", "x"]);
    assert!(!without.status.success());
    let message = String::from_utf8_lossy(&without.stderr).into_owned();
    assert!(message.contains("git-okr is not on the PATH") && message.contains("--no-verify"), "{message}");
    sandbox.git(&path, &["clone", "-q", "--bare", ".", "../server.git"]);
    install(&open(&sandbox.path("server.git")), AT_TOP);
    let push = run(&sandbox, &path, false, &["push", "--no-verify", "../server.git", "HEAD:x"]);
    assert!(String::from_utf8_lossy(&push.stderr).contains("this server"), "{push:?}");
    assert!(!push.status.success());
    assert_eq!(sandbox.git(&path, &["rev-parse", "HEAD"]), head);
}

#[test]
fn what_stood_there_goes_on_running_first_and_both_read_what_git_tells() {
    let sandbox = Sandbox::new();
    stand_in(&sandbox);
    let path = sandbox.repository("r", &[]);
    let hooks = path.join(".git/hooks");
    let log = format!(">> '{}'", sandbox.path("said").display());
    script(&hooks.join("pre-commit"), &format!("echo \"kept $(basename $(dirname \"$0\"))\" {log}"), 0o755);
    script(&hooks.join("pre-push"), &format!("(echo kept; cat) {log}"), 0o755);
    script(&hooks.join("pre-merge-commit"), &format!("echo never {log}"), 0o644);
    script(&sandbox.path("team-hook"), &format!("echo linked \"$1\" {log}; exit 3"), 0o755);
    symlink("../../../team-hook", hooks.join("commit-msg")).unwrap();
    let before = everything(&path.join(".git"));
    install(&open(&path), AT_TOP);

    let commit = run(&sandbox, &path, true, &["commit", "--allow-empty", "-q", "-m", "x"]);
    assert!(!commit.status.success(), "the kept commit-msg refuses");
    assert_eq!(said(&sandbox), ["kept hooks", "git-okr hook pre-commit", "linked .git/COMMIT_EDITMSG"]);
    sandbox.git(&path, &["clone", "-q", "--bare", ".", "../server.git"]);
    run(&sandbox, &path, true, &["push", "-q", "../server.git", "HEAD:new", "HEAD:other"]);
    let told = said(&sandbox);
    assert_eq!((told.len(), told[0].as_str()), (6, "kept"), "{told:?}");
    assert_eq!(told[1..3], told[4..6]);
    // A hook that git passed over is passed over still.
    sandbox.git(&path, &["commit", "-q", "--no-verify", "--allow-empty", "-m", "y"]);
    sandbox.git(&path, &["checkout", "-q", "-b", "topic", "HEAD~1"]);
    sandbox.git(&path, &["commit", "-q", "--no-verify", "--allow-empty", "-m", "z"]);
    run(&sandbox, &path, true, &["merge", "-q", "--no-edit", "main"]);
    assert_eq!(said(&sandbox)[0], "git-okr hook pre-merge-commit");

    open(&path).uninstall().unwrap();
    let after = everything(&path.join(".git/hooks"));
    assert!(before.iter().filter(|(path, _)| path.starts_with(&hooks)).eq(after.iter()));
}

#[test]
fn taking_out_leaves_no_trace() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    for prepare in [
        &|_: &Path| {},
        &|git: &Path| write(git, "info/attributes", "*.bin -text"),
        &|git: &Path| write(git, "info/attributes", ""),
        &|git: &Path| std::fs::remove_dir_all(git.join("hooks")).unwrap(),
        &|git: &Path| {
            let config = std::fs::read_to_string(git.join("config")).unwrap();
            write(git, "config", &format!("{config}; mine\n[okr]\n\troot = before\n"));
        },
    ] as [&dyn Fn(&Path); 5]
    {
        let git = path.join(".git");
        std::fs::create_dir_all(git.join("hooks")).unwrap();
        prepare(&git);
        let before = everything(&git);
        let repository = open(&path);
        install(&repository, InstallOptions { root: "goals/", textconv: true, hooks: None });
        assert_ne!(everything(&git), before);
        assert_eq!(repository.local_config("okr.root").unwrap().as_deref(), Some("goals"));
        // Twice is once.
        let plan =
            repository.plan_install(InstallOptions { root: "goals/", textconv: true, hooks: None }).unwrap();
        assert_eq!(plan.steps, []);
        install(&repository, InstallOptions { root: "other/", textconv: true, hooks: None });
        open(&path).uninstall().unwrap();
        let after = everything(&git);
        for (path, file) in &before {
            assert_eq!(after.get(path), Some(file), "{}", path.display());
        }
        assert_eq!(after.len(), before.len());
        assert_eq!(open(&path).uninstall().unwrap(), []);
    }
}

#[test]
fn what_others_changed_since_is_theirs() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let hooks = path.join(".git/hooks");
    script(&hooks.join("pre-commit"), "exit 0", 0o755);
    install(&open(&path), InstallOptions { root: "goals/", textconv: true, hooks: None });
    script(&hooks.join("pre-commit"), "echo newer", 0o755);
    sandbox.git(&path, &["config", "okr.root", "moved"]);
    let done = open(&path).uninstall().unwrap();
    assert!(done.contains(&Uninstalled::LeftKept(hooks.join("pre-commit.okr-chained"))));
    assert!(done.contains(&Uninstalled::LeftSetting("okr.root".into())));
    assert!(std::fs::read_to_string(hooks.join("pre-commit")).unwrap().contains("newer"));
    assert_eq!(sandbox.git(&path, &["config", "okr.root"]), "moved");
    // And the kept one is not overwritten by the next install.
    let refused = open(&path).plan_install(AT_TOP).unwrap_err();
    assert!(matches!(refused, HookError::InTheWay { hook: Hook::PreCommit, .. }), "{refused}");
}

#[test]
fn an_install_that_fails_takes_itself_back() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    script(&path.join(".git/hooks/pre-push"), "exit 0", 0o755);
    let _ = std::fs::remove_dir_all(path.join(".git/info"));
    write(&path, ".git/info", "in the way");
    let before = everything(&path);
    let repository = open(&path);
    let plan =
        repository.plan_install(InstallOptions { root: "goals/", textconv: true, hooks: None }).unwrap();
    assert!(repository.install(&plan).is_err());
    assert_eq!(everything(&path), before);
}

#[test]
fn we_look_where_git_looks() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["worktree", "add", "-q", "-b", "topic", "../linked"]);
    let outer = sandbox.repository("outer", &[]);
    sandbox.git(&outer, &["submodule", "add", "-q", path.to_str().unwrap(), "inner"]);
    sandbox.git(&path, &["clone", "-q", "--bare", ".", "../server.git"]);
    let (linked, inner, server) = (sandbox.path("linked"), outer.join("inner"), sandbox.path("server.git"));
    let absolute = path.join("absolute").display().to_string();
    for setting in [None, Some(".githooks"), Some(absolute.as_str())] {
        for folder in [&path, &linked, &inner, &server, &path.join("okrs")] {
            if let Some(setting) = setting {
                sandbox.git(folder, &["config", "core.hooksPath", setting]);
            }
            let said = sandbox.git(folder, &["rev-parse", "--git-path", "hooks"]);
            let expected = folder.join(said);
            std::fs::create_dir_all(&expected).unwrap();
            let found = open(folder).hooks_folder().unwrap();
            let found = found.path().canonicalize().unwrap();
            assert_eq!(found, expected.canonicalize().unwrap(), "{setting:?} {}", folder.display());
        }
    }
    assert!(matches!(open(&linked).hooks_folder().unwrap(), HooksFolder::Elsewhere(_)));
    sandbox.git(&path, &["config", "core.hooksPath", ".githooks"]);
    assert!(matches!(open(&linked).hooks_folder().unwrap(), HooksFolder::InWorkTree(_)));
    sandbox.git(&path, &["config", "core.hooksPath", ".git/hooks"]);
    assert!(matches!(open(&path).hooks_folder().unwrap(), HooksFolder::Own(_)));
}

#[test]
fn hooks_in_the_work_tree_are_put_in_and_taken_out_there() {
    let sandbox = Sandbox::new();
    stand_in(&sandbox);
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["config", "core.hooksPath", ".githooks"]);
    install(&open(&path), AT_TOP);
    assert!(
        run(&sandbox, &path.join("src"), true, &["commit", "-q", "--allow-empty", "-m", "x"])
            .status
            .success()
    );
    assert_eq!(said(&sandbox).len(), 2);
    // core.hooksPath may change before the hooks are taken out.
    sandbox.git(&path, &["config", "--unset", "core.hooksPath"]);
    assert_eq!(open(&path).uninstall().unwrap().len(), 7);
    assert!(!path.join(".githooks").exists());
}

#[test]
fn other_managers_hooks_are_left_alone_with_a_word_on_what_to_add() {
    let husky = "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"";
    let pre_commit = "# File generated by pre-commit: https://pre-commit.com\nARGS=(hook-impl)";
    let lefthook = "call_lefthook()\n{\n:\n}\ncall_lefthook run \"pre-commit\" \"$@\"";
    for (manager, folder, text, word) in [
        (HookManager::Husky, ".husky/_", husky, ".husky/pre-commit"),
        (HookManager::PreCommit, ".git/hooks", pre_commit, ".pre-commit-config.yaml"),
        (HookManager::Lefthook, ".git/hooks", lefthook, "lefthook.yml"),
    ] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &[]);
        if folder != ".git/hooks" {
            sandbox.git(&path, &["config", "core.hooksPath", folder]);
        }
        script(&path.join(folder).join("pre-commit"), text, 0o755);
        let before = everything(&path);
        let refused = open(&path).plan_install(AT_TOP).unwrap_err();
        assert!(
            matches!(&refused, HookError::Managed { manager: found, .. } if *found == manager),
            "{refused}"
        );
        assert!(refused.advice().unwrap().contains(word), "{refused}");
        assert_eq!(everything(&path), before);
        // Once told to call us, it counts.
        let state = |path: &Path| open(path).hook_setup().unwrap().hooks[0].state.clone();
        assert!(!state(&path).fires());
        write(&path, word, "# git okr hook pre-commit\nrun: git okr hook pre-commit\n");
        assert!(state(&path).fires(), "{:?}", state(&path));
    }
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["config", "core.hooksPath", sandbox.path("everyones").to_str().unwrap()]);
    let refused = open(&path).plan_install(AT_TOP).unwrap_err();
    assert!(matches!(refused, HookError::Elsewhere { .. }), "{refused}");
    assert!(refused.advice().unwrap().contains("core.hooksPath"));
}

#[test]
fn git_shows_sheets_in_our_words() {
    for root in ["", "goals/", "our goals/[x]/", "ziele-ü/\"q\"/"] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &[]);
        install(&open(&path), InstallOptions { root, textconv: true, hooks: None });
        let attribute = |file: &str| {
            let file = format!("{root}{file}");
            sandbox.git(&path, &["-c", "core.quotePath=false", "check-attr", "-z", "diff", "--", &file])
        };
        for ours in ["okrs/2026-Q1/a.yaml", "okrs/a.yml", "okrs/2026-Q1/team/a.yaml"] {
            assert!(attribute(ours).contains("\0diff\0okr"), "{root}{ours}");
        }
        for other in ["okr.yaml", "okrs/README.md", "elsewhere/okrs/a.yaml"] {
            assert!(attribute(other).contains("\0diff\0unspecified"), "{root}{other}");
        }
        assert_eq!(sandbox.git(&path, &["config", "diff.okr.textconv"]), "git-okr textconv");
    }
}

#[test]
fn a_setting_of_the_users_own_stays() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["config", "diff.okr.textconv", "my-own"]);
    install(&open(&path), AT_TOP);
    let setup = open(&path).hook_setup().unwrap();
    assert_eq!((setup.textconv.as_deref(), setup.attributes, setup.root), (Some("my-own"), true, None));
    open(&path).uninstall().unwrap();
    assert_eq!(sandbox.git(&path, &["config", "diff.okr.textconv"]), "my-own");
}

#[test]
fn the_state_of_each_hook_is_told() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    let hooks = path.join(".git/hooks");
    script(&hooks.join("commit-msg"), "exit 0", 0o755);
    install(&open(&path), InstallOptions { root: "", textconv: false, hooks: None });
    script(&hooks.join("pre-commit"), "# git-okr hook: pre-commit\nolder", 0o755);
    std::fs::set_permissions(hooks.join("pre-merge-commit"), std::fs::Permissions::from_mode(0o644)).unwrap();
    script(&hooks.join("pre-push"), "exec git okr hook pre-push \"$@\"", 0o755);
    let setup = open(&path).hook_setup().unwrap();
    assert_eq!((setup.textconv, setup.attributes), (None, false));
    let states: Vec<(&str, HookState, bool)> = setup
        .hooks
        .into_iter()
        .map(|report| (report.hook.name(), report.state.clone(), report.state.fires()))
        .collect();
    let kept = Some(hooks.join("commit-msg.okr-chained"));
    let foreign = HookState::Foreign { manager: None, calls_us: true, executable: true };
    assert_eq!(
        states,
        [
            ("pre-commit", HookState::Ours { current: false, executable: true, kept: None }, true),
            ("commit-msg", HookState::Ours { current: true, executable: true, kept }, true),
            ("pre-merge-commit", HookState::Ours { current: true, executable: false, kept: None }, false),
            ("post-rewrite", HookState::Ours { current: true, executable: true, kept: None }, true),
            ("pre-push", foreign, true),
        ]
    );
    // What is old or cannot run is put in anew; what calls us already is left as it is.
    let plan = open(&path).plan_install(InstallOptions { root: "", textconv: false, hooks: None }).unwrap();
    let steps: Vec<(Hook, bool)> = plan
        .steps
        .iter()
        .filter_map(|step| match step {
            InstallStep::Hook { hook, keeps, .. } => Some((*hook, *keeps)),
            InstallStep::Setting { .. } | InstallStep::Attributes { .. } => None,
        })
        .collect();
    assert_eq!(steps, [(Hook::PreCommit, false), (Hook::PreMergeCommit, false)]);
}

#[test]
fn every_script_is_plain_shell_and_says_its_name() {
    for hook in Hook::ALL {
        assert_eq!(Hook::from_name(hook.name()), Some(hook));
        let script = hook.script();
        assert!(script.starts_with(&format!("#!/bin/sh\n# git-okr hook: {hook}\n")));
        assert!(script.contains(&format!("git-okr hook {hook} \"$@\"")));
        let checked = std::process::Command::new("sh").args(["-n", "-c", script]).status().unwrap();
        assert!(checked.success());
    }
}
