//! Selections that grow: from the word to the name or quotation, the clause, the sentence, the block,
//! the section, the note.

use super::symbols::section;
use crate::text::{ByteRange, sentences};
use crate::workspace::Analysis;

/// The stretches around the byte `offset`, from the smallest to the whole note; each covers the one
/// before it and is larger.
#[must_use]
pub fn selection_ranges(analysis: &Analysis, offset: usize) -> Vec<ByteRange> {
    let note = &analysis.note;
    let text = &*note.text;
    let mut found: Vec<ByteRange> = vec![word(text, offset)];
    found.extend(analysis.names.iter().map(|name| name.range));
    found.extend(note.citations.iter().map(|citation| citation.range));
    found.extend(note.quotations.iter().flat_map(|quotation| [quotation.inner, quotation.range]));
    found.extend(note.claims.iter().map(|claim| claim.range.trim(text)));
    for block in &note.blocks {
        let block = block.range.trim(text);
        if block.touches(offset) {
            let inside = sentences::split(block.of(text));
            found.extend(inside.iter().map(|sentence| sentence.shift(block.start()).trim(text)));
            found.push(block);
        }
    }
    found.extend((0..note.headings.len()).map(|index| section(note, index).trim(text)));
    found.push(ByteRange::new(0, text.len()));
    found.retain(|range| range.touches(offset) && !range.is_empty());
    found.sort_by_key(|range| (range.len(), range.start()));
    let mut growing: Vec<ByteRange> = Vec::new();
    for range in found {
        if growing.last().is_none_or(|last| range.covers(*last) && range != *last) {
            growing.push(range);
        }
    }
    growing
}

/// The word that touches `offset`; empty between words.
fn word(text: &str, offset: usize) -> ByteRange {
    let offset = text.floor_char_boundary(offset);
    let (before, behind) = (text.get(..offset).unwrap_or(""), text.get(offset..).unwrap_or(""));
    let outside = |c: char| !c.is_alphanumeric();
    let start = before
        .rfind(outside)
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    ByteRange::new(start, offset + behind.find(outside).unwrap_or(behind.len()))
}
