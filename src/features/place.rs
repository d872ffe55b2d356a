//! [`Place`]: a stretch of a file, with the text that its offsets count in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::corpus::ArticleSpan;
use crate::index::Library;
use crate::text::ByteRange;

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Its decoded text.
    pub text: Arc<str>,
    /// In that text.
    pub range: ByteRange,
}

impl Place {
    /// The place of `span` in the article's file.
    #[must_use]
    pub fn of_span(span: ArticleSpan, library: &Library) -> Option<Self> {
        let article = library.article(span.article)?;
        Some(Self {
            path: article.path.clone(),
            text: Arc::clone(&article.source),
            range: article.map.to_source(span.range),
        })
    }

    /// The line, from 1, on which it starts.
    #[must_use]
    pub fn line(&self) -> usize {
        1 + self.text.get(..self.range.start()).unwrap_or("").matches('\n').count()
    }
}

/// A jump from words of a note to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words of the note.
    pub origin: ByteRange,
    /// Where they lead.
    pub target: Place,
}
