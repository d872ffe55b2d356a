//! Modality: the claim states as done or certain what the source calls possible, planned or alleged.

use super::Suspicion;
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::tagger::Tag;

/// The claim's verb that the best passage has only under a hedge, when no other candidate has it plain.
#[must_use]
pub fn find(situation: &Situation) -> Option<Suspicion> {
    let claim = situation.claim;
    let (best, signs) = (situation.alignments.first()?, situation.source_signs.first()?);
    for (index, slot) in claim.slots.iter().enumerate() {
        let is_verb = slot.kind == SlotKind::Word
            && claim.words.get(slot.words.0).is_some_and(|word| word.tag == Tag::Verb);
        if !is_verb || situation.signs.hedge_of(slot.words.0).is_some() {
            continue;
        }
        let Some(found) = best.matches.get(index).filter(|found| found.strength >= 0.8) else { continue };
        let Some((at, hedge)) = found.word.and_then(|at| Some((at, signs.hedge_of(at)?))) else { continue };
        let plain_elsewhere =
            situation.alignments.iter().zip(&situation.source_signs).any(|(other, signs)| {
                other.with_context >= 0.8 * best.with_context
                    && other.matches.get(index).is_some_and(|m| {
                        m.strength >= 0.8 && m.word.is_some_and(|at| signs.hedge_of(at).is_none())
                    })
            });
        if plain_elsewhere {
            continue;
        }
        let words = &best.passage.words;
        let first = words.get(at.saturating_sub(3)).map_or(0, |word| word.range.start());
        let source = ByteRange::new(first, words.get(at).map_or(first, |word| word.range.end()));
        let theirs = situation.source_words(best, source);
        let ours = slot.range.of(&claim.text);
        return Some(Suspicion {
            finding: Finding {
                kind: FindingKind::Modality,
                polarity: Polarity::Missing,
                claim: slot.range,
                source: Some(situation.span(best, source)),
                message: format!(
                    "the claim states \u{201c}{ours}\u{201d} as fact, the source only as {}: \u{201c}{theirs}\u{201d}",
                    word_for(hedge)
                ),
                replacement: None,
            },
            slot: Some(index),
            confidence: situation.rest(best, index),
        });
    }
    None
}

fn word_for(hedge: crate::text::lexicon::Hedge) -> &'static str {
    use crate::text::lexicon::Hedge;
    match hedge {
        Hedge::Possibility => "possible",
        Hedge::Hearsay => "alleged",
        Hedge::Intention => "intended",
        Hedge::Request => "asked for",
    }
}
