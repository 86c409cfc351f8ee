//! The sheet that drafts become: ids for all of them, and each draft as the noun it is.

use std::sync::Arc;

use jiff::civil::Date;

use super::Left;
use super::draft::{DraftKeyResult, DraftObjective, Found};
use super::field::Field;
use super::fields::Fields;
use super::ids::{Ids, Noun};
use super::sentence;
use crate::model::{Commitment, Cycle, Dimension, Direction, Id, KeyResult, Objective, Sheet, Stated};

const NO_ID: &str = "no id, or one that stands twice; a new one was made";

/// Makes the sheet of a team's cycle. `day` is that of values that stand without one.
pub(super) fn sheet(
    cycle: Cycle,
    team: Id,
    objectives: Vec<DraftObjective>,
    day: Option<Date>,
    left: &mut Vec<Left>,
) -> Sheet {
    let mut ids = Ids::default();
    // Ids that were given go before ids that are made.
    let given: Vec<(Option<Id>, Vec<Option<Id>>)> = objectives
        .iter()
        .map(|objective| {
            let own = given(&mut ids, &objective.fields, Field::ObjectiveId, left);
            let parts = objective.key_results.iter();
            (own, parts.map(|part| given(&mut ids, &part.fields, Field::Id, left)).collect())
        })
        .collect();
    let mut sheet = Sheet { cycle, team, objectives: Vec::new(), allow: Vec::new() };
    for (index, (draft, (own, parts))) in objectives.into_iter().zip(given).enumerate() {
        let id = own.unwrap_or_else(|| ids.coin(&draft.title, Noun::Objective));
        let mut objective = objective(index, id, &draft, left);
        for (index, (draft, own)) in draft.key_results.iter().zip(parts).enumerate() {
            let said = sentence::read(&draft.title);
            let id = own.unwrap_or_else(|| ids.coin(&said.sentence, Noun::KeyResult));
            objective.key_results.push(Arc::new(key_result(index, id, draft, said, day, left)));
        }
        sheet.objectives.push(Arc::new(objective));
    }
    sheet
}

/// The id that a goal was given, if it is one and free. Of a reference, its last part.
fn given(ids: &mut Ids, fields: &[Found], field: Field, left: &mut Vec<Left>) -> Option<Id> {
    let found = fields.iter().find(|found| found.field == field)?;
    let id = found.text.rsplit('/').next().and_then(|text| text.trim().parse::<Id>().ok());
    let id = id.filter(|id| ids.take(id));
    if id.is_none() {
        left.push(found.left(NO_ID));
    }
    id
}

fn objective(index: usize, id: Id, draft: &DraftObjective, left: &mut Vec<Left>) -> Objective {
    let mut fields = Fields::of(&draft.fields, left);
    let objective = Objective {
        index,
        id,
        title: Some(draft.title.clone()).filter(|title| !title.is_empty()),
        why: fields.text(Field::Why),
        dimension: fields.word(Field::Dimension, Dimension::from_word),
        commitment: fields.word(Field::Commitment, Commitment::from_word),
        supports: fields.references(Field::Supports),
        owner: fields.text(Field::Owner),
        key_results: Vec::new(),
        guardrails: Vec::new(),
        amendments: Vec::new(),
        allow: Vec::new(),
    };
    fields.leave_the_rest(&[Field::ObjectiveId]);
    objective
}

/// Fields of their own go before what the sentence tells.
fn key_result(
    index: usize,
    id: Id,
    draft: &DraftKeyResult,
    said: sentence::Said,
    day: Option<Date>,
    left: &mut Vec<Left>,
) -> KeyResult {
    let mut fields = Fields::of(&draft.fields, left);
    let unit = fields.unit(Field::Unit);
    let baseline = fields.quantity(Field::Baseline, unit.as_ref());
    let target = fields.target(Field::Target, unit.as_ref());
    let direction = fields.word(Field::Direction, Direction::from_word);
    // The sentence tells a way only where the numbers do not.
    let told = said.direction.filter(|_| target.is_none() && baseline.is_none());
    let key_result = KeyResult {
        index,
        id,
        title: Some(draft.title.clone()).filter(|title| !title.is_empty()),
        metric: fields.text(Field::Metric),
        baseline: baseline.or_else(|| said.baseline.map(|text| Stated::quantity(&text, unit.as_ref()))),
        target: target.or_else(|| said.target.map(|text| Stated::target(&text, unit.as_ref()))),
        direction: direction.or(told),
        hold: fields.hold(Field::Hold),
        weight: fields.weight(Field::Weight),
        source: fields.text(Field::Source),
        continues: None,
        formerly: None,
        status: fields.status(draft.struck),
        owner: fields.text(Field::Owner),
        commitment: fields.word(Field::Commitment, Commitment::from_word),
        check_ins: fields.check_in(unit.as_ref(), day).into_iter().collect(),
        unit: unit.as_ref().map(|unit| unit.text().to_owned()),
        amendments: Vec::new(),
        allow: Vec::new(),
    };
    fields.leave_the_rest(&[Field::Id]);
    if let (Some(why), None) = (said.unclear, &key_result.target) {
        left.push(Left { line: draft.line, text: draft.title.clone(), why });
    }
    key_result
}
