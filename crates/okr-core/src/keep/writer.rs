//! Writes: numbers in as few bytes as they need, and what was written already by its number.

use std::collections::HashMap;
use std::sync::Arc;

use super::Keep;

/// Takes what is kept.
#[derive(Default)]
pub struct Writer<'a> {
    bytes: Vec<u8>,
    texts: HashMap<&'a str, usize>,
    /// Shared objects by where they stand. They are borrowed for as long as the writer lives, so that no other can
    /// come to stand there.
    shared: HashMap<usize, usize>,
}

impl<'a> Writer<'a> {
    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How much was written.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Bytes as they are; who reads them must know how many.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A whole number: seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u128) {
        while number > 0x7f {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    /// A number of things, or the place of one.
    pub fn count(&mut self, count: usize) {
        self.number(count as u128);
    }

    /// A text: the first time as it is, later by its number.
    pub fn text(&mut self, text: &'a str) {
        let next = self.texts.len() + 1;
        if let Some(&known) = self.texts.get(text) {
            self.count(known);
            return;
        }
        self.texts.insert(text, next);
        self.count(0);
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A shared object: the first time as it is, later by its number.
    pub fn shared<T: Keep>(&mut self, object: &'a Arc<T>) {
        let place = Arc::as_ptr(object) as usize;
        if let Some(&known) = self.shared.get(&place) {
            self.count(known);
            return;
        }
        self.count(0);
        object.keep(self);
        // Numbered as the reader comes to their ends: what stands within it has its number already.
        self.shared.insert(place, self.shared.len() + 1);
    }
}
