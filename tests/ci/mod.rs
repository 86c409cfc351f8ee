//! The action and the GitLab job, played step by step against a bare remote, with `gh` and `curl` as stand-ins
//! that write down what they are asked. What the forges themselves do (checkout, caches, artefacts) is not ours.

mod github;
mod gitlab;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use serde_yaml::Value;

use crate::environment::{SHEET, TestEnvironment};

/// A remote with a pull request from `topic` to `main`, and a runner that has checked out their merge.
struct Runner {
    environment: TestEnvironment,
    checkout: PathBuf,
    /// What `${{ … }}` stands for.
    context: BTreeMap<String, String>,
    /// Environment variables of the forge.
    variables: BTreeMap<String, String>,
}

/// What a played job left behind.
#[derive(Debug)]
struct Played {
    code: i32,
    log: String,
    summary: String,
}

impl Runner {
    /// `depth`: how many commits the checkout holds; all if empty.
    fn new(edit: impl Fn(&TestEnvironment), depth: &str) -> Self {
        let environment = TestEnvironment::workspace();
        environment.git(&["switch", "--quiet", "--create", "topic"]);
        edit(&environment);
        environment.commit("Change the goals");
        environment.git(&["switch", "--quiet", "main"]);
        environment.write("README.md", "Others go on.\n");
        environment.commit("Go on");
        environment.git(&["switch", "--quiet", "--create", "merged"]);
        environment.git(&["merge", "--quiet", "--no-ff", "--no-edit", "topic"]);
        let bare = environment.outside().join("remote.git");
        let bare = bare.to_str().unwrap();
        environment.git(&["init", "--quiet", "--bare", bare]);
        environment.git(&["push", "--quiet", bare, "main", "topic", "merged:refs/pull/7/merge"]);

        // As `actions/checkout` does it.
        let checkout = environment.outside().join("work");
        fs::create_dir(&checkout).unwrap();
        let at = checkout.to_str().unwrap().to_owned();
        let url = format!("file://{bare}");
        environment.git(&["init", "--quiet", &at]);
        environment.git(&["-C", &at, "remote", "add", "origin", &url]);
        let mut fetch = vec!["-C", &at, "fetch", "--quiet", "--no-tags"];
        if depth.is_empty() {
            fetch.extend([
                "origin",
                "+refs/heads/*:refs/remotes/origin/*",
                "+refs/pull/7/merge:refs/remotes/pull/7/merge",
            ]);
        } else {
            fetch.extend(["--depth", depth, "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge"]);
        }
        environment.git(&fetch);
        environment.git(&["-C", &at, "checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge"]);

        let id = |rev: &str| environment.git(&["rev-parse", rev]).stdout.trim().to_owned();
        let mut context: BTreeMap<String, String> = [
            ("github.action_path", env!("CARGO_MANIFEST_DIR").to_owned()),
            ("github.base_ref", "main".to_owned()),
            ("github.event.pull_request.base.sha", id("main")),
            ("github.event.pull_request.head.sha", id("topic")),
            ("github.event.pull_request.number", "7".to_owned()),
            ("github.event.merge_group.base_sha", String::new()),
            ("github.event.before", String::new()),
            ("github.repository", "example/goals".to_owned()),
            ("github.token", "secret".to_owned()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
        let action = action();
        for (name, input) in action["inputs"].as_mapping().unwrap() {
            let default = input["default"].as_str().unwrap().replace("${{ github.token }}", "secret");
            context.insert(format!("inputs.{}", name.as_str().unwrap()), default);
        }
        let variables = [
            ("RUNNER_TEMP", environment.outside().join("temp").to_str().unwrap()),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
            ("ASKED", environment.outside().join("asked").to_str().unwrap()),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        fs::create_dir_all(environment.outside().join("temp")).unwrap();
        Self { environment, checkout, context, variables }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        assert!(self.context.insert(name.to_owned(), value.to_owned()).is_some(), "{name} is no input");
        self
    }

    /// Puts a stand-in program where the job finds it first.
    fn stand_in(&self, name: &str, script: &str) {
        let folder = self.environment.outside().join("bin");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), format!("#!/usr/bin/env bash\n{script}")).unwrap();
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// What the stand-ins were asked, a line a call.
    fn asked(&self) -> String {
        fs::read_to_string(self.environment.outside().join("asked")).unwrap_or_default()
    }

    fn bash(&self, script: &str, folder: &str, variables: &BTreeMap<String, String>) -> (i32, String) {
        let mut command = self.environment.command("bash");
        let path = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value).unwrap();
        let path = format!("{}:{}", self.environment.outside().join("bin").display(), path.to_str().unwrap());
        // As the runner calls it.
        let output = command
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(self.checkout.join(folder))
            .env("PATH", path)
            .envs(&self.variables)
            .envs(variables)
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8(text).unwrap())
    }

    /// The script of the action's step with this name.
    fn step(name: &str) -> String {
        let action = action();
        let steps = action["runs"]["steps"].as_sequence().unwrap();
        let step = steps.iter().find(|step| step["name"] == name).unwrap();
        step["run"].as_str().unwrap().to_owned()
    }

    /// Plays the action's steps in order; a failed one ends it.
    fn play(&mut self) -> Played {
        let outside = self.environment.outside().to_path_buf();
        let summary = outside.join("summary");
        fs::write(&summary, "").unwrap();
        let mut played = Played { code: 0, log: String::new(), summary: String::new() };
        for step in action()["runs"]["steps"].as_sequence().unwrap() {
            let Some(script) = step["run"].as_str() else { continue };
            if step["if"].as_str().is_some_and(|condition| condition.contains("build == 'true'")) {
                assert_eq!(self.context["steps.program.outputs.build"], "false", "the program is there");
                // A `rust-toolchain.toml` of the checkout would choose the compiler.
                assert_eq!(step["working-directory"], "${{ github.action_path }}", "{script}");
                continue;
            }
            assert_eq!(step["shell"], "bash");
            assert!(!script.contains("${{"), "a script holds no value of others: {script}");
            let output = outside.join("output");
            fs::write(&output, "").unwrap();
            let mut variables: BTreeMap<String, String> = step["env"]
                .as_mapping()
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.as_str().unwrap().to_owned(), self.value(value.as_str().unwrap())))
                .collect();
            for (name, file) in [("GITHUB_OUTPUT", &output), ("GITHUB_STEP_SUMMARY", &summary)] {
                variables.insert(name.to_owned(), file.to_str().unwrap().to_owned());
            }
            let folder = step["working-directory"].as_str().map_or_else(String::new, |text| self.value(text));
            let (code, text) = self.bash(script, &folder, &variables);
            played.log.push_str(&text);
            if let Some(id) = step["id"].as_str() {
                for line in fs::read_to_string(&output).unwrap().lines() {
                    let (name, value) = line.split_once('=').unwrap();
                    self.context.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
                }
            }
            if code != 0 {
                played.code = code;
                break;
            }
        }
        played.summary = fs::read_to_string(&summary).unwrap();
        played
    }

    /// `${{ name }}` as the context has it.
    fn value(&self, text: &str) -> String {
        match text.strip_prefix("${{ ").and_then(|rest| rest.strip_suffix(" }}")) {
            Some(name) => self.context.get(name).unwrap_or_else(|| panic!("no {name}")).clone(),
            None => text.to_owned(),
        }
    }
}

fn yaml(path: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn action() -> Value {
    yaml("action.yml")
}

fn loosen(environment: &TestEnvironment) {
    environment.edit(SHEET, "< 200 ms\"", "< 220 ms\"");
}

#[test]
fn scripts_pass_the_linter() {
    let runner = Runner::new(loosen, "");
    if runner.bash("command -v shellcheck", "", &BTreeMap::new()).0 != 0 {
        return; // .ci/run says that it is missing
    }
    let job = yaml("docs/ci/gitlab.yml");
    let scripts = action()["runs"]["steps"]
        .as_sequence()
        .unwrap()
        .iter()
        .map(|step| step["run"].clone())
        .collect::<Vec<_>>();
    let parts = ["before_script", "script"].map(|part| job["okr-review"][part].as_sequence().unwrap());
    let joined =
        parts.into_iter().flatten().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n");
    for script in scripts.iter().filter_map(|script| script.as_str()).chain([joined.as_str()]) {
        let file = runner.environment.outside().join("script.sh");
        fs::write(&file, format!("#!/usr/bin/env bash\nset -eo pipefail\n{script}")).unwrap();
        let check = format!("shellcheck --exclude=SC2153,SC2154 {}", file.display());
        let (code, text) = runner.bash(&check, "", &BTreeMap::new());
        assert_eq!(code, 0, "{text}");
    }
}
