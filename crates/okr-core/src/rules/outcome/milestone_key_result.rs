//! O206 milestone-key-result.

use crate::model::Form;
use crate::rules::deed::{Deed, DeedSort};
use crate::rules::quote::quoted;
use crate::rules::rule::rule;
use crate::rules::state::{passed, state};
use crate::rules::text::{Bound, Kind, Sentence, Sort};
use crate::rules::{Check, Sink, Wording, Yield};

rule! {
    /// Tells a key result that is only done or not done: a target of `done` or `yes`, or a sentence such as "sign the
    /// lease", "admins can export", "the shop uses the new ledger".
    ///
    /// What a thing is, has or can do is a state: it holds or it does not. Where it is a plain delivery, `output-key-result`
    /// tells it. That there is a thing is a state as well; and where nothing but the title is written, so is a clause in words
    /// no list knows, and the first customers won.
    ///
    /// ## Why is this bad?
    /// *Outcome over output.* Done or not done has no way in between: there is nothing to steer by until the last week,
    /// and nothing that says whether it was worth doing.
    ///
    /// ## Example
    /// ```yaml,fires
    /// key_results:
    ///   - id: old-gateway
    ///     title: The old gateway no longer takes payments
    ///     metric: state of the old gateway
    ///     baseline: 0 %
    ///     target: done
    ///     source: https://wiki.example/gateway
    /// ```
    ///
    /// So does a key result of which only the title is written yet:
    /// ```yaml,fires
    /// # file: okr.yaml
    /// version: 1
    /// rules: { missing-baseline: off, missing-target: off, missing-source: off, lopsided-sheet: off }
    /// # file: okrs/2026-Q1/payments.yaml
    /// cycle: 2026-Q1
    /// team: payments
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     why: One cart in nine is abandoned while the spinner turns.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: night-desk
    ///         title: There is a night desk for shops
    ///       - id: contact
    ///         title: Every shop has exactly one contact for refunds
    ///       - id: first
    ///         title: First wholesale buyers
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// key_results:
    ///   - id: old-gateway
    ///     title: The old gateway takes under 1 % of payments, down from 40 %
    ///     metric: share of payments through the old gateway, production, weekly
    ///     baseline: 40 %
    ///     target: "< 1 %"
    ///     hold: 4w
    ///     source: https://grafana.example/d/gateway
    /// ```
    pub(super) static MILESTONE_KEY_RESULT = {
        code: "O206",
        name: "milestone-key-result",
        severity: Warning,
        yields_to: [
            Yield::Field("placeholder"),
            Yield::Field("vague-wording"),
            Yield::Subject("output-key-result"),
            Yield::Subject("activity-key-result"),
            Yield::Subject("output-metric"),
        ],
        check: Check::Wording(check),
    }
}

fn check(words: Wording<'_>, sink: &mut Sink<'_>) {
    let Some(key_result) = words.at.key_result() else { return };
    let fields = [
        ("target", key_result.target.as_ref().map(|t| (t.text(), t.form()))),
        ("baseline", key_result.baseline.as_ref().map(|b| (b.text(), b.form()))),
    ];
    for (field, stated) in fields {
        if let Some((text, Some(Form::Milestone))) = stated {
            sink.tell(
                words.at.spot(field),
                format!("{} is done or not done, with nothing in between", quoted(text)),
            )
            .help(
                "say in which number one would notice that it is done, and write that metric with its target",
            );
            return;
        }
    }
    let reading = words.reading;
    if reading.carried {
        return;
    }
    let written = match &reading.deed {
        Some(deed) if deed.sort == DeedSort::Milestone => reading
            .mere(DeedSort::Milestone)
            .filter(|deed| only_counts_deeds(&reading.title, deed))
            .map(|deed| reading.words(deed)),
        Some(_) => None,
        None => state(&reading.title, reading.verb, words.lexicon).or_else(|| passed(&reading.title)),
    };
    if let Some(written) = written {
        sink.tell(
            words.at.spot("title"),
            format!("{} is done or not done, with nothing in between", quoted(&written)),
        )
        .help("say in which number one would notice that it is done, and write that metric with its target");
    }
}

/// Whether its numbers, if any, only say how many are to be done, or by when: `complete 2 audits in 6 weeks`.
fn only_counts_deeds(title: &Sentence, deed: &Deed) -> bool {
    title.numbers.iter().all(|number| match number.sort {
        Sort::LongTime => true,
        // `No refund booked is lost` counts them.
        Sort::Count if ["no", "zero", "none", "0", "零"].contains(&title.word(number.at)) => false,
        // `signed off by 3 partners`: who says that it is done.
        Sort::Count if title.word(number.at - number.at.min(1)) == "by" => number.bound != Some(Bound::Below),
        Sort::Count => {
            // 完成报告3份 counts behind its object.
            let near = number.at.abs_diff(deed.hit.end) <= 3
                || title.tokens[deed.hit.at].kind == Kind::Han && title.tokens.get(number.end).is_some();
            number.bound != Some(Bound::Below) && near
        }
        // `80 % completed` is how far the work has come.
        Sort::Percent => number.end == deed.hit.at,
        Sort::ShortTime | Sort::Multiple | Sort::Money | Sort::Fraction => false,
    })
}
