//! [`compare`]: how well one word stands for another.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::text::lexicon::{Relation, Term};
use crate::text::memo::Memo;
use crate::text::tagger::Tag;
use crate::text::vectors;
use crate::text::words::{Word, WordKey};

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

/// Pairs of words whose relation is kept, in each thread: whoever types in a claim has the same words held against
/// the same passages at each key.
const PAIRS: usize = 1 << 13;

/// Words of which is kept, in each thread, what is known of them by themselves.
const TERMS: usize = 1 << 13;

thread_local! {
    static RELATIONS: RefCell<Memo<WordMatch, PAIRS>> = RefCell::default();
    /// By the key of the lemma.
    static LOOKED_UP: RefCell<FxHashMap<u64, Rc<Term<'static>>>> = RefCell::default();
}

/// What is known of a lemma by itself.
fn term(lemma: &str, key: u64) -> Rc<Term<'static>> {
    LOOKED_UP.with_borrow_mut(|known| {
        if let Some(term) = known.get(&key) {
            return Rc::clone(term);
        }
        if known.len() >= TERMS {
            known.clear();
        }
        let term = Rc::new(Term::new(lemma).into_owned());
        known.insert(key, Rc::clone(&term));
        term
    })
}

/// A word of the claim, to be compared with many.
#[derive(Debug)]
pub struct Comparison<'a> {
    word: &'a Word,
    key: WordKey,
}

impl<'a> Comparison<'a> {
    /// The claim's word `word`, to be compared with many.
    #[must_use]
    pub fn of(word: &'a Word) -> Self {
        Self { word, key: word.key() }
    }

    /// Whether the source's word of this key is the same word, or a form of it.
    #[must_use]
    pub fn is(&self, other: WordKey) -> bool {
        self.key.is(other)
    }

    /// How the source's word `other`, whose key is given, stands to it.
    #[must_use]
    pub fn to(&self, other: &Word, key: WordKey) -> WordMatch {
        if self.is(key) {
            return WordMatch::SAME;
        }
        let word = self.word;
        // Marks and numbers are the same or not.
        if !word.lemma.starts_with(char::is_alphabetic) || !other.lemma.starts_with(char::is_alphabetic) {
            return WordMatch::NONE;
        }
        let names = word.tag == Tag::Propn && other.tag == Tag::Propn;
        RELATIONS.with_borrow_mut(|known| {
            known.get_by([self.key.lemma, key.lemma, u64::from(names)], || {
                let (ours, theirs) = (term(&word.lemma, self.key.lemma), term(&other.lemma, key.lemma));
                relate((&word.lemma, &ours), (&other.lemma, &theirs), names)
            })
        })
    }
}

/// How the source's word `b` stands to the claim's word `a`.
#[must_use]
pub fn compare(a: &Word, b: &Word) -> WordMatch {
    if a.stem == b.stem || a.lemma == b.lemma {
        return WordMatch::SAME;
    }
    Comparison::of(a).to(b, b.key())
}

/// `names` says whether both are names.
fn relate((a, first): (&str, &Term<'_>), (b, second): (&str, &Term<'_>), names: bool) -> WordMatch {
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
    if names && spelled_alike(a, b) {
        return related(0.9);
    }
    if !names && let Some(similar) = vectors::similarity(a, b) {
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
