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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_at_a_word() {
        assert_eq!(quoted("p95 round trip"), "`p95 round trip`");
        let long = plain(&"checkout ".repeat(20));
        assert!(long.ends_with("checkout…") && long.chars().count() <= MOST + 1, "{long}");
        assert_eq!(plain("a\nb `c`"), "a b 'c'");
    }
}
