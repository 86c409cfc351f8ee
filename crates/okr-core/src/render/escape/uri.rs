//! Paths and links as references of RFC 3986.

use std::fmt::Write as _;

/// A path relative to the repository's top as a relative reference. Each byte that is not unreserved is
/// percent-encoded, and the first part can neither be taken for a scheme nor for a host.
pub fn path(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for byte in path.trim_start_matches('/').bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A link to the web, or nothing: no other scheme is ever followed. What could end an attribute or the
/// destination of a Markdown link is percent-encoded; the rest stays as it was.
pub fn web(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") || rest.is_empty() {
        return None;
    }
    let mut out = format!("{scheme}://");
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:?#@!$&*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_stay() {
        assert_eq!(path("okrs/2026-Q1/payments.yaml"), "okrs/2026-Q1/payments.yaml");
    }

    #[test]
    fn everything_else_is_encoded() {
        assert_eq!(path("okrs/支 付#1?.yaml"), "okrs/%E6%94%AF%20%E4%BB%98%231%3F.yaml");
        assert_eq!(path("javascript:x"), "javascript%3Ax");
        assert_eq!(path("//host/x"), "host/x");
        assert_eq!(path("a\u{1b}%41"), "a%1B%2541");
    }

    #[test]
    fn a_link_leads_to_the_web_or_nowhere() {
        for link in
            ["javascript:alert(1)", "data:text/html,x", "JavaScript://x%0aalert(1)", "x", "https://", ""]
        {
            assert_eq!(web(link), None, "{link}");
        }
        assert_eq!(web("HTTPS://x:8443/a?b=1&c=%20#d").as_deref(), Some("https://x:8443/a?b=1&c=%20#d"));
        assert_eq!(
            web("https://x/a b)c\"<|\n支").as_deref(),
            Some("https://x/a%20b%29c%22%3C%7C%0A%E6%94%AF")
        );
    }
}
