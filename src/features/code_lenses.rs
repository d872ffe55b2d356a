//! Code lenses: above the note and each of its headings, how its claims stand and on what they rest.
//!
//! Where they stand depends on the note's headings alone, so that their lines are there before
//! anything is checked and stay while somebody types. What they say comes with the check.

use super::grounds::grounds;
use super::report::Figures;
use super::symbols::section;
use crate::corpus::ArticleSpan;
use crate::evidence::Verdict;
use crate::notes::{Checkable, Note};
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

/// Where a lens stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LensPlace {
    /// The heading, or the start of the note.
    pub range: ByteRange,
    /// The stretch of the note that it speaks of.
    pub of: ByteRange,
    /// Whether there is a statement of fact in it.
    pub has_claims: bool,
}

/// The places of a note's lenses: of the whole at its first heading or its start, and of each section
/// below its heading. None for a note without headings and claims.
#[must_use]
pub fn places(note: &Note) -> Vec<LensPlace> {
    let is_claim = |of: ByteRange| {
        note.claims.iter().any(|claim| claim.checkable == Checkable::Yes && of.covers(claim.range))
    };
    let whole = ByteRange::new(0, note.text.len());
    if note.headings.is_empty() && !is_claim(whole) {
        return Vec::new();
    }
    let first = note.headings.first().map(|heading| heading.range);
    // Behind words the first heading does not stand for the note.
    let first = first.filter(|range| !note.claims.iter().any(|claim| claim.range.end() <= range.start()));
    let sections = (0..note.headings.len()).filter_map(|index| {
        let range = note.headings.get(index)?.range;
        (Some(range) != first).then(|| (range, section(note, index)))
    });
    let top = (first.unwrap_or(ByteRange::empty_at(0)), whole);
    std::iter::once(top)
        .chain(sections)
        .map(|(range, of)| LensPlace { range, of, has_claims: is_claim(of) })
        .collect()
}

/// `12 claims: 9 supported, 1 contradicted, 2 uncited`: how the claims within `range` stand.
#[must_use]
pub fn title(analysis: &Analysis, range: ByteRange) -> String {
    let figures = Figures::within(analysis, range);
    let parts = [
        (figures.supported, "supported"),
        (figures.partial, "partly supported"),
        (figures.unsupported, "without a source"),
        (figures.contradicted, "contradicted"),
        (figures.claims() - figures.cited, "uncited"),
    ];
    let told: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    match figures.claims() {
        0 => "no claims".to_owned(),
        1 => format!("1 claim: {}", told.join(", ")),
        claims => format!("{claims} claims: {}", told.join(", ")),
    }
}

/// The sentences that the supported claims within `range` rest on, by article, each once.
#[must_use]
pub fn sources(analysis: &Analysis, world: &World, range: ByteRange) -> Vec<ArticleSpan> {
    let claims = analysis.note.claims.iter().zip(&analysis.assessments);
    let backed = claims.filter(|(claim, found)| {
        range.covers(claim.range) && matches!(found.verdict, Verdict::Supported | Verdict::Partial)
    });
    let mut spans: Vec<ArticleSpan> = backed.flat_map(|(_, found)| grounds(found, &world.library)).collect();
    spans.sort_by_key(|span| (span.article, span.range));
    spans.dedup();
    spans
}

/// `3 sources`: the articles of [`sources`].
#[must_use]
pub fn sources_title(spans: &[ArticleSpan]) -> String {
    let mut articles: Vec<u32> = spans.iter().map(|span| span.article).collect();
    articles.dedup();
    match articles.len() {
        0 => "no sources".to_owned(),
        1 => "1 source".to_owned(),
        count => format!("{count} sources"),
    }
}
