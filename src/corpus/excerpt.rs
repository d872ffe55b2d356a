//! [`Excerpt`]: words of an article that outlive the article's stay in memory.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::Article;
use crate::text::ByteRange;

/// A stretch of an article's text, read as a `str`. It shares the text, so it is cheap to make. Not
/// `Clone`, so that `to_owned` makes a `String`, as of any `str`.
#[derive(Default)]
pub struct Excerpt {
    /// `None` for the empty excerpt of nothing.
    text: Option<Arc<str>>,
    range: ByteRange,
}

impl Excerpt {
    /// The words at `range` of the article's text.
    #[must_use]
    pub fn of(article: &Article, range: ByteRange) -> Self {
        Self { text: Some(Arc::clone(&article.text)), range }
    }

    /// The words at `range` of this excerpt.
    #[must_use]
    pub fn within(&self, range: ByteRange) -> Self {
        let range = range.shift(self.range.start());
        Self { text: self.text.clone(), range }
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        self.text.as_deref().map_or("", |text| self.range.of(text))
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq<str> for Excerpt {
    fn eq(&self, other: &str) -> bool {
        &**self == other
    }
}

impl PartialEq<&str> for Excerpt {
    fn eq(&self, other: &&str) -> bool {
        &**self == *other
    }
}
