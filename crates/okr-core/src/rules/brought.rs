//! By which day check-ins were committed, as far as a command knows: none can have been seen after it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::Ref;

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

    /// The day by which a check-in stood in a commit.
    pub(super) fn of(&self, subject: &Ref, check_in: Date) -> Option<Date> {
        let own = self.each.get(&(subject.clone(), check_in)).copied();
        own.into_iter().chain(self.whole).min()
    }
}
