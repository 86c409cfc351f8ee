//! The names `okr.yaml` uses: of rules, of their parameters, of word lists. Part of S003.

use crate::rules::registry::{self, nearest_of};
use crate::rules::{Lexicon, Scene, Sink, Spot};
use crate::settings::WordList;
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
            let near = nearest_of(parameter, rule.parameters.iter().map(|known| known.name));
            let help = match near {
                Some(near) => format!("write `{near}`"),
                None if known.is_empty() => {
                    "only a severity can be set: error, warning, note or off".to_owned()
                }
                None => format!("it has {}", known.join(", ")),
            };
            let spot = Spot::file(
                &file,
                DocPath::default().field("rules").field(name.clone()).key(parameter.clone()),
            );
            sink.tell(spot, format!("`{}` has no parameter `{parameter}`", rule.name)).help(help);
        }
    }
    for (list, own) in &settings.lexicon {
        if Lexicon::has_list(list) {
            cuts(list, own, scene, sink);
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

/// Tells the words that a list is to lose and does not have.
fn cuts(list: &str, own: &WordList, scene: Scene<'_>, sink: &mut Sink<'_>) {
    for (index, word) in own.remove.iter().enumerate() {
        let message = if own.add.contains(word) {
            format!("`{word}` is added to `{list}` and cut from it")
        } else if Lexicon::has_word(list, word) {
            continue;
        } else {
            format!("`{word}` is not in `{list}`, so there is nothing to cut")
        };
        let help = match nearest_of(&word.to_lowercase(), Lexicon::words(list)) {
            Some(near) if near != word => format!("write `{near}`, or take the word out"),
            Some(_) | None => "take the word out".to_owned(),
        };
        let doc = DocPath::default().field("lexicon").field(list.to_owned()).field("remove").index(index);
        sink.tell(Spot::file(&scene.at_root("okr.yaml"), doc), message).help(help);
    }
}
