//! Symbols: the headings and claims of a note as an outline; the entities and articles of the corpus
//! for the whole workspace.

use super::place::Place;
use crate::corpus::{ArticleSpan, BlockKind};
use crate::entities::EntityKind;
use crate::evidence::Verdict;
use crate::notes::Note;
use crate::text::ByteRange;
use crate::workspace::{Analysis, World};

/// One entry of a note's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// What the outline shows.
    pub name: String,
    /// A word or two beside it.
    pub detail: String,
    /// All that belongs to it.
    pub range: ByteRange,
    /// Where a click leads.
    pub selection: ByteRange,
    /// The heading's level, or `None` for a claim.
    pub level: Option<u8>,
    /// The entries below it.
    pub children: Vec<OutlineEntry>,
}

/// The outline of a note: headings nested by level, the checkable claims below them.
#[must_use]
pub fn outline(analysis: &Analysis) -> Vec<OutlineEntry> {
    let note = &analysis.note;
    let mut flat: Vec<OutlineEntry> = Vec::new();
    for (index, heading) in note.headings.iter().enumerate() {
        flat.push(OutlineEntry {
            name: heading.text.clone(),
            detail: String::new(),
            range: section(note, index),
            selection: heading.range,
            level: Some(heading.level),
            children: Vec::new(),
        });
    }
    for (claim, assessment) in note.claims.iter().zip(&analysis.assessments) {
        if assessment.verdict != Verdict::NotCheckable {
            flat.push(OutlineEntry {
                name: claim.text.clone(),
                detail: verdict_words(assessment.verdict).to_owned(),
                range: claim.range,
                selection: claim.range,
                level: None,
                children: Vec::new(),
            });
        }
    }
    flat.sort_by_key(|entry| (entry.range.start(), std::cmp::Reverse(entry.range.end())));
    nest(flat)
}

/// The section of heading `index`: down to the next heading of its level or above.
pub(super) fn section(note: &Note, index: usize) -> ByteRange {
    let Some(heading) = note.headings.get(index) else { return ByteRange::default() };
    let next = note.headings.iter().skip(index + 1).find(|other| other.level <= heading.level);
    ByteRange::new(heading.range.start(), next.map_or(note.text.len(), |next| next.range.start()))
}

/// Puts each entry below the last one that covers it.
fn nest(flat: Vec<OutlineEntry>) -> Vec<OutlineEntry> {
    let mut top: Vec<OutlineEntry> = Vec::new();
    let mut open: Vec<OutlineEntry> = Vec::new();
    let close = |open: &mut Vec<OutlineEntry>, top: &mut Vec<OutlineEntry>| {
        if let Some(done) = open.pop() {
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => top.push(done),
            }
        }
    };
    for entry in flat {
        while open.last().is_some_and(|last| !last.range.covers(entry.range)) {
            close(&mut open, &mut top);
        }
        open.push(entry);
    }
    while !open.is_empty() {
        close(&mut open, &mut top);
    }
    top
}

/// A verdict as words of an outline or a hover.
#[must_use]
pub fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::Partial => "partly supported",
        Verdict::Unsupported => "no source found",
        Verdict::Contradicted => "contradicted",
        Verdict::NotCheckable => "not a claim",
    }
}

/// An entity or article of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// Its name.
    pub name: String,
    /// What it is: a role, an outlet.
    pub detail: String,
    /// The entity's type; `None` for an article.
    pub kind: Option<EntityKind>,
    /// Where it is first named.
    pub place: Place,
}

/// The entities and articles whose name holds `query` (case aside), the most mentioned first, at
/// most `limit`.
#[must_use]
pub fn workspace_symbols(world: &World, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let library = &world.library;
    let wanted = query.to_lowercase();
    let mut entities: Vec<_> = library
        .entities
        .ids()
        .filter_map(|id| library.entities.get(id))
        .filter(|entity| entity.aliases.iter().any(|alias| alias.text.to_lowercase().contains(&wanted)))
        .collect();
    entities.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then_with(|| a.name.cmp(&b.name)));
    let entities = entities.into_iter().filter_map(|entity| {
        Some(WorkspaceSymbol {
            name: entity.name.clone(),
            detail: entity.roles.first().map(|role| role.text.clone()).unwrap_or_default(),
            kind: Some(entity.kind),
            place: Place::of_span(*entity.mentions.first()?, library)?,
        })
    });
    let articles = library.cards().iter().filter_map(|article| {
        let named =
            article.heading().to_lowercase().contains(&wanted) || article.id.to_lowercase().contains(&wanted);
        if !named {
            return None;
        }
        let whole = library.article(article.index)?;
        let head = whole.blocks.iter().find(|block| block.kind != BlockKind::Boilerplate)?;
        let span = ArticleSpan { article: article.index, range: head.range };
        Some(WorkspaceSymbol {
            name: article.heading().to_owned(),
            detail: article.id.clone(),
            kind: None,
            place: Place::of_span(span, library)?,
        })
    });
    entities.chain(articles).take(limit).collect()
}
