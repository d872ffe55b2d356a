//! [`Vocabulary`]: the words of an article, for how near any of them comes to a word of a claim.

use crate::corpus::Article;
use crate::text::tokens::{TokenKind, tokenize};
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
            let text = passage.range.of(&article.text);
            let tokens = tokenize(text);
            let written = tokens.iter().filter(|token| token.kind == TokenKind::Word);
            let known = written.filter_map(|token| vectors::of(&token.range.of(text).to_lowercase()));
            words.extend(known.map(|id| (id, at)));
        }
        words.sort_unstable();
        words.dedup();
        Self(words.into())
    }

    /// The cosine of the word that is nearest to `word`, at least 0; words of the passages `except` don't count.
    #[must_use]
    pub fn nearest(&self, word: VectorId, except: &[u32]) -> f32 {
        let others = self.0.iter().filter(|(_, passage)| !except.contains(passage));
        others.map(|(other, _)| vectors::cosine(word, *other)).fold(0.0, f32::max)
    }
}
