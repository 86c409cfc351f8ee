//! Reads `okr.yaml`. Whether a rule or a list of words exists is for the rules to tell.

use std::collections::BTreeMap;

use super::fields::{self, Fields};
use super::{Format, advice, format, numbers};
use crate::finding::Severity;
use crate::model::{Calendar, NamedBy};
use crate::settings::{Level, Policy, Profile, Reasons, RuleSetting, Settings, WordList};
use crate::yaml::node::{Entry, Kind, Node};
use crate::yaml::problem::Problems;
use crate::yaml::{Problem, tree};

/// The policies by their words.
pub(super) const POLICIES: &[(&str, Policy)] =
    &[("open", Policy::Open), ("calibrated", Policy::Calibrated), ("frozen", Policy::Frozen)];
/// The profiles by their words.
pub(super) const PROFILES: &[(&str, Profile)] =
    &[("starter", Profile::Starter), ("standard", Profile::Standard), ("strict", Profile::Strict)];
/// The levels by their words.
pub(super) const LEVELS: &[(&str, Level)] = &[
    ("error", Level::At(Severity::Error)),
    ("warning", Level::At(Severity::Warning)),
    ("note", Level::At(Severity::Note)),
    ("off", Level::Off),
];

fn by_word<T: Copy>(table: &[(&str, T)], text: &str) -> Option<T> {
    table.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
}

/// Reads `okr.yaml`. What is wrong is told and left out; the rest of the settings still hold.
pub fn read_settings(bytes: &[u8]) -> (Settings, Vec<Problem>) {
    match tree::parse(bytes) {
        Ok(mut document) => {
            let settings = settings(&document.root, &mut document.problems);
            (settings, document.problems.into_vec())
        }
        Err(problems) => (Settings::default(), problems),
    }
}

fn settings(node: &Node<'_>, problems: &mut Problems) -> Settings {
    let Some(mut fields) = Fields::of(node, Format::Settings.object(), problems) else {
        return Settings::default();
    };
    version(&mut fields, problems);
    Settings {
        organisation: fields.prose("organisation", problems),
        repository_url: repository_url(&mut fields, problems),
        calendar: fields.get("calendar").map(|(_, node)| calendar(node, problems)).unwrap_or_default(),
        policy: fields.word("policy", |word| by_word(POLICIES, word), problems).unwrap_or_default(),
        reasons: reasons(&mut fields, problems),
        profile: fields.word("profile", |word| by_word(PROFILES, word), problems).unwrap_or_default(),
        rules: map(&mut fields, "rules", rule_setting, problems),
        lexicon: map(&mut fields, "lexicon", word_list, problems),
    }
}

/// A place on the web: reports link there, so nothing that a browser would run may stand here.
fn repository_url(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Option<String> {
    let (field, node) = fields.get("repository_url")?;
    let scalar = fields::scalar(field, node, problems)?;
    let rest = scalar.text.strip_prefix("https://").or_else(|| scalar.text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"'`\\".contains(letter);
    if host.is_empty() || scalar.text.contains(odd) {
        let message = format!("`repository_url` takes an address on the web, and `{}` is none", scalar.text);
        let help = "write where the repository can be browsed, such as `https://git.example/okrs`";
        problems.tell(Problem::malformed(scalar.span, message).with_help(help));
        return None;
    }
    Some(scalar.text.to_owned())
}

fn version(fields: &mut Fields<'_, '_>, problems: &mut Problems) {
    let Some((field, node)) = fields.get("version") else { return };
    let Some(scalar) = fields::scalar(field, node, problems) else { return };
    if numbers::whole(&scalar, "version", 1, field.example, problems).is_some_and(|version| version != 1) {
        let message = format!("version {} of the format is not known to this program", scalar.text);
        problems.tell(
            Problem::malformed(scalar.span, message).with_help("write `version: 1`, or update git-okr"),
        );
    }
}

fn calendar(node: &Node<'_>, problems: &mut Problems) -> Calendar {
    let standard = Calendar::default();
    let Some(mut fields) = Fields::of(node, &format::CALENDAR, problems) else { return standard };
    let mut calendar = standard;
    if let Some((field, node)) = fields.get("year_starts")
        && let Some(scalar) = fields::scalar(field, node, problems)
    {
        match Calendar::parse_year_starts(scalar.text) {
            Ok(day) => calendar.year_starts = day,
            Err(error) => problems
                .tell(Problem::malformed(scalar.span, error.to_string()).with_help("write MM-DD, 02-01 say")),
        }
    }
    let named_by = |word: &str| match word {
        "start" => Some(NamedBy::Start),
        "end" => Some(NamedBy::End),
        _ => None,
    };
    if let Some(named_by) = fields.word("year_named_by", named_by, problems) {
        calendar.named_by = named_by;
    }
    if let Some((field, node)) = fields.get("timezone")
        && let Some(scalar) = fields::scalar(field, node, problems)
    {
        match Calendar::parse_timezone(scalar.text) {
            Ok(timezone) => calendar.timezone = timezone,
            Err(error) => problems.tell(
                Problem::malformed(scalar.span, error.to_string())
                    .with_help("write a name such as Asia/Shanghai, Europe/Berlin or UTC"),
            ),
        }
    }
    for (name, least, days) in [
        ("settle_days", 0, &mut calendar.settle_days),
        ("grading_days", 0, &mut calendar.grading_days),
        ("check_in_days", 1, &mut calendar.check_in_days),
    ] {
        if let Some(number) = fields.whole(name, least, problems) {
            *days = number;
        }
    }
    calendar
}

/// Where a reason may stand: nothing written means everywhere, an empty list nowhere.
fn reasons(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Reasons {
    let Some((field, _)) = fields.get("reasons") else { return Reasons::default() };
    let mut reasons = Reasons { amendment: false, trailer: false };
    let mut understood = true;
    for (_, scalar) in fields.one_or_list("reasons", problems) {
        match scalar.text {
            "amendment" => reasons.amendment = true,
            "trailer" => reasons.trailer = true,
            _ => {
                understood = false;
                problems.tell(advice::bad_word(&scalar, field));
            }
        }
    }
    if understood { reasons } else { Reasons::default() }
}

/// A map whose keys only the file knows.
fn map<T>(
    fields: &mut Fields<'_, '_>,
    name: &str,
    read: impl Fn(&Entry<'_>, &mut Problems) -> Option<T>,
    problems: &mut Problems,
) -> BTreeMap<String, T> {
    let Some((field, node)) = fields.get(name) else { return BTreeMap::new() };
    let Kind::Map(entries) = &node.kind else {
        let message = format!("`{name}` is a map, not {}", node.noun());
        problems.tell(
            Problem::malformed(node.face(), message).with_help(format!("write `{name}: {}`", field.example)),
        );
        return BTreeMap::new();
    };
    let full = entries.iter().filter(|entry| not_empty(entry, problems)).collect::<Vec<_>>();
    full.into_iter()
        .filter_map(|entry| Some((entry.key.text.clone().into_owned(), read(entry, problems)?)))
        .collect()
}

fn not_empty(entry: &Entry<'_>, problems: &mut Problems) -> bool {
    let full = entry.value.kind != Kind::Null;
    if !full {
        let message = format!("`{}` is empty", entry.key.text);
        problems.tell(Problem::malformed(entry.key.span(), message).with_help("write a value, or delete it"));
    }
    full
}

/// `off`, or `{ severity: warning, max: 4 }`.
fn rule_setting(entry: &Entry<'_>, problems: &mut Problems) -> Option<RuleSetting> {
    let name = &entry.key.text;
    let Kind::Map(entries) = &entry.value.kind else {
        let level = level(name, &entry.value, problems)?;
        return Some(RuleSetting { level: Some(level), parameters: BTreeMap::new() });
    };
    let mut setting = RuleSetting::default();
    for entry in entries {
        if !not_empty(entry, problems) {
            continue;
        }
        let parameter = &entry.key.text;
        if parameter == "severity" {
            setting.level = level(parameter, &entry.value, problems);
        } else if let Some(scalar) = fields::single(parameter, "4", &entry.value, problems)
            && let Some(number) = numbers::whole(&scalar, parameter, 0, "4", problems)
        {
            setting.parameters.insert(parameter.clone().into_owned(), number);
        }
    }
    Some(setting)
}

fn level(name: &str, node: &Node<'_>, problems: &mut Problems) -> Option<Level> {
    let scalar = fields::single(name, "warning", node, problems)?;
    let level = by_word(LEVELS, scalar.text);
    if level.is_none() {
        let words: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
        problems.tell(
            Problem::malformed(scalar.span, format!("`{}` is no severity", scalar.text))
                .with_help(advice::suggest(scalar.text, &words)),
        );
    }
    level
}

/// `[上线]`, or `{ add: [上线], remove: [launch] }`.
fn word_list(entry: &Entry<'_>, problems: &mut Problems) -> Option<WordList> {
    let name = &entry.key.text;
    match &entry.value.kind {
        Kind::List(_) => Some(WordList { add: words(name, &entry.value, problems), remove: Vec::new() }),
        Kind::Map(_) => {
            let mut fields = Fields::of(&entry.value, &format::WORD_LIST, problems)?;
            let mut list = |name: &str, problems: &mut Problems| {
                fields.get(name).map(|(_, node)| words(name, node, problems)).unwrap_or_default()
            };
            Some(WordList { add: list("add", problems), remove: list("remove", problems) })
        }
        Kind::Null | Kind::Scalar(_) => {
            let message = format!("`{name}` is a list of words, not {}", entry.value.noun());
            problems.tell(
                Problem::malformed(entry.value.span(), message).with_help(format!("write `{name}: [上线]`")),
            );
            None
        }
    }
}

fn words(name: &str, node: &Node<'_>, problems: &mut Problems) -> Vec<String> {
    let Kind::List(items) = &node.kind else {
        let message = format!("`{name}` is a list of words, not {}", node.noun());
        problems.tell(Problem::malformed(node.face(), message).with_help(format!("write `{name}: [上线]`")));
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| fields::single(name, "[上线]", item, problems))
        .map(|scalar| scalar.text.to_owned())
        .collect()
}
