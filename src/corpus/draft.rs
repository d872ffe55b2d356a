//! [`Draft`]: what a format's reader makes of a file before anybody has judged which of its pieces
//! are the article.

use std::sync::Arc;

use jiff::civil::Date;

use super::shape::Shape;
use super::{Origin, SourceMap};
use crate::text::ByteRange;

/// A file, read: its text in pieces, and what its format says about it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// How `source` relates to the file.
    pub origin: Origin,
    /// The decoded file, or a rendition of it.
    pub source: Arc<str>,
    /// What a reader would see; the same allocation as `source` for plain text.
    pub text: Arc<str>,
    /// From `text` to `source`.
    pub map: SourceMap,
    /// The pieces of `text` in order; they do not overlap and none is blank.
    pub pieces: Vec<Piece>,
    /// What the format's own fields say.
    pub metadata: Metadata,
}

/// A stretch of text that stands apart: a paragraph, a line, a heading, a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In the draft's text, trimmed.
    pub range: ByteRange,
    /// What its markup says it is.
    pub form: Form,
    /// How many of its bytes stand in links.
    pub linked: usize,
}

/// What markup says of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line or paragraph of plain text: its markup says nothing.
    Plain,
    /// A paragraph.
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A picture's caption.
    Caption,
    /// Fields at the head of the file, menus, forms, footers: no part of the article.
    Furniture,
}

/// A piece and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// Its words.
    pub text: &'a str,
    /// Its outward form.
    pub shape: Shape,
}

/// What a file's format says of the article, as against its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline; may still carry the outlet's name behind a dash or bar.
    pub title: Option<String>,
    /// The publisher.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The address on the web.
    pub url: Option<String>,
    /// ISO 639-3 code of the language.
    pub language: Option<&'static str>,
}

impl Metadata {
    /// What is stated here, and where nothing is what is stated in `weaker`.
    #[must_use]
    pub fn or(self, weaker: Self) -> Self {
        Self {
            title: self.title.or(weaker.title),
            outlet: self.outlet.or(weaker.outlet),
            author: self.author.or(weaker.author),
            date: self.date.or(weaker.date),
            url: self.url.or(weaker.url),
            language: self.language.or(weaker.language),
        }
    }
}
