//! Comparison: more against less, first against last, where the rest is the same.

use super::{Suspicion, confidence, keep_surest};
use crate::evidence::alignment::MatchKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::tagger::Tag;

/// Words of order in time: `days before, A happened` says the same as `B happened days after A`.
const ORDER: [&str; 8] =
    ["before", "after", "earlier", "later", "until", "since", "previously", "afterwards"];

/// How far behind the compared word the next word of the claim may stand in the passage.
const NEXT: usize = 4;

/// Adverbs and determiners of the claim whose opposite the passage has in the same place.
/// Verbs, nouns and adjectives with an opposite are a matter of polarity.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let Some(word) = claim.words.get(slot.words.0) else { continue };
        let by_polarity = matches!(word.tag, Tag::Verb | Tag::Noun | Tag::Adj);
        if by_polarity || ORDER.contains(&&*word.lemma) {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let Some(other) = alignment.matches.get(index) else { continue };
            if other.strength > 0.5 {
                best = None;
                break;
            }
            let (MatchKind::Opposite, Some(at), Some(source)) = (other.kind, other.word, other.source) else {
                continue;
            };
            // `before the vote` and `after the storm` are no opposites: what follows has to be the same.
            let next = alignment.matches.get(index + 1);
            let same_next =
                next.is_some_and(|m| m.strength >= 0.8 && m.word.is_some_and(|w| w > at && w - at <= NEXT));
            if !same_next {
                continue;
            }
            let ours = slot.range.of(&claim.text);
            let theirs = situation.source_words(alignment, source);
            let rest = situation.rest(alignment, index);
            keep_surest(
                &mut best,
                Suspicion {
                    finding: Finding {
                        kind: FindingKind::Comparison,
                        polarity: Polarity::Conflicts,
                        claim: slot.range,
                        source: Some(situation.span(alignment, source)),
                        message: format!(
                            "the claim has \u{201c}{ours}\u{201d}, the source the opposite, \u{201c}{theirs}\u{201d}"
                        ),
                        replacement: Some(theirs.to_owned()),
                    },
                    slot: Some(index),
                    confidence: confidence(rest, situation.frame(alignment, index, at)),
                },
            );
        }
        found.extend(best);
    }
    found
}
