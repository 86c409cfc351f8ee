//! What a noun of the model says in YAML: a tree without places, fields in the order of the format.

use std::borrow::Cow;
use std::fmt::Display;

use super::scalar::Sort;
use crate::model::{
    Allow, Amendment, CheckIn, Guardrail, KeyResult, Objective, Quantity, Sheet, Stated, Target,
};

/// A tree to be written.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::yaml) enum Said {
    /// A single value.
    One(String, Sort),
    /// Single values in brackets: `[a, b]`.
    Row(Vec<Said>),
    /// Elements on lines of their own.
    List(Vec<Said>),
    /// Fields on lines of their own.
    Map(Vec<(Cow<'static, str>, Said)>),
    /// Fields in braces, on one line.
    Braces(Vec<(Cow<'static, str>, Said)>),
}

/// The fields of an object, those left out that say nothing.
struct Fields(Vec<(Cow<'static, str>, Said)>);

impl Fields {
    fn text(&mut self, name: &'static str, value: Option<&String>) {
        self.0.extend(value.map(|text| (name.into(), Said::One(text.clone(), Sort::Text))));
    }

    fn value(&mut self, name: &'static str, value: Option<impl Display>) {
        self.0.extend(value.map(|value| (name.into(), Said::One(value.to_string(), Sort::Value))));
    }

    fn list(&mut self, name: &'static str, items: Vec<Said>) {
        if !items.is_empty() {
            self.0.push((name.into(), Said::List(items)));
        }
    }

    fn history(&mut self, amendments: &[Amendment], allow: &[Allow]) {
        self.list("amendments", amendments.iter().map(amendment).collect());
        self.list("allow", allow.iter().map(allowed).collect());
    }
}

fn stated_quantity(stated: Option<&Stated<Quantity>>) -> Option<&str> {
    stated.map(Stated::<Quantity>::text)
}

fn stated_target(stated: Option<&Stated<Target>>) -> Option<&str> {
    stated.map(Stated::<Target>::text)
}

/// A sheet.
pub(in crate::yaml) fn sheet(sheet: &Sheet) -> Said {
    let mut fields = Fields(Vec::new());
    fields.value("cycle", Some(sheet.cycle));
    fields.value("team", Some(&sheet.team));
    let objectives = sheet.objectives.iter().map(|own| objective(own)).collect::<Vec<_>>();
    // A sheet without objectives says so: it was not forgotten.
    let objectives = if objectives.is_empty() { Said::Row(objectives) } else { Said::List(objectives) };
    fields.0.push(("objectives".into(), objectives));
    fields.list("allow", sheet.allow.iter().map(allowed).collect());
    Said::Map(fields.0)
}

/// An objective.
pub(in crate::yaml) fn objective(objective: &Objective) -> Said {
    let mut fields = Fields(Vec::new());
    fields.value("id", Some(&objective.id));
    fields.text("title", objective.title.as_ref());
    fields.text("why", objective.why.as_ref());
    fields.value("dimension", objective.dimension);
    fields.value("commitment", objective.commitment);
    if !objective.supports.is_empty() {
        let row = objective.supports.iter().map(|to| Said::One(to.to_string(), Sort::Value)).collect();
        fields.0.push(("supports".into(), Said::Row(row)));
    }
    fields.text("owner", objective.owner.as_ref());
    fields.list("key_results", objective.key_results.iter().map(|own| key_result(own)).collect());
    fields.list("guardrails", objective.guardrails.iter().map(|own| guardrail(own)).collect());
    fields.history(&objective.amendments, &objective.allow);
    Said::Map(fields.0)
}

/// A key result.
pub(in crate::yaml) fn key_result(key_result: &KeyResult) -> Said {
    let mut fields = Fields(Vec::new());
    fields.value("id", Some(&key_result.id));
    fields.value("formerly", key_result.formerly.as_ref());
    fields.text("title", key_result.title.as_ref());
    fields.text("metric", key_result.metric.as_ref());
    fields.value("baseline", stated_quantity(key_result.baseline.as_ref()));
    fields.value("target", stated_target(key_result.target.as_ref()));
    fields.text("unit", key_result.unit.as_ref());
    fields.value("direction", key_result.direction);
    fields.value("hold", key_result.hold.as_ref().map(Quantity::text));
    fields.value("weight", key_result.weight);
    fields.text("source", key_result.source.as_ref());
    fields.value("continues", key_result.continues.as_ref());
    fields.value("status", key_result.status);
    fields.text("owner", key_result.owner.as_ref());
    fields.value("commitment", key_result.commitment);
    fields.list("check_ins", key_result.check_ins.iter().map(check_in).collect());
    fields.history(&key_result.amendments, &key_result.allow);
    Said::Map(fields.0)
}

/// A guardrail.
pub(in crate::yaml) fn guardrail(guardrail: &Guardrail) -> Said {
    let mut fields = Fields(Vec::new());
    fields.value("id", Some(&guardrail.id));
    fields.value("formerly", guardrail.formerly.as_ref());
    fields.text("title", guardrail.title.as_ref());
    fields.text("metric", guardrail.metric.as_ref());
    fields.value("limit", stated_target(guardrail.limit.as_ref()));
    fields.text("unit", guardrail.unit.as_ref());
    fields.text("source", guardrail.source.as_ref());
    fields.value("continues", guardrail.continues.as_ref());
    fields.list("check_ins", guardrail.check_ins.iter().map(check_in).collect());
    fields.history(&guardrail.amendments, &guardrail.allow);
    Said::Map(fields.0)
}

/// A check-in, on one line.
pub(in crate::yaml) fn check_in(check_in: &CheckIn) -> Said {
    let mut fields = Fields(Vec::new());
    fields.value("date", Some(check_in.date));
    fields.value("value", Some(check_in.value.text()));
    fields.value("confidence", check_in.confidence);
    fields.text("note", check_in.note.as_ref());
    Said::Braces(fields.0)
}

/// An amendment.
pub(in crate::yaml) fn amendment(amendment: &Amendment) -> Said {
    let mut fields = Fields(Vec::new());
    fields.value("date", Some(amendment.date));
    fields.value("field", Some(amendment.field));
    fields.value("check_in", amendment.check_in);
    fields.value("from", amendment.from.as_ref());
    fields.value("to", amendment.to.as_ref());
    fields.text("reason", amendment.reason.as_ref());
    fields.text("approved_by", amendment.approved_by.as_ref());
    Said::Map(fields.0)
}

fn allowed(allow: &Allow) -> Said {
    let mut fields = Fields(Vec::new());
    fields.text("rule", Some(&allow.rule));
    fields.text("reason", allow.reason.as_ref());
    Said::Braces(fields.0)
}
