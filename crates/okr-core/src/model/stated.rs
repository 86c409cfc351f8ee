//! What somebody wrote where a quantity or a target belongs: the value, or words that are none.

/// A field as stated: understood as a value, or only words.
///
/// Words are kept, never dropped: history compares them, and each form of them has its own rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Stated<T> {
    /// Understood.
    Value(T),
    /// Not a value.
    Words {
        /// The text as written.
        text: String,
        /// What sort of words.
        form: Form,
    },
}

/// The sorts of words that stand where a measure belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `unknown`: nobody has measured it yet.
    Unknown,
    /// `TBD`, `XXX`, `???`, 待定.
    Placeholder,
    /// `by 25 %`, `2x`, `double`: relative to something not written.
    Relative,
    /// `done`, `yes`, `100 % complete`: finished or not.
    Milestone,
    /// Anything else; the reader has told it as a malformed file.
    Unreadable,
}

impl<T> Stated<T> {
    /// The value, if it is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Words { .. } => None,
        }
    }

    /// The form of the words, if it is not a value.
    pub fn form(&self) -> Option<Form> {
        match self {
            Self::Value(_) => None,
            Self::Words { form, .. } => Some(*form),
        }
    }
}
