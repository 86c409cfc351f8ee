//! Whether a sentence measures what became better through its deed, or only how much of it there will be. A number
//! may be either: `launch it and grow to 500 users` tells an effect, `launch it with 20 templates` tells the deed.

use super::deed::{Deed, DeedSort, Stand};
use super::text::{Bound, Kind, Lead, Number, Sentence, Sort, Words};

/// Whether any number of the sentence measures an effect of the deed.
pub(super) fn has_effect(title: &Sentence, deed: &Deed) -> bool {
    title.movement().is_some()
        || title.numbers.iter().any(|number| is_start(title, number) || is_effect(title, number, deed))
}

/// `up from 9`, `instead of 9`, `9 days today`: who says where it starts measures where it goes.
fn is_start(title: &Sentence, number: &Number) -> bool {
    let moved = number.lead == Lead::From
        && title.tokens[..number.at]
            .iter()
            .rev()
            .take(4)
            .any(|token| ["up", "down"].contains(&token.lower.as_str()));
    let instead =
        number.at > 1 && title.word(number.at - 1) == "of" && title.word(number.at - 2) == "instead";
    moved || instead || ["today", "currently"].contains(&title.word(number.end))
}

fn is_effect(title: &Sentence, number: &Number, deed: &Deed) -> bool {
    let limit = number.bound == Some(Bound::Below);
    if is_tolerance(title, number) || is_attendance(title, number, deed) {
        return false;
    }
    let activity = deed.sort == DeedSort::Activity;
    // What people do takes its time and has its extent; only a limit or what comes of it measures anything.
    if activity
        && (is_bracketed(title, number) || !limit && !is_reached(title, number) && is_how_much(number))
    {
        return false;
    }
    if is_share_of_extent(title, number) || describes(title, number) || is_all_of_it(title, number, deed) {
        return false;
    }
    match number.sort {
        Sort::Multiple => number.digits || !is_object(title, number, deed),
        Sort::Percent | Sort::Fraction | Sort::Money | Sort::ShortTime => !is_object(title, number, deed),
        Sort::LongTime => limit && is_service_time(title, number, deed),
        // So many of a thing is the thing; that there are fewer of it, or that somebody uses it, is an effect.
        Sort::Count => {
            let counted = !is_object(title, number, deed) && number.digits && !is_one(title, number);
            counted
                && (is_throughput(title, number)
                    || limit && !is_extent(title, number)
                    || is_reached(title, number)
                    || is_use(title, number))
        }
    }
}

/// `a scale test for +/- 2 % error`: what the thing lets pass.
fn is_tolerance(title: &Sentence, number: &Number) -> bool {
    let before = title.tokens[number.at.saturating_sub(3)..number.at].iter();
    let signs: String =
        before.filter(|token| token.kind == Kind::Mark).map(|token| token.text.as_str()).collect();
    signs.ends_with("+/-") || signs.ends_with('±')
}

/// `a weekly council with 90 % attendance`: how many were there, and not what came of it.
fn is_attendance(title: &Sentence, number: &Number, deed: &Deed) -> bool {
    const THERE: Words = Words("attendance participation attending participating turnout");
    deed.sort == DeedSort::Activity
        && deed.stand == Stand::Opens
        && (number.end..number.end + 2).any(|at| THERE.has(title.word(at)))
}

/// A count, or a time that something is to take.
fn is_how_much(number: &Number) -> bool {
    matches!(number.sort, Sort::Count | Sort::ShortTime | Sort::LongTime)
}

/// `9,000 payments per minute`: how much is carried at once.
fn is_throughput(title: &Sentence, number: &Number) -> bool {
    const UNITS: Words = Words("hour minute second hours minutes seconds h min s sec");
    (number.end..number.end + 5)
        .any(|at| ["per", "a", "an", "/"].contains(&title.word(at)) && UNITS.has(title.word(at + 1)))
}

/// `with at least 500 users`, where nothing says that they are only addressed.
fn is_use(title: &Sentence, number: &Number) -> bool {
    const USERS: Words = Words(
        "nutzer nutzern nutzerinnen kunden kundinnen usuarios usuários clientes utilisateurs clients \
         users user customers customer people shops participants subscribers visitors active paying daily \
         weekly monthly members readers players downloads installs visits requests orders transactions sales",
    );
    // What moves to a number is an effect: `and grow to 500 users`; `released to 500 users` is how far it goes.
    const MOVED: Words = Words(
        "grow grows growing increase increases increasing raise raising rise rises bring bringing reach reaches \
         reaching convert up",
    );
    let users = title.tokens[number.end..].iter().take(3).any(|token| USERS.has(&token.lower));
    let moved = title.tokens.iter().any(|token| MOVED.has(&token.lower));
    let addressed =
        number.lead == Lead::To || led_by(title, number, &["for", "across", "in", "on", "of", "to"]);
    let often = ["per", "every", "each"].contains(&title.word(number.end));
    number.bound.is_some() && users && !often && (moved || !addressed)
}

/// The word before a number and its comparison is one of these.
fn led_by(title: &Sentence, number: &Number, words: &[&str]) -> bool {
    const COMPARISON: Words =
        Words("at no not least most more fewer less than over > >= < ≥ ≤ ~ minimum all the first");
    let before = title.tokens[..number.at].iter().rev().find(|token| !COMPARISON.has(&token.lower));
    before.is_some_and(|token| words.contains(&token.lower.as_str()))
}

/// `in no more than 5 languages`: how far the thing reaches, not what comes of it.
fn is_extent(title: &Sentence, number: &Number) -> bool {
    led_by(title, number, &["in", "on", "across", "for", "covering"])
}

/// `fixed within 2 days`, `within a day of being told`: how long one waits. In weeks and months a number after a
/// deed is its deadline.
fn is_service_time(title: &Sentence, number: &Number, deed: &Deed) -> bool {
    let days = title.tokens[number.at..number.end]
        .iter()
        .any(|token| ["day", "working", "business"].iter().any(|day| token.lower.starts_with(day)));
    days && deed.stand == Stand::Follows || ["of", "after", "from"].contains(&title.word(number.end))
}

/// `runbooks for 80 % of the alerts`, `with 80 % of the planned scope`: how far the thing reaches.
fn is_share_of_extent(title: &Sentence, number: &Number) -> bool {
    const SCOPE: Words = Words("scope features functionality work tasks items requirements backlog content");
    const MOVED: Words = Words(
        "grow increase increasing raise raising bring bringing reach reaching reduce reducing cut lower drop",
    );
    let share = number.sort == Sort::Percent && title.word(number.end) == "of";
    let scope = title.tokens[number.end..].iter().take(4).any(|token| SCOPE.has(&token.lower));
    let reach = led_by(title, number, &["for", "on", "across", "in", "to"]);
    share && (reach || scope) && !title.tokens.iter().any(|token| MOVED.has(&token.lower))
}

/// `(100 % coverage)`, `automate the exports to 100 %`: the whole of the deed, and nothing that comes of it.
fn is_all_of_it(title: &Sentence, number: &Number, deed: &Deed) -> bool {
    const EXTENT: Words = Words("coverage complete completion completed done couverture cobertura rollout");
    const MOVED: Words =
        Words("bring bringing raise raising increase increasing grow reach reaching reaches improve");
    let all = number.sort == Sort::Percent && title.word(number.at) == "100";
    let output = deed.sort == DeedSort::Output;
    let to_its_end = number.lead == Lead::To && deed.stand == Stand::Opens;
    let moved = title.tokens.iter().any(|token| MOVED.has(&token.lower));
    let covered = EXTENT.has(title.word(number.end)) && is_bracketed(title, number);
    all && output && !moved && (covered || to_its_end)
}

/// `1-hour talks`: what sort of thing it is.
fn describes(title: &Sentence, number: &Number) -> bool {
    let noun = title
        .tokens
        .get(number.end)
        .is_some_and(|token| token.kind == Kind::Word && token.lower.ends_with('s'));
    number.sort == Sort::ShortTime && number.bound.is_none() && number.lead == Lead::None && noun
}

/// Whether the number says how much of the thing: it stands at the verb, but for a comparison and an adverb or
/// two; or before a verb that comes behind what is done.
fn is_object(title: &Sentence, number: &Number, deed: &Deed) -> bool {
    const BETWEEN: Words = Words(
        "at least most more than over up to the first all another out 至 少 约 共 不 于 低 超 过 total of minimum a \
         el la los las o os as le les",
    );
    match deed.stand {
        // 指南发布4篇 counts behind its verb; behind `and` it is of something else.
        Stand::Follows | Stand::Alone => number.at <= deed.hit.end + 1 && title.word(deed.hit.end) != "and",
        Stand::Opens if number.at < deed.hit.end => false,
        Stand::Opens => title.tokens
            [behind_the_verbs(title, deed)..number.at.max(behind_the_verbs(title, deed))]
            .iter()
            .all(|token| token.kind == Kind::Mark && !token.is("(") || BETWEEN.has(&token.lower)),
    }
}

/// Behind the last of verbs that are joined: `define and publish 6 fields`.
fn behind_the_verbs(title: &Sentence, deed: &Deed) -> usize {
    let mut at = deed.hit.end;
    while at < deed.hit.end + 6
        && ["and", "&", "/", "并", "和"].contains(&title.word(at))
        && title.tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Word)
    {
        at += 2;
    }
    at
}

/// `at least one`, `> 1`; `no more than 1` holds something down.
fn is_one(title: &Sentence, number: &Number) -> bool {
    ["1", "one"].contains(&title.word(number.at)) && number.bound != Some(Bound::Below)
}

/// Whether a number stands in brackets.
fn is_bracketed(title: &Sentence, number: &Number) -> bool {
    let before = &title.tokens[..number.at];
    let count = |mark: &str| before.iter().filter(|token| token.is(mark)).count();
    count("(") > count(")")
}

/// `… and reach 500 active users`
fn is_reached(title: &Sentence, number: &Number) -> bool {
    const OUTCOMES: Words = Words(
        "achieve achieving attract attracting earn gain gaining get reach reaching save saving serve serving used \
         adopted win 达到 服务",
    );
    title.tokens[number.at.saturating_sub(3)..number.at].iter().any(|token| OUTCOMES.has(&token.lower))
}
