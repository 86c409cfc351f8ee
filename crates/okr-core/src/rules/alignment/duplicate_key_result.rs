//! A603 duplicate-key-result.

use std::collections::HashMap;

use crate::model::{Cycle, Exact, Quantity, Ref};
use crate::rules::reading::goal;
use crate::rules::rule::{Sees, rule};
use crate::rules::text::Topic;
use crate::rules::{Check, MeasureScene, Scene, Sink, Yield};
use crate::settings::Level;

rule! {
    /// Tells a movement that two teams claim in one cycle.
    ///
    /// The same metric, or nearly the same words for it, from the same baseline or to the same target; or, where no metric
    /// is written, the same title. Values count, not how they are written: 300 ms is 0.3 s.
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
        check: Check::Workspace(check, Sees::Claims),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    // Claims are looked up by what they share, since comparing all with all would take their square.
    let mut claims: Vec<Claim> = Vec::new();
    let mut known: HashMap<(Cycle, Share), Vec<usize>> = HashMap::new();
    for file in scene.sheets() {
        for around in file.objectives() {
            for measure in around.measures().filter(|measure| !measure.measure.is_dropped()) {
                let Some(claim) = Claim::of(measure) else { continue };
                let shares: Vec<(Cycle, Share)> =
                    claim.shares().into_iter().map(|share| (file.sheet.cycle, share)).collect();
                let first = shares
                    .iter()
                    .flat_map(|share| known.get(share).into_iter().flatten())
                    .map(|&at| &claims[at])
                    .filter(|first| first.is_same(&claim))
                    .min_by_key(|first| &first.reference);
                if let Some(first) = first {
                    sink.tell(measure.spot(claim.field()), format!("{} claims the same movement", first.reference)).help(
                        "let one team own it; the other says what it adds, and names the owner's objective under `supports:`",
                    );
                    continue;
                }
                for share in shares {
                    let others = known.entry(share).or_default();
                    if others.len() < MOST {
                        others.push(claims.len());
                    }
                }
                claims.push(claim);
            }
        }
    }
}

/// So many claims that share something are remembered: more come from a template, and would only cost time.
const MOST: usize = 50;
/// From this likeness on, in hundredths, two texts that share nothing else name the same thing.
const SAME_WORDS: usize = 85;
/// The likeness that is enough where both ends of the movement are the same.
const LIKE_WORDS: usize = 75;

/// What two claims of one movement have in common at least.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Share {
    Words(Topic),
    From(Value),
    To(Value),
}

/// A quantity by its value: `300 ms` and `0.3 s` are the same.
type Value = (String, Exact);

/// What a key result claims to move.
struct Claim {
    reference: Ref,
    /// The words of the metric, or of the title where there is none.
    topic: Topic,
    by_title: bool,
    baseline: Option<Value>,
    target: Option<Value>,
}

impl Claim {
    fn of(measure: MeasureScene<'_>) -> Option<Self> {
        let key_result = measure.key_result()?;
        let by_title = key_result.metric.is_none();
        let topic = Topic::of(key_result.metric.as_deref().or(key_result.title.as_deref())?);
        let value = |quantity: &Quantity| (quantity.unit().kind().to_string(), quantity.base());
        (!topic.is_slight()).then(|| Self {
            reference: measure.reference(),
            topic,
            by_title,
            baseline: key_result.baseline_quantity().map(value),
            target: key_result.target_value().map(|target| value(goal(target))),
        })
    }

    fn field(&self) -> &'static str {
        if self.by_title { "title" } else { "metric" }
    }

    fn shares(&self) -> Vec<Share> {
        let ends = [self.baseline.clone().map(Share::From), self.target.clone().map(Share::To)];
        [Some(Share::Words(self.topic.clone()))].into_iter().chain(ends).flatten().collect()
    }

    /// The same words of a metric that moves from or to the same value; like words where both are the same.
    fn is_same(&self, other: &Self) -> bool {
        if self.reference.team == other.reference.team || self.by_title != other.by_title {
            return false;
        }
        let same = |ours: &Option<Value>, theirs: &Option<Value>| ours.is_some() && ours == theirs;
        let (from, to) = (same(&self.baseline, &other.baseline), same(&self.target, &other.target));
        if !self.by_title && !from && !to {
            return false;
        }
        let likeness = self.topic.likeness(&other.topic);
        let by_words = likeness == 100 && self.by_title || likeness >= SAME_WORDS && (from || to);
        by_words || likeness >= LIKE_WORDS && from && to
    }
}
