//! The names `okr.yaml` uses: of rules, of their parameters, of word lists. Part of S003.

use crate::rules::registry::{self, nearest_of};
use crate::rules::{Lexicon, Scene, Sink, Spot};
use crate::yaml::DocPath;

/// Tells the names of the settings that nobody bears.
pub(super) fn check(scene: Scene<'_>, sink: &mut Sink<'_>) {
    let file = scene.at_root("okr.yaml");
    let settings = &scene.snapshot.settings;
    for (name, setting) in &settings.rules {
        let doc = DocPath::default().field("rules").key(name.clone());
        let Some(rule) = registry::find(name) else {
            let help = match registry::nearest(name) {
                Some(near) => format!("write `{near}`"),
                None => "`git okr rules` lists all rules".to_owned(),
            };
            sink.tell(Spot::file(&file, doc), format!("`{name}` is not a rule")).help(help);
            continue;
        };
        for parameter in setting.parameters.keys() {
            if rule.parameters.iter().any(|known| known.name == parameter) {
                continue;
            }
            let known: Vec<String> = rule.parameters.iter().map(|p| format!("`{}`", p.name)).collect();
            let help = if known.is_empty() {
                "only a severity can be set: error, warning, note or off".to_owned()
            } else {
                format!("it has {}", known.join(", "))
            };
            let spot = Spot::file(
                &file,
                DocPath::default().field("rules").field(name.clone()).key(parameter.clone()),
            );
            sink.tell(spot, format!("`{}` has no parameter `{parameter}`", rule.name)).help(help);
        }
    }
    for list in settings.lexicon.keys() {
        if Lexicon::has_list(list) {
            continue;
        }
        let help = match nearest_of(list, Lexicon::list_names()) {
            Some(near) => format!("write `{near}`"),
            None => format!("the lists are {}", Lexicon::list_names().collect::<Vec<_>>().join(", ")),
        };
        let doc = DocPath::default().field("lexicon").key(list.clone());
        sink.tell(Spot::file(&file, doc), format!("`{list}` is not a word list")).help(help);
    }
}
