//! [`Library`]: articles, entities and the retrieval index over them, immutable once built.

use std::sync::Arc;

use crate::corpus::{Article, ArticleSpan, PassageId};
use crate::entities::Entities;

/// A corpus as the engine reads it. Cheap to share behind an [`Arc`]; a changed corpus is a new one.
#[derive(Debug, Default)]
pub struct Library {
    /// The articles, ordered by path.
    pub articles: Vec<Arc<Article>>,
    /// Who and what they name.
    pub entities: Entities,
}

/// A passage that a search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Which one.
    pub passage: PassageId,
    /// How well it fits, higher is better; comparable within one search only.
    pub score: f32,
}

impl Library {
    /// The article at `index`.
    #[must_use]
    pub fn article(&self, index: u32) -> Option<&Arc<Article>> {
        self.articles.get(index as usize)
    }

    /// The article whose citation id is `id`, and its index.
    #[must_use]
    pub fn article_by_id(&self, id: &str) -> Option<(u32, &Arc<Article>)> {
        let index = self.articles.iter().position(|article| article.id == id)?;
        Some((u32::try_from(index).ok()?, self.articles.get(index)?))
    }

    /// The words of a passage; empty when there is no such passage.
    #[must_use]
    pub fn passage_text(&self, id: PassageId) -> &str {
        self.article(id.article).map_or("", |article| article.passage_text(id.passage as usize))
    }

    /// Where a passage stands.
    #[must_use]
    pub fn passage_span(&self, id: PassageId) -> Option<ArticleSpan> {
        let passage = self.article(id.article)?.passages.get(id.passage as usize)?;
        Some(ArticleSpan { article: id.article, range: passage.range })
    }

    /// The words at `span`.
    #[must_use]
    pub fn span_text(&self, span: ArticleSpan) -> &str {
        self.article(span.article).map_or("", |article| span.range.of(&article.text))
    }
}
