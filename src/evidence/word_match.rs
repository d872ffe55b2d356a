//! [`Matcher`]: how well one word stands for another.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::vectors;
use crate::text::lexicon::{self, Relation};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// How one word relates to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WordRelation {
    /// The same word, or a form of it.
    Same,
    /// Another word for it.
    Related,
    /// Its opposite.
    Opposite,
    /// Something else.
    Other,
}

/// A relation with its strength in [0, 1]: how far the source's word lets the claim's be said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordMatch {
    /// In what way.
    pub relation: WordRelation,
    /// How far.
    pub strength: f32,
}

impl WordMatch {
    /// Nothing in common.
    pub const NONE: Self = Self { relation: WordRelation::Other, strength: 0.0 };
    /// The same word.
    pub const SAME: Self = Self { relation: WordRelation::Same, strength: 1.0 };
}

/// The claim's lemma and the source's.
type Pair = (Box<str>, Box<str>);

/// Compares words and remembers what it found, for the length of one claim's check.
#[derive(Debug, Default)]
pub struct Matcher {
    known: RefCell<FxHashMap<Pair, WordMatch>>,
}

impl Matcher {
    /// How the source's word `b` stands to the claim's word `a`.
    #[must_use]
    pub fn compare(&self, a: &Word, b: &Word) -> WordMatch {
        if a.stem == b.stem || a.lemma == b.lemma {
            return WordMatch::SAME;
        }
        // Marks and numbers are the same or not.
        if !a.lemma.starts_with(char::is_alphabetic) || !b.lemma.starts_with(char::is_alphabetic) {
            return WordMatch::NONE;
        }
        let key = (a.lemma.clone(), b.lemma.clone());
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let found = relate(a, b);
        self.known.borrow_mut().insert(key, found);
        found
    }
}

fn relate(a: &Word, b: &Word) -> WordMatch {
    let related = |strength| WordMatch { relation: WordRelation::Related, strength };
    match lexicon::relation(&a.lemma, &b.lemma) {
        Relation::Same => return WordMatch::SAME,
        Relation::Antonym => return WordMatch { relation: WordRelation::Opposite, strength: 0.0 },
        Relation::Derivation => return related(0.9),
        Relation::Synonym => return related(0.85),
        // The source says a kind of what the claim says.
        Relation::Hypernym => return related(0.6),
        Relation::Hyponym => return related(0.4),
        Relation::None => {}
    }
    if same_country(&a.lemma, &b.lemma) {
        return related(0.95);
    }
    let names = a.tag == Tag::Propn && b.tag == Tag::Propn;
    if names && spelled_alike(&a.lemma, &b.lemma) {
        return related(0.9);
    }
    if !names && let Some(similar) = vectors::similarity(&a.lemma, &b.lemma) {
        return related(softened(similar));
    }
    WordMatch::NONE
}

/// A cosine as a strength: nothing below 0.4, then rising to 0.8.
fn softened(cosine: f32) -> f32 {
    ((cosine - 0.4) / 0.45).clamp(0.0, 1.0) * 0.8
}

fn same_country(a: &str, b: &str) -> bool {
    let country = |word: &str| lexicon::demonym(word).or_else(|| lexicon::country(word));
    country(a).is_some_and(|first| country(b) == Some(first))
}

/// Spellings of one name: Jaro-Winkler of at least .93 over five letters or more.
fn spelled_alike(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 5
        && rapidfuzz::distance::jaro_winkler::normalized_similarity(a.chars(), b.chars()) >= 0.93
}
