//! What is shown in and around the text of a note: hints, lenses, highlights, folds, links.

use tower_lsp::lsp_types as lsp;

use super::convert::{self, Places};
use super::session::Checked;
use crate::features::{document_links, folding, inlay_hints, places_in_note, selection_ranges};
use crate::text::ByteRange;
use crate::text::position::Encoding;

/// The hints in a part of the note.
#[must_use]
pub fn hints(checked: &Checked, range: lsp::Range, encoding: Encoding) -> Vec<lsp::InlayHint> {
    let rope = &checked.document.rope;
    let asked = ByteRange::new(
        convert::offset(rope, range.start, encoding),
        convert::offset(rope, range.end, encoding),
    );
    let found = inlay_hints::inlay_hints(&checked.analysis, &checked.snapshot.world, asked);
    let hint = |hint: inlay_hints::InlayHint| lsp::InlayHint {
        position: convert::position(rope, hint.offset, encoding),
        label: lsp::InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    found.into_iter().map(hint).collect()
}

/// The other places of what stands at `position`.
#[must_use]
pub fn highlights(
    checked: &Checked,
    position: lsp::Position,
    encoding: Encoding,
) -> Vec<lsp::DocumentHighlight> {
    let offset = checked.offset(position, encoding);
    let highlight = |range: ByteRange| lsp::DocumentHighlight {
        range: convert::range(&checked.document.rope, range, encoding),
        kind: Some(lsp::DocumentHighlightKind::TEXT),
    };
    places_in_note::highlights(&checked.analysis, offset).into_iter().map(highlight).collect()
}

/// What can be folded away.
#[must_use]
pub fn folds(checked: &Checked, encoding: Encoding) -> Vec<lsp::FoldingRange> {
    let fold = |range: ByteRange| {
        let lines = convert::range(&checked.document.rope, range, encoding);
        lsp::FoldingRange {
            start_line: lines.start.line,
            end_line: lines.end.line,
            kind: Some(lsp::FoldingRangeKind::Region),
            ..lsp::FoldingRange::default()
        }
    };
    folding::folding(&checked.analysis).into_iter().map(fold).collect()
}

/// The selections that grow from each of `positions`.
#[must_use]
pub fn selections(
    checked: &Checked,
    positions: &[lsp::Position],
    encoding: Encoding,
) -> Vec<lsp::SelectionRange> {
    let rope = &checked.document.rope;
    let growing = |position: &lsp::Position| {
        let found =
            selection_ranges::selection_ranges(&checked.analysis, checked.offset(*position, encoding));
        let outermost = found.into_iter().rev().fold(None, |parent, range| {
            let range = convert::range(rope, range, encoding);
            Some(Box::new(lsp::SelectionRange { range, parent }))
        });
        let nothing = lsp::SelectionRange { range: lsp::Range::new(*position, *position), parent: None };
        outermost.map_or(nothing, |range| *range)
    };
    positions.iter().map(growing).collect()
}

/// The citations that can be followed.
#[must_use]
pub fn links(checked: &Checked, encoding: Encoding, tooltips: bool) -> Vec<lsp::DocumentLink> {
    let mut places = Places::new(encoding);
    let found = document_links::document_links(&checked.analysis, &checked.snapshot.world);
    let link = |link: document_links::DocumentLink| {
        let location = places.location(&link.target)?;
        let mut target = location.uri;
        target.set_fragment(Some(&format!("L{}", location.range.start.line + 1)));
        Some(lsp::DocumentLink {
            range: convert::range(&checked.document.rope, link.range, encoding),
            target: Some(target),
            tooltip: tooltips.then_some(link.tooltip),
            data: None,
        })
    };
    found.into_iter().filter_map(link).collect()
}
