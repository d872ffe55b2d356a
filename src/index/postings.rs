//! [`Postings`]: which passages hold which terms and entities, and BM25 over them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::rarity;
use super::term::terms_of;
use crate::corpus::{Article, Articles, BlockKind, PassageId};
use crate::entities::{Entities, EntityId};
use crate::text::tokens::{TokenKind, tokenize};

/// Saturation of a term's count (Robertson and Zaragoza 2009 give 1.2 to 2.0; sentences are short).
const K1: f32 = 1.2;
/// How much a passage's length counts; less than the usual 0.75, as long sentences hold more evidence.
const B: f32 = 0.5;
/// How many sentences of news at large the background frequencies weigh as.
const BACKGROUND: f32 = 2000.0;

/// A term in a passage.
#[derive(Clone, Copy, Debug)]
struct Posting {
    /// Ordinal of the passage in the library.
    passage: u32,
    /// How often, at most 255.
    count: u8,
}

/// An inverted index over all passages of a corpus, in corpus order.
#[derive(Debug, Default)]
pub struct Postings {
    terms: FxHashMap<Box<str>, u32>,
    /// By term id.
    lists: Vec<Vec<Posting>>,
    /// By entity id: ordinals of the passages that mention it, ascending, without repetition.
    entities: Vec<Vec<u32>>,
    /// By ordinal: terms in the passage.
    lengths: Vec<u16>,
    /// By ordinal.
    ids: Vec<PassageId>,
    /// By article: the ordinal of its first passage; one more at the end.
    first: Vec<u32>,
    average_length: f32,
}

/// A surface form already seen while building: its term ids.
type Seen<'a> = FxHashMap<&'a str, Vec<u32>>;

impl Postings {
    /// Indexes every passage of `articles`.
    #[must_use]
    pub fn build(articles: &[Arc<Article>], entities: &Entities) -> Self {
        let mut postings = Self { entities: vec![Vec::new(); entities.all.len()], ..Self::default() };
        let mut seen = Seen::default();
        for (index, article) in articles.iter().enumerate() {
            postings.add_article(narrow(index), article, entities, &mut seen);
        }
        postings.first.push(narrow(postings.ids.len()));
        let total: u64 = postings.lengths.iter().map(|&length| u64::from(length)).sum();
        postings.average_length = (total as f32 / postings.lengths.len().max(1) as f32).max(1.0);
        postings
    }

    fn add_article<'a>(
        &mut self,
        index: u32,
        article: &'a Article,
        entities: &Entities,
        seen: &mut Seen<'a>,
    ) {
        self.first.push(narrow(self.ids.len()));
        for (number, passage) in article.passages.iter().enumerate() {
            let ordinal = narrow(self.ids.len());
            self.ids.push(PassageId { article: index, passage: narrow(number) });
            let mut length = 0u16;
            let text = passage.range.of(&article.text);
            for token in tokenize(text) {
                if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                    length = length.saturating_add(self.add_token(
                        token.range.of(text),
                        token.kind,
                        ordinal,
                        seen,
                    ));
                }
            }
            self.lengths.push(length);
            for mention in entities.mentions_within(index, passage.range) {
                if let Some(list) = self.entities.get_mut(mention.entity.0 as usize)
                    && list.last() != Some(&ordinal)
                {
                    list.push(ordinal);
                }
            }
        }
    }

    /// Adds one token and returns how many terms it has.
    fn add_token<'a>(&mut self, token: &'a str, kind: TokenKind, ordinal: u32, seen: &mut Seen<'a>) -> u16 {
        if !seen.contains_key(token) {
            let mut ids = Vec::new();
            terms_of(token, kind, &mut |term| ids.push(self.intern(term)));
            seen.insert(token, ids);
        }
        let ids = seen.get(token).map_or(&[][..], Vec::as_slice);
        for &id in ids {
            if let Some(list) = self.lists.get_mut(id as usize) {
                match list.last_mut() {
                    Some(last) if last.passage == ordinal => last.count = last.count.saturating_add(1),
                    _ => list.push(Posting { passage: ordinal, count: 1 }),
                }
            }
        }
        u16::try_from(ids.len()).unwrap_or(u16::MAX)
    }

    fn intern(&mut self, term: &str) -> u32 {
        if let Some(&id) = self.terms.get(term) {
            return id;
        }
        let id = narrow(self.lists.len());
        self.terms.insert(term.into(), id);
        self.lists.push(Vec::new());
        id
    }

    /// How many passages there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no passage.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The passage with this ordinal.
    #[must_use]
    pub fn id(&self, ordinal: u32) -> Option<PassageId> {
        self.ids.get(ordinal as usize).copied()
    }

    /// The ordinal of a passage.
    #[must_use]
    pub fn ordinal(&self, id: PassageId) -> Option<u32> {
        let first = *self.first.get(id.article as usize)?;
        let end = *self.first.get(id.article as usize + 1)?;
        let ordinal = first.checked_add(id.passage)?;
        (ordinal < end).then_some(ordinal)
    }

    /// How many passages hold `term`.
    #[must_use]
    pub fn frequency(&self, term: &str) -> usize {
        self.list(term).len()
    }

    /// The passages that hold `term`, in corpus order.
    pub fn passages_with(&self, term: &str) -> impl Iterator<Item = PassageId> + '_ {
        self.list(term).iter().filter_map(|posting| self.id(posting.passage))
    }

    /// Whether some passage of `article` holds `term`.
    #[must_use]
    pub fn article_holds(&self, article: u32, term: &str) -> bool {
        let at = |index: u32| self.first.get(index as usize).copied();
        let (Some(first), Some(end)) = (at(article), at(article + 1)) else { return false };
        let list = self.list(term);
        let from = list.partition_point(|posting| posting.passage < first);
        list.get(from).is_some_and(|posting| posting.passage < end)
    }

    /// The passages that mention `entity`, in corpus order.
    pub fn passages_naming(&self, entity: EntityId) -> impl Iterator<Item = PassageId> + '_ {
        let list = self.entities.get(entity.0 as usize).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|&ordinal| self.id(ordinal))
    }

    fn list(&self, term: &str) -> &[Posting] {
        self.terms.get(term).and_then(|&id| self.lists.get(id as usize)).map_or(&[], Vec::as_slice)
    }

    /// How much a term says: its inverse passage frequency here, smoothed by that in news at large,
    /// so that a corpus of one article still knows a rare word from a common one.
    #[must_use]
    pub fn weight(&self, term: &str) -> f32 {
        self.inverse(term, self.frequency(term))
    }

    fn inverse(&self, term: &str, frequency: usize) -> f32 {
        let background = BACKGROUND * (-rarity::surprisal(term)).exp();
        let all = self.ids.len() as f32 + BACKGROUND;
        (all / (frequency as f32 + background + 0.5)).ln().max(0.1)
    }

    /// Adds to `scores` (one per ordinal) what `term` is worth in each passage that holds it.
    pub fn score_term(&self, term: &str, weight: f32, scores: &mut [f32]) {
        let list = self.list(term);
        if list.is_empty() {
            return;
        }
        let inverse = weight * self.inverse(term, list.len());
        for posting in list {
            let at = posting.passage as usize;
            let length = f32::from(self.lengths.get(at).copied().unwrap_or(1));
            let count = f32::from(posting.count);
            let norm = K1 * (1.0 - B + B * length / self.average_length);
            if let Some(score) = scores.get_mut(at) {
                *score += inverse * count * (K1 + 1.0) / (count + norm);
            }
        }
    }

    /// Adds to `scores` what a mention of `entity` is worth in each passage that has one.
    pub fn score_entity(&self, entity: EntityId, weight: f32, scores: &mut [f32]) {
        let list = self.entities.get(entity.0 as usize).map_or(&[][..], Vec::as_slice);
        let all = self.ids.len() as f32 + BACKGROUND;
        let inverse = weight * (all / (list.len() as f32 + 0.5)).ln().max(0.1);
        for &ordinal in list {
            if let Some(score) = scores.get_mut(ordinal as usize) {
                *score += inverse;
            }
        }
    }

    /// The ordinal of an article's title passage, when it has one.
    #[must_use]
    pub fn title_of(&self, article: u32, articles: &dyn Articles) -> Option<u32> {
        let found = articles.article(article)?;
        let at = found.passages.iter().take(3).position(|passage| passage.kind == BlockKind::Title)?;
        self.ordinal(PassageId { article, passage: narrow(at) })
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
