//! The GitLab job on merge requests.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{Runner, loosen, yaml};
use crate::environment::TestEnvironment;

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
