//! [`Memory`]: what a world has found out already, so that typing in one sentence checks that sentence.

use std::hash::Hash;
use std::sync::Arc;

use quick_cache::sync::Cache;
use quick_cache::{Equivalent, Weighter};

use crate::entities::{NoteMention, Resolution};
use crate::evidence::quotation::QuoteCheck;
use crate::evidence::{Assessment, Finding, Sources};
use crate::notes::{Checkable, Claim};
use crate::text::ByteRange;

/// Answers by what was asked. What is full forgets what was asked for least: whoever types all day leaves a
/// claim behind with every letter.
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
pub(super) struct Answers<Q, A>(Cache<Q, A, Weight>);

impl<Q: Eq + Hash, A: Clone> Default for Answers<Q, A>
where
    Weight: Weighter<Q, A>,
{
    fn default() -> Self {
        Self(Cache::with_weighter(MANY, MOST, Weight))
    }
}

impl<Q: Eq + Hash, A: Clone> Answers<Q, A>
where
    Weight: Weighter<Q, A>,
{
    /// What was found out about `question`.
    pub(super) fn get<B: Hash + Equivalent<Q> + ?Sized>(&self, question: &B) -> Option<A> {
        self.0.get(question)
    }

    /// Remembers an answer.
    pub(super) fn insert(&self, question: Q, answer: A) {
        self.0.insert(question, answer);
    }
}

/// Bytes of each table: the claims of some 40,000 words, with what was found of each.
const MOST: u64 = 8 << 20;
/// Answers that a table is expected to hold.
const MANY: usize = 2_000;

/// Bytes that an answer takes, with its question: about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight;

/// What the table, the counts of references and the allocator add.
const BESIDES: usize = 160;

impl Weighter<Question, Answer> for Weight {
    fn weight(&self, question: &Question, answer: &Answer) -> u64 {
        let of = |finding: &Finding| {
            size_of::<Finding>() + finding.message.len() + finding.replacement.as_ref().map_or(0, String::len)
        };
        let Answer { assessment, sources } = answer;
        let asked = question.claim.len() + question.context.len() + question.articles.len() * 4;
        let found: usize = assessment.findings.iter().map(of).sum();
        let evidence = size_of_val(assessment.evidence.as_slice());
        let supporting = size_of_val(sources.supporting.as_slice());
        let objections: usize = sources.objections.iter().map(|it| size_of_val(it) + of(&it.finding)).sum();
        let fixed = size_of::<Question>() + size_of::<Assessment>() + size_of::<Sources>() + BESIDES;
        (fixed
            + asked
            + assessment.reason.len()
            + assessment.judge.len()
            + found
            + evidence
            + supporting
            + objections) as u64
    }
}

impl Weighter<String, Arc<[NoteMention]>> for Weight {
    fn weight(&self, claim: &String, names: &Arc<[NoteMention]>) -> u64 {
        let fits = |name: &NoteMention| match &name.resolution {
            Resolution::Ambiguous(several) => size_of_val(several.as_slice()),
            _ => 0,
        };
        let names = size_of_val(&**names) + names.iter().map(fits).sum::<usize>();
        (BESIDES + claim.len() + names) as u64
    }
}

impl Weighter<Quoted, Arc<QuoteCheck>> for Weight {
    fn weight(&self, quoted: &Quoted, check: &Arc<QuoteCheck>) -> u64 {
        let changes = check.changes.iter();
        let changes: usize = changes.map(|it| size_of_val(it) + it.quoted.len() + it.source.len()).sum();
        let asked = quoted.words.len() + quoted.speech.as_ref().map_or(0, |(sentence, _)| sentence.len());
        let found = size_of_val(check.spans.as_slice()) + check.source.len() + changes;
        (size_of::<Quoted>() + size_of::<QuoteCheck>() + BESIDES + asked + found) as u64
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_that_is_full_stays_as_large_and_keeps_what_is_asked_for() {
        let names = Answers::<String, Arc<[NoteMention]>>::default();
        let kept = "Keller left on Monday.";
        names.insert(kept.to_owned(), Arc::default());
        for number in 0..100_000 {
            let claim = format!("Keller left {number} times{}", ", and again".repeat(10));
            names.insert(claim, Arc::default());
            assert!(names.get(kept).is_some(), "forgotten behind {number}");
        }
        assert!(names.0.weight() <= MOST);
        assert!(names.0.len() < 50_000);
    }
}
