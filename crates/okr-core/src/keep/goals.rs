//! Sheets and what stands in them.

use super::{choice, record};
use crate::model::{
    Allow, AmendedField, Amendment, CheckIn, Commitment, Dimension, Direction, Guardrail, KeyResult,
    Objective, Sheet, Status,
};

record!(Sheet { cycle, team, objectives, allow });
record!(Objective {
    index,
    id,
    title,
    why,
    dimension,
    commitment,
    supports,
    owner,
    key_results,
    guardrails,
    amendments,
    allow,
});
record!(KeyResult {
    index,
    id,
    title,
    metric,
    baseline,
    target,
    unit,
    direction,
    hold,
    weight,
    source,
    continues,
    formerly,
    status,
    owner,
    commitment,
    check_ins,
    amendments,
    allow,
});
record!(Guardrail {
    index,
    id,
    title,
    metric,
    limit,
    unit,
    source,
    continues,
    formerly,
    check_ins,
    amendments,
    allow,
});
record!(CheckIn { index, date, value, confidence, note });
record!(Amendment { index, date, field, from, to, reason, approved_by, check_in });
record!(Allow { index, rule, reason });
choice!(Dimension: Efficiency, Quality, Sustainability);
choice!(Commitment: Committed, Aspirational);
choice!(Direction: Increase, Decrease, Maintain);
choice!(Status: Dropped);
choice!(AmendedField:
    Target, Baseline, Metric, Unit, Source, Direction, Hold, Weight, Status, Commitment, Limit, CheckIns);
