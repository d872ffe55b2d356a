//! [`Vocabulary`]: the words of an article, for how near any of them comes to a word of a claim.

use crate::corpus::Article;
use crate::text::vectors::{self, VectorId};

/// The words of an article that have a vector, once for each passage.
#[derive(Debug, Default)]
pub struct Vocabulary(Box<[(VectorId, u32)]>);

impl Vocabulary {
    /// The words of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut words: Vec<(VectorId, u32)> = Vec::new();
        for (at, passage) in (0u32..).zip(&article.passages) {
            // Runs of letters are words enough to be looked up, and found in a fraction of a tokenizer's time.
            let runs = passage.range.of(&article.text).split(|c: char| !c.is_alphabetic());
            let known = runs.filter(|run| run.len() > 1).filter_map(|run| match run {
                lower if lower.bytes().all(|byte| byte.is_ascii_lowercase()) => vectors::of(lower),
                other => vectors::of(&other.to_lowercase()),
            });
            words.extend(known.map(|id| (id, at)));
        }
        words.sort_unstable();
        words.dedup();
        Self(words.into())
    }

    /// The cosine of the word that is nearest to `word`, at least 0; words of the passages `except` don't count.
    #[must_use]
    pub fn nearest(&self, word: VectorId, except: &[u32]) -> f32 {
        // Sorted by word: each is looked at once.
        let others = self.0.chunk_by(|one, other| one.0 == other.0);
        let elsewhere = others.filter(|places| places.iter().any(|(_, passage)| !except.contains(passage)));
        let other = elsewhere.filter_map(|places| places.first());
        other.map(|(other, _)| vectors::cosine(word, *other)).fold(0.0, f32::max)
    }
}
