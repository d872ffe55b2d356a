//! The [`Retriever`] seam: from what a claim says to the passages that may bear on it.

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

/// Postings that are read for one query. A query with more is asked of its rarest terms first; the
/// others only add to what those have found, so that no corpus is too large for a keystroke.
const BUDGET: usize = 40_000;
/// Passages that are scored at a time: their scores fit a core's own cache.
const WINDOW: u32 = 1 << 16;

impl Retriever for Ranked {
    fn retrieve(&self, library: &Library, query: &Query, limit: usize) -> Vec<Hit> {
        let postings = library.postings();
        let terms = query.terms.iter().map(|(term, weight)| postings.scored_term(term, *weight));
        let entities = query.entities.iter().map(|(id, weight)| postings.scored_entity(*id, *weight));
        let items: Vec<Scored<'_>> = terms.chain(entities).collect();
        let most = limit.saturating_mul(POOL);
        let all = items.iter().map(Scored::len).sum::<usize>() <= BUDGET;
        let mut pool = if all {
            best_of(&items.iter().collect::<Vec<_>>(), library, most)
        } else {
            let rarest: Vec<_> = rarest(&items).into_iter().map(Scored::regardless_of_length).collect();
            best_of(&rarest.iter().collect::<Vec<_>>(), library, most)
        };
        pool.sort_unstable();
        let near: Vec<[Option<u32>; 3]> = pool.iter().map(|&ordinal| neighbours(ordinal, library)).collect();
        let around = Passages::around(&pool, &near);
        let scores = around.scores(&items);
        let mut ranked: Vec<(u32, f32)> =
            pool.iter().zip(&near).map(|(&it, near)| (it, around.ranked(&scores, it, near))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        ranked
            .into_iter()
            .filter_map(|(ordinal, score)| Some(Hit { passage: postings.id(ordinal)?, score }))
            .collect()
    }
}

/// The items with the fewest passages that the budget allows, in the query's order; one at least.
fn rarest<'a>(items: &'a [Scored<'a>]) -> Vec<&'a Scored<'a>> {
    let mut order: Vec<usize> =
        (0..items.len()).filter(|at| items.get(*at).is_some_and(|it| it.len() > 0)).collect();
    order.sort_by_key(|at| items.get(*at).map_or(0, Scored::len));
    let mut room = BUDGET;
    let mut taken = Vec::new();
    for at in order {
        let len = items.get(at).map_or(0, Scored::len);
        if len > room && !taken.is_empty() {
            break;
        }
        room = room.saturating_sub(len);
        taken.push(at);
    }
    taken.sort_unstable();
    taken.into_iter().filter_map(|at| items.get(at)).collect()
}

/// The `most` passages with the highest sums over `items`, in no particular order.
fn best_of(items: &[&Scored<'_>], library: &Library, most: usize) -> Vec<u32> {
    let mut streams: Vec<_> = items.iter().map(|item| item.iter().take(BUDGET).peekable()).collect();
    let mut scores = vec![0.0f32; WINDOW as usize];
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
    best.into_iter().map(|(passage, _)| passage).collect()
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
