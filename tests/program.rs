//! The program as a whole: help, rules, completions, and how it ends.

use crate::environment::TestEnvironment;

#[test]
fn every_verb_has_help_with_an_example() {
    let environment = TestEnvironment::bare_folder();
    let help = environment.okr(&["--help"]).expect(0).stdout;
    let verbs: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    assert!(verbs.len() >= 10, "{help}");
    for verb in verbs {
        let help = environment.okr(&[verb, "--help"]).expect(0).stdout;
        assert!(help.contains("Example"), "{verb}:\n{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{verb}:\n{help}");
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let environment = TestEnvironment::bare_folder();
    let rules = environment.okr(&["rules", "--format", "json"]).expect(0).json();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 60);
    let text = environment.okr(&["rules"]).expect(0).stdout;
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for rule in rules {
        let keys: Vec<&String> = rule.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["code", "name", "severity", "summary"]);
    }
    let by_name = environment.okr(&["explain", "target-loosened"]).expect(0).stdout;
    let by_code = environment.okr(&["explain", "p901"]).expect(0).stdout;
    assert_eq!(by_name, by_code);
    assert!(by_name.starts_with("# target-loosened (P901)"), "{by_name}");
    let unknown = environment.okr(&["explain", "target-losened"]).expect(2);
    assert!(unknown.stderr.contains("did you mean `target-loosened`"), "{unknown}");
}

#[test]
fn completions_and_the_manual_are_there() {
    let environment = TestEnvironment::bare_folder();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(environment.okr(&["completions", shell]).expect(0).stdout.contains("git-okr"), "{shell}");
    }
    assert!(environment.okr(&["man"]).expect(0).stdout.contains(".TH"));
    assert!(environment.okr(&["man", "history"]).expect(0).stdout.contains(".TH"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let environment = TestEnvironment::bare_folder();
    let mut shell = environment.command("sh");
    let output = shell.args(["-c", "git-okr rules | head -n 1; git-okr rules >/dev/full"]).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panic"), "{stderr}");
    assert!(stderr.contains("cannot write to standard output"), "{stderr}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let environment = TestEnvironment::bare_folder();
    let plain = environment.okr(&["explain", "nothing"]).expect(2).stderr;
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let asked = environment.okr(&["--color", "always", "explain", "nothing"]).expect(2).stderr;
    assert!(asked.contains('\u{1b}'), "{asked}");
}

#[test]
fn a_wrong_word_says_what_to_type_instead() {
    let environment = TestEnvironment::workspace();
    for (arguments, told) in [
        (&["chek"][..], "try 'git okr help'"),
        (&["--today", "2026-13-01", "check"], "no such day; write it as 2026-02-12"),
        (
            &["check-in", "payment-rtt", "280 ms", "--date", "yesterday"],
            "no such day; write it as 2026-02-12",
        ),
        (&["check-in", "payment-rtt"], "try '--help'"),
    ] {
        let output = environment.okr(arguments).expect(2);
        assert!(output.stderr.contains(told), "{arguments:?}\n{output}");
    }
}

#[test]
fn what_a_repository_lacks_is_told_as_such() {
    let environment = TestEnvironment::new();
    environment.okr(&["init"]).expect(0);
    let output = environment.okr(&["history"]).expect(2);
    assert!(output.stderr.contains("there is no commit yet"), "{output}");
    environment.git(&["init", "--quiet", "--bare", "../server.git"]);
    let output = environment.okr(&["-C", "../server.git", "check-in", "payment-rtt", "280 ms"]).expect(2);
    assert!(output.stderr.contains("edit them in a clone"), "{output}");
}

/// bash and git's completion are not everywhere; where bash is, the script must hold.
#[cfg(unix)]
#[test]
fn bash_completes_what_follows_git_okr() {
    let environment = TestEnvironment::bare_folder();
    let script = environment.okr(&["completions", "bash"]).expect(0).stdout;
    environment.write("completion.bash", &script);
    let run = "source completion.bash; COMP_WORDS=(git -C x okr rev); COMP_CWORD=4; \
               _git_okr; echo \"${COMPREPLY[*]}\"; \
               COMP_WORDS=(git okr import --dr); COMP_CWORD=3; _git_okr; echo \"${COMPREPLY[*]}\"";
    let Ok(output) = environment.command("bash").args(["--norc", "-c", run]).output() else { return };
    assert_eq!(String::from_utf8_lossy(&output.stdout), "review\n--dry-run\n", "{output:?}");
}
