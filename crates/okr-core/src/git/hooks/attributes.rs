//! Our lines in `.git/info/attributes`: which files `git diff` shows in our words. They stand in a block of
//! their own that remembers how the file was, so that taking it out leaves the file byte for byte as it was.

/// Opens the block.
const BEGIN: &str = "# git-okr: begin";
/// Ends it.
const END: &str = "# git-okr: end\n";
/// Behind [`BEGIN`]: there was no file.
const NEW_FILE: &str = " (a file of ours)";
/// Behind [`BEGIN`]: the last line had no end.
const NEW_LINE: &str = " (after a line end of ours)";

/// The file with our block for the workspace at `root`, in the place of an older one; `text` is nothing
/// where there is no file.
pub(super) fn with_block(text: Option<&str>, root: &str) -> String {
    let before = text.and_then(without_block);
    let text = match &before {
        // A block of ours was there, and is written anew.
        Some(before) => before.as_deref(),
        None => text,
    };
    let mark = match text {
        None => NEW_FILE,
        Some(text) if !text.is_empty() && !text.ends_with('\n') => NEW_LINE,
        Some(_) => "",
    };
    let line_end = if mark == NEW_LINE { "\n" } else { "" };
    let (long, short) = (pattern(root, "yaml"), pattern(root, "yml"));
    let text = text.unwrap_or_default();
    format!("{text}{line_end}{BEGIN}{mark}\n{long} diff=okr\n{short} diff=okr\n{END}")
}

/// The file as it was before our block: `Some(None)` where there was no file, nothing where there is no
/// block of ours.
#[expect(clippy::option_option, reason = "no block, and no file before it, are two different things")]
pub(super) fn without_block(text: &str) -> Option<Option<String>> {
    let start = text
        .match_indices(BEGIN)
        .map(|(at, _)| at)
        .find(|&at| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'))?;
    let end = start + text[start..].find(END)? + END.len();
    let mark = text[start + BEGIN.len()..].lines().next().unwrap_or_default();
    let mut before = &text[..start];
    if mark == NEW_LINE {
        before = before.strip_suffix('\n').unwrap_or(before);
    }
    let rest = format!("{before}{}", &text[end..]);
    Some(if mark == NEW_FILE && rest.is_empty() { None } else { Some(rest) })
}

/// The folder's name with what a pattern would take for more than itself escaped.
fn escaped(root: &str) -> String {
    let mut escaped = String::new();
    for c in root.chars() {
        if matches!(c, '*' | '?' | '[' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The sheets of the workspace at `root` as the file takes them: in quotes where the name is not plain.
fn pattern(root: &str, extension: &str) -> String {
    let pattern = format!("/{}okrs/**/*.{extension}", escaped(root));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '*' | '.' | '-' | '_');
    if pattern.chars().all(plain) {
        return pattern;
    }
    format!("\"{}\"", pattern.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_block_names_the_sheets() {
        assert_eq!(
            with_block(None, ""),
            "# git-okr: begin (a file of ours)\n/okrs/**/*.yaml diff=okr\n/okrs/**/*.yml diff=okr\n# git-okr: end\n"
        );
        assert_eq!(
            with_block(Some("*.bin -text"), "our goals/[x]/"),
            "*.bin -text\n# git-okr: begin (after a line end of ours)\n\
             \"/our goals/\\\\[x]/okrs/**/*.yaml\" diff=okr\n\"/our goals/\\\\[x]/okrs/**/*.yml\" diff=okr\n\
             # git-okr: end\n"
        );
    }

    proptest! {
        #[test]
        fn taking_it_out_leaves_what_was(text in proptest::option::of("[a-z #*\n]{0,40}"), root in "[a-z *]{0,5}") {
            let with = with_block(text.as_deref(), &root);
            prop_assert_eq!(without_block(&with), Some(text.clone()));
            // Once more changes nothing.
            prop_assert_eq!(with_block(Some(&with), &root), with.clone());
            // What others add below stays.
            let more = format!("{with}*.png binary\n");
            let rest = without_block(&more).flatten().unwrap_or_default();
            prop_assert_eq!(rest, format!("{}*.png binary\n", text.unwrap_or_default()));
        }
    }
}
