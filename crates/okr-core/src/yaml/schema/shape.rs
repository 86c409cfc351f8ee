//! The shape of the format: what an object of a file may hold, as one table that the reader, the JSON
//! Schema and the documentation share. The tables themselves stand in `format`.

/// An object of the format.
#[derive(Debug)]
pub struct Object {
    /// What it is called in the JSON Schema: `key_result`.
    pub name: &'static str,
    /// What it is called in a sentence, with its article: `a key result`.
    pub noun: &'static str,
    /// What it is, in one sentence.
    pub doc: &'static str,
    /// Its fields, in the order they are best written.
    pub fields: &'static [Field],
}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Whether the object makes no sense without it.
    pub required: bool,
    /// What it says, in one sentence.
    pub doc: &'static str,
    /// A value as it would be written in YAML.
    pub example: &'static str,
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A sentence or a name.
    Prose,
    /// `[a-z0-9][a-z0-9-]*`
    Id,
    /// `2026-Q1`
    Cycle,
    /// `<cycle>/<team>/<id>`
    Reference,
    /// `YYYY-MM-DD`
    Date,
    /// `MM-DD`
    YearStart,
    /// An IANA name.
    Timezone,
    /// A number and a unit.
    Quantity,
    /// A comparison and a quantity, a range, or a quantity.
    Target,
    /// A time, more than nothing.
    Hold,
    /// A unit.
    Unit,
    /// A number greater than 0.
    Positive,
    /// A number from 0 to 1.
    Share,
    /// A whole number from this one on.
    Whole(u32),
    /// The version of the format: 1.
    Version,
    /// One value of an amended field, as written; may be left empty.
    Value,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// An object.
    Object(&'static Object),
    /// A list of objects.
    Objects(&'static Object),
    /// A list.
    List(&'static Shape),
    /// A list, or one value that stands for a list of one.
    OneOrList(&'static Shape),
    /// A map whose keys the format does not name: rules and lists of words.
    Map(&'static Shape),
    /// What `rules:` says of one rule: a severity, or a map with a severity and parameters.
    RuleSetting,
    /// Changes to one list of words: a list (added), or a map of `add` and `remove`.
    WordList,
}

impl Object {
    /// The field of this name, with its position.
    pub fn field(&self, name: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.name == name)
    }
}

impl Field {
    /// A field that may be left out.
    pub(super) const fn may(
        name: &'static str,
        shape: Shape,
        doc: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, shape, required: false, doc, example }
    }

    /// A field that must stand.
    pub(super) const fn must(
        name: &'static str,
        shape: Shape,
        doc: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, shape, required: true, doc, example }
    }
}
