//! [`parse`]: a note from its Markdown.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::blocks;
use super::checkable::SUPPRESSED;
use super::claims::Builder;
use super::cuts::{Cut, Footnote, Reader, folded};
use super::layout::{Layout, SpanKind};
use super::markup;
use super::model::{Note, SuppressionScope};
use super::suppressions::{self, Placed};
use crate::text::ByteRange;

/// Parses a note. Total: any text is a note. Whether a wikilink means an article is told by its
/// form; see [`parse_knowing`] for a caller that has the corpus at hand.
#[must_use]
pub fn parse(text: Arc<str>) -> Note {
    parse_knowing(text, &|_| false)
}

/// Parses a note; `knows` says whether an id or path names an article, which decides whether the
/// words of a wikilink are part of the sentence around it or only a pointer.
#[must_use]
pub fn parse_knowing(text: Arc<str>, knows: &dyn Fn(&str) -> bool) -> Note {
    let mut layout = blocks::read(&text);
    let comments = hidden_comments(&layout);
    let mut reader = Reader { note: &text, footnotes: FxHashMap::default(), knows };
    let footnotes = footnotes(&reader, &layout, &comments);
    reader.footnotes = footnotes;
    let used = used_footnotes(&layout);

    let mut note = Note {
        text: Arc::clone(&text),
        blocks: std::mem::take(&mut layout.blocks),
        headings: layout.headings.clone(),
        front_matter: layout.front_matter.clone(),
        ..Note::default()
    };
    let mut directives: Vec<Placed> = layout
        .comments
        .iter()
        .map(|comment| Placed { comment: comment.range, block: comment.next })
        .collect();
    let mut cuts_of = Vec::with_capacity(layout.leaves.len());
    for (leaf, hidden) in layout.leaves.iter().zip(&comments) {
        let mut cuts: Vec<Cut> = reader.cuts(leaf, hidden);
        let block = note.blocks.get(leaf.block).map_or(ByteRange::default(), |block| block.range);
        let block = leaf.place.row.as_ref().map_or(block, |(_, row)| *row);
        directives.extend(cuts.iter().filter_map(|cut| Some(Placed { comment: cut.comment?, block })));
        // A definition that is referred to is cited where it is referred to.
        if leaf.place.footnote.as_ref().is_some_and(|label| used.contains_key(&folded(label))) {
            for cut in &mut cuts {
                cut.citations.clear();
            }
            if reader.bare_definition(leaf).is_some() {
                let whole = ByteRange::new(0, leaf.prose.text.len());
                cuts = vec![Cut::plain(whole)];
            }
        }
        cuts_of.push(cuts);
    }
    note.suppressions = suppressions::read(&text, &layout, directives);
    let mut builder = Builder::new(&layout, note);
    for (leaf, cuts) in layout.leaves.iter().zip(cuts_of) {
        builder.leaf(leaf, cuts);
    }
    let mut note = builder.finish();
    switch_off(&mut note);
    note
}

/// For each leaf the stretches of its prose in `%%…%%`, which may reach over several blocks.
fn hidden_comments(layout: &Layout) -> Vec<Vec<ByteRange>> {
    let marks: Vec<(usize, usize)> = layout
        .leaves
        .iter()
        .enumerate()
        .filter(|(_, leaf)| leaf.prose.text.contains("%%"))
        .flat_map(|(index, leaf)| {
            let codes: Vec<ByteRange> =
                leaf.spans.iter().filter(|span| span.kind == SpanKind::Code).map(|span| span.range).collect();
            let marks = markup::comment_marks(&leaf.prose.text);
            let shown = move |at: &usize| !markup::hidden(&codes, ByteRange::new(*at, *at + 2));
            marks.into_iter().filter(shown).map(move |at| (index, at))
        })
        .collect();
    let mut hidden = vec![Vec::new(); layout.leaves.len()];
    let (pairs, _) = marks.as_chunks::<2>();
    for [(first, from), (last, to)] in pairs {
        for leaf in *first..=*last {
            let length = layout.leaves.get(leaf).map_or(0, |leaf| leaf.prose.text.len());
            let start = if leaf == *first { *from } else { 0 };
            let end = if leaf == *last { to + 2 } else { length };
            if let Some(list) = hidden.get_mut(leaf) {
                list.push(ByteRange::new(start, end));
            }
        }
    }
    hidden
}

/// The definitions of footnotes that point to articles, by folded label.
fn footnotes(
    reader: &Reader<'_>,
    layout: &Layout,
    comments: &[Vec<ByteRange>],
) -> FxHashMap<String, Footnote> {
    let mut found: FxHashMap<String, Footnote> = FxHashMap::default();
    for (leaf, hidden) in layout.leaves.iter().zip(comments) {
        let Some(label) = &leaf.place.footnote else { continue };
        let mut citations: Vec<_> =
            reader.cuts(leaf, hidden).into_iter().flat_map(|cut| cut.citations).collect();
        if citations.is_empty() {
            citations.extend(reader.bare_definition(leaf));
        }
        let range = layout.blocks.get(leaf.block).map_or(ByteRange::default(), |block| block.range);
        let footnote = found.entry(folded(label)).or_insert(Footnote { range, citations: Vec::new() });
        footnote.range = footnote.range.join(range);
        footnote.citations.append(&mut citations);
    }
    found
}

/// The folded labels that some reference uses.
fn used_footnotes(layout: &Layout) -> FxHashMap<String, ()> {
    let spans = layout.leaves.iter().flat_map(|leaf| &leaf.spans);
    spans
        .filter_map(|span| match &span.kind {
            SpanKind::FootnoteReference(label) => Some((folded(label), ())),
            _ => None,
        })
        .collect()
}

/// Statements where Attest is switched off are not checked.
fn switch_off(note: &mut Note) {
    let off: Vec<ByteRange> = note
        .suppressions
        .iter()
        .filter(|suppression| suppression.scope == SuppressionScope::All)
        .map(|suppression| suppression.covers)
        .collect();
    if off.is_empty() {
        return;
    }
    for claim in &mut note.claims {
        if off.iter().any(|range| range.overlaps(claim.range)) {
            claim.checkable = SUPPRESSED;
        }
    }
}
