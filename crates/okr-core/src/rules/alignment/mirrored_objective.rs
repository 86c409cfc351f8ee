//! A602 mirrored-objective.

use std::collections::BTreeMap;

use super::served;
use crate::model::{Objective, Ref};
use crate::rules::rule::{Sees, rule};
use crate::rules::text::Topic;
use crate::rules::{Check, ObjectiveScene, Scene, Sink};
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
        check: Check::Workspace(check, Sees::Words),
    }
}

/// Metrics say their matter in few words, so that they must share more of them than titles.
const SAME_METRIC: usize = 90;

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let mut known = Known::default();
    for file in scene.sheets().filter(|file| !file.is_business()) {
        for at in file.objectives().filter(|at| !at.objective.supports.is_empty()) {
            judge(at, &mut known, sink);
        }
    }
}

fn judge(at: ObjectiveScene<'_>, known: &mut Known, sink: &mut Sink<'_>) {
    let served = served(at.file.scene, &at.reference(), at.objective).business;
    if let Some(title) = &at.objective.title {
        let own = Topic::of(title);
        let likeness = sink.parameter("likeness");
        let mirrored = served.iter().find(|(reference, business)| {
            let theirs = &known.of(reference, business).title;
            theirs.as_ref().is_some_and(|theirs| !own.is_slight() && own.likeness(theirs) >= likeness)
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
        let mirrored = served.iter().find(|(reference, business)| {
            known.of(reference, business).metrics.iter().any(|theirs| own.likeness(theirs) >= SAME_METRIC)
        });
        if let Some((reference, _)) = mirrored {
            sink.tell(measure.spot("metric"), format!("{reference} is measured by this metric already"))
                .help("measure what engineering itself moves, which in turn moves the business's metric");
        }
    }
}

/// What the business objectives are about, each taken apart once: many objectives serve the same few.
#[derive(Default)]
struct Known(BTreeMap<Ref, Subject>);

/// What one objective is about.
struct Subject {
    title: Option<Topic>,
    metrics: Vec<Topic>,
}

impl Known {
    fn of(&mut self, reference: &Ref, objective: &Objective) -> &Subject {
        self.0.entry(reference.clone()).or_insert_with(|| {
            let metrics = objective.key_results.iter().filter_map(|own| own.metric.as_deref());
            Subject {
                title: objective.title.as_deref().map(Topic::of),
                metrics: metrics.map(Topic::of).collect(),
            }
        })
    }
}
