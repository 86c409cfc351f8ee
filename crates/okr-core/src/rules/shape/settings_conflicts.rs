//! Settings of `okr.yaml` that cannot all hold: a rule set twice, a reader switched off, bounds that cross. Part of
//! S001.

use std::collections::BTreeMap;

use crate::rules::levels::{Levels, may_be_off};
use crate::rules::registry;
use crate::rules::{Rule, Scene, Sink, Spot};
use crate::settings::Level;
use crate::yaml::DocPath;

/// Tells the settings that contradict each other, or what a rule is for.
pub(super) fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let settings = &scene.snapshot.settings;
    if settings.rules.is_empty() {
        return;
    }
    let file = scene.at_root("okr.yaml");
    let levels = Levels::of(settings);
    let at = |name: &str| DocPath::default().field("rules").key(name.to_owned());
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, setting) in &settings.rules {
        let Some(rule) = registry::find(name) else { continue };
        if let Some(other) = first.insert(rule.code, name) {
            sink.tell(
                Spot::file(&file, at(name)),
                format!("`{name}` and `{other}` are the same rule, set twice"),
            )
            .help(format!("keep one of them; until then `{name}` counts"));
        }
        if setting.level == Some(Level::Off) && !may_be_off(rule) {
            sink.tell(
                Spot::file(&file, at(name)),
                format!(
                    "`{}` cannot be off: a file that is not read must not pass for a good one",
                    rule.name
                ),
            )
            .help("take the line out");
        }
        if let Some((low, high)) = crossed(rule, &levels) {
            let written = ["min", "max"].into_iter().find(|name| setting.parameters.contains_key(*name));
            if let Some(parameter) = written {
                let doc = DocPath::default().field("rules").field(name.clone()).key(parameter.to_owned());
                sink.tell(
                    Spot::file(&file, doc),
                    format!("`min` of `{}` is {low} and `max` {high}: no number lies between", rule.name),
                )
                .help("write a `min` that is not over `max`");
            }
        }
    }
}

/// The bounds of a rule that has both, where the lower is over the upper.
fn crossed(rule: &Rule, levels: &Levels) -> Option<(usize, usize)> {
    let has = |name: &str| rule.parameters.iter().any(|parameter| parameter.name == name);
    let (low, high) = (levels.parameter(rule, "min"), levels.parameter(rule, "max"));
    (has("min") && has("max") && low > high).then_some((low, high))
}
