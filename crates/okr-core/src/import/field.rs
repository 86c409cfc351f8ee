//! The fields of goals, and every name people have for them: over a column of a spreadsheet, before a colon of a
//! document, in the exports of goal tools. This list is what the documentation tells.

/// What a label or a column can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The objective's title.
    Objective,
    /// The objective's id.
    ObjectiveId,
    /// Why the objective matters.
    Why,
    /// Efficiency, quality or sustainability.
    Dimension,
    /// Committed or aspirational.
    Commitment,
    /// The objectives it serves.
    Supports,
    /// The key result's sentence.
    KeyResult,
    /// The key result's id.
    Id,
    /// Whether a row is an objective or a key result.
    Sort,
    /// What is measured.
    Metric,
    /// Where it stood.
    Baseline,
    /// Where it shall stand.
    Target,
    /// The unit of bare numbers.
    Unit,
    /// The way it shall move.
    Direction,
    /// How long it must be held.
    Hold,
    /// Its weight.
    Weight,
    /// Where the number can be looked up.
    Source,
    /// Who answers for it.
    Owner,
    /// The value now.
    Value,
    /// The day of the value.
    Date,
    /// How sure the team is.
    Confidence,
    /// A remark on the value.
    Note,
    /// Dropped, or nothing a sheet says.
    Status,
    /// A grade or a share of the way.
    Grade,
    /// The cycle.
    Cycle,
    /// The team.
    Team,
}

/// The names, in lower case, without punctuation; the first is the one to recommend.
#[rustfmt::skip]
pub const NAMES: &[(Field, &[&str])] = &[
    (Field::Objective, &["objective", "objective title", "objective name", "objectives", "goal", "goal title",
        "o", "目标", "目标名称", "ziel", "objectif"]),
    (Field::ObjectiveId, &["objective id", "goal id"]),
    (Field::Why, &["why", "why now", "why this matters", "why it matters", "rationale", "context", "because",
        "objective description", "为什么", "背景", "warum"]),
    (Field::Dimension, &["dimension", "awesome dimension", "维度"]),
    (Field::Commitment, &["commitment", "okr type", "objective commitment"]),
    (Field::Supports, &["supports", "aligned to", "aligns to", "contributes to", "parent objective",
        "supported objective", "支撑目标", "对齐目标"]),
    (Field::KeyResult, &["key result", "key results", "kr", "krs", "title", "name", "key result title",
        "key result name", "关键结果", "关键成果", "关键结果名称", "schlüsselergebnis", "résultat clé"]),
    (Field::Id, &["id", "kr id", "key result id"]),
    (Field::Sort, &["type", "object type", "item type", "goal type", "类型"]),
    (Field::Metric, &["metric", "metric name", "measure", "kpi", "indicator", "measured by", "measurement",
        "指标", "衡量指标", "度量", "kennzahl"]),
    (Field::Baseline, &["baseline", "current baseline", "start", "start value", "starting value", "starting point",
        "initial", "initial value", "metric start value", "from", "基线", "基线值", "起始值", "初始值", "ausgangswert"]),
    (Field::Target, &["target", "target value", "metric target value", "to", "end value", "goal value",
        "目标值", "zielwert"]),
    (Field::Unit, &["unit", "units", "unit of measure", "metric unit", "单位", "einheit"]),
    (Field::Direction, &["direction", "方向"]),
    (Field::Hold, &["hold", "held for"]),
    (Field::Weight, &["weight", "weighting", "权重", "gewicht"]),
    (Field::Source, &["source", "data source", "dashboard", "link", "url", "evidence", "数据来源", "quelle"]),
    (Field::Owner, &["owner", "owners", "responsible", "lead", "dri", "accountable", "owned by", "assignee", "负责人",
        "verantwortlich"]),
    (Field::Value, &["value", "current", "current value", "metric current value", "actual", "actual value", "latest",
        "latest value", "now", "current status", "当前值", "现值", "实际值", "istwert"]),
    (Field::Date, &["date", "value date", "as of", "updated", "last updated", "measured on", "check in date",
        "latest date", "日期", "更新日期"]),
    (Field::Confidence, &["confidence", "confidence level", "信心", "信心指数"]),
    (Field::Note, &["note", "notes", "comment", "comments", "remark", "update", "备注", "说明"]),
    (Field::Status, &["status", "state", "状态"]),
    (Field::Grade, &["grade", "score", "progress", "final score", "rating", "completion", "% complete", "进度",
        "完成度", "得分", "评分"]),
    (Field::Cycle, &["cycle", "quarter", "period", "session", "timeframe", "time frame", "time period", "周期",
        "季度", "quartal"]),
    (Field::Team, &["team", "department", "squad", "group", "团队", "部门", "小组"]),
];

impl Field {
    /// The field that goes by this name, however it is spelled: `Target_Value`, `target value`.
    pub fn named(name: &str) -> Option<Self> {
        // No name is that long: what is behind a colon in running text is not looked up.
        const LONGEST: usize = 60;
        if name.len() > LONGEST {
            return None;
        }
        let name = name.to_lowercase().replace(['_', '-'], " ");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_name_is_known_however_it_is_spelled() {
        for name in ["Target Value", "target_value", " TARGET-VALUE ", "目标值"] {
            assert_eq!(Field::named(name), Some(Field::Target), "{name}");
        }
        assert_eq!(Field::named("targets of all sorts"), None);
        assert!(
            NAMES.iter().all(|(field, names)| names.iter().all(|name| Field::named(name) == Some(*field)))
        );
    }
}
