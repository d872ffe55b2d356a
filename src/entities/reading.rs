//! [`Reading`]: one article's sentences as words, with what the whole article says of each word.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use super::fold::push_plain;
use crate::corpus::{Article, BlockKind};
use crate::text::ByteRange;
use crate::text::lemma;
use crate::text::lexicon;
use crate::text::tagger::{self, Tag};
use crate::text::tokens::{TokenKind, tokenize};
use crate::text::words::Word;

/// A sentence of an article as words; their ranges are into the article's text.
#[derive(Debug)]
pub(crate) struct Sentence {
    /// The sentence.
    pub range: ByteRange,
    /// Its block, as an index into the article's blocks.
    pub block: u32,
    /// Whether nearly every word is capitalised: a headline, where capitals say nothing.
    pub headline: bool,
    /// Its words and signs.
    pub words: Vec<Tagged>,
    /// The [`word_key`] of each word.
    pub keys: Vec<u64>,
    /// How each word is written.
    pub shapes: Vec<Shape>,
}

/// A word or sign of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tagged {
    /// Where it stands.
    pub range: ByteRange,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
}

impl Tagged {
    /// Its dictionary form; few words are asked for it.
    pub(crate) fn lemma(&self, text: &str) -> String {
        lemma::lemma(self.range.of(text), self.tag)
    }
}

impl From<&Word> for Tagged {
    fn from(word: &Word) -> Self {
        Self { range: word.range, kind: word.kind, tag: word.tag }
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// No letter.
    Sign,
    /// Digits, or digits with letters.
    Number,
    /// `talks`
    Lower,
    /// `Keller`
    Capital,
    /// `A`, `J.`
    Initial,
    /// `NATO`, `U.S.`
    Upper,
    /// `McKeller`, `eBay`, `al-Berg`
    Mixed,
}

impl Shape {
    /// The shape of `word`.
    pub(crate) fn of(word: &str) -> Self {
        let (mut letters, mut upper, mut digits) = (0, 0, 0);
        let mut first_upper = false;
        for c in word.chars() {
            if c.is_alphabetic() {
                if c.is_uppercase() {
                    upper += 1;
                    first_upper |= letters == 0;
                }
                letters += 1;
            } else if c.is_numeric() {
                digits += 1;
            }
        }
        match (letters, upper) {
            (0, _) if digits > 0 => Self::Number,
            (0, _) => Self::Sign,
            (_, 0) if digits > 0 => Self::Number,
            (_, 0) => Self::Lower,
            (1, 1) => Self::Initial,
            (letters, upper) if letters == upper => Self::Upper,
            (_, 1) if first_upper => Self::Capital,
            _ => Self::Mixed,
        }
    }

    /// Whether the writing alone could make it part of a name.
    pub(crate) fn capital(self) -> bool {
        matches!(self, Self::Capital | Self::Initial | Self::Upper | Self::Mixed)
    }
}

/// How often an article writes a word in which way, outside headlines.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct WordUse {
    /// In lower case.
    pub lower: u32,
    /// Capitalised, where the place in the sentence does not ask for a capital.
    pub capital: u32,
    /// Capitalised at the start of a sentence or quotation.
    pub initial: u32,
}

impl WordUse {
    /// Takes in what another text does.
    pub(crate) fn add(&mut self, other: Self) {
        self.lower = self.lower.saturating_add(other.lower);
        self.capital = self.capital.saturating_add(other.capital);
        self.initial = self.initial.saturating_add(other.initial);
    }
}

/// How a text writes its words, by [`word_key`].
pub(crate) type WordUses = FxHashMap<u64, WordUse>;

/// Tells how a text, or many, writes its words.
pub(crate) trait Uses {
    /// How it writes the word of this [`word_key`]; `None` when it does not have it.
    fn of(&self, key: u64) -> Option<WordUse>;
}

impl Uses for WordUses {
    fn of(&self, key: u64) -> Option<WordUse> {
        self.get(&key).copied()
    }
}

/// One article, read once.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences in order, boilerplate left out.
    pub sentences: Vec<Sentence>,
    /// How it writes each word, by [`word_key`].
    pub uses: WordUses,
}

/// A hash of the word without regard to case and marks.
pub(crate) fn word_key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        for byte in word.bytes() {
            hasher.write_u8(byte.to_ascii_lowercase());
        }
    } else {
        let mut plain = String::with_capacity(word.len());
        let straight = |c: char| if c == '\u{2019}' { '\'' } else { c };
        word.chars().map(straight).flat_map(char::to_lowercase).for_each(|c| push_plain(c, &mut plain));
        plain.bytes().for_each(|byte| hasher.write_u8(byte));
    }
    hasher.finish()
}

impl Sentence {
    /// Reads the words of `range`.
    pub(crate) fn read(text: &str, range: ByteRange, block: u32, heading: bool) -> Self {
        let inside = range.of(text);
        let tokens = tokenize(inside);
        let words = tokens
            .iter()
            .zip(tagger::tag(inside, &tokens))
            .map(|(token, tag)| Tagged { range: token.range.shift(range.start()), kind: token.kind, tag })
            .collect();
        Self::of(text, range, block, heading, words)
    }

    /// A sentence of words that are already known.
    pub(crate) fn of(text: &str, range: ByteRange, block: u32, heading: bool, words: Vec<Tagged>) -> Self {
        let shapes: Vec<Shape> = words.iter().map(|word| Shape::of(word.range.of(text))).collect();
        let keys = words.iter().map(|word| word_key(word.range.of(text))).collect();
        let headline = is_headline(text, &words, &shapes, heading);
        Self { range, block, headline, words, keys, shapes }
    }

    /// Whether the word at `index` opens the sentence, or a quotation or clause inside it, so that
    /// its capital may be the position's.
    pub(crate) fn opens(&self, text: &str, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return true };
        let Some(word) = self.words.get(before) else { return false };
        if word.kind != TokenKind::Punctuation {
            return false;
        }
        match word.range.of(text) {
            // A straight mark opens what it touches: `," Keller said` begins nothing.
            "\"" | "'" => self.words.get(index).is_some_and(|next| next.range.start() == word.range.end()),
            "“" | "‘" | "«" | "„" | "``" | ":" | "." | "!" | "?" | "…" | "•" | "*" => true,
            "(" | "[" | "-" | "–" | "—" => before == 0,
            _ => false,
        }
    }

    /// The words' text.
    pub(crate) fn word<'t>(&self, text: &'t str, index: usize) -> &'t str {
        self.words.get(index).map_or("", |word| word.range.of(text))
    }
}

/// A line is a headline when it is long enough to tell and (nearly) all its words that carry
/// meaning are capitalised; headings need fewer words to be believed.
fn is_headline(text: &str, words: &[Tagged], shapes: &[Shape], heading: bool) -> bool {
    let (mut capital, mut lower) = (0_u32, 0_u32);
    for (word, shape) in words.iter().zip(shapes) {
        match shape {
            _ if word.kind != TokenKind::Word => {}
            Shape::Lower => lower += u32::from(!lexicon::is_stopword(word.range.of(text))),
            shape if shape.capital() && word.range.len() > 3 => capital += 1,
            _ => {}
        }
    }
    let enough = if heading { 2 } else { 4 };
    capital >= enough && lower * 6 <= capital
}

impl<'a> Reading<'a> {
    /// Reads `article`.
    pub(crate) fn of(article: &'a Article) -> Self {
        let text = &*article.text;
        let mut sentences = Vec::with_capacity(article.passages.len());
        let mut uses: FxHashMap<u64, WordUse> = FxHashMap::default();
        for passage in &article.passages {
            if passage.kind == BlockKind::Boilerplate {
                continue;
            }
            let heading = matches!(passage.kind, BlockKind::Title | BlockKind::Heading);
            let sentence = Sentence::read(text, passage.range, passage.block, heading);
            if !sentence.headline {
                count_uses(text, &sentence, &mut uses);
            }
            sentences.push(sentence);
        }
        Self { article, sentences, uses }
    }
}

fn count_uses(text: &str, sentence: &Sentence, uses: &mut FxHashMap<u64, WordUse>) {
    for (index, (word, (&key, shape))) in
        sentence.words.iter().zip(sentence.keys.iter().zip(&sentence.shapes)).enumerate()
    {
        if word.kind != TokenKind::Word {
            continue;
        }
        let entry = uses.entry(key).or_default();
        let slot = match shape {
            Shape::Lower => &mut entry.lower,
            shape if shape.capital() && sentence.opens(text, index) => &mut entry.initial,
            shape if shape.capital() => &mut entry.capital,
            _ => continue,
        };
        *slot = slot.saturating_add(1);
    }
}
