//! Objects that were unpacked last, kept within a bound.

use std::collections::HashMap;

use super::{KEPT_BYTES, PackedObject, Place};

/// Two generations: what is asked for moves to the younger one, and when that is full the older one goes. So
/// at least the last half of the bound is always there, and keeping takes no order of its own.
#[derive(Default)]
pub(super) struct Unpacked {
    young: HashMap<Place, PackedObject>,
    old: HashMap<Place, PackedObject>,
    young_bytes: usize,
}

impl Unpacked {
    pub(super) fn get(&mut self, place: Place) -> Option<PackedObject> {
        if let Some(object) = self.young.get(&place) {
            return Some(object.clone());
        }
        let object = self.old.remove(&place)?;
        self.keep(place, object.clone());
        Some(object)
    }

    pub(super) fn keep(&mut self, place: Place, object: PackedObject) {
        self.young_bytes += object.bytes.len();
        self.young.insert(place, object);
        if self.young_bytes > KEPT_BYTES / 2 {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ObjectKind;
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let place = |offset| Place { pack: 0, offset };
        let object = || PackedObject { kind: ObjectKind::Blob, bytes: vec![0; KEPT_BYTES / 8].into() };
        let mut kept = Unpacked::default();
        for offset in 0..40 {
            kept.keep(place(offset), object());
            assert!(kept.get(place(0)).is_some(), "{offset}");
        }
        assert!(kept.get(place(39)).is_some() && kept.get(place(5)).is_none());
        let all = kept.young.values().chain(kept.old.values());
        assert!(all.map(|object| object.bytes.len()).sum::<usize>() <= KEPT_BYTES + KEPT_BYTES / 4);
    }
}
