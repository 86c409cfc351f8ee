//! The tree is what YAML says, and its stretches are where YAML says it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::format_collect, reason = "a panic is a failed test")]

use proptest::prelude::*;
use serde_yaml::Value;

use super::*;
use crate::yaml::arbitrary::{document, resolve};

fn tree(text: &str) -> Node<'_> {
    let document = parse(text.as_bytes()).unwrap();
    assert_eq!(document.problems.into_vec(), [], "{text}");
    document.root
}

fn means(node: &Node<'_>) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Scalar(text) if node.style == Style::Plain => resolve(text),
        Kind::Scalar(text) => Value::String(text.to_string()),
        Kind::List(items) => Value::Sequence(items.iter().map(means).collect()),
        Kind::Map(entries) => Value::Mapping(
            entries
                .iter()
                .map(|entry| (Value::String(entry.key.text.to_string()), means(&entry.value)))
                .collect(),
        ),
    }
}

/// What is wrong with a text, as `line:column message`.
fn told(text: &str) -> Vec<String> {
    let problems = match parse(text.as_bytes()) {
        Ok(document) => document.problems.into_vec(),
        Err(problems) => problems,
    };
    let line = |problem: Problem| {
        format!(
            "{}:{} {} | {}",
            problem.span.line,
            problem.span.column,
            problem.message,
            problem.help.as_deref().unwrap_or("-")
        )
    };
    problems.into_iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_tree_says_what_was_meant_and_what_another_parser_reads(written in document()) {
        let text = written.text();
        prop_assert_eq!(means(&tree(&text)), written.means(), "{}", text);
        let oracle: Value = serde_yaml::from_str(&text).unwrap();
        prop_assert_eq!(oracle, written.means(), "{}", text);
    }

    #[test]
    fn line_ends_do_not_matter(written in document()) {
        let text = written.text();
        let windows = text.replace('\n', "\r\n");
        prop_assert_eq!(means(&tree(&windows)), means(&tree(&text)));
    }

    #[test]
    fn every_scalar_cut_out_of_the_text_is_that_scalar(written in document(), windows: bool, cut_end: bool) {
        let text = if windows { written.text().replace('\n', "\r\n") } else { written.text() };
        let text = if cut_end { text.trim_end() } else { &text };
        let lines = Lines::new(text);
        let root = tree(text);
        let mut found = Vec::new();
        root.scalars(&mut found);
        for node in found {
            let cut = text.get(lines.offset(node.start)..lines.offset(node.end)).unwrap();
            prop_assert!(node.style == Style::BlockScalar || cut.trim() == cut, "{:?} in\n{}", cut, text);
            let again = format!("k: {cut}\n");
            let again = tree(&again);
            let again = again.get("k").unwrap();
            prop_assert_eq!(&again.kind, &node.kind, "{:?} in\n{}", cut, text);
        }
    }

    #[test]
    fn every_list_and_map_in_brackets_cut_out_of_the_text_is_itself(written in document()) {
        fn brackets<'t, 'a>(node: &'t Node<'a>, found: &mut Vec<&'t Node<'a>>) {
            if node.style == Style::Flow {
                found.push(node);
            }
            match &node.kind {
                Kind::Null | Kind::Scalar(_) => {}
                Kind::List(items) => items.iter().for_each(|item| brackets(item, found)),
                Kind::Map(entries) => entries.iter().for_each(|entry| brackets(&entry.value, found)),
            }
        }
        let text = written.text();
        let lines = Lines::new(&text);
        let root = tree(&text);
        let mut found = Vec::new();
        brackets(&root, &mut found);
        for node in found {
            let cut = text.get(lines.offset(node.start)..lines.offset(node.end)).unwrap();
            prop_assert!(cut.starts_with(['[', '{']) && cut.ends_with([']', '}']), "{:?} in\n{}", cut, &text);
            prop_assert_eq!(means(&tree(cut)), means(node), "{:?} in\n{}", cut, &text);
        }
    }

    #[test]
    fn no_text_breaks_the_reader_or_leaves_the_file(text in "([\\[\\]{},:?&*!|>'\"%@`#\\- \n\ta-z<é]|: |- |\n  ){0,60}") {
        let last = text.split('\n').count();
        match parse(text.as_bytes()) {
            Ok(document) => {
                let mut found = Vec::new();
                document.root.scalars(&mut found);
                for node in found {
                    let span = node.span();
                    prop_assert!((span.line, span.column) <= (span.end_line, span.end_column), "{:?}", span);
                    prop_assert!(span.end_line <= last + 1);
                }
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    let span = problem.span;
                    prop_assert!(span.line >= 1 && span.column >= 1 && span.line <= last, "{:?}", span);
                    prop_assert!((span.line, span.column) <= (span.end_line, span.end_column), "{:?}", span);
                }
            }
        }
    }
}

#[test]
fn aliases_stand_for_what_they_name() {
    let root = tree("a: &x { b: [1, 2] }\nc: *x\nd: &y text\ne: [*y, *y]\n");
    assert_eq!(means(root.get("c").unwrap()), means(root.get("a").unwrap()));
    let Kind::List(items) = &root.get("e").unwrap().kind else { panic!("e is a list") };
    assert_eq!(items.iter().map(|item| item.start.column).collect::<Vec<_>>(), [5, 9]);
}

#[test]
fn the_face_of_a_node_is_what_a_person_knows_it_by() {
    let text = "a:\n  - title: x\n    id: y\n  - b: c\n  - {}\n  - [1, 2]\n  - |\n    block\n";
    let root = tree(text);
    let Kind::List(items) = &root.get("a").unwrap().kind else { panic!("a is a list") };
    let faces: Vec<_> = items.iter().map(|item| (item.face().line, item.face().column)).collect();
    assert_eq!(faces, [(3, 9), (4, 5), (5, 5), (6, 6), (7, 5)]);
    assert_eq!((items[4].face().end_line, items[4].face().end_column), (8, 10));
}

#[test]
fn what_yaml_allows_and_we_do_not_is_told_and_the_rest_stands() {
    insta::assert_debug_snapshot!(told("a: 1\nb: 2\na: 3\n"), @r#"
    [
        "3:1 `a` stands twice; the first is on line 1 | delete one of the two",
    ]
    "#);
    insta::assert_debug_snapshot!(told("a: &x {b: 1}\nc:\n  <<: *x\n"), @r#"
    [
        "3:3 merge keys (`<<`) are not read | write the fields out: who reads a diff must see them",
    ]
    "#);
    insta::assert_debug_snapshot!(told("? [a]\n: b\n: c\n"), @r#"
    [
        "1:3 a key is a single word, not a list | quote it if it starts with a bracket",
        "3:1 there is no key before the `:` | -",
    ]
    "#);
    insta::assert_debug_snapshot!(told("a: !foo b\nc: !!binary d\n"), @r#"
    [
        "1:9 the tag `!foo` means nothing here | delete it",
        "2:13 the tag `!!binary` means nothing here | delete it",
    ]
    "#);
    insta::assert_debug_snapshot!(told("a: 1\n---\nb: 2\n"), @r#"
    [
        "2:1 a second document starts here, and a file holds one | put it in a file of its own, or delete the `---`",
    ]
    "#);
    insta::assert_debug_snapshot!(told("a: \"\\e[31m\"\n"), @r#"
    [
        "1:4 an escape stands for a control character, U+001B | delete it",
    ]
    "#);
    insta::assert_debug_snapshot!(told("a: 1\n...\n"), @"[]");
    assert_eq!(means(&parse(b"a: 1\nb: 2\na: 3\n").unwrap().root), resolve_map("a: 1\nb: 2\n"));
}

fn resolve_map(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

#[test]
fn nothing_is_told_as_an_empty_file() {
    for text in ["", "\n\n", "# a comment\n", "---\n", "~\n", "---\n...\n"] {
        assert_eq!(
            told(text),
            ["1:1 the file is empty | write its first field, or delete the file"],
            "{text:?}"
        );
    }
}

#[test]
fn syntax_errors_speak_to_people() {
    let say = |texts: &[&str]| texts.iter().flat_map(|text| told(text)).collect::<Vec<_>>();
    insta::assert_debug_snapshot!(say(&[
        "owner: @li.wei\n",
        "target: >= 99 %\n",
        "target: > 5\n",
        "a: b: c\n",
        "a:\n\tb: c\n",
        "a:\n  - x\n\t- y\n",
        "a: \"x\nb: 1\n",
        "a: [x\n",
        "a: {x: 1\nb: 2\n",
        "a: x\n b: y\n",
        "a:\n  b: 1\n c: 2\n",
        "limit: %5\n",
        "a: *x\n",
        "a: \"x\" y\n",
        "a: 1\nb\nc: 2\n",
        "- a\nb: c\n",
        "a: \"\\q\"\n",
        "a: [a]]\n",
        "a: &a [*a]\n",
        "title:x\nb: c\n",
        "a: 1\n  - b\n",
    ]), @r#"
    [
        "1:8 `@` cannot start a value | put the value in double quotes",
        "1:9 a value that starts with `>` or `|` is read as a block of text | quote it: \">= 99 %\"",
        "1:9 a value that starts with `>` or `|` is read as a block of text | quote it: \">= 99 %\"",
        "1:5 a second `: ` in one line, or a line that is indented wrongly | put a text that holds `: ` in double quotes",
        "2:2 a tab stands where YAML wants spaces | indent with spaces",
        "2:5 a tab stands where YAML wants spaces | indent with spaces",
        "1:4 a quote is opened here and never closed | close it, or write a quote inside the text as \\\"",
        "1:6 a bracket is opened and not closed, or a comma is missing | close it with `]` or `}`; put commas between the values",
        "2:2 a bracket is opened and not closed, or a comma is missing | close it with `]` or `}`; put commas between the values",
        "2:3 a second `: ` in one line, or a line that is indented wrongly | put a text that holds `: ` in double quotes",
        "3:2 this line is indented unlike its neighbours | line it up with the fields it belongs to",
        "1:8 `%` cannot start a value | put the value in double quotes",
        "1:4 an alias names an anchor that is not there | put the value in double quotes if the `*` belongs to it",
        "1:8 something follows the closing quote | put the whole value between the quotes; a quote inside is written \\\"",
        "3:1 this line, or the one before it, is no `key: value` | write `key: value`, with a space after the colon",
        "2:1 this line is indented unlike its neighbours | line it up with the fields it belongs to",
        "1:4 a backslash in double quotes starts an escape, and this one does not exist | write \\\\, or use single quotes",
        "1:7 a bracket is closed that was not opened | delete it, or put the value in double quotes",
        "1:8 an alias stands inside the value it names | -",
        "2:2 a second `: ` in one line, or a line that is indented wrongly | put a text that holds `: ` in double quotes",
    ]
    "#);
}

#[test]
fn hostile_files_are_refused_in_bounded_time() {
    let deep = |open: &str, count: usize| told(&open.repeat(count));
    assert!(deep("[", 500_000)[0].contains("too deep"), "{:?}", deep("[", 500_000));
    assert!(deep("{a: ", 250_000)[0].contains("too deep"));
    assert!(deep("- ", 500_000)[0].contains("deeper than 64"));
    let bomb = (0..12).fold("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, n| {
        let next = n + 1;
        format!("{text}a{next}: &a{next} [{}]\n", vec![format!("*a{n}"); 10].join(", "))
    });
    assert!(told(&bomb)[0].contains("more than 100000 values"), "{:?}", told(&bomb));
    let wide = "- a\n".repeat(200_000);
    assert!(told(&wide)[0].contains("more than 100000 values"));
    let twice = "a: b\n".repeat(200_000);
    assert!(told(&twice).len() <= 1001);
    let keys: String = (0..90_000).map(|n| format!("k{n}: v\n")).collect();
    assert_eq!(told(&keys), Vec::<String>::new());
    assert_eq!(told(&format!("a: {}\n", "x".repeat(1_000_000))), Vec::<String>::new());
}
