//! [`Layout`]: what the Markdown parser found, before anything is made of it: the leaves (blocks
//! that hold words), how they hang together, and the directives between them.

use super::callouts::Callout;
use super::front_matter::FrontMatter;
use super::model::{Heading, NoteBlock};
use super::prose::Prose;
use crate::text::ByteRange;

/// The note's structure.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// All leaf blocks, those without words among them.
    pub blocks: Vec<NoteBlock>,
    /// The blocks that hold words, in order.
    pub leaves: Vec<Leaf>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Plain block quotes, in order of their start.
    pub quotes: Vec<QuoteBlock>,
    /// HTML comments that stand as blocks, with what they would cover.
    pub comments: Vec<Comment>,
    /// The front matter.
    pub front_matter: Option<FrontMatter>,
}

/// A block that holds words.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Index into [`Layout::blocks`].
    pub block: usize,
    /// Its words, inline markup still inside.
    pub prose: Prose,
    /// Where the lines of the Markdown end, in the prose; the last one is not among them.
    pub lines: Vec<usize>,
    /// What the inline markup says, ascending by start; ranges are into the prose.
    pub spans: Vec<Span>,
    /// How the leaf hangs together with others.
    pub place: Place,
}

/// How a leaf hangs together with others. Indices are into [`Layout::leaves`] unless said otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// For a list item: the leaf that stood right before its list.
    pub lead: Option<usize>,
    /// Whether that leaf is the text of the item around the list.
    pub nested: bool,
    /// For a table cell: the first cell of its row.
    pub key: Option<usize>,
    /// For a table cell: its column's header.
    pub header: Option<usize>,
    /// For a table cell: a number that all cells of the row share, and the row's range.
    pub row: Option<(usize, ByteRange)>,
    /// Whether it is one of several lines with labels.
    pub labelled: bool,
    /// Index into [`Layout::headings`] of the heading it stands under.
    pub heading: Option<usize>,
    /// The innermost call-out around it.
    pub callout: Option<Callout>,
    /// Whether it is the title line of a call-out.
    pub callout_title: bool,
    /// Index into [`Layout::quotes`] of the innermost plain block quote.
    pub quote: Option<usize>,
    /// The label of the footnote whose definition it stands in.
    pub footnote: Option<String>,
}

/// A plain block quote.
#[derive(Debug)]
pub(super) struct QuoteBlock {
    /// With its markup.
    pub range: ByteRange,
    /// The leaf right before it, which may introduce it.
    pub intro: Option<usize>,
}

/// Inline markup with a meaning.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// In the prose.
    pub range: ByteRange,
    /// In the note, markup included.
    pub source: ByteRange,
    /// What it is.
    pub kind: SpanKind,
}

/// What a [`Span`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SpanKind {
    /// `**…**`
    Strong,
    /// `~~…~~`
    Struck,
    /// A code span.
    Code,
    /// An HTML tag or comment.
    Html,
    /// A picture.
    Image,
    /// `[^label]` with a definition.
    FootnoteReference(String),
    /// `[text](destination)`, or by reference.
    Link(String),
    /// `<https://…>`
    Autolink,
    /// `[[target]]`, or with `|words` when `piped`.
    Wiki { target: String, piped: bool },
}

/// An HTML comment outside a paragraph.
#[derive(Debug)]
pub(super) struct Comment {
    /// The comment.
    pub range: ByteRange,
    /// The block after it, or the one around it when nothing follows there.
    pub next: ByteRange,
}
