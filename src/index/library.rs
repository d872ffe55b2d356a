//! [`Library`]: articles, entities and the retrieval index over them, immutable once built.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::analysis::PassageAnalysis;
use super::postings::Postings;
use super::retrieve::{Query, Ranked, Retriever};
use crate::corpus::{Article, ArticleSpan, Articles, Card, Excerpt, PassageId, duplicates};
use crate::entities::{self, Decisions, Entities};

/// A corpus as the engine reads it. Cheap to share behind an [`Arc`]; a changed corpus is a new one.
#[derive(Debug, Default)]
pub struct Library {
    /// The articles, ordered by path.
    articles: Vec<Arc<Article>>,
    /// Who and what they name.
    pub entities: Entities,
    postings: Postings,
    by_id: FxHashMap<String, u32>,
    /// By article: its story, the same for copies.
    stories: Vec<u32>,
    cards: OnceLock<Vec<Card>>,
    /// Passages looked at so far; only candidates are ever analysed.
    analyses: DashMap<PassageId, Arc<PassageAnalysis>, FxBuildHasher>,
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
    /// Reads who and what the articles name, and indexes their passages.
    #[must_use]
    pub fn build(articles: Vec<Arc<Article>>) -> Self {
        Self::decided(articles, Arc::default())
    }

    /// [`Library::build`] where the analyst has `decisions` on names.
    #[must_use]
    pub fn decided(articles: Vec<Arc<Article>>, decisions: Arc<Decisions>) -> Self {
        let entities = entities::build_with(&articles, decisions);
        Self::with_entities(articles, entities)
    }

    /// The library of `articles`, of which most are this one's, with the analyst's `decisions` on names:
    /// only the other articles are read.
    #[must_use]
    pub fn rebuild(&self, articles: Vec<Arc<Article>>, decisions: Arc<Decisions>) -> Self {
        let entities = entities::rebuild(&articles, &self.articles, &self.entities, decisions);
        Self::with_entities(articles, entities)
    }

    /// Indexes articles whose entities are known already; `entities` must be of these articles in
    /// this order.
    #[must_use]
    pub fn with_entities(articles: Vec<Arc<Article>>, entities: Entities) -> Self {
        let postings = Postings::build(&articles, &entities);
        let mut by_id = FxHashMap::default();
        for (index, article) in (0u32..).zip(&articles) {
            // The first of two articles with one id keeps it; the corpus reports the other.
            by_id.entry(article.id.clone()).or_insert(index);
        }
        let stories = duplicates::groups(articles.iter().map(Arc::as_ref));
        Self { articles, entities, postings, by_id, stories, ..Self::default() }
    }

    /// The story of an article: the same number for near-duplicates, which are one source.
    #[must_use]
    pub fn story(&self, article: u32) -> u32 {
        self.stories.get(article as usize).copied().unwrap_or(article)
    }

    /// The index over all passages.
    #[must_use]
    pub fn postings(&self) -> &Postings {
        &self.postings
    }

    /// The best passages for `words`, at most `limit`, the best first.
    #[must_use]
    pub fn search(&self, words: &str, limit: usize) -> Vec<Hit> {
        let mut query = Query::of_words(words);
        for id in self.entities.lookup(words) {
            query.add_entity(id, 1.0);
        }
        Ranked.retrieve(self, &query, limit)
    }

    /// What is known of a passage, made at the first call and kept.
    #[must_use]
    pub fn analysis(&self, id: PassageId) -> Option<Arc<PassageAnalysis>> {
        if let Some(known) = self.analyses.get(&id) {
            return Some(Arc::clone(known.value()));
        }
        let article = self.article(id.article)?;
        article.passages.get(id.passage as usize)?;
        let made = Arc::new(PassageAnalysis::of(id, &article, &self.entities));
        Some(Arc::clone(self.analyses.entry(id).or_insert(made).value()))
    }

    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article at `index`.
    #[must_use]
    pub fn article(&self, index: u32) -> Option<Arc<Article>> {
        self.articles.get(index as usize).cloned()
    }

    /// Every article with its index, in order; each is read when its turn comes.
    pub fn articles(&self) -> impl Iterator<Item = (u32, Arc<Article>)> + '_ {
        (0u32..).zip(self.articles.iter().cloned())
    }

    /// What lists show of the articles, in order.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        self.cards.get_or_init(|| self.articles().map(|(index, article)| Card::of(index, &article)).collect())
    }

    /// The index of the article whose citation id is `id`.
    #[must_use]
    pub fn article_by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The index of the article whose file lies at `path`, as the corpus's folders were written.
    #[must_use]
    pub fn article_at(&self, path: &Path) -> Option<u32> {
        self.cards().iter().find(|card| card.path == path).map(|card| card.index)
    }

    /// The words of a passage; empty when there is no such passage.
    #[must_use]
    pub fn passage_text(&self, id: PassageId) -> Excerpt {
        let found = self.article(id.article);
        let found = found.and_then(|it| Some(Excerpt::of(&it, it.passages.get(id.passage as usize)?.range)));
        found.unwrap_or_default()
    }

    /// Where a passage stands.
    #[must_use]
    pub fn passage_span(&self, id: PassageId) -> Option<ArticleSpan> {
        let article = self.article(id.article)?;
        let passage = article.passages.get(id.passage as usize)?;
        Some(ArticleSpan { article: id.article, range: passage.range })
    }

    /// The whole sentence in which `span` starts.
    #[must_use]
    pub fn sentence_at(&self, span: ArticleSpan) -> Option<ArticleSpan> {
        let article = self.article(span.article)?;
        let passage = article.passages.get(article.passage_at(span.range.start())?)?;
        Some(ArticleSpan { article: span.article, range: passage.range })
    }

    /// The words at `span`.
    #[must_use]
    pub fn span_text(&self, span: ArticleSpan) -> Excerpt {
        self.article(span.article).map(|article| Excerpt::of(&article, span.range)).unwrap_or_default()
    }
}

impl Articles for Library {
    fn article(&self, index: u32) -> Option<Arc<Article>> {
        Self::article(self, index)
    }
}
