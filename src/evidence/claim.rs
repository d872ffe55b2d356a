//! [`ClaimAnalysis`]: a claim taken apart into the slots that evidence has to fill.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::antecedent;
use super::model::Finding;
use crate::entities::{Entities, EntityId, EntityKind, NoteMention, Resolution};
use crate::index::postings::Postings;
use crate::index::term::{number_term, word_term};
use crate::index::{Library, Query};
use crate::notes::{Claim, is_personal};
use crate::text::ByteRange;
use crate::text::dates::{self, DateMention};
use crate::text::lexicon;
use crate::text::parse::{self, Parse};
use crate::text::quantities::{self, Quantity};
use crate::text::quotes::{self, QuoteSpan};
use crate::text::structure::Structure;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;
use crate::text::words::{self, Word};

/// What a slot holds.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotKind {
    /// A content word.
    Word,
    /// A name, with the entities it may stand for.
    Name(EntityKind, Vec<EntityId>),
    /// A quantity: index into [`ClaimAnalysis::quantities`].
    Quantity(usize),
    /// A date: index into [`ClaimAnalysis::dates`].
    Date(usize),
}

/// A part of a claim that a source either has, has otherwise, or lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// In the claim's text.
    pub range: ByteRange,
    /// What it holds.
    pub kind: SlotKind,
    /// Indices of its words: first, and one past the last.
    pub words: (usize, usize),
    /// How much it says: the inverse frequency of its rarest word.
    pub weight: f32,
}

/// A claim, taken apart. Ranges are into `text`.
#[derive(Debug)]
pub struct ClaimAnalysis {
    /// The claim's words on one line, behind those that its context supplies.
    pub text: String,
    /// Where the claim's own words start in `text`; no finding lies before it.
    pub own: usize,
    /// Its tokens.
    pub words: Vec<Word>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// Its dates.
    pub dates: Vec<DateMention>,
    /// Its names.
    pub mentions: Vec<NoteMention>,
    /// Its pronoun that takes up somebody named before the claim; one of `mentions`.
    pub pronoun: Option<ByteRange>,
    /// What it puts in quotation marks.
    pub quotes: Vec<QuoteSpan>,
    /// What evidence has to fill, in text order.
    pub slots: Vec<Slot>,
    /// What the corpus has of its quotations, once somebody asked (`findings::quote`).
    pub(super) quoted: OnceLock<Vec<Finding>>,
    tree: OnceLock<Parse>,
    structure: OnceLock<Structure>,
}

/// Weight of a quantity: as telling as a rare word, whatever its digits.
const QUANTITY_WEIGHT: f32 = 6.0;
/// Weight of a date.
const DATE_WEIGHT: f32 = 5.0;
/// The least weight of a name: a common word in a name is no common word.
const NAME_WEIGHT: f32 = 5.0;

impl ClaimAnalysis {
    /// Takes `claim` apart; `reference` is the day on which the note's relative dates rest.
    #[must_use]
    pub fn of(claim: &Claim, library: &Library, reference: Option<Date>) -> Self {
        let mut text = claim.context.clone();
        if !text.is_empty() {
            text.push_str(": ");
        }
        let own = text.len();
        text.push_str(&claim.text);
        // The claim's first word opens a sentence, whatever its context: `Kyiv: Accepts the terms`.
        let mut words = words::words(text.get(..own).unwrap_or(""));
        words.extend(
            words::words(&claim.text).into_iter().map(|word| Word { range: word.range.shift(own), ..word }),
        );
        let quantities = quantities::find(&text, &words);
        let dates = dates::find(&text, &words, reference);
        let mentions = library.entities.mentions_in_note(&text, &words);
        let quotes = quotes::find(&text);
        let mut analysis = Self {
            text,
            own,
            words,
            quantities,
            dates,
            mentions,
            pronoun: None,
            quotes,
            slots: Vec::new(),
            quoted: OnceLock::new(),
            tree: OnceLock::new(),
            structure: OnceLock::new(),
        };
        if let Some(person) = antecedent::of(&analysis, &claim.before, &library.entities) {
            analysis.pronoun = Some(person.range);
            analysis.mentions.push(person);
            analysis.mentions.sort_by_key(|mention| mention.range.start());
        }
        analysis.slots = analysis.find_slots(library.postings(), &library.entities);
        analysis
    }

    /// Its dependency tree, parsed when first asked for.
    pub fn tree(&self) -> &Parse {
        self.tree.get_or_init(|| parse::parse(&self.words, &self.text))
    }

    /// Who does what to whom in it, as links, read when first asked for.
    pub fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::of(&self.words, self.tree()))
    }

    /// The slot that the word at `at` belongs to.
    #[must_use]
    pub fn slot_of(&self, at: usize) -> Option<usize> {
        // In text order, and no two of them overlap.
        let slot = self.slots.partition_point(|slot| slot.words.1 <= at);
        self.slots.get(slot).filter(|slot| slot.words.0 <= at).map(|_| slot)
    }

    /// A range of `text` as one of the claim's own text; `None` for words of the context.
    #[must_use]
    pub fn in_claim(&self, range: ByteRange) -> Option<ByteRange> {
        let start = range.start().checked_sub(self.own)?;
        Some(ByteRange::new(start, start + range.len()))
    }

    fn find_slots(&self, postings: &Postings, entities: &Entities) -> Vec<Slot> {
        let mut taken = vec![false; self.words.len()];
        let mut slots = Vec::new();
        for (index, date) in self.dates.iter().enumerate() {
            self.claim_slot(date.range, SlotKind::Date(index), DATE_WEIGHT, &mut taken, &mut slots);
        }
        for (index, quantity) in self.quantities.iter().enumerate() {
            self.claim_slot(
                quantity.range,
                SlotKind::Quantity(index),
                QUANTITY_WEIGHT,
                &mut taken,
                &mut slots,
            );
        }
        for mention in &self.mentions {
            let ids = match &mention.resolution {
                Resolution::Known(id) => vec![*id],
                Resolution::Ambiguous(ids) => ids.clone(),
                Resolution::Unknown => Vec::new(),
            };
            let kind =
                ids.first().and_then(|id| entities.face(*id)).map_or(mention.kind, |entity| entity.kind);
            let weight = self
                .words_in(mention.range)
                .filter_map(|(_, word)| self.term(word))
                .filter(|_| !is_personal(mention.range.of(&self.text)))
                .map(|term| postings.weight(&term))
                .fold(NAME_WEIGHT, f32::max);
            self.claim_slot(mention.range, SlotKind::Name(kind, ids), weight, &mut taken, &mut slots);
        }
        for (index, word) in self.words.iter().enumerate() {
            if taken.get(index).copied().unwrap_or(true) {
                continue;
            }
            let Some(term) = self.term(word) else { continue };
            if !is_content(word) {
                continue;
            }
            let weight = postings.weight(&term);
            slots.push(Slot { range: word.range, kind: SlotKind::Word, words: (index, index + 1), weight });
        }
        let is_pronoun = |slot: &Slot| Some(slot.range) == self.pronoun;
        let elsewhere = |slot: &Slot| slot.range.start() < self.own || is_pronoun(slot);
        for slot in slots.iter_mut().filter(|slot| elsewhere(slot)) {
            slot.weight *= CONTEXT_WEIGHT;
        }
        slots.sort_by_key(|slot| (slot.range.start(), slot.range.end()));
        slots
    }

    /// Makes a slot of `range` unless some of its words belong to another one.
    fn claim_slot(
        &self,
        range: ByteRange,
        kind: SlotKind,
        weight: f32,
        taken: &mut [bool],
        slots: &mut Vec<Slot>,
    ) {
        let inside: Vec<usize> = self.words_in(range).map(|(index, _)| index).collect();
        let (Some(&first), Some(&last)) = (inside.first(), inside.last()) else { return };
        let Some(places) = taken.get_mut(first..=last) else { return };
        if places.iter().any(|place| *place) {
            return;
        }
        places.fill(true);
        slots.push(Slot { range, kind, words: (first, last + 1), weight });
    }

    /// The slot of its pronoun that takes up somebody named before.
    #[must_use]
    pub fn pronoun_slot(&self) -> Option<&Slot> {
        let pronoun = self.pronoun?;
        self.slots.iter().find(|slot| slot.range == pronoun)
    }

    /// The words that lie in `range`, with their indices.
    pub fn words_in(&self, range: ByteRange) -> impl Iterator<Item = (usize, &Word)> {
        let from = self.words.partition_point(|word| word.range.end() <= range.start());
        self.words
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, word)| word.range.start() < range.end())
            .filter(move |(_, word)| range.covers(word.range))
    }

    /// The index term of a word of the claim; `None` for stop words and marks.
    #[must_use]
    pub fn term(&self, word: &Word) -> Option<String> {
        match word.kind {
            TokenKind::Word => word_term(word.of(&self.text)),
            TokenKind::Number => Some(number_term(word.of(&self.text))),
            TokenKind::Punctuation | TokenKind::Symbol => None,
        }
    }

    /// What to search for.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::of_words(self.text.get(self.own..).unwrap_or(""));
        for slot in &self.slots {
            match &slot.kind {
                SlotKind::Name(_, ids) if ids.len() <= TELLING => {
                    for id in ids {
                        query.add_entity(*id, 1.0 / ids.len().max(1) as f32);
                    }
                }
                SlotKind::Quantity(index) => {
                    if let Some(quantity) = self.quantities.get(*index) {
                        for spelling in spellings(quantity) {
                            query.add(&spelling, 0.7);
                        }
                    }
                }
                SlotKind::Word | SlotKind::Name(..) | SlotKind::Date(_) => {}
            }
        }
        for (term, weight) in Query::of_words(self.text.get(..self.own).unwrap_or("")).terms {
            query.add(&term, weight * CONTEXT_WEIGHT);
        }
        query
    }
}

/// A name that more entities bear is searched for by its words alone: each of them would count next to nothing.
const TELLING: usize = 16;

/// How much a word of the claim's context counts against one of its own.
const CONTEXT_WEIGHT: f32 = 0.5;

/// Whether a word can be missing from a source: nouns, verbs, adjectives, adverbs, numbers, names.
fn is_content(word: &Word) -> bool {
    matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Verb | Tag::Adj | Tag::Adv | Tag::Num | Tag::X)
        && !lexicon::is_stopword(&word.lemma)
        && !lexicon::is_negation(&word.lemma)
}

/// The terms under which a whole number may stand in the index: in digits and in words.
fn spellings(quantity: &Quantity) -> Vec<String> {
    const SMALL: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let value = quantity.low;
    if quantity.low != quantity.high || value.fract() != 0.0 || !(0.0..1e9).contains(&value) {
        return Vec::new();
    }
    let mut found = vec![format!("{value:.0}")];
    if let Some(word) = SMALL.iter().enumerate().find(|(n, _)| *n as f64 == value).map(|(_, word)| *word) {
        found.extend(word_term(word));
    }
    found
}
