//! Draws what the rest of the core says: [`findings`] and [`page`]s, one file a format.
//!
//! Everything here is a pure function from values to text. What a terminal can show comes in as a
//! [`Screen`]; nothing here looks at a clock, the environment or a terminal, and nothing writes files.
//! Whatever came from a repository is hostile until it went through [`escape`] for where it goes.

pub mod escape;
pub mod findings;
mod format;
mod goals;
pub mod json;
pub mod page;
mod screen;
mod svg;
mod words;

pub use format::{FindingFormat, PageFormat, UnknownFormat};
pub use goals::goals;
pub use screen::Screen;
pub use words::figure;
