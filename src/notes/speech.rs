//! Who a note says is speaking: the words that give a quotation to somebody.

use super::model::{Claim, Note, NoteQuotation};
use super::sentence::Sentence;
use crate::text::ByteRange;

impl Note {
    /// The sentence that says whose words a quotation is, and where the quotation stands in it
    /// (empty at its end when it stands behind the sentence). Where a note names the speaker without
    /// a verb (`**Keller:** “…”`, `— Maria Keller` under a block quote), the sentence says `said`.
    /// `None` when nothing names a speaker.
    #[must_use]
    pub fn speech(&self, quotation: usize) -> Option<(String, ByteRange)> {
        let quotation = self.quotations.get(quotation)?;
        if let Some(signature) = quotation.signature {
            return Some(said(signature.of(&self.text), ""));
        }
        if let Some(intro) = quotation.introduced_by {
            let words = self.claims.get(intro)?.text.clone();
            let end = ByteRange::empty_at(words.len());
            return Some((words, end));
        }
        let index = quotation.claim.filter(|_| !quotation.block_quote)?;
        let claim = self.claims.get(index)?;
        let place = place(claim, quotation);
        let around = [ByteRange::new(0, place.start()), ByteRange::new(place.end(), claim.text.len())];
        let outside = |text: &str| around.iter().any(|range| range.of(text).contains(char::is_alphanumeric));
        if !outside(&claim.text) {
            let label = claim.context.rsplit(": ").next().unwrap_or("").trim();
            return match label.is_empty() {
                false => Some(said(label, &claim.text)),
                true => self.speech_before(index),
            };
        }
        let before = around.first().map_or("", |range| range.of(&claim.text)).trim_end();
        let label = before.trim_end_matches([':', '–', '—', '-', ' ']);
        let labelled = label.len() < before.len() && !label.is_empty();
        if labelled && !Sentence::new(label, Vec::new()).has_verb() {
            return Some(said(label, claim.text.get(before.len()..).unwrap_or("")));
        }
        Some((claim.text.clone(), place))
    }

    /// `“We must go,” Keller said. “Now.”`: the second quotation goes on the first.
    fn speech_before(&self, claim: usize) -> Option<(String, ByteRange)> {
        let this = self.claims.get(claim)?;
        let before = self.claims.get(claim.checked_sub(1)?)?;
        let quotation = self.quotations.get(*before.quotations.last()?)?;
        (before.block == this.block).then(|| (before.text.clone(), place(before, quotation)))
    }
}

fn said(speaker: &str, words: &str) -> (String, ByteRange) {
    let head = format!("{} said: ", speaker.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'));
    let start = head.len();
    (head + words, ByteRange::new(start, start + words.len()))
}

fn place(claim: &Claim, quotation: &NoteQuotation) -> ByteRange {
    let at = |source: usize| claim.map.to_text(source).min(claim.text.len());
    ByteRange::new(at(quotation.range.start()), at(quotation.range.end()))
}
