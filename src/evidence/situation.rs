//! [`Situation`]: a claim with everything that was gathered to judge it.

use super::alignment::{Alignment, MatchKind, share};
use super::claim::{ClaimAnalysis, SlotKind};
use super::signs::Signs;
use crate::corpus::{ArticleSpan, Excerpt};
use crate::index::Library;
use crate::text::ByteRange;
use crate::text::parse::Parse;
use crate::text::tokens::TokenKind;
use crate::text::words::Word;

/// A claim, its candidate passages the best first, and what findings need to compare them.
#[derive(Debug)]
pub struct Situation<'a> {
    /// The claim.
    pub claim: &'a ClaimAnalysis,
    /// The corpus.
    pub library: &'a Library,
    /// The claim against each candidate, the best first.
    pub alignments: Vec<Alignment>,
    /// The claim's negations and hedges.
    pub signs: Signs,
    /// By alignment: its passage's negations and hedges.
    pub source_signs: Vec<Signs>,
}

/// A candidate below this share of the best one's coverage speaks of something else.
const COMPARABLE: f32 = 0.7;
/// Words that a sentence has which says something by itself.
const SENTENCE: usize = 4;

impl Situation<'_> {
    /// The best candidate.
    #[must_use]
    pub fn best(&self) -> Option<&Alignment> {
        self.alignments.first()
    }

    /// The candidates that speak of the same thing as surely as any: the first three, less those
    /// that have much less of the claim than the best.
    pub fn comparable(&self) -> impl Iterator<Item = (usize, &Alignment)> {
        let least = COMPARABLE * self.best().map_or(0.0, |best| best.with_context);
        self.alignments.iter().enumerate().take(3).filter(move |(_, a)| a.with_context >= least)
    }

    /// Whether a passage is the claim word for word, whatever the marks.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        let is_word = |word: &&Word| word.kind != TokenKind::Punctuation;
        let own = || {
            let words = self.claim.words.iter().filter(is_word);
            words.skip_while(|word| word.range.start() < self.claim.own)
        };
        let length = own().count();
        length >= SENTENCE
            && self.alignments.iter().any(|alignment| {
                let passage = &alignment.passage;
                let theirs = || passage.words.iter().filter(is_word);
                theirs().count() == length
                    && own().zip(theirs()).all(|(ours, theirs)| {
                        ours.of(&self.claim.text).eq_ignore_ascii_case(theirs.of(&passage.text))
                    })
            })
    }

    /// Whether a passage has these words of the claim in a row; of a single word with those beside it.
    #[must_use]
    pub fn has_in_a_row(&self, range: ByteRange) -> bool {
        let words = &self.claim.words;
        let first = words.partition_point(|word| word.range.end() <= range.start());
        let end = words.partition_point(|word| word.range.start() < range.end());
        let (first, end) = if end > first + 1 { (first, end) } else { (first.saturating_sub(1), end + 1) };
        let Some(row) = words.get(first..end).filter(|row| row.len() > 2) else { return false };
        self.alignments.iter().any(|alignment| {
            let passage = &alignment.passage;
            passage.words.windows(row.len()).any(|theirs| {
                row.iter().zip(theirs).all(|(ours, theirs)| {
                    ours.of(&self.claim.text).eq_ignore_ascii_case(theirs.of(&passage.text))
                })
            })
        })
    }

    /// How far slot `index` is filled by any candidate.
    #[must_use]
    pub fn filled_anywhere(&self, index: usize) -> f32 {
        self.alignments.iter().map(|alignment| alignment.filled(index)).fold(0.0, f32::max)
    }

    /// The share of the claim's other slots that `alignment` fills, context included: how surely
    /// the passage speaks of the same thing.
    #[must_use]
    pub fn rest(&self, alignment: &Alignment, except: usize) -> f32 {
        let mut all = 0.0;
        let mut filled = 0.0;
        for (index, slot) in self.claim.slots.iter().enumerate() {
            if index != except {
                all += slot.weight;
                filled += slot.weight * alignment.filled(index);
            }
        }
        if all > 0.0 { filled / all } else { 0.0 }
    }

    /// [`Self::rest`] of what stands in the passage itself, whatever stands around it.
    #[must_use]
    pub fn own_rest(&self, alignment: &Alignment, except: usize) -> f32 {
        let (mut all, mut filled) = (0.0, 0.0);
        for (index, slot) in self.claim.slots.iter().enumerate().filter(|(index, _)| *index != except) {
            all += slot.weight;
            filled += slot.weight * alignment.matches.get(index).map_or(0.0, |found| found.strength);
        }
        if all > 0.0 { filled / all } else { 0.0 }
    }

    /// How closely the words around slot `index` of the claim stand around word `at` of the
    /// passage: the mean over its two neighbours on either side, in [0, 1].
    #[must_use]
    pub fn frame(&self, alignment: &Alignment, index: usize, at: usize) -> f32 {
        let mut sum = 0.0;
        let mut all = 0.0f32;
        let neighbours = (1..=2).flat_map(|d| [(index.checked_sub(d), d), (index.checked_add(d), d)]);
        for (neighbour, distance) in neighbours {
            let Some(neighbour) = neighbour.filter(|n| *n < self.claim.slots.len()) else { continue };
            let weight = 1.0 / distance as f32;
            all += weight;
            let Some(found) = alignment.matches.get(neighbour) else { continue };
            if let Some(place) = found.word.filter(|_| found.kind != MatchKind::Opposite) {
                let near = match place.abs_diff(at) {
                    0..=4 => 1.0,
                    5..=8 => 0.6,
                    9..=14 => 0.3,
                    _ => 0.0,
                };
                sum += weight * near * found.strength;
            }
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }

    /// The dependency tree of a passage.
    #[must_use]
    pub fn tree<'a>(&self, alignment: &'a Alignment) -> &'a Parse {
        alignment.passage.tree()
    }

    /// A stretch of a passage as a span of its article.
    #[must_use]
    pub fn span(&self, alignment: &Alignment, range: ByteRange) -> ArticleSpan {
        ArticleSpan { article: alignment.passage.id.article, range: alignment.passage.in_article(range) }
    }

    /// The words of a stretch of a passage.
    #[must_use]
    pub fn source_words(&self, alignment: &Alignment, range: ByteRange) -> Excerpt {
        self.library.passage_text(alignment.passage.id).within(range)
    }

    /// The share of slots of some kinds that is filled; `without` when there are none: a claim
    /// without numbers is neither better nor worse for it.
    #[must_use]
    pub fn share_of(
        &self,
        wanted: impl Fn(&SlotKind, usize) -> bool,
        strength: impl Fn(usize) -> f32,
        without: f32,
    ) -> f32 {
        let slots: Vec<_> = self
            .claim
            .slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| wanted(&slot.kind, slot.words.0))
            .collect();
        if slots.is_empty() {
            return without;
        }
        let picked: Vec<_> = slots.iter().map(|(_, slot)| (*slot).clone()).collect();
        share(&picked, |at| slots.get(at).map_or(0.0, |(index, _)| strength(*index)))
    }
}
