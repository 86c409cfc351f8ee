//! Paragraphs filled to the width of a small terminal. Headings, lists, tables and fenced blocks stay as they are.

use unicode_width::UnicodeWidthStr as _;

/// As many columns as a terminal has at least.
const WIDTH: usize = 80;

/// The text with its paragraphs filled.
pub(super) fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let fence = line.starts_with("```");
        if fenced || fence || !is_prose(line) {
            fill(&mut out, &mut paragraph);
            out.push_str(line);
            out.push('\n');
            fenced ^= fence;
        } else {
            paragraph.push(line);
        }
    }
    fill(&mut out, &mut paragraph);
    out
}

fn is_prose(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with(['#', '-', '|', ' ', '>'])
}

/// Writes a paragraph out, word by word.
fn fill(out: &mut String, paragraph: &mut Vec<&str>) {
    let mut column = 0;
    for word in paragraph.iter().flat_map(|line| line.split_whitespace()) {
        let width = word.width();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    if column > 0 {
        out.push('\n');
    }
    paragraph.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paragraphs_are_filled() {
        let long = "word ".repeat(30);
        let text =
            format!("# Head\n\n{long}\n{long}\n\n```yaml\nkey:   value\n  {long}\n```\n- one\n- two\n");
        let filled = filled(&text);
        assert!(filled.lines().filter(|line| line.starts_with("word")).all(|line| line.width() <= WIDTH));
        assert!(filled.contains("# Head\n\nword") && filled.contains("key:   value\n  word"));
        assert!(filled.ends_with("- one\n- two\n"));
        assert_eq!(filled.split_whitespace().count(), text.split_whitespace().count());
    }
}
