//! Lines of the files that findings are about. Files are hostile and large, findings many: the lines of
//! a file are found once, as long as findings come file by file.

/// Finds lines by number, remembering the last file asked for.
pub(super) struct Sources<'a> {
    read: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    path: Option<String>,
    lines: Vec<&'a [u8]>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(read: &'a dyn Fn(&str) -> Option<&'a [u8]>) -> Self {
        Self { read, path: None, lines: Vec::new() }
    }

    /// The lines of a file, without their ends; none where it was not read.
    pub(super) fn lines(&mut self, path: &str) -> &[&'a [u8]] {
        if self.path.as_deref() != Some(path) {
            self.path = Some(path.to_owned());
            self.lines = match (self.read)(path) {
                Some(bytes) => bytes
                    .split(|&byte| byte == b'\n')
                    .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
                    .collect(),
                None => Vec::new(),
            };
        }
        &self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_ends() {
        let read = |path: &str| (path == "a").then_some(&b"one\r\ntwo\n"[..]);
        let mut sources = Sources::new(&read);
        assert_eq!(sources.lines("a"), [&b"one"[..], b"two", b""]);
        assert!(sources.lines("b").is_empty());
        assert_eq!(sources.lines("a").len(), 3);
    }
}
