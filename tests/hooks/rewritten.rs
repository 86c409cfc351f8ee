//! Commits made anew: no hook can refuse them, and post-rewrite tells what a push will say.

use super::{REASON, check_in, commits, guarded, loosen, passed};

#[test]
fn an_amended_message_that_loses_the_reason_is_told_at_once() {
    let environment = guarded();
    loosen(&environment);
    passed(&environment.try_git(&["commit", "-am", REASON]));
    // Nothing is staged, so the other hooks see nothing.
    let output = environment.try_git(&["commit", "--amend", "-m", "Make room"]);
    passed(&output);
    for told in ["Make room", "P901", "a push will be refused", "git commit --amend"] {
        assert!(output.stderr.contains(told), "{told}\n{output}");
    }
    let output = environment.try_git(&["commit", "--amend", "-m", REASON]);
    passed(&output);
    assert!(!output.stderr.contains("P901"), "{output}");
    assert_eq!(commits(&environment), 2);
}

#[test]
fn a_rebase_tells_each_commit_that_lost_its_reason() {
    let environment = guarded();
    loosen(&environment);
    passed(&environment.try_git(&["commit", "-am", REASON]));
    check_in(&environment);
    passed(&environment.try_git(&["commit", "-am", "Check in"]));
    let output = environment.try_git(&[
        "-c",
        "sequence.editor=sed -i -e 1s/^pick/reword/",
        "-c",
        "core.editor=sed -i -e /OKR-Reason/d",
        "rebase",
        "--quiet",
        "--interactive",
        "HEAD~2",
    ]);
    passed(&output);
    assert!(output.stderr.contains("P901") && output.stderr.contains("a push will be refused"), "{output}");
    // A rebase that keeps the messages says nothing.
    let output = environment.try_git(&["rebase", "--quiet", "--force-rebase", "HEAD~1"]);
    passed(&output);
    assert!(!output.stderr.contains("refused"), "{output}");
}
