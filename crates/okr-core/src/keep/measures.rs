//! Ids, references, cycles; numbers, units, quantities and targets.

use super::{Keep, Reader, Writer, choice, record};
use crate::model::{
    Bound, Comparison, Cycle, Decimal, Form, Id, Part, Quantity, Ref, Reference, Stated, Target, Unit,
};

record!(Ref { cycle, team, id });
record!(Reference { cycle, team, id });
choice!(Comparison: Less, AtMost, Greater, AtLeast);
choice!(Form: Unknown, Placeholder, Relative, Milestone, Unreadable);

impl Keep for Id {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.text(self.as_str());
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        from.id()
    }
}

impl Keep for Cycle {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        let part = match self.part() {
            Part::Year => 0,
            Part::Half(half) => half,
            Part::Quarter(quarter) => 2 + quarter,
        };
        to.bytes(&self.year().to_le_bytes());
        to.bytes(&[u8::from(self.is_fiscal()) << 3 | part]);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let &[low, high, part] = from.bytes(3)? else { return None };
        let fiscal = match part >> 3 {
            0 => false,
            1 => true,
            _ => return None,
        };
        let part = match part & 7 {
            0 => Part::Year,
            half @ 1..=2 => Part::Half(half),
            quarter @ 3..=6 => Part::Quarter(quarter - 2),
            _ => return None,
        };
        Self::from_parts(i16::from_le_bytes([low, high]), fiscal, part)
    }
}

impl Keep for Decimal {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        let (mantissa, scale) = self.parts();
        to.bytes(&[scale]);
        to.number((mantissa << 1 ^ mantissa >> 127).cast_unsigned());
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let scale = from.byte()?;
        Some(Self::new(i128::recall(from)?, scale))
    }
}

impl Keep for Unit {
    /// As written: reading it again gives the same unit, and a file has few.
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.text(self.text());
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        from.unit()
    }
}

impl Keep for Quantity {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.text(self.text());
        self.number().keep(to);
        self.unit().keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let text = from.text()?.into();
        Some(Self::from_parts(text, Decimal::recall(from)?, from.unit()?))
    }
}

impl Keep for Target {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.text(self.text());
        self.bound().keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let text = from.text()?.into();
        Some(Self::from_parts(text, Bound::recall(from)?))
    }
}

impl Keep for Bound {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        match self {
            Self::Reach(goal) => {
                to.count(0);
                goal.keep(to);
            }
            Self::Compare(comparison, bound) => {
                to.count(1);
                comparison.keep(to);
                bound.keep(to);
            }
            Self::Range(low, high) => {
                to.count(2);
                low.keep(to);
                high.keep(to);
            }
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.count()? {
            0 => Self::Reach(Keep::recall(from)?),
            1 => Self::Compare(Keep::recall(from)?, Keep::recall(from)?),
            2 => Self::Range(Keep::recall(from)?, Keep::recall(from)?),
            _ => return None,
        })
    }
}

impl<T: Keep> Keep for Stated<T> {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        match self {
            Self::Value(value) => {
                to.count(0);
                value.keep(to);
            }
            Self::Words { text, form } => {
                to.count(1);
                text.keep(to);
                form.keep(to);
            }
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some(match from.count()? {
            0 => Self::Value(T::recall(from)?),
            1 => Self::Words { text: Keep::recall(from)?, form: Keep::recall(from)? },
            _ => return None,
        })
    }
}
