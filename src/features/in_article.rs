//! What stands under the cursor in an article: a name, which leads to what the corpus says of it.

use super::definition::defining;
use super::hover::{Hover, Subject, name_hover};
use super::place::{Link, Place};
use crate::corpus::ArticleSpan;
use crate::entities::EntityId;
use crate::text::ByteRange;
use crate::workspace::World;

/// A name in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameInArticle {
    /// Where it stands in the article's file.
    pub range: ByteRange,
    /// Whom or what it names.
    pub entity: EntityId,
}

/// The name at the byte `offset` of the file of article `index`, if there is one.
#[must_use]
pub fn name_at(world: &World, index: u32, offset: usize) -> Option<NameInArticle> {
    let article = world.library.article(index)?;
    let at = article.map.to_text(offset);
    let reach = ByteRange::new(at.saturating_sub(1), at + 1);
    let touched = world.library.entities.mentions_within(index, reach);
    let touched = touched.into_iter().map(|mention| (article.map.to_source(mention.range), mention.entity));
    touched
        .filter(|(range, _)| range.touches(offset))
        .min_by_key(|(range, _)| !range.contains(offset))
        .map(|(range, entity)| NameInArticle { range, entity })
}

/// What a hover over the name shows.
#[must_use]
pub fn hover(world: &World, name: NameInArticle) -> Option<Hover> {
    let subject = Subject::Name(name_hover(world, name.entity)?);
    Some(Hover { range: name.range, subject, claim: None })
}

/// The sentence of the corpus that says best who or what it is.
#[must_use]
pub fn definition(world: &World, name: NameInArticle) -> Option<Link> {
    let span: ArticleSpan = defining(&world.library, name.entity)?;
    Some(Link { origin: name.range, target: Place::of_span(span, &world.library)? })
}
