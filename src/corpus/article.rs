//! [`Article`]: one source document, and its [`Passage`]s, the units of evidence.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Origin, SourceMap};
use crate::text::ByteRange;

/// One source document.
///
/// `text` is what a reader of the article would read, `source` the decoded file or its rendition; for
/// plain text both are the same allocation. Every range below is into `text`.
#[derive(Clone, Debug)]
pub struct Article {
    /// The citation id: the file's name without extension.
    pub id: String,
    /// Where the file lies, as found (the id again for articles that never were files).
    pub path: PathBuf,
    /// How `source` relates to the file.
    pub origin: Origin,
    /// The decoded file, or a rendition of it where the file is no text or holds several articles.
    pub source: Arc<str>,
    /// The article as text.
    pub text: Arc<str>,
    /// From `text` to `source`.
    pub map: SourceMap,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it, as stated.
    pub author: Option<String>,
    /// When it was published; `None` when that can't be known.
    pub date: Option<ArticleDate>,
    /// Where it was published on the web.
    pub url: Option<String>,
    /// ISO 639-3 code of its language, when sure.
    pub language: Option<&'static str>,
    /// Paragraphs, headings and boilerplate in order; they do not overlap.
    pub blocks: Vec<Block>,
    /// The sentences of all blocks that are not boilerplate, in order.
    pub passages: Vec<Passage>,
    /// What [`super::duplicates`] knows copies by.
    pub fingerprint: Vec<u32>,
}

/// What a list of articles shows of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Index into the corpus's articles.
    pub index: u32,
    /// See [`Article::id`].
    pub id: String,
    /// See [`Article::path`].
    pub path: PathBuf,
    /// See [`Article::title`].
    pub title: Option<String>,
    /// See [`Article::outlet`].
    pub outlet: Option<String>,
    /// See [`Article::date`].
    pub date: Option<ArticleDate>,
    /// See [`Article::language`].
    pub language: Option<&'static str>,
}

impl Card {
    /// The card of the article at `index`.
    #[must_use]
    pub fn of(index: u32, article: &Article) -> Self {
        Self {
            index,
            id: article.id.clone(),
            path: article.path.clone(),
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            date: article.date,
            language: article.language,
        }
    }

    /// See [`Article::is_checkable`].
    #[must_use]
    pub fn is_checkable(&self) -> bool {
        self.language.is_none_or(|language| language == "eng")
    }

    /// Title, or the id when there is none.
    #[must_use]
    pub fn heading(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

/// Where articles are had from, one at a time: a list in memory, or a store that reads them when they
/// are asked for.
pub trait Articles {
    /// The article at `index`; `None` when there is none, or it was removed.
    fn article(&self, index: u32) -> Option<Arc<Article>>;

    /// When it was published, without reading the article.
    fn date(&self, index: u32) -> Option<ArticleDate> {
        self.article(index)?.date
    }
}

impl Articles for Vec<Arc<Article>> {
    fn article(&self, index: u32) -> Option<Arc<Article>> {
        self.get(index as usize).cloned()
    }
}

/// A day of publication and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleDate {
    /// The day.
    pub day: Date,
    /// What says so.
    pub origin: DateOrigin,
}

/// What a date of publication rests on, the most reliable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateOrigin {
    /// The format's own fields: front matter, meta tags, JSON-LD.
    Metadata,
    /// The name of the file.
    FileName,
    /// A dateline in the text.
    Text,
}

/// A paragraph, a heading, or a piece of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// In the article's text.
    pub range: ByteRange,
    /// What it is.
    pub kind: BlockKind,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The article's title.
    Title,
    /// A heading inside the article.
    Heading,
    /// A paragraph.
    Paragraph,
    /// What belongs to the article and is not its text: a picture's caption or credit, a byline, the
    /// line with the date.
    Caption,
    /// Menus, counters, comment forms, repeated headlines: never evidence.
    Boilerplate,
}

/// One sentence of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// In the article's text.
    pub range: ByteRange,
    /// Its block, as an index into [`Article::blocks`].
    pub block: u32,
    /// The kind of that block.
    pub kind: BlockKind,
}

impl Article {
    /// The words of passage `index`; empty when there is no such passage.
    #[must_use]
    pub fn passage_text(&self, index: usize) -> &str {
        self.passages.get(index).map_or("", |passage| passage.range.of(&self.text))
    }

    /// The passage that holds or follows the text offset `at`.
    #[must_use]
    pub fn passage_at(&self, at: usize) -> Option<usize> {
        let index = self.passages.partition_point(|passage| passage.range.end() <= at);
        (index < self.passages.len()).then_some(index)
    }

    /// Whether claims can be held against it: everything that weighs words knows English only. Names,
    /// numbers, dates and quotations of other articles are known all the same.
    #[must_use]
    pub fn is_checkable(&self) -> bool {
        self.language.is_none_or(|language| language == "eng")
    }

    /// Title, or the id when there is none.
    #[must_use]
    pub fn heading(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }

    /// The page, from 1, on which `range` of the text starts; `None` for formats without pages.
    #[must_use]
    pub fn page(&self, range: ByteRange) -> Option<usize> {
        self.origin.page(self.map.to_source(range).start())
    }

    /// The line, from 1, on which `range` of the text starts: of the file, or of the rendition where the
    /// file is no text. An article that is one of several in its file stands on its record's line.
    #[must_use]
    pub fn source_line(&self, range: ByteRange) -> usize {
        if let Origin::Record { line } = self.origin {
            return line as usize;
        }
        let at = self.map.to_source(range).start().min(self.source.len());
        1 + self.source.as_bytes().get(..at).map_or(0, |head| head.iter().filter(|&&b| b == b'\n').count())
    }
}
