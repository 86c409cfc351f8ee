//! What `json` adds to the findings.

use serde_json::{Map, Value, json};

use super::super::changes::change_value;
use super::ReviewReport;
use crate::history::DimensionScores;
use crate::model::Dimension;
use crate::render::json as write;

impl ReviewReport<'_> {
    /// What `json` adds to the findings.
    pub fn extra(&self) -> Map<String, Value> {
        let changes: Vec<Value> = self
            .changes()
            .map(|(judged, commits)| {
                let mut map = change_value(&judged.dated);
                map.insert("commits".to_owned(), json!(commits));
                map.insert("rule".to_owned(), json!(judged.verdict.map(|(rule, _)| rule.name)));
                map.insert(
                    "severity".to_owned(),
                    json!(judged.verdict.map(|(_, severity)| severity.as_str())),
                );
                Value::Object(map)
            })
            .collect();
        let undone: Vec<Value> = self
            .undone
            .iter()
            .map(|(dated, commits)| {
                let mut map = change_value(dated);
                map.insert("commits".to_owned(), json!(commits));
                Value::Object(map)
            })
            .collect();
        let settings: Vec<Value> = self
            .settings
            .iter()
            .map(|change| {
                json!({
                    "name": change.name,
                    "before": change.before,
                    "after": change.after,
                    "direction": change.direction.as_str(),
                })
            })
            .collect();
        let scores: Vec<Value> = self
            .moved()
            .into_iter()
            .map(|moved| {
                json!({
                    "ref": moved.of.to_string(),
                    "before": write::score(&moved.before),
                    "after": write::score(&moved.after),
                })
            })
            .collect();
        let awesome: Vec<Value> = self
            .cards()
            .into_iter()
            .map(|(cycle, before, after)| {
                json!({ "cycle": cycle.to_string(), "before": side(before), "after": side(after) })
            })
            .collect();
        let [base, head] = &self.ends;
        let mut map = Map::new();
        map.insert("headline".to_owned(), json!(self.headline()));
        map.insert("range".to_owned(), json!(self.range));
        map.insert("base".to_owned(), json!(base));
        map.insert("head".to_owned(), json!(head));
        map.insert("changes".to_owned(), Value::Array(changes));
        map.insert("undone".to_owned(), Value::Array(undone));
        map.insert("settings".to_owned(), Value::Array(settings));
        map.insert("old_findings".to_owned(), json!(self.old));
        map.insert("scores".to_owned(), Value::Array(scores));
        map.insert("awesome".to_owned(), Value::Array(awesome));
        map
    }
}

fn side(scores: &DimensionScores) -> Value {
    let sum = scores.awesome().1;
    let mut map = Map::new();
    map.insert("score".to_owned(), write::score(&sum.score));
    map.insert("hollow".to_owned(), json!(sum.hollow));
    for &dimension in Dimension::ALL {
        let score = scores.final_.get(dimension).map_or(Value::Null, write::score);
        map.insert(dimension.to_string(), score);
    }
    Value::Object(map)
}
