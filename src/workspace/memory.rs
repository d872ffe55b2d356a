//! [`Memory`]: what a world has found out already, so that typing in one sentence checks that sentence.

use std::hash::Hash;
use std::sync::Arc;

use dashmap::DashMap;

use crate::entities::NoteMention;
use crate::evidence::quotation::QuoteCheck;
use crate::evidence::{Assessment, Sources};
use crate::notes::{Checkable, Claim};
use crate::text::ByteRange;

/// How many answers to one sort of question are remembered; past that the memory of it starts afresh. Some
/// hundred bytes each, so a few megabytes.
const REMEMBERED: usize = 20_000;

/// Answers by what was asked.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Assessments of claims.
    pub claims: Answers<Question, Answer>,
    /// The names in a claim, by its text.
    pub names: Answers<String, Arc<[NoteMention]>>,
    /// What the corpus has of quotations.
    pub quotations: Answers<Quoted, Arc<QuoteCheck>>,
}

/// A bounded table that many may read and write at a time.
#[derive(Debug)]
pub(super) struct Answers<Q: Eq + Hash, A>(DashMap<Q, A>);

impl<Q: Eq + Hash, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(DashMap::default())
    }
}

impl<Q: Eq + Hash, A: Clone> Answers<Q, A> {
    /// What was found out about `question`.
    pub(super) fn get<B: Hash + Eq + ?Sized>(&self, question: &B) -> Option<A>
    where
        Q: std::borrow::Borrow<B>,
    {
        self.0.get(question).map(|known| known.value().clone())
    }

    /// Remembers an answer.
    pub(super) fn insert(&self, question: Q, answer: A) {
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(question, answer);
    }
}

/// What the corpus says, all of it together and each source alone.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub assessment: Arc<Assessment>,
    pub sources: Arc<Sources>,
}

/// What an assessment depends on, besides the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    claim: String,
    context: String,
    /// The same words may be a statement here and a heading or silenced there.
    checkable: Checkable,
    articles: Vec<u32>,
}

impl Question {
    /// What `articles` say of the claim, or all when there are none.
    pub(super) fn of(claim: &Claim, articles: &[u32]) -> Self {
        Self {
            claim: claim.text.clone(),
            context: claim.context.clone(),
            checkable: claim.checkable,
            articles: articles.to_vec(),
        }
    }
}

/// What the check of a quotation depends on, besides the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Quoted {
    /// Its words.
    pub words: String,
    /// The sentence that says whose they are, and where in it they stand.
    pub speech: Option<(String, ByteRange)>,
}
