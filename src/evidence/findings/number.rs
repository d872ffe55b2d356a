//! Numbers: the source counts or measures the same thing differently.

use super::governor::{Tie, tie};
use super::{Suspicion, confidence, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::ByteRange;
use crate::text::agreement::Agreement;
use crate::text::quantities::{Bound, Quantity};
use crate::text::words::Word;

/// A candidate whose coverage is below this share of the best one's speaks of something else.
const COMPARABLE: f32 = 0.6;
/// A number under another verb counts something else more often than not.
const OTHER_DEED: f32 = 0.88;

/// Quantities of the claim that a passage about the same thing has otherwise.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Quantity(number) = slot.kind else { continue };
        let Some(quantity) = claim.quantities.get(number) else { continue };
        if is_attested(situation, index, quantity) {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let rest = situation.rest(alignment, index);
            for other in &alignment.passage.quantities {
                if quantity.compare(other) != Agreement::Differs || serves_another(situation, number, other) {
                    continue;
                }
                let nouns = same_noun(situation, alignment, quantity, other);
                let tie = tied(situation, alignment, quantity, other);
                if nouns <= 0.0 || tie == Tie::Elsewhere {
                    continue;
                }
                let at = alignment.passage.words.partition_point(|w| w.range.end() <= other.range.start());
                let deeds = if tie == Tie::Apart { OTHER_DEED } else { 1.0 };
                let sure = confidence(rest, situation.frame(alignment, index, at)) * nouns * deeds;
                keep_surest(
                    &mut best,
                    Suspicion {
                        finding: describe(situation, alignment, quantity, other, tie),
                        slot: Some(index),
                        confidence: sure,
                    },
                );
            }
        }
        found.extend(best);
    }
    found
}

/// Whether a candidate about the same thing has the claim's value.
fn is_attested(situation: &Situation, index: usize, quantity: &Quantity) -> bool {
    let best = situation.best().map_or(0.0, |best| best.with_context);
    situation.alignments.iter().any(|alignment| {
        alignment.with_context >= COMPARABLE * best
            && alignment.matches.get(index).is_some_and(|found| found.strength > 0.0)
            && alignment.passage.quantities.iter().any(|other| {
                // `dozens` allows 43, and does not stand against a source that counts 34.
                let agreement = quantity.compare(other);
                if agreement == Agreement::Compatible && yields(situation, alignment, index, quantity, other)
                {
                    return false;
                }
                let agrees = match agreement {
                    Agreement::Same => true,
                    Agreement::Compatible => other.bound == Bound::Exact || quantity.bound != Bound::Exact,
                    Agreement::Differs | Agreement::Incomparable => false,
                };
                agrees
                    && same_noun(situation, alignment, quantity, other) > 0.0
                    && !counts_beside(alignment, quantity, other)
                    && tied(situation, alignment, quantity, other) != Tie::Elsewhere
            })
    })
}

/// By so much has a rival to stand closer to the claim's words.
const CLOSER: f32 = 0.1;

/// Whether a quantity that the claim's bound merely allows stands farther from the claim's words than one
/// that it does not allow: `more than 5 million in the first week` against `2 million in the first week and
/// 10 million in the second`.
fn yields(
    situation: &Situation,
    alignment: &Alignment,
    index: usize,
    quantity: &Quantity,
    other: &Quantity,
) -> bool {
    let words = &alignment.passage.words;
    let frame = |of: &Quantity| {
        situation.frame(alignment, index, words.partition_point(|w| w.range.end() <= of.range.start()))
    };
    let own = frame(other);
    alignment.passage.quantities.iter().any(|rival| {
        quantity.compare(rival) == Agreement::Differs
            && same_noun(situation, alignment, quantity, rival) > 0.0
            && frame(rival) > own + CLOSER
    })
}

/// Whether the source's quantity is what another quantity of the claim says; not where it counts the
/// very thing that this one counts and that one does not: `five women and seven men`.
fn serves_another(situation: &Situation, number: usize, other: &Quantity) -> bool {
    let counts_same = |quantity: &Quantity| matches!((&quantity.noun_lemma, &other.noun_lemma), (Some(ours), Some(theirs)) if ours == theirs);
    let own = situation.claim.quantities.get(number).is_some_and(counts_same);
    situation.claim.quantities.iter().enumerate().any(|(index, quantity)| {
        index != number
            && matches!(quantity.compare(other), Agreement::Same | Agreement::Compatible)
            && !(own && quantity.noun_lemma.is_some() && !counts_same(quantity))
    })
}

/// How surely both count the same thing, in [0, 1].
fn same_noun(situation: &Situation, alignment: &Alignment, quantity: &Quantity, other: &Quantity) -> f32 {
    let ours = quantity.noun.and_then(|noun| head(&situation.claim.words, noun));
    let theirs = other.noun.and_then(|noun| head(&alignment.passage.words, noun));
    match (ours, theirs) {
        (Some(a), Some(b)) => {
            let strength = situation.matcher.compare(a, b).strength;
            if strength >= 0.6 { strength } else { 0.0 }
        }
        // `43 were killed`, `50 %`: the frame has to tell.
        (None, None) => 0.9,
        // `killed 34` beside `killed 43 people`: the frame has to tell.
        _ => 0.9,
    }
}

/// How what governs the two quantities stands to each other.
fn tied(situation: &Situation, alignment: &Alignment, quantity: &Quantity, other: &Quantity) -> Tie {
    let rivals = alignment
        .passage
        .quantities
        .iter()
        .filter(|rival| rival.unit == other.unit && same_noun(situation, alignment, quantity, rival) > 0.0)
        .map(|rival| rival.number);
    tie(situation, alignment, quantity.number, other.number, rivals)
}

/// Whether `other` counts something else beside what the claim's quantity counts: `seven women and five
/// men` has nothing of five women.
fn counts_beside(alignment: &Alignment, quantity: &Quantity, other: &Quantity) -> bool {
    let Some(ours) = quantity.noun_lemma.as_deref() else { return false };
    let is_ours = |of: &Quantity| of.noun_lemma.as_deref() == Some(ours);
    other.noun_lemma.is_some()
        && !is_ours(other)
        && alignment.passage.quantities.iter().any(|rival| {
            is_ours(rival) && rival.unit == quantity.unit && quantity.compare(rival) == Agreement::Differs
        })
}

/// The last word of a noun phrase.
fn head(words: &[Word], noun: ByteRange) -> Option<&Word> {
    words.iter().rev().find(|word| noun.covers(word.range))
}

fn describe(
    situation: &Situation,
    alignment: &Alignment,
    quantity: &Quantity,
    other: &Quantity,
    tie: Tie,
) -> Finding {
    let (range, source) = if quantity.unit == other.unit && quantity.range != quantity.number {
        (quantity.range, other.range)
    } else {
        (quantity.number, other.number)
    };
    let ours = range.of(&situation.claim.text);
    let theirs = situation.source_words(alignment, source);
    Finding {
        kind: FindingKind::Number,
        polarity: Polarity::Conflicts,
        claim: range,
        source: Some(situation.span(alignment, source)),
        message: format!("the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d}"),
        // Under another verb the source's number may not be the one that is meant.
        replacement: (tie == Tie::Alike).then(|| theirs.to_owned()),
    }
}
