//! Folding: sections, front matter, stretches where Attest is off.

use super::symbols::section;
use crate::notes::{NoteBlockKind, SuppressionScope};
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// The stretches of the note that can be folded away, each reaching from the line that stays to the
/// last one that goes; in order.
#[must_use]
pub fn folding(analysis: &Analysis) -> Vec<ByteRange> {
    let note = &analysis.note;
    let sections = (0..note.headings.len()).map(|index| section(note, index));
    let front = note.blocks.iter().filter(|block| block.kind == NoteBlockKind::FrontMatter);
    let off = note.suppressions.iter().filter(|it| it.scope == SuppressionScope::All);
    let off = off.map(|it| it.range.join(it.covers)).filter(|range| range.len() < note.text.len());
    let mut found: Vec<ByteRange> = sections.chain(front.map(|block| block.range)).chain(off).collect();
    for range in &mut found {
        *range = range.trim(&note.text);
    }
    found.retain(|range| range.of(&note.text).contains('\n'));
    found.sort();
    found.dedup();
    found
}
