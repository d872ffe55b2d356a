//! What editors and the shell ask for: pure functions from a snapshot to plain data, one file each.

pub mod baseline;
pub mod code_lenses;
pub mod completion;
pub mod definition;
pub mod document_links;
pub mod evidence;
pub mod fix_all;
pub mod folding;
pub mod grounds;
pub mod hover;
pub mod in_article;
pub mod inlay_hints;
pub mod overview;
pub mod place;
pub mod places_in_note;
pub mod quote;
pub mod references;
pub mod rename;
pub mod rename_files;
pub mod report;
pub mod selection_ranges;
pub mod semantic_tokens;
pub mod settle_name;
pub mod symbols;
pub mod under_cursor;
pub mod while_typing;

pub use place::{Link, Place};
pub use under_cursor::{UnderCursor, under_cursor};
