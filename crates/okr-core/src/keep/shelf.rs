//! Many kept things in one run of bytes, by name: what a file holds to which each run adds what is new.
//!
//! A thing is only taken when its checksum is right, and what cannot be followed ends the shelf: a file that was
//! cut short or written over holds fewer things, never other ones.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::ops::Range;

/// Before each thing: its name, how long it is, and a checksum of the three.
const HEAD: usize = 16 + 4 + 8;

/// Things that were kept, by name.
#[derive(Debug, Default)]
pub struct Shelf {
    bytes: Vec<u8>,
    places: HashMap<u128, Range<usize>>,
    whole: bool,
}

impl Shelf {
    /// The shelf in these bytes, behind the first `start`.
    pub fn of(bytes: Vec<u8>, start: usize) -> Self {
        let mut places = HashMap::new();
        let mut at = start;
        while let Some(head) = bytes.get(at..at + HEAD) {
            let Some((name, length)) = name_and_length(head) else { break };
            let end = at + HEAD + length;
            if end > bytes.len() {
                break;
            }
            places.insert(name, at..end);
            at = end;
        }
        let whole = at == bytes.len();
        Self { bytes, places, whole }
    }

    /// Whether it could be followed to its end; else nothing may be added to it.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How many things are on it.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is on it.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether there is something of this name; it may yet turn out to be damaged.
    pub fn has(&self, name: u128) -> bool {
        self.places.contains_key(&name)
    }

    /// The thing of this name.
    pub fn get(&self, name: u128) -> Option<&[u8]> {
        let (head, thing) = self.bytes.get(self.places.get(&name)?.clone())?.split_at_checked(HEAD)?;
        let checksum: [u8; 8] = head.get(20..)?.try_into().ok()?;
        (u64::from_le_bytes(checksum) == sum(&head[..20], thing)).then_some(thing)
    }

    /// Adds a thing to bytes that are to be a shelf.
    pub fn put(bytes: &mut Vec<u8>, name: u128, thing: &[u8]) {
        let Ok(length) = u32::try_from(thing.len()) else { return };
        let mut head = [0; 20];
        head[..16].copy_from_slice(&name.to_le_bytes());
        head[16..].copy_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(&sum(&head, thing).to_le_bytes());
        bytes.extend_from_slice(thing);
    }
}

fn name_and_length(head: &[u8]) -> Option<(u128, usize)> {
    let name = u128::from_le_bytes(head.get(..16)?.try_into().ok()?);
    let length = u32::from_le_bytes(head.get(16..20)?.try_into().ok()?);
    Some((name, usize::try_from(length).ok()?))
}

fn sum(head: &[u8], thing: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(head);
    hasher.write(thing);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    fn three() -> Vec<u8> {
        let mut bytes = b"head".to_vec();
        Shelf::put(&mut bytes, 1, b"one");
        Shelf::put(&mut bytes, 2, b"");
        Shelf::put(&mut bytes, u128::MAX, b"three");
        bytes
    }

    #[test]
    fn things_are_found_by_name_and_the_last_of_a_name_counts() {
        let mut bytes = three();
        Shelf::put(&mut bytes, 1, b"one again");
        let shelf = Shelf::of(bytes, 4);
        assert!(shelf.is_whole());
        assert_eq!(shelf.get(1).unwrap(), b"one again");
        assert_eq!(shelf.get(2).unwrap(), b"");
        assert_eq!(shelf.get(u128::MAX).unwrap(), b"three");
        assert!(shelf.get(3).is_none() && !shelf.has(3));
    }

    #[test]
    fn whatever_is_damaged_gives_the_right_thing_or_none() {
        let whole = three();
        for at in 4..whole.len() {
            let cut = Shelf::of(whole[..at].to_vec(), 4);
            assert!(!cut.is_whole() || at == 4 || whole[..at] == three()[..at]);
            let mut bent = whole.clone();
            bent[at] ^= 0x41;
            for shelf in [cut, Shelf::of(bent, 4)] {
                for (name, thing) in [(1, &b"one"[..]), (2, b""), (u128::MAX, b"three")] {
                    assert!(shelf.get(name).is_none_or(|found| found == thing), "{name} at {at}");
                }
            }
        }
    }
}
