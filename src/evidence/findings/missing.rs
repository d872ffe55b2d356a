//! Missing words: parts of the claim that no candidate has, joined into the phrases at fault.

use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::tagger::Tag;
use crate::text::tokens::TokenKind;

/// A slot filled less than this is missing.
const FILLED: f32 = 0.45;
/// Words lighter than this (see [`crate::index::postings::Postings::weight`]) say too little to be missed.
const TELLING: f32 = 3.0;
/// A phrase is looked for in so many of the best passages with what stands around them: words that stand
/// in a passage about something else do not support it.
const BEST: usize = 3;
/// A missing phrase says as much as two words of middling rarity.
const PHRASE: f32 = 10.0;
/// A passage whose coverage is below this share of the best one's speaks of something else.
const NEAR: f32 = 0.7;

/// Indices of the slots that no candidate fills and that say something.
#[must_use]
pub fn missing_slots(situation: &Situation) -> Vec<usize> {
    let slots = &situation.claim.slots;
    (0..slots.len())
        .filter(|&index| {
            situation.filled_anywhere(index) < FILLED
                && slots.get(index).is_some_and(|slot| slot.weight >= TELLING)
        })
        .collect()
}

/// Whether several words in a row, together as telling as [`PHRASE`], stand nowhere: a deed or thing
/// that no source has, however well the rest is supported.
#[must_use]
pub fn holds_phrase(situation: &Situation) -> bool {
    let claim = situation.claim;
    let best = || situation.alignments.iter().take(BEST);
    let mut weight = 0.0;
    let mut missed = 0;
    for (index, slot) in claim.slots.iter().enumerate() {
        if claim.quotes.iter().any(|quote| quote.range.covers(slot.range)) {
            continue;
        }
        if best().all(|alignment| alignment.filled(index) < FILLED) {
            missed += 1;
            weight += slot.weight;
        } else if best().any(|alignment| {
            alignment.matches.get(index).is_some_and(|found| found.strength >= FILLED)
                && alignment.with_context >= NEAR * situation.best().map_or(0.0, |best| best.with_context)
        }) {
            (missed, weight) = (0, 0.0);
        }
        // A word that only stands somewhere around neither ends the phrase nor belongs to it.
        if missed >= 2 && weight >= PHRASE {
            return true;
        }
    }
    false
}

/// One finding for each phrase of the claim that no candidate has.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Finding> {
    phrases(situation, &missing_slots(situation))
        .into_iter()
        .map(|range| Finding {
            kind: FindingKind::MissingWords,
            polarity: Polarity::Missing,
            claim: range,
            source: None,
            message: format!("no source has \u{201c}{}\u{201d}", range.of(&situation.claim.text)),
            replacement: None,
        })
        .collect()
}

/// Joins missing slots that only small words part, and takes in a preposition or adverb before them.
fn phrases(situation: &Situation, missing: &[usize]) -> Vec<ByteRange> {
    let claim = situation.claim;
    let mut phrases: Vec<(usize, usize)> = Vec::new();
    for &index in missing {
        let Some(slot) = claim.slots.get(index) else { continue };
        let (first, end) = slot.words;
        match phrases.last_mut() {
            Some(last) if joins(situation, last.1, first) => last.1 = end,
            _ => phrases.push((first, end)),
        }
    }
    phrases
        .into_iter()
        .filter_map(|(first, end)| {
            let first = with_preposition(situation, first);
            let start = claim.words.get(first)?.range;
            let last = claim.words.get(end.checked_sub(1)?)?.range;
            Some(start.join(last))
        })
        .collect()
}

/// Whether nothing but small words stands between two places.
fn joins(situation: &Situation, from: usize, to: usize) -> bool {
    let slots = &situation.claim.slots;
    from <= to
        && !slots.iter().any(|slot| slot.words.0 >= from && slot.words.1 <= to)
        && situation.claim.words.get(from..to).unwrap_or(&[]).iter().all(|word| {
            word.kind == TokenKind::Word
                && matches!(word.tag, Tag::Adp | Tag::Det | Tag::Part | Tag::Aux | Tag::Cconj | Tag::Pron)
        })
}

/// `in the harbour`: the phrase at fault begins at its preposition.
fn with_preposition(situation: &Situation, first: usize) -> usize {
    let claim = situation.claim;
    let mut at = first;
    while let Some(word) = at.checked_sub(1).and_then(|before| claim.words.get(before)) {
        match word.tag {
            Tag::Det | Tag::Adp if word.kind == TokenKind::Word => at -= 1,
            _ => break,
        }
        if word.tag == Tag::Adp {
            break;
        }
    }
    // A bare article belongs to its noun as well, a verb's particle does not.
    let is_verb = claim.slots.iter().any(|slot| {
        slot.words.0 == first
            && slot.kind == SlotKind::Word
            && claim.words.get(first).is_some_and(|word| word.tag == Tag::Verb)
    });
    if is_verb { first } else { at }
}
