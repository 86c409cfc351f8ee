//! What makes a finding the same one next week: its rule, its subject, and which of several it is.
//! Never a line number, which any edit above it would move.

use std::collections::BTreeMap;

use crate::finding::Finding;

/// A key for each finding, in order. A finding about no subject is known by its file.
///
/// The key is spelled out, not hashed: a hash that is cheap can be collided with by whoever writes the
/// file, and equal keys make one of two findings vanish.
pub(super) fn keys(findings: &[Finding]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    findings
        .iter()
        .map(|finding| {
            let about = match &finding.subject {
                Some(subject) => subject.to_string(),
                None => crate::render::escape::uri_path(&finding.place.path),
            };
            let stem = format!("{}:{about}", finding.rule);
            let ordinal = seen.entry(stem.clone()).or_insert(0);
            *ordinal += 1;
            format!("{stem}:{ordinal}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::findings::sample;

    #[test]
    fn moving_a_finding_down_keeps_its_key() {
        let before = sample::finding();
        let mut after = before.clone();
        after.place.span.line += 40;
        assert_eq!(keys(&[before]), keys(&[after]));
    }

    #[test]
    fn two_of_a_kind_have_two_keys() {
        let keys = keys(&[sample::finding(), sample::finding()]);
        assert_eq!(
            keys,
            [
                "missing-baseline:okrs/2026-Q1/payments.yaml:1",
                "missing-baseline:okrs/2026-Q1/payments.yaml:2"
            ]
        );
    }
}
