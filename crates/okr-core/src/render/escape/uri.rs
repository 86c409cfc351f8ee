//! Paths as relative references of RFC 3986.

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
}
