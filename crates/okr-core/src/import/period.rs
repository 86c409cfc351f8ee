//! Cycles as people write them: `Q1 2026`, `2026Q1`, `4Q 2019`, `FY26 Q3`, `2026年第一季度`. A period without its year
//! is none.

use crate::model::Cycle;

/// The cycle that is meant.
pub fn period(text: &str) -> Option<Cycle> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let mut plain = text.to_uppercase();
    for (word, sign) in [
        ("第一季度", "Q1"),
        ("第二季度", "Q2"),
        ("第三季度", "Q3"),
        ("第四季度", "Q4"),
        ("上半年", "H1"),
        ("下半年", "H2"),
        ("年", " "),
        ("QUARTER", "Q"),
    ] {
        plain = plain.replace(word, sign);
    }
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).collect();
    let (year, part) = split(&plain)?;
    let year = match (year.strip_prefix("FY"), year.len()) {
        (Some(digits), _) if matches!(digits.len(), 2 | 4) => format!("FY{digits}"),
        (None, 4) => year.to_owned(),
        (Some(_) | None, _) => return None,
    };
    if part.is_empty() { year.parse() } else { format!("{year}-{part}").parse() }.ok()
}

/// The year and the part of it, whichever comes first: `2026Q1`, `Q12026`, `1Q2026`, `FY26Q1`.
fn split(plain: &str) -> Option<(&str, String)> {
    let is_year = |text: &str| {
        let digits = text.strip_prefix("FY").unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    if is_year(plain) {
        return Some((plain, String::new()));
    }
    let cut = |at: usize| Some((plain.get(..at)?, plain.get(at..)?));
    let turned = |part: &str| -> Option<String> {
        match part.as_bytes() {
            [letter @ (b'Q' | b'H'), digit] | [digit, letter @ (b'Q' | b'H')] if digit.is_ascii_digit() => {
                Some(format!("{}{}", char::from(*letter), char::from(*digit)))
            }
            _ => None,
        }
    };
    [(2, true), (plain.len().checked_sub(2)?, false)].into_iter().find_map(|(at, part_first)| {
        let (head, tail) = cut(at)?;
        let (part, year) = if part_first { (head, tail) } else { (tail, head) };
        is_year(year).then_some(())?;
        Some((year, turned(part)?))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cycle_is_known_however_it_is_written() {
        for (text, cycle) in [
            ("2026-Q1", "2026-Q1"),
            ("Q1 2026", "2026-Q1"),
            ("2026Q1", "2026-Q1"),
            ("q3, 2026", "2026-Q3"),
            ("4Q 2019", "2019-Q4"),
            ("FY26 Q3", "FY26-Q3"),
            ("FY22Q3", "FY22-Q3"),
            ("Q2 FY2026", "FY26-Q2"),
            ("H1 2026", "2026-H1"),
            ("2026", "2026"),
            ("2026年第一季度", "2026-Q1"),
            ("2026年下半年", "2026-H2"),
        ] {
            assert_eq!(period(text).map(|cycle| cycle.to_string()).as_deref(), Some(cycle), "{text}");
        }
        for text in ["", "Q1", "26-Q1", "Sprint 3", "2026-Q5", "Q1 Q2", "next quarter"] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,20}|(FY|Q|H|[0-9]|年|第一季度| |-){0,8}") {
            let _ = period(&text);
        }
    }
}
