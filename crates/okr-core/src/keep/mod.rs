//! Nouns to bytes and back, for caches: what was understood once need not be read again.
//!
//! The form is compact and quick to take in again, and nothing else: no format that anyone else reads, and none
//! that lives longer than the build of the program that wrote it. Strings, ids and units are written once, and
//! objects that are one object (`Arc`) come back as one.
//!
//! Bytes are never trusted, whatever checksum they come with: whoever reads gets nothing where they are odd, and no
//! length that they claim is believed before that many bytes are there.

mod digest;
mod goals;
mod measures;
mod plain;
mod reader;
mod report;
mod shelf;
#[cfg(test)]
mod tests;
mod writer;

pub use digest::Digest;
pub use reader::Reader;
pub use shelf::Shelf;
pub use writer::Writer;

/// What can be kept as bytes.
pub trait Keep: Sized {
    /// Writes it. The writer remembers what it has written by where that stands, hence the lifetime.
    fn keep<'a>(&'a self, to: &mut Writer<'a>);

    /// Reads it again; nothing where the bytes are not what [`keep`](Self::keep) wrote.
    fn recall(from: &mut Reader<'_>) -> Option<Self>;
}

/// Both ways of a struct, field after field. It is taken apart without `..`, so that the compiler points here when
/// a field is added.
macro_rules! record {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::keep::Keep for $type {
            fn keep<'a>(&'a self, to: &mut $crate::keep::Writer<'a>) {
                let Self { $($field),+ } = self;
                $($crate::keep::Keep::keep($field, to);)+
            }

            fn recall(from: &mut $crate::keep::Reader<'_>) -> Option<Self> {
                $(let $field = $crate::keep::Keep::recall(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    };
}

/// Both ways of an enum without fields, by its place among all of them.
macro_rules! choice {
    ($type:ident: $($variant:ident),+ $(,)?) => {
        impl $crate::keep::Keep for $type {
            fn keep<'a>(&'a self, to: &mut $crate::keep::Writer<'a>) {
                let list = [$(Self::$variant),+];
                // Exhaustive, so that a new variant is missed here and not in a cache.
                let own = match self { $(Self::$variant => Self::$variant),+ };
                to.count(list.iter().position(|one| *one == own).unwrap_or(list.len()));
            }

            fn recall(from: &mut $crate::keep::Reader<'_>) -> Option<Self> {
                [$(Self::$variant),+].get(from.count()?).copied()
            }
        }
    };
}

pub(crate) use {choice, record};

/// Something as bytes of its own.
pub fn to_bytes<T: Keep>(value: &T) -> Vec<u8> {
    let mut writer = Writer::default();
    value.keep(&mut writer);
    writer.into_bytes()
}

/// What [`to_bytes`] wrote, all of it and nothing behind it.
pub fn from_bytes<T: Keep>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader::new(bytes);
    let value = T::recall(&mut reader)?;
    reader.is_at_end().then_some(value)
}
