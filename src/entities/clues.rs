//! [`Clues`]: what is known of each word of a sentence before its label is: writing, part of
//! speech, gazetteer, and what the rest of the article does with it.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::fold::fold_name;
use super::gazetteer::{self, PlaceKind, Wordness};
use super::reading::{Sentence, Shape, Uses};
use super::sequence::stretches;
use super::tables::{self, holds};
use crate::text::lexicon;
use crate::text::memo::Memo;
use crate::text::tokens::TokenKind;

/// Bits of [`Clues::known`]: what the gazetteer knows of the word by itself, or of a longer name
/// that it begins or goes on with.
pub(crate) mod known {
    pub(crate) const COUNTRY: u32 = 1 << 0;
    pub(crate) const REGION: u32 = 1 << 1;
    pub(crate) const CITY: u32 = 1 << 2;
    pub(crate) const OTHER_PLACE: u32 = 1 << 3;
    pub(crate) const GIVEN: u32 = 1 << 4;
    pub(crate) const SURNAME: u32 = 1 << 5;
    pub(crate) const BODY: u32 = 1 << 6;
    pub(crate) const TITLE: u32 = 1 << 7;
    pub(crate) const PEOPLE: u32 = 1 << 8;
    pub(crate) const COMPANY: u32 = 1 << 9;
    pub(crate) const CALENDAR: u32 = 1 << 10;
    pub(crate) const STOP: u32 = 1 << 11;
    pub(crate) const SAYS: u32 = 1 << 12;
    pub(crate) const LONG_PLACE_BEGINS: u32 = 1 << 13;
    pub(crate) const LONG_PLACE_GOES_ON: u32 = 1 << 14;
    pub(crate) const LONG_TITLE: u32 = 1 << 15;
    pub(crate) const LIKELY_PLACE: u32 = 1 << 16;
    pub(crate) const PLACE_WORD: u32 = 1 << 17;
    pub(crate) const ROLE: u32 = 1 << 18;
    pub(crate) const WORD_NOW_AND_THEN: u32 = 1 << 19;
    pub(crate) const WORD_MOSTLY: u32 = 1 << 20;
    /// How many bits there are.
    pub(crate) const BITS: u32 = 21;
}

/// Bits of [`Clues::around`]: in what company the article uses the capitalised word, anywhere.
pub(crate) mod around {
    pub(crate) const AFTER_TITLE: u16 = 1;
    pub(crate) const AFTER_GIVEN: u16 = 1 << 1;
    pub(crate) const BEFORE_BODY: u16 = 1 << 2;
    pub(crate) const AFTER_IN: u16 = 1 << 3;
    pub(crate) const BEFORE_SAYS: u16 = 1 << 4;
    pub(crate) const BEFORE_SURNAME: u16 = 1 << 5;
    pub(crate) const AFTER_THE: u16 = 1 << 6;
    pub(crate) const POSSESSIVE: u16 = 1 << 7;
    pub(crate) const IN_BRACKETS: u16 = 1 << 8;
    pub(crate) const AFTER_PLACE_COMMA: u16 = 1 << 9;
    /// How many bits there are.
    pub(crate) const BITS: u32 = 10;
}

/// How far from a name the words are that tell of it.
const SEEN: usize = 2;

/// What one article says of its words, gathered over all sentences before any is labelled.
#[derive(Debug, Default)]
pub(crate) struct Context {
    known: FxHashMap<u64, u32>,
    around: FxHashMap<u64, u16>,
}

/// What is known of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clue {
    /// The word without case.
    pub key: u64,
    /// How it is written, letter classes in a row.
    pub pattern: u64,
    /// Its first three letters, its last two, its last three.
    pub affixes: [u64; 3],
    /// See [`Shape`].
    pub shape: Shape,
    /// Part of speech.
    pub tag: u8,
    /// See [`known`].
    pub known: u32,
    /// See [`around`].
    pub around: u16,
    /// How the article writes the word: lower case, capital, or both (in four steps each).
    pub uses: u8,
    /// Whether its place asks for a capital.
    pub opens: bool,
}

impl Context {
    /// Gathers from all sentences of an article.
    pub(crate) fn of(text: &str, sentences: &[Sentence]) -> Self {
        let mut context = Self::default();
        for sentence in sentences.iter().filter(|sentence| !sentence.headline) {
            context.add(text, sentence);
        }
        context
    }

    fn add(&mut self, text: &str, sentence: &Sentence) {
        for (at, (&key, shape)) in sentence.keys.iter().zip(&sentence.shapes).enumerate() {
            if !shape.capital() {
                continue;
            }
            let before = at.checked_sub(1).map_or(0, |at| self.word(text, sentence, at));
            let behind = self.word(text, sentence, at + 1);
            let last = at.checked_sub(1).map_or("", |at| sentence.word(text, at));
            let next = sentence.word(text, at + 1);
            let capital = |at: Option<usize>| {
                at.and_then(|at| sentence.shapes.get(at)).is_some_and(|shape| shape.capital())
            };
            let mut flags = 0;
            let mut flag = |bit: u16, holds: bool| flags |= if holds { bit } else { 0 };
            flag(around::AFTER_TITLE, before & known::TITLE != 0);
            flag(around::AFTER_GIVEN, before & known::GIVEN != 0 && capital(at.checked_sub(1)));
            flag(around::BEFORE_BODY, behind & (known::BODY | known::COMPANY) != 0 && capital(Some(at + 1)));
            flag(around::AFTER_IN, matches!(last, "in" | "In" | "near" | "from"));
            flag(around::BEFORE_SAYS, behind & known::SAYS != 0);
            flag(around::BEFORE_SURNAME, behind & known::SURNAME != 0 && capital(Some(at + 1)));
            flag(around::AFTER_THE, matches!(last, "the" | "The"));
            flag(around::POSSESSIVE, matches!(next, "'s" | "’s"));
            flag(around::IN_BRACKETS, last == "(" && next == ")");
            let place = known::COUNTRY | known::REGION | known::CITY;
            flag(
                around::AFTER_PLACE_COMMA,
                next == "," && self.word(text, sentence, at + 2) & place != 0
                    || last == "," && at > 1 && self.word(text, sentence, at - 2) & place != 0,
            );
            *self.around.entry(key).or_default() |= flags;
        }
    }

    /// What the gazetteer knows of a word; each distinct word is looked up once an article.
    fn word(&mut self, text: &str, sentence: &Sentence, at: usize) -> u32 {
        let (Some(word), Some(&key)) = (sentence.words.get(at), sentence.keys.get(at)) else { return 0 };
        if word.kind != TokenKind::Word {
            return 0;
        }
        thread_local! {
            static KNOWN: RefCell<Memo<u32, { 1 << 14 }>> = RefCell::default();
        }
        *self.known.entry(key).or_insert_with(|| {
            let written = word.range.of(text);
            KNOWN.with_borrow_mut(|memo| memo.get(written, || look_up(written)))
        })
    }

    /// The clues of every word of `sentence`; of those that are far from all names the writing only.
    pub(crate) fn clues(&mut self, text: &str, sentence: &Sentence, uses: &dyn Uses) -> Vec<Clue> {
        let plain = |(&key, &shape): (&u64, &Shape)| Clue {
            key,
            pattern: 0,
            affixes: [0; 3],
            shape,
            tag: 0,
            known: 0,
            around: 0,
            uses: 0,
            opens: false,
        };
        let mut clues: Vec<Clue> = sentence.keys.iter().zip(&sentence.shapes).map(plain).collect();
        let mut done = 0;
        for (start, end) in stretches(sentence.shapes.iter().copied()) {
            let (from, to) = (start.saturating_sub(SEEN).max(done), (end + SEEN).min(clues.len()));
            done = to;
            for (at, clue) in clues.iter_mut().enumerate().take(to).skip(from) {
                let Some(word) = sentence.words.get(at) else { continue };
                let written = word.range.of(text);
                let used = uses.of(clue.key).unwrap_or_default();
                let step = |count: u32| count.min(3) as u8;
                clue.pattern = pattern(written);
                clue.affixes = affixes(written);
                clue.tag = word.tag as u8;
                clue.known = self.word(text, sentence, at);
                if clue.shape.capital() {
                    clue.around = self.around.get(&clue.key).copied().unwrap_or_default();
                }
                clue.uses = step(used.lower) | step(used.capital) << 2 | step(used.initial) << 4;
                clue.opens = sentence.opens(text, at);
            }
        }
        long_names(text, sentence, &mut clues);
        clues
    }
}

fn look_up(word: &str) -> u32 {
    let lower = word.to_lowercase();
    let plain = lower.trim_end_matches('.');
    let facts = gazetteer::facts(word);
    let mut bits = match facts.place {
        Some(PlaceKind::Country) => known::COUNTRY,
        Some(PlaceKind::Region) => known::REGION,
        Some(PlaceKind::City) => known::CITY,
        Some(PlaceKind::Other) => known::OTHER_PLACE,
        None => 0,
    };
    let mut bit = |bit: u32, holds: bool| bits |= if holds { bit } else { 0 };
    bit(known::LIKELY_PLACE, facts.place.is_some() && facts.likely);
    bit(known::WORD_NOW_AND_THEN, facts.word == Wordness::Sometimes);
    bit(known::WORD_MOSTLY, facts.word == Wordness::Mostly);
    bit(known::COUNTRY, lexicon::country(&lower).is_some());
    bit(known::GIVEN, facts.given);
    bit(known::SURNAME, facts.surname);
    bit(known::PLACE_WORD, gazetteer::is_place_word(word));
    bit(known::ROLE, gazetteer::is_role_word(word));
    bit(known::BODY, gazetteer::is_organisation_word(word));
    bit(known::TITLE, gazetteer::is_title(word));
    bit(known::PEOPLE, lexicon::demonym(&lower).is_some());
    bit(known::COMPANY, holds(tables::COMPANY_FORMS, plain));
    bit(known::CALENDAR, holds(tables::CALENDAR, plain));
    bit(known::STOP, lexicon::is_stopword(&lower));
    bit(known::SAYS, holds(tables::SAID, &lower));
    bits
}

/// Marks the words of places and titles of several words.
fn long_names(text: &str, sentence: &Sentence, clues: &mut [Clue]) {
    for start in 0..clues.len() {
        if !clues.get(start).is_some_and(|clue| clue.shape.capital()) {
            continue;
        }
        for end in (start + 2..=clues.len().min(start + 4)).rev() {
            if !clues.get(end - 1).is_some_and(|clue| clue.shape.capital()) {
                continue;
            }
            let (Some(first), Some(last)) = (sentence.words.get(start), sentence.words.get(end - 1)) else {
                continue;
            };
            let name = first.range.join(last.range).of(text);
            if gazetteer::place(name).is_some() || lexicon::country(&fold_name(name)).is_some() {
                for (at, clue) in clues.iter_mut().enumerate().take(end).skip(start) {
                    clue.known |=
                        if at == start { known::LONG_PLACE_BEGINS } else { known::LONG_PLACE_GOES_ON };
                }
                break;
            }
            if gazetteer::is_title(name) {
                clues.iter_mut().take(end).skip(start).for_each(|clue| clue.known |= known::LONG_TITLE);
                break;
            }
        }
    }
}

/// The word's letter classes, runs shortened: `Xx`, `X.X.`, `Xx-Xx`, `d`.
fn pattern(word: &str) -> u64 {
    let mut code = 0_u64;
    let mut last = 0;
    for c in word.chars() {
        let class = match c {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            '.' => 4,
            '-' | '–' => 5,
            '\'' | '’' => 6,
            '&' => 7,
            _ => 8,
        };
        if class != last {
            code = code << 4 | class;
            last = class;
        }
    }
    code
}

fn affixes(word: &str) -> [u64; 3] {
    let bytes = word.as_bytes();
    let hash = |part: &[u8]| {
        part.iter().fold(part.len() as u64, |sum, byte| sum << 8 | u64::from(byte.to_ascii_lowercase()))
    };
    let head = |n: usize| hash(bytes.get(..n.min(bytes.len())).unwrap_or_default());
    let tail = |n: usize| hash(bytes.get(bytes.len().saturating_sub(n)..).unwrap_or_default());
    [head(3), tail(2), tail(3)]
}
