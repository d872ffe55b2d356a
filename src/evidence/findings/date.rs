//! Dates: the source puts the same thing on another day, month or year.

use super::{Suspicion, confidence, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::agreement::Agreement;

/// Dates of the claim that a passage about the same thing has otherwise.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Date(number) = slot.kind else { continue };
        let Some(date) = claim.dates.get(number) else { continue };
        // Any candidate that has the date, in itself or by its article's day, settles it.
        if situation.filled_anywhere(index) > 0.0 {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let rest = rest_without_dates(situation, alignment);
            for other in &alignment.passage.dates {
                if date.compare(other) != Agreement::Differs {
                    continue;
                }
                let serves_another = claim.dates.iter().enumerate().any(|(i, d)| {
                    i != number && matches!(d.compare(other), Agreement::Same | Agreement::Compatible)
                });
                if serves_another {
                    continue;
                }
                let at = alignment.passage.words.partition_point(|w| w.range.end() <= other.range.start());
                let ours = date.range.of(&claim.text);
                let theirs = situation.source_words(alignment, other.range);
                keep_surest(
                    &mut best,
                    Suspicion {
                        finding: Finding {
                            kind: FindingKind::Date,
                            polarity: Polarity::Conflicts,
                            claim: date.range,
                            source: Some(situation.span(alignment, other.range)),
                            message: format!(
                                "the claim has \u{201c}{ours}\u{201d}, the source \u{201c}{theirs}\u{201d}"
                            ),
                            replacement: Some(theirs.to_owned()),
                        },
                        slot: Some(index),
                        confidence: confidence(rest, situation.frame(alignment, index, at)),
                    },
                );
            }
        }
        found.extend(best);
    }
    found
}

/// The share of the claim's slots that `alignment` fills, dates aside: `in June or July` is one date in
/// two slots.
fn rest_without_dates(situation: &Situation, alignment: &Alignment) -> f32 {
    let (mut all, mut filled) = (0.0, 0.0);
    for (index, slot) in situation.claim.slots.iter().enumerate() {
        if !matches!(slot.kind, SlotKind::Date(_)) {
            all += slot.weight;
            filled += slot.weight * alignment.filled(index);
        }
    }
    if all > 0.0 { filled / all } else { 0.0 }
}
