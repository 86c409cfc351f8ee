//! Values in workflow commands of GitHub Actions: `::error file=…::message`.

use super::{visible_line, visible_lines};

/// The message of a command. Line feeds survive.
pub fn data(text: &str) -> String {
    visible_lines(text).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
pub fn property(text: &str) -> String {
    visible_line(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_cannot_start_a_command() {
        assert_eq!(data("50 %\n::stop-commands::x\r\n"), "50 %25%0A::stop-commands::x%0A");
    }

    #[test]
    fn a_property_cannot_start_another() {
        assert_eq!(property("a,line=1::b%\nc"), "a%2Cline=1%3A%3Ab%25 c");
    }

    #[test]
    fn what_is_escaped_already_is_escaped_again() {
        assert_eq!(data("%0A::error::x"), "%250A::error::x");
    }
}
