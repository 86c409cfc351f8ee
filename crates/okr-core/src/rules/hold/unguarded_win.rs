//! H502 unguarded-win.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;

use crate::model::{Calendar, Cycle, Id, Phase, Ref};
use crate::rules::quote::quoted;
use crate::rules::rule::{Sees, rule};
use crate::rules::text::Topic;
use crate::rules::{Check, MeasureScene, Scene, SheetScene, Sink, Spot};
use crate::score::{AsOf, Measurement};
use crate::settings::Level;
use crate::yaml::DocPath;

rule! {
    /// Tells a key result that was attained in the last cycle and that nothing in this one continues or guards.
    ///
    /// A key result or guardrail guards it under the same team and id, by `continues`, or by the same metric. Only a
    /// team's newest cycle is looked at, and not when it is closed.
    ///
    /// ## Why is this bad?
    /// *Once is not enough, and last quarter's win must be guarded in this one.* What nobody watches drifts back, and is
    /// won again two quarters later, with the same effort and the same slide.
    ///
    /// ## Example
    /// ```yaml,fires
    /// # file: okrs/2025-Q4/platform.yaml
    /// cycle: 2025-Q4
    /// team: platform
    /// objectives:
    ///   - id: quick-builds
    ///     title: Nobody waits for the build
    ///     why: A developer waits 40 minutes a day.
    ///     dimension: sustainability
    ///     supports: [2026-Q1/company/grow-checkout]
    ///     key_results:
    ///       - id: build-time
    ///         title: The build falls from 10 min to under 2 min
    ///         metric: median duration of builds on the main branch, weekly
    ///         baseline: 10 min
    ///         target: "< 2 min"
    ///         hold: 4w
    ///         source: https://ci.example/durations
    ///         check_ins:
    ///           - { date: 2025-12-20, value: 1.8 min }
    ///       - id: flaky-runs
    ///         title: Runs that fail by chance fall from 9 % to under 1 %
    ///         metric: share of runs that pass when repeated, main branch, weekly
    ///         baseline: 9 %
    ///         target: "< 1 %"
    ///         hold: 4w
    ///         source: https://ci.example/flaky
    /// # file: okrs/2026-Q1/platform.yaml
    /// cycle: 2026-Q1
    /// team: platform
    /// objectives: []
    /// ```
    ///
    /// ## Use instead
    /// ```yaml,clean
    /// # file: okrs/2025-Q4/platform.yaml
    /// cycle: 2025-Q4
    /// team: platform
    /// objectives:
    ///   - id: quick-builds
    ///     title: Nobody waits for the build
    ///     why: A developer waits 40 minutes a day.
    ///     dimension: sustainability
    ///     supports: [2026-Q1/company/grow-checkout]
    ///     key_results:
    ///       - id: build-time
    ///         title: The build falls from 10 min to under 2 min
    ///         metric: median duration of builds on the main branch, weekly
    ///         baseline: 10 min
    ///         target: "< 2 min"
    ///         hold: 4w
    ///         source: https://ci.example/durations
    ///         check_ins:
    ///           - { date: 2025-12-20, value: 1.8 min }
    ///       - id: flaky-runs
    ///         title: Runs that fail by chance fall from 9 % to under 1 %
    ///         metric: share of runs that pass when repeated, main branch, weekly
    ///         baseline: 9 %
    ///         target: "< 1 %"
    ///         hold: 4w
    ///         source: https://ci.example/flaky
    /// # file: okrs/2026-Q1/platform.yaml
    /// cycle: 2026-Q1
    /// team: platform
    /// objectives:
    ///   - id: trusted-builds
    ///     title: A red build always means a fault
    ///     why: One red build in ten is red by chance.
    ///     dimension: sustainability
    ///     supports: [company/grow-checkout]
    ///     key_results:
    ///       - id: flaky-runs
    ///         title: Runs that fail by chance fall from 6 % to under 1 %
    ///         metric: share of runs that pass when repeated, main branch, weekly
    ///         baseline: 6 %
    ///         target: "< 1 %"
    ///         hold: 4w
    ///         source: https://ci.example/flaky
    ///       - id: red-by-chance
    ///         title: Builds started again by hand fall from 40 to under 5 a week
    ///         metric: builds started again by hand, main branch, weekly
    ///         baseline: 40 builds
    ///         target: "< 5 builds"
    ///         hold: 4w
    ///         source: https://ci.example/flaky
    ///     guardrails:
    ///       - id: build-time
    ///         metric: median duration of builds on the main branch, weekly
    ///         limit: "< 2 min"
    ///         source: https://ci.example/durations
    /// ```
    pub(super) static UNGUARDED_WIN = {
        code: "H502",
        name: "unguarded-win",
        severity: Warning,
        starter: Level::Off,
        check: Check::Workspace(check, Sees::Wins),
    }
}

fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let calendar = &scene.snapshot.settings.calendar;
    let mut cycles: BTreeMap<&Id, BTreeSet<Cycle>> = BTreeMap::new();
    let mut sheets: BTreeMap<(&Id, Cycle), Vec<SheetScene<'_>>> = BTreeMap::new();
    for file in scene.sheets() {
        cycles.entry(&file.sheet.team).or_default().insert(file.sheet.cycle);
        sheets.entry((&file.sheet.team, file.sheet.cycle)).or_default().push(file);
    }
    // What each cycle goes on with, looked up only for cycles that follow one with wins.
    let mut guards: BTreeMap<Cycle, Guards> = BTreeMap::new();
    for (team, cycles) in cycles {
        let Some(cycle) = newest(calendar, &cycles) else { continue };
        if scene.today.is_some_and(|today| calendar.phase(&cycle, today) == Phase::Closed) {
            continue;
        }
        let (Some(now), Some(before)) = (sheets.get(&(team, cycle)), sheets.get(&(team, cycle.previous())))
        else {
            continue;
        };
        let Some(place) = now.first() else { continue };
        for won in before
            .iter()
            .flat_map(|file| file.objectives().collect::<Vec<_>>())
            .flat_map(|around| around.measures().filter(|measure| is_won(*measure)).collect::<Vec<_>>())
        {
            let guards = guards.entry(cycle).or_insert_with(|| Guards::of(scene, cycle));
            let reference = won.reference();
            if guards.guard(&won, &reference) {
                continue;
            }
            let what = quoted(won.measure.metric().or(won.measure.title()).unwrap_or_default());
            let spot = Spot {
                subject: Some(reference.clone()),
                ..Spot::file(place.path, DocPath::default().field("cycle"))
            };
            sink.tell(spot, format!("{} was won last cycle, and nothing in {cycle} guards it", reference.id)).help(format!(
                "add a guardrail with `continues: {reference}` and last cycle's target as its limit, or go on with {what}"
            ));
        }
    }
}

/// The cycle of a team that begins last.
pub(in crate::rules) fn newest(calendar: &Calendar, cycles: &BTreeSet<Cycle>) -> Option<Cycle> {
    cycles.iter().max_by_key(|cycle| calendar.span(cycle).starts).copied()
}

/// Whether a key result stood at its target when its cycle was graded.
fn is_won(measure: MeasureScene<'_>) -> bool {
    let Some(key_result) = measure.key_result() else { return false };
    let calendar = &measure.scene().snapshot.settings.calendar;
    let graded = calendar.span(&measure.cycle()).ends.saturating_add(i64::from(calendar.grading_days).days());
    let as_of = AsOf::new(calendar, &measure.cycle(), graded);
    Measurement::of(key_result, measure.around.objective).score(&as_of).state.is_won()
}

/// What a cycle goes on with.
struct Guards {
    continued: BTreeSet<Ref>,
    identities: BTreeSet<(Id, Id)>,
    metrics: BTreeSet<Topic>,
}

impl Guards {
    fn of(scene: Scene<'_>, cycle: Cycle) -> Self {
        let mut guards =
            Self { continued: BTreeSet::new(), identities: BTreeSet::new(), metrics: BTreeSet::new() };
        for file in scene.sheets().filter(|file| file.sheet.cycle == cycle) {
            for around in file.objectives() {
                for measure in around.measures().filter(|measure| !measure.measure.is_dropped()) {
                    if let Some(continues) = measure.measure.continues() {
                        guards.continued.insert(continues.resolve(&cycle, &file.sheet.team));
                    }
                    if let Some(formerly) = formerly(measure) {
                        guards.identities.insert((file.sheet.team.clone(), formerly.clone()));
                    }
                    guards.identities.insert((file.sheet.team.clone(), measure.measure.id().clone()));
                    guards.metrics.extend(measure.measure.metric().map(Topic::of));
                }
            }
        }
        guards
    }

    fn guard(&self, won: &MeasureScene<'_>, reference: &Ref) -> bool {
        let metric = won.measure.metric().map(Topic::of);
        self.continued.contains(reference)
            || self.identities.contains(&(reference.team.clone(), reference.id.clone()))
            || metric.is_some_and(|metric| !metric.is_slight() && self.metrics.contains(&metric))
    }
}

fn formerly(measure: MeasureScene<'_>) -> Option<&Id> {
    measure.key_result().and_then(|key_result| key_result.formerly.as_ref())
}
