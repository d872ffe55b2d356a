//! Finding the passages that may bear on a claim: [`Library`], the corpus as the engine reads it.

pub mod library;

pub use library::{Hit, Library};
