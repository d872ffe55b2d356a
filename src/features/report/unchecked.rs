//! What was not checked, and why.

use super::Checked;
use crate::notes::{Checkable, Claim, Note, NoteBlockKind, SuppressionScope};
use crate::text::position::line_of;
use crate::workspace::World;

/// What was not checked.
#[derive(Clone, Debug, Default)]
pub struct Unchecked {
    /// Statements that are no claims, by the reason; the most frequent first.
    pub statements: Vec<(&'static str, Vec<UncheckedStatement>)>,
    /// Where an analyst told Attest to be quiet.
    pub silenced: Vec<Silenced>,
    /// Articles that are not English, with their language: claims are not checked against them.
    pub foreign: Vec<(String, &'static str)>,
    /// Files of the corpus that could not be read, or not wholly, in words.
    pub problems: Vec<String>,
}

/// A statement that is no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncheckedStatement {
    /// Index of the note.
    pub note: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
}

/// A directive that keeps findings from being told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silenced {
    /// Index of the note.
    pub note: usize,
    /// Its line, from 1.
    pub line: usize,
    /// The rules; none for all of them.
    pub codes: Vec<String>,
    /// Why, in the analyst's words; may be empty.
    pub reason: String,
}

/// What of `notes` and of the corpus was left alone.
pub(super) fn unchecked(notes: &[Checked], world: &World) -> Unchecked {
    let mut found = Unchecked::default();
    for (note, (_, analysis)) in notes.iter().enumerate() {
        let text = &analysis.note.text;
        for claim in &analysis.note.claims {
            let Checkable::No(why) = claim.checkable else { continue };
            if !is_statement(&analysis.note, claim) {
                continue;
            }
            let line = line_of(text, claim.range.start());
            let statement = UncheckedStatement { note, line, text: claim.text.clone() };
            match found.statements.iter_mut().find(|(known, _)| *known == why) {
                Some((_, list)) => list.push(statement),
                None => found.statements.push((why, vec![statement])),
            }
        }
        for suppression in &analysis.note.suppressions {
            found.silenced.push(Silenced {
                note,
                line: line_of(text, suppression.range.start()),
                codes: match &suppression.scope {
                    SuppressionScope::Codes(codes) => codes.clone(),
                    SuppressionScope::All => Vec::new(),
                },
                reason: suppression.reason.clone(),
            });
        }
    }
    found.statements.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
    for article in world.library.cards() {
        if let Some(language) = article.language.filter(|_| !article.is_checkable()) {
            found.foreign.push((article.id.clone(), language));
        }
    }
    found.problems = world.problems.iter().map(ToString::to_string).collect();
    found
}

/// Whether a claim that is none at least stands where statements do: headings and the like are not
/// worth telling.
pub(super) fn is_statement(note: &Note, claim: &Claim) -> bool {
    use NoteBlockKind::{CalloutTitle, Heading, TableHeader};
    let block = note.blocks.get(claim.block);
    !block.is_some_and(|block| matches!(block.kind, Heading | TableHeader | CalloutTitle))
}
