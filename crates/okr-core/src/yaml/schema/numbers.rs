//! Numbers as the format takes them: decimal digits, read from their text and never through a float.

use super::fields::Scalar;
use crate::model::{Decimal, Exact, Kind, Quantity};
use crate::yaml::Problem;
use crate::yaml::node::Style;
use crate::yaml::problem::Problems;

/// A decimal number: `2`, `0.6`, `-1`. No exponents, no `0x10`, no `1_000`, no `.inf`.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::parse(text).ok()
}

/// Whether the number is more than zero.
pub(super) fn is_positive(number: &Decimal) -> bool {
    number.exact() > Exact::zero()
}

/// Whether the number is within 0 and 1.
pub(super) fn is_share(number: &Decimal) -> bool {
    let exact = number.exact();
    exact >= Exact::zero() && exact <= Exact::one()
}

/// Whether a quantity is a time, more than nothing.
pub(super) fn is_time_span(quantity: &Quantity) -> bool {
    *quantity.unit().kind() == Kind::Time && is_positive(quantity.number())
}

/// What YAML itself would read as a number, which a text field does not take unquoted.
pub(in crate::yaml) fn is_yaml_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let hex = unsigned.strip_prefix("0x").is_some_and(|digits| all(digits, u8::is_ascii_hexdigit));
    let octal =
        unsigned.strip_prefix("0o").is_some_and(|digits| all(digits, |byte| (b'0'..b'8').contains(byte)));
    if hex || octal {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| all(exponent, u8::is_ascii_digit))
}

fn all(text: &str, is: impl Fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.as_bytes().iter().all(is)
}

/// A whole number from `least` on, or nothing (told).
pub(super) fn whole(
    scalar: &Scalar<'_>,
    name: &str,
    least: u32,
    example: &str,
    problems: &mut Problems,
) -> Option<u32> {
    let help = format!("write `{name}: {example}`");
    let digits = all(scalar.text, u8::is_ascii_digit);
    let number = scalar.text.parse::<u32>().ok().filter(|number| digits && (least..=MOST).contains(number));
    let message = match number {
        Some(_) if scalar.style == Style::Plain => return number,
        Some(_) => format!("`{name}` takes a number, and quotes make `{}` a text", scalar.text),
        None => format!("`{name}` takes a whole number from {least} on, not `{}`", scalar.text),
    };
    problems.tell(Problem::malformed(scalar.span, message).with_help(help));
    number
}

/// A million of anything is more than a setting needs, and no sum of such numbers overflows.
const MOST: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_reads_as_a_number() {
        for text in ["1", "-1", "+1.5", "1e3", "1.5E-3", ".5", "5.", "0x1F", "0o17", ".inf", "-.INF", ".nan"]
        {
            assert!(is_yaml_number(text), "{text}");
        }
        for text in ["", ".", "-", "e3", "1e", "1 ms", "1_000", "2026-01-16", "0x", "0xZ", "v1", "1.2.3", "¼"]
        {
            assert!(!is_yaml_number(text), "{text}");
        }
    }
}
