//! [`Matcher`]: how well one word stands for another.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::vectors;
use crate::text::lexicon::{Relation, Term};
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

/// By the source's lemma.
type Known = FxHashMap<Box<str>, WordMatch>;

/// Compares words and remembers what it found, for the length of one claim's check.
#[derive(Debug, Default)]
pub struct Matcher {
    /// By the claim's lemma.
    known: RefCell<FxHashMap<Box<str>, Rc<RefCell<Known>>>>,
    /// What is known of each lemma by itself.
    terms: RefCell<FxHashMap<Box<str>, Rc<Term<'static>>>>,
}

/// A word of the claim, to be compared with many.
#[derive(Debug)]
pub struct Comparison<'a> {
    matcher: &'a Matcher,
    word: &'a Word,
    known: Rc<RefCell<Known>>,
}

impl Comparison<'_> {
    /// Whether `other` is the same word, or a form of it.
    #[must_use]
    pub fn is(&self, other: &Word) -> bool {
        self.word.stem == other.stem || self.word.lemma == other.lemma
    }

    /// How the source's word `other` stands to it.
    #[must_use]
    pub fn to(&self, other: &Word) -> WordMatch {
        if self.is(other) {
            return WordMatch::SAME;
        }
        let word = self.word;
        // Marks and numbers are the same or not.
        if !word.lemma.starts_with(char::is_alphabetic) || !other.lemma.starts_with(char::is_alphabetic) {
            return WordMatch::NONE;
        }
        if let Some(known) = self.known.borrow().get(&*other.lemma) {
            return *known;
        }
        let (ours, theirs) = (self.matcher.term(&word.lemma), self.matcher.term(&other.lemma));
        let found = relate((word, &ours), (other, &theirs));
        self.known.borrow_mut().insert(other.lemma.clone(), found);
        found
    }
}

impl Matcher {
    /// How the source's word `b` stands to the claim's word `a`.
    #[must_use]
    pub fn compare(&self, a: &Word, b: &Word) -> WordMatch {
        if a.stem == b.stem || a.lemma == b.lemma {
            return WordMatch::SAME;
        }
        self.of(a).to(b)
    }

    /// The claim's word `word`, to be compared with many.
    #[must_use]
    pub fn of<'a>(&'a self, word: &'a Word) -> Comparison<'a> {
        let known = self.known.borrow().get(&*word.lemma).map(Rc::clone);
        let known = known.unwrap_or_else(|| {
            let made = Rc::default();
            self.known.borrow_mut().insert(word.lemma.clone(), Rc::clone(&made));
            made
        });
        Comparison { matcher: self, word, known }
    }

    fn term(&self, lemma: &str) -> Rc<Term<'static>> {
        if let Some(known) = self.terms.borrow().get(lemma) {
            return Rc::clone(known);
        }
        let term = Rc::new(Term::new(lemma).into_owned());
        self.terms.borrow_mut().insert(lemma.into(), Rc::clone(&term));
        term
    }
}

fn relate((a, first): (&Word, &Term<'_>), (b, second): (&Word, &Term<'_>)) -> WordMatch {
    let related = |strength| WordMatch { relation: WordRelation::Related, strength };
    match first.to(second) {
        Relation::Same => return WordMatch::SAME,
        Relation::Antonym => return WordMatch { relation: WordRelation::Opposite, strength: 0.0 },
        Relation::Derivation => return related(0.9),
        Relation::Synonym => return related(0.85),
        // The source says a kind of what the claim says.
        Relation::Hypernym => return related(0.6),
        Relation::Hyponym => return related(0.4),
        Relation::None => {}
    }
    if first.of_land().is_some_and(|land| second.of_land() == Some(land)) {
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

/// Spellings of one name: Jaro-Winkler of at least .93 over five letters or more.
fn spelled_alike(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 5
        && rapidfuzz::distance::jaro_winkler::normalized_similarity(a.chars(), b.chars()) >= 0.93
}
