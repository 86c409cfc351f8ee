//! What a file must be before anything looks at its YAML: of bounded size, UTF-8, free of control
//! characters and of a merge left undone. The bounds on the YAML itself stand here too.

use std::ops::Range;

use super::Problem;
use crate::finding::Span;

/// The largest file read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;
/// How deep lists and maps may nest; a sheet needs eight levels.
pub(super) const MAX_DEPTH: usize = 64;
/// How many nodes a document may have once its aliases are expanded.
pub(super) const MAX_NODES: usize = 100_000;

/// The byte order mark that some editors put before UTF-8.
pub(super) const BOM: &str = "\u{feff}";

/// The text of a file without its byte order mark, or the one reason why it cannot be read as text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, more than the {MAX_BYTES} that are read", bytes.len());
        return Err(Problem::malformed(Span::START, message).with_help("split the sheet into several files"));
    }
    if let Some(encoding) = other_encoding(bytes) {
        return Err(Problem::malformed(
            Span::START,
            format!("the file is written in {encoding}, not in UTF-8"),
        )
        .with_help("save it as UTF-8"));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = std::str::from_utf8(good).unwrap_or_default();
            let problem =
                Problem::malformed(character_after(before), "the file is not valid UTF-8 from here on");
            return Err(problem.with_help("save it as UTF-8"));
        }
    };
    let text = text.strip_prefix(BOM).unwrap_or(text);
    match first_obstacle(text) {
        Some(problem) => Err(problem),
        None => Ok(text),
    }
}

/// The encoding a file gives away by its first bytes, when it is none we read.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [0, second, ..] if *second != 0 => Some("UTF-16"),
        [first, 0, third, ..] if *first != 0 && *third != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// What git writes at the start of a line into a file whose merge it leaves to people.
const CONFLICT_MARKERS: [&[u8]; 3] = [b"<<<<<<< ", b"||||||| ", b">>>>>>> "];

/// The first thing in the text that no finished file has, found in one pass.
fn first_obstacle(text: &str) -> Option<Problem> {
    /// Looked through at once, without a branch for each byte.
    const STRETCH: usize = 64;
    let suspicious = text
        .as_bytes()
        .chunks(STRETCH)
        .enumerate()
        .filter(|(_, stretch)| stretch.iter().fold(false, |found, byte| found | may_be_obstacle(*byte)));
    suspicious
        .map(|(nth, stretch)| nth * STRETCH..nth * STRETCH + stretch.len())
        .find_map(|stretch| first_obstacle_in(text, stretch))
}

/// Whether an obstacle may start with this byte.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler looks at many bytes at once")]
fn may_be_obstacle(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\n') & (byte != b'\t')
        | (byte == 0x7F)
        | (byte == 0xC2)
        | (byte == b'<')
        | (byte == b'|')
        | (byte == b'>')
}

/// The first obstacle that starts in a stretch.
fn first_obstacle_in(text: &str, stretch: Range<usize>) -> Option<Problem> {
    let bytes = text.as_bytes();
    let mut before = stretch.start.checked_sub(1).map_or(b'\n', |at| bytes[at]);
    for at in stretch {
        let byte = bytes[at];
        let starts_line = std::mem::replace(&mut before, byte) == b'\n';
        let rest = || bytes.get(at..).unwrap_or_default();
        match byte {
            b'\t' | b'\n' => {}
            b'\r' if rest().get(1) == Some(&b'\n') => {}
            0..0x20 | 0x7f => return control_character(text, at),
            // U+0080 to U+009F, as UTF-8 writes them.
            0xC2 if rest().get(1).is_some_and(|next| *next < 0xA0) => return control_character(text, at),
            b'<' | b'|' | b'>'
                if starts_line && CONFLICT_MARKERS.iter().any(|marker| rest().starts_with(marker)) =>
            {
                return unmerged(text, at);
            }
            _ => {}
        }
    }
    None
}

/// A character that no text file has any use for.
fn control_character(text: &str, at: usize) -> Option<Problem> {
    let code = text.get(at..)?.chars().next().map_or(0, u32::from);
    let span = character_after(text.get(..at)?);
    let message = if code == 0x0D {
        "a carriage return without a line feed".to_owned()
    } else {
        format!("a control character, U+{code:04X}, stands here")
    };
    Some(Problem::malformed(span, message).with_help("delete it"))
}

/// A marker of a merge that was never finished.
fn unmerged(text: &str, at: usize) -> Option<Problem> {
    let span = character_after(text.get(..at)?);
    let length = text.get(at..)?.lines().next().map_or(0, |line| line.chars().count());
    let span = Span { end_column: span.column + length, ..span };
    Some(
        Problem::malformed(span, "a conflict marker: a merge is not finished")
            .with_help("keep one side (or both, in order) and delete the lines with the markers"),
    )
}

/// The stretch of the one character that follows `before`.
fn character_after(before: &str) -> Span {
    let before = before.strip_prefix(BOM).unwrap_or(before);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).map_or(0, |line| line.chars().count()) + 1;
    Span { line, column, end_line: line, end_column: column + 1 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    fn refused(bytes: &[u8]) -> (usize, usize, String) {
        let problem = text(bytes).unwrap_err();
        (problem.span.line, problem.span.column, problem.message)
    }

    #[test]
    fn plain_text_passes_without_its_byte_order_mark() {
        assert_eq!(text(b"a: b\r\nc: d\te\n"), Ok("a: b\r\nc: d\te\n"));
        assert_eq!(text("\u{feff}a: é".as_bytes()), Ok("a: é"));
        assert_eq!(text(b""), Ok(""));
    }

    #[test]
    fn a_file_over_the_bound_is_refused_and_one_at_the_bound_is_not() {
        assert!(text(&vec![b'#'; MAX_BYTES]).is_ok());
        assert_eq!(refused(&vec![b'#'; MAX_BYTES + 1]).0, 1);
    }

    #[test]
    fn other_encodings_are_told_by_name() {
        assert!(refused(b"\xFF\xFEa\0").2.contains("UTF-16"));
        assert!(refused(b"\xFE\xFF\0a").2.contains("UTF-16"));
        assert!(refused(b"a\0:\0").2.contains("UTF-16"));
        assert!(refused(b"\0a\0:").2.contains("UTF-16"));
        assert!(refused(b"\xFF\xFE\0\0a\0\0\0").2.contains("UTF-32"));
    }

    #[test]
    fn bad_bytes_are_told_where_they_stand() {
        assert_eq!(refused(b"a: b\nc: \xC3\x28").0, 2);
        assert_eq!(
            refused("a: é\nü: \u{1b}[0m".as_bytes()),
            (2, 4, "a control character, U+001B, stands here".into())
        );
        assert_eq!(refused("\u{feff}\u{9b}".as_bytes()).1, 1);
        assert!(refused(b"a: b\rc: d").2.contains("carriage return"));
    }

    #[test]
    fn an_obstacle_is_found_wherever_it_stands() {
        for before in 0..200 {
            let calm = "a".repeat(before);
            assert_eq!(refused(format!("{calm}\u{1b}").as_bytes()).1, before + 1);
            assert_eq!(refused(format!("{calm}\u{9b}{calm}").as_bytes()).1, before + 1);
            assert_eq!(refused(format!("{calm}\rb").as_bytes()).1, before + 1);
            assert_eq!(refused(format!("{calm}\n>>>>>>> topic\n").as_bytes()).0, 2);
            assert!(text(format!("{calm}\r\na{calm}>>>>>>> topic\n").as_bytes()).is_ok());
        }
    }

    #[test]
    fn a_merge_left_undone_is_told_once_and_at_its_first_marker() {
        let (line, column, message) = refused(b"a: b\n<<<<<<< HEAD\nc: 1\n=======\nc: 2\n>>>>>>> topic\n");
        assert_eq!((line, column), (2, 1));
        assert!(message.contains("merge"), "{message}");
        assert!(text(b"note: <<<<<<< is a marker\n").is_ok());
    }
}
