//! A sheet of the demo while its story goes on: fields as text, in the order they are written in. What happens to it is
//! in [`super::workspace`], how it is written in [`super::print`].

use jiff::civil::Date;

use super::story::{Aim, Head, Measure};

/// Every field of an objective, key result or guardrail, in the order of the file.
const ORDER: &[&str] = &[
    "id",
    "title",
    "why",
    "metric",
    "dimension",
    "commitment",
    "supports",
    "unit",
    "baseline",
    "target",
    "limit",
    "direction",
    "hold",
    "weight",
    "source",
    "continues",
    "formerly",
    "status",
];

/// One team's goals for one quarter.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) cycle: &'static str,
    pub(super) team: &'static str,
    pub(super) objectives: Vec<Objective>,
    /// A stretch of the text and what stands in its place while the file is broken.
    pub(super) broken: Option<(&'static str, &'static str)>,
}

/// An objective with its key results and guardrails.
#[derive(Debug, Clone)]
pub(super) struct Objective {
    pub(super) item: Item,
    pub(super) key_results: Vec<Item>,
    pub(super) guardrails: Vec<Item>,
    /// Whether it stands in a file of its own.
    pub(super) own_file: bool,
}

/// An objective, a key result or a guardrail.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    fields: Vec<(&'static str, String)>,
    pub(super) check_ins: Vec<CheckIn>,
    pub(super) amendments: Vec<Amendment>,
    /// What will be seen of it; it moves along when the item does.
    planned: Option<Aim>,
}

/// A value seen.
#[derive(Debug, Clone)]
pub(super) struct CheckIn {
    pub(super) date: Date,
    pub(super) value: String,
    pub(super) confidence: Option<&'static str>,
    pub(super) note: Option<&'static str>,
}

/// A declared reason.
#[derive(Debug, Clone)]
pub(super) struct Amendment {
    pub(super) date: Date,
    pub(super) field: &'static str,
    pub(super) from: Option<String>,
    pub(super) to: &'static str,
    pub(super) reason: &'static str,
    pub(super) approved_by: &'static str,
}

impl Sheet {
    /// All key results and guardrails.
    pub(super) fn parts(&mut self) -> impl Iterator<Item = &mut Item> {
        self.objectives
            .iter_mut()
            .flat_map(|objective| objective.key_results.iter_mut().chain(&mut objective.guardrails))
    }

    /// The objective, key result or guardrail of this id.
    pub(super) fn item(&mut self, id: &str) -> Option<&mut Item> {
        self.objectives
            .iter_mut()
            .flat_map(|objective| {
                std::iter::once(&mut objective.item)
                    .chain(&mut objective.key_results)
                    .chain(&mut objective.guardrails)
            })
            .find(|item| item.id() == id)
    }

    /// The objective of this id.
    pub(super) fn objective(&mut self, id: &str) -> Option<&mut Objective> {
        self.objectives.iter_mut().find(|objective| objective.item.id() == id)
    }

    /// Takes a key result or guardrail out.
    pub(super) fn take(&mut self, id: &str) -> Option<Item> {
        self.objectives.iter_mut().find_map(|objective| {
            [&mut objective.key_results, &mut objective.guardrails].into_iter().find_map(|list| {
                let at = list.iter().position(|item| item.id() == id)?;
                Some(list.remove(at))
            })
        })
    }

    /// The sheet as the roll-over opens the next quarter: each key result goes on from its last value.
    pub(super) fn rolled_over(&self, cycle: &'static str) -> Self {
        let mut next = Self { cycle, broken: None, ..self.clone() };
        for objective in &mut next.objectives {
            objective.own_file = false;
            objective.key_results.retain(|item| item.get("status").is_none());
            objective.item.amendments.clear();
        }
        for item in next.parts() {
            if let Some(last) = item.check_ins.last()
                && item.get("baseline").is_some()
            {
                let value = last.value.clone();
                item.set("baseline", &value);
            }
            for once in ["continues", "formerly"] {
                item.set(once, "");
            }
            item.check_ins.clear();
            item.amendments.clear();
            item.planned = None;
        }
        next
    }
}

impl Item {
    /// An objective as planned.
    pub(super) fn objective(head: &Head) -> Self {
        let supports = if head.supports.is_empty() { String::new() } else { format!("[{}]", head.supports) };
        Self::with(&[
            ("id", head.id),
            ("title", head.title),
            ("why", head.why),
            ("dimension", head.dimension),
            ("commitment", head.commitment),
            ("supports", &supports),
        ])
    }

    /// A key result (`bound` is `target`) or a guardrail (`bound` is `limit`) as planned.
    pub(super) fn part(measure: &Measure, aim: &Aim, bound: &'static str) -> Self {
        let title = if aim.title.is_empty() { measure.title } else { aim.title };
        let mut item = Self::with(&[
            ("id", measure.id),
            ("title", title),
            ("metric", measure.metric),
            ("unit", measure.unit),
            ("baseline", aim.baseline),
            (bound, aim.bound),
            ("direction", aim.direction),
            ("hold", aim.hold),
            ("weight", aim.weight),
            ("source", &format!("https://numbers.example/{}", measure.source)),
            ("continues", aim.continues),
        ]);
        item.planned = Some(*aim);
        item
    }

    fn with(fields: &[(&'static str, &str)]) -> Self {
        let mut item = Self::default();
        for (field, text) in fields {
            item.set(field, text);
        }
        item
    }

    /// Its id.
    pub(super) fn id(&self) -> &str {
        self.get("id").unwrap_or_default()
    }

    /// A field, if it is written.
    pub(super) fn get(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, text)| text.as_str())
    }

    /// Writes a field in its place, or takes it away where the text is empty.
    pub(super) fn set(&mut self, field: &'static str, text: &str) {
        self.fields.retain(|(name, _)| *name != field);
        if !text.is_empty() {
            self.fields.push((field, text.to_owned()));
            self.fields.sort_by_key(|(name, _)| ORDER.iter().position(|other| other == name));
        }
    }

    /// The fields in the order of the file, as they read: the title speaks of baseline and target as they are.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.fields.iter().map(|(name, text)| {
            let text = match *name {
                "title" => text
                    .replace("{baseline}", self.get("baseline").unwrap_or_default())
                    .replace("{target}", &in_words(self.get("target").unwrap_or_default())),
                _ => text.clone(),
            };
            (*name, text)
        })
    }

    /// Adds its baseline as the first value seen, where it is to be kept.
    pub(super) fn first_reading(&mut self, date: Date) {
        if self.get("direction") == Some("maintain")
            && let Some(baseline) = self.get("baseline")
        {
            let value = baseline.to_owned();
            self.check_ins.push(CheckIn { date, value, confidence: None, note: None });
        }
    }

    /// Adds what is seen of it in a round; false where nothing is.
    pub(super) fn check_in(&mut self, round: usize, date: Date) -> bool {
        let Some(planned) = self.planned else { return false };
        let dropped = self.get("status").is_some();
        let Some(number) = entry(planned.seen, round).filter(|_| !dropped) else { return false };
        let value = match (self.get("unit"), self.get("baseline").or(self.get("limit"))) {
            (None, Some(like)) => in_the_unit_of(like, number),
            _ => number.to_owned(),
        };
        let note = planned.notes.iter().find(|(at, _)| *at == round).map(|(_, note)| *note);
        self.check_ins.push(CheckIn { date, value, confidence: entry(planned.sure, round), note });
        true
    }
}

/// The entry of a round in a planned series.
fn entry(series: &'static str, round: usize) -> Option<&'static str> {
    series.split_whitespace().nth(round).filter(|text| *text != "-")
}

/// `number` written as the quantity `like` is: `<= 0.2 %` and `0.14` give `0.14 %`.
fn in_the_unit_of(like: &str, number: &str) -> String {
    let quantity = like.trim_start_matches(['<', '>', '=', ' ']);
    let digits = |c: char| c.is_ascii_digit();
    match (quantity.find(digits), quantity.rfind(digits)) {
        (Some(first), Some(last)) => format!("{}{number}{}", &quantity[..first], &quantity[last + 1..]),
        _ => number.to_owned(),
    }
}

/// A target as a title says it.
fn in_words(target: &str) -> String {
    let words = [("<= ", "at most "), (">= ", "at least "), ("< ", "under "), ("> ", "over ")];
    let spoken = words.iter().find_map(|(sign, word)| Some(format!("{word}{}", target.strip_prefix(sign)?)));
    spoken.unwrap_or_else(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_takes_the_unit_of_its_baseline_or_limit() {
        assert_eq!(in_the_unit_of("300 ms", "282"), "282 ms");
        assert_eq!(in_the_unit_of("<= 0.2 %", "0.14"), "0.14 %");
        assert_eq!(in_the_unit_of("$ 0.0420", "0.0418"), "$ 0.0418");
        assert_eq!(in_the_unit_of("3 deployments/week", "3.5"), "3.5 deployments/week");
        assert_eq!(in_the_unit_of("3.6", "3.7"), "3.7");
    }

    #[test]
    fn a_title_follows_its_fields() {
        let mut item = Item::with(&[
            ("title", "Waiting falls from {baseline} to {target}"),
            ("baseline", "9 h"),
            ("target", "< 4 h"),
        ]);
        let title = |item: &Item| item.fields().next().map(|(_, text)| text);
        assert_eq!(title(&item).as_deref(), Some("Waiting falls from 9 h to under 4 h"));
        item.set("target", ">= 6 h");
        assert_eq!(title(&item).as_deref(), Some("Waiting falls from 9 h to at least 6 h"));
    }
}
