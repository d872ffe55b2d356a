//! [`Echo`]: whether the words of a short line come back in the body of the article. Names and
//! subjects do; sections, buttons and counters do not.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use super::draft::Judged;
use super::furniture::Body;

/// Words of the body that count as its opening.
const OPENING: usize = 12;

/// The pairs of neighbouring words in the prose of the body, gathered when first asked for.
pub struct Echo<'a> {
    pieces: &'a [Judged<'a>],
    body: Option<Body>,
    pairs: OnceCell<FxHashSet<u64>>,
}

impl<'a> Echo<'a> {
    /// The echo of `pieces`.
    #[must_use]
    pub fn new(pieces: &'a [Judged<'a>], body: Option<Body>) -> Self {
        Self { pieces, body, pairs: OnceCell::new() }
    }

    /// Whether the body has these words, two or more, next to each other and in the same case.
    #[must_use]
    pub fn answers(&self, line: &str) -> bool {
        let pairs = self.pairs.get_or_init(|| self.gather());
        let mut wanted = pairs_of(line).peekable();
        wanted.peek().is_some() && wanted.all(|pair| pairs.contains(&pair))
    }

    /// Whether the body opens with the same word as `line` and soon has all of its words: an article
    /// about somebody or something.
    #[must_use]
    pub fn opens_like(&self, line: &str) -> bool {
        let Some(opening) = self.body.and_then(|body| self.pieces.get(body.first)) else { return false };
        let soon: Vec<&str> = words(opening.text).take(OPENING).collect();
        soon.first().copied() == words(line).next() && words(line).all(|word| soon.contains(&word))
    }

    fn gather(&self) -> FxHashSet<u64> {
        let Some(body) = self.body else { return FxHashSet::default() };
        let inside = self.pieces.get(body.first..=body.last).unwrap_or(&[]);
        inside
            .iter()
            .filter(|judged| judged.shape.is_prose())
            .flat_map(|judged| pairs_of(judged.text))
            .collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn pairs_of(text: &str) -> impl Iterator<Item = u64> {
    words(text).zip(words(text).skip(1)).map(|pair| {
        let mut hasher = FxHasher::default();
        pair.hash(&mut hasher);
        hasher.finish()
    })
}
