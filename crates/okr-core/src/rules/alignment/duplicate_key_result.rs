//! A603 duplicate-key-result.

use std::collections::BTreeMap;

use crate::model::{Cycle, Ref};
use crate::rules::rule::rule;
use crate::rules::text::Topic;
use crate::rules::{Check, MeasureScene, Scene, Sink, Yield};
use crate::settings::Level;

rule! {
    /// Tells a movement that two teams claim in one cycle: the same metric with the same baseline or target, or, where no
    /// metric is written, the same title.
    ///
    /// ## Why is this bad?
    /// *The whole's result over the local.* One movement in two sheets is counted twice, and each of the two teams waits
    /// for the other. Let one own it, and let the other say what it adds.
    ///
    /// ## Example
    /// ```yaml,fires
    /// # file: okrs/2026-Q1/platform.yaml
    /// cycle: 2026-Q1
    /// team: platform
    /// objectives:
    ///   - id: quick-network
    ///     title: The network never holds a payment up
    ///     why: A third of the round trip is spent between two data centres.
    ///     dimension: quality
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: round-trip
    ///         title: A payment takes its round trip in under 200 ms
    ///         metric: p95 payment round-trip time, production, 7-day window
    ///         baseline: 300 ms
    ///         target: "< 200 ms"
    ///         hold: 4w
    ///         source: https://grafana.example/d/pay
    ///       - id: lost-packets
    ///         title: Lost packets fall from 0.4 % to under 0.01 %
    ///         metric: share of packets lost between the data centres, weekly
    ///         baseline: 0.4 %
    ///         target: "< 0.01 %"
    ///         hold: 4w
    ///         source: https://grafana.example/d/net
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
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// # file: okrs/2026-Q1/platform.yaml
    /// cycle: 2026-Q1
    /// team: platform
    /// objectives:
    ///   - id: quick-network
    ///     title: The network never holds a payment up
    ///     why: A third of the round trip is spent between two data centres.
    ///     dimension: quality
    ///     supports: [payments/instant-pay]
    ///     key_results:
    ///       - id: between-centres
    ///         title: The way between the data centres takes under 20 ms, not 90 ms
    ///         metric: p95 network time between the data centres, production, weekly
    ///         baseline: 90 ms
    ///         target: "< 20 ms"
    ///         hold: 4w
    ///         source: https://grafana.example/d/net
    ///       - id: lost-packets
    ///         title: Lost packets fall from 0.4 % to under 0.01 %
    ///         metric: share of packets lost between the data centres, weekly
    ///         baseline: 0.4 %
    ///         target: "< 0.01 %"
    ///         hold: 4w
    ///         source: https://grafana.example/d/net
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
    pub(super) static DUPLICATE_KEY_RESULT = {
        code: "A603",
        name: "duplicate-key-result",
        severity: Warning,
        starter: Level::Off,
        yields_to: [Yield::Subject("mirrored-objective")],
        check: Check::Workspace(check),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    // Same words, whatever their order: a look-up, since comparing all with all would take their square.
    let mut claims: BTreeMap<(Cycle, Topic), Vec<Claim>> = BTreeMap::new();
    for file in scene.sheets() {
        for around in file.objectives() {
            for measure in around.measures().filter(|measure| !measure.measure.is_dropped()) {
                let Some(key_result) = measure.key_result() else { continue };
                let Some(topic) = key_result.metric.as_deref().or(key_result.title.as_deref()).map(Topic::of)
                else {
                    continue;
                };
                if topic.is_slight() {
                    continue;
                }
                let by_title = key_result.metric.is_none();
                let claim = Claim::of(measure, by_title);
                let others = claims.entry((file.sheet.cycle, topic)).or_default();
                if let Some(first) = others.iter().find(|first| first.is_same(&claim)) {
                    let field = if by_title { "title" } else { "metric" };
                    sink.tell(measure.spot(field), format!("{} claims the same movement", first.reference)).help(
                        "let one team own it; the other says what it adds, and names the owner's objective under `supports:`",
                    );
                } else if others.len() < MOST {
                    others.push(claim);
                }
            }
        }
    }
}

/// So many claims of one wording are remembered: more come from a template, and would only cost time.
const MOST: usize = 50;

/// What a key result claims to move.
struct Claim {
    reference: Ref,
    by_title: bool,
    baseline: Option<String>,
    target: Option<String>,
}

impl Claim {
    fn of(measure: MeasureScene<'_>, by_title: bool) -> Self {
        let text = |text: &str| text.split_whitespace().collect::<String>();
        Self {
            reference: measure.reference(),
            by_title,
            baseline: measure.measure.baseline().map(|baseline| text(baseline.text())),
            target: measure.measure.target().map(|target| text(target.text())),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let same = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
        self.reference.team != other.reference.team
            && self.by_title == other.by_title
            && (self.by_title || same(&self.baseline, &other.baseline) || same(&self.target, &other.target))
    }
}
