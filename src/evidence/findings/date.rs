//! Dates: the source puts the same thing on another day, month or year.

use jiff::civil::Date;

use super::governor::{Tie, tie};
use super::{Suspicion, confidence, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::SlotKind;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::agreement::Agreement;
use crate::text::dates::{self, DateMention};
use crate::text::words::Word;

/// A candidate whose coverage is below this share of the best one's speaks of something else.
const COMPARABLE: f32 = 0.6;
/// A candidate without a date of its own takes those around it only when it is as good as any.
const AS_GOOD: f32 = 0.9;
/// A date under another verb dates something else more often than not.
const OTHER_DEED: f32 = 0.88;

/// Dates of the claim that a passage about the same thing has otherwise.
#[must_use]
pub fn find(situation: &Situation) -> Vec<Suspicion> {
    let claim = situation.claim;
    let mut found = Vec::new();
    for (index, slot) in claim.slots.iter().enumerate() {
        let SlotKind::Date(number) = slot.kind else { continue };
        let Some(date) = claim.dates.get(number) else { continue };
        if is_attested(situation, index, date) {
            continue;
        }
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            let rest = rest_without_dates(situation, alignment);
            for other in &alignment.passage.dates {
                let tie = tied(situation, alignment, date, other);
                if agreement(situation, alignment, date, other) != Agreement::Differs || tie == Tie::Elsewhere
                {
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
                            replacement: (tie == Tie::Alike).then(|| theirs.to_owned()),
                        },
                        slot: Some(index),
                        confidence: confidence(rest, situation.frame(alignment, index, at))
                            * if tie == Tie::Apart { OTHER_DEED } else { 1.0 },
                    },
                );
            }
        }
        found.extend(best);
    }
    found
}

/// How a date of the claim stands to one of the passage. `next month` and `next week` that nothing resolves
/// are set on one day, the article's or any other: whoever reports them counts from the same day.
fn agreement(
    situation: &Situation,
    alignment: &Alignment,
    date: &DateMention,
    other: &DateMention,
) -> Agreement {
    let stated = date.compare(other);
    let counted = |date: &DateMention| date.year.is_none() && date.month.is_none() && date.weekday.is_none();
    if stated != Agreement::Incomparable || date.period().is_some() || !counted(date) || !counted(other) {
        return stated;
    }
    let article = situation.library.article(alignment.passage.id.article);
    let day = article.and_then(|article| article.date).map_or(ANY_DAY, |date| date.day);
    let text = situation.library.passage_text(alignment.passage.id);
    let text = &*text;
    let on_day = |text: &str, words: &[Word], mention: &DateMention| {
        let found =
            dates::find(text, words, Some(day)).into_iter().find(|found| found.range == mention.range)?;
        found.period().is_some().then_some(found)
    };
    let ours = on_day(&situation.claim.text, &situation.claim.words, date);
    let theirs = on_day(text, &alignment.passage.words, other);
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => ours.compare(&theirs),
        _ => Agreement::Incomparable,
    }
}

/// The middle of a month and of a week: what is near it stays in it.
const ANY_DAY: Date = jiff::civil::date(2024, 5, 15);

/// How what governs the two dates stands to each other.
fn tied(situation: &Situation, alignment: &Alignment, date: &DateMention, other: &DateMention) -> Tie {
    let rivals = alignment.passage.dates.iter().map(|rival| rival.range);
    tie(situation, alignment, date.range, other.range, rivals)
}

/// Whether a candidate about the same thing has the date, in itself, by its article's day or in the
/// sentences around it when it has none itself. `until 2028` does not rest on any year before it.
fn is_attested(situation: &Situation, index: usize, date: &DateMention) -> bool {
    let best = situation.best().map_or(0.0, |best| best.with_context);
    let own_best = situation.best().map_or(0.0, |best| best.coverage);
    situation.alignments.iter().filter(|a| a.with_context >= COMPARABLE * best).any(|alignment| {
        let dates = &alignment.passage.dates;
        let own = dates.iter().any(|other| {
            let agrees = match agreement(situation, alignment, date, other) {
                Agreement::Same => true,
                Agreement::Compatible => {
                    (date.bound == other.bound || overlap(date, other)) && !is_far(date, other)
                }
                Agreement::Differs | Agreement::Incomparable => false,
            };
            agrees && tied(situation, alignment, date, other) != Tie::Elsewhere
        });
        let silent =
            dates.iter().all(|other| agreement(situation, alignment, date, other) == Agreement::Incomparable);
        let as_good = alignment.with_context >= AS_GOOD * best && alignment.coverage >= COMPARABLE * own_best;
        own || (silent && as_good && alignment.filled(index) > 0.0)
    })
}

/// Whether both name days in common, whatever their bounds.
fn overlap(date: &DateMention, other: &DateMention) -> bool {
    let (Some(ours), Some(theirs)) = (date.period(), other.period()) else { return false };
    ours.0 <= theirs.1 && theirs.0 <= ours.1
}

/// Whether a year that `other` leaves out would have to lie years away from its article's to fit.
fn is_far(date: &DateMention, other: &DateMention) -> bool {
    match (date.period().filter(|_| !date.year_guessed), other.period().filter(|_| other.year_guessed)) {
        (Some(ours), Some(theirs)) => {
            ours.1.year() + 1 < theirs.0.year() || theirs.1.year() + 1 < ours.0.year()
        }
        _ => false,
    }
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
