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
/// A missing phrase that says as much as three words of middling rarity.
pub const PHRASE: f32 = 15.0;

/// Where the rest of the claim is said nearly word for word, two rare words are a phrase already.
const SHORT_PHRASE: f32 = 10.0;
/// Share of the claim's pairs of words that stand in a source, from which it follows the source's
/// wording: 1 to 4 in 100 supported claims of the labelled sets are doubted by this.
const VERBATIM: f32 = 0.4;
/// Nearly word for word.
const WELL_FOUND: f32 = 0.88;

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

/// Whether several words in a row, together as telling as [`SHORT_PHRASE`], stand nowhere although the
/// rest is said nearly word for word: a deed or thing added to what a source says. `bigrams` is the
/// feature of that name; in a free paraphrase rare words go missing without a fault.
#[must_use]
pub fn holds_phrase(situation: &Situation, bigrams: f32) -> bool {
    bigrams >= VERBATIM && heaviest_phrase(situation) >= SHORT_PHRASE && found_share(situation) >= WELL_FOUND
}

/// How well the best passage and its surroundings have those slots that they have; 0 when these are
/// less than half of the claim.
fn found_share(situation: &Situation) -> f32 {
    let Some(best) = situation.best() else { return 0.0 };
    let (mut all, mut filled) = (0.0f32, 0.0f32);
    for (index, slot) in situation.claim.slots.iter().enumerate() {
        let found = best.filled(index);
        if found >= FILLED {
            all += slot.weight;
            filled += slot.weight * found;
        }
    }
    // With less than half of the claim there is no rest that could make up for the phrase.
    let total: f32 = situation.claim.slots.iter().map(|slot| slot.weight).sum();
    if all >= 0.5 * total && all > 0.0 { filled / all } else { 0.0 }
}

/// The weight of the heaviest run of words of the claim that the best passages lack. A word that only
/// stands around a passage does not break the run.
#[must_use]
pub fn heaviest_phrase(situation: &Situation) -> f32 {
    let claim = situation.claim;
    let best = || situation.comparable().map(|(_, alignment)| alignment);
    let (mut weight, mut bridge, mut heaviest) = (0.0f32, 0usize, 0.0f32);
    for (index, slot) in claim.slots.iter().enumerate() {
        if best().all(|alignment| alignment.filled(index) < FILLED) {
            let in_quote = claim.quotes.iter().any(|quote| quote.range.covers(slot.range));
            weight += if in_quote { 0.0 } else { slot.weight };
            bridge = 0;
        } else {
            let own = situation.best().and_then(|a| a.matches.get(index)).map_or(0.0, |m| m.strength);
            bridge += 1;
            if own >= FILLED || bridge > 1 {
                weight = 0.0;
            }
        }
        heaviest = heaviest.max(weight);
    }
    heaviest
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
