//! What the parser says when a file is not YAML, in words for people who write OKRs.

use saphyr_parser::ScanError;

use super::Problem;
use super::lines::{Lines, Mark, bounded};
use super::node::span;

/// The parser's error, where it stands in `text`.
pub(super) fn problem(text: &str, error: &ScanError) -> Problem {
    let marker = error.marker();
    let lines = Lines::new(text);
    let line = marker.line().max(1);
    // An error at the end of the text stands after its last line.
    let last = text.lines().count().max(1);
    let (line, at_end) = if line > last { (last, true) } else { (line, false) };
    let line_text = text.lines().nth(line - 1).unwrap_or_default();
    let length = line_text.chars().count();
    let column = if at_end { length } else { marker.col().min(length) } + 1;
    let start = Mark { line: bounded(line), column: bounded(column) };
    let end = Mark { line: start.line, column: start.column + u32::from(column <= length) };
    let (message, help) = words(error.info(), line_text, lines.offset(start), text);
    Problem::malformed(span(start, end), message).with_help(help)
}

/// Message and help for one of the parser's errors.
fn words(info: &str, line: &str, at: usize, text: &str) -> (String, String) {
    let here = text.get(at..).and_then(|rest| rest.chars().next());
    let indent = line.len() - line.trim_start().len();
    let tab = line.get(..indent).is_some_and(|indent| indent.contains('\t'))
        || next_line(text, at).is_some_and(|line| line.starts_with('\t'));
    let (message, help) = if tab || info.contains("tab") {
        ("a tab stands where YAML wants spaces", "indent with spaces")
    } else if info.contains("block scalar, did not find expected comment") {
        ("a value that starts with `>` or `|` is read as a block of text", "quote it: \">= 99 %\"")
    } else if info.contains("unexpected character") || info.contains("cannot start") {
        let bad = here.map_or_else(String::new, |c| format!("`{c}` "));
        return (format!("{bad}cannot start a value"), "put the value in double quotes".to_owned());
    } else if info.contains("mapping values are not allowed") {
        (
            "a second `: ` in one line, or a line that is indented wrongly",
            "put a text that holds `: ` in double quotes",
        )
    } else if info.contains("simple key") {
        (
            "this line, or the one before it, is no `key: value`",
            "write `key: value`, with a space after the colon",
        )
    } else if info.contains("quoted scalar")
        && ["end of stream", "indentation", "document"].iter().any(|what| info.contains(what))
    {
        ("a quote is opened here and never closed", "close it, or write a quote inside the text as \\\"")
    } else if info.contains("trailing content") {
        (
            "something follows the closing quote",
            "put the whole value between the quotes; a quote inside is written \\\"",
        )
    } else if info.contains("escape") {
        (
            "a backslash in double quotes starts an escape, and this one does not exist",
            "write \\\\, or use single quotes",
        )
    } else if info.contains("flow sequence")
        || info.contains("flow mapping")
        || info.contains("flow construct")
    {
        (
            "a bracket is opened and not closed, or a comma is missing",
            "close it with `]` or `}`; put commas between the values",
        )
    } else if info.contains("node content") {
        (
            "a value is missing here, or a bracket is not closed",
            "write the value, or quote it if it starts with a sign",
        )
    } else if info.contains("misplaced bracket") {
        ("a bracket is closed that was not opened", "delete it, or put the value in double quotes")
    } else if info.contains("unknown anchor") {
        (
            "an alias names an anchor that is not there",
            "put the value in double quotes if the `*` belongs to it",
        )
    } else if info.contains("recursion limit") {
        ("brackets nest too deep", "a sheet needs no more than a few levels")
    } else if info.contains("block mapping") || info.contains("block collection") || info.contains("indent") {
        ("this line is indented unlike its neighbours", "line it up with the fields it belongs to")
    } else if info.contains("document") {
        ("something follows the end of the document", "keep one document in a file")
    } else {
        return (
            format!("this is not YAML: {info}"),
            "quote values that hold `: `, ` #`, or start with @ ` % & * ! | >".to_owned(),
        );
    };
    (message.to_owned(), help.to_owned())
}

fn next_line(text: &str, at: usize) -> Option<&str> {
    text.get(at..)?.lines().nth(1)
}
