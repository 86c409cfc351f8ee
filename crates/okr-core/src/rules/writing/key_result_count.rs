//! W702 key-result-count.

use crate::rules::rule::rule;
use crate::rules::{Check, ObjectiveScene, Sink};

rule! {
    /// Tells an objective with too few or too many key results.
    ///
    /// One that was dropped on the way counts among those that are enough, since it was planned, and not among those that
    /// are too many.
    ///
    /// ## Why is this bad?
    /// *Measurable.* One number can be had at the cost of everything around it, two hold each other in place. And of
    /// nine key results most are a list of tasks.
    ///
    /// ## Example
    /// ```yaml,fires
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     why: One cart in nine is abandoned while the spinner turns.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: payment-rtt
    ///         title: Payment round trip falls from 300 ms to under 200 ms
    ///         metric: p95 payment round-trip time, production, 7-day window
    ///         baseline: 300 ms
    ///         target: "< 200 ms"
    ///         hold: 4w
    ///         source: https://grafana.example/d/pay
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// objectives:
    ///   - id: instant-pay
    ///     title: Paying feels instant, even at the evening peak
    ///     why: One cart in nine is abandoned while the spinner turns.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: payment-rtt
    ///         title: Payment round trip falls from 300 ms to under 200 ms
    ///         metric: p95 payment round-trip time, production, 7-day window
    ///         baseline: 300 ms
    ///         target: "< 200 ms"
    ///         hold: 4w
    ///         source: https://grafana.example/d/pay
    ///       - id: abandoned-carts
    ///         title: Under 4 % of carts are left at the spinner, down from 11 %
    ///         metric: share of carts left while a payment runs, all shops, weekly
    ///         baseline: 11 %
    ///         target: "< 4 %"
    ///         hold: 4w
    ///         source: https://grafana.example/d/carts
    /// ```
    pub(super) static KEY_RESULT_COUNT = {
        code: "W702",
        name: "key-result-count",
        severity: Warning,
        parameters: [
            ("min", 2, "key results of an objective that are enough"),
            ("max", 5, "key results of an objective that are not too many"),
        ],
        check: Check::Objective(check),
    }
}

fn check(at: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    let (min, max) = (sink.parameter("min"), sink.parameter("max"));
    let all = at.measures().filter(|measure| measure.key_result().is_some());
    let (dropped, alive): (Vec<_>, Vec<_>) = all.partition(|measure| measure.measure.is_dropped());
    let count = alive.len();
    // What was dropped on the way was planned: a late one in its place would be no better.
    let planned = count + dropped.len();
    if planned < min {
        let message = match planned {
            0 => "no key result: nothing says whether the objective is reached".to_owned(),
            1 => {
                format!("one key result is fewer than {min}: one number is easily had at the cost of others")
            }
            _ => format!("{planned} key results are fewer than {min}"),
        };
        sink.tell(at.here(), message).help("add a key result that shows the objective from another side");
    } else if let Some(first_too_many) = alive.get(max) {
        sink.tell(first_too_many.here(), format!("{count} key results are more than {max}"))
            .help("keep those by which the objective stands or falls; what must not get worse belongs into `guardrails`");
    }
}
