//! Semantic tokens as the protocol counts them: each from the one before.

use tower_lsp::lsp_types as lsp;

use super::convert;
use super::session::Checked;
use crate::entities::EntityKind;
use crate::evidence::Verdict;
use crate::features::semantic_tokens::semantic_tokens;
use crate::text::ByteRange;
use crate::text::position::Encoding;

/// The types by entity kind. Types that every theme has a colour for.
const TYPES: [(EntityKind, lsp::SemanticTokenType); 4] = [
    (EntityKind::Person, lsp::SemanticTokenType::CLASS),
    (EntityKind::Organisation, lsp::SemanticTokenType::INTERFACE),
    (EntityKind::Place, lsp::SemanticTokenType::NAMESPACE),
    (EntityKind::Other, lsp::SemanticTokenType::VARIABLE),
];

/// The modifiers by verdict, by which a theme may tell claims apart.
const MODIFIERS: [(Verdict, lsp::SemanticTokenModifier); 4] = [
    (Verdict::Supported, lsp::SemanticTokenModifier::new("supported")),
    (Verdict::Partial, lsp::SemanticTokenModifier::new("partlySupported")),
    (Verdict::Unsupported, lsp::SemanticTokenModifier::new("unsupported")),
    (Verdict::Contradicted, lsp::SemanticTokenModifier::new("contradicted")),
];

/// What the numbers of [`tokens`] mean.
#[must_use]
pub fn legend() -> lsp::SemanticTokensLegend {
    lsp::SemanticTokensLegend {
        token_types: TYPES.map(|(_, name)| name).to_vec(),
        token_modifiers: MODIFIERS.map(|(_, name)| name).to_vec(),
    }
}

/// The tokens of the note, or of a part of it.
#[must_use]
pub fn tokens(checked: &Checked, range: Option<lsp::Range>, encoding: Encoding) -> lsp::SemanticTokens {
    let rope = &checked.document.rope;
    let asked = match range {
        Some(range) => ByteRange::new(
            convert::offset(rope, range.start, encoding),
            convert::offset(rope, range.end, encoding),
        ),
        None => ByteRange::new(0, checked.analysis.note.text.len()),
    };
    let mut last = lsp::Position::default();
    let mut data = Vec::new();
    for token in semantic_tokens(&checked.analysis, asked) {
        let place = convert::range(rope, token.range, encoding);
        let same_line = place.start.line == last.line;
        let number = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
        let kind = number(TYPES.iter().position(|(kind, _)| *kind == token.kind));
        let verdict = number(MODIFIERS.iter().position(|(verdict, _)| Some(*verdict) == token.verdict));
        data.push(lsp::SemanticToken {
            delta_line: place.start.line - last.line,
            delta_start: if same_line {
                place.start.character - last.character
            } else {
                place.start.character
            },
            length: place.end.character.saturating_sub(place.start.character),
            token_type: kind.unwrap_or(0),
            token_modifiers_bitset: verdict.map_or(0, |at| 1 << at),
        });
        last = place.start;
    }
    lsp::SemanticTokens { result_id: None, data }
}
