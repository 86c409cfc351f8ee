//! x
#![allow(clippy::todo)]
pub mod change;
pub mod finding;
pub mod git;
pub mod model;
pub mod page;
pub mod render;
pub mod rules;
pub mod settings;
pub mod snapshot;
pub mod yaml;
