//! An analyst's Markdown: blocks, claims, quotations, citations and suppressions, with exact ranges.
//!
//! [`parse`] goes in four steps: [`blocks`] reads the Markdown parser's events into a layout of
//! leaves; [`cuts`] finds what in a leaf is no part of its sentences (citations, comments, struck
//! text); [`claims`] reads the rest as sentences and clauses and asks [`checkable`] about each; and
//! [`suppressions`] and [`quotations`] add what spans claims.

mod before;
mod blocks;
mod callouts;
mod checkable;
mod citations;
mod claims;
mod clauses;
// Tables of words: one word a line would hide them in a thousand lines.
#[rustfmt::skip]
mod cues;
mod cuts;
mod frames;
pub mod front_matter;
mod furniture;
mod html;
mod inline;
mod known;
mod labels;
mod layout;
mod markup;
pub mod model;
mod parse;
mod plain;
mod prose;
mod quotations;
mod reading;
mod sentence;
mod speech;
mod suppressions;

pub use before::is_personal;
pub use blocks::markdown_options;
pub(crate) use checkable::TABLE_KEY;
pub use front_matter::FrontMatter;
pub use model::{
    Checkable, Citation, CitationForm, Claim, Heading, Note, NoteBlock, NoteBlockKind, NoteQuotation,
    Suppression, SuppressionScope, Target,
};
pub use parse::{parse, parse_knowing};
pub use plain::claims_of_plain;
