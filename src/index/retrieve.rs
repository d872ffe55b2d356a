//! The [`Retriever`] seam: from what a claim says to the passages that may bear on it.

use super::library::{Hit, Library};
use crate::entities::EntityId;

/// How much of the score of the passage before counts for a passage: a pronoun's antecedent
/// usually stands there.
const BEFORE: f32 = 0.25;
/// How much of the score of the passage behind counts.
const AFTER: f32 = 0.1;
/// How much of the score of the article's title counts for each of its passages.
const TITLE: f32 = 0.1;
/// Passages whose neighbourhood is looked at, for each one that is wanted.
const POOL: usize = 4;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Index terms (see [`super::term`]) with their weights, 1 for a term that the claim has itself.
    pub terms: Vec<(String, f32)>,
    /// Entities with their weights.
    pub entities: Vec<(EntityId, f32)>,
}

impl Query {
    /// A query for the words of `text`, each counted once.
    #[must_use]
    pub fn of_words(text: &str) -> Self {
        let mut query = Self::default();
        for token in crate::text::tokens::tokenize(text) {
            super::term::terms_of(token.range.of(text), token.kind, &mut |term| query.add(term, 1.0));
        }
        query
    }

    /// Adds a term; one that is there already keeps the larger weight.
    pub fn add(&mut self, term: &str, weight: f32) {
        match self.terms.iter_mut().find(|known| known.0 == term) {
            Some(known) => known.1 = known.1.max(weight),
            None => self.terms.push((term.to_owned(), weight)),
        }
    }

    /// Adds an entity; one that is there already keeps the larger weight.
    pub fn add_entity(&mut self, entity: EntityId, weight: f32) {
        match self.entities.iter_mut().find(|known| known.0 == entity) {
            Some(known) => known.1 = known.1.max(weight),
            None => self.entities.push((entity, weight)),
        }
    }
}

/// Finds candidate passages for a query. Another engine (a search library, vectors) takes this
/// one's place by implementing it.
pub trait Retriever: Send + Sync {
    /// At most `limit` passages of `library`, the best first; ties in corpus order.
    fn retrieve(&self, library: &Library, query: &Query, limit: usize) -> Vec<Hit>;
}

/// The engine's own retriever: BM25 over stems, numbers and entities, with what stands around a
/// passage counted in part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ranked;

impl Retriever for Ranked {
    fn retrieve(&self, library: &Library, query: &Query, limit: usize) -> Vec<Hit> {
        let postings = library.postings();
        let mut scores = vec![0.0f32; postings.len()];
        for (term, weight) in &query.terms {
            postings.score_term(term, *weight, &mut scores);
        }
        for (entity, weight) in &query.entities {
            postings.score_entity(*entity, *weight, &mut scores);
        }
        let mut pool: Vec<u32> = (0..scores.len())
            .filter(|&at| scores.get(at).is_some_and(|score| *score > 0.0))
            .filter_map(|at| u32::try_from(at).ok())
            .collect();
        keep_best(&mut pool, limit.saturating_mul(POOL), |ordinal| at(&scores, ordinal));
        let around = |ordinal: u32| -> f32 {
            let Some(id) = postings.id(ordinal) else { return 0.0 };
            let same = |other: Option<u32>| {
                other.filter(|o| postings.id(*o).is_some_and(|p| p.article == id.article))
            };
            let before = same(ordinal.checked_sub(1)).map_or(0.0, |o| at(&scores, o));
            let after = same(ordinal.checked_add(1)).map_or(0.0, |o| at(&scores, o));
            let title = postings.title_of(id.article, library).map_or(0.0, |o| at(&scores, o));
            at(&scores, ordinal) + BEFORE * before + AFTER * after + TITLE * title
        };
        let mut ranked: Vec<(u32, f32)> = pool.iter().map(|&ordinal| (ordinal, around(ordinal))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        ranked
            .into_iter()
            .filter_map(|(ordinal, score)| Some(Hit { passage: postings.id(ordinal)?, score }))
            .collect()
    }
}

fn at(scores: &[f32], ordinal: u32) -> f32 {
    scores.get(ordinal as usize).copied().unwrap_or(0.0)
}

/// Keeps the `limit` ordinals of the highest score, in no particular order.
fn keep_best(pool: &mut Vec<u32>, limit: usize, score: impl Fn(u32) -> f32) {
    if limit == 0 {
        pool.clear();
    } else if pool.len() > limit {
        pool.select_nth_unstable_by(limit - 1, |a, b| score(*b).total_cmp(&score(*a)).then(a.cmp(b)));
        pool.truncate(limit);
    }
}
