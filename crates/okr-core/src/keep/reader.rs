//! Reads what a writer wrote, and nothing else: whatever is odd is nothing.

use std::any::Any;
use std::sync::Arc;

use super::Keep;
use crate::model::{Id, Unit};

/// A text, with what it was understood as already.
struct Met<'a> {
    text: &'a str,
    id: Option<Id>,
    unit: Option<Unit>,
}

/// Gives back what was kept.
pub struct Reader<'a> {
    rest: &'a [u8],
    texts: Vec<Met<'a>>,
    shared: Vec<Arc<dyn Any + Send + Sync>>,
}

/// No list is given more room at once than this, whatever it claims to hold.
const ROOM: usize = 256;

impl<'a> Reader<'a> {
    /// A reader of bytes that somebody kept.
    pub fn new(bytes: &'a [u8]) -> Self {
        // About as many as there are: to grow step by step would take memory that was never touched before each time.
        let (texts, shared) = (Vec::with_capacity(bytes.len() / 24), Vec::with_capacity(bytes.len() / 100));
        Self { rest: bytes, texts, shared }
    }

    /// Whether everything was read.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// As many bytes as asked for.
    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// A whole number.
    pub fn number(&mut self) -> Option<u128> {
        let mut number = u128::from(self.byte()?);
        if number < 0x80 {
            return Some(number);
        }
        number &= 0x7f;
        for shift in (7..u128::BITS).step_by(7) {
            let byte = u128::from(self.byte()?);
            let part = byte & 0x7f;
            if part << shift >> shift != part {
                return None;
            }
            number |= part << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things, or the place of one.
    pub fn count(&mut self) -> Option<usize> {
        // Nearly all of them are small.
        if let Some((&byte, rest)) = self.rest.split_first()
            && byte < 0x80
        {
            self.rest = rest;
            return Some(usize::from(byte));
        }
        self.number()?.try_into().ok()
    }

    /// The length of a list, and room for it. Each thing in it takes a byte at least.
    pub fn list<T>(&mut self) -> Option<(usize, Vec<T>)> {
        let count = self.count()?;
        (count <= self.rest.len()).then(|| (count, Vec::with_capacity(count.min(ROOM))))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let at = self.place_of_text()?;
        Some(self.texts.get(at)?.text)
    }

    /// A text that is an id; the same one is made once.
    pub fn id(&mut self) -> Option<Id> {
        let at = self.place_of_text()?;
        let text = self.texts.get_mut(at)?;
        if text.id.is_none() {
            text.id = Some(text.text.parse().ok()?);
        }
        text.id.clone()
    }

    /// A text that is a unit; the same one is made once.
    pub fn unit(&mut self) -> Option<Unit> {
        let at = self.place_of_text()?;
        let text = self.texts.get_mut(at)?;
        if text.unit.is_none() {
            text.unit = Some(Unit::parse(text.text).ok()?);
        }
        text.unit.clone()
    }

    fn place_of_text(&mut self) -> Option<usize> {
        if let Some(known) = self.count()?.checked_sub(1) {
            return Some(known);
        }
        let length = self.count()?;
        let text = std::str::from_utf8(self.bytes(length)?).ok()?;
        self.texts.push(Met { text, id: None, unit: None });
        Some(self.texts.len() - 1)
    }

    /// A shared object.
    pub fn shared<T: Keep + Send + Sync + 'static>(&mut self) -> Option<Arc<T>> {
        if let Some(known) = self.count()?.checked_sub(1) {
            return Arc::clone(self.shared.get(known)?).downcast().ok();
        }
        let object = Arc::new(T::recall(self)?);
        self.shared.push(object.clone());
        Some(object)
    }
}
