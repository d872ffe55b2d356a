//! [`Reading`]: what a sentence of a note is by its own words, remembered from one state of the note to the next:
//! tagging the other sentences anew at every keystroke would be two thirds of its cost.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock, OnceLock};

use quick_cache::sync::Cache;
use quick_cache::{Equivalent, Weighter};

use super::checkable::{self, Surroundings};
use super::clauses;
use super::model::Checkable;
use super::sentence::Sentence;
use crate::text::ByteRange;

/// Bytes that are remembered: the sentences of a note of some 80,000 words.
const ROOM: u64 = 4 << 20;

/// Bytes of the longest sentence that is remembered: longer ones are no prose.
const LONGEST: usize = 4 << 10;

/// What is remembered of a sentence.
#[derive(Debug)]
pub(super) struct Facts {
    /// See [`Sentence::has_verb`].
    pub has_verb: bool,
    /// See [`Sentence::lacks_subject`].
    pub lacks_subject: bool,
    /// See [`Sentence::stands_alone`].
    pub stands_alone: bool,
    /// See [`clauses::split`].
    pub clauses: Box<[ByteRange]>,
    /// See [`checkable::judge`], by what stands around it.
    verdicts: [OnceLock<Checkable>; Surroundings::SORTS],
}

/// A sentence and what is known of it.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    /// The sentence.
    pub text: &'t str,
    quotes: Vec<ByteRange>,
    /// What does not depend on where it stands.
    pub facts: Arc<Facts>,
    /// The words, when they were read just now.
    fresh: Option<Sentence<'t>>,
}

impl<'t> Reading<'t> {
    /// The sentence at `range` of `text`; for `quotes` see [`Sentence::within`].
    pub fn within(text: &'t str, range: ByteRange, quotes: &[ByteRange]) -> Self {
        static KNOWN: LazyLock<Cache<Key, Arc<Facts>, Weight>> =
            LazyLock::new(|| Cache::with_weighter(8_000, ROOM, Weight));
        let quotes = Sentence::quotes_within(range, quotes);
        let text = range.of(text);
        if let Some(facts) = KNOWN.get(&Asked { text, quotes: &quotes }) {
            return Self { text, quotes, facts, fresh: None };
        }
        let sentence = Sentence::new(text, quotes.clone());
        let facts = Arc::new(Facts {
            has_verb: sentence.has_verb(),
            lacks_subject: sentence.lacks_subject(),
            stands_alone: sentence.stands_alone(),
            clauses: clauses::split(&sentence).into(),
            verdicts: Default::default(),
        });
        if text.len() <= LONGEST {
            KNOWN.insert(Key { text: text.into(), quotes: quotes.as_slice().into() }, Arc::clone(&facts));
        }
        Self { text, quotes, facts, fresh: Some(sentence) }
    }

    /// Whether the sentence can be checked where it stands.
    pub fn judge(&self, around: Surroundings) -> Checkable {
        let judge = || match &self.fresh {
            Some(sentence) => checkable::judge(sentence, around),
            None => checkable::judge(&Sentence::new(self.text, self.quotes.clone()), around),
        };
        self.facts.verdicts.get(around.sort()).map_or_else(judge, |known| *known.get_or_init(judge))
    }
}

/// A sentence with the quotations in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    text: Box<str>,
    quotes: Box<[ByteRange]>,
}

/// The same, borrowed.
#[derive(Clone, Copy, Debug, Hash)]
struct Asked<'a> {
    text: &'a str,
    quotes: &'a [ByteRange],
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Asked { text: &self.text, quotes: &self.quotes }.hash(state);
    }
}

impl Equivalent<Key> for Asked<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        *self.text == *key.text && *self.quotes == *key.quotes
    }
}

#[derive(Clone, Copy, Debug)]
struct Weight;

impl Weighter<Key, Arc<Facts>> for Weight {
    fn weight(&self, key: &Key, facts: &Arc<Facts>) -> u64 {
        let ranges = size_of_val(&*key.quotes) + size_of_val(&*facts.clauses);
        (100 + size_of::<Facts>() + key.text.len() + ranges) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_is_read_again_is_judged_as_at_first_wherever_it_stands() {
        for text in ["Verify the toll with the ministry.", "Kept the airport open.", "Is it true?"] {
            let range = ByteRange::new(0, text.len());
            let (first, second) = (Reading::within(text, range, &[]), Reading::within(text, range, &[]));
            assert!(Arc::ptr_eq(&first.facts, &second.facts));
            for bits in 0..Surroundings::SORTS {
                let [has_context, led, cited] = [1, 2, 4].map(|bit| bits & bit != 0);
                let around = Surroundings { has_context, led, cited };
                let plain = checkable::judge(&Sentence::new(text, Vec::new()), around);
                assert_eq!(second.judge(around), plain, "{text} {around:?}");
                assert_eq!(first.judge(around), plain, "{text} {around:?}");
            }
        }
    }

    #[test]
    fn the_same_words_in_other_quotation_marks_are_another_sentence() {
        let text = "Keller said “we stay”.";
        let quote = ByteRange::new(12, text.len() - 1);
        let (plain, quoted) = (
            Reading::within(text, ByteRange::new(0, text.len()), &[]),
            Reading::within(text, ByteRange::new(0, text.len()), &[quote]),
        );
        assert!(!Arc::ptr_eq(&plain.facts, &quoted.facts));
    }
}
