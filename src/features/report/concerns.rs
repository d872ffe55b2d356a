//! What a reader should look at first: the rules' errors and warnings, the worst first.

use super::Checked;
use super::claims::NoteReport;
use crate::rules::Severity;
use crate::text::position::line_of;

/// Something that a rule says at warning or above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// How loud.
    pub severity: Severity,
    /// The rule's code.
    pub code: &'static str,
    /// What it says.
    pub message: String,
    /// The words at fault.
    pub words: String,
    /// Index of the note.
    pub note: usize,
    /// The line of the note, from 1.
    pub line: usize,
    /// The number of the claim that the words belong to.
    pub claim: Option<usize>,
}

/// The concerns of all notes.
pub(super) fn concerns(notes: &[Checked], reports: &[NoteReport]) -> Vec<Concern> {
    let mut found = Vec::new();
    for (note, ((_, analysis), report)) in notes.iter().zip(reports).enumerate() {
        for diagnostic in analysis.diagnostics.iter().filter(|one| one.severity >= Severity::Warning) {
            let claim = report.claims.iter().find(|claim| claim.diagnostics.contains(diagnostic));
            found.push(Concern {
                severity: diagnostic.severity,
                code: diagnostic.code,
                message: diagnostic.message.clone(),
                words: diagnostic.range.of(&report.text).split_whitespace().collect::<Vec<_>>().join(" "),
                note,
                line: line_of(&report.text, diagnostic.range.start()),
                claim: claim.map(|claim| claim.number),
            });
        }
    }
    found.sort_by_key(|concern| std::cmp::Reverse(concern.severity));
    found
}
