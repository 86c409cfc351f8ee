//! T302 individual-metric.

use crate::rules::lexicon::Lexicon;
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::text::{Sentence, Sort, Token, Words};
use crate::rules::{Check, Sink, Wording};

rule! {
    /// Tells a metric that counts one person's work, or work per head, or that ranks people: per engineer, leaderboard,
    /// 人均.
    ///
    /// What people bear or are given is no count of their work: "waiting hours per engineer" and "cost per developer"
    /// are fine.
    ///
    /// ## Why is this bad?
    /// *The team's result over the individual's.* Bug counts tied to a person poison the well: nobody reports a bug,
    /// nobody helps a colleague, and the number gets better while the product does not.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: defects-per-head
    ///     title: Fewer than 2 defects a month go back to any one of us
    ///     metric: defects per engineer, monthly
    ///     baseline: 5 defects
    ///     target: "< 2 defects"
    ///     hold: 8w
    ///     source: https://tracker.example/defects
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: defects-seen
    ///     title: Customers meet fewer than 6 defects a month, down from 20
    ///     metric: defects reported by customers, all services, monthly
    ///     baseline: 20 defects
    ///     target: "< 6 defects"
    ///     hold: 8w
    ///     source: https://tracker.example/defects
    /// ```
    pub(super) static INDIVIDUAL_METRIC = {
        code: "T302",
        name: "individual-metric",
        severity: Error,
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let metric = words.reading.metric.as_ref().map(|metric| ("metric", metric));
    // `Work out the hours per clerk` is a thing that will be made, and measures nobody.
    let title = &words.reading.title;
    let measures = title.is_measured() || words.reading.deed.is_none();
    let title = measures.then_some(("title", title));
    for (field, sentence) in metric.into_iter().chain(title) {
        let Some(written) = counted_per_head(sentence, words.lexicon) else { continue };
        sink.tell(words.at.spot(field), format!("{} measures people one by one", quoted(&written)))
            .help("measure the team's result as a whole, and what its users get of it");
        return;
    }
}

/// What in the sentence counts people's work one by one.
fn counted_per_head(sentence: &Sentence, lexicon: &Lexicon) -> Option<String> {
    const HEADS: Words = Words(
        "agent analyst associate author coder colleague consultant contributor designer dev developer employee \
         engineer individual manager marketer person programmer recruiter rep representative reviewer salesperson \
         seller sre tester writer",
    );
    let listed = lexicon.individual_words.all(&sentence.tokens).find(|hit| !is_a_burden(sentence, hit.at));
    if let Some(hit) = listed {
        return Some(sentence.text(hit.at, hit.end));
    }
    if let Some(written) = quota_of_each(sentence) {
        return Some(written);
    }
    // `Each engineer closes 10 tickets`, `Every team member writes 2 posts`
    let at = (0..2)
        .find(|&at| ["each", "every", "jeder", "jede", "chaque", "cada"].contains(&sentence.word(at)))?;
    let head =
        (at + 1..at + 4).find(|&head| HEADS.has(sentence.word(head)) || sentence.word(head) == "member")?;
    let quota = sentence.numbers.iter().any(|number| number.at > head && number.sort == Sort::Count);
    quota.then(|| sentence.text(at, head + 1))
}

/// `Six agents have answered 40 calls each`: so many people, and each with a number of their own.
fn quota_of_each(sentence: &Sentence) -> Option<String> {
    const PEOPLE: Words = Words(
        "members engineers developers colleagues employees designers analysts testers reps agents sellers \
         contributors authors reviewers people",
    );
    let each = sentence.tokens.iter().rposition(|token| token.lower == "each")?;
    let quota = sentence.numbers.iter().rfind(|number| number.end <= each && each - number.end <= 4)?;
    let noun = sentence.tokens[quota.end..each].iter().all(Token::is_wordy);
    let people = (0..quota.at.min(6)).find(|&at| PEOPLE.has(sentence.word(at)))?;
    let verb =
        sentence.tokens[people..quota.at].iter().any(|token| ["have", "has"].contains(&token.lower.as_str()));
    (quota.sort == Sort::Count && noun && verb).then(|| sentence.text(quota.at, each + 1))
}

/// `cost per developer`, `hours of waiting per engineer`, 人均成本: what people bear or get, not what they put out.
fn is_a_burden(sentence: &Sentence, at: usize) -> bool {
    const BURDENS: Words = Words(
        "alerts budget burden cost costs days distractions equipment expense expenses hours interruptions laptops \
         licence licences license licenses load meetings minutes overhead overtime pages pings revenue satisfaction \
         seats spend spending time toil training turnover wait waiting 成 本 费 收 时",
    );
    let before = sentence.tokens[at.saturating_sub(5)..at].iter();
    let behind = sentence.tokens[at..].iter().skip(2).take(1);
    before.chain(behind).any(|token| BURDENS.has(&token.lower))
}
