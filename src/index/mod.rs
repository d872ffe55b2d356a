//! Finding the passages that may bear on a claim: [`Library`], the corpus as the engine reads it,
//! its postings, and the [`Retriever`] seam.

pub mod analysis;
pub mod base;
mod gathering;
pub mod indexer;
pub mod library;
mod list;
pub mod postings;
pub mod rarity;
pub mod retrieve;
pub mod term;
mod vocabulary;

pub use analysis::{PassageAnalysis, PlacedMention};
pub use base::Base;
pub use indexer::{IndexError, Reading, Watch, write_index};
pub use library::{Hit, Library};
pub use retrieve::{Bar, Found, Query, Ranked, Retriever};
pub use vocabulary::Vocabulary;
