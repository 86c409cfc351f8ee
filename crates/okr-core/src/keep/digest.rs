//! A name for what something depends on: the same for the same, and for nothing else that anyone will meet.

use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash, Hasher};

/// 128 bits that stand for what was put in, within one build of the program.
#[derive(Clone)]
pub struct Digest([DefaultHasher; 2]);

impl Digest {
    /// A digest for one purpose.
    pub fn of(purpose: &str) -> Self {
        let mut lanes = [DefaultHasher::new(), DefaultHasher::new()];
        for (lane, hasher) in lanes.iter_mut().enumerate() {
            (lane, purpose).hash(hasher);
        }
        Self(lanes)
    }

    /// The same with more.
    #[must_use]
    pub fn with(mut self, more: &(impl Hash + ?Sized)) -> Self {
        self.add(more);
        self
    }

    /// Takes more.
    pub fn add(&mut self, more: &(impl Hash + ?Sized)) {
        for hasher in &mut self.0 {
            more.hash(hasher);
        }
    }

    /// Takes something as it is printed for those who program: for what is small and cannot be hashed.
    pub fn add_printed(&mut self, more: &(impl fmt::Debug + ?Sized)) {
        // Writing into a hash cannot fail.
        let _ = write!(self, "{more:?}");
        self.add(&0_u8);
    }

    /// The name.
    pub fn name(&self) -> u128 {
        let [first, second] = &self.0;
        u128::from(first.finish()) << 64 | u128::from(second.finish())
    }
}

impl fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for hasher in &mut self.0 {
            hasher.write(text.as_bytes());
        }
        Ok(())
    }
}
