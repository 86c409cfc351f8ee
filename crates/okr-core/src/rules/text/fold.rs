//! Full-width forms folded onto their ASCII, so that `３％` reads like `3%`.

use std::borrow::Cow;

/// A sentence longer than this is read up to here: no title is, and the rest would only cost time.
const MAX_CHARS: usize = 1000;

/// The text as the tokenizer takes it.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(&text[..text.len().min(MAX_CHARS)]);
    }
    text.chars().take(MAX_CHARS).map(fold).collect()
}

fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{202F}' => ' ',
        '‘' | '’' => '\'',
        '“' | '”' | '「' | '」' | '『' | '』' => '"',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '、' => ',',
        '。' => '.',
        '【' => '[',
        '】' => ']',
        '〜' => '~',
        _ => c,
    }
}
