//! Semantic tokens: the names of a note by type, each with the verdict of the claim it stands in.

use crate::entities::{EntityKind, Resolution};
use crate::evidence::Verdict;
use crate::text::ByteRange;
use crate::workspace::Analysis;

/// A name with what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// In the note; on one line.
    pub range: ByteRange,
    /// What it names.
    pub kind: EntityKind,
    /// Of the claim it stands in, when that can be checked.
    pub verdict: Option<Verdict>,
}

/// The names within `range` of the note that the corpus knows, in order, none overlapping.
#[must_use]
pub fn semantic_tokens(analysis: &Analysis, range: ByteRange) -> Vec<SemanticToken> {
    let mut tokens: Vec<SemanticToken> = Vec::new();
    for name in &analysis.names {
        let one_line = !name.range.of(&analysis.note.text).contains(['\n', '\r']);
        let clear = tokens.last().is_none_or(|last| last.range.end() <= name.range.start());
        let known = name.resolution != Resolution::Unknown;
        if !(one_line && clear && known && range.overlaps(name.range)) {
            continue;
        }
        let claim = analysis.claim_at(name.range.start());
        let verdict = claim.and_then(|index| analysis.assessments.get(index)).map(|found| found.verdict);
        let verdict = verdict.filter(|verdict| *verdict != Verdict::NotCheckable);
        tokens.push(SemanticToken { range: name.range, kind: name.kind, verdict });
    }
    tokens
}
