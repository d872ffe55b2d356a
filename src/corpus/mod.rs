//! The articles: found, decoded, read, cut into passages, each passage leading back to its place
//! in the file.

mod apart;
pub mod article;
mod assemble;
mod builder;
pub mod columns;
mod dateline;
mod decode;
mod draft;
pub mod duplicates;
mod echo;
mod excerpt;
mod formats;
mod front_matter;
mod furniture;
mod furniture_words;
mod headline;
mod html;
mod language;
pub mod limits;
pub mod load;
mod markdown;
pub mod origin;
mod passages;
mod plain;
pub mod problem;
mod published;
pub mod read;
mod shape;
pub mod source_map;
pub mod stored;

pub use article::{Article, ArticleDate, Articles, Block, BlockKind, Card, DateOrigin, Passage};
pub use columns::Columns;
pub use excerpt::Excerpt;
pub use limits::Limits;
pub use origin::Origin;
pub use problem::Problem;
pub use source_map::SourceMap;

/// What settings say of how files are read; with the files themselves, all that an article depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FileTerms {
    /// Which fields of an export hold what.
    pub columns: Columns,
    /// How much of a file is read.
    pub limits: Limits,
}

/// A passage anywhere in a corpus: the article's index in it, and the passage's in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct PassageId {
    /// Index into the corpus's articles.
    pub article: u32,
    /// Index into [`Article::passages`].
    pub passage: u32,
}

/// A stretch of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct ArticleSpan {
    /// Index into the corpus's articles.
    pub article: u32,
    /// In that article's text.
    pub range: crate::text::ByteRange,
}
