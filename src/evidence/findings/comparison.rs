//! Comparison: more against less, first against last, where the rest is the same.

use super::{Suspicion, confidence, keep_surest};
use crate::evidence::alignment::MatchKind;
use crate::evidence::claim::Slot;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::lexicon::{self, Relation};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// Words of order in time: `days before, A happened` says the same as `B happened days after A`.
const ORDER: [&str; 8] =
    ["before", "after", "earlier", "later", "until", "since", "previously", "afterwards"];

/// Words of degree and place that have an opposite and fill no slot.
const COMPARES: [&str; 12] = [
    "more", "most", "fewer", "fewest", "less", "least", "above", "below", "over", "under", "inside",
    "outside",
];

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
        let by_polarity = matches!(word.tag, Tag::Verb | Tag::Noun | Tag::Adj)
            || COMPARES.contains(&&*word.of(&claim.text).to_lowercase());
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
    found.extend(small_words(situation));
    found
}

/// How far behind a small word the word of the claim stands that it belongs to.
const BELONGS: usize = 3;

/// Words too small to fill a slot that compare: `above the range` against `slightly below the range`,
/// `more jobs than expected` against `fewer jobs than expected`.
fn small_words(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (at, word) in claim.words.iter().enumerate() {
        let ours = word.of(&claim.text).to_lowercase();
        if word.range.start() < claim.own || !COMPARES.contains(&&*ours) {
            continue;
        }
        let behind = |slot: &Slot| (1..=BELONGS).contains(&slot.words.0.saturating_sub(at));
        let Some(index) = claim.slots.iter().position(|slot| slot.words.0 > at && behind(slot)) else {
            continue;
        };
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let Some(next) = alignment.matches.get(index).filter(|next| next.strength >= 0.8) else {
                continue;
            };
            let Some(there) = next.word else { continue };
            let near = || {
                let from = there.saturating_sub(NEXT);
                alignment.passage.words.iter().enumerate().take(there).skip(from)
            };
            let spelled = |other: &Word| situation.source_words(alignment, other.range).to_lowercase();
            if near().any(|(_, other)| spelled(other) == ours) {
                best = None;
                break;
            }
            // By their forms: the lemmas of `more` and `fewer` are no opposites.
            let opposite =
                near().rfind(|(_, other)| lexicon::relation(&ours, &spelled(other)) == Relation::Antonym);
            let Some((place, other)) = opposite else { continue };
            keep_surest(
                &mut best,
                Suspicion {
                    finding: Finding {
                        kind: FindingKind::Comparison,
                        polarity: Polarity::Conflicts,
                        claim: word.range,
                        source: Some(situation.span(alignment, other.range)),
                        message: format!(
                            "the claim has \u{201c}{}\u{201d}, the source the opposite, \u{201c}{}\u{201d}",
                            word.of(&claim.text),
                            situation.source_words(alignment, other.range)
                        ),
                        replacement: Some(situation.source_words(alignment, other.range).to_owned()),
                    },
                    slot: Some(index),
                    confidence: confidence(
                        situation.rest(alignment, claim.slots.len()),
                        situation.frame(alignment, index, place),
                    ),
                },
            );
        }
        found.extend(best);
    }
    found
}
