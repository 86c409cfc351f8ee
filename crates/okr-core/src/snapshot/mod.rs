//! A snapshot: the goals of an organisation at one state of the repository, indexed by identity.
//!
//! Work tree, index and commit come here the same way, as a [`FileSet`]; each distinct blob is parsed once.

mod build;
mod content;
mod files;
mod lookup;
mod nearest;
mod outline;
mod parsed;
mod parses;
mod place;
mod state;

pub use content::{Content, Fetch};
pub use files::{BlobId, File, FileProblem, FileRole, FileSet};
pub use nearest::nearest;
pub use outline::Outline;
pub use parsed::Parsed;
pub use parses::{Parses, ReadSheet};
pub use place::SheetPlace;
pub use state::{Item, Located, LocatedPart, SheetFile, Snapshot};
