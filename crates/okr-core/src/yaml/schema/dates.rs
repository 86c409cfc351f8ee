//! Dates as the format writes them: `YYYY-MM-DD` and nothing else.

use jiff::civil::Date;

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateError {
    /// Not `YYYY-MM-DD`.
    Shape,
    /// A day that no calendar has.
    NoSuchDay { month_exists: bool },
}

/// Reads a date.
pub(super) fn date(text: &str) -> Result<Date, DateError> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return Err(DateError::Shape);
    }
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let (year, month, day) = (part(0, 4).parse(), part(5, 7).parse::<i8>(), part(8, 10).parse());
    let (Ok(year), Ok(month), Ok(day)) = (year, month, day) else { return Err(DateError::Shape) };
    Date::new(year, month, day).map_err(|_| DateError::NoSuchDay { month_exists: (1..=12).contains(&month) })
}

impl DateError {
    /// What is wrong with `text`, in one sentence.
    pub(super) fn message(self, text: &str) -> String {
        match self {
            Self::Shape => format!("`{text}` is not a date"),
            Self::NoSuchDay { month_exists: true } => {
                format!("`{text}` is a day that its month does not have")
            }
            Self::NoSuchDay { month_exists: false } => format!("`{text}` is in a month that no year has"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_in_one_spelling_are_dates() {
        assert_eq!(date("2026-02-28"), Ok(jiff::civil::date(2026, 2, 28)));
        assert_eq!(date("2024-02-29"), Ok(jiff::civil::date(2024, 2, 29)));
        for text in ["2026-02-30", "2026-02-29", "2026-04-31", "2026-01-00"] {
            assert_eq!(date(text), Err(DateError::NoSuchDay { month_exists: true }), "{text}");
        }
        assert_eq!(date("2026-13-01"), Err(DateError::NoSuchDay { month_exists: false }));
        for text in ["", "2026-2-3", "20260203", "2026-02-03T10:00", "02/03/2026", "2026‐02‐03", "+026-02-03"]
        {
            assert_eq!(date(text), Err(DateError::Shape), "{text}");
        }
    }
}
