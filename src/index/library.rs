//! [`Library`]: articles, entities and the retrieval index over them, immutable once built.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use quick_cache::sync::Cache;
use rustc_hash::{FxHashMap, FxHashSet};

use super::analysis::PassageAnalysis;
use super::base::Base;
use super::postings::Postings;
use super::retrieve::{Query, Ranked, Retriever};
use super::vocabulary::Vocabulary;
use crate::corpus::{Article, ArticleDate, ArticleSpan, Articles, Card, Excerpt, PassageId, duplicates};
use crate::entities::{self, Decisions, Entities, EntityId};
use crate::text::ByteRange;

/// Passages that are kept analysed: some ten kilobytes each with their trees.
const ANALYSED: usize = 3_000;

/// A corpus as the engine reads it. Cheap to share behind an [`Arc`]; a changed corpus is a new one.
///
/// The articles of a large corpus lie on disk, in a [`Base`], and are read when they are asked for; what
/// came or changed since it was written is in memory, behind them in number.
#[derive(Debug)]
pub struct Library {
    base: Option<Arc<Base>>,
    /// Articles of the base that are no more.
    gone: FxHashSet<u32>,
    /// The articles in memory, ordered by path.
    articles: Vec<Arc<Article>>,
    /// Who and what they name.
    pub entities: Entities,
    postings: Postings,
    by_id: FxHashMap<String, u32>,
    /// By article in memory: its story, the same for copies.
    stories: Vec<u32>,
    /// The same with copies of stored articles in their stories, once those were looked for.
    copies: Vec<u32>,
    cards: OnceLock<Vec<Card>>,
    /// Passages looked at lately; only candidates are ever analysed.
    analyses: Cache<PassageId, Arc<PassageAnalysis>>,
    /// Those of articles on disk: the same whatever is laid over them.
    stored_analyses: Arc<Cache<PassageId, Arc<PassageAnalysis>>>,
    /// The words of articles looked at lately, and of those on disk, which are the same whatever is laid over them.
    vocabularies: Cache<u32, Arc<Vocabulary>>,
    stored_vocabularies: Arc<Cache<u32, Arc<Vocabulary>>>,
    /// See [`Self::article_where`] and [`Self::ids_like`].
    fitting: Cache<String, Option<u32>>,
    near_ids: Cache<String, Arc<[String]>>,
}

/// Articles whose words are kept: some two kilobytes each.
const VOCABULARIES: usize = 500;

/// Questions about all paths or all ids that are remembered.
const LOOKED_UP: usize = 500;

impl Default for Library {
    fn default() -> Self {
        Self::build(Vec::new())
    }
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
        Self::of(None, articles, entities, postings)
    }

    /// The library of an index on disk that was made with `decisions`.
    #[must_use]
    pub fn stored(base: Arc<Base>, decisions: Arc<Decisions>) -> Self {
        let stored = Arc::clone(&base.entities);
        let decided = stored.decided.clone();
        let entities = Entities { base: Some(stored), decisions, decided, ..Entities::default() };
        let postings = Postings::over(Some(Arc::clone(&base)), &[], &entities);
        Self::of(Some(base), Vec::new(), entities, postings)
    }

    /// The library after the files at `paths` changed, of which only `came` are articles now; `None` when
    /// nothing of it lies on disk. It costs work in proportion to what changed since that was written.
    #[must_use]
    pub fn changed(&self, paths: &FxHashSet<PathBuf>, came: Vec<Arc<Article>>) -> Option<Self> {
        let base = Arc::clone(self.base.as_ref()?);
        let mut gone = self.gone.clone();
        gone.extend(paths.iter().flat_map(|path| base.articles_at(path)));
        let kept = self.articles.iter().filter(|article| !paths.contains(&article.path)).cloned();
        let mut articles: Vec<Arc<Article>> = kept.chain(came).collect();
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        let entities = entities::overlay(
            &base.entities,
            &gone,
            &articles,
            (&self.articles, &self.entities),
            Arc::clone(&self.entities.decisions),
            &|index| base.article(index),
        );
        let postings = Postings::over(Some(Arc::clone(&base)), &articles, &entities);
        let mut library = Self::of(Some(base), articles, entities, postings);
        library.gone = gone;
        library.stored_analyses = Arc::clone(&self.stored_analyses);
        library.stored_vocabularies = Arc::clone(&self.stored_vocabularies);
        library.find_copies();
        Some(library)
    }

    /// How many articles came or went since the index on disk was written.
    #[must_use]
    pub fn changes(&self) -> usize {
        if self.base.is_some() { self.articles.len() + self.gone.len() } else { 0 }
    }

    /// Puts each article in memory that is a copy of one on disk into its story.
    fn find_copies(&mut self) {
        let stories: Vec<u32> = (self.stored_articles()..)
            .zip(&self.articles)
            .map(|(index, article)| self.copied(article).unwrap_or_else(|| self.story(index)))
            .collect();
        self.copies = stories;
    }

    /// The story of the stored article that shares most with the longest sentences of `article`, when it
    /// is a copy of it.
    fn copied(&self, article: &Article) -> Option<u32> {
        let mut longest: Vec<ByteRange> = article.passages.iter().map(|passage| passage.range).collect();
        longest.sort_by_key(|range| std::cmp::Reverse(range.len()));
        let near = longest.iter().take(3).flat_map(|range| {
            let query = Query::of_words(range.of(&article.text));
            Ranked.retrieve(self, &query, 5)
        });
        let stored = near.map(|hit| hit.passage.article).filter(|index| *index < self.stored_articles());
        let mut looked_at = FxHashSet::default();
        stored.filter(|index| looked_at.insert(*index)).collect::<Vec<_>>().into_iter().find_map(|index| {
            let other = self.article(index)?;
            duplicates::are_copies(&article.fingerprint, &other.fingerprint).then(|| self.story(index))
        })
    }

    fn of(
        base: Option<Arc<Base>>,
        articles: Vec<Arc<Article>>,
        entities: Entities,
        postings: Postings,
    ) -> Self {
        let before = base.as_ref().map_or(0, |base| base.len());
        let (passages, own) = (postings.len(), postings.in_memory());
        let mut by_id = FxHashMap::default();
        for (index, article) in (before..).zip(&articles) {
            // The first of two articles with one id keeps it; the corpus reports the other.
            by_id.entry(article.id.clone()).or_insert(index);
        }
        let stories = duplicates::groups(articles.iter().map(Arc::as_ref));
        Self {
            base,
            gone: FxHashSet::default(),
            articles,
            entities,
            postings,
            by_id,
            stories,
            copies: Vec::new(),
            cards: OnceLock::new(),
            analyses: Cache::new(ANALYSED.min(own + 1)),
            stored_analyses: Arc::new(Cache::new(ANALYSED.min(passages - own + 1))),
            vocabularies: Cache::new(VOCABULARIES),
            stored_vocabularies: Arc::new(Cache::new(VOCABULARIES)),
            fitting: Cache::new(LOOKED_UP),
            near_ids: Cache::new(LOOKED_UP),
        }
    }

    /// The index on disk that it reads from, when there is one.
    #[must_use]
    pub fn base(&self) -> Option<&Arc<Base>> {
        self.base.as_ref()
    }

    fn stored_articles(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.len())
    }

    /// Whether an article is one that lies on disk and is still there.
    #[must_use]
    pub fn is_stored(&self, article: u32) -> bool {
        article < self.stored_articles() && !self.gone.contains(&article)
    }

    /// The stored entities of which the articles say something else than those of `before`, a library over the same
    /// index on disk. `None` when that can't be told by the entities alone: the indexes differ, or something that
    /// articles on disk speak of has another name now.
    #[must_use]
    pub fn touched_since(&self, before: &Self) -> Option<FxHashSet<EntityId>> {
        let (base, other) = (self.base.as_ref()?, before.base.as_ref()?);
        if !Arc::ptr_eq(base, other) {
            return None;
        }
        let has = |library: &Self, one: &Arc<Article>| library.articles.iter().any(|it| Arc::ptr_eq(it, one));
        let mut touched = self.entities.patched_otherwise(&before.entities)?;
        for (one, other) in [(self, before), (before, self)] {
            for (article, found) in one.articles.iter().zip(&one.entities.articles) {
                if !has(other, article) {
                    touched.extend(found.mentions.iter().map(|mention| mention.entity));
                }
            }
        }
        Some(touched)
    }

    /// Whether the passage with this ordinal is one of an article that is still there.
    pub(super) fn has(&self, ordinal: u32) -> bool {
        self.gone.is_empty() || self.postings.id(ordinal).is_some_and(|id| !self.gone.contains(&id.article))
    }

    /// The story of an article: the same number for near-duplicates, which are one source.
    #[must_use]
    pub fn story(&self, article: u32) -> u32 {
        match article.checked_sub(self.stored_articles()) {
            Some(at) if self.copies.len() > at as usize => {
                self.copies.get(at as usize).copied().unwrap_or(article)
            }
            Some(at) => self.stories.get(at as usize).map_or(article, |story| self.stored_articles() + story),
            None => self
                .base
                .as_ref()
                .and_then(|base| base.stories.get(article as usize))
                .copied()
                .unwrap_or(article),
        }
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
        let is_stored = id.article < self.stored_articles();
        let known = if is_stored { &*self.stored_analyses } else { &self.analyses };
        if let Some(known) = known.get(&id) {
            return Some(known);
        }
        let article = self.article(id.article)?;
        article.passages.get(id.passage as usize)?;
        let made = Arc::new(PassageAnalysis::of(id, &article, &self.entities));
        known.insert(id, Arc::clone(&made));
        Some(made)
    }

    /// The words of an article, found at the first call and kept.
    #[must_use]
    pub fn vocabulary(&self, article: u32) -> Option<Arc<Vocabulary>> {
        let known =
            if article < self.stored_articles() { &*self.stored_vocabularies } else { &self.vocabularies };
        if let Some(known) = known.get(&article) {
            return Some(known);
        }
        let made = Arc::new(Vocabulary::of(&*self.article(article)?));
        known.insert(article, Arc::clone(&made));
        Some(made)
    }

    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stored_articles() as usize - self.gone.len() + self.articles.len()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article at `index`.
    #[must_use]
    pub fn article(&self, index: u32) -> Option<Arc<Article>> {
        match index.checked_sub(self.stored_articles()) {
            Some(at) => self.articles.get(at as usize).cloned(),
            None if self.gone.contains(&index) => None,
            None => self.base.as_ref()?.article(index),
        }
    }

    /// When an article was published; it is not read for that.
    #[must_use]
    pub fn date(&self, index: u32) -> Option<ArticleDate> {
        match index.checked_sub(self.stored_articles()) {
            Some(at) => self.articles.get(at as usize)?.date,
            None => self.base.as_ref()?.date(index),
        }
    }

    /// Every article with its index, in order; each is read when its turn comes.
    pub fn articles(&self) -> impl Iterator<Item = (u32, Arc<Article>)> + '_ {
        let all =
            self.stored_articles().saturating_add(u32::try_from(self.articles.len()).unwrap_or(u32::MAX));
        (0..all).filter_map(|index| Some((index, self.article(index)?)))
    }

    /// What lists show of the articles, in order.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        let stored =
            self.base.as_deref().map_or(&[][..], |base| if base.is_empty() { &[] } else { base.cards() });
        if self.articles.is_empty() && self.gone.is_empty() && !stored.is_empty() {
            return stored;
        }
        self.cards.get_or_init(|| {
            let stored = stored.iter().filter(|card| !self.gone.contains(&card.index)).cloned();
            let own = (self.stored_articles()..).zip(&self.articles);
            stored.chain(own.map(|(index, article)| Card::of(index, article))).collect()
        })
    }

    /// The index of the article whose citation id is `id`.
    #[must_use]
    pub fn article_by_id(&self, id: &str) -> Option<u32> {
        let stored = self.base.as_ref().and_then(|base| base.article_by_id(id));
        stored.filter(|index| !self.gone.contains(index)).or_else(|| self.by_id.get(id).copied())
    }

    /// The index of the article whose file lies at `path`, as the corpus's folders were written.
    #[must_use]
    pub fn article_at(&self, path: &Path) -> Option<u32> {
        let stored = self.base.as_ref().and_then(|base| base.article_at(path));
        stored.filter(|index| !self.gone.contains(index)).or_else(|| {
            let at = self.articles.iter().position(|article| article.path == path)?;
            Some(self.stored_articles() + u32::try_from(at).ok()?)
        })
    }

    /// The first article whose file's path `fits`. It looks at every path, so that the answer is remembered by
    /// what was `asked`.
    #[must_use]
    pub fn article_where(&self, asked: &str, fits: &dyn Fn(&Path) -> bool) -> Option<u32> {
        if let Some(known) = self.fitting.get(asked) {
            return known;
        }
        let mut found: Option<u32> = None;
        if let Some(base) = &self.base {
            base.for_paths(|path, index| {
                let first = found.is_none_or(|found| index < found) && !self.gone.contains(&index);
                if first && fits(Path::new(path)) {
                    found = Some(index);
                }
            });
        }
        let own = (self.stored_articles()..).zip(&self.articles);
        let found = found.or_else(|| own.into_iter().find(|(_, it)| fits(&it.path)).map(|(index, _)| index));
        self.fitting.insert(asked.to_owned(), found);
        found
    }

    /// The ids that `score` rates, the best first, at most `most`; remembered by what was `asked`.
    #[must_use]
    pub fn ids_like(&self, asked: &str, most: usize, score: &dyn Fn(&str) -> Option<f64>) -> Arc<[String]> {
        if let Some(known) = self.near_ids.get(asked) {
            return known;
        }
        let mut near: Vec<(f64, String)> = Vec::new();
        let mut look = |id: &str| near.extend(score(id).map(|score| (score, id.to_owned())));
        if let Some(base) = &self.base {
            base.for_ids(|id, index| {
                if !self.gone.contains(&index) {
                    look(id);
                }
            });
        }
        self.articles.iter().for_each(|article| look(&article.id));
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let found: Arc<[String]> = near.into_iter().take(most).map(|(_, id)| id).collect();
        self.near_ids.insert(asked.to_owned(), Arc::clone(&found));
        found
    }

    /// Whether `path` is, or was, a folder with articles in it.
    #[must_use]
    pub fn has_articles_below(&self, path: &Path) -> bool {
        let own = self.articles.iter().any(|article| article.path != path && article.path.starts_with(path));
        own || self.base.as_ref().is_some_and(|base| base.has_articles_below(path))
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

    fn date(&self, index: u32) -> Option<ArticleDate> {
        Self::date(self, index)
    }
}
