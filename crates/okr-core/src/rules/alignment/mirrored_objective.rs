//! A602 mirrored-objective.

use super::served;
use crate::rules::rule::rule;
use crate::rules::text::Topic;
use crate::rules::{Check, ObjectiveScene, Sink};
use crate::settings::Level;

rule! {
    /// Tells an engineering objective that repeats the business objective it supports: in nearly the same words, or with a
    /// key result on the same metric.
    ///
    /// ## Why is this bad?
    /// *Business first, but do not mirror.* A copy of the business's goal says nothing about what engineering adds to
    /// it, and counts one movement twice. How a requirement is met is engineering's own contribution.
    ///
    /// ## Example
    /// ```yaml,fires
    /// title: More shoppers who fill a cart also pay for it
    /// supports: [company/grow-checkout]
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// title: Paying feels instant, even at the evening peak
    /// supports: [company/grow-checkout]
    /// ```
    pub(super) static MIRRORED_OBJECTIVE = {
        code: "A602",
        name: "mirrored-objective",
        severity: Warning,
        starter: Level::Off,
        parameters: [("likeness", 75, "how much two titles share before they are called the same, in percent")],
        check: Check::Objective(check),
    }
}

/// Metrics say their matter in few words, so that they must share more of them than titles.
const SAME_METRIC: usize = 90;

fn check(at: ObjectiveScene<'_>, sink: &mut Sink<'_>) {
    if at.file.is_business() || at.objective.supports.is_empty() {
        return;
    }
    let served = served(at.file.scene, &at.reference(), at.objective).business;
    if let Some(title) = &at.objective.title {
        let own = Topic::of(title);
        let mirrored = served.iter().find(|(_, business)| {
            let theirs = business.title.as_deref().map(Topic::of);
            theirs
                .is_some_and(|theirs| !own.is_slight() && own.likeness(&theirs) >= sink.parameter("likeness"))
        });
        if let Some((reference, _)) = mirrored {
            sink.tell(at.spot("title"), format!("the objective says what {reference} says already")).help(
                "say what engineering changes so that the business gets there: its own contribution, in its own words",
            );
            return;
        }
    }
    for measure in at.measures().filter(|measure| measure.key_result().is_some()) {
        let Some(own) = measure.measure.metric().map(Topic::of).filter(|own| !own.is_slight()) else {
            continue;
        };
        let mirrored = served.iter().find(|(_, business)| {
            let metrics = business.key_results.iter().filter_map(|theirs| theirs.metric.as_deref());
            metrics.map(Topic::of).any(|theirs| own.likeness(&theirs) >= SAME_METRIC)
        });
        if let Some((reference, _)) = mirrored {
            sink.tell(measure.spot("metric"), format!("{reference} is measured by this metric already"))
                .help("measure what engineering itself moves, which in turn moves the business's metric");
        }
    }
}
