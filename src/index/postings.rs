//! [`Postings`]: which passages hold which terms and entities, and BM25 over them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::base::Base;
use super::list::{List, Posting};
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

/// An inverted index over all passages of a corpus, in corpus order.
#[derive(Debug, Default)]
pub struct Postings {
    /// The passages that lie on disk; those of this value come behind them.
    base: Option<Arc<Base>>,
    terms: FxHashMap<Box<str>, u32>,
    /// By term id.
    lists: Vec<Vec<Posting>>,
    /// By entity id: ordinals of the passages that mention it, ascending, without repetition.
    entities: FxHashMap<u32, Vec<Posting>>,
    /// By ordinal: terms in the passage.
    lengths: Vec<u16>,
    /// By ordinal.
    ids: Vec<PassageId>,
    /// By article: the ordinal of its first passage; one more at the end.
    first: Vec<u32>,
    average_length: f32,
    /// By length of a passage: how much it damps a term's count.
    norms: Vec<f32>,
}

/// Lengths of passages whose norms are kept.
const KEPT_NORMS: u16 = 256;

/// The passages that hold something, with what it is worth in them.
#[derive(Clone, Debug)]
pub(super) struct Scored<'a> {
    postings: &'a Postings,
    stored: List,
    own: &'a [Posting],
    /// What one is worth, before its count and the passage's length.
    inverse: f32,
    grading: Grading,
}

/// What a passage's worth depends on besides what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grading {
    /// Nothing: entities.
    None,
    /// How often it holds it.
    ByCount,
    /// And how long it is: terms.
    ByCountAndLength,
}

impl Scored<'_> {
    /// How many passages there are.
    pub(super) fn len(&self) -> usize {
        self.stored.len as usize + self.own.len()
    }

    /// How many there are to read, but for the few that came since an index was written.
    pub(super) fn cost(&self) -> usize {
        if self.postings.base.is_some() { self.stored.len as usize } else { self.own.len() }
    }

    /// Those that came since the index on disk was written, with their worth, in order.
    pub(super) fn came(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.own.iter().map(|posting| (posting.passage, self.worth(*posting)))
    }

    /// Every passage with its worth, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.stored
            .iter()
            .chain(self.own.iter().copied())
            .map(|posting| (posting.passage, self.worth(posting)))
    }

    /// Calls `each` with those of `wanted`, which ascend.
    pub(super) fn among(&self, wanted: &[u32], each: &mut dyn FnMut(u32, f32)) {
        self.stored.among(wanted, |posting| each(posting.passage, self.worth(posting)));
        let first = self.postings.stored();
        for passage in wanted.get(wanted.partition_point(|it| *it < first)..).unwrap_or(&[]) {
            if let Ok(at) = self.own.binary_search_by_key(passage, |posting| posting.passage)
                && let Some(posting) = self.own.get(at)
            {
                each(*passage, self.worth(*posting));
            }
        }
    }

    fn worth(&self, posting: Posting) -> f32 {
        let count = f32::from(posting.count);
        let norm = match self.grading {
            Grading::None => return self.inverse,
            Grading::ByCount => K1,
            Grading::ByCountAndLength => {
                let length = self.postings.length(posting.passage);
                let kept = self.postings.norms.get(usize::from(length));
                kept.copied().unwrap_or_else(|| self.postings.norm(length))
            }
        };
        self.inverse * count * (K1 + 1.0) / (count + norm)
    }

    /// The same as if all passages were of average length: the lengths of a large corpus lie far apart, and reading
    /// them takes longer than the postings.
    pub(super) fn regardless_of_length(&self) -> Self {
        let grading = if self.grading == Grading::None { Grading::None } else { Grading::ByCount };
        Self { grading, ..self.clone() }
    }
}

/// A surface form already seen while building: its term ids.
type Seen<'a> = FxHashMap<&'a str, Vec<u32>>;

impl Postings {
    /// Indexes every passage of `articles`.
    #[must_use]
    pub fn build(articles: &[Arc<Article>], entities: &Entities) -> Self {
        Self::over(None, articles, entities)
    }

    /// Indexes the passages of `articles`, which come behind those of `base`.
    pub(super) fn over(base: Option<Arc<Base>>, articles: &[Arc<Article>], entities: &Entities) -> Self {
        let before = base.as_ref().map_or(0, |base| base.len());
        let mut postings = Self { base, ..Self::default() };
        let mut seen = Seen::default();
        for (index, article) in (before..).zip(articles) {
            postings.add_article(index, article, entities, &mut seen);
        }
        postings.first.push(narrow(postings.len()));
        let own = || postings.lengths.iter().map(|&length| u64::from(length)).sum::<u64>();
        let total = postings.base.as_ref().map_or_else(own, |base| base.total_length());
        postings.average_length = (total as f32 / postings.weighed().max(1) as f32).max(1.0);
        postings.norms = (0..KEPT_NORMS).map(|length| postings.norm(length)).collect();
        postings
    }

    fn norm(&self, length: u16) -> f32 {
        K1 * (1.0 - B + B * f32::from(length) / self.average_length)
    }

    /// How many passages lie on disk.
    fn stored(&self) -> u32 {
        self.base.as_ref().map_or(0, |base| base.passages())
    }

    fn length(&self, ordinal: u32) -> u16 {
        match ordinal.checked_sub(self.stored()) {
            Some(at) => self.lengths.get(at as usize).copied(),
            None => self.base.as_ref().and_then(|base| base.length(ordinal)),
        }
        .unwrap_or(1)
    }

    fn add_article<'a>(
        &mut self,
        index: u32,
        article: &'a Article,
        entities: &Entities,
        seen: &mut Seen<'a>,
    ) {
        self.first.push(narrow(self.len()));
        for (number, passage) in article.passages.iter().enumerate() {
            let ordinal = narrow(self.len());
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
                let list = self.entities.entry(mention.entity.0).or_default();
                if list.last().is_none_or(|last| last.passage != ordinal) {
                    list.push(Posting { passage: ordinal, count: 1 });
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
        self.stored() as usize + self.ids.len()
    }

    /// How many of them are in memory.
    pub(super) fn in_memory(&self) -> usize {
        self.ids.len()
    }

    /// How many passages tell what is rare and how long one is: those of the index on disk when there is one, so
    /// that what comes afterwards changes nothing about the others.
    fn weighed(&self) -> usize {
        if self.base.is_some() { self.stored() as usize } else { self.ids.len() }
    }

    /// Whether there is no passage.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The passage with this ordinal.
    #[must_use]
    pub fn id(&self, ordinal: u32) -> Option<PassageId> {
        match ordinal.checked_sub(self.stored()) {
            Some(at) => self.ids.get(at as usize).copied(),
            None => self.base.as_ref()?.id(ordinal),
        }
    }

    /// The ordinals of an article's passages: the first, and one past the last.
    fn ordinals(&self, article: u32) -> Option<(u32, u32)> {
        match article.checked_sub(self.base.as_ref().map_or(0, |base| base.len())) {
            Some(at) => Some((*self.first.get(at as usize)?, *self.first.get(at as usize + 1)?)),
            None => self.base.as_ref()?.ordinals(article),
        }
    }

    /// The ordinal of a passage.
    #[must_use]
    pub fn ordinal(&self, id: PassageId) -> Option<u32> {
        let (first, end) = self.ordinals(id.article)?;
        let ordinal = first.checked_add(id.passage)?;
        (ordinal < end).then_some(ordinal)
    }

    /// How many passages hold `term`; of those that [are weighed](Self::weighed).
    fn frequency(&self, term: &str) -> usize {
        self.base.as_ref().map_or_else(|| self.own(term).len(), |base| base.frequency(term) as usize)
    }

    /// The passages that hold `term`, in corpus order.
    #[must_use]
    pub fn passages_with(&self, term: &str) -> Vec<PassageId> {
        self.scored_term(term, 1.0).iter().filter_map(|(passage, _)| self.id(passage)).collect()
    }

    /// Whether some passage of `article` holds `term`.
    #[must_use]
    pub fn article_holds(&self, article: u32, term: &str) -> bool {
        let Some((first, end)) = self.ordinals(article) else { return false };
        if end <= self.stored() {
            return self.base.as_ref().is_some_and(|base| base.list(term).any_within(first, end));
        }
        let list = self.own(term);
        let from = list.partition_point(|posting| posting.passage < first);
        list.get(from).is_some_and(|posting| posting.passage < end)
    }

    /// The passages that mention `entity`, in corpus order, at most `limit`.
    #[must_use]
    pub fn passages_naming(&self, entity: EntityId, limit: usize) -> Vec<PassageId> {
        let scored = self.scored_entity(entity, 1.0);
        scored.iter().take(limit).filter_map(|(passage, _)| self.id(passage)).collect()
    }

    /// The last `limit` passages that mention `entity`, the last first.
    #[must_use]
    pub fn last_naming(&self, entity: EntityId, limit: usize) -> Vec<PassageId> {
        let own = self.entities.get(&entity.0).map_or(&[][..], Vec::as_slice);
        let before = self.base.as_ref().map(|base| base.naming(entity).last(limit)).unwrap_or_default();
        let all = own.iter().rev().chain(before.iter().rev()).take(limit);
        all.filter_map(|posting| self.id(posting.passage)).collect()
    }

    fn own(&self, term: &str) -> &[Posting] {
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
        let all = self.weighed() as f32 + BACKGROUND;
        (all / (frequency as f32 + background + 0.5)).ln().max(0.1)
    }

    /// The passages that hold `term`, scored by BM25.
    pub(super) fn scored_term(&self, term: &str, weight: f32) -> Scored<'_> {
        let stored = self.base.as_ref().map(|base| base.list(term)).unwrap_or_default();
        let mut scored = Scored {
            postings: self,
            stored,
            own: self.own(term),
            inverse: 0.0,
            grading: Grading::ByCountAndLength,
        };
        scored.inverse = weight * self.inverse(term, scored.cost());
        scored
    }

    /// The passages that mention `entity`.
    pub(super) fn scored_entity(&self, entity: EntityId, weight: f32) -> Scored<'_> {
        let stored = self.base.as_ref().map(|base| base.naming(entity)).unwrap_or_default();
        let own = self.entities.get(&entity.0).map_or(&[][..], Vec::as_slice);
        let all = self.weighed() as f32 + BACKGROUND;
        let mut scored = Scored { postings: self, stored, own, inverse: 0.0, grading: Grading::None };
        scored.inverse = weight * (all / (scored.cost() as f32 + 0.5)).ln().max(0.1);
        scored
    }

    /// The ordinal of an article's title passage, when it has one.
    #[must_use]
    pub fn title_of(&self, article: u32, articles: &dyn Articles) -> Option<u32> {
        if let Some(base) = self.base.as_ref().filter(|base| article < base.len()) {
            return base.title(article);
        }
        let found = articles.article(article)?;
        let at = found.passages.iter().take(3).position(|passage| passage.kind == BlockKind::Title)?;
        self.ordinal(PassageId { article, passage: narrow(at) })
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
