//! [`check`]: where quoted words stand in the corpus.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::speaker::speaker_match;
use super::words::{QuoteWord, ends_here, pieces, words_of};
use super::{MIN_WORDS, QuoteCheck, QuoteMatch, WordChange};
use crate::corpus::ArticleSpan;
use crate::entities::EntityId;
use crate::index::{Library, Query, Ranked, Retriever};
use crate::text::ByteRange;

/// How many passages are looked around for a quotation.
const PLACES: usize = 12;
/// Passages before and behind a found one that a quotation may reach into.
const AROUND: u32 = 2;
/// Share of the quotation's words that a near match has at least, in order.
const NEAR: f32 = 0.6;
/// Words that a near match has at least: fewer agree by chance.
const NEAR_WORDS: usize = 3;
/// A part of a stitched quotation has at least so many words.
const STITCH_WORDS: usize = 3;
/// So many words left out are an omission within one passage; more join two.
const GAP_WORDS: usize = 4;
/// The longest break in a quotation that names its speaker, in bytes.
const INTERRUPTION: usize = 120;
/// Longer quotations are compared by their first words only, which keeps the work bounded.
const MAX_WORDS: usize = 400;

/// A stretch of an article in words.
struct Place {
    article: u32,
    words: Vec<QuoteWord>,
}

/// Looks for the words of `quotation` (without its outer marks) in every article. `claimed` is the
/// speaker that the note gives them to.
#[must_use]
pub fn check(quotation: &str, library: &Library, claimed: Option<EntityId>) -> QuoteCheck {
    let mut pieces = pieces(quotation);
    let total: usize = pieces.iter().map(Vec::len).sum();
    if total == 0 || (total < MIN_WORDS && claimed.is_none()) {
        return QuoteCheck::nothing(QuoteMatch::TooShort);
    }
    let mut room = MAX_WORDS;
    for piece in &mut pieces {
        piece.truncate(room);
        room -= piece.len();
    }
    pieces.retain(|piece| !piece.is_empty());
    let places = places(quotation, library);
    let exact: Vec<ArticleSpan> = places.iter().filter_map(|place| find_in_order(place, &pieces)).collect();
    if let Some(first) = exact.first() {
        let source = library.span_text(*first).to_owned();
        return QuoteCheck {
            speaker: speaker_match(&exact, library, claimed),
            spans: exact,
            source,
            similarity: 1.0,
            ..QuoteCheck::nothing(QuoteMatch::Exact)
        };
    }
    let whole: Vec<QuoteWord> = pieces.into_iter().flatten().collect();
    // A quotation of a word or two has no near match: another word is another quotation.
    if whole.len() < MIN_WORDS {
        return QuoteCheck::nothing(QuoteMatch::Absent);
    }
    stitched(&whole, &places, library, claimed)
        .or_else(|| nearest(&whole, &places, library, claimed))
        .unwrap_or_else(|| QuoteCheck::nothing(QuoteMatch::Absent))
}

/// The surroundings of the passages that share most with the quotation, each article's once where
/// they overlap.
fn places(quotation: &str, library: &Library) -> Vec<Place> {
    let mut windows: Vec<(u32, u32, u32)> = Vec::new();
    let sentences = crate::text::sentences::split(quotation).len();
    let behind = AROUND + u32::try_from(sentences).unwrap_or(u32::MAX - AROUND);
    let mut query = Query::of_words(quotation);
    if query.terms.is_empty() {
        // Nothing but small words: any passage may have them.
        query.terms = words_of(quotation).into_iter().map(|word| (word.word, 1.0)).collect();
    }
    for hit in Ranked.retrieve(library, &query, PLACES) {
        let id = hit.passage;
        let (from, to) = (id.passage.saturating_sub(AROUND), id.passage.saturating_add(behind));
        match windows.iter_mut().find(|w| w.0 == id.article && w.1 <= to && from <= w.2) {
            Some(window) => *window = (id.article, window.1.min(from), window.2.max(to)),
            None => windows.push((id.article, from, to)),
        }
    }
    windows.into_iter().filter_map(|(article, from, to)| place(library, article, from, to)).collect()
}

fn place(library: &Library, article: u32, from: u32, to: u32) -> Option<Place> {
    let found = library.article(article)?;
    let first = found.passages.get(from as usize)?.range;
    let last = found.passages.get((to as usize).min(found.passages.len().checked_sub(1)?))?.range;
    let range = first.join(last);
    let words = words_of(range.of(&found.text))
        .into_iter()
        .map(|word| QuoteWord { range: word.range.shift(range.start()), ..word })
        .collect();
    Some(Place { article, words })
}

/// Where all pieces stand word for word, one behind the other.
fn find_in_order(place: &Place, pieces: &[Vec<QuoteWord>]) -> Option<ArticleSpan> {
    let mut from = 0;
    let mut span: Option<ByteRange> = None;
    for piece in pieces {
        let at = from + find(place.words.get(from..)?, piece)?;
        let first = place.words.get(at)?.range;
        let last = place.words.get(at + piece.len() - 1)?.range;
        span = Some(span.map_or(first, |known| known).join(last));
        from = at + piece.len();
    }
    Some(ArticleSpan { article: place.article, range: span? })
}

/// Where `piece` stands in `words` without a gap.
fn find(words: &[QuoteWord], piece: &[QuoteWord]) -> Option<usize> {
    words
        .windows(piece.len().max(1))
        .position(|window| window.iter().zip(piece).all(|(a, b)| a.word == b.word))
}

/// The quotation as a beginning and an end that stand word for word in two places.
fn stitched(
    quoted: &[QuoteWord],
    places: &[Place],
    library: &Library,
    claimed: Option<EntityId>,
) -> Option<QuoteCheck> {
    let longest = |words: &[QuoteWord], from_end: bool| -> Option<(usize, ArticleSpan)> {
        let mut best: Option<(usize, ArticleSpan)> = None;
        for place in places {
            for at in 0..place.words.len() {
                let length = if from_end {
                    let rest = place.words.get(..=at)?.iter().rev();
                    rest.zip(words.iter().rev()).take_while(|(a, b)| a.word == b.word).count()
                } else {
                    let rest = place.words.get(at..)?.iter();
                    rest.zip(words).take_while(|(a, b)| a.word == b.word).count()
                };
                if length > best.map_or(0, |known| known.0) {
                    let (first, last) = if from_end { (at + 1 - length, at) } else { (at, at + length - 1) };
                    let range = place.words.get(first)?.range.join(place.words.get(last)?.range);
                    best = Some((length, ArticleSpan { article: place.article, range }));
                }
            }
        }
        best
    };
    let (head, start) = longest(quoted, false)?;
    let (tail, end) = longest(quoted, true)?;
    let covered = head + tail >= quoted.len();
    if head < STITCH_WORDS || tail < STITCH_WORDS || !covered || is_gap(start, end, library) {
        return None;
    }
    if interrupted(start, end, library) {
        let spans = vec![start, end];
        return Some(QuoteCheck {
            speaker: speaker_match(&spans, library, claimed),
            spans,
            similarity: 1.0,
            ..QuoteCheck::nothing(QuoteMatch::Exact)
        });
    }
    let spans = vec![start, end];
    Some(QuoteCheck {
        speaker: speaker_match(&spans, library, claimed),
        spans,
        similarity: 1.0,
        ..QuoteCheck::nothing(QuoteMatch::Stitched)
    })
}

/// Whether the source only has a few words more between two parts: words left out, not passages joined.
fn is_gap(start: ArticleSpan, end: ArticleSpan, library: &Library) -> bool {
    if start.article != end.article || end.range.start() < start.range.end() {
        return false;
    }
    let between = ArticleSpan { range: ByteRange::new(start.range.end(), end.range.start()), ..start };
    let text = &*library.span_text(between);
    let left_out = words_of(text);
    let runs_on = !ends_here(text) && left_out.iter().all(|word| !word.closes);
    runs_on && (1..=GAP_WORDS).contains(&left_out.len())
}

/// Whether the source only breaks off to name the speaker: `“We will sign,” Keller said. “Then we go.”`
fn interrupted(start: ArticleSpan, end: ArticleSpan, library: &Library) -> bool {
    if start.article != end.article || end.range.start() < start.range.end() {
        return start.article == end.article
            && start.range.end() >= end.range.start()
            && start.range.start() <= end.range.start();
    }
    let gap = ArticleSpan { range: ByteRange::new(start.range.end(), end.range.start()), ..start };
    let words = library.span_text(gap);
    let words = &*words;
    let marks =
        words.chars().filter(|c| matches!(c, '\u{201c}' | '\u{201d}' | '"' | '\u{ab}' | '\u{bb}')).count();
    words.len() <= INTERRUPTION && marks == 2
}

/// The place that takes the fewest changes to become the quotation.
fn nearest(
    quoted: &[QuoteWord],
    places: &[Place],
    library: &Library,
    claimed: Option<EntityId>,
) -> Option<QuoteCheck> {
    let mut best: Option<(usize, &Place, usize, usize)> = None;
    for place in places {
        if let Some((cost, first, end)) = approximate(quoted, &place.words)
            && best.is_none_or(|known| cost < known.0)
        {
            best = Some((cost, place, first, end));
        }
    }
    let (_, place, first, end) = best?;
    let (first, end) = with_edges(quoted, &place.words, first, end);
    let window = place.words.get(first..end)?;
    let ours: Vec<&str> = quoted.iter().map(|word| word.word.as_str()).collect();
    let theirs: Vec<&str> = window.iter().map(|word| word.word.as_str()).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let changes: Vec<WordChange> = ops
        .iter()
        .filter(|op| op.tag() != DiffTag::Equal)
        .map(|op| WordChange {
            quoted: ours.get(op.old_range()).unwrap_or(&[]).join(" "),
            source: theirs.get(op.new_range()).unwrap_or(&[]).join(" "),
            at: at_fault(quoted, op.old_range()),
            there: joined(window.get(op.new_range()).unwrap_or(&[])),
        })
        .collect();
    let same: usize = ops.iter().filter(|op| op.tag() == DiffTag::Equal).map(|op| op.old_range().len()).sum();
    // A word that is only mistyped is the source's word.
    let meant = same + changes.iter().filter(|change| change.is_slip()).count();
    let longer = quoted.len().max(window.len()).max(1) as f32;
    let range = window.first()?.range.join(window.last()?.range);
    let enough = meant >= NEAR_WORDS
        || quoted.len() == window.len() && is_whole_quotation(library, place.article, range);
    if meant as f32 / longer < NEAR || !enough || same == 0 {
        return None;
    }
    let similarity = same as f32 / longer;
    let span = ArticleSpan { article: place.article, range };
    Some(QuoteCheck {
        found: QuoteMatch::Near,
        spans: vec![span],
        source: library.span_text(span).to_owned(),
        changes,
        similarity,
        speaker: speaker_match(&[span], library, claimed),
    })
}

/// Whether the source has the words at `range` in quotation marks, and no more within these: then fewer words than
/// [`NEAR_WORDS`] show that they are meant.
fn is_whole_quotation(library: &Library, article: u32, range: ByteRange) -> bool {
    let Some(article) = library.article(article) else { return false };
    let is_mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}');
    let before = article.text.get(..range.start()).and_then(|text| text.chars().next_back());
    let behind = article.text.get(range.end()..).unwrap_or("");
    before.is_some_and(is_mark) && behind.trim_start_matches(['.', ',', '!', '?', ';']).starts_with(is_mark)
}

/// The nearest stretch, with the words that the quotation's first and last ones stand in place of. A
/// changed word at an edge costs as much as one that was added there; it is taken as changed while the
/// source's sentence goes on with as many words.
fn with_edges(quoted: &[QuoteWord], words: &[QuoteWord], first: usize, end: usize) -> (usize, usize) {
    let window = words.get(first..end).unwrap_or(&[]);
    let ours: Vec<&str> = quoted.iter().map(|word| word.word.as_str()).collect();
    let theirs: Vec<&str> = window.iter().map(|word| word.word.as_str()).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let added = |op: Option<&DiffOp>| {
        op.filter(|op| op.tag() == DiffTag::Delete).map_or(0, |op| op.old_range().len())
    };
    let before = added(ops.first());
    let behind = if ops.len() > 1 { added(ops.last()) } else { 0 };
    let start = (first.saturating_sub(before)..first).find(|at| runs_on(words, *at, first)).unwrap_or(first);
    let stop = (end..=(end + behind).min(words.len()))
        .rev()
        .find(|at| runs_on(words, end.saturating_sub(1), *at - 1));
    (start, stop.unwrap_or(end))
}

/// Whether no sentence ends between the words at `from` and `to`.
fn runs_on(words: &[QuoteWord], from: usize, to: usize) -> bool {
    words.get(from..to).is_some_and(|words| words.iter().all(|word| !word.closes))
}

/// The bytes of the words `changed`; of none, those on both sides of the place.
fn at_fault(quoted: &[QuoteWord], changed: Range<usize>) -> ByteRange {
    let around = match changed.is_empty() {
        true => changed.start.saturating_sub(1)..(changed.start + 1).min(quoted.len()),
        false => changed,
    };
    joined(quoted.get(around).unwrap_or(&[]))
}

/// From the first of `words` to the last.
fn joined(words: &[QuoteWord]) -> ByteRange {
    words.iter().map(|word| word.range).reduce(ByteRange::join).unwrap_or_default()
}

/// The stretch of `words` with the least edit distance to `quoted` (Sellers 1980): its cost, first
/// word and end.
fn approximate(quoted: &[QuoteWord], words: &[QuoteWord]) -> Option<(usize, usize, usize)> {
    // `row[j]`: cost and start of the best stretch that ends before word j, for the words read so far.
    let mut row: Vec<(usize, usize)> = (0..=words.len()).map(|j| (0, j)).collect();
    for (i, ours) in quoted.iter().enumerate() {
        let mut diagonal = *row.first()?;
        if let Some(first) = row.first_mut() {
            *first = (i + 1, 0);
        }
        for (j, theirs) in words.iter().enumerate() {
            let above = *row.get(j + 1)?;
            let left = *row.get(j)?;
            let swapped = (diagonal.0 + usize::from(ours.word != theirs.word), diagonal.1);
            let dropped = (above.0 + 1, above.1);
            let added = (left.0 + 1, left.1);
            let best = [dropped, added].into_iter().fold(swapped, |a, b| if b.0 < a.0 { b } else { a });
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = best;
            }
            diagonal = above;
        }
    }
    row.iter()
        .enumerate()
        .filter(|(end, (_, start))| start < end)
        .min_by_key(|(end, (cost, start))| (*cost, *start, *end))
        .map(|(end, (cost, start))| (*cost, *start, end))
}
