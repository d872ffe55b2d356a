//! The furniture of citations: the words and brackets that hang on them and leave a sentence with
//! them.

use super::cues::CITATION_LEADS;
use crate::text::words::Tag;
use crate::text::{ByteRange, lemma, lexicon};

/// Whether `range` stands apart from the sentence: alone in brackets, or behind its full stop.
pub(super) fn set_off(text: &str, range: ByteRange) -> bool {
    let before = text.get(..range.start()).unwrap_or("").trim_end();
    let after = text.get(range.end()..).unwrap_or("").trim_start();
    let bracketed = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
    let closed = before.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?']);
    // Behind a full stop, and the next sentence starts right after it, or nothing does.
    let alone = after.is_empty() || after.starts_with(|c: char| c.is_uppercase() || c == '[');
    let own_words = range.of(text).split_whitespace().count() < 5;
    bracketed || (closed && alone && own_words && !before.is_empty())
}

/// The cut with the words that hang on a citation (`according to`, `see`, `reports that`) and the
/// brackets around it, never before `floor`; and whether it opens a sentence.
pub(super) fn widened(text: &str, cut: ByteRange, floor: usize) -> (ByteRange, bool) {
    let before = ByteRange::new(floor, cut.start()).of(text);
    let lead = lead(before);
    let start = lead.map_or(cut.start(), |lead| floor + lead.start);
    let after = text.get(cut.end()..).unwrap_or("");
    if begins_sentence(text.get(..start).unwrap_or("")) {
        let behind = match lead {
            Some(Lead { needs_verb: true, .. }) => reporting(after, false),
            Some(_) => Some(after.trim_start_matches([',', ':', ' '])),
            None => reporting(after, true),
        };
        if let Some(behind) =
            behind.filter(|behind| behind.starts_with(|c: char| c.is_alphanumeric() || "“\"‘'".contains(c)))
        {
            return (ByteRange::new(start, cut.end() + after.len() - behind.len()), true);
        }
    }
    let mut range = match lead {
        Some(lead) if !lead.needs_verb => ByteRange::new(start, cut.end()),
        _ => cut,
    };
    let head = ByteRange::new(floor, range.start()).of(text).trim_end();
    let tail = after.trim_start();
    let skipped = after.len() - tail.len();
    // `…, according to [@id].`: the comma goes too, when nothing follows that needs it.
    if range.start() < cut.start()
        && head.ends_with([',', ';', '—', '–'])
        && (tail.is_empty() || tail.starts_with([',', '.', ';', '!', '?', ')']))
    {
        let length = head.trim_end_matches([',', ';', '—', '–', ' ']).len();
        range = ByteRange::new(floor + length, range.end());
    }
    let pairs = [('(', ')'), ('[', ']')];
    if pairs.into_iter().any(|(open, close)| head.ends_with(open) && tail.starts_with(close)) {
        range = ByteRange::new(floor + head.len() - 1, range.end() + skipped + 1);
    }
    (range, false)
}

/// Words before a citation that go with it.
#[derive(Clone, Copy)]
struct Lead {
    /// Where they start in the text before the citation.
    start: usize,
    /// Whether they only do so before a verb of saying (`As [@id] reports, …`).
    needs_verb: bool,
}

fn lead(before: &str) -> Option<Lead> {
    let trimmed = before.trim_end();
    // The longest lead is short; looking further back would make the scan quadratic.
    let tail_start =
        (trimmed.len().saturating_sub(24)..=trimmed.len()).find(|at| trimmed.is_char_boundary(*at))?;
    let tail = trimmed.get(tail_start..)?.to_lowercase();
    let found = CITATION_LEADS.iter().filter(|lead| tail.ends_with(**lead)).max_by_key(|lead| lead.len())?;
    let start = trimmed.len().checked_sub(found.len())?;
    let rest = trimmed.get(..start)?;
    if rest.ends_with(char::is_alphanumeric) {
        return None;
    }
    let closed = rest.trim_end();
    // A short word such as `in` belongs to the sentence unless the sentence is over before it.
    let apart = closed.is_empty() || closed.ends_with(['(', '[', '.', '!', '?', ';', ',', '—', '–']);
    (found.contains(' ') || apart).then_some(Lead { start, needs_verb: *found == "as" })
}

fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(['"', '”', '’', ')']);
    before.is_empty() || before.ends_with(['.', '!', '?'])
}

/// The words behind a verb of saying that follows a citation: behind its `that`, which `needs_that`
/// asks for, or its comma.
fn reporting(after: &str, needs_that: bool) -> Option<&str> {
    let words = after.trim_start();
    let end = words.find(|c: char| !c.is_alphabetic())?;
    let verb = words.get(..end)?.to_lowercase();
    lexicon::reporting_verb(&lemma::lemma(&verb, Tag::Verb))?;
    let rest = words.get(end..)?.trim_start();
    let that = rest.strip_prefix("that").filter(|rest| rest.starts_with(char::is_whitespace));
    match that {
        Some(rest) => Some(rest.trim_start()),
        None if needs_that => None,
        None => Some(rest.trim_start_matches([',', ':', ' '])),
    }
}
