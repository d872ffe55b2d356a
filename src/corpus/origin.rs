//! [`Origin`]: how the text of an article relates to its file.

use serde::{Deserialize, Serialize};

/// How [`super::Article::source`] relates to the article's file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// `source` is the decoded file.
    #[default]
    File,
    /// The file is no text: `source` is a rendition of it, in pages when the format has any.
    Rendition {
        /// The byte of `source` at which each page starts, ascending; empty without pages.
        pages: Vec<u32>,
    },
    /// The file holds several articles: `source` is a rendition of this one.
    Record {
        /// The line of the file, from 1, on which the record starts; for files that are not text the
        /// record's number.
        line: u32,
    },
}

impl Origin {
    /// Whether `source` is made by the reader, and not the file itself.
    #[must_use]
    pub fn is_rendition(&self) -> bool {
        *self != Self::File
    }

    /// The page, from 1, on which the byte `at` of `source` stands.
    #[must_use]
    pub fn page(&self, at: usize) -> Option<usize> {
        match self {
            Self::Rendition { pages } if !pages.is_empty() => {
                Some(pages.partition_point(|start| *start as usize <= at).max(1))
            }
            _ => None,
        }
    }

    /// The bytes of `source`, which is `length` long, that page `number` (from 1) takes up.
    #[must_use]
    pub fn page_range(&self, number: usize, length: usize) -> Option<crate::text::ByteRange> {
        let Self::Rendition { pages } = self else { return None };
        let start = *pages.get(number.checked_sub(1)?)? as usize;
        let end = pages.get(number).map_or(length, |next| *next as usize);
        Some(crate::text::ByteRange::new(start, end))
    }

    /// How many pages there are; 0 for formats without.
    #[must_use]
    pub fn pages(&self) -> usize {
        match self {
            Self::Rendition { pages } => pages.len(),
            Self::File | Self::Record { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ByteRange;

    #[test]
    fn a_byte_stands_on_the_page_that_starts_at_or_before_it() {
        let origin = Origin::Rendition { pages: vec![0, 100, 250] };
        assert_eq!([0, 99, 100, 250, 900].map(|at| origin.page(at)), [1, 1, 2, 3, 3].map(Some));
        assert_eq!(origin.page_range(2, 400), Some(ByteRange::new(100, 250)));
        assert_eq!(origin.page_range(3, 400), Some(ByteRange::new(250, 400)));
        assert_eq!((origin.page_range(4, 400), origin.page_range(0, 400)), (None, None));
        assert_eq!(Origin::File.page(3), None);
    }
}
