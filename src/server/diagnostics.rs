//! What the client is shown of a checked note, and the id by which it asks whether that changed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use ropey::Rope;
use tower_lsp::lsp_types as lsp;

use super::capabilities::ClientTraits;
use super::convert::{self, Places};
use super::homes::Snapshot;
use super::store::Document;
use super::typing::Typing;
use crate::index::Library;
use crate::rules::Diagnostic;
use crate::workspace::Analysis;

/// The diagnostics of a note. Without a single article there is nothing to hold a note against, and
/// so nothing to say.
#[must_use]
pub fn of_note(
    document: &Document,
    snapshot: &Arc<Snapshot>,
    analysis: &Analysis,
    traits: &ClientTraits,
    typing: &Typing,
) -> Vec<lsp::Diagnostic> {
    let library = &snapshot.world.library;
    if library.is_empty() {
        return Vec::new();
    }
    converted(typing.kept(document, &analysis.diagnostics), &document.rope, library, traits)
}

/// What was found in a note whose text is `rope`, for the client.
#[must_use]
pub fn converted<'a>(
    found: impl IntoIterator<Item = &'a Diagnostic>,
    rope: &Rope,
    library: &Library,
    traits: &ClientTraits,
) -> Vec<lsp::Diagnostic> {
    let mut places = Places::new(traits.encoding);
    found.into_iter().map(|found| convert::diagnostic(found, rope, library, &mut places, traits)).collect()
}

/// Names what a client was told: the same items have the same id. `nonce` is the session's.
#[must_use]
pub fn result_id(nonce: u64, items: &[lsp::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    // What can't be written can't be sent either.
    serde_json::to_string(items).unwrap_or_default().hash(&mut hasher);
    format!("{nonce:x}-{:x}", hasher.finish())
}

/// A report in full.
#[must_use]
pub fn full(result_id: Option<String>, items: Vec<lsp::Diagnostic>) -> lsp::DocumentDiagnosticReportResult {
    let full_document_diagnostic_report = lsp::FullDocumentDiagnosticReport { result_id, items };
    let report =
        lsp::RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report };
    lsp::DocumentDiagnosticReport::Full(report).into()
}

/// The report that nothing has changed.
#[must_use]
pub fn unchanged(result_id: String) -> lsp::DocumentDiagnosticReportResult {
    let unchanged_document_diagnostic_report = lsp::UnchangedDocumentDiagnosticReport { result_id };
    let report = lsp::RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report,
    };
    lsp::DocumentDiagnosticReport::Unchanged(report).into()
}
