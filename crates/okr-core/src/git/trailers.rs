//! Trailers of a commit message, by git's own rules: in the last paragraph, never in the title, not from
//! comments, and not from the diff below the scissors of `git commit -v`.

/// The key of the trailer that declares why a goal was shifted.
pub const REASON_TRAILER: &str = "OKR-Reason";

/// What git cuts a message at, behind the comment mark.
const SCISSORS: &str = " ------------------------ >8 ------------------------\n";

/// Lines that git itself writes and that count as trailers whatever stands around them.
const WRITTEN_BY_GIT: [&str; 2] = ["Signed-off-by: ", "(cherry picked from commit "];

/// Marks that git chooses from where `core.commentChar` is `auto`.
const AUTOMATIC_MARKS: &str = "#;@!$%^&|:";

/// One trailer, its value on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trailer {
    /// What stands before the colon.
    pub key: String,
    /// What stands behind it.
    pub value: String,
}

/// A reason that a message declares: `OKR-Reason: <ref>: <text>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonTrailer {
    /// What it is about, as written.
    pub reference: String,
    /// Why; empty where the trailer does not say.
    pub text: String,
}

/// The reasons of a message, in order. `comment` is the mark that opens a comment line: `#`, or what
/// [`comment_mark`] says of a message that is being written.
pub fn reasons(message: &str, comment: &str) -> Vec<ReasonTrailer> {
    trailers(message, comment)
        .into_iter()
        .filter(|trailer| trailer.key.eq_ignore_ascii_case(REASON_TRAILER))
        .map(|trailer| {
            let (reference, text) = trailer.value.split_once(':').unwrap_or((&trailer.value, ""));
            ReasonTrailer { reference: reference.trim().to_owned(), text: text.trim().to_owned() }
        })
        .collect()
}

/// The trailers of a message, in order.
pub fn trailers(message: &str, comment: &str) -> Vec<Trailer> {
    let mut message = message.to_owned();
    if !message.ends_with('\n') {
        message.push('\n');
    }
    let lines: Vec<&str> = body(&message, comment).split_inclusive('\n').collect();
    let block = &lines[block_start(&lines, comment)..];
    let mut trailers: Vec<Trailer> = Vec::new();
    // Whether the last line opened a trailer, which a line that opens with white space then continues.
    let mut open = false;
    for line in block {
        if open && line.starts_with(is_space) {
            if let Some(last) = trailers.last_mut() {
                last.value.push_str(line);
            }
            continue;
        }
        let found = separator(line);
        open = found.is_some();
        if is_comment(line, comment) {
            // A comment may look like a trailer, and what continues it then goes with it.
            open = false;
            continue;
        }
        if let Some(at) = found {
            let (key, value) = (&line[..at], &line[at + 1..]);
            trailers.push(Trailer { key: key.trim().to_owned(), value: value.to_owned() });
        }
    }
    for trailer in &mut trailers {
        trailer.value = unfold(&trailer.value);
    }
    trailers
}

/// The mark that opens comment lines in a message that is being written. `setting` is what
/// `core.commentString` or `core.commentChar` says. Where git chose the mark itself, its own lines at the
/// end of the message show which.
pub fn comment_mark(setting: Option<&str>, message: &str) -> String {
    match setting {
        None | Some("") => "#".to_owned(),
        Some("auto") => message
            .lines()
            .rev()
            .find_map(|line| {
                let mark = line.chars().next()?;
                let cut = line.strip_prefix(mark) == Some(SCISSORS.trim_end());
                (cut && AUTOMATIC_MARKS.contains(mark)).then_some(mark)
            })
            .or_else(|| {
                let last = message.lines().rev().find(|line| !line.trim().is_empty())?;
                last.chars().next().filter(|mark| AUTOMATIC_MARKS.contains(*mark))
            })
            .unwrap_or('#')
            .to_string(),
        Some(mark) => mark.to_owned(),
    }
}

/// The message without the diff below the scissors, and without comments, blank lines and the list of
/// conflicts at its end.
fn body<'a>(message: &'a str, comment: &str) -> &'a str {
    let cut = format!("{comment}{SCISSORS}");
    let end = if message.starts_with(&cut) {
        0
    } else {
        message.find(&format!("\n{cut}")).map_or(message.len(), |at| at + 1)
    };
    let message = &message[..end];
    let mut kept = message.len();
    let mut at = 0;
    let mut ignoring = false;
    let mut conflicts = false;
    for line in message.split_inclusive('\n') {
        let ignored = if is_comment(line, comment) || line == "\n" {
            true
        } else if line == "Conflicts:\n" {
            conflicts = true;
            true
        } else {
            conflicts && line.starts_with('\t')
        };
        if !ignored {
            (ignoring, conflicts, kept) = (false, false, message.len());
        } else if !ignoring {
            (ignoring, kept) = (true, at);
        }
        at += line.len();
    }
    &message[..kept]
}

/// The line at which the trailers begin; the number of lines where there are none.
///
/// The last paragraph holds trailers if all its lines are some, or if one of them is written by git and
/// at least a quarter are some.
fn block_start(lines: &[&str], comment: &str) -> usize {
    let title =
        lines.iter().position(|line| !is_comment(line, comment) && is_blank(line)).unwrap_or(lines.len());
    let (mut trailers, mut others, mut continuations) = (0_usize, 0_usize, 0_usize);
    let mut by_git = false;
    let mut only_blank = true;
    for (at, line) in lines.iter().enumerate().skip(title).rev() {
        if is_comment(line, comment) {
            others += std::mem::take(&mut continuations);
        } else if is_blank(line) {
            if only_blank {
                continue;
            }
            others += continuations;
            let some = by_git && trailers * 3 >= others;
            let all = trailers > 0 && others == 0;
            return if some || all { at + 1 } else { lines.len() };
        } else {
            only_blank = false;
            if WRITTEN_BY_GIT.iter().any(|prefix| line.starts_with(prefix)) {
                trailers += 1;
                continuations = 0;
                by_git = true;
            } else if line.starts_with(is_space) {
                continuations += 1;
            } else if separator(line).is_some() {
                trailers += 1;
                continuations = 0;
            } else {
                others += 1 + std::mem::take(&mut continuations);
            }
        }
    }
    lines.len()
}

/// Where the colon of a trailer stands: behind letters, digits and dashes, and perhaps blanks.
fn separator(line: &str) -> Option<usize> {
    let mut blank = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b':' => return (at > 0).then_some(at),
            b' ' | b'\t' if at > 0 => blank = true,
            _ if !blank && (byte.is_ascii_alphanumeric() || byte == b'-') => {}
            _ => return None,
        }
    }
    None
}

/// A value that runs over several lines, on one.
fn unfold(value: &str) -> String {
    let mut unfolded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('\n') {
        unfolded.push_str(&rest[..at]);
        unfolded.push(' ');
        rest = rest[at + 1..].trim_start_matches(is_space);
    }
    unfolded.push_str(rest);
    unfolded.trim_matches(is_space).to_owned()
}

fn is_comment(line: &str, comment: &str) -> bool {
    !comment.is_empty() && line.starts_with(comment)
}

fn is_blank(line: &str) -> bool {
    line.trim_matches(is_space).is_empty()
}

/// White space as git knows it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    #![allow(clippy::format_collect, reason = "in a test, short is better than fast")]

    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;

    use super::*;

    fn told(message: &str) -> Vec<String> {
        reasons(message, "#")
            .into_iter()
            .map(|reason| format!("{}|{}", reason.reference, reason.text))
            .collect()
    }

    #[test]
    fn a_reason_names_its_goal_and_says_why() {
        let message = "Loosen the target\n\nokr-reason: 2026-Q1/payments/payment-rtt: The fraud check\n  adds: 20 ms\n\
                       Signed-off-by: bot <bot@pay.example>\nOKR-Reason: cart\n";
        assert_eq!(told(message), ["2026-Q1/payments/payment-rtt|The fraud check adds: 20 ms", "cart|"]);
    }

    #[test]
    fn a_title_a_middle_paragraph_and_a_quotation_declare_nothing() {
        for message in [
            "OKR-Reason: a: b",
            "Title\n\nOKR-Reason: a: b\n\nAnd more text.\n",
            "Title\n\nOKR-Reason: a: b\nand text around it\n",
            "Title\n\n  OKR-Reason: a: b\n",
        ] {
            assert_eq!(told(message), [] as [&str; 0], "{message}");
        }
    }

    #[test]
    fn neither_comments_nor_the_diff_below_the_scissors_declare_anything() {
        let diff = "Title\n\n# ------------------------ >8 ------------------------\n# Do not touch\ndiff --git\n\
                    +x\n\nOKR-Reason: faked: by the diff\n";
        assert_eq!(told(diff), [] as [&str; 0]);
        assert_eq!(told("Title\n\n#OKR-Reason: faked: in a comment\n"), [] as [&str; 0]);
        let semicolon = diff.replace('#', ";").replace("Title\n\n", "Title\n\nOKR-Reason: a: b\n");
        let reasons = reasons(&semicolon, &comment_mark(Some(";"), &semicolon));
        assert_eq!(reasons.len(), 1);
        // Read with the wrong mark, the fake would count: the mark matters.
        assert_eq!(told(&semicolon), ["faked|by the diff"]);
    }

    #[test]
    fn trailers_above_the_comments_of_the_editor_count() {
        let message = "Title\n\nOKR-Reason: a: b\n\n# Please enter the commit message\n#\n# On branch main\n";
        assert_eq!(told(message), ["a|b"]);
    }

    #[test]
    fn an_automatic_mark_is_known_by_the_lines_git_wrote() {
        let cut = "Title #1\n; ------------------------ >8 ------------------------\n; Do not\n#diff\n";
        assert_eq!(comment_mark(Some("auto"), cut), ";");
        assert_eq!(comment_mark(Some("auto"), "Title\n\n@ Please enter\n@\n\n"), "@");
        assert_eq!(comment_mark(Some("auto"), "Title\n"), "#");
        assert_eq!(comment_mark(None, "Title\n; x"), "#");
        assert_eq!(comment_mark(Some("//"), "Title\n; x"), "//");
    }

    /// What git itself makes of a message.
    fn by_git(message: &str, comment: &str) -> String {
        let mut child = Command::new("git")
            .args(["-c", &format!("core.commentChar={comment}"), "interpret-trailers"])
            .args(["--no-divider", "--parse"])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(message.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    }

    fn by_us(message: &str, comment: &str) -> String {
        trailers(message, comment)
            .iter()
            .map(|trailer| format!("{}: {}\n", trailer.key, trailer.value))
            .collect()
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => Just("OKR-Reason: a: b"),
            2 => Just(""),
            1 => Just("  "),
            2 => Just("  continued: here"),
            1 => Just("\tfile"),
            2 => Just("Some text."),
            1 => Just("Fix : spaced"),
            1 => Just(": no key"),
            1 => Just("-: dash"),
            1 => Just("Signed-off-by: a <a@b>"),
            1 => Just("(cherry picked from commit abc)"),
            1 => Just("Conflicts:"),
            1 => Just("# a comment"),
            1 => Just("#Key: comment"),
            1 => Just("; a comment"),
            1 => Just("# ------------------------ >8 ------------------------"),
            1 => Just("---"),
            1 => Just("Zoë: naïve"),
            1 => Just("Key:\r"),
        ]
        .prop_map(str::to_owned)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

        #[test]
        fn git_says_the_same(
            lines in proptest::collection::vec(line(), 0..14),
            ended in any::<bool>(),
            comment in prop_oneof![Just("#"), Just(";")],
        ) {
            let mut message = format!("Title\n\n{}", lines.join("\n"));
            if ended {
                message.push('\n');
            }
            prop_assert_eq!(by_us(&message, comment), by_git(&message, comment), "{:?}", message);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}|[ :#\n\ta-]{0,60}", mark in "\\PC{0,2}") {
            let _ = reasons(&text, &mark);
            let _ = comment_mark(Some("auto"), &text);
        }
    }
}
