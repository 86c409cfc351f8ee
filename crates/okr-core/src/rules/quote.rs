//! A sheet's own words in a message: on one line, and not longer than a message can carry.

/// At most so many characters of somebody's text go into a message.
const MOST: usize = 60;

/// The text in backquotes, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    format!("`{}`", plain(text))
}

/// The text on one line, cut where it is long.
pub(super) fn plain(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    if words.chars().count() <= MOST {
        return words;
    }
    let cut: String = words.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':']))
}

/// Without an article or a preposition at its end, as a stretch of a sentence may have: `Every price is told in one`.
pub(super) fn without_loose_end(text: &str) -> &str {
    const ARTICLES: &[&str] = &["a", "an", "the", "one", "some", "their", "its"];
    const PREPOSITIONS: &[&str] =
        &["at", "by", "for", "from", "in", "into", "of", "on", "to", "with", "within"];
    let cut = |text: &'_ str, loose: &[&str]| match text.rsplit_once(' ') {
        Some((rest, last)) if rest.contains(' ') && loose.contains(&last) => rest.len(),
        _ => text.len(),
    };
    let text = &text[..cut(text, ARTICLES)];
    &text[..cut(text, PREPOSITIONS)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_ends_at_a_word_that_says_something() {
        assert_eq!(without_loose_end("Every price is told in one"), "Every price is told");
        assert_eq!(without_loose_end("Clerks sign in with"), "Clerks sign in");
        assert_eq!(without_loose_end("Tills print the receipt"), "Tills print the receipt");
        assert_eq!(without_loose_end("log in"), "log in");
    }

    #[test]
    fn long_texts_end_at_a_word() {
        assert_eq!(quoted("p95 round trip"), "`p95 round trip`");
        let long = plain(&"checkout ".repeat(20));
        assert!(long.ends_with("checkout…") && long.chars().count() <= MOST + 1, "{long}");
        assert_eq!(plain("a\nb `c`"), "a b 'c'");
    }
}
