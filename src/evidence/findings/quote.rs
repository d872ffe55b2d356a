//! Quotations inside a claim: their words and their speaker against the corpus.

use crate::evidence::claim::ClaimAnalysis;
use crate::evidence::model::{Finding, FindingKind, Polarity};
use crate::evidence::quotation::{self, QuoteCheck, QuoteMatch, SpeakerMatch};
use crate::index::Library;
use crate::text::ByteRange;

/// The findings of every outermost quotation of the claim, whichever passages it is held against.
#[must_use]
pub fn find(claim: &ClaimAnalysis, library: &Library) -> Vec<Finding> {
    claim.quoted.get_or_init(|| of_all(claim, library)).clone()
}

fn of_all(claim: &ClaimAnalysis, library: &Library) -> Vec<Finding> {
    let mut found = Vec::new();
    for quote in claim.quotes.iter().filter(|quote| quote.depth == 0 && quote.closed) {
        let speaker = quotation::claimed_speaker(&claim.text, quote.range, library);
        let check = quotation::check(quote.inner.of(&claim.text), library, speaker);
        found.extend(describe(quote.inner, &check, library));
    }
    found
}

fn describe(range: ByteRange, check: &QuoteCheck, library: &Library) -> Vec<Finding> {
    let finding = |kind, polarity, message: String, replacement: Option<String>| Finding {
        kind,
        polarity,
        claim: range,
        source: check.spans.first().copied(),
        message,
        replacement,
    };
    let mut found = Vec::new();
    match check.found {
        QuoteMatch::Exact => found.push(finding(
            FindingKind::Quote,
            Polarity::Agrees,
            "the source has these words".to_owned(),
            None,
        )),
        QuoteMatch::Near => found.push(finding(
            FindingKind::Quote,
            Polarity::Conflicts,
            format!("the source has \u{201c}{}\u{201d}", check.source),
            Some(check.source.clone()),
        )),
        QuoteMatch::Stitched => found.push(finding(
            FindingKind::Quote,
            Polarity::Conflicts,
            "these words stand in two places, not together".to_owned(),
            None,
        )),
        QuoteMatch::Absent => found.push(finding(
            FindingKind::Quote,
            Polarity::Missing,
            "no source has these words".to_owned(),
            None,
        )),
        QuoteMatch::TooShort => {}
    }
    if let Some(instead) = check.speaker.instead(library) {
        // Words of a description do not fit where a name stands.
        let replacement = matches!(check.speaker, SpeakerMatch::Other(_)).then(|| instead.clone());
        found.push(finding(
            FindingKind::Attribution,
            Polarity::Conflicts,
            format!("the source gives these words to {instead}"),
            replacement,
        ));
    }
    found
}
