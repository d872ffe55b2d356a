//! Inlay hints: how many independent sources a claim has, and the whole name behind a surname.

use super::places_in_note::same_entity;
use crate::entities::{EntityKind, Resolution};
use crate::evidence::Verdict;
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

/// Words shown between those of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Behind which byte of the note.
    pub offset: usize,
    /// The words.
    pub label: String,
}

/// The hints within `range` of the note, in order.
#[must_use]
pub fn inlay_hints(analysis: &Analysis, world: &World, range: ByteRange) -> Vec<InlayHint> {
    let mut hints: Vec<InlayHint> = sources(analysis).chain(names(analysis, world)).collect();
    hints.retain(|hint| range.touches(hint.offset));
    hints.sort_by_key(|hint| hint.offset);
    hints
}

fn sources(analysis: &Analysis) -> impl Iterator<Item = InlayHint> {
    let claims = analysis.note.claims.iter().zip(&analysis.assessments).zip(&analysis.sources);
    claims.filter_map(|((claim, assessment), sources)| {
        let count = sources.independent();
        let label = match (assessment.verdict, count) {
            (Verdict::Supported, 1) => "1 source".to_owned(),
            (Verdict::Supported, 2..) => format!("{count} sources"),
            _ => return None,
        };
        Some(InlayHint { offset: claim.range.trim(&analysis.note.text).end(), label })
    })
}

/// The first time that the note names a person by surname only, and not in full before.
fn names(analysis: &Analysis, world: &World) -> impl Iterator<Item = InlayHint> {
    analysis.names.iter().enumerate().filter_map(|(index, name)| {
        let Resolution::Known(id) = name.resolution else { return None };
        let entity = world.library.entities.face(id).filter(|entity| entity.kind == EntityKind::Person)?;
        let words = name.range.of(&analysis.note.text);
        let is_first = !analysis.names.iter().take(index).any(|other| same_entity(&other.resolution, id));
        let is_bare = !words.contains(' ') && entity.name.ends_with(words) && entity.name.len() > words.len();
        let quoted = analysis.note.quotations.iter().any(|quotation| quotation.range.covers(name.range));
        (is_first && is_bare && !quoted)
            .then(|| InlayHint { offset: name.range.end(), label: format!("({})", entity.name) })
    })
}
