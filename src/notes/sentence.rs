//! [`Sentence`]: one sentence of a note with its words, as the questions about it need them.

use super::markup::hidden;
use crate::text::words::{Tag, Word, words};
use crate::text::{ByteRange, lemma, lexicon};

/// A sentence and its words.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    /// The sentence.
    pub text: &'t str,
    /// Its tokens.
    pub words: Vec<Word>,
    /// Its words in lower case, parallel to `words`.
    pub lower: Vec<String>,
    /// The quotations in it, with their marks, ascending and disjoint; ranges are into `text`.
    pub quotes: Vec<ByteRange>,
}

impl<'t> Sentence<'t> {
    /// Reads the sentence at `range` of `text`; `quotes` are the outermost quotations of the whole
    /// text, of which those that overlap the sentence count.
    pub fn within(text: &'t str, range: ByteRange, quotes: &[ByteRange]) -> Self {
        Self::new(range.of(text), Self::quotes_within(range, quotes))
    }

    /// Those of `quotes`, which are ascending and disjoint, that overlap `range`, as ranges into it.
    pub fn quotes_within(range: ByteRange, quotes: &[ByteRange]) -> Vec<ByteRange> {
        let from = quotes.partition_point(|quote| quote.end() <= range.start());
        let inside = quotes.get(from..).unwrap_or(&[]).iter().take_while(|quote| quote.start() < range.end());
        let clip = |quote: &ByteRange| {
            let start = quote.start().max(range.start()) - range.start();
            ByteRange::new(start, quote.end().min(range.end()) - range.start())
        };
        inside.map(clip).collect()
    }

    /// Reads `text`; `quotes` are the quotations in it.
    pub fn new(text: &'t str, quotes: Vec<ByteRange>) -> Self {
        let words = words(text);
        let lower = words.iter().map(|word| word.of(text).to_lowercase()).collect();
        Self { text, words, lower, quotes }
    }

    /// Whether the word at `index` stands outside quotation marks.
    pub fn outside(&self, index: usize) -> bool {
        let Some(word) = self.words.get(index) else { return false };
        !hidden(&self.quotes, word.range)
    }

    /// The word at `index` in lower case; empty behind the end.
    pub fn low(&self, index: usize) -> &str {
        self.lower.get(index).map_or("", String::as_str)
    }

    /// The part of speech at `index`.
    pub fn tag(&self, index: usize) -> Option<Tag> {
        self.words.get(index).map(|word| word.tag)
    }

    /// Whether the word at `index` is a verb that can carry a sentence: not an `-ing` form, not
    /// behind the infinitive's `to`, not a form of `be` that needs another verb before it.
    pub fn is_finite(&self, index: usize) -> bool {
        let low = self.low(index);
        match self.tag(index) {
            Some(Tag::Aux) => !matches!(low, "be" | "been" | "being" | "having"),
            Some(Tag::Verb) => !low.ends_with("ing") && !self.after_to(index),
            _ => false,
        }
    }

    fn after_to(&self, index: usize) -> bool {
        index > 0 && self.low(index - 1) == "to"
    }

    /// Whether somebody other than the analyst is named as saying it: a verb of saying, or
    /// `according to`, outside quotation marks.
    pub fn is_attributed(&self) -> bool {
        (0..self.words.len()).any(|index| {
            self.outside(index)
                && (self.is_saying(index) || (self.low(index) == "according" && self.low(index + 1) == "to"))
        })
    }

    /// Whether the word at `index` is a verb of saying or thinking in use as a verb.
    pub fn is_saying(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| {
            (word.tag == Tag::Verb || self.low(index + 1) == "that")
                && lexicon::reporting_verb(&word.lemma).is_some()
        })
    }

    /// Whether any word is a verb.
    pub fn has_verb(&self) -> bool {
        self.words.iter().any(|word| matches!(word.tag, Tag::Verb | Tag::Aux))
    }

    /// Whether it has a verb, or ends as a sentence does and has a word in a verb's place that may be
    /// an inflected one which the tagger took for a noun.
    pub fn is_full(&self) -> bool {
        self.has_verb()
            || self.text.ends_with('.') && (1..self.words.len()).any(|index| self.may_be_verb(index))
    }

    fn may_be_verb(&self, index: usize) -> bool {
        let Some(word) = self.words.get(index) else { return false };
        let low = self.low(index);
        matches!(word.tag, Tag::Noun | Tag::Adj)
            && word.of(self.text).starts_with(char::is_lowercase)
            && !low.ends_with("ing")
            && matches!(self.tag(index - 1), Some(Tag::Noun | Tag::Propn | Tag::Pron | Tag::Adv))
            && lemma::lemma(low, Tag::Verb) != low
    }

    /// Whether its first word is its verb, as in notes that leave out whom they speak of.
    pub fn lacks_subject(&self) -> bool {
        self.is_finite(self.first_word())
    }

    /// Whether it is a whole sentence: a capital first, and a noun before its verb.
    pub fn stands_alone(&self) -> bool {
        let first = self.words.get(self.first_word()).map_or("", |word| word.of(self.text));
        let verb = (0..self.words.len()).find(|index| self.outside(*index) && self.is_finite(*index));
        let nominal = |index| matches!(self.tag(index), Some(Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num));
        !first.starts_with(char::is_lowercase) && verb.is_some_and(|verb| (0..verb).any(nominal))
    }

    /// Whether all of its words stand in quotation marks.
    pub fn is_only_quoted(&self) -> bool {
        let wordy = |tag: Tag| !matches!(tag, Tag::Punct | Tag::Sym);
        !self.quotes.is_empty()
            && !(0..self.words.len()).any(|index| self.outside(index) && self.tag(index).is_some_and(wordy))
    }

    /// The index of the first word that is not punctuation.
    pub fn first_word(&self) -> usize {
        self.words.iter().position(|word| word.tag != Tag::Punct).unwrap_or(self.words.len())
    }

    /// The sentence in lower case from its first word on, typographic apostrophes made straight.
    pub fn folded(&self) -> String {
        let start = self.words.get(self.first_word()).map_or(0, |word| word.range.start());
        self.text.get(start..).unwrap_or("").to_lowercase().replace('’', "'")
    }
}
