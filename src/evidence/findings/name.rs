//! Names and places: another one stands in the source where the claim has its own.

use super::{Suspicion, confidence, keep_surest};
use crate::entities::{EntityId, EntityKind};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{Slot, SlotKind};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::index::PlacedMention;
use crate::text::tagger::Tag;

/// A name filled at least this far somewhere near is not missing.
const PRESENT: f32 = 0.5;
/// By so much of the claim has the passage with the other name to beat those with the claim's name.
const FARTHER: f32 = 0.1;

/// Names of the claim in whose place a passage about the same thing has another one of their kind.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let mut found = Vec::new();
    for (index, slot) in situation.claim.slots.iter().enumerate() {
        let SlotKind::Name(kind, ids) = &slot.kind else { continue };
        let mut best = None;
        let mut attested = 0.0f32;
        for alignment in &situation.alignments {
            let rest = situation.rest(alignment, index);
            // Where the name stands in a passage, its place in the sentence is for others to judge.
            if alignment.matches.get(index).is_some_and(|m| m.strength >= PRESENT) {
                attested = attested.max(own_rest(situation, alignment, index));
                continue;
            }
            if *kind == EntityKind::Person && alignment.filled(index) >= PRESENT && has_pronoun(alignment) {
                continue;
            }
            for mention in &alignment.passage.mentions {
                if !may_stand_for(*kind, ids, mention) || is_in_claim(situation, alignment, mention) {
                    continue;
                }
                let at = alignment.passage.words.partition_point(|w| w.range.end() <= mention.range.start());
                let sure = confidence(rest, situation.frame(alignment, index, at));
                keep_surest(
                    &mut best,
                    Suspicion {
                        finding: describe(situation, alignment, slot, *kind, mention),
                        slot: Some(index),
                        confidence: sure,
                    },
                );
            }
        }
        // A passage that has the name speaks for the claim unless it says much less of the rest.
        found.extend(best.filter(|known: &Suspicion| known.confidence > attested + FARTHER));
    }
    found
}

/// Whether the passage speaks of somebody by a pronoun, who may be whom the sentences around name.
fn has_pronoun(alignment: &Alignment) -> bool {
    alignment.passage.words.iter().any(|word| {
        word.tag == Tag::Pron
            && matches!(&*word.lemma, "he" | "she" | "they" | "him" | "her" | "them" | "we" | "i")
    })
}

/// The share of the claim's other slots that stand in the passage itself.
fn own_rest(situation: &Situation, alignment: &Alignment, except: usize) -> f32 {
    let (mut all, mut filled) = (0.0, 0.0);
    for (index, slot) in situation.claim.slots.iter().enumerate().filter(|(index, _)| *index != except) {
        all += slot.weight;
        filled += slot.weight * alignment.matches.get(index).map_or(0.0, |found| found.strength);
    }
    if all > 0.0 { filled / all } else { 0.0 }
}

/// Whether a mention is of the claim's kind and names somebody or something else.
fn may_stand_for(kind: EntityKind, ids: &[EntityId], mention: &PlacedMention) -> bool {
    mention.kind == kind && !ids.contains(&mention.entity)
}

/// Whether the claim names what the mention names.
fn is_in_claim(situation: &Situation, alignment: &Alignment, mention: &PlacedMention) -> bool {
    let by_id = situation
        .claim
        .slots
        .iter()
        .any(|slot| matches!(&slot.kind, SlotKind::Name(_, ids) if ids.contains(&mention.entity)));
    // One half of a joined name (`Northport-Eastland`) is that name.
    let theirs = situation.source_words(alignment, mention.range);
    let halves = theirs.split(['-', '\u{2013}']).map(str::trim);
    let by_half = theirs.contains(['-', '\u{2013}'])
        && halves
            .into_iter()
            .any(|half| situation.claim.words.iter().any(|own| own.of(&situation.claim.text) == half));
    // A name that was not resolved still shows by its words.
    by_id
        || by_half
        || alignment
            .passage
            .words
            .iter()
            .filter(|word| mention.range.covers(word.range))
            .any(|word| situation.claim.words.iter().any(|own| own.stem == word.stem && own.stem.len() > 2))
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    slot: &Slot,
    kind: EntityKind,
    mention: &PlacedMention,
) -> Finding {
    let ours = slot.range.of(&situation.claim.text);
    let theirs = situation.source_words(alignment, mention.range);
    Finding {
        kind: if kind == EntityKind::Place { FindingKind::Place } else { FindingKind::Name },
        polarity: Polarity::Conflicts,
        claim: slot.range,
        source: Some(situation.span(alignment, mention.range)),
        message: format!("the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d}"),
        replacement: Some(theirs.to_owned()),
    }
}
