//! Document links: a note's citations, each leading to the words it points to.

use super::place::Place;
use crate::evidence::citation::Destination;
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

/// A citation that can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The id or path in the note.
    pub range: ByteRange,
    /// Where it leads.
    pub target: Place,
    /// The article's title or id.
    pub tooltip: String,
}

/// The citations of the note that lead to an article, in order.
#[must_use]
pub fn document_links(analysis: &Analysis, world: &World) -> Vec<DocumentLink> {
    let citations = analysis.note.citations.iter().zip(&analysis.citations);
    let link = |(citation, destination): (&crate::notes::Citation, &Destination)| {
        let Destination::Article { article, span, .. } = destination else { return None };
        Some(DocumentLink {
            range: citation.key_range,
            target: Place::of_span(*span, &world.library)?,
            tooltip: world.library.article(*article)?.heading().to_owned(),
        })
    };
    citations.filter_map(link).collect()
}
