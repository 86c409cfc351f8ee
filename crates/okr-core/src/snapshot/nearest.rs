//! What somebody most likely meant by a reference that names nothing.

use crate::model::{Ref, Reference};

/// The reference among `known` that `wanted` is most like; nothing where none is like it.
///
/// Of several the last, so give the newest cycle last. The id weighs most: people forget the cycle, mistype the id, and know their team.
pub fn nearest<'a>(wanted: &Reference, known: impl IntoIterator<Item = &'a Ref>) -> Option<&'a Ref> {
    let likeness = |full: &Ref| {
        let (id, own) = (wanted.id.as_str(), full.id.as_str());
        let part = own.contains(id) || id.contains(own);
        let id = strsim::jaro_winkler(id, own).max(if part { LIKE } else { 0.0 });
        let team =
            wanted.team.as_ref().map_or(1.0, |team| strsim::jaro_winkler(team.as_str(), full.team.as_str()));
        let cycle = wanted.cycle.is_none_or(|cycle| cycle == full.cycle);
        (id, team * 0.2 + if cycle { 0.1 } else { 0.0 })
    };
    let mut best: Option<(f64, &Ref)> = None;
    for full in known {
        let (id, around) = likeness(full);
        if id >= LIKE && best.is_none_or(|(most, _)| id + around >= most) {
            best = Some((id + around, full));
        }
    }
    best.map(|(_, full)| full)
}

/// From here on two ids look like one that was mistyped.
const LIKE: f64 = 0.85;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn full(text: &str) -> Ref {
        let wanted: Reference = text.parse().unwrap();
        wanted.resolve(&"2026-Q1".parse().unwrap(), &"payments".parse().unwrap())
    }

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        let known = [
            full("2025-Q4/payments/payment-rtt"),
            full("ledger/x"),
            full("payment-rtt"),
            full("payment-success"),
        ];
        let meant = |text: &str| nearest(&text.parse().unwrap(), &known).map(ToString::to_string);
        for (wanted, found) in [
            ("payment-rt", Some("2026-Q1/payments/payment-rtt")),
            ("2025-Q4/payment/payment-rtt", Some("2025-Q4/payments/payment-rtt")),
            ("rtt", Some("2026-Q1/payments/payment-rtt")),
            ("success", Some("2026-Q1/payments/payment-success")),
            ("cart-conversion", None),
        ] {
            assert_eq!(meant(wanted).as_deref(), found, "{wanted}");
        }
    }
}
