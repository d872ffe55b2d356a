//! Go to definition: from a name, claim, quotation or citation to the sentence of the article.

use super::grounds::grounds;
use super::place::{Link, Place};
use super::under_cursor::{UnderCursor, under_cursor};
use crate::corpus::ArticleSpan;
use crate::entities::{EntityId, Resolution};
use crate::evidence::citation::Destination;
use crate::index::Library;
use crate::workspace::{Analysis, World};

/// How many places a definition offers at most.
const MOST: usize = 5;

/// Where the words at the byte `offset` are defined, the best place first.
#[must_use]
pub fn definition(analysis: &Analysis, world: &World, offset: usize) -> Vec<Link> {
    let Some(found) = under_cursor(analysis, offset) else { return Vec::new() };
    let library = &world.library;
    let (origin, spans) = match found {
        UnderCursor::Citation(index) => {
            let Some(citation) = analysis.note.citations.get(index) else { return Vec::new() };
            (citation.range, cited(analysis.citations.get(index)))
        }
        UnderCursor::Name(index) => {
            let Some(name) = analysis.names.get(index) else { return Vec::new() };
            (name.range, named(&name.resolution, library))
        }
        UnderCursor::Quotation(index) => {
            let Some(quoted) = analysis.note.quotations.get(index) else { return Vec::new() };
            let spans: Vec<_> =
                analysis.quotations.get(index).map(|check| check.spans.clone()).unwrap_or_default();
            match spans.is_empty() {
                false => (quoted.range, spans),
                true => match analysis.claim_at(offset) {
                    Some(claim) => return of_claim(analysis, library, claim),
                    None => return Vec::new(),
                },
            }
        }
        UnderCursor::Claim(index) => return of_claim(analysis, library, index),
    };
    links(origin, spans, library)
}

fn of_claim(analysis: &Analysis, library: &Library, index: usize) -> Vec<Link> {
    let (Some(claim), Some(assessment)) = (analysis.note.claims.get(index), analysis.assessments.get(index))
    else {
        return Vec::new();
    };
    links(claim.range, grounds(assessment, library), library)
}

fn cited(destination: Option<&Destination>) -> Vec<ArticleSpan> {
    match destination {
        Some(Destination::Article { span, .. }) => vec![*span],
        Some(destination) => destination
            .article()
            .map(|article| ArticleSpan { article, range: crate::text::ByteRange::default() })
            .into_iter()
            .collect(),
        None => Vec::new(),
    }
}

fn named(resolution: &Resolution, library: &Library) -> Vec<ArticleSpan> {
    let ids = match resolution {
        Resolution::Known(id) => std::slice::from_ref(id),
        Resolution::Ambiguous(ids) => ids,
        Resolution::Unknown => &[],
    };
    ids.iter().filter_map(|id| defining(library, *id)).collect()
}

/// The sentence that says best who or what the entity is: the one of its first stated role, else of
/// its first mention.
#[must_use]
pub fn defining(library: &Library, id: EntityId) -> Option<ArticleSpan> {
    let entity = library.entities.get(id)?;
    let span = entity.roles.first().map(|role| role.span).or_else(|| entity.mentions.first().copied())?;
    library.sentence_at(span)
}

fn links(origin: crate::text::ByteRange, spans: Vec<ArticleSpan>, library: &Library) -> Vec<Link> {
    spans
        .into_iter()
        .filter_map(|span| Place::of_span(span, library))
        .take(MOST)
        .map(|target| Link { origin, target })
        .collect()
}
