//! By which day check-ins were committed, as far as a command knows: none can have been seen after it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::keep::Digest;
use crate::model::{Cycle, Id, Ref};

/// The days on which check-ins were committed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// The day of the commit that is looked at, if it is one.
    whole: Option<Date>,
    /// The day of the commit that brought a check-in, by what it is about and its own date.
    each: BTreeMap<(Ref, Date), Date>,
}

impl Brought {
    /// All of them stood in a commit of this day.
    pub fn by(day: Date) -> Self {
        Self { whole: Some(day), each: BTreeMap::new() }
    }

    /// A commit of `day` brought the check-in that is dated `check_in`.
    pub fn add(&mut self, subject: Ref, check_in: Date, day: Date) {
        let known = self.each.entry((subject, check_in)).or_insert(day);
        *known = day.min(*known);
    }

    /// Adds what it says of one team's cycle to what a finding there depends on.
    pub(super) fn add_to(&self, of: Option<&(Cycle, Id)>, digest: &mut Digest) {
        let Self { whole, each } = self;
        digest.add(whole);
        let Some((cycle, team)) = of.filter(|_| !each.is_empty()) else { return };
        // No id comes before this one.
        let Ok(id) = "0".parse() else { return };
        let first = (Ref { cycle: *cycle, team: team.clone(), id }, Date::MIN);
        let is_of = |reference: &Ref| reference.cycle == *cycle && reference.team == *team;
        for entry in each.range(first..).take_while(|((reference, _), _)| is_of(reference)) {
            digest.add(&entry);
        }
    }

    /// The day by which a check-in stood in a commit.
    pub(super) fn of(&self, subject: &Ref, check_in: Date) -> Option<Date> {
        let own = self.each.get(&(subject.clone(), check_in)).copied();
        own.into_iter().chain(self.whole).min()
    }
}
