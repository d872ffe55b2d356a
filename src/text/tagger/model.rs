//! The tagger's weights and dictionary, and how they are applied.
//!
//! File: [`Perceptron`]'s format, then a [`PackedWords`] list of the words with one tag only, whose
//! payload is the index of the tag in [`LEARNED`].

use std::cell::RefCell;
use std::sync::LazyLock;

use super::features::{NOWHERE, View, alone, beside, together, view};
use super::{LEARNED, Tag, certain};
use crate::text::memo::Memo;
use crate::text::packed::PackedWords;
use crate::text::perceptron::Perceptron;
use crate::text::tokens::Token;

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::decode(include_bytes!("../data/tagger.bin")).unwrap_or_default());

/// Words longer than this many bytes are not in the dictionary.
pub const DICTIONARY_LIMIT: usize = 24;

/// One for each tag of [`LEARNED`].
const LANES: usize = 16;

/// A trained tagger.
#[derive(Debug)]
pub struct Model {
    weights: Perceptron<LANES>,
    dictionary: PackedWords,
    /// What stands before the first token and behind the last.
    nowhere: Known,
}

/// What the tagger knows of a token by its looks.
#[derive(Clone, Copy, Debug)]
struct Known {
    view: View,
    /// The one tag that the dictionary has for it.
    only: Option<Tag>,
    /// The sum of its features of [`alone`].
    alone: [i16; LANES],
    /// The weights of its features of [`beside`].
    beside: [[i8; LANES]; 4],
}

impl Default for Model {
    fn default() -> Self {
        Self::new(Perceptron::new(Vec::new()), PackedWords::default())
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
    pub fn new(weights: Perceptron<LANES>, dictionary: PackedWords) -> Self {
        let nowhere = Known::of(&weights, NOWHERE, None);
        Self { weights, dictionary, nowhere }
    }

    /// Reads the file format described above.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (weights, rest) = Perceptron::decode(bytes)?;
        Some(Self::new(weights, PackedWords::decode(rest)))
    }

    /// One tag for each token of `text`.
    #[must_use]
    pub fn tag(&self, text: &str, tokens: &[Token]) -> Vec<Tag> {
        let mut lower = String::new();
        let known = tokens.iter().map(|token| self.known(token, token.range.of(text), &mut lower)).collect();
        self.tag_known(text, tokens, known)
    }

    /// [`Self::tag`] by the model of this build, which remembers what it knows of words.
    pub(super) fn tag_shipped(text: &str, tokens: &[Token]) -> Vec<Tag> {
        thread_local! {
            static KNOWN: RefCell<Memo<Known, { 1 << 14 }>> = RefCell::default();
        }
        let model = Self::shipped();
        let mut lower = String::new();
        let known = KNOWN.with_borrow_mut(|memo| {
            let known = tokens.iter().map(|token| {
                let surface = token.range.of(text);
                memo.get_as(token.kind as u8, surface, || model.known(token, surface, &mut lower))
            });
            known.collect()
        });
        model.tag_known(text, tokens, known)
    }

    fn known(&self, token: &Token, surface: &str, lower: &mut String) -> Known {
        Known::of(&self.weights, view(token, surface, lower), self.lookup(surface))
    }

    fn tag_known(&self, text: &str, tokens: &[Token], known: Vec<Known>) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::with_capacity(tokens.len());
        for (at, here) in known.iter().enumerate() {
            let tag = certain(text, tokens, at).or(here.only).unwrap_or_else(|| {
                let near = |offset: isize| {
                    at.checked_add_signed(offset).and_then(|at| known.get(at)).unwrap_or(&self.nowhere)
                };
                let [back2, back, next, next2] = [-2, -1, 1, 2].map(near);
                let before = at.checked_sub(1).and_then(|at| tags.get(at)).copied();
                let second = at.checked_sub(2).and_then(|at| tags.get(at)).copied();
                let mut scores = here.alone;
                for row in [&back.beside[0], &back2.beside[1], &next.beside[2], &next2.beside[3]] {
                    add(row, &mut scores);
                }
                let window = [&back2.view, &back.view, &here.view, &next.view, &next2.view];
                for feature in together(window, before, second) {
                    self.weights.add_few(feature, &mut scores);
                }
                best(&scores)
            });
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

impl Known {
    fn of(weights: &Perceptron<LANES>, view: View, only: Option<Tag>) -> Self {
        let mut sum = [0; LANES];
        alone(&view).into_iter().for_each(|feature| weights.add_few(feature, &mut sum));
        Self { view, only, alone: sum, beside: beside(&view).map(|feature| weights.row(feature)) }
    }
}

fn add(row: &[i8; LANES], scores: &mut [i16; LANES]) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score = score.wrapping_add(i16::from(*weight));
    }
}

fn best(scores: &[i16; LANES]) -> Tag {
    let (mut winner, mut highest) = (Tag::Noun, i16::MIN);
    for (tag, score) in LEARNED.iter().zip(scores) {
        if *score > highest {
            (winner, highest) = (*tag, *score);
        }
    }
    winner
}
