//! Days, moments and names.

use std::fmt::Display;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

/// `2026-02-12`
pub fn date(date: Date) -> Value {
    text(date)
}

/// A commit's time, in the workspace's time zone: `2026-02-12T09:30:00+08:00`.
pub fn moment(moment: Timestamp, zone: &TimeZone) -> Value {
    text(moment.display_with_offset(zone.to_offset(moment)))
}

/// Anything that has one spelling: a reference, a cycle, an id, a state.
pub fn text(value: impl Display) -> Value {
    Value::String(value.to_string())
}

/// The value, or `null`.
pub fn optional<T>(value: Option<T>, write: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Null, write)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use serde_json::json;

    use super::*;

    #[test]
    fn a_moment_stands_in_the_zone_of_the_workspace() {
        let at: Timestamp = "2026-02-12T01:30:00Z".parse().unwrap();
        let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
        assert_eq!(moment(at, &shanghai), json!("2026-02-12T09:30:00+08:00"));
        assert_eq!(moment(at, &TimeZone::UTC), json!("2026-02-12T01:30:00+00:00"));
    }

    #[test]
    fn what_is_missing_is_null() {
        assert_eq!(optional(Some(Date::constant(2026, 2, 12)), date), json!("2026-02-12"));
        assert_eq!(optional(None, date), Value::Null);
    }
}
