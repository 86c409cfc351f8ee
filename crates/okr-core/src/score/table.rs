//! Scores worked out by hand. Every row is a key result of 2026-Q1 (90 days; day 31 is 31 January), looked
//! at from a day: what it must score, in which state and band.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::model::*;

fn day(day: i32) -> Date {
    date(2025, 12, 31).saturating_add(day.days())
}

fn as_of(today: i32) -> AsOf {
    AsOf::new(&Calendar::default(), &"2026-Q1".parse().unwrap(), day(today))
}

/// `16: 282 ms @0.6; 30: 240 ms`
fn check_ins(text: &str) -> Vec<CheckIn> {
    let written = text.split(';').map(str::trim).filter(|text| !text.is_empty());
    let read = |(index, text): (usize, &str)| {
        let (on, value) = text.split_once(':').unwrap();
        let (value, confidence) = value.split_once('@').unwrap_or((value, ""));
        CheckIn {
            index,
            date: day(on.parse().unwrap()),
            value: Stated::<Quantity>::quantity(value, None),
            confidence: Decimal::parse(confidence).ok(),
            note: None,
        }
    };
    written.enumerate().map(read).collect()
}

/// `300 ms -> < 200 ms, decrease, hold 4w, aspirational`; either side of the arrow may be empty.
fn score(goal: &str, seen: &str, today: i32) -> String {
    let (path, rest) = goal.split_once(',').unwrap_or((goal, ""));
    let (baseline, target) = path.split_once("->").unwrap();
    let (baseline, target) = (Quantity::parse(baseline).ok(), Target::parse(target).ok());
    let words: Vec<&str> = rest.split(',').map(str::trim).collect();
    let hold =
        words.iter().find_map(|word| word.strip_prefix("hold ")).map(|hold| Quantity::parse(hold).unwrap());
    let direction = words.iter().find_map(|word| Direction::from_word(word));
    let check_ins = check_ins(seen);
    let measurement = Measurement {
        baseline: baseline.as_ref(),
        target: target.as_ref(),
        direction: direction.or_else(|| target.as_ref()?.implied_direction(baseline.as_ref())),
        hold: hold.as_ref(),
        commitment: words
            .iter()
            .find_map(|word| Commitment::from_word(word))
            .unwrap_or(Commitment::Committed),
        check_ins: &check_ins,
        ended: words.contains(&"dropped").then_some(Ended::Dropped),
    };
    let score = measurement.score(&as_of(today));
    let band = score.band.map_or("-", Band::as_str);
    format!("{} {} {band}", score.score.floor_to(4), score.state)
}

#[test]
fn falling() {
    for (goal, seen, today, expected) in [
        // On the way, at the bound, past it, back, and beyond the baseline.
        ("300 ms -> < 200 ms", "45: 250 ms", 45, "0.5000 on-track red"),
        ("300 ms -> < 200 ms", "45: 0.25 s", 45, "0.5000 on-track red"),
        ("300 ms -> < 200 ms", "80: 200 ms", 80, "0.9900 on-track yellow"),
        ("300 ms -> < 200 ms", "80: 200.5 ms", 80, "0.9900 on-track yellow"),
        ("300 ms -> < 200 ms", "80: 199.9 ms", 80, "1.0000 attained green"),
        ("300 ms -> <= 200 ms", "80: 200 ms", 80, "1.0000 attained green"),
        ("300 ms -> <= 200 ms", "80: 200.1 ms", 80, "0.9990 on-track yellow"),
        ("300 ms -> 200 ms", "80: 200 ms", 80, "1.0000 attained green"),
        ("300 ms -> < 200 ms", "80: 150 ms", 80, "1.0000 attained green"),
        ("300 ms -> < 200 ms", "45: 350 ms", 45, "0.0000 behind red"),
        ("10 min -> < 2 min", "60: 6 min", 60, "0.5000 on-track red"),
        ("10 min -> < 2 min", "1: 10 min", 1, "0.0000 behind red"),
        ("3 incidents -> 0 incidents", "90: 1 incident", 91, "0.6666 missed red"),
        ("200 ms -> < 200 ms", "45: 200 ms", 45, "0.0000 behind red"),
    ] {
        assert_eq!(score(goal, seen, today), expected, "{goal}: {seen} on day {today}");
    }
}

#[test]
fn rising() {
    for (goal, seen, today, expected) in [
        ("99 % -> >= 99.95 %", "45: 99.949 %", 45, "0.9989 on-track yellow"),
        ("99 % -> >= 99.95 %", "45: 99.95 %", 45, "1.0000 attained green"),
        ("99 % -> > 99.95 %", "45: 99.95 %", 45, "0.9900 on-track yellow"),
        ("0 posts -> 8 posts", "90: 7 posts", 91, "0.8750 missed yellow"),
        ("0 posts -> 8 posts", "90: 8 posts", 91, "1.0000 attained green"),
        ("$100k -> >= $200k", "90: $169,999", 91, "0.6999 missed red"),
        ("$100k -> >= $200k", "90: $170,000", 91, "0.7000 missed yellow"),
        ("20 deploys/week -> 10 deploys/day", "90: 45 deploys/week", 91, "0.5000 missed red"),
        // A direction that the fields contradict: the comparison says what is good.
        ("300 ms -> < 200 ms, increase", "90: 250 ms", 91, "0.5000 missed red"),
    ] {
        assert_eq!(score(goal, seen, today), expected, "{goal}: {seen} on day {today}");
    }
}

#[test]
fn promises_and_stretches() {
    for (goal, seen, expected) in [
        ("0 -> 10, aspirational", "90: 3.9", "0.3900 missed red"),
        ("0 -> 10, aspirational", "90: 4", "0.4000 missed yellow"),
        ("0 -> 10, aspirational", "90: 6.99999", "0.6999 missed yellow"),
        ("0 -> 10, aspirational", "90: 7", "0.7000 missed green"),
        ("0 -> 10, committed", "90: 6.99999", "0.6999 missed red"),
        ("0 -> 10, committed", "90: 7", "0.7000 missed yellow"),
        ("0 -> 10, committed", "90: 9.99999", "0.9999 missed yellow"),
        ("0 -> 10, committed", "90: 10", "1.0000 attained green"),
        ("0 -> 10, dropped", "90: 7", "0.7000 dropped -"),
    ] {
        assert_eq!(score(goal, seen, 91), expected, "{goal}: {seen}");
    }
}

#[test]
fn pace_and_confidence() {
    for (goal, seen, today, expected) in [
        ("0 -> 10", "", 45, "0.0000 not-started red"),
        ("0 -> 10", "45: 3.5", 45, "0.3500 on-track red"),
        ("0 -> 10", "45: 3.49", 45, "0.3490 at-risk red"),
        ("0 -> 10", "45: 2", 45, "0.2000 at-risk red"),
        ("0 -> 10", "45: 1.99", 45, "0.1990 behind red"),
        // Silence does not move: the same value is worth less each day.
        ("0 -> 10", "9: 1", 9, "0.1000 on-track red"),
        ("0 -> 10", "9: 1", 18, "0.1000 at-risk red"),
        ("0 -> 10", "9: 1", 60, "0.1000 behind red"),
        ("0 -> 10", "45: 5 @0.7", 45, "0.5000 on-track red"),
        ("0 -> 10", "45: 5 @0.69", 45, "0.5000 at-risk red"),
        ("0 -> 10", "45: 5 @0.39", 45, "0.5000 behind red"),
        ("0 -> 10", "45: 1 @1.0", 45, "0.1000 behind red"),
        ("0 -> 10", "40: 5 @0.3; 45: 5 @0.9", 45, "0.5000 on-track red"),
        ("0 -> 10", "40: 5 @0.3; 45: 5", 45, "0.5000 behind red"),
        ("0 -> 10", "45: 10 @0.1", 45, "1.0000 attained green"),
    ] {
        assert_eq!(score(goal, seen, today), expected, "{goal}: {seen} on day {today}");
    }
}

#[test]
fn keeping_what_is_good() {
    for (goal, seen, today, expected) in [
        ("99.97 % -> >= 99.95 %", "1: 99.96 %", 91, "1.0000 attained green"),
        ("99.97 % -> >= 99.95 %", "1: 99.96 %; 46: 99.949 %", 91, "0.5000 slipped red"),
        ("99.97 % -> >= 99.95 %", "1: 99.96 %; 46: 99.949 %", 60, "0.7500 slipped yellow"),
        ("99.97 % -> >= 99.95 %", "1: 99.96 %; 19: 99 %; 28: 99.95 %", 90, "0.9000 attained yellow"),
        // Until the first check-in the baseline is the last known value; without any, nothing was kept.
        ("99.97 % -> >= 99.95 %", "10: 99.96 %", 90, "1.0000 attained green"),
        ("-> 40 % .. 60 %", "10: 50 %", 90, "0.9000 attained yellow"),
        ("99.97 % -> >= 99.95 %", "", 45, "0.0000 not-started red"),
        ("99.97 % -> >= 99.95 %", "", 91, "0.0000 missed red"),
        ("-> 40 % .. 60 %", "1: 50 %; 46: 61 %", 91, "0.5000 slipped red"),
        ("10 % -> 40 % .. 60 %", "1: 10 %; 46: 40 %", 91, "0.5000 attained red"),
        ("10 % -> 40 % .. 60 %", "1: 10 %", 45, "0.0000 behind red"),
        ("300 ms -> < 200 ms, maintain", "1: 199 ms", 91, "1.0000 attained green"),
        ("99.97 % -> 99.95 %, maintain", "1: 99.96 %", 91, "1.0000 attained green"),
        ("99.97 % -> 99.95 %, maintain", "1: 99.94 %", 91, "0.0000 missed red"),
        ("0 incidents -> 0 incidents", "1: 0 incidents; 46: 1 incident", 91, "0.5000 slipped red"),
        // The target is met by the baseline: to be kept, whatever the direction says.
        ("150 ms -> < 200 ms, decrease", "1: 180 ms; 46: 210 ms", 91, "0.5000 slipped red"),
        // Of two values on one day the later in the file is the last known.
        ("1 -> >= 1", "1: 1; 46: 1; 46: 0", 90, "0.5000 slipped red"),
        ("1 -> >= 1", "46: 0; 1: 1", 90, "0.5000 slipped red"),
    ] {
        assert_eq!(score(goal, seen, today), expected, "{goal}: {seen} on day {today}");
    }
}

#[test]
fn holding_and_slipping() {
    for (goal, seen, today, expected) in [
        ("300 ms -> < 200 ms, hold 4w", "10: 199 ms; 38: 190 ms", 38, "1.0000 held green"),
        ("300 ms -> < 200 ms, hold 4w", "10: 199 ms; 37: 190 ms", 90, "1.0000 attained green"),
        ("300 ms -> < 200 ms, hold 4w", "10: 199 ms; 20: 200 ms; 38: 190 ms", 38, "1.0000 attained green"),
        ("300 ms -> < 200 ms, hold 4w", "10: 199 ms; 20: 5 %; 38: 190 ms", 38, "1.0000 held green"),
        ("300 ms -> < 200 ms, hold 4w", "10: 199 ms", 90, "1.0000 attained green"),
        ("300 ms -> < 200 ms, hold 4w", "10: 199 ms; 38: 190 ms; 60: 250 ms", 60, "0.5000 slipped red"),
        ("300 ms -> < 200 ms, hold 4w", "60: 199 ms; 88: 190 ms", 95, "1.0000 held green"),
        ("300 ms -> < 200 ms, hold 4w", "70: 199 ms; 98: 190 ms", 98, "1.0000 held green"),
        ("300 ms -> < 200 ms", "10: 199 ms; 38: 190 ms", 38, "1.0000 attained green"),
        ("300 ms -> < 200 ms, hold 4 releases", "10: 199 ms; 38: 190 ms", 38, "1.0000 attained green"),
        ("300 ms -> < 200 ms", "10: 199 ms; 38: 210 ms", 38, "0.9000 slipped yellow"),
        ("300 ms -> < 200 ms", "10: 199 ms; 38: 210 ms", 91, "0.9000 slipped yellow"),
    ] {
        assert_eq!(score(goal, seen, today), expected, "{goal}: {seen} on day {today}");
    }
}

#[test]
fn what_cannot_be_measured() {
    for (goal, seen, today, expected) in [
        ("0 -> 10", "", 91, "0.0000 missed red"),
        ("0 -> 10", "", -5, "0.0000 not-started red"),
        ("->", "10: 5", 45, "0.0000 not-started red"),
        ("->", "10: 5", 91, "0.0000 missed red"),
        // Without a baseline all or nothing; without a side only the very value.
        ("-> < 200 ms", "10: 201 ms", 10, "0.0000 behind red"),
        ("-> < 200 ms", "10: 199 ms", 10, "1.0000 attained green"),
        ("-> 8 posts", "90: 8 posts", 91, "1.0000 attained green"),
        ("-> 8 posts", "90: 9 posts", 91, "0.0000 missed red"),
        ("-> 8 posts, increase", "90: 9 posts", 91, "1.0000 attained green"),
        ("-> 8 posts, increase", "90: 7 posts", 91, "0.0000 missed red"),
        ("5 % -> < 200 ms", "10: 250 ms", 10, "0.0000 behind red"),
        // Values of another kind, words, and days that do not count.
        ("0 -> 10", "10: 5; 20: 50 %; 30: TBD", 45, "0.5000 on-track red"),
        ("0 -> 10", "0: 9; 10: 5", 45, "0.5000 on-track red"),
        ("0 -> 10", "10: 5; 46: 9", 45, "0.5000 on-track red"),
        ("0 -> 10", "90: 5; 104: 10", 104, "1.0000 attained green"),
        ("0 -> 10", "90: 5; 105: 10", 200, "0.5000 missed red"),
        ("0 -> 10", "20: 9; 10: 5", 45, "0.9000 on-track yellow"),
    ] {
        assert_eq!(score(goal, seen, today), expected, "{goal}: {seen} on day {today}");
    }
}

#[test]
fn original_and_final() {
    let seen = check_ins("80: 205 ms");
    let baseline = Quantity::parse("300 ms").unwrap();
    let (first, last) = (Target::parse("< 180 ms").unwrap(), Target::parse("< 220 ms").unwrap());
    let goal = |target| Measurement {
        baseline: Some(&baseline),
        target: Some(target),
        direction: Some(Direction::Decrease),
        hold: None,
        commitment: Commitment::Committed,
        check_ins: &[],
        ended: None,
    };
    let ended = Measurement { check_ins: &seen, ..goal(&last) };
    let day = as_of(104);
    let pair =
        Pair { original: ended.against(&goal(&first)).score(&day).score, final_: ended.score(&day).score };
    assert_eq!(pair.original, Exact::ratio(95, 120));
    assert_eq!(pair.final_, Exact::one());
    assert_eq!(pair.gain(), Exact::ratio(25, 120));
}

#[test]
fn a_guardrail_breaks_with_its_last_value() {
    let limit = Target::parse("<= 5 %").unwrap();
    let against = |limit, seen: &str| {
        let score = GuardrailScore::against(limit, &check_ins(seen), &as_of(60));
        (score.breached, score.breaches, score.value)
    };
    assert_eq!(against(Some(&limit), "10: 6 %; 20: 5 %"), (Some(false), vec![0], Some(1)));
    assert_eq!(against(Some(&limit), "10: 4 %; 20: 5.01 %"), (Some(true), vec![1], Some(1)));
    assert_eq!(against(Some(&limit), "20: 9 %; 10: 4 %"), (Some(true), vec![0], Some(0)));
    assert_eq!(against(Some(&limit), "10: 4 %; 61: 9 %"), (Some(false), vec![], Some(0)));
    assert_eq!(against(Some(&limit), "10: 4 %; 20: 9 ms"), (Some(false), vec![], Some(0)));
    assert_eq!(against(Some(&limit), ""), (None, vec![], None));
    assert_eq!(against(None, "10: 6 %"), (None, vec![], None));
    assert_eq!(against(Some(&Target::parse("5 %").unwrap()), "10: 6 %"), (None, vec![], None));
}

/// The number a row scores, with four places, as whole ten-thousandths.
fn number(goal: &str, seen: &str, today: i32) -> u32 {
    let row = score(goal, seen, today);
    row.split(' ').next().unwrap().replace('.', "").parse().unwrap()
}

proptest! {
    #[test]
    fn a_score_lies_within_0_and_1(
        baseline in -500_i32..500, target in -500_i32..500, sign in 0_usize..6, values in
        proptest::collection::vec((-5_i32..120, -1000_i32..1000), 0..6), today in -10_i32..130, maintain: bool,
    ) {
        let sign = ["", "<", "<=", ">", ">=", ".."][sign];
        let target = if sign == ".." { format!("{target} .. {}", target + 50) } else { format!("{sign} {target}") };
        let seen: Vec<String> = values.iter().map(|(on, value)| format!("{on}: {value}")).collect();
        let way = if maintain { ", maintain" } else { "" };
        let goal = format!("{baseline} -> {target}{way}");
        prop_assert!(number(&goal, &seen.join("; "), today) <= 10_000);
        let row = score(&goal, &seen.join("; "), today);
        let running = ["not-started", "on-track", "at-risk", "behind"].iter().any(|state| row.contains(state));
        let over = row.contains("missed");
        prop_assert!(if today > 90 { !running } else { !over }, "{}", row);
    }

    #[test]
    fn a_better_value_never_scores_less(
        baseline in -300_i32..300, distance in 1_i32..300, up: bool, strict: bool, a in -700_i32..700, b in -700_i32..700,
    ) {
        let (sign, target) = if up { (">", baseline + distance) } else { ("<", baseline - distance) };
        let equals = if strict { "" } else { "=" };
        let goal = format!("{baseline} -> {sign}{equals} {target}");
        let (worse, better) = if up { (a.min(b), a.max(b)) } else { (a.max(b), a.min(b)) };
        let of = |value| number(&goal, &format!("45: {value}"), 91);
        prop_assert!(of(worse) <= of(better));
        // Whole exactly when the target is satisfied.
        let target = Target::parse(&format!("{sign}{equals} {target}")).unwrap();
        let met = target.is_met_by(&Quantity::parse(&worse.to_string()).unwrap(), None).unwrap();
        prop_assert_eq!(of(worse) == 10_000, met);
    }

    #[test]
    fn a_looser_target_never_scores_less(
        baseline in 100_i32..300, first in 1_i32..100, easier in 0_i32..100, value in 0_i32..400,
    ) {
        let of = |target: i32| number(&format!("{baseline} -> < {target}"), &format!("45: {value}"), 91);
        let loose = first + easier.min(baseline - first - 1);
        prop_assert!(of(first) <= of(loose));
    }

    #[test]
    fn the_unit_a_value_is_written_in_does_not_matter(value in 0_u32..1_000_000) {
        let of = |seen: &str| score("300 ms -> < 200 ms, hold 2d", seen, 60);
        prop_assert_eq!(of(&format!("45: {value} us")), of(&format!("45: {} ms", Decimal::new(value.into(), 3))));
    }
}
