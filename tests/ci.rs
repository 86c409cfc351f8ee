//! The action and the GitLab job, played step by step against a bare remote, with `gh` and `curl` as stand-ins
//! that write down what they are asked. What the forges themselves do (checkout, caches, artefacts) is not ours.

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

/// Writes down its arguments, as a job's own token is answered; a comment of ours is there once one was posted.
const GH: &str = r#"
echo "gh $*" >>"$ASKED"
case "$*" in
"api user "*) echo "gh: Resource not accessible by integration (HTTP 403)" >&2; exit 1 ;;
*--jq*) if grep -q POST "$ASKED"; then echo 4711; fi ;;
esac
"#;

const REFUSING_GH: &str = r#"
echo "gh $*" >>"$ASKED"
case "$*" in *issues*--jq*) exit 0 ;; esac
echo "gh: Resource not accessible by integration (HTTP 403)" >&2
exit 1
"#;

#[test]
fn a_pull_request_is_reviewed_annotated_and_commented_once() {
    let mut runner =
        Runner::new(loosen, "").with("inputs.sarif", "okr.sarif").with("inputs.html", "okr.html");
    runner.stand_in("gh", GH);
    let first = runner.play();
    assert_eq!(first.code, 1, "{first:?}");
    assert!(first.log.contains("::error file=okrs/2026-Q1/payments.yaml,line=15"), "{}", first.log);
    assert!(first.summary.contains("1 target loosened (no reason given)."), "{}", first.summary);
    let second = runner.play();
    assert_eq!((second.code, &second.summary), (1, &first.summary), "the same again");
    let asked = runner.asked();
    let verbs: Vec<&str> = asked.split_whitespace().filter(|word| ["POST", "PATCH"].contains(word)).collect();
    assert_eq!(verbs, ["POST", "PATCH"], "{asked}");
    assert!(asked.contains("repos/example/goals/issues/comments/4711 --field body=@"), "{asked}");
    let sarif = fs::read_to_string(runner.checkout.join("okr.sarif")).unwrap();
    assert!(sarif.contains("P901"));
    assert!(runner.checkout.join("okr.html").exists());
}

/// Answers with comments of many, and with whom the token belongs to.
const CROWDED_GH: &str = r#"
echo "gh $*" >>"$ASKED"
case "$*" in
"api user "*) if [ -z "$OWNER" ]; then exit 1; else echo "$OWNER"; fi ;;
*--jq*) jq --raw-output "${!#}" <<'END' ;;
[{"id": 1, "user": {"type": "User", "login": "a-guest"}, "body": "<!-- git-okr review -->"},
 {"id": 2, "user": {"type": "Bot", "login": "lint[bot]"}, "body": "Lines are long."},
 {"id": 3, "user": {"type": "Bot", "login": "github-actions[bot]"}, "body": "<!-- git-okr review -->\n"},
 {"id": 4, "user": {"type": "User", "login": "goal-desk"}, "body": "<!-- git-okr review -->\n"}]
END
esac
"#;

#[test]
fn only_our_own_comment_is_changed() {
    for (owner, wanted) in [("", "comments/3 "), ("goal-desk", "comments/4 "), ("a-newcomer", "POST")] {
        let mut runner = Runner::new(loosen, "");
        runner.stand_in("gh", CROWDED_GH);
        if runner.bash("command -v jq", "", &BTreeMap::new()).0 != 0 {
            return; // gh has its own
        }
        runner.variables.insert("OWNER".to_owned(), owner.to_owned());
        runner.play();
        let asked = runner.asked();
        let last = asked.lines().last().unwrap();
        assert!(last.contains(wanted), "{owner}: {asked}");
    }
}

#[test]
fn a_fork_has_its_review_in_the_summary() {
    let mut runner = Runner::new(loosen, "").with("inputs.fail-on", "never");
    runner.stand_in("gh", REFUSING_GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.log.contains("this token may not comment here"), "{}", played.log);
    assert!(played.summary.contains("target loosened from"), "{}", played.summary);
}

#[test]
fn a_shallow_checkout_is_an_error_that_names_the_way_on() {
    for depth in ["1", "2"] {
        let mut runner = Runner::new(loosen, depth);
        runner.stand_in("gh", GH);
        let played = runner.play();
        assert_eq!(played.code, 2, "{depth}: {played:?}");
        assert!(
            played.log.contains("shallow") && played.log.contains("git fetch --unshallow"),
            "{}",
            played.log
        );
        assert!(played.summary.contains("fetch-depth: 0"), "{}", played.summary);
        assert!(!played.log.contains("Nothing changed"), "{}", played.log);
        assert_eq!(runner.asked(), "");
    }
}

#[test]
fn where_there_is_no_program_it_is_built_from_the_action() {
    let runner = Runner::new(loosen, "");
    let output = runner.environment.outside().join("output");
    let folder = runner.environment.outside().join("bin");
    let set = |path: &str| -> BTreeMap<String, String> {
        let pairs = [
            ("PATH", path),
            ("ACTION_PATH", env!("CARGO_MANIFEST_DIR")),
            ("GITHUB_OUTPUT", output.to_str().unwrap()),
            ("INSTALL_ROOT", "/somewhere"),
        ];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    // The system's programs, without the one that is tested and without what a developer has installed.
    let bare = "/usr/bin:/bin";
    if runner.bash("command -v git-okr cargo", "", &set(bare)).0 == 0 {
        return; // they are among the system's
    }
    let look = Runner::step("Look for git-okr");
    let (code, log) = runner.bash(&look, "", &set(bare));
    assert!(code == 2 && log.contains("neither git-okr nor cargo"), "{code} {log}");

    runner.stand_in("cargo", "echo \"cargo $*\" >>\"$ASKED\"\n");
    let with_cargo = format!("{}:{bare}", folder.display());
    let mut seen = Vec::new();
    for _ in 0..2 {
        fs::write(&output, "").unwrap();
        let (code, log) = runner.bash(&look, "", &set(&with_cargo));
        assert_eq!(code, 0, "{log}");
        seen.push(fs::read_to_string(&output).unwrap());
    }
    assert_eq!(seen[0], seen[1], "the key of the same sources");
    assert!(seen[0].starts_with("build=true\nkey=git-okr-Linux-any-X64-"), "{}", seen[0]);
    assert!(seen[0].contains("/temp/git-okr/bin/git-okr\n"), "{}", seen[0]);
    let (code, log) = runner.bash(&Runner::step("Build git-okr"), "", &set(&with_cargo));
    assert_eq!(code, 0, "{log}");
    assert_eq!(runner.asked(), "cargo install --locked --quiet --path . --root /somewhere\n");
}

#[test]
fn nothing_to_tell_is_no_comment() {
    let write = |environment: &TestEnvironment| {
        environment.write("notes.md", "Words.\n");
    };
    let mut runner = Runner::new(write, "");
    runner.stand_in("gh", GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    assert!(played.summary.contains("Nothing changed in the goals."), "{}", played.summary);
    assert!(!runner.asked().contains("POST"), "{}", runner.asked());
}

#[test]
fn settings_that_change_alone_are_commented() {
    let open = |environment: &TestEnvironment| {
        environment.edit("okr.yaml", "policy: calibrated", "policy: open");
    };
    let mut runner = Runner::new(open, "");
    runner.stand_in("gh", GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    let told = "Nothing changed in the goals; 1 setting changed.";
    assert!(played.summary.contains(told), "{}", played.summary);
    assert!(runner.asked().contains("POST"), "{}", runner.asked());
}

#[test]
fn the_words_of_a_sheet_are_no_commands_to_the_runner() {
    let mut runner = Runner::new(
        |environment| {
            environment.edit(
                SHEET,
                "    why: One cart in nine is abandoned while the spinner turns.\n",
                "    why: \"$(touch pwned) `touch pwned` ::add-mask::x ##[add-mask]x\"\n",
            );
        },
        "",
    );
    runner.stand_in("gh", GH);
    let played = runner.play();
    assert_eq!(played.code, 0, "{played:?}");
    assert!(!runner.checkout.join("pwned").exists());
    let mut stopped = None;
    for line in played.log.lines() {
        if let Some(mark) = line.strip_prefix("::stop-commands::") {
            stopped = Some(format!("::{mark}::"));
        } else if stopped.as_deref() == Some(line) {
            stopped = None;
        } else if line.contains("##[") {
            assert!(stopped.is_some(), "{line}");
        }
    }
    assert!(stopped.is_none() && played.log.contains("##["), "{}", played.log);
}

#[test]
fn a_push_and_a_merge_group_compare_with_what_they_found() {
    for (name, commit) in [("github.event.before", "main~1"), ("github.event.merge_group.base_sha", "main~1")]
    {
        let runner = Runner::new(loosen, "");
        let before = runner.environment.git(&["rev-parse", commit]).stdout.trim().to_owned();
        let mut runner = runner
            .with("github.base_ref", "")
            .with("github.event.pull_request.base.sha", "")
            .with("github.event.pull_request.head.sha", "")
            .with("github.event.pull_request.number", "")
            .with(name, &before);
        runner.stand_in("gh", GH);
        let played = runner.play();
        assert_eq!(played.code, 1, "{name}: {played:?}");
        assert_eq!(runner.asked(), "", "nobody to comment to");
        let mut new_branch = runner.with(name, "0000000000000000000000000000000000000000");
        assert_eq!(new_branch.play().code, 2, "{name}");
    }
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

/// Answers as GitLab's interface would: who we are, and the notes there are.
const CURL: &str = r#"
echo "curl $*" | sed 's/PRIVATE-TOKEN: [^ ]*/PRIVATE-TOKEN: …/' >>"$ASKED"
case "$*" in
*/user) echo '{"id": 5}' ;;
*sort=asc) printf '[{"id": 1, "author": {"id": 9}, "body": "<!-- git-okr review -->"}'
    if grep -q POST "$ASKED"; then printf ', {"id": 2, "author": {"id": 5}, "body": "<!-- git-okr review -->"}'; fi
    echo ']' ;;
esac
"#;

/// Plays a part of the GitLab job.
fn gitlab(runner: &Runner, part: &str, token: &str) -> (i32, String) {
    let job = yaml("docs/ci/gitlab.yml");
    let id = |rev: &str| runner.environment.git(&["rev-parse", rev]).stdout.trim().to_owned();
    let variables: BTreeMap<String, String> = [
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", id("main~1")),
        ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", id("topic")),
        ("CI_COMMIT_SHA", id("merged")),
        ("CI_API_V4_URL", "https://gitlab.example/api/v4".to_owned()),
        ("CI_PROJECT_ID", "3".to_owned()),
        ("CI_MERGE_REQUEST_IID", "7".to_owned()),
        ("OKR_FAIL_ON", "error".to_owned()),
        ("OKR_REVIEW_TOKEN", token.to_owned()),
        ("CARGO_INSTALL_ROOT", runner.checkout.join(".git-okr").to_str().unwrap().to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    let lines = job["okr-review"][part].as_sequence().unwrap().clone();
    let script = lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n");
    runner.bash(&script, "", &variables)
}

#[test]
fn a_program_that_the_branch_brings_is_not_run() {
    let bring = |environment: &TestEnvironment| {
        let path = environment.root().join(".git-okr/bin/git-okr");
        environment.write(".git-okr/bin/git-okr", "#!/bin/sh\ntouch pwned\n");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let (code, log) = gitlab(&Runner::new(bring, ""), "before_script", "");
    assert!(code == 2 && log.contains("this branch holds .git-okr"), "{code} {log}");
    let (code, log) = gitlab(&Runner::new(loosen, ""), "before_script", "");
    assert_eq!(code, 0, "{log}");
}

#[test]
fn a_merge_request_has_its_reports_and_one_note() {
    let runner = Runner::new(loosen, "");
    runner.stand_in("curl", CURL);
    let (code, log) = gitlab(&runner, "script", "");
    assert_eq!((code, runner.asked().as_str()), (1, ""), "without a token nobody is asked: {log}");
    for file in ["review.md", "review.html", "codequality.json", "junit.xml"] {
        assert!(runner.checkout.join("okr-review").join(file).exists(), "{file}");
    }
    if runner.bash("command -v jq", "", &BTreeMap::new()).0 != 0 {
        return; // the job would install it
    }
    for _ in 0..2 {
        assert_eq!(gitlab(&runner, "script", "secret").0, 1);
    }
    let asked = runner.asked();
    let verbs: Vec<&str> = asked.split_whitespace().filter(|word| ["POST", "PUT"].contains(word)).collect();
    assert_eq!(verbs, ["POST", "PUT"], "{asked}");
    assert!(asked.contains("merge_requests/7/notes/2"), "the one that we wrote: {asked}");
    runner.stand_in("curl", "exit 22");
    let (code, log) = gitlab(&runner, "script", "secret");
    assert!(code == 1 && log.contains("the note could not be written"), "{code} {log}");
}

#[test]
fn rights_are_the_least_that_do() {
    let text = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/review.md")).unwrap();
    assert!(!text.contains("pull_request_target"), "code of a fork never runs with our rights");
    let workflow = text.split("```yaml").find(|block| block.contains("on: pull_request")).unwrap();
    let workflow: Value = serde_yaml::from_str(workflow.split("```").next().unwrap()).unwrap();
    assert!(workflow["permissions"].as_mapping().unwrap().is_empty(), "rights are a job's own");
    let permissions = workflow["jobs"]["review"]["permissions"].as_mapping().unwrap();
    let granted: Vec<String> = permissions
        .iter()
        .map(|(name, right)| format!("{}: {}", name.as_str().unwrap(), right.as_str().unwrap()))
        .collect();
    assert_eq!(granted, ["contents: read", "pull-requests: write"]);
    let steps = workflow["jobs"]["review"]["steps"].as_sequence().unwrap();
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    assert_eq!(steps[0]["with"]["persist-credentials"], false);
}
