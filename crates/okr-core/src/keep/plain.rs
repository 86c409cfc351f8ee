//! What everything else is made of: numbers, texts, days, and maybe-s and lists of anything.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Keep, Reader, Writer};

impl Keep for usize {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.count(*self);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        from.count()
    }
}

impl Keep for u64 {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.bytes(&self.to_le_bytes());
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::from_le_bytes(from.bytes(8)?.try_into().ok()?))
    }
}

impl Keep for u128 {
    /// As it is: a name of all its bits.
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.bytes(&self.to_le_bytes());
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::from_le_bytes(from.bytes(16)?.try_into().ok()?))
    }
}

impl Keep for i128 {
    /// The sign in the lowest bit, so that small numbers below zero are short, too.
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.number((*self << 1 ^ *self >> 127).cast_unsigned());
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let number = from.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }
}

impl Keep for bool {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.bytes(&[u8::from(*self)]);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Keep for String {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.text(self);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(ToOwned::to_owned)
    }
}

impl Keep for Date {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.bytes(&self.year().to_le_bytes());
        to.bytes(&[self.month().cast_unsigned(), self.day().cast_unsigned()]);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let &[low, high, month, day] = from.bytes(4)? else { return None };
        Self::new(i16::from_le_bytes([low, high]), month.try_into().ok()?, day.try_into().ok()?).ok()
    }
}

impl<T: Keep> Keep for Option<T> {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.bytes(&[u8::from(self.is_some())]);
        if let Some(value) = self {
            value.keep(to);
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        if bool::recall(from)? { T::recall(from).map(Some) } else { Some(None) }
    }
}

impl<T: Keep> Keep for Vec<T> {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.count(self.len());
        for one in self {
            one.keep(to);
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let (count, mut list) = from.list()?;
        for _ in 0..count {
            list.push(T::recall(from)?);
        }
        Some(list)
    }
}

impl<T: Keep + Send + Sync + 'static> Keep for Arc<T> {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.shared(self);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        from.shared()
    }
}

impl<K: Keep + Ord, V: Keep> Keep for BTreeMap<K, V> {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.count(self.len());
        for (key, value) in self {
            key.keep(to);
            value.keep(to);
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let (count, _) = from.list::<()>()?;
        let mut map = Self::new();
        for _ in 0..count {
            map.insert(K::recall(from)?, V::recall(from)?);
        }
        (map.len() == count).then_some(map)
    }
}

impl<T: Keep + Ord> Keep for BTreeSet<T> {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        to.count(self.len());
        for one in self {
            one.keep(to);
        }
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        let (count, _) = from.list::<()>()?;
        let mut set = Self::new();
        for _ in 0..count {
            set.insert(T::recall(from)?);
        }
        (set.len() == count).then_some(set)
    }
}

impl<A: Keep, B: Keep> Keep for (A, B) {
    fn keep<'a>(&'a self, to: &mut Writer<'a>) {
        self.0.keep(to);
        self.1.keep(to);
    }

    fn recall(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::recall(from)?, B::recall(from)?))
    }
}
