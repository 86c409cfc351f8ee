//! The repository as a hook finds it: what git puts into the environment of each.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use super::super::{Environment, Source};
use super::both_readers::agree_in;
use super::sandbox::{Sandbox, write};

/// A hook that writes down where it runs and what git told it.
fn spy(sandbox: &Sandbox, hooks: &Path, name: &str) {
    let folder = sandbox.path("spied");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::create_dir_all(hooks).unwrap();
    let script = format!(
        "#!/bin/sh\npwd > '{0}/cwd'\nenv -0 > '{0}/env'\ncp \"${{GIT_INDEX_FILE:-/dev/null}}\" '{0}/index'\n\
         if test -n \"$GIT_QUARANTINE_PATH\"; then cp -R \"$GIT_QUARANTINE_PATH\" '{0}/quarantine'; fi\n\
         cat > '{0}/stdin'\n",
        folder.display()
    );
    write(hooks, name, &script);
    #[cfg(unix)]
    std::fs::set_permissions(hooks.join(name), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

/// Where the spy ran and with which environment. The index and the quarantine are gone by the time we
/// look, so what the spy kept of them stands in their place.
fn spied(sandbox: &Sandbox) -> (std::path::PathBuf, Environment, BTreeMap<String, String>) {
    let folder = sandbox.path("spied");
    let cwd = std::fs::read_to_string(folder.join("cwd")).unwrap();
    let vars: BTreeMap<String, String> = std::fs::read_to_string(folder.join("env"))
        .unwrap()
        .split('\0')
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let owned = vars.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    let mut environment = Environment::from_vars(owned);
    if environment.index_file.is_some() {
        environment.index_file = Some(folder.join("index"));
    }
    if environment.object_directory.is_some() {
        environment.object_directory = Some(folder.join("quarantine"));
    }
    (cwd.trim_end().into(), environment, vars)
}

fn staged(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let (cwd, environment, _) = spied(sandbox);
    let files = agree_in(&cwd, &environment).files(Source::Index, "").unwrap().files;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    files.into_iter().map(|(path, file)| (path, text(&file.content.unwrap()))).collect()
}

#[test]
fn pre_commit_sees_the_index_that_is_committed() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    spy(&sandbox, &path.join(".git/hooks"), "pre-commit");

    write(&path, "okr.yaml", "plain");
    sandbox.git(&path, &["add", "."]);
    sandbox.git(&path, &["commit", "-q", "-m", "plain"]);
    assert_eq!(spied(&sandbox).2["GIT_INDEX_FILE"], ".git/index");
    assert_eq!(staged(&sandbox)["okr.yaml"], "plain");

    write(&path, "okr.yaml", "all");
    sandbox.git(&path.join("src"), &["commit", "-q", "-a", "-m", "all"]);
    assert!(spied(&sandbox).2["GIT_INDEX_FILE"].ends_with("/.git/index.lock"));
    assert_eq!(staged(&sandbox)["okr.yaml"], "all");

    write(&path, "okr.yaml", "not this time");
    sandbox.git(&path, &["add", "."]);
    write(&path, "teams.yaml", "named");
    sandbox.git(&path, &["commit", "-q", "-m", "named", "--", "teams.yaml"]);
    assert!(spied(&sandbox).2["GIT_INDEX_FILE"].contains("/.git/next-index-"));
    assert_eq!(staged(&sandbox)["okr.yaml"], "all");
    assert_eq!(staged(&sandbox)["teams.yaml"], "named");
}

#[test]
fn pre_commit_in_a_linked_work_tree_and_in_a_submodule() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    sandbox.git(&path, &["worktree", "add", "-q", "-b", "topic", "../linked"]);
    spy(&sandbox, &path.join(".git/hooks"), "pre-commit");
    let linked = sandbox.path("linked");
    write(&linked, "okr.yaml", "linked");
    sandbox.git(&linked.join("src"), &["commit", "-q", "-a", "-m", "linked"]);
    let (cwd, environment, vars) = spied(&sandbox);
    assert!(vars.contains_key("GIT_DIR") && !vars.contains_key("GIT_WORK_TREE"));
    assert_eq!(agree_in(&cwd, &environment).top().unwrap().canonicalize().unwrap(), linked);
    assert_eq!(staged(&sandbox)["okr.yaml"], "linked");

    let outer = sandbox.repository("outer", &[]);
    sandbox.git(&outer, &["submodule", "add", "-q", path.to_str().unwrap(), "inner"]);
    spy(&sandbox, &outer.join(".git/modules/inner/hooks"), "pre-commit");
    let inner = outer.join("inner");
    write(&inner, "okr.yaml", "inner");
    sandbox.git(&inner, &["commit", "-q", "-a", "-m", "inner"]);
    let (cwd, environment, _) = spied(&sandbox);
    assert_eq!(agree_in(&cwd, &environment).top().unwrap().canonicalize().unwrap(), inner);
    assert_eq!(staged(&sandbox)["okr.yaml"], "inner");
}

#[test]
fn pre_receive_reads_what_is_still_in_quarantine() {
    for format in ["sha1", "sha256"] {
        let sandbox = Sandbox::new();
        let path = sandbox.repository("r", &["--object-format", format]);
        sandbox.git(&path, &["clone", "-q", "--bare", ".", "../server.git"]);
        let server = sandbox.path("server.git");
        spy(&sandbox, &server.join("hooks"), "pre-receive");
        // Refused, so that the objects never arrive.
        let hook = server.join("hooks/pre-receive");
        let script = std::fs::read_to_string(&hook).unwrap();
        std::fs::write(&hook, script + "exit 1\n").unwrap();
        sandbox.commit(&path, "okr.yaml", "pushed");
        let push = sandbox.command(&path).args(["push", "-q", "../server.git", "main"]).output().unwrap();
        assert!(!push.status.success());

        let (cwd, environment, vars) = spied(&sandbox);
        assert_eq!(vars["GIT_DIR"], ".");
        let pushed = sandbox.git(&path, &["rev-parse", "HEAD"]);
        let repository = agree_in(&cwd, &environment);
        let commit = repository.resolve(&pushed).unwrap();
        let files = repository.files(Source::Commit(commit), "").unwrap().files;
        assert_eq!(files["okr.yaml"].content.as_deref().unwrap(), b"pushed");
        assert!(agree_in(&cwd, &Environment::default()).resolve(&pushed).is_err());
    }
}

#[test]
fn a_work_tree_named_relative_is_relative_to_where_we_stand() {
    let sandbox = Sandbox::new();
    let path = sandbox.repository("r", &[]);
    std::fs::create_dir_all(sandbox.path("elsewhere")).unwrap();
    let environment = Environment {
        git_dir: Some("../r/.git".into()),
        work_tree: Some("../r".into()),
        ..Environment::default()
    };
    let repository = agree_in(&sandbox.path("elsewhere"), &environment);
    assert_eq!(repository.top().unwrap().canonicalize().unwrap(), path);
    // A git folder alone: the folder we stand in is the top.
    let environment = Environment { git_dir: Some("../r/.git".into()), ..Environment::default() };
    let repository = agree_in(&sandbox.path("elsewhere"), &environment);
    assert_eq!(repository.top().unwrap().canonicalize().unwrap(), sandbox.path("elsewhere"));
}
