//! Code lenses: above the note and each of its headings, how its claims stand.

use super::symbols::section;
use crate::evidence::Verdict;
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// A line above a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLens {
    /// The heading, or the start of the note.
    pub range: ByteRange,
    /// `12 claims: 9 supported, 1 contradicted, 2 uncited`.
    pub title: String,
}

/// The lenses of a note: of the whole at its first heading or its start, and of each section with
/// claims below its heading.
#[must_use]
pub fn code_lenses(analysis: &Analysis) -> Vec<CodeLens> {
    let note = &analysis.note;
    let whole = ByteRange::new(0, note.text.len());
    let first = note.headings.first().map(|heading| heading.range).filter(|range| {
        // Behind words the first heading does not stand for the note.
        note.text
            .get(..range.start())
            .is_some_and(|head| !note.claims.iter().any(|c| c.range.end() <= head.len()))
    });
    let top = first.unwrap_or(ByteRange::empty_at(0));
    let sections = (0..note.headings.len()).filter_map(|index| {
        let heading = note.headings.get(index)?.range;
        (Some(heading) != first).then(|| (heading, section(note, index)))
    });
    std::iter::once((top, whole))
        .chain(sections)
        .filter_map(|(range, of)| Some(CodeLens { range, title: figures(analysis, of)? }))
        .collect()
}

/// How the claims within `range` stand; `None` when there are none.
fn figures(analysis: &Analysis, range: ByteRange) -> Option<String> {
    let claims = analysis.note.claims.iter().zip(&analysis.assessments);
    let claims: Vec<_> = claims
        .filter(|(claim, found)| range.covers(claim.range) && found.verdict != Verdict::NotCheckable)
        .collect();
    let of = |verdict: Verdict| claims.iter().filter(|(_, found)| found.verdict == verdict).count();
    let uncited = claims.iter().filter(|(claim, _)| claim.citations.is_empty()).count();
    let parts = [
        (of(Verdict::Supported), "supported"),
        (of(Verdict::Partial), "partly supported"),
        (of(Verdict::Unsupported), "without a source"),
        (of(Verdict::Contradicted), "contradicted"),
        (uncited, "uncited"),
    ];
    let told: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let noun = if claims.len() == 1 { "claim" } else { "claims" };
    (!claims.is_empty()).then(|| format!("{} {noun}: {}", claims.len(), told.join(", ")))
}
