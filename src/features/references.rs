//! Find references: every place, in notes and articles, that names the entity, cites the article or
//! rests on the passage under the cursor.

use std::path::PathBuf;
use std::sync::Arc;

use super::place::Place;
use super::under_cursor::{UnderCursor, under_cursor};
use crate::corpus::ArticleSpan;
use crate::entities::{EntityId, Resolution};
use crate::workspace::{Analysis, World};

/// A note with its analysis, as references look through it.
#[derive(Clone, Debug)]
pub struct CheckedNote {
    /// Where it lies.
    pub path: PathBuf,
    /// What was found out about it.
    pub analysis: Arc<Analysis>,
}

/// The places that refer to what stands at the byte `offset` of `analysis`' note; `notes` are the
/// notes to look through, that one among them. Notes come first, articles after, each in order.
#[must_use]
pub fn references(analysis: &Analysis, world: &World, offset: usize, notes: &[CheckedNote]) -> Vec<Place> {
    match under_cursor(analysis, offset) {
        Some(UnderCursor::Name(index)) => {
            let Some(name) = analysis.names.get(index) else { return Vec::new() };
            match &name.resolution {
                Resolution::Known(id) => of_entity(*id, world, notes),
                Resolution::Ambiguous(ids) => {
                    ids.iter().flat_map(|id| of_entity(*id, world, notes)).collect()
                }
                Resolution::Unknown => in_notes(notes, |analysis| {
                    let words = name.range.of(&analysis.note.text);
                    analysis
                        .names
                        .iter()
                        .map(|name| name.range)
                        .filter(|range| range.of(&analysis.note.text) == words)
                        .collect()
                }),
            }
        }
        Some(UnderCursor::Citation(index)) => {
            match analysis.citations.get(index).and_then(crate::evidence::citation::Destination::article) {
                Some(article) => of_article(article, notes),
                None => Vec::new(),
            }
        }
        Some(UnderCursor::Quotation(_) | UnderCursor::Claim(_)) => {
            let claim = analysis.claim_at(offset);
            let evidence =
                claim.and_then(|index| analysis.assessments.get(index)).map(|found| &found.evidence);
            evidence
                .into_iter()
                .flatten()
                .filter_map(|found| Place::of_span(found.span, &world.library))
                .collect()
        }
        None => Vec::new(),
    }
}

/// Every place that names `id`, in `notes` and then in the articles.
#[must_use]
pub fn of_entity(id: EntityId, world: &World, notes: &[CheckedNote]) -> Vec<Place> {
    let mut places = in_notes(notes, |analysis| {
        let named = analysis.names.iter().filter(|name| match &name.resolution {
            Resolution::Known(known) => *known == id,
            Resolution::Ambiguous(ids) => ids.contains(&id),
            Resolution::Unknown => false,
        });
        named.map(|name| name.range).collect()
    });
    let entity = world.library.entities.get(id);
    let mentions = entity.iter().flat_map(|entity| &entity.mentions);
    places.extend(mentions.filter_map(|span: &ArticleSpan| Place::of_span(*span, &world.library)));
    places
}

fn of_article(article: u32, notes: &[CheckedNote]) -> Vec<Place> {
    in_notes(notes, |analysis| {
        let cited = analysis.note.citations.iter().zip(&analysis.citations);
        cited
            .filter(|(_, destination)| destination.article() == Some(article))
            .map(|(citation, _)| citation.range)
            .collect()
    })
}

fn in_notes(notes: &[CheckedNote], ranges: impl Fn(&Analysis) -> Vec<crate::text::ByteRange>) -> Vec<Place> {
    let mut places = Vec::new();
    for note in notes {
        for range in ranges(&note.analysis) {
            places.push(Place { path: note.path.clone(), text: Arc::clone(&note.analysis.note.text), range });
        }
    }
    places
}
