//! Git's deltas: an object told as stretches of another one and new bytes between them (`gitformat-pack`).

use std::sync::Arc;

/// What `delta` makes of `base`, written to `made` on the way. Nothing where it is no delta of it, or makes more than
/// `largest` bytes.
pub(super) fn apply(base: &[u8], delta: &[u8], largest: u64, made: &mut Vec<u8>) -> Option<Arc<[u8]>> {
    let mut rest = delta;
    if size(&mut rest)? != u64::try_from(base.len()).ok()? {
        return None;
    }
    let length = size(&mut rest).filter(|length| *length <= largest)?;
    let length = usize::try_from(length).ok()?;
    made.clear();
    made.reserve(length);
    while let Some((&command, after)) = rest.split_first() {
        rest = after;
        let stretch = if command & 0x80 != 0 {
            let offset = number(command, 4, &mut rest)?;
            let length = match number(command >> 4, 3, &mut rest)? {
                0 => 0x1_0000,
                length => length,
            };
            base.get(offset..offset.checked_add(length)?)?
        } else {
            // A command of 0 is kept for later versions of git.
            let (new, after) = rest.split_at_checked(usize::from(command)).filter(|_| command > 0)?;
            rest = after;
            new
        };
        made.extend_from_slice(stretch);
        if made.len() > length {
            return None;
        }
    }
    (made.len() == length).then(|| Arc::from(made.as_slice()))
}

/// A number in groups of seven bits, the lowest first.
fn size(rest: &mut &[u8]) -> Option<u64> {
    let mut size = 0_u64;
    for shift in (0..57).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        size |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(size);
        }
    }
    None
}

/// A number of up to `most` bytes, the lowest first; `which` has a bit for each that is not zero and so told.
fn number(which: u8, most: u8, rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for at in 0..most {
        if which & (1 << at) != 0 {
            let (&byte, after) = rest.split_first()?;
            *rest = after;
            number |= usize::from(byte) << (8 * at);
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stretches_and_new_bytes_follow_each_other() {
        let base = b"the quick brown fox";
        // Sizes, then: 6 bytes from 4 on, "red ", 6 bytes from 9 on.
        let delta = [&[19, 16, 0x91, 4, 6, 4][..], b"red ", &[0x91, 9, 6]].concat();
        assert_eq!(&*apply(base, &delta, 100, &mut Vec::new()).unwrap(), b"quick red  brown");
        assert!(apply(base, &delta, 15, &mut Vec::new()).is_none(), "larger than asked for");
        assert!(apply(b"another base", &delta, 100, &mut Vec::new()).is_none());
        assert!(apply(base, &delta[..delta.len() - 1], 100, &mut Vec::new()).is_none(), "cut off");
        assert!(apply(base, &[19, 1, 0], 100, &mut Vec::new()).is_none(), "a command of a later git");
        assert!(apply(base, &[19, 9, 0x91, 15, 9], 100, &mut Vec::new()).is_none(), "beyond the base");
    }

    #[test]
    fn a_length_of_nothing_is_64_kibibytes() {
        let base = vec![7; 70_000];
        let delta = [0xf0, 0xa2, 0x04, 0x80, 0x80, 0x04, 0x80];
        assert_eq!(apply(&base, &delta, 1 << 20, &mut Vec::new()).unwrap().len(), 0x1_0000);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_grow(
            base in proptest::collection::vec(any::<u8>(), 0..60),
            delta in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            let mut headed = vec![u8::try_from(base.len()).unwrap(), 40];
            headed.extend_from_slice(&delta);
            for delta in [&delta, &headed] {
                if let Some(made) = apply(&base, delta, 100, &mut Vec::new()) {
                    prop_assert!(made.len() <= 100);
                }
            }
        }
    }
}
