//! An analyst's Markdown: blocks, claims, quotations, citations and suppressions, with exact ranges.

pub mod model;

pub use model::{
    Checkable, Citation, CitationForm, Claim, Heading, Note, NoteBlock, NoteBlockKind, NoteQuotation,
    Suppression, SuppressionScope, Target,
};
