//! Semantic tokens as the protocol counts them: each from the one before.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tower_lsp::lsp_types as lsp;

use super::convert;
use super::session::{Checked, Session};
use super::shown::{Kind, Marks};
use super::uri::DocKey;
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

/// The tokens that each open note had last, by the id that they were sent under.
#[derive(Default)]
pub struct LastTokens(Mutex<HashMap<DocKey, (String, Vec<lsp::SemanticToken>)>>);

impl LastTokens {
    /// Keeps `tokens` under a new id; what was known before.
    fn replace(
        &self,
        checked: &Checked,
        tokens: &[lsp::SemanticToken],
    ) -> (String, Option<(String, Vec<lsp::SemanticToken>)>) {
        let id = format!("{:x}-{:x}", checked.document.stamp, checked.snapshot.stamp);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.insert(checked.document.key.clone(), (id.clone(), tokens.to_vec()));
        (id, before)
    }

    /// The note was closed.
    pub fn leave(&self, key: &DocKey) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// The tokens of the whole note.
#[must_use]
pub fn full(session: &Session, checked: &Checked) -> lsp::SemanticTokens {
    session.shown.record(Kind::Tokens, &checked.document.key, Marks::of(checked));
    let data = tokens(checked, whole(checked), session.encoding());
    let (id, _) = session.tokens.replace(checked, &data);
    lsp::SemanticTokens { result_id: Some(id), data }
}

/// What differs in the tokens of the note from those sent under `previous`; all when those are not known.
#[must_use]
pub fn delta(session: &Session, checked: &Checked, previous: &str) -> lsp::SemanticTokensFullDeltaResult {
    session.shown.record(Kind::Tokens, &checked.document.key, Marks::of(checked));
    let data = tokens(checked, whole(checked), session.encoding());
    match session.tokens.replace(checked, &data) {
        (id, Some((known, before))) if known == previous => {
            lsp::SemanticTokensDelta { result_id: Some(id), edits: edits(&before, &data) }.into()
        }
        (id, _) => lsp::SemanticTokens { result_id: Some(id), data }.into(),
    }
}

/// The tokens of a part of the note.
#[must_use]
pub fn within(checked: &Checked, range: lsp::Range, encoding: Encoding) -> lsp::SemanticTokens {
    let at = |place| convert::offset(&checked.document.rope, place, encoding);
    let asked = ByteRange::new(at(range.start), at(range.end));
    lsp::SemanticTokens { result_id: None, data: tokens(checked, asked, encoding) }
}

fn whole(checked: &Checked) -> ByteRange {
    ByteRange::new(0, checked.analysis.note.text.len())
}

/// One edit, of what lies between the common start and the common end; positions count numbers, of which
/// a token has five.
fn edits(before: &[lsp::SemanticToken], now: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    const NUMBERS: usize = 5;
    let head = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let rest = before.iter().rev().zip(now.iter().rev());
    let tail = rest.take_while(|(a, b)| a == b).count().min(before.len().min(now.len()) - head);
    if before.len() == now.len() && head + tail == now.len() {
        return Vec::new();
    }
    let narrow = |n: usize| u32::try_from(n * NUMBERS).unwrap_or(u32::MAX);
    vec![lsp::SemanticTokensEdit {
        start: narrow(head),
        delete_count: narrow(before.len() - head - tail),
        data: now.get(head..now.len() - tail).map(<[_]>::to_vec),
    }]
}

fn tokens(checked: &Checked, asked: ByteRange, encoding: Encoding) -> Vec<lsp::SemanticToken> {
    let rope = &checked.document.rope;
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
    data
}
