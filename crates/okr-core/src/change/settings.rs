//! What changed of the ground that goals are judged on: the settings and the teams. Structures are taken
//! apart without `..`, so that a new setting cannot be forgotten here.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::model::{Calendar, NamedBy, Team, Teams, Verdict};
use crate::settings::{Level, Policy, Profile, Reasons, RuleSetting, Settings, WordList};

/// A setting, or something of a team, that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// As a person would find it: `policy`, `calendar.settle_days`, `rules.missing-source`, `team payments`.
    pub name: String,
    /// Before; nothing where it was not set.
    pub before: Option<String>,
    /// After; nothing where it is not set any more.
    pub after: Option<String>,
    /// Whether goals are judged more mildly by it, or more strictly.
    pub direction: Verdict,
}

/// What a change of settings that makes the judgement milder says, one sentence each: `policy calibrated -> open`.
pub fn loosened(before: &Settings, after: &Settings) -> Vec<String> {
    let side = |text: Option<String>| text.unwrap_or_else(|| "not set".to_owned());
    settings_between(before, after)
        .into_iter()
        .filter(|change| change.direction == Verdict::Loosened)
        .map(|change| format!("{} {} -> {}", change.name, side(change.before), side(change.after)))
        .collect()
}

/// What `okr.yaml` says otherwise, in the order of its fields.
pub fn settings_between(before: &Settings, after: &Settings) -> Vec<SettingChange> {
    let Settings { organisation, repository_url, calendar, policy, reasons, profile, rules, lexicon } = after;
    let mut list = List::default();
    list.tell("organisation", before.organisation.clone(), organisation.clone());
    list.tell("repository_url", before.repository_url.clone(), repository_url.clone());
    calendar_between(&mut list, &before.calendar, calendar);
    let strictness = policy.cmp(&before.policy);
    list.judge("policy", policy_word(before.policy), policy_word(*policy), strictness);
    let places = |reasons: &Reasons| u8::from(reasons.amendment) + u8::from(reasons.trailer);
    let fewer = places(&before.reasons).cmp(&places(reasons));
    list.judge("reasons", reasons_words(before.reasons), reasons_words(*reasons), fewer);
    let strictness = profile.cmp(&before.profile);
    list.judge("profile", profile_word(before.profile), profile_word(*profile), strictness);
    for name in names(before.rules.keys(), rules.keys()) {
        let words = |setting: Option<&RuleSetting>| setting.map(rule_words);
        let (old, new) = (before.rules.get(name), rules.get(name));
        list.with(&format!("rules.{name}"), words(old), words(new), level_verdict(old, new));
    }
    for name in names(before.lexicon.keys(), lexicon.keys()) {
        let words = |own: Option<&WordList>| own.map(lexicon_words);
        list.tell(&format!("lexicon.{name}"), words(before.lexicon.get(name)), words(lexicon.get(name)));
    }
    list.0
}

/// What `teams.yaml` says otherwise, by team.
pub fn teams_between(before: &Teams, after: &Teams) -> Vec<SettingChange> {
    let mut list = List::default();
    for id in names(before.iter().map(|team| &team.id), after.iter().map(|team| &team.id)) {
        let words = |teams: &Teams| teams.get(id).map(team_words);
        list.tell(&format!("team {id}"), words(before), words(after));
    }
    list.0
}

#[derive(Default)]
struct List(Vec<SettingChange>);

impl List {
    /// A setting that says nothing about how strictly goals are judged.
    fn tell(&mut self, name: &str, before: Option<String>, after: Option<String>) {
        self.with(name, before, after, Verdict::Neutral);
    }

    /// A setting that is stricter after, or milder.
    fn judge(&mut self, name: &str, before: String, after: String, strictness: Ordering) {
        let direction = match strictness {
            Ordering::Less => Verdict::Loosened,
            Ordering::Equal => Verdict::Redefined,
            Ordering::Greater => Verdict::Tightened,
        };
        self.with(name, Some(before), Some(after), direction);
    }

    fn with(&mut self, name: &str, before: Option<String>, after: Option<String>, direction: Verdict) {
        if before != after {
            self.0.push(SettingChange { name: name.to_owned(), before, after, direction });
        }
    }
}

fn names<'a, T: Ord>(
    before: impl Iterator<Item = &'a T>,
    after: impl Iterator<Item = &'a T>,
) -> BTreeSet<&'a T> {
    before.chain(after).collect()
}

fn calendar_between(list: &mut List, before: &Calendar, after: &Calendar) {
    let Calendar { year_starts, named_by, timezone, settle_days, grading_days, check_in_days } = after;
    let day = |(month, day): (i8, i8)| Some(format!("{month:02}-{day:02}"));
    let named = |named_by: NamedBy| {
        let word = match named_by {
            NamedBy::Start => "start",
            NamedBy::End => "end",
        };
        Some(word.to_owned())
    };
    let zone = |zone: &jiff::tz::TimeZone| Some(zone.iana_name().unwrap_or("UTC").to_owned());
    list.tell("calendar.year_starts", day(before.year_starts), day(*year_starts));
    list.tell("calendar.year_named_by", named(before.named_by), named(*named_by));
    list.tell("calendar.timezone", zone(&before.timezone), zone(timezone));
    days(list, "calendar.settle_days", before.settle_days, *settle_days);
    days(list, "calendar.grading_days", before.grading_days, *grading_days);
    days(list, "calendar.check_in_days", before.check_in_days, *check_in_days);
}

/// Days in which less is judged: more of them is milder.
fn days(list: &mut List, name: &str, before: u32, after: u32) {
    list.judge(name, before.to_string(), after.to_string(), before.cmp(&after));
}

/// What a setting of one rule does. Where only one side sets a level the other has that of the profile, which is not
/// known here: only `off` is milder than any.
fn level_verdict(before: Option<&RuleSetting>, after: Option<&RuleSetting>) -> Verdict {
    let level = |setting: Option<&RuleSetting>| setting.and_then(|setting| setting.level);
    let rank = |level: Level| match level {
        Level::Off => None,
        Level::At(severity) => Some(severity),
    };
    match (level(before), level(after)) {
        (Some(old), Some(new)) => match rank(new).cmp(&rank(old)) {
            Ordering::Less => Verdict::Loosened,
            Ordering::Equal => Verdict::Redefined,
            Ordering::Greater => Verdict::Tightened,
        },
        (None, Some(Level::Off)) => Verdict::Loosened,
        (Some(Level::Off), None) => Verdict::Tightened,
        (None | Some(Level::At(_)), None | Some(Level::At(_))) => Verdict::Redefined,
    }
}

fn policy_word(policy: Policy) -> String {
    match policy {
        Policy::Open => "open",
        Policy::Calibrated => "calibrated",
        Policy::Frozen => "frozen",
    }
    .to_owned()
}

fn profile_word(profile: Profile) -> String {
    match profile {
        Profile::Starter => "starter",
        Profile::Standard => "standard",
        Profile::Strict => "strict",
    }
    .to_owned()
}

fn reasons_words(reasons: Reasons) -> String {
    let places = [("amendment", reasons.amendment), ("trailer", reasons.trailer)];
    let given: Vec<&str> = places.iter().filter(|(_, counts)| *counts).map(|(place, _)| *place).collect();
    if given.is_empty() { "nowhere".to_owned() } else { given.join(", ") }
}

fn rule_words(setting: &RuleSetting) -> String {
    let RuleSetting { level, parameters } = setting;
    let level = level.map(|level| match level {
        Level::Off => "off".to_owned(),
        Level::At(severity) => severity.to_string(),
    });
    let parameters = parameters.iter().map(|(name, value)| format!("{name} {value}"));
    let words: Vec<String> = level.into_iter().chain(parameters).collect();
    if words.is_empty() { "as it comes".to_owned() } else { words.join(", ") }
}

fn lexicon_words(words: &WordList) -> String {
    let WordList { add, remove } = words;
    let part =
        |verb: &str, words: &[String]| (!words.is_empty()).then(|| format!("{verb} {}", words.join(", ")));
    let parts: Vec<String> = [part("adds", add), part("removes", remove)].into_iter().flatten().collect();
    parts.join("; ")
}

fn team_words(team: &Team) -> String {
    let Team { index: _, id: _, name, kind, parent, owner } = team;
    let mut words = format!("{name}, {}", kind.as_str());
    if let Some(parent) = parent {
        let _ = write!(words, ", in {parent}");
    }
    if let Some(owner) = owner {
        let _ = write!(words, ", owned by {owner}");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{read_settings, read_teams};

    fn lines(list: Vec<SettingChange>) -> Vec<String> {
        let side = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        list.into_iter()
            .map(|change| format!("{}: {} -> {}", change.name, side(change.before), side(change.after)))
            .collect()
    }

    #[test]
    fn what_is_set_otherwise_is_told_and_what_is_only_written_otherwise_is_not() {
        let read = |text: &str| read_settings(text.as_bytes()).0;
        let before = read(
            "version: 1\npolicy: calibrated\nrules: { missing-source: error, objective-count: { max: 4 } }\n",
        );
        let same = read("version: 1\nrules:\n  objective-count: { max: 4 }\n  missing-source: error\n");
        assert_eq!(lines(settings_between(&before, &same)), [""; 0]);
        let after = read(
            "version: 1\npolicy: open\nreasons: [trailer]\ncalendar: { settle_days: 60, timezone: Asia/Shanghai }\n\
             rules: { missing-source: off }\nlexicon: { output_verbs: [上线] }\n",
        );
        assert_eq!(
            lines(settings_between(&before, &after)),
            [
                "calendar.timezone: UTC -> Asia/Shanghai",
                "calendar.settle_days: 14 -> 60",
                "policy: calibrated -> open",
                "reasons: amendment, trailer -> trailer",
                "rules.missing-source: error -> off",
                "rules.objective-count: max 4 -> -",
                "lexicon.output_verbs: - -> adds 上线",
            ]
        );
        assert_eq!(
            loosened(&before, &after),
            [
                "calendar.settle_days 14 -> 60",
                "policy calibrated -> open",
                "rules.missing-source error -> off"
            ]
        );
        assert_eq!(loosened(&after, &before), ["reasons trailer -> amendment, trailer"]);
        assert_eq!(loosened(&before, &before), [""; 0]);
    }

    #[test]
    fn teams_come_go_and_change() {
        let read = |text: &str| read_teams(text.as_bytes()).0;
        let before = read(
            "teams:\n  - { id: a, name: A, kind: business }\n  - { id: b, name: B, kind: engineering }\n",
        );
        let after =
            read("teams:\n  - { id: c, name: C }\n  - { id: a, name: A, kind: engineering, parent: c }\n");
        assert_eq!(
            lines(teams_between(&before, &after)),
            [
                "team a: A, business -> A, engineering, in c",
                "team b: B, engineering -> -",
                "team c: - -> C, engineering",
            ]
        );
    }
}
