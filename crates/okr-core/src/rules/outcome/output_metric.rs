//! O201 output-metric.

use std::cmp::Ordering;

use crate::model::Quantity;
use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::text::{Bound, Hit, Kind, Mark, Number, Sentence, Sort, Words};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a key result that counts work done: lines of code, commits, pull requests, story points, tickets,
    /// features, bugs found, 代码行数.
    ///
    /// How long such work takes, or how much of it fails, is no count of it: "review time of pull requests" is fine.
    ///
    /// ## Why is this bad?
    /// *Outcome over output.* Work is a cost. Whoever is measured by it makes more of it: smaller commits, longer code,
    /// easier tickets. What the work was for does not move.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: more-code
    ///     title: The team merges 120 pull requests a month, up from 90
    ///     metric: number of pull requests merged, monthly
    ///     baseline: 90 pull requests
    ///     target: ">= 120 pull requests"
    ///     source: https://git.example/stats
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: failed-payments
    ///     title: Payments that fail for technical reasons fall from 2 % to under 0.3 %
    ///     metric: share of payments that fail for technical reasons, production, weekly
    ///     baseline: 2 %
    ///     target: "< 0.3 %"
    ///     hold: 4w
    ///     source: https://grafana.example/d/failed
    /// ```
    pub(super) static OUTPUT_METRIC = {
        code: "O201",
        name: "output-metric",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    if words.at.key_result().is_none() {
        return;
    }
    let reading = words.reading;
    let in_metric = reading
        .metric
        .as_ref()
        .and_then(|metric| counted(metric, words.lexicon, true).map(|hit| ("metric", metric, hit)));
    let in_title = || counted(&reading.title, words.lexicon, false).map(|hit| ("title", &reading.title, hit));
    let Some((field, sentence, hit)) = in_metric.or_else(in_title) else { return };
    let what = quoted(&sentence.text(hit.at, hit.end));
    sink.tell(words.at.spot(field), format!("{what} are work done, not what it was for")).help(format!(
        "say what gets better for users, the business or the system when there are more {what}, and measure that"
    ));
}

/// The work a sentence counts. `whole` when the sentence is a metric, whose head is counted by itself.
fn counted(sentence: &Sentence, lexicon: &Lexicon, whole: bool) -> Option<Hit> {
    let listed = lexicon.output_metrics.all(&sentence.tokens).find(|hit| {
        let counts = has_number(sentence, *hit) || is_counted(sentence, *hit, lexicon, whole);
        // `20 regulars (two pull requests or more)`: what makes one, and not what is counted.
        !is_something_else(sentence, *hit) && counts && !sentence.is_in_brackets(hit.at)
    });
    listed.or_else(|| dealt_with(sentence))
}

/// `Fix 30 bugs`, `Close 200 support tickets`: how many were dealt with, however many there are.
fn dealt_with(sentence: &Sentence) -> Option<Hit> {
    const DEALS: &[&str] = &[
        "close", "complete", "file", "find", "fix", "handle", "report", "resolve", "solve", "triage",
        "address",
    ];
    const CASES: &[&str] =
        &["bug", "bugs", "defects", "issues", "tickets", "tasks", "vulnerabilities", "cards", "findings"];
    let number = sentence.numbers.first().filter(|number| {
        number.sort == Sort::Count
            && number.digits
            && number.at <= 3
            && DEALS.contains(&sentence.word(number.at - number.at.min(1)))
    })?;
    let timed = sentence.numbers.iter().any(|other| other.sort != Sort::Count);
    let at = (number.end..number.end + 3).find(|&at| CASES.contains(&sentence.word(at)))?;
    let hit = Hit { at, end: at + 1, mark: Mark::default() };
    (!timed).then_some(hit)
}

/// `pull request review time`, `failures per commit`, `support tickets`: the work is not what is counted.
fn is_something_else(sentence: &Sentence, hit: Hit) -> bool {
    const BEHIND: Words = Words(
        "time times duration latency age lead cycle review reviews resolution failure failures \
         response quality adoption flag flags template templates usage description satisfaction \
         waiting size coverage success queue backlog system board success parity store abdeckung 的 评审 耗 时 覆",
    );
    const BEFORE: Words = Words(
        "per each every by within after support customer in for inbound incident user's customers \
         during a / client open unresolved overdue stale from on jede pro 每",
    );
    let before = hit.at.checked_sub(1).map_or("", |at| sentence.word(at));
    let zero = sentence.numbers.iter().any(|number| {
        number.end == hit.at && ["0", "no", "zero"].contains(&sentence.word(number.at))
            || number.end <= hit.at
                && hit.at - number.end <= 2
                && matches!(sentence.word(number.at.saturating_sub(1)), "within" | "every")
    });
    let fewer = [
        "reduce",
        "reducing",
        "decrease",
        "cut",
        "lower",
        "minimize",
        "minimise",
        "fewer",
        "eliminate",
        "减",
        "降",
    ]
    .contains(&sentence.word(0));
    // `from 30 to 20 tickets a week`: nobody does less work to have done more.
    let falls = sentence.movement().is_some_and(|(from, to)| {
        let value = |number: &Number| Quantity::parse(&sentence.tokens[number.at].text).ok();
        value(from).zip(value(to)).is_some_and(|(from, to)| from.compare(&to) == Some(Ordering::Greater))
    });
    // `All pull requests are reviewed within 24 h` measures how long it takes.
    let timed = sentence.numbers.iter().any(|number| {
        matches!(number.sort, Sort::ShortTime | Sort::LongTime) && number.bound == Some(Bound::Below)
    });
    // `bugs found in production`, `bugs reported by customers`: what got out, not what was done.
    let escaped = match sentence.word(hit.end) {
        "by" => ["customers", "users", "clients", "shops"].contains(&sentence.word(hit.end + 1)),
        "in" => ["production", "prod", "live"].contains(&sentence.word(hit.end + 1)),
        _ => false,
    };
    // `teams whose lead files 3 tickets` are counted, and not the tickets.
    let condition =
        sentence.tokens[..hit.at].iter().any(|token| ["whose", "who"].contains(&token.lower.as_str()));
    if timed || escaped || falls || condition {
        return true;
    }
    // `50 % increase in merge requests`
    let rises = before == "in"
        && ["increase", "growth", "rise", "reduction"].contains(&sentence.word(hit.at.saturating_sub(2)));
    // `commit to a date`
    let promised = sentence.word(hit.at).starts_with("commit") && sentence.word(hit.end) == "to";
    promised || BEHIND.has(sentence.word(hit.end)) || BEFORE.has(before) && !rises || zero || fewer
}

/// `120 pull requests`, `5 new features`, `story points: 40`; but not `fewer than 5 bugs`, which is a limit.
fn has_number(sentence: &Sentence, hit: Hit) -> bool {
    let counts = |number: &&Number| number.sort == Sort::Count && number.bound != Some(Bound::Below);
    sentence.numbers.iter().filter(counts).any(|number| {
        let between = if number.end <= hit.at {
            &sentence.tokens[number.end..hit.at]
        } else {
            &sentence.tokens[hit.end.min(number.at)..number.at]
        };
        let behind = number.at >= hit.end;
        // `5 of the tickets` is a part of them.
        between.len() <= 2
            // `the top 3 features` are chosen, and not made.
            && !["top", "first"].contains(&sentence.word(number.at.wrapping_sub(1)))
            && between.iter().all(|token| {
                if behind {
                    [":", "≥", ">", ">="].iter().any(|mark| token.is(mark))
                } else {
                    token.kind != Kind::Mark
                }
            })
            && !between.iter().any(|token| {
                // `500 visitors by PR`
                ["of", "by", "to", "for", "with", "in", "from", "on", "through", "per"]
                    .contains(&token.lower.as_str())
            })
    })
}

/// Whether a name ends here, so that what stands before it is what is counted: `tickets, weekly`, but not `tickets are
/// answered`.
fn ends_a_name(sentence: &Sentence, end: usize) -> bool {
    const BEHIND: Words = Words(
        "of in per for by on at from with to a an each every merged closed completed shipped written created opened made \
         done resolved delivered weekly monthly daily quarterly yearly total last this and",
    );
    let next = sentence.tokens.get(end);
    next.is_none_or(|next| next.kind == Kind::Mark || next.kind == Kind::Han || BEHIND.has(&next.lower))
}

/// `number of commits`, `commits per week`, `increase merged pull requests`
fn is_counted(sentence: &Sentence, hit: Hit, lexicon: &Lexicon, whole: bool) -> bool {
    const COUNTS: &[&str] =
        &["number", "count", "amount", "total", "#", "volume", "anzahl", "nombre", "número"];
    const MADE: Words = Words(
        "per merged closed completed delivered shipped opened written rate count created resolved \
         done produced landed reviewed submitted raised a",
    );
    let before = &sentence.tokens[hit.at.saturating_sub(4)..hit.at];
    let numbered = before.iter().any(|token| COUNTS.contains(&token.lower.as_str()));
    let made = MADE.has(sentence.word(hit.end));
    let moved =
        hit.at <= 3 && lexicon.change_verbs.at(&sentence.tokens, 0).is_some() && sentence.is_measured();
    let percent = sentence.numbers.iter().any(|number| {
        number.sort == Sort::Percent && number.at < hit.at && sentence.word(number.end) == "of"
    });
    // A metric that is only the work itself: `commits`, `story points, payments team`.
    let head = whole && hit.at <= 2 && ends_a_name(sentence, hit.end);
    // 提交代码行数 and the like name the count themselves.
    let han = sentence.tokens[hit.at].kind == Kind::Han && (whole || sentence.is_measured());
    // `MR rate of 10`, `bugs found: 100`
    let rate = ["rate", "velocity", "found", "fixed", "filed"].contains(&sentence.word(hit.end - 1))
        && sentence.is_measured();
    (numbered || made || moved || head || han || rate) && !percent
}
