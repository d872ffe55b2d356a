//! What editors and the shell ask for: pure functions from a snapshot to plain data, one file each.

pub mod definition;
pub mod fix_all;
pub mod grounds;
pub mod hover;
pub mod in_article;
pub mod place;
pub mod references;
pub mod symbols;
pub mod under_cursor;

pub use place::{Link, Place};
pub use under_cursor::{UnderCursor, under_cursor};
