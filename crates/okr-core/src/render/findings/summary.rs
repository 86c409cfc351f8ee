//! The counts in words.

use crate::finding::{Findings, Severity};

/// `3 errors, 1 warning in 12 files`, or that there is nothing to tell.
pub fn sentence(findings: &Findings) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, findings.count(severity)))
        .filter(|&(_, count)| count > 0)
        .map(|(severity, count)| counted(count, severity.as_str()))
        .collect();
    let files = counted(findings.files, "file");
    if counts.is_empty() {
        format!("no findings in {files}")
    } else {
        format!("{} in {files}", counts.join(", "))
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn only_what_there_is_is_told() {
        assert_eq!(sentence(&Findings::new(Vec::new(), 1)), "no findings in 1 file");
        assert_eq!(sentence(&Findings::new(vec![sample::finding()], 12)), "1 error in 12 files");
    }
}
