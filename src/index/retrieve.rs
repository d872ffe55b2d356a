//! The [`Retriever`] seam: from what a claim says to the passages that may bear on it.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use super::library::{Hit, Library};
use super::postings::Scored;
use crate::entities::EntityId;

/// How much of the score of the passage before counts for a passage: a pronoun's antecedent
/// usually stands there.
const BEFORE: f32 = 0.25;
/// How much of the score of the passage behind counts.
const AFTER: f32 = 0.1;
/// How much of the score of the article's title counts for each of its passages.
const TITLE: f32 = 0.1;
/// Passages whose neighbourhood is looked at, for each one that is wanted.
const POOL: usize = 2;

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

/// Passages that were found for a query.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The best first; ties in corpus order.
    pub hits: Vec<Hit>,
    /// What would have to happen for others to be found; `None` when that is not known.
    pub bar: Option<Bar>,
}

/// How high what was found for a query stands against articles that come or go later.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// A passage that comes is not found with a score that is not above this one.
    least: f32,
    /// The articles whose passages were looked at, all of them on disk; ascending.
    articles: Box<[u32]>,
}

impl Bar {
    /// Bytes that it takes besides itself.
    #[must_use]
    pub fn weight(&self) -> usize {
        size_of_val(&*self.articles)
    }
}

/// Finds candidate passages for a query. Another engine (a search library, vectors) takes this
/// one's place by implementing it.
pub trait Retriever: Send + Sync {
    /// At most `limit` passages of `library`, the best first; ties in corpus order.
    fn retrieve(&self, library: &Library, query: &Query, limit: usize) -> Vec<Hit>;

    /// [`Self::retrieve`], with what [`Self::finds_again`] needs. An engine may have no such thing: its answers are
    /// asked for again after every change.
    fn find(&self, library: &Library, query: &Query, limit: usize) -> Found {
        Found { hits: self.retrieve(library, query, limit), bar: None }
    }

    /// Whether what was found for `query` before articles came or went is what `library` has for it now. `bar` is of
    /// what was found, in a library over the same index on disk.
    fn finds_again(&self, _library: &Library, _query: &Query, _bar: &Bar) -> bool {
        false
    }
}

/// The engine's own retriever: BM25 over stems, numbers and entities, with what stands around a
/// passage counted in part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ranked;

/// Postings that are read for one query. A query with more is asked of its rarest terms first; the
/// others only add to what those have found, so that no corpus is too large for a keystroke.
const BUDGET: usize = 40_000;
/// Passages that are scored at a time: their scores fit a core's own cache.
const WINDOW: u32 = 1 << 16;

impl Retriever for Ranked {
    fn retrieve(&self, library: &Library, query: &Query, limit: usize) -> Vec<Hit> {
        self.find(library, query, limit).hits
    }

    fn find(&self, library: &Library, query: &Query, limit: usize) -> Found {
        let postings = library.postings();
        let items = items(library, query);
        let most = limit.saturating_mul(POOL);
        let mut pool = best_of(&deciding(&items), library, most);
        let least = pool.iter().map(|(_, score)| *score).fold(f32::INFINITY, f32::min);
        let least = if pool.len() < most { 0.0 } else { least };
        pool.sort_unstable_by_key(|(ordinal, _)| *ordinal);
        let pool: Vec<u32> = pool.into_iter().map(|(ordinal, _)| ordinal).collect();
        let near: Vec<[Option<u32>; 3]> = pool.iter().map(|&ordinal| neighbours(ordinal, library)).collect();
        let around = Passages::around(&pool, &near);
        let scores = around.scores(&items);
        let mut ranked: Vec<(u32, f32)> =
            pool.iter().zip(&near).map(|(&it, near)| (it, around.ranked(&scores, it, near))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        let hits = ranked
            .into_iter()
            .filter_map(|(ordinal, score)| Some(Hit { passage: postings.id(ordinal)?, score }))
            .collect();
        let mut articles: Vec<u32> = pool.iter().filter_map(|&it| Some(postings.id(it)?.article)).collect();
        articles.dedup();
        let all_stored = articles.iter().all(|article| library.is_stored(*article));
        Found { hits, bar: all_stored.then(|| Bar { least, articles: articles.into() }) }
    }

    fn finds_again(&self, library: &Library, query: &Query, bar: &Bar) -> bool {
        if !bar.articles.iter().all(|article| library.is_stored(*article)) {
            return false;
        }
        let mut came: FxHashMap<u32, f32> = FxHashMap::default();
        for item in &deciding(&items(library, query)) {
            for (passage, worth) in item.came() {
                *came.entry(passage).or_default() += worth;
            }
        }
        // Of equal ones the earlier are kept, and what came is behind.
        came.into_values().all(|score| score <= bar.least)
    }
}

/// What a query asks for, each with the passages that have it.
fn items<'a>(library: &'a Library, query: &Query) -> Vec<Scored<'a>> {
    let postings = library.postings();
    let terms = query.terms.iter().map(|(term, weight)| postings.scored_term(term, *weight));
    let entities = query.entities.iter().map(|(id, weight)| postings.scored_entity(*id, *weight));
    terms.chain(entities).collect()
}

/// The items by which passages are chosen: all when there is time, else the rarest.
fn deciding<'a>(items: &[Scored<'a>]) -> Vec<Scored<'a>> {
    if items.iter().map(Scored::cost).sum::<usize>() <= BUDGET {
        return items.to_vec();
    }
    rarest(items).into_iter().map(Scored::regardless_of_length).collect()
}

/// The items with the fewest passages that the budget allows, in the query's order; one at least.
fn rarest<'a, 'b>(items: &'b [Scored<'a>]) -> Vec<&'b Scored<'a>> {
    let mut order: Vec<usize> =
        (0..items.len()).filter(|at| items.get(*at).is_some_and(|it| it.len() > 0)).collect();
    order.sort_by_key(|at| items.get(*at).map_or(0, Scored::cost));
    let mut room = BUDGET;
    let mut taken = Vec::new();
    for at in order {
        let len = items.get(at).map_or(0, Scored::cost);
        if len > room && !taken.is_empty() {
            break;
        }
        room = room.saturating_sub(len);
        taken.push(at);
    }
    taken.sort_unstable();
    taken.into_iter().filter_map(|at| items.get(at)).collect()
}

thread_local! {
    /// The scores of a window, all zero between two searches: memory fresh from the system costs a fault for every
    /// page, which was a seventh of a note's first check.
    static SCORES: Cell<Vec<f32>> = const { Cell::new(Vec::new()) };
}

/// The `most` passages with the highest sums over `items`, and those, in no particular order.
fn best_of(items: &[Scored<'_>], library: &Library, most: usize) -> Vec<(u32, f32)> {
    let mut streams: Vec<_> = items.iter().map(|item| item.iter().take(BUDGET).peekable()).collect();
    let mut scores = SCORES.take();
    scores.resize(WINDOW as usize, 0.0);
    // The passages of the window that have a score: most have none.
    let mut touched: Vec<u32> = Vec::new();
    let mut best: Vec<(u32, f32)> = Vec::new();
    let mut least = 0.0;
    // The next window is that of the next passage of any item.
    while let Some(next) = streams.iter_mut().filter_map(|stream| Some(stream.peek()?.0)).min() {
        let start = next - next % WINDOW;
        for stream in &mut streams {
            while let Some((passage, worth)) = stream.next_if(|(passage, _)| *passage - start < WINDOW) {
                if let Some(score) = scores.get_mut((passage - start) as usize) {
                    if *score == 0.0 {
                        touched.push(passage);
                    }
                    *score += worth;
                }
            }
        }
        for passage in touched.drain(..) {
            let Some(slot) = scores.get_mut((passage - start) as usize) else { continue };
            let score = std::mem::take(slot);
            // Nothing below what is kept already can be among the best.
            if score > 0.0 && score >= least && library.has(passage) {
                best.push((passage, score));
            }
        }
        if best.len() > most.saturating_mul(4) {
            cut(&mut best, most);
            least = best.iter().map(|(_, score)| *score).fold(f32::INFINITY, f32::min);
        }
    }
    cut(&mut best, most);
    SCORES.set(scores);
    best
}

/// Keeps the `most` of the highest score; of equal ones the earlier.
fn cut(best: &mut Vec<(u32, f32)>, most: usize) {
    if most == 0 {
        best.clear();
    } else if best.len() > most {
        best.select_nth_unstable_by(most - 1, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(most);
    }
}

/// Some passages, to be scored together.
struct Passages {
    /// Ascending, each once.
    all: Vec<u32>,
}

impl Passages {
    /// Candidates and what stands around them.
    fn around(pool: &[u32], near: &[[Option<u32>; 3]]) -> Self {
        let mut all: Vec<u32> = near.iter().flatten().flatten().copied().collect();
        all.extend_from_slice(pool);
        all.sort_unstable();
        all.dedup();
        Self { all }
    }

    /// The scores of all of them.
    fn scores(&self, items: &[Scored<'_>]) -> Vec<f32> {
        let mut scores = vec![0.0f32; self.all.len()];
        for item in items {
            let mut at = 0;
            item.among(&self.all, &mut |passage, worth| {
                at += self.all.get(at..).map_or(0, |rest| rest.partition_point(|other| *other < passage));
                if let Some(score) = scores.get_mut(at) {
                    *score += worth;
                }
            });
        }
        scores
    }

    fn score(&self, scores: &[f32], ordinal: u32) -> f32 {
        self.all.binary_search(&ordinal).ok().and_then(|at| scores.get(at)).copied().unwrap_or(0.0)
    }

    /// A candidate's own score and its share of those around it.
    fn ranked(&self, scores: &[f32], ordinal: u32, near: &[Option<u32>; 3]) -> f32 {
        let [before, after, title] = near.map(|it| it.map_or(0.0, |ordinal| self.score(scores, ordinal)));
        self.score(scores, ordinal) + BEFORE * before + AFTER * after + TITLE * title
    }
}

/// The passages before and after one in its article, and the article's title.
fn neighbours(ordinal: u32, library: &Library) -> [Option<u32>; 3] {
    let postings = library.postings();
    let Some(id) = postings.id(ordinal) else { return [None; 3] };
    let same =
        |other: Option<u32>| other.filter(|o| postings.id(*o).is_some_and(|p| p.article == id.article));
    [same(ordinal.checked_sub(1)), same(ordinal.checked_add(1)), postings.title_of(id.article, library)]
}
