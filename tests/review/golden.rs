//! Golden reviews: five commits of the demo as a reviewer would have seen them on their day. A change here is to be
//! read, not waved through.

use crate::environment::TestEnvironment;

/// The review of the commit with this subject, on the day it was made.
fn reviewed(subject: &str, format: &str) -> String {
    let demo = TestEnvironment::demo();
    let found = demo.git(&["-C", "demo", "log", "--format=%H %cs %s"]).stdout;
    let line = found.lines().find(|line| line.ends_with(&format!(" {subject}"))).unwrap();
    let (commit, rest) = line.split_once(' ').unwrap();
    let range = format!("{commit}^..{commit}");
    let arguments =
        ["-C", "demo", "review", &range, "--today", &rest[..10], "--format", format, "--fail-on", "never"];
    demo.okr(&arguments).expect(0).stdout
}

/// A page without its style and script, which have tests of their own.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let (body, _) = body.split_once("<script>").unwrap();
    body.replace("><", ">\n<")
}

macro_rules! golden {
    ($($name:ident: $subject:literal)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(concat!(stringify!($name), ".terminal"), reviewed($subject, "terminal"));
            insta::assert_snapshot!(concat!(stringify!($name), ".markdown"), reviewed($subject, "markdown"));
            insta::assert_snapshot!(concat!(stringify!($name), ".html"), body(&reviewed($subject, "html")));
        }
    )*};
}

golden! {
    a_target_loosened_with_a_reason: "payments: make room for the regulator's fraud check"
    a_key_result_that_vanished: "merchants: clean up the sheet"
    a_merge_that_says_it_is_wording: "Merge branch 'checkout/wording'"
    one_edit_in_all_the_organisation: "Two weeks are enough to call it held"
    an_amendment_that_is_not_true: "reliability: a time to restore that the new markets allow"
}
