//! The tagger's weights and dictionary, and how they are applied.
//!
//! File: [`Perceptron`]'s format, then a [`PackedWords`] list of the words with one tag only, whose
//! payload is the index of the tag in [`LEARNED`].

use std::sync::LazyLock;

use super::features::{features, views};
use super::{LEARNED, Tag, certain};
use crate::text::packed::PackedWords;
use crate::text::perceptron::Perceptron;
use crate::text::tokens::Token;

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::decode(include_bytes!("../data/tagger.bin")).unwrap_or_default());

/// Words longer than this many bytes are not in the dictionary.
pub const DICTIONARY_LIMIT: usize = 24;

/// A trained tagger.
#[derive(Debug)]
pub struct Model {
    weights: Perceptron<16>,
    dictionary: PackedWords,
}

impl Default for Model {
    fn default() -> Self {
        Self { weights: Perceptron::new(Vec::new()), dictionary: PackedWords::default() }
    }
}

impl Model {
    /// The tagger of this build.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Puts a trained tagger together.
    #[must_use]
    pub fn new(weights: Perceptron<16>, dictionary: PackedWords) -> Self {
        Self { weights, dictionary }
    }

    /// Reads the file format described above.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (weights, rest) = Perceptron::decode(bytes)?;
        Some(Self { weights, dictionary: PackedWords::decode(rest) })
    }

    /// One tag for each token of `text`.
    #[must_use]
    pub fn tag(&self, text: &str, tokens: &[Token]) -> Vec<Tag> {
        let views = views(text, tokens);
        let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let tag = certain(text, tokens, at).or_else(|| self.lookup(token.range.of(text))).unwrap_or_else(
                || {
                    let before = at.checked_sub(1).and_then(|at| tags.get(at)).copied();
                    let second = at.checked_sub(2).and_then(|at| tags.get(at)).copied();
                    let mut scores = [0_i16; 16];
                    for feature in features(&views, at, before, second) {
                        self.weights.add_few(feature, &mut scores);
                    }
                    best(&scores)
                },
            );
            tags.push(tag);
        }
        tags
    }

    fn lookup(&self, surface: &str) -> Option<Tag> {
        if surface.len() > DICTIONARY_LIMIT {
            return None;
        }
        self.dictionary.get(surface).and_then(|index| LEARNED.get(usize::from(index)).copied())
    }
}

fn best(scores: &[i16; 16]) -> Tag {
    let (mut winner, mut highest) = (Tag::Noun, i16::MIN);
    for (tag, score) in LEARNED.iter().zip(scores) {
        if *score > highest {
            (winner, highest) = (*tag, *score);
        }
    }
    winner
}
