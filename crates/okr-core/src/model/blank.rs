//! Items with nothing but an id: what a new goal starts from before its fields are filled in.

use super::{Guardrail, Id, KeyResult, Objective};

impl Objective {
    /// An objective that says nothing yet.
    pub fn blank(id: Id) -> Self {
        Self {
            index: 0,
            id,
            title: None,
            why: None,
            dimension: None,
            commitment: None,
            supports: Vec::new(),
            owner: None,
            key_results: Vec::new(),
            guardrails: Vec::new(),
            amendments: Vec::new(),
            allow: Vec::new(),
        }
    }
}

impl KeyResult {
    /// A key result that says nothing yet.
    pub fn blank(id: Id) -> Self {
        Self {
            index: 0,
            id,
            title: None,
            metric: None,
            baseline: None,
            target: None,
            unit: None,
            direction: None,
            hold: None,
            weight: None,
            source: None,
            continues: None,
            formerly: None,
            status: None,
            owner: None,
            commitment: None,
            check_ins: Vec::new(),
            amendments: Vec::new(),
            allow: Vec::new(),
        }
    }
}

impl Guardrail {
    /// A guardrail that says nothing yet.
    pub fn blank(id: Id) -> Self {
        Self {
            index: 0,
            id,
            title: None,
            metric: None,
            limit: None,
            unit: None,
            source: None,
            continues: None,
            formerly: None,
            check_ins: Vec::new(),
            amendments: Vec::new(),
            allow: Vec::new(),
        }
    }
}
