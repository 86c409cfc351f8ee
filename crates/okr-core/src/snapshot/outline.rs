//! What of a sheet matters to others: whose it is, and digests of what rules for more than one file look at. As
//! long as those of all sheets are the same, such rules find the same, and need not look.
//!
//! Everything is taken apart without `..`: a new field is put where it belongs here, or shown to belong nowhere.

use std::hash::Hash;

use super::ReadSheet;
use crate::keep::{Digest, record};
use crate::model::{
    Allow, Bound, Cycle, Guardrail, Id, KeyResult, Objective, Quantity, Sheet, Stated, Target,
};
use crate::yaml::ProblemKind;

/// A sheet seen from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The cycle and the team it is for; nothing where there is no sheet to speak of.
    pub of: Option<(Cycle, Id)>,
    /// Whether nothing was wrong with the file.
    pub whole: bool,
    /// Whether some of it could not be understood.
    pub malformed: bool,
    /// Whether anything in it is allowed.
    pub allows: bool,
    /// Ids, places, and what points to what.
    pub links: u128,
    /// That, and in which words it is said.
    pub words: u128,
    /// That, and from where to where results are to go.
    pub claims: u128,
}

record!(Outline { of, whole, malformed, allows, links, words, claims });

impl Outline {
    /// The outline of a sheet file.
    pub fn of(read: &ReadSheet) -> Self {
        let ReadSheet { sheet, problems } = read;
        let mut facts = Facts::default();
        if let Some(sheet) = sheet {
            facts.sheet(sheet);
        }
        Self {
            of: sheet.as_ref().map(|sheet| (sheet.cycle, sheet.team.clone())),
            whole: problems.is_empty(),
            malformed: problems.iter().any(|problem| problem.kind == ProblemKind::Malformed),
            allows: facts.allows,
            links: facts.links.name(),
            words: facts.words.name(),
            claims: facts.claims.name(),
        }
    }
}

struct Facts {
    links: Digest,
    words: Digest,
    claims: Digest,
    allows: bool,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            links: Digest::of("links"),
            words: Digest::of("words"),
            claims: Digest::of("claims"),
            allows: false,
        }
    }
}

impl Facts {
    fn link(&mut self, fact: &(impl Hash + ?Sized)) {
        self.links.add(fact);
        self.word(fact);
    }

    fn word(&mut self, fact: &(impl Hash + ?Sized)) {
        self.words.add(fact);
        self.claims.add(fact);
    }

    fn allow(&mut self, allow: &[Allow]) {
        self.allows |= !allow.is_empty();
    }

    fn sheet(&mut self, sheet: &Sheet) {
        let Sheet { cycle, team, objectives, allow } = sheet;
        self.link(&(cycle, team, objectives.len()));
        self.allow(allow);
        for objective in objectives {
            self.objective(objective);
        }
    }

    fn objective(&mut self, objective: &Objective) {
        let Objective {
            index,
            id,
            title,
            why: _,
            dimension,
            commitment: _,
            supports,
            owner,
            key_results,
            guardrails,
            amendments: _,
            allow,
        } = objective;
        self.link(&(index, id, dimension, supports, owner, key_results.len(), guardrails.len()));
        self.word(title);
        self.allow(allow);
        for key_result in key_results {
            self.key_result(key_result);
        }
        for guardrail in guardrails {
            self.guardrail(guardrail);
        }
    }

    fn key_result(&mut self, key_result: &KeyResult) {
        let KeyResult {
            index,
            id,
            title,
            metric,
            baseline,
            target,
            unit: _,
            direction: _,
            hold: _,
            weight: _,
            source: _,
            continues,
            formerly,
            status,
            owner,
            commitment: _,
            check_ins: _,
            amendments: _,
            allow,
        } = key_result;
        self.link(&(index, id, continues, formerly, owner));
        self.word(&(title, metric, status));
        self.stated(baseline.as_ref(), Self::quantity);
        self.stated(target.as_ref(), Self::target);
        self.allow(allow);
    }

    fn guardrail(&mut self, guardrail: &Guardrail) {
        let Guardrail {
            index,
            id,
            title,
            metric,
            limit,
            unit: _,
            source: _,
            continues,
            formerly,
            check_ins: _,
            amendments: _,
            allow,
        } = guardrail;
        self.link(&(index, id, continues, formerly));
        self.word(&(title, metric));
        self.stated(limit.as_ref(), Self::target);
        self.allow(allow);
    }

    fn stated<T>(&mut self, stated: Option<&Stated<T>>, value: fn(&mut Self, &T)) {
        match stated {
            None => self.claims.add(&0_u8),
            Some(Stated::Words { text, form }) => self.claims.add(&(1_u8, text, *form as u8)),
            Some(Stated::Value(own)) => {
                self.claims.add(&2_u8);
                value(self, own);
            }
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        self.claims.add(&(quantity.text(), quantity.number().parts(), quantity.unit().text()));
    }

    fn target(&mut self, target: &Target) {
        self.claims.add(target.text());
        match target.bound() {
            Bound::Reach(goal) => self.quantity(goal),
            Bound::Compare(comparison, bound) => {
                self.claims.add(comparison);
                self.quantity(bound);
            }
            Bound::Range(low, high) => {
                self.quantity(low);
                self.quantity(high);
            }
        }
    }
}
