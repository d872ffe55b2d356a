//! Rename: one spelling of a name, or the id of a cited article, in all notes. Articles are sources and
//! stay as they are.

use super::place::Place;
use super::places_in_note::same_entity;
use super::references::CheckedNote;
use super::under_cursor::{UnderCursor, under_cursor};
use crate::entities::Resolution;
use crate::notes::CitationForm;
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// What can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The words under the caret.
    pub range: ByteRange,
    /// What they are now.
    pub words: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Name(Resolution),
    Citation,
}

/// Why words can't take the place of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There are none.
    #[error("the new words are empty")]
    Empty,
    /// An id with these characters would end the citation.
    #[error("a citation's id can't have brackets, commas or line breaks")]
    Marks,
}

/// What can be renamed at the byte `offset` of the note: a name outside of quotation marks, or the id of
/// a citation that is written in place.
#[must_use]
pub fn renamable(analysis: &Analysis, offset: usize) -> Option<Renamable> {
    let text = &analysis.note.text;
    let (range, what) = match under_cursor(analysis, offset)? {
        UnderCursor::Name(index) => {
            let name = analysis.names.get(index)?;
            let quoted = analysis.note.quotations.iter().any(|it| it.range.covers(name.range));
            (!quoted).then(|| (name.range, What::Name(name.resolution.clone())))?
        }
        UnderCursor::Citation(index) => {
            let citation = analysis.note.citations.get(index)?;
            let in_place = matches!(citation.form, CitationForm::Key | CitationForm::Wiki)
                && citation.key_range.of(text) == citation.key;
            in_place.then_some((citation.key_range, What::Citation))?
        }
        UnderCursor::Quotation(_) | UnderCursor::Claim(_) => return None,
    };
    Some(Renamable { range, words: range.of(text).to_owned(), what })
}

/// The places in `notes` that have the words, to be replaced by `new`.
///
/// # Errors
/// When `new` can't stand there.
pub fn places(renamable: &Renamable, new: &str, notes: &[CheckedNote]) -> Result<Vec<Place>, Refused> {
    if new.trim().is_empty() {
        return Err(Refused::Empty);
    }
    if renamable.what == What::Citation && new.contains(['[', ']', '{', '}', ',', ';', '#', '|', '\n']) {
        return Err(Refused::Marks);
    }
    let mut found = Vec::new();
    for note in notes {
        let text = &note.analysis.note.text;
        let ranges: Vec<ByteRange> = match &renamable.what {
            What::Name(resolution) => names(&note.analysis, resolution),
            What::Citation => {
                note.analysis.note.citations.iter().map(|citation| citation.key_range).collect()
            }
        };
        let mut ranges: Vec<ByteRange> =
            ranges.into_iter().filter(|range| range.of(text) == renamable.words).collect();
        ranges.sort();
        ranges.dedup();
        found.extend(ranges.into_iter().map(|range| Place {
            path: note.path.clone(),
            text: text.clone(),
            range,
        }));
    }
    Ok(found)
}

/// The places outside of quotation marks that name the same.
fn names(analysis: &Analysis, resolution: &Resolution) -> Vec<ByteRange> {
    let same = |other: &Resolution| match resolution {
        Resolution::Known(id) => same_entity(other, *id),
        Resolution::Ambiguous(_) | Resolution::Unknown => other == resolution,
    };
    let named = analysis.names.iter().filter(|name| same(&name.resolution)).map(|name| name.range);
    let quoted = |range: &ByteRange| analysis.note.quotations.iter().any(|it| it.range.covers(*range));
    named.filter(|range| !quoted(range)).collect()
}
