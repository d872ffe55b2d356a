//! Quotations in a note: words in marks, and block quotes.

use super::known;
use super::model::{Note, NoteQuotation};
use super::prose::Prose;
use crate::text::{ByteRange, sentences};

/// A signature behind a quotation has at most this many words.
const LONGEST_SIGNATURE: usize = 12;

/// The quotations of `text` that are not inside another one, with their marks.
pub(super) fn outermost(text: &str) -> Vec<ByteRange> {
    known::cuts(text).quotes.iter().map(|quote| quote.range).collect()
}

/// Adds the quotations in marks of a leaf.
pub(super) fn add(note: &mut Note, prose: &Prose, block: usize) {
    for quote in &known::cuts(&prose.text).quotes {
        let inner = quote.inner.trim(&prose.text);
        if inner.is_empty() {
            continue;
        }
        note.quotations.push(NoteQuotation {
            range: prose.source(quote.range),
            inner: prose.source(inner),
            text: on_one_line(inner.of(&prose.text)),
            block_quote: false,
            block,
            claim: None,
            introduced_by: None,
            signature: None,
            citations: Vec::new(),
        });
    }
}

/// Adds a block quote made of `proses`. Marks around the whole of it are no part of its words, nor
/// is a signature behind a dash.
pub(super) fn add_block(
    note: &mut Note,
    range: ByteRange,
    proses: &[&Prose],
    block: usize,
    intro: Option<usize>,
) {
    let mut whole = Prose::default();
    for prose in proses {
        if !whole.text.is_empty() {
            let end = whole.whole_source().end();
            whole.push_made(" ", ByteRange::empty_at(end));
        }
        whole.append(prose, ByteRange::new(0, prose.text.len()).trim(&prose.text));
    }
    let text = whole.text.as_str();
    let (words, signature) = signed(text);
    let mut inner = words.trim(text);
    let marked = known::cuts(text).quotes.iter().find(|quote| quote.range.start() == inner.start()).copied();
    if let Some(quote) = marked
        && quote.range.end() >= inner.end()
    {
        inner = quote.inner.trim(text);
    }
    if inner.is_empty() {
        return;
    }
    note.quotations.push(NoteQuotation {
        range,
        inner: whole.source(inner),
        text: on_one_line(inner.of(text)),
        block_quote: true,
        block,
        claim: None,
        introduced_by: intro,
        signature: signature.map(|signature| whole.source(signature)),
        citations: Vec::new(),
    });
}

/// Parts a signature (`— Maria Keller, 3 May`) from the words before it.
fn signed(text: &str) -> (ByteRange, Option<ByteRange>) {
    let all = ByteRange::new(0, text.len());
    let dashes = text.rmatch_indices(['—', '–', '-', '―']);
    for (at, dash) in dashes.take(8) {
        let before = text.get(..at).unwrap_or("");
        let head = before.trim_end_matches(['-', '—', '–', ' ']);
        let tail = ByteRange::new(at + dash.len(), text.len()).trim(text);
        let words = tail.of(text).split_whitespace().count();
        let closed = head.ends_with(['.', '!', '?', '”', '"', '’', '»', '…', '\'']);
        let spaced = before.ends_with([' ', '-', '—', '–']) || before.is_empty();
        let name = tail.of(text).starts_with(|c: char| c.is_uppercase());
        if closed
            && spaced
            && name
            && words <= LONGEST_SIGNATURE
            && sentences::split(tail.of(text)).len() == 1
        {
            return (ByteRange::new(0, head.len()), Some(tail));
        }
    }
    (all, None)
}

/// Joins quotations and claims: each claim gets the quotations it overlaps, each quotation the claim
/// that speaks around it and the citations that go with it.
pub(super) fn link(note: &mut Note) {
    let mut first = 0;
    let Note { text, claims, quotations, .. } = note;
    for (index, quotation) in quotations.iter_mut().enumerate() {
        while claims.get(first).is_some_and(|claim| claim.range.end() <= quotation.range.start()) {
            first += 1;
        }
        let mut speaks: Option<usize> = None;
        let overlapping = claims.iter_mut().enumerate().skip(first);
        for (at, claim) in overlapping.take_while(|(_, claim)| claim.range.start() < quotation.range.end()) {
            if !claim.range.overlaps(quotation.range) {
                continue;
            }
            claim.quotations.push(index);
            quotation.citations.extend(&claim.citations);
            if speaks.is_none() && has_words_outside(text, claim.range, quotation.range) {
                speaks = Some(at);
            }
            quotation.claim.get_or_insert(at);
        }
        if speaks.is_some() && !quotation.block_quote {
            quotation.claim = speaks;
        }
        if let Some(intro) = quotation.introduced_by.and_then(|intro| claims.get(intro)) {
            quotation.citations.extend(&intro.citations);
        }
        quotation.citations.sort_unstable();
        quotation.citations.dedup();
    }
}

fn has_words_outside(note: &str, claim: ByteRange, quotation: ByteRange) -> bool {
    let before = ByteRange::new(claim.start(), quotation.start());
    let after = ByteRange::new(quotation.end().max(claim.start()), claim.end());
    [before, after].into_iter().any(|range| range.of(note).contains(char::is_alphanumeric))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}
