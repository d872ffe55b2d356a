//! Dates: the source puts the same thing on another day, month or year.

use jiff::civil::Date;

use super::governor::{Tie, is_of_earlier, tie};
use super::{FARTHER, Suspicion, confidence, keep_surest};
use crate::evidence::alignment::Alignment;
use crate::evidence::claim::{ClaimAnalysis, SlotKind};
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::situation::Situation;
use crate::text::agreement::Agreement;
use crate::text::dates::{self, DateMention};
use crate::text::tagger::Tag;
use crate::text::words::Word;

/// A candidate whose coverage is below this share of the best one's speaks of something else.
const COMPARABLE: f32 = 0.6;
/// A candidate without a date of its own takes those around it only when it is as good as any.
const AS_GOOD: f32 = 0.9;
/// How far before a year the article of what it tells apart stands.
const NEAR: usize = 3;
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
        if ends_name(claim, date) {
            continue;
        }
        let attested = attested(situation, index, date, &|other| is_as_fine(other, date));
        let roughly = attested.or_else(|| self::attested(situation, index, date, &|_| true));
        let mut best = None;
        for (_, alignment) in situation.comparable() {
            if roughly.is_some_and(|known| situation.own_rest(alignment, index) <= known + FARTHER) {
                continue;
            }
            let rest = rest_without_dates(situation, alignment);
            let has_own = alignment.passage.dates().iter().any(|own| {
                date.compare(own) == Agreement::Same
                    && (matches!(tied(situation, alignment, date, own), Tie::Same | Tie::Alike)
                        || is_of_same_event(situation, alignment, date, own))
            });
            for other in alignment.passage.dates().iter().filter(|date| !is_dateline(alignment, date)) {
                let tie = tied(situation, alignment, date, other);
                if agreement(situation, alignment, date, other) != Agreement::Differs || tie == Tie::Elsewhere
                {
                    continue;
                }
                // `lost the 2015 election and is unlikely to win the election this year`: two of one kind.
                if has_own
                    || names_a_thing(&alignment.passage.words, other) && !names_a_thing(&claim.words, date)
                    || attested.is_some() && (tie != Tie::Same || is_of_earlier(claim))
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
                            replacement: matches!(tie, Tie::Same | Tie::Alike).then(|| theirs.to_owned()),
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

/// Whether a bare year tells things of one name apart rather than saying when: `abandoned the 2015 agreement`.
fn names_a_thing(words: &[Word], date: &DateMention) -> bool {
    let first = words.partition_point(|word| word.range.end() <= date.range.start());
    let next = words.partition_point(|word| word.range.start() < date.range.end());
    let is_year = next == first + 1 && date.month.is_none() && date.day.is_none() && date.year.is_some();
    // `a 2007 film` is of that year.
    let before = words.get(first.saturating_sub(NEAR)..first).unwrap_or(&[]).iter().rev();
    let mut before = before.take_while(|word| matches!(word.tag, Tag::Det | Tag::Adj));
    let told = before.any(|word| &*word.lemma == "the");
    is_year
        && told
        && words.get(next).is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Adj | Tag::Propn))
}

/// Whether both dates stand right before the same noun: `the 2015 election`.
fn is_of_same_event(
    situation: &Situation,
    alignment: &Alignment,
    date: &DateMention,
    other: &DateMention,
) -> bool {
    let behind = |words: &[Word], date: &DateMention| {
        let next = words.partition_point(|word| word.range.start() < date.range.end());
        words.get(next).filter(|word| word.tag == Tag::Noun).map(|word| word.stem.clone())
    };
    let ours = behind(&situation.claim.words, date);
    ours.is_some() && ours == behind(&alignment.passage.words, other)
}

/// Whether a bare year is the end of a name: `the winner of Northport Games 2016`.
fn ends_name(claim: &ClaimAnalysis, date: &DateMention) -> bool {
    let first = claim.words.partition_point(|word| word.range.end() <= date.range.start());
    let is_year = date.range.of(&claim.text).chars().all(|c| c.is_ascii_digit());
    let before = first.checked_sub(1).and_then(|at| claim.words.get(at));
    is_year && before.is_some_and(|word| word.tag == Tag::Propn)
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
    // `on Monday` says on which day of some month, `in January` of none: they date two things.
    let weekday = |date: &DateMention| date.weekday.is_some() && date.month.is_none() && date.day.is_none();
    let month = |date: &DateMention| date.month.is_some() && date.day.is_none();
    if stated == Agreement::Differs && (weekday(date) && month(other) || month(date) && weekday(other)) {
        return Agreement::Incomparable;
    }
    let counted = |date: &DateMention| date.year.is_none() && date.month.is_none() && date.weekday.is_none();
    if stated != Agreement::Incomparable || date.period().is_some() || !counted(date) || !counted(other) {
        return stated;
    }
    let article = situation.library.article(alignment.passage.id.article);
    let day = article.and_then(|article| article.date).map_or(ANY_DAY, |date| date.day);
    let text = &*alignment.passage.text;
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

/// Whether a date opens a report: `NORTHPORT, March 5, 2024 - A ferry sank`.
fn is_dateline(alignment: &Alignment, date: &DateMention) -> bool {
    let words = &alignment.passage.words;
    let first = words.partition_point(|word| word.range.end() <= date.range.start());
    let behind = words.partition_point(|word| word.range.start() < date.range.end());
    let dash = |word: &Word| matches!(&*word.lemma, "-" | "--" | "\u{2013}" | "\u{2014}");
    let opens = words.iter().take(first).all(|word| matches!(word.tag, Tag::Propn | Tag::Punct | Tag::Noun));
    opens && words.get(behind).is_some_and(dash)
}

/// How what governs the two dates stands to each other.
fn tied(situation: &Situation, alignment: &Alignment, date: &DateMention, other: &DateMention) -> Tie {
    let rivals = alignment.passage.dates().iter().map(|rival| rival.range);
    tie(situation, alignment, date.range, other.range, rivals)
}

/// How much else of the claim those candidates have that are about the same thing and have the date, in itself, by its article's day or in the
/// sentences around it when it has none itself, if that date `counts`. `until 2028` does not rest on any year before it.
fn attested(
    situation: &Situation,
    index: usize,
    date: &DateMention,
    counts: &dyn Fn(&DateMention) -> bool,
) -> Option<f32> {
    let best = situation.best().map_or(0.0, |best| best.with_context);
    let own_best = situation.best().map_or(0.0, |best| best.coverage);
    let near = situation.alignments.iter().filter(|a| a.with_context >= COMPARABLE * best);
    let agree = near.filter(|alignment| {
        let dates = alignment.passage.dates();
        let own = dates.iter().filter(|other| counts(other)).any(|other| {
            let agrees = match agreement(situation, alignment, date, other) {
                Agreement::Same => true,
                Agreement::Compatible => {
                    (date.bound == other.bound || overlap(date, other) || is_close(date, other))
                        && !is_far(date, other)
                }
                Agreement::Differs | Agreement::Incomparable => false,
            };
            agrees && tied(situation, alignment, date, other) != Tie::Elsewhere
        });
        let silent =
            dates.iter().all(|other| agreement(situation, alignment, date, other) == Agreement::Incomparable);
        let as_good = alignment.with_context >= AS_GOOD * best && alignment.coverage >= COMPARABLE * own_best;
        own || (silent && as_good && alignment.filled(index) > 0.0)
    });
    agree.map(|alignment| situation.own_rest(alignment, index)).max_by(f32::total_cmp)
}

/// Whether `other` says as closely when it was as `date`: `last year` has nothing of 17 September.
fn is_as_fine(other: &DateMention, date: &DateMention) -> bool {
    let days =
        |date: &DateMention| date.period().map(|(from, to)| from.until(to).map_or(0, |span| span.get_days()));
    match (days(other), days(date)) {
        (Some(theirs), Some(ours)) => theirs <= ours.max(A_WEEK),
        _ => true,
    }
}

/// Days that hardly anybody means more closely than to the week.
const A_WEEK: i32 = 7;

/// Whether both name days in common, whatever their bounds.
fn overlap(date: &DateMention, other: &DateMention) -> bool {
    let (Some(ours), Some(theirs)) = (date.period(), other.period()) else { return false };
    ours.0 <= theirs.1 && theirs.0 <= ours.1
}

/// Whether a day or year `after` or `by` the claim's lies within a year of it.
fn is_close(date: &DateMention, other: &DateMention) -> bool {
    let (Some(ours), Some(theirs)) = (date.period(), other.period()) else { return false };
    (i32::from(ours.0.year()) - i32::from(theirs.0.year())).abs() <= 1
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
