//! What stands at an offset of a note: a citation, a name, a quotation or a claim, the smallest
//! first.

use crate::text::ByteRange;
use crate::workspace::Analysis;

/// What stands at an offset of a note; the numbers are indices into the [`Analysis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnderCursor {
    /// A citation.
    Citation(usize),
    /// A name.
    Name(usize),
    /// A quotation.
    Quotation(usize),
    /// A claim.
    Claim(usize),
}

/// What stands at the byte `offset` of the note, if anything does.
#[must_use]
pub fn under_cursor(analysis: &Analysis, offset: usize) -> Option<UnderCursor> {
    let at = |ranges: &mut dyn Iterator<Item = ByteRange>| {
        let ranges: Vec<(usize, ByteRange)> = ranges.enumerate().collect();
        let inside =
            ranges.iter().filter(|(_, range)| range.contains(offset)).min_by_key(|(_, range)| range.len());
        let touching = || ranges.iter().find(|(_, range)| range.touches(offset) && !range.is_empty());
        inside.or_else(touching).map(|(index, _)| *index)
    };
    let note = &analysis.note;
    at(&mut note.citations.iter().map(|citation| citation.range))
        .map(UnderCursor::Citation)
        .or_else(|| at(&mut analysis.names.iter().map(|name| name.range)).map(UnderCursor::Name))
        .or_else(|| at(&mut note.quotations.iter().map(|quoted| quoted.range)).map(UnderCursor::Quotation))
        .or_else(|| analysis.claim_at(offset).map(UnderCursor::Claim))
}
