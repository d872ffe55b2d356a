//! The places of one note that mean the same: a name's entity, a citation's article.

use super::under_cursor::{UnderCursor, under_cursor};
use crate::entities::{EntityId, Resolution};
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// Every place of the note that means the same as what stands at the byte `offset`: document
/// highlights. Nothing where neither a name nor a citation stands.
#[must_use]
pub fn highlights(analysis: &Analysis, offset: usize) -> Vec<ByteRange> {
    match under_cursor(analysis, offset) {
        Some(UnderCursor::Name(index)) => {
            let Some(name) = analysis.names.get(index) else { return Vec::new() };
            let words = name.range.of(&analysis.note.text);
            let alike = analysis.names.iter().filter(|other| match &name.resolution {
                Resolution::Known(id) => same_entity(&other.resolution, *id),
                Resolution::Ambiguous(_) | Resolution::Unknown => {
                    other.range.of(&analysis.note.text) == words
                }
            });
            alike.map(|other| other.range).collect()
        }
        Some(UnderCursor::Citation(index)) => {
            let Some(article) = analysis.citations.get(index).and_then(|it| it.article()) else {
                return Vec::new();
            };
            let cited = analysis.note.citations.iter().zip(&analysis.citations);
            cited.filter(|(_, it)| it.article() == Some(article)).map(|(it, _)| it.range).collect()
        }
        Some(UnderCursor::Quotation(_) | UnderCursor::Claim(_)) | None => Vec::new(),
    }
}

/// Whether a name stands for `id`.
#[must_use]
pub fn same_entity(resolution: &Resolution, id: EntityId) -> bool {
    match resolution {
        Resolution::Known(known) => *known == id,
        Resolution::Ambiguous(ids) => ids.contains(&id),
        Resolution::Unknown => false,
    }
}
