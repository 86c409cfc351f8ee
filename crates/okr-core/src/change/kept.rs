//! Changes as bytes and back, for a history that is taken up again.

use super::{Change, ChangeKind, Dated, Declaration, Field, ItemKind, Spot, Value};
use crate::keep::{Keep, Reader, Writer, choice, record};
use crate::model::{Phase, Verdict};

record!(Change {
    kind,
    item,
    subject,
    formerly,
    objective,
    field,
    before,
    after,
    direction,
    check_in,
    about,
    declared,
    after_at,
    before_at,
    title,
});
record!(Spot { path, doc });
record!(Declaration { reason, approved_by, trailer_of });
choice!(Verdict: Loosened, Tightened, Redefined, Neutral);
choice!(Phase: Before, Settling, Settled, Grading, Closed);

impl Keep for Dated {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        let Self { change, day, days, phase } = self;
        change.keep(to);
        for number in [day, days] {
            to.bytes(&number.to_le_bytes());
        }
        phase.keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let change = Change::recall(from)?;
        let mut number = || Some(i32::from_le_bytes(from.bytes(4)?.try_into().ok()?));
        Some(Self { change, day: number()?, days: number()?, phase: Phase::recall(from)? })
    }
}

impl Keep for Value {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        match self {
            Self::Quantity(quantity) => {
                to.count(0);
                quantity.keep(to);
            }
            Self::Target(target) => {
                to.count(1);
                target.keep(to);
            }
            Self::Text(text) => {
                to.count(2);
                text.keep(to);
            }
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.count()? {
            0 => Self::Quantity(Keep::recall(from)?),
            1 => Self::Target(Keep::recall(from)?),
            2 => Self::Text(Keep::recall(from)?),
            _ => return None,
        })
    }
}

/// Both ways of a list of names, by the place in it.
macro_rules! named {
    ($($type:ident),+) => {
        $(impl Keep for $type {
            fn keep<'a>(&'a self, to: &mut Writer<'a>) {
                to.count(*self as usize);
            }

            fn recall(from: &mut Reader<'_>) -> Option<Self> {
                Self::ALL.get(from.count()?).copied()
            }
        })+
    };
}

named!(ChangeKind, ItemKind, Field);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::{from_bytes, to_bytes};

    #[test]
    fn every_name_comes_back() {
        fn back<T: Keep + PartialEq + std::fmt::Debug>(all: &[T]) {
            for one in all {
                assert_eq!(from_bytes::<T>(&to_bytes(one)).as_ref(), Some(one));
            }
        }
        back(ChangeKind::ALL);
        back(ItemKind::ALL);
        back(Field::ALL);
    }
}
